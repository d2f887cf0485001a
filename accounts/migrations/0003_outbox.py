"""Outbox."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import accounts.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_standing"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutboxMail",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=30)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("handed_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "joined",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.outboxmail",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("handed_at__isnull", True), ("joined__isnull", True), ("sent_at__isnull", True)
                        ),
                        fields=["due_at"],
                        name="accounts_outbox_open",
                    ),
                    models.Index(fields=["user", "kind", "created_at"], name="accounts_outbox_of_person"),
                ],
                "constraints": [
                    accounts.walls.Statement(
                        drop="GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO app, worker;",
                        make="\nREVOKE ALL ON {table} FROM app, worker; GRANT INSERT ON {table} TO app, worker;\nGRANT SELECT, UPDATE, DELETE ON {table} TO worker;",
                        name="accounts_outboxmail_roles",
                        revision="f9896cef",
                    )
                ],
            },
        ),
    ]
    operations = together(operations)

"""Todos."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.fields
import accounts.vault
import accounts.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0003_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalTodo",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("kind", models.CharField(default="own", editable=False, max_length=40, verbose_name="What")),
                ("title", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What is to be done")),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Until when")),
                ("done_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.case",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Who does it",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical todo",
                "verbose_name_plural": "historical todos",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "constraints": [
                    accounts.walls.Wall(
                        column="case_id", erasable=False, name="casework_historicaltodo_wall", revision="05a46b6b"
                    ),
                    accounts.walls.AppendOnly(
                        grants="SELECT", name="casework_historicaltodo_frozen", revision="2d20bc05"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Todo",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(default="own", editable=False, max_length=40, verbose_name="What")),
                ("title", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What is to be done")),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Until when")),
                ("done_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="casework.case",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Who does it",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "raised_at", "pk"],
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["owner", "due_on"],
                        name="casework_todo_of_owner",
                    ),
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["case", "due_on"],
                        name="casework_todo_of_case",
                    ),
                ],
                "constraints": [
                    accounts.walls.Wall(
                        column="case_id", erasable=False, name="casework_todo_wall", revision="05a46b6b"
                    ),
                    accounts.walls.VersionGuard(
                        fixed=["case_id", "kind", "raised_by_id", "raised_at"],
                        name="casework_todo_version",
                        revision="e671a8de",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True), models.Q(("kind", "own"), _negated=True)),
                        fields=("case", "kind"),
                        name="casework_todo_one_open",
                        violation_error_message="This is on the list already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_todo_done_by_somebody",
                    ),
                    accounts.walls.HistoryTrigger(
                        columns=[
                            "id",
                            "case_id",
                            "kind",
                            "title",
                            "owner_id",
                            "raised_by_id",
                            "raised_at",
                            "due_on",
                            "done_at",
                            "done_by_id",
                            "version",
                        ],
                        history="casework_historicaltodo",
                        key="id",
                        name="casework_todo_history",
                        only_changes=False,
                        revision="ec7eee9a",
                    ),
                ],
            },
        ),
    ]
    operations = together(operations)

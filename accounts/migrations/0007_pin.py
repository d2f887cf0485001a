"""A PIN that opens a locked session."""

import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_seat"),
    ]

    operations = [
        migrations.AddField(
            model_name="signin",
            name="holds",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="signin",
            name="wrong_pins",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.CreateModel(
            name="HistoricalPin",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("set_at", models.DateTimeField()),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical pin",
                "verbose_name_plural": "historical pins",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "constraints": [
                    accounts.walls.AppendOnly(
                        grants="SELECT", name="accounts_historicalpin_frozen", revision="2d20bc05"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Pin",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("encoded", models.CharField(max_length=200)),
                ("set_at", models.DateTimeField()),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pin", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    accounts.walls.Statement(
                        drop="DROP POLICY IF EXISTS see ON {table};DROP POLICY IF EXISTS add ON {table};DROP POLICY IF EXISTS change ON {table};DROP POLICY IF EXISTS drop ON {table};",
                        make="\nALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\nCREATE POLICY see ON {table} FOR SELECT TO app, worker USING (user_id = (SELECT nullif(current_setting('app.actor', true), '')::uuid));\nCREATE POLICY add ON {table} FOR INSERT TO app, worker WITH CHECK (user_id = (SELECT nullif(current_setting('app.actor', true), '')::uuid));\nCREATE POLICY change ON {table} FOR UPDATE TO app, worker USING (user_id = (SELECT nullif(current_setting('app.actor', true), '')::uuid)) WITH CHECK (user_id = (SELECT nullif(current_setting('app.actor', true), '')::uuid));\nCREATE POLICY drop ON {table} FOR DELETE TO app, worker USING (user_id = (SELECT nullif(current_setting('app.actor', true), '')::uuid));",
                        name="accounts_pin_own_rows",
                        revision="28bd6cef",
                    ),
                    accounts.walls.HistoryTrigger(
                        columns=["id", "user_id", "set_at"],
                        history="accounts_historicalpin",
                        key="id",
                        name="accounts_pin_history",
                        only_changes=True,
                        revision="b342612a",
                    ),
                ],
            },
        ),
    ]
    operations = together(operations)

"""Machine clients and the sync feed."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.clients.models
import accounts.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_outbox"),
    ]
    # Its tables point to the client, which is this project's own model.
    run_before = [("oauth2_provider", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "record",
                        "organisation",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("record", models.UUIDField()),
                ("organisation", models.UUIDField()),
                ("kind", models.CharField(max_length=24)),
                ("version", models.PositiveIntegerField()),
                ("moment", models.BigIntegerField()),
                ("seq", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("deleted", models.BooleanField(default=False)),
                ("closed", models.BooleanField(default=False)),
                ("closes_on", models.DateField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "moment", "seq"], name="accounts_change_feed"),
                    models.Index(
                        condition=models.Q(("closed", True)), fields=["organisation"], name="accounts_change_closed"
                    ),
                    models.Index(
                        condition=models.Q(("closed", False), ("closes_on__isnull", False)),
                        fields=["organisation", "closes_on"],
                        name="accounts_change_closing",
                    ),
                ],
                "constraints": [
                    accounts.walls.Statement(
                        drop="DROP POLICY IF EXISTS see ON {table};",
                        make="\nCREATE SEQUENCE IF NOT EXISTS {table}_seq OWNED BY {table}.seq;\nGRANT USAGE ON SEQUENCE {table}_seq TO keeper;\nALTER TABLE {table} SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05,\n  autovacuum_vacuum_insert_scale_factor = 0.05);\nALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\nCREATE POLICY see ON {table} FOR SELECT TO app, worker\n  USING (coalesce('org:' || organisation = ANY ((SELECT nullif(current_setting('app.principals', true), '')::text[])::text[]), false));\nREVOKE INSERT, UPDATE, DELETE ON {table} FROM app, worker;",
                        name="accounts_change_wall",
                        revision="aaa39323",
                    ),
                    accounts.walls.Statement(
                        drop="DROP FUNCTION IF EXISTS closed_cases(uuid);",
                        make="\nCREATE OR REPLACE FUNCTION closed_cases(office uuid) RETURNS uuid[] STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN RETURN (SELECT coalesce(array_agg(x.case_id), '{}') FROM (\n  SELECT c.case_id FROM {table} c WHERE c.organisation = office AND c.closed\n  UNION ALL SELECT c.case_id FROM {table} c WHERE c.organisation = office AND NOT c.closed AND c.closes_on < (now() AT TIME ZONE 'UTC')::date) x);\nEND $$;\nREVOKE ALL ON FUNCTION closed_cases(uuid) FROM PUBLIC;\nGRANT EXECUTE ON FUNCTION closed_cases(uuid) TO app, worker;\nALTER FUNCTION closed_cases(uuid) OWNER TO keeper;",
                        name="accounts_change_shut",
                        revision="fe7163c5",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeClock",
            fields=[
                ("id", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("ahead", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    accounts.walls.Statement(
                        drop="DROP FUNCTION IF EXISTS feed_now();",
                        make="\nINSERT INTO {table} (id, ahead) VALUES (1, 0) ON CONFLICT DO NOTHING;\nREVOKE INSERT, UPDATE, DELETE ON {table} FROM app, worker;\nCREATE OR REPLACE FUNCTION feed_now() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER\nSET search_path = pg_catalog, public AS $$\n  SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + ahead FROM {table} $$;\nREVOKE ALL ON FUNCTION feed_now() FROM PUBLIC;\nGRANT EXECUTE ON FUNCTION feed_now() TO app, worker;\nALTER FUNCTION feed_now() OWNER TO keeper;",
                        name="accounts_changeclock_row",
                        revision="2a1afc0c",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Client",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "client_id",
                    models.CharField(
                        default=accounts.clients.models.new_client_id,
                        editable=False,
                        max_length=40,
                        unique=True,
                        verbose_name="Public name",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="clients", to="accounts.organisation"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="client",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    accounts.walls.HistoryTrigger(
                        columns=[
                            "id",
                            "client_id",
                            "name",
                            "organisation_id",
                            "user_id",
                            "created",
                            "ended_by_id",
                            "ended_at",
                        ],
                        history="accounts_historicalclient",
                        key="id",
                        name="accounts_client_history",
                        only_changes=False,
                        revision="b741094e",
                    )
                ],
                "ordering": ["name", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ClientGrant",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("requested_at", models.DateTimeField(auto_now_add=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("intake:write", "intake:write"),
                                ("case:read", "case:read"),
                                ("case:write", "case:write"),
                                ("referral:read", "referral:read"),
                                ("stats:read", "stats:read"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "addresses",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=43), size=None),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="accounts_clientgrant_two_people",
                        violation_error_message="A second administrator must approve this.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("approved_at__isnull", False), ("ended_at__isnull", True)),
                        fields=("client",),
                        name="accounts_clientgrant_one_stands",
                        violation_error_message="Something of this kind waits for an answer already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("approved_at__isnull", True), ("ended_at__isnull", True)),
                        fields=("client",),
                        name="accounts_clientgrant_one_waits",
                        violation_error_message="Something of this kind waits for an answer already.",
                    ),
                    accounts.walls.HistoryTrigger(
                        columns=[
                            "id",
                            "requested_by_id",
                            "requested_at",
                            "approved_by_id",
                            "approved_at",
                            "ended_by_id",
                            "ended_at",
                            "client_id",
                            "scopes",
                            "addresses",
                        ],
                        history="accounts_historicalclientgrant",
                        key="id",
                        name="accounts_clientgrant_history",
                        only_changes=False,
                        revision="5dd78a4c",
                    ),
                ],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ClientSecret",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("requested_at", models.DateTimeField(auto_now_add=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("hashed", models.CharField(max_length=64, unique=True)),
                ("ends_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="secrets",
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="accounts_clientsecret_two_people",
                        violation_error_message="A second administrator must approve this.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("approved_at__isnull", True), ("ended_at__isnull", True)),
                        fields=("client",),
                        name="accounts_clientsecret_one_waits",
                        violation_error_message="Something of this kind waits for an answer already.",
                    ),
                    accounts.walls.HistoryTrigger(
                        columns=[
                            "id",
                            "requested_by_id",
                            "requested_at",
                            "approved_by_id",
                            "approved_at",
                            "ended_by_id",
                            "ended_at",
                            "client_id",
                            "ends_at",
                        ],
                        history="accounts_historicalclientsecret",
                        key="id",
                        name="accounts_clientsecret_history",
                        only_changes=True,
                        revision="d1181eec",
                    ),
                ],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalClient",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "client_id",
                    models.CharField(
                        default=accounts.clients.models.new_client_id,
                        editable=False,
                        max_length=40,
                        verbose_name="Public name",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("created", models.DateTimeField(blank=True, editable=False)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "ended_by",
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "user",
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
                "constraints": [
                    accounts.walls.AppendOnly(
                        grants="SELECT", name="accounts_historicalclient_frozen", revision="2d20bc05"
                    )
                ],
                "verbose_name": "historical client",
                "verbose_name_plural": "historical clients",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClientGrant",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("requested_at", models.DateTimeField(blank=True, editable=False)),
                ("approved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("intake:write", "intake:write"),
                                ("case:read", "case:read"),
                                ("case:write", "case:write"),
                                ("referral:read", "referral:read"),
                                ("stats:read", "stats:read"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "addresses",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=43), size=None),
                ),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "approved_by",
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
                (
                    "client",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
                (
                    "ended_by",
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
                    "requested_by",
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
                "constraints": [
                    accounts.walls.AppendOnly(
                        grants="SELECT", name="accounts_historicalclientgrant_frozen", revision="2d20bc05"
                    )
                ],
                "verbose_name": "historical client grant",
                "verbose_name_plural": "historical client grants",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClientSecret",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("requested_at", models.DateTimeField(blank=True, editable=False)),
                ("approved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "approved_by",
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
                (
                    "client",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
                (
                    "ended_by",
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
                    "requested_by",
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
                "constraints": [
                    accounts.walls.AppendOnly(
                        grants="SELECT", name="accounts_historicalclientsecret_frozen", revision="2d20bc05"
                    )
                ],
                "verbose_name": "historical client secret",
                "verbose_name_plural": "historical client secrets",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
    operations = together(operations)

"""Sharing."""

import uuid

import django.contrib.postgres.fields
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
        ("accounts", "0006_seat"),
        ("casework", "0006_journey"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalStateFear",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("asylum", "Asked for asylum, or has protection"),
                            ("fear", "Is afraid of the own state"),
                        ],
                        max_length=8,
                        verbose_name="What it is",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("person", "The person told us"),
                            ("status", "The status in this country"),
                            ("interview", "An answer in an interview"),
                            ("screening", "The screening"),
                        ],
                        default="person",
                        max_length=10,
                        verbose_name="Where it comes from",
                    ),
                ),
                (
                    "countries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("ID", "Indonesia"),
                                ("LA", "Lao PDR"),
                                ("MY", "Malaysia"),
                                ("MM", "Myanmar"),
                                ("PH", "Philippines"),
                                ("SG", "Singapore"),
                                ("TH", "Thailand"),
                                ("VN", "Viet Nam"),
                                ("KH", "Cambodia"),
                                ("BN", "Brunei Darussalam"),
                                ("TL", "Timor-Leste"),
                                ("CN", "China"),
                                ("HK", "Hong Kong SAR (China)"),
                                ("TW", "Taiwan (Province of China)"),
                                ("JP", "Japan"),
                                ("KR", "Republic of Korea"),
                                ("BD", "Bangladesh"),
                                ("BT", "Bhutan"),
                                ("IN", "India"),
                                ("NP", "Nepal"),
                                ("PK", "Pakistan"),
                                ("LK", "Sri Lanka"),
                                ("ET", "Ethiopia"),
                                ("KE", "Kenya"),
                                ("TZ", "Tanzania"),
                                ("EG", "Egypt"),
                                ("TR", "Turkiye"),
                                ("BR", "Brazil"),
                                ("RU", "Russian Federation"),
                                ("UA", "Ukraine"),
                                ("KZ", "Kazakhstan"),
                                ("UZ", "Uzbekistan"),
                                ("AE", "United Arab Emirates"),
                                ("UG", "Uganda"),
                                ("ZA", "South Africa"),
                                ("ZW", "Zimbabwe"),
                                ("MA", "Morocco"),
                                ("NG", "Nigeria"),
                                ("GH", "Ghana"),
                                ("PG", "Papua New Guinea"),
                            ],
                            max_length=2,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Of which states",
                    ),
                ),
                (
                    "note",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="In the person's words"),
                ),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("lift_asked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "lift_reason",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What the person says now"),
                ),
                ("lifted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical state fear",
                "verbose_name_plural": "historical state fears",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="StateFear",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("asylum", "Asked for asylum, or has protection"),
                            ("fear", "Is afraid of the own state"),
                        ],
                        max_length=8,
                        verbose_name="What it is",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("person", "The person told us"),
                            ("status", "The status in this country"),
                            ("interview", "An answer in an interview"),
                            ("screening", "The screening"),
                        ],
                        default="person",
                        max_length=10,
                        verbose_name="Where it comes from",
                    ),
                ),
                (
                    "countries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("ID", "Indonesia"),
                                ("LA", "Lao PDR"),
                                ("MY", "Malaysia"),
                                ("MM", "Myanmar"),
                                ("PH", "Philippines"),
                                ("SG", "Singapore"),
                                ("TH", "Thailand"),
                                ("VN", "Viet Nam"),
                                ("KH", "Cambodia"),
                                ("BN", "Brunei Darussalam"),
                                ("TL", "Timor-Leste"),
                                ("CN", "China"),
                                ("HK", "Hong Kong SAR (China)"),
                                ("TW", "Taiwan (Province of China)"),
                                ("JP", "Japan"),
                                ("KR", "Republic of Korea"),
                                ("BD", "Bangladesh"),
                                ("BT", "Bhutan"),
                                ("IN", "India"),
                                ("NP", "Nepal"),
                                ("PK", "Pakistan"),
                                ("LK", "Sri Lanka"),
                                ("ET", "Ethiopia"),
                                ("KE", "Kenya"),
                                ("TZ", "Tanzania"),
                                ("EG", "Egypt"),
                                ("TR", "Turkiye"),
                                ("BR", "Brazil"),
                                ("RU", "Russian Federation"),
                                ("UA", "Ukraine"),
                                ("KZ", "Kazakhstan"),
                                ("UZ", "Uzbekistan"),
                                ("AE", "United Arab Emirates"),
                                ("UG", "Uganda"),
                                ("ZA", "South Africa"),
                                ("ZW", "Zimbabwe"),
                                ("MA", "Morocco"),
                                ("NG", "Nigeria"),
                                ("GH", "Ghana"),
                                ("PG", "Papua New Guinea"),
                            ],
                            max_length=2,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Of which states",
                    ),
                ),
                (
                    "note",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="In the person's words"),
                ),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("lift_asked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "lift_reason",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What the person says now"),
                ),
                ("lifted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-raised_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="casework_consent_history",
        ),
        migrations.AddField(
            model_name="consent",
            name="items",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("name", "Name, both spellings"),
                        ("other_names", "Other names"),
                        ("gender", "Gender"),
                        ("birth_date", "Date of birth"),
                        ("nationality", "Nationality, as told"),
                        ("papers", "Numbers of passport and other papers"),
                        ("paper_copies", "Copies of papers"),
                        ("photo", "Photo of the face"),
                        ("birth_place", "Place of birth"),
                        ("home_address", "Last address at home"),
                        ("family", "Names of parents and family"),
                        ("needs_paper", "That a travel paper is needed"),
                        ("release_day", "The day the person came out"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="What may be shown",
            ),
        ),
        migrations.AddField(
            model_name="historicalconsent",
            name="items",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("name", "Name, both spellings"),
                        ("other_names", "Other names"),
                        ("gender", "Gender"),
                        ("birth_date", "Date of birth"),
                        ("nationality", "Nationality, as told"),
                        ("papers", "Numbers of passport and other papers"),
                        ("paper_copies", "Copies of papers"),
                        ("photo", "Photo of the face"),
                        ("birth_place", "Place of birth"),
                        ("home_address", "Last address at home"),
                        ("family", "Names of parents and family"),
                        ("needs_paper", "That a travel paper is needed"),
                        ("release_day", "The day the person came out"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="What may be shown",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS access_insert ON {table}; DROP FUNCTION IF EXISTS {table}_access();",
                make="\nCREATE OR REPLACE FUNCTION {table}_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  PERFORM refresh_access((SELECT array_agg(DISTINCT f.case_id) FROM fresh f WHERE EXISTS (SELECT FROM referrals_share s\n    WHERE s.case_id = f.case_id AND s.consent_series = f.series AND s.ended_at IS NULL)));\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_access() FROM PUBLIC;\nCREATE TRIGGER access_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh\n  FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nALTER FUNCTION {table}_access() OWNER TO keeper;",
                name="casework_consent_access",
                revision="c2867bec",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "series",
                    "number",
                    "type",
                    "recipient_id",
                    "status",
                    "language",
                    "interpreter",
                    "giver",
                    "guardian",
                    "child_assent",
                    "how",
                    "witness",
                    "items",
                    "limits",
                    "basis",
                    "decided_by",
                    "text_version",
                    "answered_on",
                    "expires_on",
                    "review_by",
                    "recorded_by_id",
                    "recorded_at",
                ],
                history="casework_historicalconsent",
                key="id",
                name="casework_consent_history",
                only_changes=False,
                revision="9ef3e1b5",
            ),
        ),
        migrations.AddField(
            model_name="historicalstatefear",
            name="case",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="historicalstatefear",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalstatefear",
            name="lift_asked_by",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="historicalstatefear",
            name="lifted_by",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="historicalstatefear",
            name="raised_by",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="statefear",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="statefear",
            name="lift_asked_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="statefear",
            name="lifted_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="statefear",
            name="raised_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalstatefear",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalstatefear_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalstatefear",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalstatefear_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="statefear",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_statefear_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="statefear",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "kind", "countries", "raised_by_id", "raised_at"],
                name="casework_statefear_version",
                revision="bcbfc0df",
            ),
        ),
        migrations.AddConstraint(
            model_name="statefear",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lifted_at__isnull", True),
                    models.Q(
                        ("lift_asked_by__isnull", False),
                        ("lifted_by__isnull", False),
                        models.Q(("lifted_by", models.F("lift_asked_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="casework_statefear_two_people",
                violation_error_message="Somebody else must lift this: it was you who asked for it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statefear",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS access_insert ON {table}; DROP TRIGGER IF EXISTS access_update ON {table}; DROP FUNCTION IF EXISTS {table}_access();",
                make="\nCREATE OR REPLACE FUNCTION {table}_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  UPDATE referrals_share s SET ended_at = now(), ended_why = 'feared', version = s.version + 1 FROM fresh n, accounts_organisation o\n    WHERE s.case_id = n.case_id AND s.sent_at IS NOT NULL AND s.ended_at IS NULL AND o.id = s.recipient_id AND EXISTS (SELECT FROM casework_statefear f WHERE f.case_id = s.case_id AND f.lifted_at IS NULL\n    AND (o.kind = 'embassy' AND f.countries = '{}' OR f.countries && (o.represents || o.country)));\n  PERFORM refresh_access((SELECT array_agg(DISTINCT case_id) FROM fresh));\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_access() FROM PUBLIC;\nCREATE TRIGGER access_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh\n  FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_update AFTER UPDATE ON {table} REFERENCING NEW TABLE AS fresh\n  FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nALTER FUNCTION {table}_access() OWNER TO keeper;",
                name="casework_statefear_access",
                revision="34347548",
            ),
        ),
        migrations.AddConstraint(
            model_name="statefear",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "kind",
                    "source",
                    "countries",
                    "note",
                    "raised_by_id",
                    "raised_at",
                    "lift_asked_by_id",
                    "lift_asked_at",
                    "lift_reason",
                    "lifted_by_id",
                    "lifted_at",
                    "version",
                ],
                history="casework_historicalstatefear",
                key="id",
                name="casework_statefear_history",
                only_changes=False,
                revision="ef3c50da",
            ),
        ),
    ]
    operations = together(operations)

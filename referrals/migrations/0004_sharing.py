"""Versions of a share, guards of what was sent, one thread a share, and the trace of a transfer."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.vault
import accounts.walls
import referrals.sharing.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_pin"),
        ("accounts", "__first__"),
        ("casework", "0014_standing"),
        ("referrals", "0003_directory"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalShareMessage",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("number", models.CharField(max_length=10)),
                ("from_recipient", models.BooleanField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("text", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Words")),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical share message",
                "verbose_name_plural": "historical share messages",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTransfer",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("gave", "Given to another organisation"),
                            ("took", "Taken over from another organisation"),
                        ],
                        max_length=6,
                    ),
                ),
                ("number", models.CharField(max_length=10)),
                ("other_reference", models.CharField(max_length=10)),
                ("accepted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical transfer",
                "verbose_name_plural": "historical transfers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ShareMessage",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=10)),
                ("from_recipient", models.BooleanField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("text", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Words")),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("gave", "Given to another organisation"),
                            ("took", "Taken over from another organisation"),
                        ],
                        max_length=6,
                    ),
                ),
                ("number", models.CharField(max_length=10)),
                ("other_reference", models.CharField(max_length=10)),
                ("accepted_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-accepted_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="consularreferral",
            name="referrals_consularreferral_wall",
        ),
        migrations.RemoveConstraint(
            model_name="historicalconsularreferral",
            name="referrals_historicalconsularreferral_wall",
        ),
        migrations.RemoveConstraint(
            model_name="historicalmessage",
            name="referrals_historicalmessage_wall",
        ),
        migrations.RemoveConstraint(
            model_name="historicalshare",
            name="referrals_historicalshare_wall",
        ),
        migrations.RemoveConstraint(
            model_name="share",
            name="referrals_share_wall",
        ),
        migrations.RemoveConstraint(
            model_name="share",
            name="referrals_share_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="share",
            name="referrals_share_receipts",
        ),
        migrations.RemoveConstraint(
            model_name="share",
            name="referrals_share_history",
        ),
        migrations.AddField(
            model_name="historicalshare",
            name="approved_by",
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
            model_name="historicalshare",
            name="made_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalshare",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="referrals.share",
            ),
        ),
        migrations.AddField(
            model_name="historicalshare",
            name="requested_by",
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
            model_name="share",
            name="approved_by",
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
            model_name="share",
            name="made_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="share",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="newer",
                to="referrals.share",
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="requested_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="historicalshare",
            name="ended_why",
            field=models.CharField(
                blank=True,
                choices=[
                    ("withdrawn", "The person took the consent back"),
                    ("feared", "A fear of the own state, or asylum, was written down"),
                    ("recipient_changed", "The recipient changed"),
                    ("declined", "The recipient declined"),
                    ("revoked", "A supervisor or who guards the data ended it"),
                    ("taken_back", "Taken back before it was sent"),
                    ("ran_out", "Its time was over"),
                    ("done", "Done"),
                    ("replaced", "A newer version took its place"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="historicalshare",
            name="items",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("name", "Name, both spellings"),
                        ("other_names", "Other names"),
                        ("gender", "Gender"),
                        ("birth_date", "Date of birth"),
                        ("nationality", "Nationality, as told"),
                        ("languages", "Languages the person speaks"),
                        ("papers", "Numbers of passport and other papers"),
                        ("paper_copies", "Copies of papers"),
                        ("photo", "Photo of the face"),
                        ("birth_place", "Place of birth"),
                        ("home_address", "Last address at home"),
                        ("family", "Names of parents and family"),
                        ("needs_paper", "That a travel paper is needed"),
                        ("service_kind", "Which help is needed"),
                        ("needs_words", "What is needed, in the caseworker's words"),
                        ("contact", "How to reach the person, while the help lasts"),
                        ("health", "Health notes, for this help only"),
                        ("place", "Where the person is now, for a rescue only"),
                        ("release_day", "The day the person came out"),
                        ("journey", "The way here: countries and days"),
                        ("handover", "What was done here, and what comes next"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="What is shown",
            ),
        ),
        migrations.AlterField(
            model_name="historicalshare",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("papers", "Nationality and travel paper"),
                    ("contact", "The person wishes to talk with you"),
                    ("service", "Help that you offer"),
                    ("transfer", "You are asked to take over the case"),
                    ("home", "Help after the return home"),
                    ("rescue", "Danger to life: help at once"),
                    ("exit", "Exit clearance"),
                    ("identify", "Formal identification"),
                    ("law", "At the person's wish"),
                ],
                max_length=12,
                verbose_name="For what",
            ),
        ),
        migrations.AlterField(
            model_name="share",
            name="ended_why",
            field=models.CharField(
                blank=True,
                choices=[
                    ("withdrawn", "The person took the consent back"),
                    ("feared", "A fear of the own state, or asylum, was written down"),
                    ("recipient_changed", "The recipient changed"),
                    ("declined", "The recipient declined"),
                    ("revoked", "A supervisor or who guards the data ended it"),
                    ("taken_back", "Taken back before it was sent"),
                    ("ran_out", "Its time was over"),
                    ("done", "Done"),
                    ("replaced", "A newer version took its place"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="share",
            name="items",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("name", "Name, both spellings"),
                        ("other_names", "Other names"),
                        ("gender", "Gender"),
                        ("birth_date", "Date of birth"),
                        ("nationality", "Nationality, as told"),
                        ("languages", "Languages the person speaks"),
                        ("papers", "Numbers of passport and other papers"),
                        ("paper_copies", "Copies of papers"),
                        ("photo", "Photo of the face"),
                        ("birth_place", "Place of birth"),
                        ("home_address", "Last address at home"),
                        ("family", "Names of parents and family"),
                        ("needs_paper", "That a travel paper is needed"),
                        ("service_kind", "Which help is needed"),
                        ("needs_words", "What is needed, in the caseworker's words"),
                        ("contact", "How to reach the person, while the help lasts"),
                        ("health", "Health notes, for this help only"),
                        ("place", "Where the person is now, for a rescue only"),
                        ("release_day", "The day the person came out"),
                        ("journey", "The way here: countries and days"),
                        ("handover", "What was done here, and what comes next"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="What is shown",
            ),
        ),
        migrations.AlterField(
            model_name="share",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("papers", "Nationality and travel paper"),
                    ("contact", "The person wishes to talk with you"),
                    ("service", "Help that you offer"),
                    ("transfer", "You are asked to take over the case"),
                    ("home", "Help after the return home"),
                    ("rescue", "Danger to life: help at once"),
                    ("exit", "Exit clearance"),
                    ("identify", "Formal identification"),
                    ("law", "At the person's wish"),
                ],
                max_length=12,
                verbose_name="For what",
            ),
        ),
        migrations.AddConstraint(
            model_name="consularreferral",
            constraint=referrals.sharing.walls.RecipientWall(
                column="case_id",
                name="referrals_consularreferral_wall",
                recipient="mission_id",
                revision="3b6bafa9",
                sent="sent_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalconsularreferral",
            constraint=referrals.sharing.walls.RecipientWall(
                column="case_id",
                erasable=False,
                name="referrals_historicalconsularreferral_wall",
                recipient="mission_id",
                revision="3b6bafa9",
                sent="sent_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalmessage",
            constraint=referrals.sharing.walls.RecipientWall(
                column="case_id",
                erasable=False,
                name="referrals_historicalmessage_wall",
                recipient="mission_id",
                revision="d0db9a28",
                sent=None,
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalshare",
            constraint=referrals.sharing.walls.RecipientWall(
                column="case_id",
                erasable=False,
                name="referrals_historicalshare_wall",
                recipient="recipient_id",
                revision="c7256b1d",
                sent="sent_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=referrals.sharing.walls.RecipientWall(
                column="case_id",
                name="referrals_share_wall",
                recipient="recipient_id",
                revision="c7256b1d",
                sent="sent_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    models.Q(("replaces__isnull", True), ("sent_at__isnull", False), _connector="OR"),
                ),
                fields=("case", "recipient", "purpose"),
                name="referrals_share_one_open",
                violation_error_message="Something is shared with them for this already. End that first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("sent_at__isnull", True)),
                fields=("replaces",),
                name="referrals_share_one_waiting",
                violation_error_message="A newer version waits for approval already. Decide on that one first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("requested_by")), _negated=True),
                    _connector="OR",
                ),
                name="referrals_share_two_people",
                violation_error_message="Somebody else must approve this: it was you who asked for it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS receipts_insert ON {table}; DROP TRIGGER IF EXISTS receipts_update ON {table}; DROP FUNCTION IF EXISTS {table}_receipts();",
                make="\nCREATE OR REPLACE FUNCTION {table}_receipts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  DELETE FROM referrals_receipt r USING fresh f WHERE f.ended_why = 'replaced' AND r.id = f.id;\n  INSERT INTO referrals_receipt (id, recipient_id, number, sent_at, until, ended_at)\n    SELECT id, recipient_id, number, sent_at, until, ended_at FROM fresh\n      WHERE sent_at IS NOT NULL AND ended_why <> 'replaced'\n    ON CONFLICT (id) DO UPDATE SET until = EXCLUDED.until, ended_at = EXCLUDED.ended_at;\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_receipts() FROM PUBLIC;\nCREATE TRIGGER receipts_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh\n  FOR EACH STATEMENT EXECUTE FUNCTION {table}_receipts();\nCREATE TRIGGER receipts_update AFTER UPDATE ON {table} REFERENCING NEW TABLE AS fresh\n  FOR EACH STATEMENT EXECUTE FUNCTION {table}_receipts();\nALTER FUNCTION {table}_receipts() OWNER TO keeper;",
                name="referrals_share_receipts",
                revision="980fb2cf",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS share_guard ON {table}; DROP FUNCTION IF EXISTS {table}_guard();",
                make="\nCREATE OR REPLACE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$\nBEGIN\n  IF OLD.ended_at IS NOT NULL THEN\n    RAISE insufficient_privilege USING MESSAGE = 'A share that ended stays as it ended.';\n  END IF;\n  IF OLD.sent_at IS NOT NULL AND ROW(NEW.items, NEW.files, NEW.until, NEW.consent_series, NEW.sent_at, NEW.replaces_id, NEW.requested_by_id, NEW.approved_by_id, NEW.made_at) IS DISTINCT FROM ROW(OLD.items, OLD.files, OLD.until, OLD.consent_series, OLD.sent_at, OLD.replaces_id, OLD.requested_by_id, OLD.approved_by_id, OLD.made_at) THEN\n    RAISE insufficient_privilege USING MESSAGE = 'What was sent never changes: make a new version.';\n  END IF;\n  IF OLD.live_from IS NOT NULL AND NEW.live_from IS DISTINCT FROM OLD.live_from THEN\n    RAISE insufficient_privilege USING MESSAGE = 'A share is opened once.';\n  END IF;\n  IF current_user IN ('app', 'worker') AND OLD.recipient_id = nullif(current_setting('app.organisation', true), '')::uuid\n    AND NEW.ended_at IS NOT NULL AND NEW.ended_why NOT IN ('declined', 'done') THEN\n    RAISE insufficient_privilege USING MESSAGE = 'A recipient ends a share by declining it.';\n  END IF;\n  RETURN NEW;\nEND $$;\nCREATE TRIGGER share_guard BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_guard();",
                name="referrals_share_guard",
                revision="217e855e",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS share_firewall ON {table}; DROP FUNCTION IF EXISTS {table}_firewall();",
                make="\nCREATE OR REPLACE FUNCTION {table}_firewall() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER\nSET search_path = pg_catalog, public AS $$\nDECLARE kind text; yes text;\nBEGIN\n  IF NEW.sent_at IS NULL OR NEW.ended_at IS NOT NULL THEN RETURN NEW; END IF;\n  SELECT o.kind INTO kind FROM accounts_organisation o WHERE o.id = NEW.recipient_id;\n  IF kind NOT IN ('armed_group', 'border_command', 'immigration', 'police', 'prosecution_court') THEN RETURN NEW; END IF;\n  SELECT k.type INTO yes FROM casework_consent k\n    WHERE k.series = NEW.consent_series AND k.case_id = NEW.case_id ORDER BY k.number DESC LIMIT 1;\n  IF NOT coalesce((NEW.purpose = 'exit' AND kind IN ('border_command', 'business', 'immigration') AND yes = 'share_exit_clearance' AND NEW.approved_by_id IS NOT NULL) OR (NEW.purpose = 'identify' AND kind IN ('border_command', 'immigration', 'labour', 'local_government', 'police', 'prosecution_court', 'social_welfare') AND yes = 'share_authority_identification' AND NEW.approved_by_id IS NOT NULL) OR (NEW.purpose = 'law' AND kind IN ('armed_group', 'border_command', 'immigration', 'police', 'prosecution_court') AND yes = 'share_law_enforcement' AND NEW.approved_by_id IS NOT NULL AND EXISTS (SELECT FROM referrals_exemption e WHERE e.share_id = NEW.id AND e.second_by_id IS NOT NULL AND e.second_by_id <> e.first_by_id AND e.asked_by_id NOT IN (e.first_by_id, e.second_by_id))) OR (NEW.purpose = 'rescue' AND kind IN ('border_command', 'police') AND yes = 'share_law_enforcement'), false) THEN\n    RAISE insufficient_privilege USING MESSAGE = 'An organisation of this kind gets nothing in this way.';\n  END IF;\n  RETURN NEW;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_firewall() FROM PUBLIC;\nCREATE TRIGGER share_firewall BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_firewall();\nALTER FUNCTION {table}_firewall() OWNER TO keeper;",
                name="referrals_share_firewall",
                revision="a10c0afb",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "recipient_id",
                    "number",
                    "purpose",
                    "consent_series",
                    "items",
                    "files",
                    "until",
                    "sent_at",
                    "live_from",
                    "ended_at",
                    "ended_why",
                    "replaces_id",
                    "made_at",
                    "requested_by_id",
                    "approved_by_id",
                    "version",
                ],
                history="referrals_historicalshare",
                key="id",
                name="referrals_share_history",
                only_changes=False,
                revision="c2948941",
            ),
        ),
        migrations.AddField(
            model_name="historicalsharemessage",
            name="by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalsharemessage",
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
            model_name="historicalsharemessage",
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
            model_name="historicalsharemessage",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="historicaltransfer",
            name="accepted_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicaltransfer",
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
            model_name="historicaltransfer",
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
            model_name="historicaltransfer",
            name="other",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="sharemessage",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sharemessage",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="sharemessage",
            name="recipient",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="accepted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalsharemessage",
            constraint=referrals.sharing.walls.RecipientWall(
                column="case_id",
                erasable=False,
                name="referrals_historicalsharemessage_wall",
                recipient="recipient_id",
                revision="97032236",
                sent=None,
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalsharemessage",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalsharemessage_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicaltransfer",
            constraint=referrals.sharing.walls.RecipientWall(
                column="case_id",
                erasable=False,
                name="referrals_historicaltransfer_wall",
                recipient="other_id",
                revision="58a4ec41",
                sent=None,
            ),
        ),
        migrations.AddConstraint(
            model_name="historicaltransfer",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicaltransfer_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddIndex(
            model_name="sharemessage",
            index=models.Index(fields=["case", "number", "-at"], name="referrals_sharemessage_thread"),
        ),
        migrations.AddConstraint(
            model_name="sharemessage",
            constraint=referrals.sharing.walls.RecipientWall(
                column="case_id",
                name="referrals_sharemessage_wall",
                recipient="recipient_id",
                revision="e34889da",
                signed="by_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharemessage",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT, INSERT", name="referrals_sharemessage_frozen", revision="c1132b5e"
            ),
        ),
        migrations.AddConstraint(
            model_name="sharemessage",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "case_id", "number", "recipient_id", "by_id", "from_recipient", "at", "text"],
                history="referrals_historicalsharemessage",
                key="id",
                name="referrals_sharemessage_history",
                only_changes=False,
                revision="366c5a20",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="referrals_transfer_once"),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=referrals.sharing.walls.RecipientWall(
                column="case_id",
                name="referrals_transfer_wall",
                recipient="other_id",
                revision="c2d0f329",
                signed="accepted_by_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT, INSERT", name="referrals_transfer_frozen", revision="c1132b5e"
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "side",
                    "number",
                    "other_id",
                    "other_reference",
                    "accepted_by_id",
                    "accepted_at",
                ],
                history="referrals_historicaltransfer",
                key="id",
                name="referrals_transfer_history",
                only_changes=False,
                revision="d8006a4d",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=accounts.walls.Statement(
                drop="DROP FUNCTION IF EXISTS transfer_held_up(uuid);",
                make="\nCREATE OR REPLACE FUNCTION transfer_held_up(wanted uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER\nSET search_path = pg_catalog, public AS $$\nBEGIN RETURN NOT (EXISTS (SELECT FROM case_access a WHERE a.case_id = wanted AND (a.until IS NULL OR a.until > now()) AND a.principal = ANY ((SELECT nullif(current_setting('app.principals', true), '')::text[])::text[]) OFFSET 0) AND wanted <> ALL ((SELECT coalesce(nullif(current_setting('app.blocked', true), ''), '{}')::uuid[])::uuid[]))\n  OR EXISTS (SELECT FROM casework_handover h WHERE h.case_id = wanted AND h.answered_at IS NULL)\n  OR EXISTS (SELECT FROM referrals_consularreferral r WHERE r.case_id = wanted\n    AND r.status NOT IN ('refused_by_person', 'declined', 'withdrawn', 'closed'))\n  OR EXISTS (SELECT FROM referrals_servicereferral r WHERE r.case_id = wanted\n    AND r.status NOT IN ('declined', 'completed', 'cancelled', 'withdrawn'))\n  OR EXISTS (SELECT FROM screening_screening s WHERE s.case_id = wanted AND s.status IN ('confirmed', 'overridden')\n      AND s.outcome = 'vulnerable_not_trafficked')\n    AND NOT EXISTS (SELECT FROM casework_todo t WHERE t.case_id = wanted AND t.kind = 'protection_referral'\n      AND t.done_at IS NOT NULL); END $$;\nREVOKE ALL ON FUNCTION transfer_held_up(uuid) FROM PUBLIC;\nGRANT EXECUTE ON FUNCTION transfer_held_up(uuid) TO app, worker;\nALTER FUNCTION transfer_held_up(uuid) OWNER TO keeper;",
                name="referrals_transfer_held",
                revision="457b51de",
            ),
        ),
    ]
    operations = together(operations)

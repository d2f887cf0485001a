"""What was missing between agencies."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_erasure"),
        ("casework", "0021_mended"),
        ("referrals", "0014_after"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="channelentry",
            name="referrals_channelentry_of_one_referral",
        ),
        migrations.RemoveConstraint(
            model_name="channelentry",
            name="referrals_channelentry_history",
        ),
        migrations.RemoveConstraint(
            model_name="letter",
            name="referrals_letter_history",
        ),
        migrations.RemoveConstraint(
            model_name="share",
            name="referrals_share_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="soughtnotice",
            name="referrals_soughtnotice_frozen",
        ),
        migrations.RemoveConstraint(
            model_name="soughtperson",
            name="referrals_soughtperson_frozen",
        ),
        migrations.AddField(
            model_name="channelentry",
            name="consent",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casework.consent",
            ),
        ),
        migrations.AddField(
            model_name="channelentry",
            name="exemption",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contacts",
                to="referrals.exemption",
            ),
        ),
        migrations.AddField(
            model_name="channelentry",
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
                editable=False,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="historicalchannelentry",
            name="consent",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.consent",
            ),
        ),
        migrations.AddField(
            model_name="historicalchannelentry",
            name="exemption",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="referrals.exemption",
            ),
        ),
        migrations.AddField(
            model_name="historicalchannelentry",
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
                editable=False,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="historicalletter",
            name="second_by",
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
            model_name="letter",
            name="second_by",
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
            model_name="historicalletter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("consular_notification", "Notification of the mission"),
                    ("travel_document", "Request for a travel document"),
                    ("service_referral", "Referral for services"),
                    ("handover", "Handover"),
                    ("handover_pack", "Handover pack"),
                    ("non_punishment", "Non-punishment"),
                ],
                max_length=24,
                verbose_name="Kind",
            ),
        ),
        migrations.AlterField(
            model_name="historicalletter",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "Made, not sent"),
                    ("half", "One of two has approved"),
                    ("approved", "Approved, not sent yet"),
                    ("sent", "Sent"),
                    ("void", "Taken back"),
                ],
                default="draft",
                editable=False,
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("consular_notification", "Notification of the mission"),
                    ("travel_document", "Request for a travel document"),
                    ("service_referral", "Referral for services"),
                    ("handover", "Handover"),
                    ("handover_pack", "Handover pack"),
                    ("non_punishment", "Non-punishment"),
                ],
                max_length=24,
                verbose_name="Kind",
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "Made, not sent"),
                    ("half", "One of two has approved"),
                    ("approved", "Approved, not sent yet"),
                    ("sent", "Sent"),
                    ("void", "Taken back"),
                ],
                default="draft",
                editable=False,
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="letterjob",
            name="kind",
            field=models.CharField(
                choices=[
                    ("consular_notification", "Notification of the mission"),
                    ("travel_document", "Request for a travel document"),
                    ("service_referral", "Referral for services"),
                    ("handover", "Handover"),
                    ("handover_pack", "Handover pack"),
                    ("non_punishment", "Non-punishment"),
                ],
                max_length=24,
                verbose_name="Kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="channelentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("consular__isnull", False), ("exemption__isnull", True), ("service__isnull", True)),
                    models.Q(("consular__isnull", True), ("exemption__isnull", True), ("service__isnull", False)),
                    models.Q(("consular__isnull", True), ("exemption__isnull", False), ("service__isnull", True)),
                    _connector="OR",
                ),
                name="referrals_channelentry_of_one_referral",
            ),
        ),
        migrations.AddConstraint(
            model_name="channelentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("exemption__isnull", True),
                    models.Q(("consent__isnull", False), models.Q(("items", []), _negated=True)),
                    models.Q(("consent__isnull", True), ("items", [])),
                    _connector="OR",
                ),
                name="referrals_channelentry_says_what_was_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="channelentry",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "consular_id",
                    "service_id",
                    "exemption_id",
                    "items",
                    "consent_id",
                    "way",
                    "direction",
                    "at",
                    "came",
                    "with_whom",
                    "role",
                    "note",
                    "corrects_id",
                    "by_id",
                    "written_at",
                ],
                history="referrals_historicalchannelentry",
                key="id",
                name="referrals_channelentry_history",
                only_changes=False,
                revision="44e75d9d",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("second_by__isnull", True),
                    models.Q(
                        models.Q(("second_by", models.F("made_by")), _negated=True),
                        models.Q(("second_by", models.F("approved_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="referrals_letter_three_people",
                violation_error_message="Somebody else must approve this: it was you who made it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS letter_firewall ON {table}; DROP FUNCTION IF EXISTS {table}_firewall();",
                make="\nCREATE OR REPLACE FUNCTION {table}_firewall() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER\nSET search_path = pg_catalog, public AS $$\nBEGIN\n  IF NEW.sent_at IS NOT NULL AND NEW.kind = 'non_punishment' AND (NEW.approved_by_id IS NULL OR NEW.second_by_id IS NULL)\n    AND (SELECT o.kind IN ('armed_group', 'border_command', 'immigration', 'police', 'prosecution_court') FROM accounts_organisation o WHERE o.id = NEW.recipient_id) THEN\n    RAISE insufficient_privilege USING MESSAGE = 'Two others approve a letter to such an office.';\n  END IF;\n  RETURN NEW;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_firewall() FROM PUBLIC;\nCREATE TRIGGER letter_firewall BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_firewall();\nALTER FUNCTION {table}_firewall() OWNER TO keeper;",
                name="referrals_letter_firewall",
                revision="1f312553",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "number",
                    "kind",
                    "language",
                    "text_version",
                    "text_digest",
                    "marked_draft",
                    "recipient_id",
                    "share_id",
                    "items",
                    "status",
                    "sha256",
                    "size",
                    "blob",
                    "made_by_id",
                    "made_at",
                    "approved_by_id",
                    "second_by_id",
                    "sent_by_id",
                    "sent_at",
                    "version",
                ],
                history="referrals_historicalletter",
                key="id",
                name="referrals_letter_history",
                only_changes=False,
                revision="29c6562d",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    models.Q(("replaces__isnull", True), ("sent_at__isnull", False), _connector="OR"),
                    models.Q(("purpose__in", ("service", "home")), _negated=True),
                ),
                fields=("case", "recipient", "purpose"),
                name="referrals_share_one_open",
                violation_error_message="Something is shared with them for this already. End that first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    models.Q(("replaces__isnull", True), ("sent_at__isnull", False), _connector="OR"),
                    ("purpose__in", ("service", "home")),
                ),
                fields=("case", "recipient", "purpose", "number"),
                name="referrals_share_one_open_a_help",
                violation_error_message="Something is shared with them for this already. End that first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="soughtnotice",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT, INSERT", name="referrals_soughtnotice_frozen", revision="2a867a2a", until_old=True
            ),
        ),
        migrations.AddConstraint(
            model_name="soughtnotice",
            constraint=accounts.walls.Statement(
                drop="DROP FUNCTION IF EXISTS drop_old_sought(integer);",
                make="\nCREATE OR REPLACE FUNCTION drop_old_sought(days integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER\nSET search_path = pg_catalog, public AS $$\nDECLARE gone bigint;\nBEGIN\n  IF days < 1 THEN RAISE invalid_parameter_value USING MESSAGE = 'At least one day.'; END IF;\n  -- The history wants a name and the timetable has none: a sender's stands there, and the reason says why it went.\n  PERFORM set_config('app.actor', n.sent_by_id::text, true), set_config('app.reason', 'sought.too_old', true)\n    FROM {table} n WHERE n.received_at < now() - make_interval(days => days) LIMIT 1;\n  DELETE FROM referrals_soughtperson p WHERE p.received_at < now() - make_interval(days => days);\n  DELETE FROM {table} n WHERE n.received_at < now() - make_interval(days => days)\n    AND NOT EXISTS (SELECT FROM referrals_soughtperson p WHERE p.notice_id = n.id);\n  GET DIAGNOSTICS gone = ROW_COUNT;\n  RETURN gone;\nEND $$;\nREVOKE ALL ON FUNCTION drop_old_sought(integer) FROM PUBLIC;\nGRANT EXECUTE ON FUNCTION drop_old_sought(integer) TO worker;\nALTER FUNCTION drop_old_sought(integer) OWNER TO keeper;",
                name="referrals_soughtnotice_old",
                revision="b260466e",
            ),
        ),
        migrations.AddConstraint(
            model_name="soughtperson",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT, INSERT", name="referrals_soughtperson_frozen", revision="2a867a2a", until_old=True
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS share_help ON {table}; DROP FUNCTION IF EXISTS {table}_help();",
                make="\nCREATE OR REPLACE FUNCTION {table}_help() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER\nSET search_path = pg_catalog, public AS $$\nBEGIN\n  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.case_id::text || NEW.recipient_id, 0));\n  IF NOT EXISTS (SELECT FROM referrals_servicereferral r WHERE r.case_id = NEW.case_id AND r.number = NEW.number)\n    AND EXISTS (SELECT FROM {table} s WHERE s.case_id = NEW.case_id AND s.recipient_id = NEW.recipient_id\n      AND s.purpose = NEW.purpose AND s.number <> NEW.number AND s.ended_at IS NULL) THEN\n    RAISE unique_violation USING MESSAGE = 'Something is shared with them for this already.',\n      CONSTRAINT = 'referrals_share_one_open';\n  END IF;\n  RETURN NEW;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_help() FROM PUBLIC;\nCREATE TRIGGER share_help BEFORE INSERT ON {table} FOR EACH ROW\n  WHEN (NEW.purpose IN ('service', 'home') AND NEW.replaces_id IS NULL AND NEW.ended_at IS NULL)\n  EXECUTE FUNCTION {table}_help();\nALTER FUNCTION {table}_help() OWNER TO keeper;",
                name="referrals_share_help",
                revision="57d52baa",
            ),
        ),
    ]
    operations = together(operations)

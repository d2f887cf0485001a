"""Letters: what was made for whom, each copy that was handed out, and many letters at once."""

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
import casework.cases.numbers
import referrals.sharing.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_pin"),
        ("casework", "0014_standing"),
        ("referrals", "0005_services"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "number",
                    models.CharField(
                        default=casework.cases.numbers.new_reference, editable=False, max_length=10, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("consular_notification", "Notification of the mission"),
                            ("travel_document", "Request for a travel document"),
                            ("service_referral", "Referral for services"),
                            ("handover", "Handover"),
                            ("non_punishment", "Non-punishment"),
                        ],
                        max_length=24,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("th", "Thai"),
                            ("my", "Burmese"),
                            ("km", "Khmer"),
                            ("lo", "Lao"),
                            ("vi", "Vietnamese"),
                            ("zh-Hans", "Chinese (simplified)"),
                            ("id", "Indonesian"),
                        ],
                        max_length=8,
                        verbose_name="Language",
                    ),
                ),
                ("text_version", models.PositiveSmallIntegerField(editable=False)),
                ("text_digest", models.CharField(editable=False, max_length=16)),
                ("marked_draft", models.BooleanField(default=True, editable=False)),
                (
                    "items",
                    django.contrib.postgres.fields.ArrayField(
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
                                ("release_day", "The day the person came out"),
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
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Made, not sent"),
                            ("approved", "Approved, not sent yet"),
                            ("sent", "Sent"),
                            ("void", "Taken back"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="Fingerprint (SHA-256)")),
                ("size", models.PositiveIntegerField(editable=False)),
                ("blob", models.CharField(editable=False, max_length=32, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("sent_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                (
                    "approved_by",
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
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="casework.case",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="To",
                    ),
                ),
                (
                    "sent_by",
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
                    "share",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="referrals.share",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalLetterCopy",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("outside", models.BooleanField(editable=False)),
                ("place", models.PositiveIntegerField(editable=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "by",
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
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.letter",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical letter copy",
                "verbose_name_plural": "historical letter copys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="LetterCopy",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("outside", models.BooleanField(editable=False)),
                ("place", models.PositiveIntegerField(editable=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "letter",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="copies",
                        to="referrals.letter",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="LetterJob",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("consular_notification", "Notification of the mission"),
                            ("travel_document", "Request for a travel document"),
                            ("service_referral", "Referral for services"),
                            ("handover", "Handover"),
                            ("non_punishment", "Non-punishment"),
                        ],
                        max_length=24,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("th", "Thai"),
                            ("my", "Burmese"),
                            ("km", "Khmer"),
                            ("lo", "Lao"),
                            ("vi", "Vietnamese"),
                            ("zh-Hans", "Chinese (simplified)"),
                            ("id", "Indonesian"),
                        ],
                        max_length=8,
                        verbose_name="Language",
                    ),
                ),
                ("send", models.BooleanField(default=False, verbose_name="Send them at once")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalLetterLine",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waits"), ("done", "Made"), ("failed", "Not made")],
                        default="waiting",
                        editable=False,
                        max_length=8,
                    ),
                ),
                (
                    "reason",
                    accounts.vault.EncryptedTextField(blank=True, editable=False, null=True, verbose_name="Why not"),
                ),
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
                    "share",
                    models.ForeignKey(
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
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.letter",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.letterjob",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical letter line",
                "verbose_name_plural": "historical letter lines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="LetterLine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waits"), ("done", "Made"), ("failed", "Not made")],
                        default="waiting",
                        editable=False,
                        max_length=8,
                    ),
                ),
                (
                    "reason",
                    accounts.vault.EncryptedTextField(blank=True, editable=False, null=True, verbose_name="Why not"),
                ),
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
                    "job",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="referrals.letterjob",
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="line",
                        to="referrals.letter",
                    ),
                ),
                (
                    "share",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referrals.share",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalLetter",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "number",
                    models.CharField(default=casework.cases.numbers.new_reference, editable=False, max_length=10),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("consular_notification", "Notification of the mission"),
                            ("travel_document", "Request for a travel document"),
                            ("service_referral", "Referral for services"),
                            ("handover", "Handover"),
                            ("non_punishment", "Non-punishment"),
                        ],
                        max_length=24,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("th", "Thai"),
                            ("my", "Burmese"),
                            ("km", "Khmer"),
                            ("lo", "Lao"),
                            ("vi", "Vietnamese"),
                            ("zh-Hans", "Chinese (simplified)"),
                            ("id", "Indonesian"),
                        ],
                        max_length=8,
                        verbose_name="Language",
                    ),
                ),
                ("text_version", models.PositiveSmallIntegerField(editable=False)),
                ("text_digest", models.CharField(editable=False, max_length=16)),
                ("marked_draft", models.BooleanField(default=True, editable=False)),
                (
                    "items",
                    django.contrib.postgres.fields.ArrayField(
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
                                ("release_day", "The day the person came out"),
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
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Made, not sent"),
                            ("approved", "Approved, not sent yet"),
                            ("sent", "Sent"),
                            ("void", "Taken back"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="Fingerprint (SHA-256)")),
                ("size", models.PositiveIntegerField(editable=False)),
                ("blob", models.CharField(editable=False, max_length=32)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("sent_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
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
                    "made_by",
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
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="To",
                    ),
                ),
                (
                    "sent_by",
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
                    "share",
                    models.ForeignKey(
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
            ],
            options={
                "verbose_name": "historical letter",
                "verbose_name_plural": "historical letters",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "constraints": [
                    referrals.sharing.walls.RecipientWall(
                        column="case_id",
                        erasable=False,
                        name="referrals_historicalletter_wall",
                        recipient="recipient_id",
                        revision="c7256b1d",
                        sent="sent_at",
                    ),
                    accounts.walls.AppendOnly(
                        grants="SELECT", name="referrals_historicalletter_frozen", revision="2d20bc05"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=referrals.sharing.walls.RecipientWall(
                column="case_id",
                name="referrals_letter_wall",
                recipient="recipient_id",
                revision="c7256b1d",
                sent="sent_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=accounts.walls.VersionGuard(
                fixed=[
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
                    "sha256",
                    "size",
                    "blob",
                    "made_by_id",
                    "made_at",
                ],
                name="referrals_letter_version",
                revision="c158d3fb",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("made_by")), _negated=True),
                    _connector="OR",
                ),
                name="referrals_letter_two_people",
                violation_error_message="Somebody else must approve this: it was you who made it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_at__isnull", True), ("marked_draft", False), _connector="OR"),
                name="referrals_letter_no_draft_leaves",
                violation_error_message="The text is a draft. A letter that is marked so is never sent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=accounts.walls.Statement(
                drop="DROP FUNCTION IF EXISTS letters_unknown(text[]);",
                make="\nCREATE OR REPLACE FUNCTION letters_unknown(names text[]) RETURNS SETOF text\nLANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$\n  SELECT n.name FROM unnest(names) n(name) WHERE NOT EXISTS (SELECT FROM {table} f WHERE f.blob = n.name) $$;\nREVOKE ALL ON FUNCTION letters_unknown(text[]) FROM PUBLIC; GRANT EXECUTE ON FUNCTION letters_unknown(text[]) TO worker; ALTER FUNCTION letters_unknown(text[]) OWNER TO keeper;",
                name="referrals_letter_blobs",
                revision="8b2c0c4d",
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
                    "sent_by_id",
                    "sent_at",
                    "version",
                ],
                history="referrals_historicalletter",
                key="id",
                name="referrals_letter_history",
                only_changes=False,
                revision="fc5846c6",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicallettercopy",
            constraint=referrals.sharing.walls.RecipientWall(
                column="case_id",
                erasable=False,
                name="referrals_historicallettercopy_wall",
                recipient="recipient_id",
                revision="97032236",
                sent=None,
            ),
        ),
        migrations.AddConstraint(
            model_name="historicallettercopy",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicallettercopy_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="lettercopy",
            constraint=models.UniqueConstraint(
                fields=("letter", "outside", "place"), name="referrals_lettercopy_each_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="lettercopy",
            constraint=referrals.sharing.walls.RecipientWall(
                column="case_id",
                name="referrals_lettercopy_wall",
                recipient="recipient_id",
                revision="e34889da",
                signed="by_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="lettercopy",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT, INSERT", name="referrals_lettercopy_frozen", revision="c1132b5e"
            ),
        ),
        migrations.AddConstraint(
            model_name="lettercopy",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "case_id", "letter_id", "recipient_id", "outside", "place", "by_id", "at"],
                history="referrals_historicallettercopy",
                key="id",
                name="referrals_lettercopy_history",
                only_changes=False,
                revision="deef0569",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterjob",
            constraint=accounts.walls.Statement(
                drop="DROP POLICY IF EXISTS see ON {table}; DROP POLICY IF EXISTS add ON {table};",
                make="\nALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\nCREATE POLICY see ON {table} FOR SELECT TO app, worker USING (by_id = nullif(current_setting('app.actor', true), '')::uuid);\nCREATE POLICY add ON {table} FOR INSERT TO app, worker WITH CHECK (by_id = nullif(current_setting('app.actor', true), '')::uuid);\nREVOKE UPDATE, DELETE ON {table} FROM app, worker;",
                name="referrals_letterjob_wall",
                revision="70f62fd3",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalletterline",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="referrals_historicalletterline_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalletterline",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalletterline_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="letterline",
            constraint=models.UniqueConstraint(fields=("job", "share"), name="referrals_letterline_once"),
        ),
        migrations.AddConstraint(
            model_name="letterline",
            constraint=accounts.walls.Wall(
                column="case_id",
                erasable=False,
                kinds=["user", "consular"],
                name="referrals_letterline_wall",
                revision="e595d769",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterline",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "job_id", "share_id"], name="referrals_letterline_version", revision="20e5f0c9"
            ),
        ),
        migrations.AddConstraint(
            model_name="letterline",
            constraint=accounts.walls.Statement(
                drop="DROP FUNCTION IF EXISTS letters_waiting(integer);",
                make="\nCREATE OR REPLACE FUNCTION letters_waiting(most integer) RETURNS TABLE (line uuid, actor uuid)\nLANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$\n  SELECT l.id, j.by_id FROM {table} l JOIN referrals_letterjob j ON j.id = l.job_id\n  WHERE l.state = 'waiting' AND j.asked_at < now() - interval '2 minutes'\n  ORDER BY j.asked_at, l.id LIMIT most $$;\nREVOKE ALL ON FUNCTION letters_waiting(integer) FROM PUBLIC; GRANT EXECUTE ON FUNCTION letters_waiting(integer) TO worker; ALTER FUNCTION letters_waiting(integer) OWNER TO keeper;",
                name="referrals_letterline_waits",
                revision="0b561fb6",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterline",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "case_id", "job_id", "share_id", "letter_id", "state", "reason", "version"],
                history="referrals_historicalletterline",
                key="id",
                name="referrals_letterline_history",
                only_changes=False,
                revision="aa21cb50",
            ),
        ),
    ]
    operations = together(operations)

"""Files."""

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
        ("casework", "0002_named_grants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalStoredFile",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("paper", "A paper of the person"),
                            ("consent", "A signed consent"),
                            ("reply", "A reply of a mission"),
                            ("answer", "Given in an interview"),
                            ("evidence", "Something else that shows what happened"),
                        ],
                        max_length=10,
                        verbose_name="What is it?",
                    ),
                ),
                (
                    "name",
                    accounts.vault.EncryptedTextField(
                        blank=True, editable=False, null=True, verbose_name="Name of the file"
                    ),
                ),
                (
                    "note",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="A few words, so that others find it.",
                        null=True,
                        verbose_name="What does it show?",
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("jpeg", "Photo (JPEG)"),
                            ("png", "Picture (PNG)"),
                            ("webp", "Picture (WebP)"),
                            ("pdf", "Document (PDF)"),
                            ("m4a", "Sound (M4A)"),
                            ("mp3", "Sound (MP3)"),
                            ("ogg", "Sound (Ogg)"),
                            ("txt", "Text"),
                        ],
                        editable=False,
                        max_length=4,
                        verbose_name="Type",
                    ),
                ),
                ("size", models.PositiveIntegerField(editable=False)),
                (
                    "sha256",
                    accounts.vault.EncryptedTextField(
                        blank=True, editable=False, null=True, verbose_name="Fingerprint of the original (SHA-256)"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("quarantined", "Being checked"), ("ready", "Checked"), ("refused", "Locked away")],
                        default="quarantined",
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("malware", "The scanner found something harmful in it."),
                            ("damaged", "No safe copy could be made of it."),
                            ("changed", "It is not what was added: the bytes on the disk were changed."),
                        ],
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("scanned_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("blob", models.CharField(editable=False, max_length=32)),
                ("copy", models.CharField(blank=True, editable=False, max_length=32)),
                ("copy_size", models.PositiveIntegerField(default=0, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "added_by",
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
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.consent",
                        verbose_name="Which consent?",
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
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.identitypaper",
                        verbose_name="Which paper?",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical stored file",
                "verbose_name_plural": "historical stored files",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "constraints": [
                    accounts.walls.Wall(
                        column="case_id", erasable=False, name="casework_historicalstoredfile_wall", revision="05a46b6b"
                    ),
                    accounts.walls.AppendOnly(
                        grants="SELECT", name="casework_historicalstoredfile_frozen", revision="2d20bc05"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("paper", "A paper of the person"),
                            ("consent", "A signed consent"),
                            ("reply", "A reply of a mission"),
                            ("answer", "Given in an interview"),
                            ("evidence", "Something else that shows what happened"),
                        ],
                        max_length=10,
                        verbose_name="What is it?",
                    ),
                ),
                (
                    "name",
                    accounts.vault.EncryptedTextField(
                        blank=True, editable=False, null=True, verbose_name="Name of the file"
                    ),
                ),
                (
                    "note",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="A few words, so that others find it.",
                        null=True,
                        verbose_name="What does it show?",
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("jpeg", "Photo (JPEG)"),
                            ("png", "Picture (PNG)"),
                            ("webp", "Picture (WebP)"),
                            ("pdf", "Document (PDF)"),
                            ("m4a", "Sound (M4A)"),
                            ("mp3", "Sound (MP3)"),
                            ("ogg", "Sound (Ogg)"),
                            ("txt", "Text"),
                        ],
                        editable=False,
                        max_length=4,
                        verbose_name="Type",
                    ),
                ),
                ("size", models.PositiveIntegerField(editable=False)),
                (
                    "sha256",
                    accounts.vault.EncryptedTextField(
                        blank=True, editable=False, null=True, verbose_name="Fingerprint of the original (SHA-256)"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("quarantined", "Being checked"), ("ready", "Checked"), ("refused", "Locked away")],
                        default="quarantined",
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("malware", "The scanner found something harmful in it."),
                            ("damaged", "No safe copy could be made of it."),
                            ("changed", "It is not what was added: the bytes on the disk were changed."),
                        ],
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("scanned_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("blob", models.CharField(editable=False, max_length=32, unique=True)),
                ("copy", models.CharField(blank=True, editable=False, max_length=32)),
                ("copy_size", models.PositiveIntegerField(default=0, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                (
                    "added_by",
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
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="scans",
                        to="casework.consent",
                        verbose_name="Which consent?",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="scans",
                        to="casework.identitypaper",
                        verbose_name="Which paper?",
                    ),
                ),
            ],
            options={
                "ordering": ["-added_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["case", "-added_at"], name="casework_storedfile_newest"),
                    models.Index(
                        condition=models.Q(("state", "quarantined")),
                        fields=["added_at"],
                        name="casework_storedfile_waiting",
                    ),
                ],
                "constraints": [
                    accounts.walls.Wall(
                        column="case_id",
                        erasable=False,
                        name="casework_storedfile_wall",
                        revision="c190ae4b",
                        signed="added_by_id",
                    ),
                    accounts.walls.VersionGuard(
                        fixed=[
                            "case_id",
                            "kind",
                            "name",
                            "type",
                            "size",
                            "sha256",
                            "paper_id",
                            "consent_id",
                            "added_by_id",
                            "added_at",
                            "blob",
                        ],
                        name="casework_storedfile_version",
                        revision="e16e9965",
                    ),
                    accounts.walls.Statement(
                        drop="DROP FUNCTION IF EXISTS files_waiting(integer); DROP FUNCTION IF EXISTS files_unknown(text[]); DROP FUNCTION IF EXISTS file_totals();",
                        make="\nCREATE OR REPLACE FUNCTION files_waiting(most integer) RETURNS TABLE (file uuid, actor uuid)\nLANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$\n  SELECT f.id, coalesce(\n    (SELECT split_part(a.principal, ':', 2)::uuid FROM case_access a WHERE a.case_id = f.case_id\n      AND a.principal LIKE 'user:%' AND (a.until IS NULL OR a.until > now())\n      ORDER BY a.principal = 'user:' || f.added_by_id DESC, a.principal LIMIT 1),\n    f.added_by_id)\n  FROM {table} f WHERE f.state = 'quarantined' AND f.added_at < now() - interval '1 minute'\n  ORDER BY f.added_at LIMIT most $$;\nCREATE OR REPLACE FUNCTION files_unknown(names text[]) RETURNS SETOF text\nLANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$\n  SELECT n.name FROM unnest(names) n(name)\n  WHERE NOT EXISTS (SELECT FROM {table} f WHERE f.blob = n.name OR f.copy = n.name) $$;\nCREATE OR REPLACE FUNCTION file_totals() RETURNS TABLE (organisation uuid, files bigint, bytes bigint)\nLANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$\n  SELECT c.organisation_id, count(*), sum(f.size::bigint + f.copy_size)::bigint\n  FROM {table} f JOIN casework_case c ON c.id = f.case_id GROUP BY c.organisation_id $$;\nREVOKE ALL ON FUNCTION files_waiting(integer) FROM PUBLIC; GRANT EXECUTE ON FUNCTION files_waiting(integer) TO worker; ALTER FUNCTION files_waiting(integer) OWNER TO keeper;\nREVOKE ALL ON FUNCTION files_unknown(text[]) FROM PUBLIC; GRANT EXECUTE ON FUNCTION files_unknown(text[]) TO worker; ALTER FUNCTION files_unknown(text[]) OWNER TO keeper;\nREVOKE ALL ON FUNCTION file_totals() FROM PUBLIC; GRANT EXECUTE ON FUNCTION file_totals() TO app; ALTER FUNCTION file_totals() OWNER TO keeper;\n",
                        name="casework_storedfile_waits",
                        revision="43e4bc0a",
                    ),
                    accounts.walls.HistoryTrigger(
                        columns=[
                            "id",
                            "case_id",
                            "kind",
                            "name",
                            "note",
                            "type",
                            "size",
                            "sha256",
                            "state",
                            "finding",
                            "paper_id",
                            "consent_id",
                            "added_by_id",
                            "added_at",
                            "scanned_at",
                            "blob",
                            "copy",
                            "copy_size",
                            "version",
                        ],
                        history="casework_historicalstoredfile",
                        key="id",
                        name="casework_storedfile_history",
                        only_changes=False,
                        revision="aeda1f86",
                    ),
                ],
            },
        ),
    ]
    operations = together(operations)

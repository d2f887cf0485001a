"""Consents name files, capacity, guardian, proof and corrections."""

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models

import accounts.vault
import accounts.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_pin"),
        ("casework", "0011_fear_waits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="consent",
            name="casework_consent_history",
        ),
        migrations.AddField(
            model_name="consent",
            name="assent_words",
            field=accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="The child's own words"),
        ),
        migrations.AddField(
            model_name="consent",
            name="capacity",
            field=models.CharField(
                blank=True,
                choices=[
                    ("can", "Yes: the person understood it and can decide"),
                    ("cannot", "No: the person cannot decide this now"),
                ],
                max_length=8,
                verbose_name="Can the person decide this?",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="capacity_note",
            field=accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Who decides instead, and why"),
        ),
        migrations.AddField(
            model_name="consent",
            name="correction",
            field=accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Why the record is put right"),
        ),
        migrations.AddField(
            model_name="consent",
            name="files",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
                blank=True,
                default=list,
                size=None,
                verbose_name="Which files may be shown",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="proof",
            field=models.UUIDField(blank=True, null=True, verbose_name="Signed paper, or recording"),
        ),
        migrations.AddField(
            model_name="consent",
            name="purpose",
            field=accounts.vault.EncryptedTextField(
                blank=True,
                help_text="One sentence, as it was said to the person.",
                null=True,
                verbose_name="What exactly for",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="recording_agreed",
            field=models.BooleanField(blank=True, null=True, verbose_name="Agreed to be recorded"),
        ),
        migrations.AddField(
            model_name="consent",
            name="relation",
            field=models.CharField(
                blank=True,
                choices=[
                    ("mother", "Mother"),
                    ("father", "Father"),
                    ("legal", "Guardian by law or by a court's paper"),
                    ("state", "Guardian named by the state, or its office for children"),
                    ("sibling", "Sister or brother"),
                    ("grandparent", "Grandparent"),
                    ("relative", "Another relative"),
                    ("partner", "Wife, husband or partner"),
                    ("friend", "Friend or neighbour"),
                    ("employer", "Employer, recruiter or agent"),
                    ("unknown", "Not sure"),
                ],
                max_length=12,
                verbose_name="How they are related",
            ),
        ),
        migrations.AddField(
            model_name="historicalconsent",
            name="assent_words",
            field=accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="The child's own words"),
        ),
        migrations.AddField(
            model_name="historicalconsent",
            name="capacity",
            field=models.CharField(
                blank=True,
                choices=[
                    ("can", "Yes: the person understood it and can decide"),
                    ("cannot", "No: the person cannot decide this now"),
                ],
                max_length=8,
                verbose_name="Can the person decide this?",
            ),
        ),
        migrations.AddField(
            model_name="historicalconsent",
            name="capacity_note",
            field=accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Who decides instead, and why"),
        ),
        migrations.AddField(
            model_name="historicalconsent",
            name="correction",
            field=accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Why the record is put right"),
        ),
        migrations.AddField(
            model_name="historicalconsent",
            name="files",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
                blank=True,
                default=list,
                size=None,
                verbose_name="Which files may be shown",
            ),
        ),
        migrations.AddField(
            model_name="historicalconsent",
            name="proof",
            field=models.UUIDField(blank=True, null=True, verbose_name="Signed paper, or recording"),
        ),
        migrations.AddField(
            model_name="historicalconsent",
            name="purpose",
            field=accounts.vault.EncryptedTextField(
                blank=True,
                help_text="One sentence, as it was said to the person.",
                null=True,
                verbose_name="What exactly for",
            ),
        ),
        migrations.AddField(
            model_name="historicalconsent",
            name="recording_agreed",
            field=models.BooleanField(blank=True, null=True, verbose_name="Agreed to be recorded"),
        ),
        migrations.AddField(
            model_name="historicalconsent",
            name="relation",
            field=models.CharField(
                blank=True,
                choices=[
                    ("mother", "Mother"),
                    ("father", "Father"),
                    ("legal", "Guardian by law or by a court's paper"),
                    ("state", "Guardian named by the state, or its office for children"),
                    ("sibling", "Sister or brother"),
                    ("grandparent", "Grandparent"),
                    ("relative", "Another relative"),
                    ("partner", "Wife, husband or partner"),
                    ("friend", "Friend or neighbour"),
                    ("employer", "Employer, recruiter or agent"),
                    ("unknown", "Not sure"),
                ],
                max_length=12,
                verbose_name="How they are related",
            ),
        ),
        migrations.AlterField(
            model_name="consent",
            name="how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("written", "Signed"),
                    ("recorded", "Said, and recorded with agreement"),
                    ("witnessed", "Said before a witness"),
                ],
                max_length=12,
                verbose_name="How it was given",
            ),
        ),
        migrations.AlterField(
            model_name="historicalconsent",
            name="how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("written", "Signed"),
                    ("recorded", "Said, and recorded with agreement"),
                    ("witnessed", "Said before a witness"),
                ],
                max_length=12,
                verbose_name="How it was given",
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
                    "purpose",
                    "status",
                    "language",
                    "interpreter",
                    "giver",
                    "guardian",
                    "relation",
                    "capacity",
                    "capacity_note",
                    "child_assent",
                    "assent_words",
                    "how",
                    "witness",
                    "proof",
                    "recording_agreed",
                    "files",
                    "items",
                    "limits",
                    "basis",
                    "decided_by",
                    "correction",
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
                revision="1576d76d",
            ),
        ),
    ]
    operations = together(operations)

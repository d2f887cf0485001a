"""Needs."""

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
        ("accounts", "0008_erasure"),
        ("casework", "0015_erased"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CasePlan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Being written"),
                            ("agreed", "Agreed by the person"),
                            ("not_agreed", "The person does not want it so"),
                            ("replaced", "Replaced by a newer one"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "wishes",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What the person wants, in their words"
                    ),
                ),
                (
                    "steps",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="One line for each step.",
                        null=True,
                        verbose_name="What we do together, in the person's language",
                    ),
                ),
                ("services", accounts.vault.EncryptedJSONField(blank=True, editable=False, null=True)),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("eng", "English"),
                            ("mya", "Burmese"),
                            ("tha", "Thai"),
                            ("lao", "Lao"),
                            ("khm", "Khmer"),
                            ("vie", "Vietnamese"),
                            ("ind", "Indonesian"),
                            ("msa", "Malay"),
                            ("tgl", "Tagalog"),
                            ("fil", "Filipino"),
                            ("ceb", "Cebuano"),
                            ("zho", "Chinese"),
                            ("yue", "Cantonese"),
                            ("nan", "Min Nan"),
                            ("hak", "Hakka"),
                            ("jpn", "Japanese"),
                            ("kor", "Korean"),
                            ("hin", "Hindi"),
                            ("tam", "Tamil"),
                            ("tel", "Telugu"),
                            ("mal", "Malayalam"),
                            ("ben", "Bengali"),
                            ("nep", "Nepali"),
                            ("urd", "Urdu"),
                            ("sin", "Sinhala"),
                            ("dzo", "Dzongkha"),
                            ("amh", "Amharic"),
                            ("orm", "Oromo"),
                            ("tir", "Tigrinya"),
                            ("swa", "Swahili"),
                            ("lug", "Ganda"),
                            ("ara", "Arabic"),
                            ("tur", "Turkish"),
                            ("por", "Portuguese"),
                            ("rus", "Russian"),
                            ("ukr", "Ukrainian"),
                            ("kaz", "Kazakh"),
                            ("uzb", "Uzbek"),
                            ("fra", "French"),
                            ("zul", "Zulu"),
                            ("sna", "Shona"),
                            ("shn", "Shan"),
                            ("ksw", "S'gaw Karen"),
                            ("kac", "Kachin"),
                            ("rhg", "Rohingya"),
                            ("und", "Undetermined"),
                        ],
                        max_length=3,
                        verbose_name="In which language",
                    ),
                ),
                (
                    "interpreter",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Leave empty if nobody interpreted.",
                        null=True,
                        verbose_name="Interpreter",
                    ),
                ),
                ("read_aloud", models.BooleanField(default=False, verbose_name="Read to the person, and understood")),
                ("agreed_on", models.DateField(blank=True, null=True, verbose_name="Agreed on")),
                (
                    "agreed_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("written", "Signed"),
                            ("recorded", "Said, and recorded with agreement"),
                            ("witnessed", "Said before a witness"),
                        ],
                        max_length=12,
                        verbose_name="How",
                    ),
                ),
                (
                    "copy_given",
                    models.BooleanField(
                        default=False, verbose_name="The person keeps a copy, and it is safe to have one"
                    ),
                ),
                (
                    "answer_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What the person wants otherwise"
                    ),
                ),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-number"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Conference",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("held_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="Held on")),
                (
                    "people",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="One line for each: name, from where.",
                        null=True,
                        verbose_name="Who was there",
                    ),
                ),
                (
                    "person_there",
                    models.BooleanField(default=False, verbose_name="The person was there, or agreed to it"),
                ),
                (
                    "minutes",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What was said, as short as it can be"
                    ),
                ),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-held_on", "-written_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("words", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What was decided")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalCasePlan",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("number", models.PositiveSmallIntegerField(editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Being written"),
                            ("agreed", "Agreed by the person"),
                            ("not_agreed", "The person does not want it so"),
                            ("replaced", "Replaced by a newer one"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "wishes",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What the person wants, in their words"
                    ),
                ),
                (
                    "steps",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="One line for each step.",
                        null=True,
                        verbose_name="What we do together, in the person's language",
                    ),
                ),
                ("services", accounts.vault.EncryptedJSONField(blank=True, editable=False, null=True)),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("eng", "English"),
                            ("mya", "Burmese"),
                            ("tha", "Thai"),
                            ("lao", "Lao"),
                            ("khm", "Khmer"),
                            ("vie", "Vietnamese"),
                            ("ind", "Indonesian"),
                            ("msa", "Malay"),
                            ("tgl", "Tagalog"),
                            ("fil", "Filipino"),
                            ("ceb", "Cebuano"),
                            ("zho", "Chinese"),
                            ("yue", "Cantonese"),
                            ("nan", "Min Nan"),
                            ("hak", "Hakka"),
                            ("jpn", "Japanese"),
                            ("kor", "Korean"),
                            ("hin", "Hindi"),
                            ("tam", "Tamil"),
                            ("tel", "Telugu"),
                            ("mal", "Malayalam"),
                            ("ben", "Bengali"),
                            ("nep", "Nepali"),
                            ("urd", "Urdu"),
                            ("sin", "Sinhala"),
                            ("dzo", "Dzongkha"),
                            ("amh", "Amharic"),
                            ("orm", "Oromo"),
                            ("tir", "Tigrinya"),
                            ("swa", "Swahili"),
                            ("lug", "Ganda"),
                            ("ara", "Arabic"),
                            ("tur", "Turkish"),
                            ("por", "Portuguese"),
                            ("rus", "Russian"),
                            ("ukr", "Ukrainian"),
                            ("kaz", "Kazakh"),
                            ("uzb", "Uzbek"),
                            ("fra", "French"),
                            ("zul", "Zulu"),
                            ("sna", "Shona"),
                            ("shn", "Shan"),
                            ("ksw", "S'gaw Karen"),
                            ("kac", "Kachin"),
                            ("rhg", "Rohingya"),
                            ("und", "Undetermined"),
                        ],
                        max_length=3,
                        verbose_name="In which language",
                    ),
                ),
                (
                    "interpreter",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Leave empty if nobody interpreted.",
                        null=True,
                        verbose_name="Interpreter",
                    ),
                ),
                ("read_aloud", models.BooleanField(default=False, verbose_name="Read to the person, and understood")),
                ("agreed_on", models.DateField(blank=True, null=True, verbose_name="Agreed on")),
                (
                    "agreed_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("written", "Signed"),
                            ("recorded", "Said, and recorded with agreement"),
                            ("witnessed", "Said before a witness"),
                        ],
                        max_length=12,
                        verbose_name="How",
                    ),
                ),
                (
                    "copy_given",
                    models.BooleanField(
                        default=False, verbose_name="The person keeps a copy, and it is safe to have one"
                    ),
                ),
                (
                    "answer_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What the person wants otherwise"
                    ),
                ),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                "verbose_name": "historical case plan",
                "verbose_name_plural": "historical case plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConference",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("held_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="Held on")),
                (
                    "people",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="One line for each: name, from where.",
                        null=True,
                        verbose_name="Who was there",
                    ),
                ),
                (
                    "person_there",
                    models.BooleanField(default=False, verbose_name="The person was there, or agreed to it"),
                ),
                (
                    "minutes",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What was said, as short as it can be"
                    ),
                ),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                "verbose_name": "historical conference",
                "verbose_name_plural": "historical conferences",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDecision",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("words", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What was decided")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                "verbose_name": "historical decision",
                "verbose_name_plural": "historical decisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalNeed",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("basic_needs", "Food, clothing, hygiene items"),
                            ("shelter", "Safe shelter"),
                            ("emergency_medical", "Emergency medical care"),
                            ("primary_health", "Primary health care"),
                            ("srh", "Sexual and reproductive health, clinical care after rape"),
                            ("torture_rehabilitation", "Torture rehabilitation"),
                            ("substance_treatment", "Substance-use treatment"),
                            ("mhpss_basic", "Psychological first aid"),
                            ("mhpss_focused", "Counselling"),
                            ("mhpss_specialised", "Specialised mental health care"),
                            ("interpretation", "Interpretation"),
                            ("legal_counsel", "Legal advice and representation"),
                            ("non_punishment_support", "Non-punishment letter and follow-up"),
                            ("immigration_regularisation", "Waiver of fines, permit to stay"),
                            ("asylum_referral", "Referral to asylum or refugee procedure"),
                            ("compensation", "Compensation, wages claim, conviction expungement"),
                            ("witness_support", "Support as a witness (voluntary)"),
                            ("formal_identification", "Referral for formal victim identification"),
                            ("consular_assistance", "Consular assistance"),
                            ("travel_document", "Travel document support"),
                            ("family_contact", "Safe contact with family"),
                            ("family_tracing", "Family tracing"),
                            ("guardianship", "Guardian appointment"),
                            ("best_interests", "Best interests procedure"),
                            ("pre_departure", "Pre-departure assistance"),
                            ("return_transport", "Tickets and transport"),
                            ("escort", "Escort (child, medical)"),
                            ("reception", "Arrival reception"),
                            ("reintegration_housing", "Housing on return"),
                            ("reintegration_livelihood", "Livelihood, job or business support"),
                            ("reintegration_education", "Education or training"),
                            ("reintegration_psychosocial", "Psychosocial follow-up"),
                            ("debt_counselling", "Debt advice"),
                            ("protection_security", "Security plan, relocation"),
                            ("other", "Other"),
                        ],
                        max_length=40,
                        verbose_name="What is needed",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("noted", "Noted, nobody helps yet"),
                            ("arranged", "Arranged"),
                            ("running", "Under way"),
                            ("done", "Done"),
                            ("not_wanted", "Not wanted by the person"),
                            ("not_possible", "Could not be had"),
                        ],
                        default="noted",
                        editable=False,
                        max_length=14,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("screening", "Proposed by the screening"),
                            ("interview", "Proposed by the interview"),
                            ("conference", "Decided in a conference"),
                            ("talk", "Written down by us"),
                        ],
                        default="talk",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "priority",
                    models.CharField(
                        choices=[
                            ("immediate", "Life or limb now, suicide risk, assault within 72 h"),
                            ("emergency", "Emergency"),
                            ("urgent", "Urgent"),
                            ("normal", "Normal"),
                        ],
                        default="normal",
                        max_length=10,
                        verbose_name="How urgent",
                    ),
                ),
                (
                    "words",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="No diagnosis: that belongs in health notes.",
                        null=True,
                        verbose_name="What exactly, in a sentence",
                    ),
                ),
                (
                    "provider_name",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="For one that is not in the list.",
                        null=True,
                        verbose_name="Or: who helps, in words",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Until when")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("helped", "The person got what was needed"),
                            ("partly", "Partly"),
                            ("not_reached", "The person could not be reached any more"),
                        ],
                        max_length=14,
                        verbose_name="What came of it",
                    ),
                ),
                (
                    "result_words",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="In a sentence"),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
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
                "verbose_name": "historical need",
                "verbose_name_plural": "historical needs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSafetyPlan",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reprisals",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Who may come, call or write, and why now.",
                        null=True,
                        verbose_name="Reprisals",
                    ),
                ),
                (
                    "debts",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Who says that money is owed, and to whom.",
                        null=True,
                        verbose_name="Debt collectors",
                    ),
                ),
                (
                    "family",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Who, where, and whether they know.",
                        null=True,
                        verbose_name="Family at risk",
                    ),
                ),
                (
                    "signs",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="How the person sees that danger comes near"
                    ),
                ),
                (
                    "what_to_do",
                    accounts.vault.EncryptedTextField(
                        blank=True, help_text="One line for each step.", null=True, verbose_name="What to do then"
                    ),
                ),
                (
                    "whom_to_call",
                    accounts.vault.EncryptedTextField(
                        blank=True, help_text="Name and number, by heart.", null=True, verbose_name="Whom to call"
                    ),
                ),
                ("where_to_go", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Where to go")),
                ("made_with", models.BooleanField(default=False, verbose_name="Made together with the person")),
                (
                    "made_on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="Talked through on"),
                ),
                ("again_on", models.DateField(blank=True, null=True, verbose_name="Talk it through again on")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                "verbose_name": "historical safety plan",
                "verbose_name_plural": "historical safety plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSession",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("held_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="On")),
                (
                    "came",
                    models.CharField(
                        choices=[
                            ("yes", "It took place"),
                            ("missed", "The person did not come"),
                            ("put_off", "Put off by who helps"),
                        ],
                        default="yes",
                        max_length=8,
                        verbose_name="How it went",
                    ),
                ),
                (
                    "words",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="No diagnosis, and nothing said in confidence.",
                        null=True,
                        verbose_name="In a sentence",
                    ),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                "verbose_name": "historical session",
                "verbose_name_plural": "historical sessions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("basic_needs", "Food, clothing, hygiene items"),
                            ("shelter", "Safe shelter"),
                            ("emergency_medical", "Emergency medical care"),
                            ("primary_health", "Primary health care"),
                            ("srh", "Sexual and reproductive health, clinical care after rape"),
                            ("torture_rehabilitation", "Torture rehabilitation"),
                            ("substance_treatment", "Substance-use treatment"),
                            ("mhpss_basic", "Psychological first aid"),
                            ("mhpss_focused", "Counselling"),
                            ("mhpss_specialised", "Specialised mental health care"),
                            ("interpretation", "Interpretation"),
                            ("legal_counsel", "Legal advice and representation"),
                            ("non_punishment_support", "Non-punishment letter and follow-up"),
                            ("immigration_regularisation", "Waiver of fines, permit to stay"),
                            ("asylum_referral", "Referral to asylum or refugee procedure"),
                            ("compensation", "Compensation, wages claim, conviction expungement"),
                            ("witness_support", "Support as a witness (voluntary)"),
                            ("formal_identification", "Referral for formal victim identification"),
                            ("consular_assistance", "Consular assistance"),
                            ("travel_document", "Travel document support"),
                            ("family_contact", "Safe contact with family"),
                            ("family_tracing", "Family tracing"),
                            ("guardianship", "Guardian appointment"),
                            ("best_interests", "Best interests procedure"),
                            ("pre_departure", "Pre-departure assistance"),
                            ("return_transport", "Tickets and transport"),
                            ("escort", "Escort (child, medical)"),
                            ("reception", "Arrival reception"),
                            ("reintegration_housing", "Housing on return"),
                            ("reintegration_livelihood", "Livelihood, job or business support"),
                            ("reintegration_education", "Education or training"),
                            ("reintegration_psychosocial", "Psychosocial follow-up"),
                            ("debt_counselling", "Debt advice"),
                            ("protection_security", "Security plan, relocation"),
                            ("other", "Other"),
                        ],
                        max_length=40,
                        verbose_name="What is needed",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("noted", "Noted, nobody helps yet"),
                            ("arranged", "Arranged"),
                            ("running", "Under way"),
                            ("done", "Done"),
                            ("not_wanted", "Not wanted by the person"),
                            ("not_possible", "Could not be had"),
                        ],
                        default="noted",
                        editable=False,
                        max_length=14,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("screening", "Proposed by the screening"),
                            ("interview", "Proposed by the interview"),
                            ("conference", "Decided in a conference"),
                            ("talk", "Written down by us"),
                        ],
                        default="talk",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "priority",
                    models.CharField(
                        choices=[
                            ("immediate", "Life or limb now, suicide risk, assault within 72 h"),
                            ("emergency", "Emergency"),
                            ("urgent", "Urgent"),
                            ("normal", "Normal"),
                        ],
                        default="normal",
                        max_length=10,
                        verbose_name="How urgent",
                    ),
                ),
                (
                    "words",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="No diagnosis: that belongs in health notes.",
                        null=True,
                        verbose_name="What exactly, in a sentence",
                    ),
                ),
                (
                    "provider_name",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="For one that is not in the list.",
                        null=True,
                        verbose_name="Or: who helps, in words",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Until when")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("helped", "The person got what was needed"),
                            ("partly", "Partly"),
                            ("not_reached", "The person could not be reached any more"),
                        ],
                        max_length=14,
                        verbose_name="What came of it",
                    ),
                ),
                (
                    "result_words",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="In a sentence"),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-noted_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SafetyPlan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "reprisals",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Who may come, call or write, and why now.",
                        null=True,
                        verbose_name="Reprisals",
                    ),
                ),
                (
                    "debts",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Who says that money is owed, and to whom.",
                        null=True,
                        verbose_name="Debt collectors",
                    ),
                ),
                (
                    "family",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Who, where, and whether they know.",
                        null=True,
                        verbose_name="Family at risk",
                    ),
                ),
                (
                    "signs",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="How the person sees that danger comes near"
                    ),
                ),
                (
                    "what_to_do",
                    accounts.vault.EncryptedTextField(
                        blank=True, help_text="One line for each step.", null=True, verbose_name="What to do then"
                    ),
                ),
                (
                    "whom_to_call",
                    accounts.vault.EncryptedTextField(
                        blank=True, help_text="Name and number, by heart.", null=True, verbose_name="Whom to call"
                    ),
                ),
                ("where_to_go", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Where to go")),
                ("made_with", models.BooleanField(default=False, verbose_name="Made together with the person")),
                (
                    "made_on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="Talked through on"),
                ),
                ("again_on", models.DateField(blank=True, null=True, verbose_name="Talk it through again on")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("held_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="On")),
                (
                    "came",
                    models.CharField(
                        choices=[
                            ("yes", "It took place"),
                            ("missed", "The person did not come"),
                            ("put_off", "Put off by who helps"),
                        ],
                        default="yes",
                        max_length=8,
                        verbose_name="How it went",
                    ),
                ),
                (
                    "words",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="No diagnosis, and nothing said in confidence.",
                        null=True,
                        verbose_name="In a sentence",
                    ),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-held_on", "-noted_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="caseplan",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="caseplan",
            name="written_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="conference",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="conference",
            name="written_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="conference",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="decisions",
                to="casework.conference",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="todo",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="casework.todo",
            ),
        ),
        migrations.AddField(
            model_name="historicalcaseplan",
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
            model_name="historicalcaseplan",
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
            model_name="historicalcaseplan",
            name="written_by",
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
            model_name="historicalconference",
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
            model_name="historicalconference",
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
            model_name="historicalconference",
            name="written_by",
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
            model_name="historicaldecision",
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
            model_name="historicaldecision",
            name="conference",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.conference",
            ),
        ),
        migrations.AddField(
            model_name="historicaldecision",
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
            model_name="historicaldecision",
            name="todo",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.todo",
            ),
        ),
        migrations.AddField(
            model_name="historicalneed",
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
            model_name="historicalneed",
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
            model_name="historicalneed",
            name="noted_by",
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
            model_name="historicalneed",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Who sees to it",
            ),
        ),
        migrations.AddField(
            model_name="historicalneed",
            name="provider",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.organisation",
                verbose_name="Who helps",
            ),
        ),
        migrations.AddField(
            model_name="historicalsafetyplan",
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
            model_name="historicalsafetyplan",
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
            model_name="historicalsafetyplan",
            name="written_by",
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
            model_name="historicalsession",
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
            model_name="historicalsession",
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
            model_name="historicalsession",
            name="noted_by",
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
            model_name="need",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="need",
            name="noted_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="need",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Who sees to it",
            ),
        ),
        migrations.AddField(
            model_name="need",
            name="provider",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="Who helps",
            ),
        ),
        migrations.AddField(
            model_name="historicalsession",
            name="need",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.need",
            ),
        ),
        migrations.AddField(
            model_name="historicaldecision",
            name="need",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.need",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="need",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="casework.need",
            ),
        ),
        migrations.AddField(
            model_name="safetyplan",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="safetyplan",
            name="written_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="need",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to="casework.need"
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="noted_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="caseplan",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_caseplan_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="caseplan",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "number", "written_by_id", "written_at"],
                name="casework_caseplan_version",
                revision="56314d4e",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseplan",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="casework_caseplan_number"),
        ),
        migrations.AddConstraint(
            model_name="caseplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "draft")),
                fields=("case",),
                name="casework_caseplan_one_draft",
                violation_error_message="A new version is being written already. Go on with that one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "agreed")), fields=("case",), name="casework_caseplan_one_agreed"
            ),
        ),
        migrations.AddConstraint(
            model_name="caseplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "agreed"), _negated=True),
                    models.Q(("agreed_on__isnull", False), ("read_aloud", True)),
                    _connector="OR",
                ),
                name="casework_caseplan_agreed_with_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseplan",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "number",
                    "status",
                    "wishes",
                    "steps",
                    "services",
                    "language",
                    "interpreter",
                    "read_aloud",
                    "agreed_on",
                    "agreed_how",
                    "copy_given",
                    "answer_words",
                    "written_by_id",
                    "written_at",
                    "version",
                ],
                history="casework_historicalcaseplan",
                key="id",
                name="casework_caseplan_history",
                only_changes=False,
                revision="ff94672a",
            ),
        ),
        migrations.AddConstraint(
            model_name="conference",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_conference_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="conference",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "written_by_id", "written_at"],
                name="casework_conference_version",
                revision="deac99d3",
            ),
        ),
        migrations.AddConstraint(
            model_name="conference",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "held_on",
                    "people",
                    "person_there",
                    "minutes",
                    "written_by_id",
                    "written_at",
                    "version",
                ],
                history="casework_historicalconference",
                key="id",
                name="casework_conference_history",
                only_changes=False,
                revision="2aa128ef",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalcaseplan",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalcaseplan_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalcaseplan",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalcaseplan_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalconference",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalconference_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalconference",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalconference_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalneed",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalneed_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalneed",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalneed_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalsafetyplan",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalsafetyplan_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalsafetyplan",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalsafetyplan_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["owner", "due_on"],
                name="casework_need_of_owner",
            ),
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(fields=["case", "due_on"], name="casework_need_of_case"),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_need_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "noted_by_id"], name="casework_need_version", revision="b8524f9d"
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS access_insert ON {table};DROP TRIGGER IF EXISTS access_update ON {table};DROP TRIGGER IF EXISTS access_delete ON {table}; DROP FUNCTION IF EXISTS {table}_access();",
                make="\nCREATE OR REPLACE FUNCTION {table}_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  IF TG_OP = 'INSERT' THEN PERFORM refresh_access((SELECT array_agg(DISTINCT case_id) FROM fresh), false);\n  ELSIF TG_OP = 'DELETE' THEN PERFORM refresh_access((SELECT array_agg(DISTINCT case_id) FROM gone));\n  ELSE PERFORM refresh_access((SELECT array_agg(DISTINCT x.id) FROM (SELECT case_id FROM fresh UNION SELECT case_id FROM gone) x(id)));\n  END IF;\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_access() FROM PUBLIC;\nCREATE TRIGGER access_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nALTER FUNCTION {table}_access() OWNER TO keeper;",
                name="casework_need_access",
                revision="f3eb29a6",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("status__in", ["noted", "arranged", "running"])),
                    models.Q(("ended_at__isnull", False), ("status__in", ["done", "not_wanted", "not_possible"])),
                    _connector="OR",
                ),
                name="casework_need_ended_with_a_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "kind",
                    "status",
                    "origin",
                    "priority",
                    "words",
                    "provider_id",
                    "provider_name",
                    "owner_id",
                    "due_on",
                    "result",
                    "result_words",
                    "noted_by_id",
                    "noted_at",
                    "ended_at",
                    "version",
                ],
                history="casework_historicalneed",
                key="id",
                name="casework_need_history",
                only_changes=False,
                revision="85090273",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalsession",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalsession_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalsession",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalsession_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicaldecision",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicaldecision_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicaldecision",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicaldecision_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_decision_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "conference_id", "need_id", "todo_id", "at"],
                name="casework_decision_version",
                revision="6c616273",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("need__isnull", False), ("todo__isnull", True)),
                    models.Q(("need__isnull", True), ("todo__isnull", False)),
                    _connector="OR",
                ),
                name="casework_decision_becomes_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "case_id", "conference_id", "words", "need_id", "todo_id", "at", "version"],
                history="casework_historicaldecision",
                key="id",
                name="casework_decision_history",
                only_changes=False,
                revision="e551f0b3",
            ),
        ),
        migrations.AddConstraint(
            model_name="safetyplan",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_safetyplan_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="safetyplan",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "written_at"], name="casework_safetyplan_version", revision="62a0a88b"
            ),
        ),
        migrations.AddConstraint(
            model_name="safetyplan",
            constraint=models.UniqueConstraint(
                fields=("case",),
                name="casework_safetyplan_one",
                violation_error_message="There is a safety plan already. Change that one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="safetyplan",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "reprisals",
                    "debts",
                    "family",
                    "signs",
                    "what_to_do",
                    "whom_to_call",
                    "where_to_go",
                    "made_with",
                    "made_on",
                    "again_on",
                    "written_by_id",
                    "written_at",
                    "version",
                ],
                history="casework_historicalsafetyplan",
                key="id",
                name="casework_safetyplan_history",
                only_changes=False,
                revision="7e548f90",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_session_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "need_id", "noted_by_id", "noted_at"],
                name="casework_session_version",
                revision="1749c18e",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "case_id", "need_id", "held_on", "came", "words", "noted_by_id", "noted_at", "version"],
                history="casework_historicalsession",
                key="id",
                name="casework_session_history",
                only_changes=False,
                revision="77945214",
            ),
        ),
    ]
    operations = together(operations)

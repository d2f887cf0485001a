"""Best interests of children."""

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
        ("accounts", "0008_erasure"),
        ("casework", "0017_penalties"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgeDispute",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "disputed_by",
                    models.CharField(
                        choices=[
                            ("authority", "An authority"),
                            ("us", "Our own people"),
                            ("shelter", "A house or another organisation"),
                            ("family", "The family"),
                            ("person", "The person says something else than the papers"),
                        ],
                        max_length=10,
                        verbose_name="Who doubts the age",
                    ),
                ),
                ("doubt_words", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Why")),
                (
                    "says",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What the person says about it"
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "rests_on",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("paper", "A paper that was checked"),
                                ("talk", "A talk by two people who know children"),
                                ("family", "Family or school asked, where that is safe"),
                                ("medical", "A medical estimate, agreed to by the person"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="What it rests on",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("child", "A child"), ("adult", "An adult")],
                        max_length=8,
                        verbose_name="Decided",
                    ),
                ),
                (
                    "outcome_words",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Why, in plain words"),
                ),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-opened_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Assent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("return", "Going home, or to another country"),
                            ("separation", "Living apart from the family"),
                            ("placement", "Where the child lives"),
                            ("no_safe_guardian", "There is no safe guardian"),
                        ],
                        max_length=20,
                        verbose_name="Asked about",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("unsure", "Does not know yet"),
                            ("too_young", "Too young to be asked"),
                        ],
                        max_length=10,
                        verbose_name="The child says",
                    ),
                ),
                (
                    "words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="The child's own words, or how a small child showed it"
                    ),
                ),
                ("asked_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="Asked on")),
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
                    "beside",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Who was beside the child"),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="BestInterests",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("assessment_open", "Assessment going on"),
                            ("assessment_done", "Assessment done"),
                            ("determination_needed", "A determination is needed"),
                            ("panel_review", "Before the panel"),
                            ("decided", "Decided"),
                            ("reviewed", "Decided and reviewed"),
                        ],
                        default="assessment_open",
                        editable=False,
                        max_length=24,
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("heard_on", models.DateField(blank=True, null=True, verbose_name="The child was heard on")),
                (
                    "heard_by",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Who asked, and who was there"
                    ),
                ),
                (
                    "child_view",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Of a baby: what those who care for it have seen.",
                        null=True,
                        verbose_name="What the child wants, in the child's own words",
                    ),
                ),
                (
                    "situation",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="How the child lives now, with whom, and what is not safe"
                    ),
                ),
                (
                    "needs_words",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What the child needs"),
                ),
                (
                    "advice",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What is best for the child, and why"
                    ),
                ),
                (
                    "home",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("seen", "Somebody visited the home"),
                            ("asked", "Asked of a service there; its answer is written below"),
                            ("not_safe", "Not done: asking would put the child or the family at risk"),
                            ("no_home", "Not done: there is no home to look at"),
                        ],
                        max_length=10,
                        verbose_name="The home the child may go to",
                    ),
                ),
                ("home_on", models.DateField(blank=True, null=True, verbose_name="Looked at on")),
                (
                    "home_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What was found there, or why nobody looked"
                    ),
                ),
                ("assessed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "about",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("return", "Going home, or to another country"),
                                ("separation", "Living apart from the family"),
                                ("placement", "Where the child lives"),
                                ("no_safe_guardian", "There is no safe guardian"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                        verbose_name="What is to be decided",
                    ),
                ),
                ("panel_on", models.DateField(blank=True, null=True, verbose_name="The panel met on")),
                (
                    "options",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        null=True,
                        verbose_name="What was weighed: each way, what speaks for it and against it",
                    ),
                ),
                (
                    "allowed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("return", "Going home, or to another country"),
                                ("separation", "Living apart from the family"),
                                ("placement", "Where the child lives"),
                                ("no_safe_guardian", "There is no safe guardian"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="The panel says yes to",
                    ),
                ),
                (
                    "decision",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="The decision, in plain words"
                    ),
                ),
                (
                    "institution_why",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Leave empty if it is no institution. An institution is never the usual answer.",
                        null=True,
                        verbose_name="If the child is to live in an institution: why no family can be found, and for how long",
                    ),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="To be looked at again on")),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                ("stands", models.BooleanField(default=False, editable=False)),
                ("reviewed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "review_words",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What the review found"),
                ),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-opened_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Birth",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "child_name",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Name of the child"),
                ),
                ("born_on", accounts.vault.EncryptedDateField(blank=True, null=True, verbose_name="Born on")),
                ("born_at", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Born where")),
                (
                    "country",
                    models.CharField(
                        blank=True,
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
                        verbose_name="Country of birth",
                    ),
                ),
                ("of_exploitation", models.BooleanField(default=False, verbose_name="Born of the exploitation")),
                (
                    "lives_with",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="With whom the child is now, and what the mother wishes"
                    ),
                ),
                (
                    "registration",
                    models.CharField(
                        choices=[
                            ("not_yet", "Not begun"),
                            ("asked", "Asked for"),
                            ("done", "Registered"),
                            ("refused", "Refused"),
                        ],
                        default="not_yet",
                        max_length=10,
                        verbose_name="Registration of the birth",
                    ),
                ),
                ("registered_on", models.DateField(blank=True, null=True, verbose_name="Registered on")),
                (
                    "register_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Office and number, or why it was refused"
                    ),
                ),
                (
                    "nationality",
                    models.CharField(
                        choices=[
                            ("unknown", "Not looked at yet"),
                            ("asked", "Asked for"),
                            ("has", "Has one"),
                            ("at_risk", "May have none"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="Nationality of the child",
                    ),
                ),
                (
                    "nationalities",
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
                        verbose_name="Which",
                    ),
                ),
                (
                    "nationality_words",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What was done about it"),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-noted_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Guardian",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mother", "Mother"),
                            ("father", "Father"),
                            ("relative", "Another relative"),
                            ("person", "A guardian named for this child"),
                            ("body", "An office or a body"),
                        ],
                        max_length=10,
                        verbose_name="Who",
                    ),
                ),
                (
                    "name",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Name of the person, or of the body"
                    ),
                ),
                ("reach", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="How to reach them")),
                (
                    "appointed",
                    models.CharField(
                        choices=[
                            ("law", "By law, as a parent"),
                            ("court", "By a court"),
                            ("office", "By the state's office for children"),
                            ("for_now", "For now, until a court or office decides"),
                            ("asked", "Asked for; not named yet"),
                        ],
                        max_length=10,
                        verbose_name="How they were named",
                    ),
                ),
                ("appointed_on", models.DateField(blank=True, null=True, verbose_name="Named on")),
                (
                    "involved",
                    models.CharField(
                        choices=[
                            ("unknown", "Not known yet"),
                            ("no", "Nothing speaks for it"),
                            ("possible", "Possible: never ask or tell them"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="May they have had a part in it?",
                    ),
                ),
                (
                    "involved_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What speaks for it, or against it"
                    ),
                ),
                ("accepted", models.BooleanField(blank=True, null=True, verbose_name="The child accepts them")),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("ended_on", models.DateField(editable=False, null=True)),
                (
                    "ended_why",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Why they no longer answer for the child"
                    ),
                ),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-noted_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalAgeDispute",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "disputed_by",
                    models.CharField(
                        choices=[
                            ("authority", "An authority"),
                            ("us", "Our own people"),
                            ("shelter", "A house or another organisation"),
                            ("family", "The family"),
                            ("person", "The person says something else than the papers"),
                        ],
                        max_length=10,
                        verbose_name="Who doubts the age",
                    ),
                ),
                ("doubt_words", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Why")),
                (
                    "says",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What the person says about it"
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "rests_on",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("paper", "A paper that was checked"),
                                ("talk", "A talk by two people who know children"),
                                ("family", "Family or school asked, where that is safe"),
                                ("medical", "A medical estimate, agreed to by the person"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="What it rests on",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("child", "A child"), ("adult", "An adult")],
                        max_length=8,
                        verbose_name="Decided",
                    ),
                ),
                (
                    "outcome_words",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Why, in plain words"),
                ),
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
                "verbose_name": "historical age dispute",
                "verbose_name_plural": "historical age disputes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAssent",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("return", "Going home, or to another country"),
                            ("separation", "Living apart from the family"),
                            ("placement", "Where the child lives"),
                            ("no_safe_guardian", "There is no safe guardian"),
                        ],
                        max_length=20,
                        verbose_name="Asked about",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("unsure", "Does not know yet"),
                            ("too_young", "Too young to be asked"),
                        ],
                        max_length=10,
                        verbose_name="The child says",
                    ),
                ),
                (
                    "words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="The child's own words, or how a small child showed it"
                    ),
                ),
                ("asked_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="Asked on")),
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
                    "beside",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Who was beside the child"),
                ),
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
                "verbose_name": "historical assent",
                "verbose_name_plural": "historical assents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBestInterests",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("assessment_open", "Assessment going on"),
                            ("assessment_done", "Assessment done"),
                            ("determination_needed", "A determination is needed"),
                            ("panel_review", "Before the panel"),
                            ("decided", "Decided"),
                            ("reviewed", "Decided and reviewed"),
                        ],
                        default="assessment_open",
                        editable=False,
                        max_length=24,
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("heard_on", models.DateField(blank=True, null=True, verbose_name="The child was heard on")),
                (
                    "heard_by",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Who asked, and who was there"
                    ),
                ),
                (
                    "child_view",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Of a baby: what those who care for it have seen.",
                        null=True,
                        verbose_name="What the child wants, in the child's own words",
                    ),
                ),
                (
                    "situation",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="How the child lives now, with whom, and what is not safe"
                    ),
                ),
                (
                    "needs_words",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What the child needs"),
                ),
                (
                    "advice",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What is best for the child, and why"
                    ),
                ),
                (
                    "home",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("seen", "Somebody visited the home"),
                            ("asked", "Asked of a service there; its answer is written below"),
                            ("not_safe", "Not done: asking would put the child or the family at risk"),
                            ("no_home", "Not done: there is no home to look at"),
                        ],
                        max_length=10,
                        verbose_name="The home the child may go to",
                    ),
                ),
                ("home_on", models.DateField(blank=True, null=True, verbose_name="Looked at on")),
                (
                    "home_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What was found there, or why nobody looked"
                    ),
                ),
                ("assessed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "about",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("return", "Going home, or to another country"),
                                ("separation", "Living apart from the family"),
                                ("placement", "Where the child lives"),
                                ("no_safe_guardian", "There is no safe guardian"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                        verbose_name="What is to be decided",
                    ),
                ),
                ("panel_on", models.DateField(blank=True, null=True, verbose_name="The panel met on")),
                (
                    "options",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        null=True,
                        verbose_name="What was weighed: each way, what speaks for it and against it",
                    ),
                ),
                (
                    "allowed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("return", "Going home, or to another country"),
                                ("separation", "Living apart from the family"),
                                ("placement", "Where the child lives"),
                                ("no_safe_guardian", "There is no safe guardian"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="The panel says yes to",
                    ),
                ),
                (
                    "decision",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="The decision, in plain words"
                    ),
                ),
                (
                    "institution_why",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Leave empty if it is no institution. An institution is never the usual answer.",
                        null=True,
                        verbose_name="If the child is to live in an institution: why no family can be found, and for how long",
                    ),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="To be looked at again on")),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                ("stands", models.BooleanField(default=False, editable=False)),
                ("reviewed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "review_words",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What the review found"),
                ),
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
                "verbose_name": "historical best interests",
                "verbose_name_plural": "historical best interestss",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBirth",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "child_name",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Name of the child"),
                ),
                ("born_on", accounts.vault.EncryptedDateField(blank=True, null=True, verbose_name="Born on")),
                ("born_at", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Born where")),
                (
                    "country",
                    models.CharField(
                        blank=True,
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
                        verbose_name="Country of birth",
                    ),
                ),
                ("of_exploitation", models.BooleanField(default=False, verbose_name="Born of the exploitation")),
                (
                    "lives_with",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="With whom the child is now, and what the mother wishes"
                    ),
                ),
                (
                    "registration",
                    models.CharField(
                        choices=[
                            ("not_yet", "Not begun"),
                            ("asked", "Asked for"),
                            ("done", "Registered"),
                            ("refused", "Refused"),
                        ],
                        default="not_yet",
                        max_length=10,
                        verbose_name="Registration of the birth",
                    ),
                ),
                ("registered_on", models.DateField(blank=True, null=True, verbose_name="Registered on")),
                (
                    "register_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Office and number, or why it was refused"
                    ),
                ),
                (
                    "nationality",
                    models.CharField(
                        choices=[
                            ("unknown", "Not looked at yet"),
                            ("asked", "Asked for"),
                            ("has", "Has one"),
                            ("at_risk", "May have none"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="Nationality of the child",
                    ),
                ),
                (
                    "nationalities",
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
                        verbose_name="Which",
                    ),
                ),
                (
                    "nationality_words",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What was done about it"),
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
                "verbose_name": "historical birth",
                "verbose_name_plural": "historical births",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGuardian",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mother", "Mother"),
                            ("father", "Father"),
                            ("relative", "Another relative"),
                            ("person", "A guardian named for this child"),
                            ("body", "An office or a body"),
                        ],
                        max_length=10,
                        verbose_name="Who",
                    ),
                ),
                (
                    "name",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Name of the person, or of the body"
                    ),
                ),
                ("reach", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="How to reach them")),
                (
                    "appointed",
                    models.CharField(
                        choices=[
                            ("law", "By law, as a parent"),
                            ("court", "By a court"),
                            ("office", "By the state's office for children"),
                            ("for_now", "For now, until a court or office decides"),
                            ("asked", "Asked for; not named yet"),
                        ],
                        max_length=10,
                        verbose_name="How they were named",
                    ),
                ),
                ("appointed_on", models.DateField(blank=True, null=True, verbose_name="Named on")),
                (
                    "involved",
                    models.CharField(
                        choices=[
                            ("unknown", "Not known yet"),
                            ("no", "Nothing speaks for it"),
                            ("possible", "Possible: never ask or tell them"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="May they have had a part in it?",
                    ),
                ),
                (
                    "involved_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What speaks for it, or against it"
                    ),
                ),
                ("accepted", models.BooleanField(blank=True, null=True, verbose_name="The child accepts them")),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("ended_on", models.DateField(editable=False, null=True)),
                (
                    "ended_why",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Why they no longer answer for the child"
                    ),
                ),
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
                "verbose_name": "historical guardian",
                "verbose_name_plural": "historical guardians",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPanelMember",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("name", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Name, and from where")),
                (
                    "function",
                    models.CharField(
                        choices=[
                            ("child_protection", "Child protection"),
                            ("social_work", "Social work or the state's office for children"),
                            ("caseworker", "Caseworker of this case"),
                            ("psychologist", "Psychologist or doctor"),
                            ("lawyer", "Lawyer"),
                            ("partner", "Another organisation for children"),
                            ("interpreter", "Interpreter (does not decide)"),
                            ("beside", "Beside the child (does not decide)"),
                        ],
                        max_length=20,
                        verbose_name="As what",
                    ),
                ),
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
                "verbose_name": "historical panel member",
                "verbose_name_plural": "historical panel members",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTracing",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked somebody to look"),
                            ("found", "Found"),
                            ("not_found", "Not found"),
                            ("known", "Not needed: the family is known"),
                            ("not_safe", "Not done: looking would put somebody at risk"),
                            ("not_wanted", "Not done: the child does not want it"),
                        ],
                        max_length=12,
                        verbose_name="What was done",
                    ),
                ),
                ("on", models.DateField(default=django.utils.timezone.localdate, verbose_name="On")),
                ("through", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Through whom")),
                ("words", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What came of it")),
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
                "verbose_name": "historical tracing",
                "verbose_name_plural": "historical tracings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PanelMember",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Name, and from where")),
                (
                    "function",
                    models.CharField(
                        choices=[
                            ("child_protection", "Child protection"),
                            ("social_work", "Social work or the state's office for children"),
                            ("caseworker", "Caseworker of this case"),
                            ("psychologist", "Psychologist or doctor"),
                            ("lawyer", "Lawyer"),
                            ("partner", "Another organisation for children"),
                            ("interpreter", "Interpreter (does not decide)"),
                            ("beside", "Beside the child (does not decide)"),
                        ],
                        max_length=20,
                        verbose_name="As what",
                    ),
                ),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Tracing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked somebody to look"),
                            ("found", "Found"),
                            ("not_found", "Not found"),
                            ("known", "Not needed: the family is known"),
                            ("not_safe", "Not done: looking would put somebody at risk"),
                            ("not_wanted", "Not done: the child does not want it"),
                        ],
                        max_length=12,
                        verbose_name="What was done",
                    ),
                ),
                ("on", models.DateField(default=django.utils.timezone.localdate, verbose_name="On")),
                ("through", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Through whom")),
                ("words", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What came of it")),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-on", "-noted_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="casework_case_history",
        ),
        migrations.AddField(
            model_name="case",
            name="age_disputed",
            field=models.BooleanField(default=False, editable=False, verbose_name="Age in doubt"),
        ),
        migrations.AddField(
            model_name="historicalcase",
            name="age_disputed",
            field=models.BooleanField(default=False, editable=False, verbose_name="Age in doubt"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "reference",
                    "organisation_id",
                    "team_id",
                    "opened_by_id",
                    "created_at",
                    "opened_at",
                    "status",
                    "held_from",
                    "stage",
                    "urgency",
                    "language",
                    "interpreter_needed",
                    "safety_checked_on",
                    "child",
                    "age_disputed",
                    "protection_basis",
                    "referrer",
                    "last_contact_on",
                    "closure_reason",
                    "label",
                    "reporter",
                    "told",
                    "version",
                ],
                history="casework_historicalcase",
                key="id",
                name="casework_case_history",
                only_changes=False,
                revision="2260b07f",
            ),
        ),
        migrations.AddField(
            model_name="agedispute",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="agedispute",
            name="decided_by",
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
            model_name="agedispute",
            name="opened_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="assent",
            name="asked_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="assent",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="bestinterests",
            name="assessed_by",
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
            model_name="bestinterests",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="bestinterests",
            name="opened_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="bestinterests",
            name="reviewed_by",
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
            model_name="bestinterests",
            name="signed_officer",
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
            model_name="bestinterests",
            name="signed_supervisor",
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
            model_name="birth",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="birth",
            name="child_case",
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
            model_name="birth",
            name="noted_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="guardian",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="guardian",
            name="noted_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalagedispute",
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
            model_name="historicalagedispute",
            name="decided_by",
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
            model_name="historicalagedispute",
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
            model_name="historicalagedispute",
            name="opened_by",
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
            model_name="historicalassent",
            name="asked_by",
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
            model_name="historicalassent",
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
            model_name="historicalassent",
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
            model_name="historicalbestinterests",
            name="assessed_by",
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
            model_name="historicalbestinterests",
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
            model_name="historicalbestinterests",
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
            model_name="historicalbestinterests",
            name="opened_by",
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
            model_name="historicalbestinterests",
            name="reviewed_by",
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
            model_name="historicalbestinterests",
            name="signed_officer",
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
            model_name="historicalbestinterests",
            name="signed_supervisor",
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
            model_name="historicalbirth",
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
            model_name="historicalbirth",
            name="child_case",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="historicalbirth",
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
            model_name="historicalbirth",
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
            model_name="historicalguardian",
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
            model_name="historicalguardian",
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
            model_name="historicalguardian",
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
            model_name="historicalpanelmember",
            name="added_by",
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
            model_name="historicalpanelmember",
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
            model_name="historicalpanelmember",
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
            model_name="historicalpanelmember",
            name="procedure",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.bestinterests",
            ),
        ),
        migrations.AddField(
            model_name="historicaltracing",
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
            model_name="historicaltracing",
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
            model_name="historicaltracing",
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
            model_name="panelmember",
            name="added_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="panelmember",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="panelmember",
            name="procedure",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="panel",
                to="casework.bestinterests",
            ),
        ),
        migrations.AddField(
            model_name="tracing",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="tracing",
            name="noted_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="agedispute",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_agedispute_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="agedispute",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "opened_by_id", "opened_at"], name="casework_agedispute_version", revision="b8977916"
            ),
        ),
        migrations.AddConstraint(
            model_name="agedispute",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("case",),
                name="casework_agedispute_one_open",
                violation_error_message="The doubt is written down already. Go on with that one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agedispute",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "disputed_by",
                    "doubt_words",
                    "says",
                    "opened_by_id",
                    "opened_at",
                    "rests_on",
                    "outcome",
                    "outcome_words",
                    "decided_by_id",
                    "ended_at",
                    "version",
                ],
                history="casework_historicalagedispute",
                key="id",
                name="casework_agedispute_history",
                only_changes=False,
                revision="14191bdc",
            ),
        ),
        migrations.AddConstraint(
            model_name="assent",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_assent_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="assent",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "about", "asked_by_id", "at"], name="casework_assent_version", revision="0a7f5ce0"
            ),
        ),
        migrations.AddConstraint(
            model_name="assent",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "about",
                    "answer",
                    "words",
                    "asked_on",
                    "language",
                    "beside",
                    "asked_by_id",
                    "at",
                    "version",
                ],
                history="casework_historicalassent",
                key="id",
                name="casework_assent_history",
                only_changes=False,
                revision="5e65e2ce",
            ),
        ),
        migrations.AddIndex(
            model_name="bestinterests",
            index=models.Index(fields=["case", "-opened_at"], name="casework_bestint_newest"),
        ),
        migrations.AddConstraint(
            model_name="bestinterests",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_bestinterests_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="bestinterests",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "opened_by_id", "opened_at"],
                name="casework_bestinterests_version",
                revision="b8977916",
            ),
        ),
        migrations.AddConstraint(
            model_name="bestinterests",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["assessment_open", "determination_needed", "panel_review"])),
                fields=("case",),
                name="casework_bestinterests_one_running",
                violation_error_message="One is going on already. Go on with that one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bestinterests",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signed_supervisor", models.F("signed_officer")), _negated=True),
                    ("signed_supervisor__isnull", True),
                    ("signed_officer__isnull", True),
                    _connector="OR",
                ),
                name="casework_bestinterests_two_people",
                violation_error_message="Somebody else must sign too: you have signed already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bestinterests",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_at__isnull", True),
                    models.Q(
                        ("review_on__isnull", False),
                        ("signed_officer__isnull", False),
                        ("signed_supervisor__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="casework_bestinterests_decided_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="bestinterests",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "status",
                    "opened_by_id",
                    "opened_at",
                    "heard_on",
                    "heard_by",
                    "child_view",
                    "situation",
                    "needs_words",
                    "advice",
                    "home",
                    "home_on",
                    "home_words",
                    "assessed_by_id",
                    "assessed_at",
                    "about",
                    "panel_on",
                    "options",
                    "allowed",
                    "decision",
                    "institution_why",
                    "review_on",
                    "signed_supervisor_id",
                    "signed_officer_id",
                    "decided_at",
                    "stands",
                    "reviewed_by_id",
                    "reviewed_at",
                    "review_words",
                    "version",
                ],
                history="casework_historicalbestinterests",
                key="id",
                name="casework_bestinterests_history",
                only_changes=False,
                revision="9515bd6d",
            ),
        ),
        migrations.AddConstraint(
            model_name="birth",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_birth_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="birth",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "noted_by_id", "noted_at"], name="casework_birth_version", revision="43caffad"
            ),
        ),
        migrations.AddConstraint(
            model_name="birth",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "child_name",
                    "born_on",
                    "born_at",
                    "country",
                    "of_exploitation",
                    "lives_with",
                    "registration",
                    "registered_on",
                    "register_words",
                    "nationality",
                    "nationalities",
                    "nationality_words",
                    "child_case_id",
                    "noted_by_id",
                    "noted_at",
                    "version",
                ],
                history="casework_historicalbirth",
                key="id",
                name="casework_birth_history",
                only_changes=False,
                revision="e345a662",
            ),
        ),
        migrations.AddConstraint(
            model_name="guardian",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_guardian_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="guardian",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "noted_by_id", "noted_at"], name="casework_guardian_version", revision="43caffad"
            ),
        ),
        migrations.AddConstraint(
            model_name="guardian",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "kind",
                    "name",
                    "reach",
                    "appointed",
                    "appointed_on",
                    "involved",
                    "involved_words",
                    "accepted",
                    "noted_by_id",
                    "noted_at",
                    "ended_on",
                    "ended_why",
                    "version",
                ],
                history="casework_historicalguardian",
                key="id",
                name="casework_guardian_history",
                only_changes=False,
                revision="382d3aa8",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalagedispute",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalagedispute_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalagedispute",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalagedispute_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalassent",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalassent_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalassent",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalassent_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalbestinterests",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalbestinterests_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalbestinterests",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalbestinterests_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalbirth",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalbirth_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalbirth",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalbirth_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalguardian",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalguardian_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalguardian",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalguardian_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalpanelmember",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalpanelmember_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalpanelmember",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalpanelmember_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicaltracing",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicaltracing_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicaltracing",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicaltracing_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=accounts.walls.Wall(column="case_id", name="casework_panelmember_wall", revision="6c03d5ca"),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "procedure_id", "added_by_id"],
                name="casework_panelmember_version",
                revision="55b9e611",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "case_id", "procedure_id", "name", "function", "added_by_id", "version"],
                history="casework_historicalpanelmember",
                key="id",
                name="casework_panelmember_history",
                only_changes=False,
                revision="032f3295",
            ),
        ),
        migrations.AddConstraint(
            model_name="tracing",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_tracing_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="tracing",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "noted_by_id", "noted_at"], name="casework_tracing_version", revision="43caffad"
            ),
        ),
        migrations.AddConstraint(
            model_name="tracing",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "case_id", "state", "on", "through", "words", "noted_by_id", "noted_at", "version"],
                history="casework_historicaltracing",
                key="id",
                name="casework_tracing_history",
                only_changes=False,
                revision="95bff86b",
            ),
        ),
    ]
    operations = together(operations)

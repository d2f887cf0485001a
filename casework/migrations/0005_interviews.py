"""Interviews."""

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
        ("casework", "0004_todos"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sitting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("set_code", models.CharField(editable=False, max_length=30, verbose_name="Questions")),
                (
                    "set_version",
                    models.PositiveSmallIntegerField(editable=False, verbose_name="Version of the questions"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Being prepared"),
                            ("in_progress", "Going on"),
                            ("paused", "Paused"),
                            ("stopped", "Stopped"),
                            ("ended", "Ended"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="Status",
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("started_at", models.DateTimeField(editable=False, null=True, verbose_name="Began")),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="Ended")),
                (
                    "speaker",
                    models.CharField(
                        choices=[
                            ("person", "The person"),
                            ("relative", "A relative"),
                            ("friend", "A friend or colleague"),
                            ("agency", "Another organisation"),
                            ("other", "Somebody else"),
                        ],
                        default="person",
                        max_length=10,
                        verbose_name="Who tells?",
                    ),
                ),
                (
                    "told_by",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Only if it is not the person.",
                        null=True,
                        verbose_name="Name of who tells, and how they know the person",
                    ),
                ),
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
                        verbose_name="Language of the talk",
                    ),
                ),
                (
                    "interpreter",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Name, and whether in the room or by phone. Leave empty if nobody interprets.",
                        null=True,
                        verbose_name="Interpreter",
                    ),
                ),
                (
                    "interpreter_number",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Number of the interpreter, if your office uses one"
                    ),
                ),
                (
                    "setting",
                    models.CharField(
                        choices=[
                            ("room", "A room with the door closed"),
                            ("apart", "Outside, apart from others"),
                            ("clinic", "A clinic or hospital"),
                            ("shelter", "Where the person stays"),
                            ("custody", "Police, immigration or prison"),
                            ("joint", "A talk held together with an authority"),
                            ("phone", "By phone or video"),
                        ],
                        max_length=10,
                        verbose_name="Where do you talk?",
                    ),
                ),
                (
                    "place",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="For example: room 2, door closed.",
                        null=True,
                        verbose_name="More on the place",
                    ),
                ),
                (
                    "present",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Everybody who can hear the talk.",
                        null=True,
                        verbose_name="Who else is there?",
                    ),
                ),
                ("private_place", models.BooleanField(default=False, verbose_name="Nobody else can see or hear")),
                (
                    "nobody_listening",
                    models.BooleanField(default=False, verbose_name="Nobody who may have had a part in it is near"),
                ),
                ("needs_met", models.BooleanField(default=False, verbose_name="What is urgent was seen to first")),
                ("official_present", models.BooleanField(default=False, verbose_name="An official is in the room")),
                (
                    "official_agreed",
                    models.BooleanField(default=False, verbose_name="The person was told who this is, and agrees"),
                ),
                ("private_talk_on", models.DateField(blank=True, null=True, verbose_name="Day of a talk in private")),
                (
                    "code_word_agreed",
                    models.BooleanField(default=False, verbose_name="A word for “I cannot talk now” is agreed"),
                ),
                (
                    "call_back_agreed",
                    models.BooleanField(default=False, verbose_name="Who calls back if the line drops is agreed"),
                ),
                (
                    "beside",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Name, and which of the two.",
                        null=True,
                        verbose_name="Child protection officer or guardian beside the child",
                    ),
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
                    "held_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Held by",
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalSittingStep",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("step", models.CharField(max_length=12)),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("draft", "Being prepared"),
                            ("in_progress", "Going on"),
                            ("paused", "Paused"),
                            ("stopped", "Stopped"),
                            ("ended", "Ended"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("draft", "Being prepared"),
                            ("in_progress", "Going on"),
                            ("paused", "Paused"),
                            ("stopped", "Stopped"),
                            ("ended", "Ended"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "asked_again",
                    models.BooleanField(default=False, verbose_name="The person was asked again whether to go on"),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "sitting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.sitting",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical sitting step",
                "verbose_name_plural": "historical sitting steps",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAnswer",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("question", models.CharField(editable=False, max_length=40, verbose_name="Question")),
                ("repeat", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "speaker",
                    models.CharField(
                        choices=[
                            ("person", "The person"),
                            ("relative", "A relative"),
                            ("friend", "A friend or colleague"),
                            ("agency", "Another organisation"),
                            ("other", "Somebody else"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="Told by",
                    ),
                ),
                ("once_for", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_reached", "Not asked yet"),
                            ("answered", "Answered"),
                            ("unsure", "Does not know or will not say"),
                            ("skipped", "Skipped for now"),
                            ("not_again", "Do not ask again"),
                        ],
                        default="not_reached",
                        max_length=12,
                        verbose_name="How it stands",
                    ),
                ),
                ("value", accounts.vault.EncryptedJSONField(blank=True, null=True, verbose_name="Answer")),
                ("note", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Note")),
                ("heard", accounts.vault.EncryptedJSONField(blank=True, null=True, verbose_name="Also spoken of")),
                ("from_story", models.BooleanField(default=False, verbose_name="Told in the story")),
                (
                    "told_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="Told on"),
                ),
                (
                    "raised_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="The person began to speak of it"),
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
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Written by",
                    ),
                ),
                (
                    "corrected_in",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.sitting",
                    ),
                ),
                (
                    "sitting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.sitting",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical answer",
                "verbose_name_plural": "historical answers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("question", models.CharField(editable=False, max_length=40, verbose_name="Question")),
                ("repeat", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "speaker",
                    models.CharField(
                        choices=[
                            ("person", "The person"),
                            ("relative", "A relative"),
                            ("friend", "A friend or colleague"),
                            ("agency", "Another organisation"),
                            ("other", "Somebody else"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="Told by",
                    ),
                ),
                ("once_for", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_reached", "Not asked yet"),
                            ("answered", "Answered"),
                            ("unsure", "Does not know or will not say"),
                            ("skipped", "Skipped for now"),
                            ("not_again", "Do not ask again"),
                        ],
                        default="not_reached",
                        max_length=12,
                        verbose_name="How it stands",
                    ),
                ),
                ("value", accounts.vault.EncryptedJSONField(blank=True, null=True, verbose_name="Answer")),
                ("note", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Note")),
                ("heard", accounts.vault.EncryptedJSONField(blank=True, null=True, verbose_name="Also spoken of")),
                ("from_story", models.BooleanField(default=False, verbose_name="Told in the story")),
                (
                    "told_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="Told on"),
                ),
                (
                    "raised_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="The person began to speak of it"),
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
                    "written_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Written by",
                    ),
                ),
                (
                    "corrected_in",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.sitting",
                    ),
                ),
                (
                    "sitting",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="casework.sitting",
                    ),
                ),
            ],
            options={
                "ordering": ["question", "repeat", "told_at"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SittingStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("step", models.CharField(max_length=12)),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("draft", "Being prepared"),
                            ("in_progress", "Going on"),
                            ("paused", "Paused"),
                            ("stopped", "Stopped"),
                            ("ended", "Ended"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("draft", "Being prepared"),
                            ("in_progress", "Going on"),
                            ("paused", "Paused"),
                            ("stopped", "Stopped"),
                            ("ended", "Ended"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "asked_again",
                    models.BooleanField(default=False, verbose_name="The person was asked again whether to go on"),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "sitting",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="casework.sitting",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalSitting",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("set_code", models.CharField(editable=False, max_length=30, verbose_name="Questions")),
                (
                    "set_version",
                    models.PositiveSmallIntegerField(editable=False, verbose_name="Version of the questions"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Being prepared"),
                            ("in_progress", "Going on"),
                            ("paused", "Paused"),
                            ("stopped", "Stopped"),
                            ("ended", "Ended"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="Status",
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("started_at", models.DateTimeField(editable=False, null=True, verbose_name="Began")),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="Ended")),
                (
                    "speaker",
                    models.CharField(
                        choices=[
                            ("person", "The person"),
                            ("relative", "A relative"),
                            ("friend", "A friend or colleague"),
                            ("agency", "Another organisation"),
                            ("other", "Somebody else"),
                        ],
                        default="person",
                        max_length=10,
                        verbose_name="Who tells?",
                    ),
                ),
                (
                    "told_by",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Only if it is not the person.",
                        null=True,
                        verbose_name="Name of who tells, and how they know the person",
                    ),
                ),
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
                        verbose_name="Language of the talk",
                    ),
                ),
                (
                    "interpreter",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Name, and whether in the room or by phone. Leave empty if nobody interprets.",
                        null=True,
                        verbose_name="Interpreter",
                    ),
                ),
                (
                    "interpreter_number",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Number of the interpreter, if your office uses one"
                    ),
                ),
                (
                    "setting",
                    models.CharField(
                        choices=[
                            ("room", "A room with the door closed"),
                            ("apart", "Outside, apart from others"),
                            ("clinic", "A clinic or hospital"),
                            ("shelter", "Where the person stays"),
                            ("custody", "Police, immigration or prison"),
                            ("joint", "A talk held together with an authority"),
                            ("phone", "By phone or video"),
                        ],
                        max_length=10,
                        verbose_name="Where do you talk?",
                    ),
                ),
                (
                    "place",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="For example: room 2, door closed.",
                        null=True,
                        verbose_name="More on the place",
                    ),
                ),
                (
                    "present",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Everybody who can hear the talk.",
                        null=True,
                        verbose_name="Who else is there?",
                    ),
                ),
                ("private_place", models.BooleanField(default=False, verbose_name="Nobody else can see or hear")),
                (
                    "nobody_listening",
                    models.BooleanField(default=False, verbose_name="Nobody who may have had a part in it is near"),
                ),
                ("needs_met", models.BooleanField(default=False, verbose_name="What is urgent was seen to first")),
                ("official_present", models.BooleanField(default=False, verbose_name="An official is in the room")),
                (
                    "official_agreed",
                    models.BooleanField(default=False, verbose_name="The person was told who this is, and agrees"),
                ),
                ("private_talk_on", models.DateField(blank=True, null=True, verbose_name="Day of a talk in private")),
                (
                    "code_word_agreed",
                    models.BooleanField(default=False, verbose_name="A word for “I cannot talk now” is agreed"),
                ),
                (
                    "call_back_agreed",
                    models.BooleanField(default=False, verbose_name="Who calls back if the line drops is agreed"),
                ),
                (
                    "beside",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Name, and which of the two.",
                        null=True,
                        verbose_name="Child protection officer or guardian beside the child",
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
                    "held_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Held by",
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
            ],
            options={
                "verbose_name": "historical sitting",
                "verbose_name_plural": "historical sittings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "constraints": [
                    accounts.walls.Wall(
                        column="case_id", erasable=False, name="casework_historicalsitting_wall", revision="05a46b6b"
                    ),
                    accounts.walls.AppendOnly(
                        grants="SELECT", name="casework_historicalsitting_frozen", revision="2d20bc05"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddIndex(
            model_name="sitting",
            index=models.Index(fields=["case", "-opened_at"], name="casework_sitting_newest"),
        ),
        migrations.AddConstraint(
            model_name="sitting",
            constraint=accounts.walls.Wall(column="case_id", name="casework_sitting_wall", revision="6c03d5ca"),
        ),
        migrations.AddConstraint(
            model_name="sitting",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "set_code", "set_version", "held_by_id"],
                name="casework_sitting_version",
                revision="05ee778e",
            ),
        ),
        migrations.AddConstraint(
            model_name="sitting",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "set_code",
                    "set_version",
                    "status",
                    "held_by_id",
                    "opened_at",
                    "started_at",
                    "ended_at",
                    "speaker",
                    "told_by",
                    "language",
                    "interpreter",
                    "interpreter_number",
                    "setting",
                    "place",
                    "present",
                    "private_place",
                    "nobody_listening",
                    "needs_met",
                    "official_present",
                    "official_agreed",
                    "private_talk_on",
                    "code_word_agreed",
                    "call_back_agreed",
                    "beside",
                    "version",
                ],
                history="casework_historicalsitting",
                key="id",
                name="casework_sitting_history",
                only_changes=False,
                revision="d75287fa",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalsittingstep",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalsittingstep_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalsittingstep",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalsittingstep_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalanswer",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalanswer_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalanswer",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalanswer_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_answer_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "sitting_id", "question", "repeat", "speaker", "once_for"],
                name="casework_answer_version",
                revision="be774fe2",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("sitting", "question", "repeat"), name="casework_answer_place"),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("speaker", "person"),
                    ("state__in", ("answered", "unsure")),
                    models.Q(("once_for", ""), _negated=True),
                ),
                fields=("case", "once_for", "repeat"),
                name="casework_answer_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "sitting_id",
                    "corrected_in_id",
                    "question",
                    "repeat",
                    "speaker",
                    "once_for",
                    "state",
                    "value",
                    "note",
                    "heard",
                    "from_story",
                    "told_at",
                    "raised_at",
                    "written_by_id",
                    "version",
                ],
                history="casework_historicalanswer",
                key="id",
                name="casework_answer_history",
                only_changes=False,
                revision="3bb1bda4",
            ),
        ),
        migrations.AddConstraint(
            model_name="sittingstep",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_sittingstep_wall", revision="cbd89ee5", signed="by_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="sittingstep",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT, INSERT", name="casework_sittingstep_frozen", revision="c1132b5e"
            ),
        ),
        migrations.AddConstraint(
            model_name="sittingstep",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "case_id", "sitting_id", "step", "before", "after", "asked_again", "by_id", "at"],
                history="casework_historicalsittingstep",
                key="id",
                name="casework_sittingstep_history",
                only_changes=False,
                revision="01249a30",
            ),
        ),
    ]
    operations = together(operations)

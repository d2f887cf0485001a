"""The firewall, what missions send in, rescue requests, arrivals, meetings, and contact with missions in depth."""

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
import referrals.firewall.models
import referrals.ours
import referrals.sharing.walls
import referrals.sought.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_pin"),
        ("casework", "0014_standing"),
        ("referrals", "0007_channels"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(verbose_name="When")),
                (
                    "how",
                    models.CharField(
                        choices=[("neutral_place", "At a neutral place"), ("video", "By video")],
                        max_length=14,
                        verbose_name="How",
                    ),
                ),
                (
                    "place",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Where, or through what"),
                ),
                (
                    "interpreter",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="The person's own interpreter"
                    ),
                ),
                ("held_at", models.DateTimeField(editable=False, null=True)),
                ("called_off_at", models.DateTimeField(editable=False, null=True)),
                ("planned_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "number",
                    models.CharField(
                        default=casework.cases.numbers.new_reference, editable=False, max_length=10, unique=True
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("home", "Goes home from here"), ("back", "Comes back to us from abroad")],
                        max_length=4,
                        verbose_name="Direction",
                    ),
                ),
                ("expected_on", models.DateField(verbose_name="Expected on")),
                ("province", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Home province")),
                (
                    "reception",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Reception: when and by whom"
                    ),
                ),
                (
                    "screening",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Screening after arrival: when and by whom"
                    ),
                ),
                ("planned_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("told_at", models.DateTimeField(editable=False, null=True)),
                ("arrived_on", models.DateField(blank=True, editable=False, null=True, verbose_name="Arrived on")),
                ("called_off_at", models.DateTimeField(editable=False, null=True)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["expected_on", "pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Demand",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("wrapped_key", models.BinaryField()),
                ("master_version", models.PositiveSmallIntegerField()),
                ("sealed", models.BinaryField()),
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
                            ("ngo", "NGO"),
                            ("cso_community", "Community or faith organisation"),
                            ("international", "International organisation"),
                            ("embassy", "Embassy or consulate"),
                            ("police", "Police"),
                            ("prosecution_court", "Prosecution or court"),
                            ("immigration", "Immigration service"),
                            ("social_welfare", "Social welfare ministry or office"),
                            ("local_government", "Province or district office"),
                            ("border_command", "Border command"),
                            ("labour", "Labour ministry or inspectorate"),
                            ("health", "Health service"),
                            ("legal_aid", "Legal aid"),
                            ("school", "School or college"),
                            ("business", "Business"),
                            ("armed_group", "Non-state armed group (never exported)"),
                        ],
                        max_length=30,
                        verbose_name="Who asks",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="Received on")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="They want an answer by")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("proposed", "Waits for the second person"),
                            ("decided", "Decided"),
                            ("answered", "Answered"),
                        ],
                        default="received",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nothing", "Nothing is given"),
                            ("part", "A part is given"),
                            ("ordered", "What a court ordered is given"),
                        ],
                        max_length=8,
                        verbose_name="Decision",
                    ),
                ),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                ("answered_on", models.DateField(editable=False, null=True)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-written_at", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "number",
                    models.CharField(
                        default=casework.cases.numbers.new_reference, editable=False, max_length=10, unique=True
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("exit", "Exit clearance"),
                            ("identify", "Formal identification"),
                            ("law", "Anything else to an authority"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="For what",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for a yes"),
                            ("half", "One of two has agreed"),
                            ("open", "Agreed"),
                            ("refused", "Not agreed"),
                        ],
                        default="asked",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("reason", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Why it is needed")),
                ("refusal", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Why not")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalAppointment",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("at", models.DateTimeField(verbose_name="When")),
                (
                    "how",
                    models.CharField(
                        choices=[("neutral_place", "At a neutral place"), ("video", "By video")],
                        max_length=14,
                        verbose_name="How",
                    ),
                ),
                (
                    "place",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Where, or through what"),
                ),
                (
                    "interpreter",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="The person's own interpreter"
                    ),
                ),
                ("held_at", models.DateTimeField(editable=False, null=True)),
                ("called_off_at", models.DateTimeField(editable=False, null=True)),
                ("planned_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                "verbose_name": "historical appointment",
                "verbose_name_plural": "historical appointments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalArrival",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "number",
                    models.CharField(default=casework.cases.numbers.new_reference, editable=False, max_length=10),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("home", "Goes home from here"), ("back", "Comes back to us from abroad")],
                        max_length=4,
                        verbose_name="Direction",
                    ),
                ),
                ("expected_on", models.DateField(verbose_name="Expected on")),
                ("province", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Home province")),
                (
                    "reception",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Reception: when and by whom"
                    ),
                ),
                (
                    "screening",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Screening after arrival: when and by whom"
                    ),
                ),
                ("planned_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("told_at", models.DateTimeField(editable=False, null=True)),
                ("arrived_on", models.DateField(blank=True, editable=False, null=True, verbose_name="Arrived on")),
                ("called_off_at", models.DateTimeField(editable=False, null=True)),
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
                "verbose_name": "historical arrival",
                "verbose_name_plural": "historical arrivals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDemand",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("sealed", models.BinaryField()),
                (
                    "number",
                    models.CharField(default=casework.cases.numbers.new_reference, editable=False, max_length=10),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ngo", "NGO"),
                            ("cso_community", "Community or faith organisation"),
                            ("international", "International organisation"),
                            ("embassy", "Embassy or consulate"),
                            ("police", "Police"),
                            ("prosecution_court", "Prosecution or court"),
                            ("immigration", "Immigration service"),
                            ("social_welfare", "Social welfare ministry or office"),
                            ("local_government", "Province or district office"),
                            ("border_command", "Border command"),
                            ("labour", "Labour ministry or inspectorate"),
                            ("health", "Health service"),
                            ("legal_aid", "Legal aid"),
                            ("school", "School or college"),
                            ("business", "Business"),
                            ("armed_group", "Non-state armed group (never exported)"),
                        ],
                        max_length=30,
                        verbose_name="Who asks",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="Received on")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="They want an answer by")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("proposed", "Waits for the second person"),
                            ("decided", "Decided"),
                            ("answered", "Answered"),
                        ],
                        default="received",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nothing", "Nothing is given"),
                            ("part", "A part is given"),
                            ("ordered", "What a court ordered is given"),
                        ],
                        max_length=8,
                        verbose_name="Decision",
                    ),
                ),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                ("answered_on", models.DateField(editable=False, null=True)),
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
                "verbose_name": "historical demand",
                "verbose_name_plural": "historical demands",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalExemption",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "number",
                    models.CharField(default=casework.cases.numbers.new_reference, editable=False, max_length=10),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("exit", "Exit clearance"),
                            ("identify", "Formal identification"),
                            ("law", "Anything else to an authority"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="For what",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for a yes"),
                            ("half", "One of two has agreed"),
                            ("open", "Agreed"),
                            ("refused", "Not agreed"),
                        ],
                        default="asked",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("reason", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Why it is needed")),
                ("refusal", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Why not")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
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
                "verbose_name": "historical exemption",
                "verbose_name_plural": "historical exemptions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalIdentificationMeeting",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("held_on", models.DateField(verbose_name="Held on")),
                (
                    "agencies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, editable=False, size=None
                    ),
                ),
                ("views", accounts.vault.EncryptedJSONField(blank=True, null=True, verbose_name="Each agency's view")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("yes", "To be recognised"),
                            ("no", "Not to be recognised"),
                            ("more", "More is needed first"),
                            ("none", "No decision"),
                        ],
                        max_length=4,
                        verbose_name="Decision",
                    ),
                ),
                ("reasons", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="On what it rests")),
                (
                    "dissent",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Who saw it differently, and why"
                    ),
                ),
                (
                    "told",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Who was told of the decision, and when"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical identification meeting",
                "verbose_name_plural": "historical identification meetings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRescueRequest",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "number",
                    models.CharField(default=casework.cases.numbers.new_reference, editable=False, max_length=10),
                ),
                (
                    "officer",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Which officer, or which post"
                    ),
                ),
                ("place", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Where the person is")),
                ("outcome", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="How it ended")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("until", models.DateTimeField(editable=False)),
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
                "verbose_name": "historical rescue request",
                "verbose_name_plural": "historical rescue requests",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSoughtMatch",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("sought", models.UUIDField(editable=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical sought match",
                "verbose_name_plural": "historical sought matchs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSoughtNotice",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("sealed", models.BinaryField()),
                (
                    "hosts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, editable=False, size=None
                    ),
                ),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "number",
                    models.CharField(default=casework.cases.numbers.new_reference, editable=False, max_length=10),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("report", "We heard of somebody in need"), ("list", "People we look for")],
                        max_length=6,
                        verbose_name="What you send",
                    ),
                ),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical sought notice",
                "verbose_name_plural": "historical sought notices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSoughtPerson",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("sealed", models.BinaryField()),
                (
                    "hosts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, editable=False, size=None
                    ),
                ),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("position", models.PositiveSmallIntegerField(editable=False)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical sought person",
                "verbose_name_plural": "historical sought persons",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStatelessReview",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "asked",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What was asked of which state, and what it said"
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("referred_to", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="To which body")),
                ("referred_on", models.DateField(blank=True, null=True, verbose_name="On")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("another", "Another nationality was found"),
                            ("recognised", "A body recognised that no state does"),
                            ("paper", "A travel paper without a nationality"),
                            ("open_end", "No answer; help goes on"),
                        ],
                        max_length=12,
                        verbose_name="Outcome",
                    ),
                ),
                ("words", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="In words")),
                ("closed_on", models.DateField(blank=True, editable=False, null=True)),
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
                "verbose_name": "historical stateless review",
                "verbose_name_plural": "historical stateless reviews",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="IdentificationMeeting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("held_on", models.DateField(verbose_name="Held on")),
                (
                    "agencies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, editable=False, size=None
                    ),
                ),
                ("views", accounts.vault.EncryptedJSONField(blank=True, null=True, verbose_name="Each agency's view")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("yes", "To be recognised"),
                            ("no", "Not to be recognised"),
                            ("more", "More is needed first"),
                            ("none", "No decision"),
                        ],
                        max_length=4,
                        verbose_name="Decision",
                    ),
                ),
                ("reasons", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="On what it rests")),
                (
                    "dissent",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Who saw it differently, and why"
                    ),
                ),
                (
                    "told",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Who was told of the decision, and when"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RescueRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "number",
                    models.CharField(default=casework.cases.numbers.new_reference, editable=False, max_length=10),
                ),
                (
                    "officer",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Which officer, or which post"
                    ),
                ),
                ("place", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Where the person is")),
                ("outcome", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="How it ended")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("until", models.DateTimeField(editable=False)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SoughtMatch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sought", models.UUIDField(editable=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SoughtNotice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("wrapped_key", models.BinaryField()),
                ("master_version", models.PositiveSmallIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "hosts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, editable=False, size=None
                    ),
                ),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "number",
                    models.CharField(
                        default=casework.cases.numbers.new_reference, editable=False, max_length=10, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("report", "We heard of somebody in need"), ("list", "People we look for")],
                        max_length=6,
                        verbose_name="What you send",
                    ),
                ),
            ],
            options={
                "ordering": ["-received_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SoughtPerson",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("wrapped_key", models.BinaryField()),
                ("master_version", models.PositiveSmallIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "hosts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, editable=False, size=None
                    ),
                ),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("position", models.PositiveSmallIntegerField(editable=False)),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StatelessReview",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "asked",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What was asked of which state, and what it said"
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("referred_to", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="To which body")),
                ("referred_on", models.DateField(blank=True, null=True, verbose_name="On")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("another", "Another nationality was found"),
                            ("recognised", "A body recognised that no state does"),
                            ("paper", "A travel paper without a nationality"),
                            ("open_end", "No answer; help goes on"),
                        ],
                        max_length=12,
                        verbose_name="Outcome",
                    ),
                ),
                ("words", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="In words")),
                ("closed_on", models.DateField(blank=True, editable=False, null=True)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-opened_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="consularreferral",
            name="referrals_consularreferral_history",
        ),
        migrations.AddField(
            model_name="consularreferral",
            name="group",
            field=models.CharField(blank=True, editable=False, max_length=10),
        ),
        migrations.AddField(
            model_name="consularreferral",
            name="group_note",
            field=accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Note on all of them"),
        ),
        migrations.AddField(
            model_name="consularreferral",
            name="previous",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="next",
                to="referrals.consularreferral",
            ),
        ),
        migrations.AddField(
            model_name="historicalconsularreferral",
            name="group",
            field=models.CharField(blank=True, editable=False, max_length=10),
        ),
        migrations.AddField(
            model_name="historicalconsularreferral",
            name="group_note",
            field=accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Note on all of them"),
        ),
        migrations.AddField(
            model_name="historicalconsularreferral",
            name="previous",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="referrals.consularreferral",
            ),
        ),
        migrations.AlterField(
            model_name="historicalletter",
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
        migrations.AlterField(
            model_name="historicalservicereferral",
            name="agreed_items",
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
                verbose_name="What may be said",
            ),
        ),
        migrations.AlterField(
            model_name="letter",
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
        migrations.AlterField(
            model_name="servicereferral",
            name="agreed_items",
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
                verbose_name="What may be said",
            ),
        ),
        migrations.AddConstraint(
            model_name="consularreferral",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "number",
                    "share_id",
                    "status",
                    "since",
                    "nationality",
                    "host",
                    "mission_id",
                    "representation",
                    "told_on",
                    "told_by_id",
                    "told_language",
                    "interpreter",
                    "already_told_by",
                    "already_told_on",
                    "refused_on",
                    "refusal",
                    "legal_advice_on",
                    "legal_advice_by",
                    "requested_by_id",
                    "approved_by_id",
                    "approved_items",
                    "sent_at",
                    "acknowledged_at",
                    "interview_on",
                    "interview_how",
                    "interview_interpreter",
                    "answered_at",
                    "answer",
                    "document_due_on",
                    "document_type",
                    "document_number",
                    "document_expires_on",
                    "closing",
                    "closed_on",
                    "group",
                    "group_note",
                    "previous_id",
                    "version",
                ],
                history="referrals_historicalconsularreferral",
                key="id",
                name="referrals_consularreferral_history",
                only_changes=False,
                revision="b3ab59ea",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="companion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Who of us is there",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="planned_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="referral",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="appointments",
                to="referrals.consularreferral",
            ),
        ),
        migrations.AddField(
            model_name="arrival",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="arrival",
            name="planned_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="arrival",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="Who receives",
            ),
        ),
        migrations.AddField(
            model_name="arrival",
            name="share",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="arrivals",
                to="referrals.share",
            ),
        ),
        migrations.AddField(
            model_name="demand",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="",
            ),
        ),
        migrations.AddField(
            model_name="demand",
            name="organisation",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="demand",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="",
            ),
        ),
        migrations.AddField(
            model_name="demand",
            name="written_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="asked_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="first_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="",
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="recipient",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="second_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="",
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="share",
            field=models.OneToOneField(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="exemption",
                to="referrals.share",
            ),
        ),
        migrations.AddField(
            model_name="historicalappointment",
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
            model_name="historicalappointment",
            name="companion",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Who of us is there",
            ),
        ),
        migrations.AddField(
            model_name="historicalappointment",
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
            model_name="historicalappointment",
            name="planned_by",
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
            model_name="historicalappointment",
            name="referral",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="referrals.consularreferral",
            ),
        ),
        migrations.AddField(
            model_name="historicalarrival",
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
            model_name="historicalarrival",
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
            model_name="historicalarrival",
            name="planned_by",
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
            model_name="historicalarrival",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.organisation",
                verbose_name="Who receives",
            ),
        ),
        migrations.AddField(
            model_name="historicalarrival",
            name="share",
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
            model_name="historicaldemand",
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
                verbose_name="",
            ),
        ),
        migrations.AddField(
            model_name="historicaldemand",
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
            model_name="historicaldemand",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="historicaldemand",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="",
            ),
        ),
        migrations.AddField(
            model_name="historicaldemand",
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
            model_name="historicalexemption",
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
            model_name="historicalexemption",
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
            model_name="historicalexemption",
            name="first_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="",
            ),
        ),
        migrations.AddField(
            model_name="historicalexemption",
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
            model_name="historicalexemption",
            name="recipient",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="historicalexemption",
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
                verbose_name="",
            ),
        ),
        migrations.AddField(
            model_name="historicalexemption",
            name="share",
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
            model_name="historicalidentificationmeeting",
            name="by",
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
            model_name="historicalidentificationmeeting",
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
            model_name="historicalidentificationmeeting",
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
            model_name="historicalrescuerequest",
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
            model_name="historicalrescuerequest",
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
            model_name="historicalrescuerequest",
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
            model_name="historicalrescuerequest",
            name="prolonged_by",
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
            model_name="historicalrescuerequest",
            name="recipient",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="historicalrescuerequest",
            name="share",
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
            model_name="historicalsoughtmatch",
            name="by",
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
            model_name="historicalsoughtmatch",
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
            model_name="historicalsoughtmatch",
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
            model_name="historicalsoughtmatch",
            name="mission",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="historicalsoughtnotice",
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
            model_name="historicalsoughtnotice",
            name="mission",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="historicalsoughtnotice",
            name="sent_by",
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
            model_name="historicalsoughtperson",
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
            model_name="historicalsoughtperson",
            name="mission",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="historicalsoughtperson",
            name="sent_by",
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
            model_name="historicalstatelessreview",
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
            model_name="historicalstatelessreview",
            name="closed_by",
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
            model_name="historicalstatelessreview",
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
            model_name="historicalstatelessreview",
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
            model_name="identificationmeeting",
            name="by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="identificationmeeting",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="identificationmeeting",
            name="corrects",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected",
                to="referrals.identificationmeeting",
            ),
        ),
        migrations.AddField(
            model_name="historicalidentificationmeeting",
            name="corrects",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="referrals.identificationmeeting",
            ),
        ),
        migrations.AddField(
            model_name="rescuerequest",
            name="asked_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rescuerequest",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="rescuerequest",
            name="prolonged_by",
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
            model_name="rescuerequest",
            name="recipient",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="rescuerequest",
            name="share",
            field=models.OneToOneField(
                editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="rescue", to="referrals.share"
            ),
        ),
        migrations.AddField(
            model_name="soughtmatch",
            name="by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="soughtmatch",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="soughtmatch",
            name="mission",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="soughtnotice",
            name="mission",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="soughtnotice",
            name="sent_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalsoughtperson",
            name="notice",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="referrals.soughtnotice",
            ),
        ),
        migrations.AddField(
            model_name="soughtperson",
            name="mission",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="soughtperson",
            name="notice",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="people",
                to="referrals.soughtnotice",
            ),
        ),
        migrations.AddField(
            model_name="soughtperson",
            name="sent_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="statelessreview",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="statelessreview",
            name="closed_by",
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
            model_name="statelessreview",
            name="opened_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=referrals.ours.OursOnly(
                changes=True,
                column="case_id",
                name="referrals_appointment_wall",
                revision="e252f03b",
                signed="planned_by_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "planned_by_id", "referral_id"],
                name="referrals_appointment_version",
                revision="44f77b12",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("called_off_at__isnull", True), ("held_at__isnull", True)),
                fields=("referral",),
                name="referrals_appointment_one_planned",
                violation_error_message="A talk is planned already. Call that one off first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "referral_id",
                    "at",
                    "how",
                    "place",
                    "interpreter",
                    "companion_id",
                    "held_at",
                    "called_off_at",
                    "planned_by_id",
                    "planned_at",
                    "version",
                ],
                history="referrals_historicalappointment",
                key="id",
                name="referrals_appointment_history",
                only_changes=False,
                revision="68c97925",
            ),
        ),
        migrations.AddIndex(
            model_name="arrival",
            index=models.Index(fields=["expected_on", "id"], name="referrals_arrival_soonest"),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=referrals.sharing.walls.RecipientWall(
                column="case_id",
                name="referrals_arrival_wall",
                recipient="recipient_id",
                revision="38110d6f",
                sent="told_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "number", "way", "recipient_id", "share_id"],
                name="referrals_arrival_version",
                revision="81348f4a",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.UniqueConstraint(
                condition=models.Q(("arrived_on__isnull", True), ("called_off_at__isnull", True)),
                fields=("case",),
                name="referrals_arrival_one_expected",
                violation_error_message="An arrival is planned already. Change that one, or call it off.",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recipient__isnull", True), ("share__isnull", True), ("way", "back")),
                    models.Q(("recipient__isnull", False), ("share__isnull", False), ("way", "home")),
                    _connector="OR",
                ),
                name="referrals_arrival_share_of_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "number",
                    "way",
                    "share_id",
                    "recipient_id",
                    "expected_on",
                    "province",
                    "reception",
                    "screening",
                    "planned_by_id",
                    "planned_at",
                    "told_at",
                    "arrived_on",
                    "called_off_at",
                    "version",
                ],
                history="referrals_historicalarrival",
                key="id",
                name="referrals_arrival_history",
                only_changes=False,
                revision="ca603143",
            ),
        ),
        migrations.AddIndex(
            model_name="demand",
            index=models.Index(fields=["organisation", "-written_at", "-id"], name="referrals_demand_newest"),
        ),
        migrations.AddConstraint(
            model_name="demand",
            constraint=referrals.firewall.models.DemandWall(name="referrals_demand_wall", revision="351e347b"),
        ),
        migrations.AddConstraint(
            model_name="demand",
            constraint=accounts.walls.VersionGuard(
                fixed=["organisation_id", "written_by_id", "number"],
                name="referrals_demand_version",
                revision="bfb40c5e",
            ),
        ),
        migrations.AddConstraint(
            model_name="demand",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="referrals_demand_two_people",
                violation_error_message="Somebody else must decide with you: it was you who proposed it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="demand",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "sealed",
                    "number",
                    "organisation_id",
                    "kind",
                    "received_on",
                    "due_on",
                    "status",
                    "decision",
                    "written_by_id",
                    "written_at",
                    "proposed_by_id",
                    "decided_by_id",
                    "decided_at",
                    "answered_on",
                    "version",
                ],
                history="referrals_historicaldemand",
                key="id",
                name="referrals_demand_history",
                only_changes=True,
                revision="7ebd8bb4",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=referrals.ours.OursOnly(
                changes=True,
                column="case_id",
                name="referrals_exemption_wall",
                revision="598b4a6d",
                signed="asked_by_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "asked_by_id", "share_id", "recipient_id", "purpose"],
                name="referrals_exemption_version",
                revision="fb6b8344",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("first_by__isnull", True),
                        models.Q(("first_by", models.F("asked_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("second_by__isnull", True),
                        models.Q(
                            models.Q(("second_by", models.F("asked_by")), _negated=True),
                            models.Q(("second_by", models.F("first_by")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                ),
                name="referrals_exemption_others_agree",
                violation_error_message="Somebody else must agree: it was you who asked for it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "number",
                    "share_id",
                    "recipient_id",
                    "purpose",
                    "status",
                    "reason",
                    "refusal",
                    "asked_by_id",
                    "asked_at",
                    "first_by_id",
                    "second_by_id",
                    "decided_at",
                    "version",
                ],
                history="referrals_historicalexemption",
                key="id",
                name="referrals_exemption_history",
                only_changes=False,
                revision="8a642c3d",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalappointment",
            constraint=referrals.ours.OursOnly(
                column="case_id", erasable=False, name="referrals_historicalappointment_wall", revision="3e475b31"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalappointment",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalappointment_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalarrival",
            constraint=referrals.sharing.walls.RecipientWall(
                column="case_id",
                erasable=False,
                name="referrals_historicalarrival_wall",
                recipient="recipient_id",
                revision="38110d6f",
                sent="told_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalarrival",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalarrival_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicaldemand",
            constraint=referrals.firewall.models.DemandWall(
                name="referrals_historicaldemand_wall", revision="351e347b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicaldemand",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicaldemand_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalexemption",
            constraint=referrals.ours.OursOnly(
                column="case_id", erasable=False, name="referrals_historicalexemption_wall", revision="3e475b31"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalexemption",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalexemption_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalrescuerequest",
            constraint=referrals.ours.OursOnly(
                column="case_id", erasable=False, name="referrals_historicalrescuerequest_wall", revision="3e475b31"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalrescuerequest",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalrescuerequest_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalsoughtmatch",
            constraint=referrals.ours.OursOnly(
                column="case_id", erasable=False, name="referrals_historicalsoughtmatch_wall", revision="3e475b31"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalsoughtmatch",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalsoughtmatch_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalsoughtnotice",
            constraint=referrals.sought.walls.NoticeWall(
                name="referrals_historicalsoughtnotice_wall", revision="9b4abd3d", written=False
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalsoughtnotice",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalsoughtnotice_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalstatelessreview",
            constraint=referrals.ours.OursOnly(
                column="case_id", erasable=False, name="referrals_historicalstatelessreview_wall", revision="3e475b31"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalstatelessreview",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalstatelessreview_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="identificationmeeting",
            constraint=referrals.ours.OursOnly(
                column="case_id", name="referrals_identificationmeeting_wall", revision="17505b0c", signed="by_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="identificationmeeting",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT, INSERT", name="referrals_identificationmeeting_frozen", revision="c1132b5e"
            ),
        ),
        migrations.AddConstraint(
            model_name="identificationmeeting",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "held_on",
                    "agencies",
                    "views",
                    "decision",
                    "reasons",
                    "dissent",
                    "told",
                    "corrects_id",
                    "by_id",
                    "at",
                ],
                history="referrals_historicalidentificationmeeting",
                key="id",
                name="referrals_identificationmeeting_history",
                only_changes=False,
                revision="df00f549",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalidentificationmeeting",
            constraint=referrals.ours.OursOnly(
                column="case_id",
                erasable=False,
                name="referrals_historicalidentificationmeeting_wall",
                revision="3e475b31",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalidentificationmeeting",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalidentificationmeeting_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="rescuerequest",
            constraint=referrals.sharing.walls.RecipientWall(
                column="case_id",
                name="referrals_rescuerequest_wall",
                recipient="recipient_id",
                revision="45ca625d",
                sent="asked_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="rescuerequest",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "recipient_id", "asked_by_id"],
                name="referrals_rescuerequest_version",
                revision="8687495c",
            ),
        ),
        migrations.AddConstraint(
            model_name="rescuerequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("case", "recipient"),
                name="referrals_rescuerequest_one_open",
                violation_error_message="They are asked already. Go on with that request.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rescuerequest",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "number",
                    "recipient_id",
                    "share_id",
                    "officer",
                    "place",
                    "outcome",
                    "asked_by_id",
                    "asked_at",
                    "until",
                    "prolonged_by_id",
                    "ended_at",
                    "version",
                ],
                history="referrals_historicalrescuerequest",
                key="id",
                name="referrals_rescuerequest_history",
                only_changes=False,
                revision="0788f533",
            ),
        ),
        migrations.AddConstraint(
            model_name="soughtmatch",
            constraint=referrals.ours.OursOnly(
                column="case_id", name="referrals_soughtmatch_wall", revision="17505b0c", signed="by_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="soughtmatch",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT, INSERT", name="referrals_soughtmatch_frozen", revision="c1132b5e"
            ),
        ),
        migrations.AddConstraint(
            model_name="soughtmatch",
            constraint=models.UniqueConstraint(
                fields=("case", "sought"),
                name="referrals_soughtmatch_once",
                violation_error_message="Somebody wrote this down already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="soughtmatch",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "case_id", "sought", "mission_id", "by_id", "at"],
                history="referrals_historicalsoughtmatch",
                key="id",
                name="referrals_soughtmatch_history",
                only_changes=False,
                revision="80fb5566",
            ),
        ),
        migrations.AddIndex(
            model_name="soughtnotice",
            index=models.Index(fields=["-received_at", "-id"], name="referrals_sought_newest"),
        ),
        migrations.AddConstraint(
            model_name="soughtnotice",
            constraint=referrals.sought.walls.NoticeWall(
                name="referrals_soughtnotice_wall", own=True, revision="99d164e1"
            ),
        ),
        migrations.AddConstraint(
            model_name="soughtnotice",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT, INSERT", name="referrals_soughtnotice_frozen", revision="c1132b5e"
            ),
        ),
        migrations.AddConstraint(
            model_name="soughtnotice",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "sealed", "mission_id", "hosts", "sent_by_id", "received_at", "number", "kind"],
                history="referrals_historicalsoughtnotice",
                key="id",
                name="referrals_soughtnotice_history",
                only_changes=True,
                revision="ce155619",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalsoughtperson",
            constraint=referrals.sought.walls.NoticeWall(
                name="referrals_historicalsoughtperson_wall", revision="9b4abd3d", written=False
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalsoughtperson",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalsoughtperson_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="soughtperson",
            constraint=referrals.sought.walls.NoticeWall(name="referrals_soughtperson_wall", revision="a249828a"),
        ),
        migrations.AddConstraint(
            model_name="soughtperson",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT, INSERT", name="referrals_soughtperson_frozen", revision="c1132b5e"
            ),
        ),
        migrations.AddConstraint(
            model_name="soughtperson",
            constraint=models.UniqueConstraint(fields=("notice", "position"), name="referrals_soughtperson_once"),
        ),
        migrations.AddConstraint(
            model_name="soughtperson",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "sealed", "mission_id", "hosts", "sent_by_id", "received_at", "notice_id", "position"],
                history="referrals_historicalsoughtperson",
                key="id",
                name="referrals_soughtperson_history",
                only_changes=True,
                revision="123a092f",
            ),
        ),
        migrations.AddConstraint(
            model_name="statelessreview",
            constraint=referrals.ours.OursOnly(
                changes=True,
                column="case_id",
                name="referrals_statelessreview_wall",
                revision="a9951c24",
                signed="opened_by_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="statelessreview",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "opened_by_id"], name="referrals_statelessreview_version", revision="0319451e"
            ),
        ),
        migrations.AddConstraint(
            model_name="statelessreview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_on__isnull", True)),
                fields=("case",),
                name="referrals_statelessreview_one_open",
                violation_error_message="A review is open already. Go on with that one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statelessreview",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "asked",
                    "opened_by_id",
                    "opened_at",
                    "referred_to",
                    "referred_on",
                    "outcome",
                    "words",
                    "closed_by_id",
                    "closed_on",
                    "version",
                ],
                history="referrals_historicalstatelessreview",
                key="id",
                name="referrals_statelessreview_history",
                only_changes=False,
                revision="3fba23ff",
            ),
        ),
    ]
    operations = together(operations)

"""Shelters, their beds, and who stays where."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.fields
import accounts.vault
import accounts.walls
import referrals.shelter.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_erasure"),
        ("casework", "0019_costs"),
        ("referrals", "0010_standing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Trusted since PostgreSQL 13: whoever owns the database may make it. It stays when this is taken back.
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS btree_gist", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="ConflictPair",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "reason",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Why they must not meet"),
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
            name="Custody",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("immigration_detention", "Immigration detention"),
                            ("police_custody", "Police custody or prison"),
                            ("armed_group_custody", "Held by military or an armed group"),
                        ],
                        max_length=24,
                        verbose_name="Who holds the person",
                    ),
                ),
                ("place", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Where")),
                ("since", models.DateField(verbose_name="Since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                (
                    "words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What is known: why, who said so, how the person is treated"
                    ),
                ),
                (
                    "ended_how",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="How it ended, and where the person is now"
                    ),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "Custody",
                "ordering": ["-since", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalConflictPair",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reason",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Why they must not meet"),
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
                "verbose_name": "historical conflict pair",
                "verbose_name_plural": "historical conflict pairs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCustody",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("immigration_detention", "Immigration detention"),
                            ("police_custody", "Police custody or prison"),
                            ("armed_group_custody", "Held by military or an armed group"),
                        ],
                        max_length=24,
                        verbose_name="Who holds the person",
                    ),
                ),
                ("place", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Where")),
                ("since", models.DateField(verbose_name="Since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                (
                    "words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What is known: why, who said so, how the person is treated"
                    ),
                ),
                (
                    "ended_how",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="How it ended, and where the person is now"
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
                "verbose_name": "historical Custody",
                "verbose_name_plural": "historical Custodys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalShelter",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                (
                    "name",
                    models.CharField(help_text="Not where it is.", max_length=120, verbose_name="Name of the house"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("government_women_children", "Government shelter for women and children"),
                            ("government_men", "Government shelter for men"),
                            ("ngo_mixed", "NGO shelter, mixed with separate quarters"),
                            ("ngo_women", "NGO shelter for women"),
                            ("ngo_men", "NGO shelter for men"),
                            ("child_care_home", "Specialised child shelter"),
                            ("foster_family", "Foster or kinship care"),
                            ("safe_house", "Confidential safe house"),
                            ("embassy_accommodation", "Embassy or consular lodging"),
                            ("hotel_transit", "Hotel or rented transit lodging"),
                            ("community_faith", "Community, church or monastery shelter"),
                            ("independent_supported", "Own lodging with support"),
                            ("hospital", "Hospital or rehabilitation facility"),
                        ],
                        max_length=40,
                        verbose_name="What kind of house",
                    ),
                ),
                (
                    "closed",
                    models.BooleanField(
                        default=False,
                        help_text="Each stay here is marked as restricted, and looked at.",
                        verbose_name="People may not leave as they wish",
                    ),
                ),
                ("shared", models.BooleanField(default=False, verbose_name="Other organisations may ask for a bed")),
                ("active", models.BooleanField(default=True, verbose_name="The house takes people in")),
                (
                    "rules",
                    models.TextField(
                        blank=True,
                        help_text="Nothing that says where it is.",
                        max_length=4000,
                        verbose_name="House rules, as they are told",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical House",
                "verbose_name_plural": "historical Houses",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalShelterBed",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                ("label", models.CharField(max_length=20, verbose_name="Bed")),
                ("active", models.BooleanField(default=True, verbose_name="The bed is in the room")),
                ("shut_from", models.DateField(blank=True, null=True, verbose_name="Shut from")),
                ("shut_until", models.DateField(blank=True, null=True, verbose_name="In use again from")),
                ("shut_why", models.CharField(blank=True, max_length=120, verbose_name="Why")),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical Bed",
                "verbose_name_plural": "historical Beds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalShelterLook",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("sealed", models.BinaryField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("on_case", models.BooleanField(default=False, editable=False)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical shelter look",
                "verbose_name_plural": "historical shelter looks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalShelterPlace",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("sealed", models.BinaryField()),
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
                "verbose_name": "historical shelter place",
                "verbose_name_plural": "historical shelter places",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalShelterUnit",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                ("name", models.CharField(max_length=120, verbose_name="Name of the room")),
                (
                    "quarter",
                    models.CharField(
                        choices=[
                            ("adults", "Adults"),
                            ("family", "Families"),
                            ("children", "Children without family"),
                            ("age_disputed", "People whose age is in dispute"),
                        ],
                        default="adults",
                        max_length=12,
                        verbose_name="For",
                    ),
                ),
                (
                    "sexes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("female", "Women and girls"), ("male", "Men and boys")], max_length=8
                        ),
                        blank=True,
                        default=list,
                        help_text="None ticked: everybody.",
                        size=None,
                        verbose_name="Takes",
                    ),
                ),
                ("minimum_age", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="From age")),
                ("maximum_age", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Up to age")),
                ("medical", models.BooleanField(default=False, verbose_name="A doctor or nurse comes every day")),
                ("accessible", models.BooleanField(default=False, verbose_name="No stairs")),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical Room",
                "verbose_name_plural": "historical Rooms",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStay",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "Asked for"),
                            ("offered", "Offered"),
                            ("declined_by_shelter", "The house said no"),
                            ("declined_by_person", "The person said no"),
                            ("cancelled", "No longer needed"),
                            ("admitted", "Stays there"),
                            ("temporarily_out", "Out for a while"),
                            ("left_without_notice", "Left without notice"),
                            ("transfer_requested", "To move to another house"),
                            ("transferred", "Moved to another house"),
                            ("exited", "Moved out"),
                        ],
                        default="requested",
                        editable=False,
                        max_length=24,
                        verbose_name="Where it stands",
                    ),
                ),
                ("together", models.UUIDField(editable=False, null=True)),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="From which day")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="Until about")),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("medical", "A doctor or nurse every day"),
                                ("accessible", "No stairs"),
                                ("cot", "A cot for a baby"),
                                ("quiet", "A quiet corner, sleeps badly"),
                                ("vegetarian", "Vegetarian food"),
                                ("halal", "Halal food"),
                                ("same_sex_staff", "Staff of the same sex"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="What the house must have",
                    ),
                ),
                ("sex", models.CharField(blank=True, editable=False, max_length=8)),
                ("age", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("disputed", models.BooleanField(default=False, editable=False)),
                (
                    "words",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="No story.",
                        null=True,
                        verbose_name="What the house should know once the person is there",
                    ),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("hold_until", models.DateTimeField(editable=False, null=True, verbose_name="Held until")),
                (
                    "answer",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What the house said"),
                ),
                ("arrived_at", models.DateTimeField(editable=False, null=True, verbose_name="Came on")),
                ("rules_told", models.BooleanField(default=False, editable=False)),
                ("restricted", models.BooleanField(default=False, editable=False)),
                (
                    "emergency_until",
                    models.DateTimeField(editable=False, null=True, verbose_name="Emergency bed until"),
                ),
                ("out_since", models.DateTimeField(editable=False, null=True, verbose_name="")),
                ("back_by", models.DateTimeField(editable=False, null=True, verbose_name="Expected back")),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="")),
                (
                    "exit_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("home", "Went home, to the own country"),
                            ("own_lodging", "Lodging of their own"),
                            ("family", "To family or friends"),
                            ("other_help", "Another organisation goes on"),
                            ("wish", "Wanted to leave"),
                            ("rules", "Could not stay: the safety of others"),
                            ("other", "Another reason"),
                        ],
                        max_length=12,
                        verbose_name="Why",
                    ),
                ),
                (
                    "exit_plan",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Plan: where to, with whom, how to reach the person"
                    ),
                ),
                (
                    "belongings",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("back", "All given back"),
                            ("none", "There were none"),
                            ("kept", "Kept here for the person"),
                        ],
                        max_length=6,
                        verbose_name="Belongings",
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
                "verbose_name": "historical stay",
                "verbose_name_plural": "historical stays",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Shelter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                (
                    "name",
                    models.CharField(help_text="Not where it is.", max_length=120, verbose_name="Name of the house"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("government_women_children", "Government shelter for women and children"),
                            ("government_men", "Government shelter for men"),
                            ("ngo_mixed", "NGO shelter, mixed with separate quarters"),
                            ("ngo_women", "NGO shelter for women"),
                            ("ngo_men", "NGO shelter for men"),
                            ("child_care_home", "Specialised child shelter"),
                            ("foster_family", "Foster or kinship care"),
                            ("safe_house", "Confidential safe house"),
                            ("embassy_accommodation", "Embassy or consular lodging"),
                            ("hotel_transit", "Hotel or rented transit lodging"),
                            ("community_faith", "Community, church or monastery shelter"),
                            ("independent_supported", "Own lodging with support"),
                            ("hospital", "Hospital or rehabilitation facility"),
                        ],
                        max_length=40,
                        verbose_name="What kind of house",
                    ),
                ),
                (
                    "closed",
                    models.BooleanField(
                        default=False,
                        help_text="Each stay here is marked as restricted, and looked at.",
                        verbose_name="People may not leave as they wish",
                    ),
                ),
                ("shared", models.BooleanField(default=False, verbose_name="Other organisations may ask for a bed")),
                ("active", models.BooleanField(default=True, verbose_name="The house takes people in")),
                (
                    "rules",
                    models.TextField(
                        blank=True,
                        help_text="Nothing that says where it is.",
                        max_length=4000,
                        verbose_name="House rules, as they are told",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "verbose_name": "House",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ShelterBed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                ("label", models.CharField(max_length=20, verbose_name="Bed")),
                ("active", models.BooleanField(default=True, verbose_name="The bed is in the room")),
                ("shut_from", models.DateField(blank=True, null=True, verbose_name="Shut from")),
                ("shut_until", models.DateField(blank=True, null=True, verbose_name="In use again from")),
                ("shut_why", models.CharField(blank=True, max_length=120, verbose_name="Why")),
            ],
            options={
                "verbose_name": "Bed",
                "ordering": ["unit__name", "label", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ShelterLook",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("wrapped_key", models.BinaryField()),
                ("master_version", models.PositiveSmallIntegerField()),
                ("sealed", models.BinaryField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("on_case", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ShelterPlace",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("wrapped_key", models.BinaryField()),
                ("master_version", models.PositiveSmallIntegerField()),
                ("sealed", models.BinaryField()),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ShelterUnit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                ("name", models.CharField(max_length=120, verbose_name="Name of the room")),
                (
                    "quarter",
                    models.CharField(
                        choices=[
                            ("adults", "Adults"),
                            ("family", "Families"),
                            ("children", "Children without family"),
                            ("age_disputed", "People whose age is in dispute"),
                        ],
                        default="adults",
                        max_length=12,
                        verbose_name="For",
                    ),
                ),
                (
                    "sexes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("female", "Women and girls"), ("male", "Men and boys")], max_length=8
                        ),
                        blank=True,
                        default=list,
                        help_text="None ticked: everybody.",
                        size=None,
                        verbose_name="Takes",
                    ),
                ),
                ("minimum_age", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="From age")),
                ("maximum_age", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Up to age")),
                ("medical", models.BooleanField(default=False, verbose_name="A doctor or nurse comes every day")),
                ("accessible", models.BooleanField(default=False, verbose_name="No stairs")),
            ],
            options={
                "verbose_name": "Room",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Stay",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "Asked for"),
                            ("offered", "Offered"),
                            ("declined_by_shelter", "The house said no"),
                            ("declined_by_person", "The person said no"),
                            ("cancelled", "No longer needed"),
                            ("admitted", "Stays there"),
                            ("temporarily_out", "Out for a while"),
                            ("left_without_notice", "Left without notice"),
                            ("transfer_requested", "To move to another house"),
                            ("transferred", "Moved to another house"),
                            ("exited", "Moved out"),
                        ],
                        default="requested",
                        editable=False,
                        max_length=24,
                        verbose_name="Where it stands",
                    ),
                ),
                ("together", models.UUIDField(editable=False, null=True)),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="From which day")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="Until about")),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("medical", "A doctor or nurse every day"),
                                ("accessible", "No stairs"),
                                ("cot", "A cot for a baby"),
                                ("quiet", "A quiet corner, sleeps badly"),
                                ("vegetarian", "Vegetarian food"),
                                ("halal", "Halal food"),
                                ("same_sex_staff", "Staff of the same sex"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="What the house must have",
                    ),
                ),
                ("sex", models.CharField(blank=True, editable=False, max_length=8)),
                ("age", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("disputed", models.BooleanField(default=False, editable=False)),
                (
                    "words",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="No story.",
                        null=True,
                        verbose_name="What the house should know once the person is there",
                    ),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("hold_until", models.DateTimeField(editable=False, null=True, verbose_name="Held until")),
                (
                    "answer",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What the house said"),
                ),
                ("arrived_at", models.DateTimeField(editable=False, null=True, verbose_name="Came on")),
                ("rules_told", models.BooleanField(default=False, editable=False)),
                ("restricted", models.BooleanField(default=False, editable=False)),
                (
                    "emergency_until",
                    models.DateTimeField(editable=False, null=True, verbose_name="Emergency bed until"),
                ),
                ("out_since", models.DateTimeField(editable=False, null=True, verbose_name="")),
                ("back_by", models.DateTimeField(editable=False, null=True, verbose_name="Expected back")),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="")),
                (
                    "exit_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("home", "Went home, to the own country"),
                            ("own_lodging", "Lodging of their own"),
                            ("family", "To family or friends"),
                            ("other_help", "Another organisation goes on"),
                            ("wish", "Wanted to leave"),
                            ("rules", "Could not stay: the safety of others"),
                            ("other", "Another reason"),
                        ],
                        max_length=12,
                        verbose_name="Why",
                    ),
                ),
                (
                    "exit_plan",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Plan: where to, with whom, how to reach the person"
                    ),
                ),
                (
                    "belongings",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("back", "All given back"),
                            ("none", "There were none"),
                            ("kept", "Kept here for the person"),
                        ],
                        max_length=6,
                        verbose_name="Belongings",
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
        migrations.AddField(
            model_name="conflictpair",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="conflictpair",
            name="ended_by",
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
            model_name="conflictpair",
            name="noted_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="conflictpair",
            name="other_case",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="custody",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="custody",
            name="noted_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalconflictpair",
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
            model_name="historicalconflictpair",
            name="ended_by",
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
            model_name="historicalconflictpair",
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
            model_name="historicalconflictpair",
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
            model_name="historicalconflictpair",
            name="other_case",
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
            model_name="historicalcustody",
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
            model_name="historicalcustody",
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
            model_name="historicalcustody",
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
            model_name="historicalshelter",
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
            model_name="historicalshelter",
            name="organisation",
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
            model_name="historicalshelter",
            name="team",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.team",
                verbose_name="Kept by",
            ),
        ),
        migrations.AddField(
            model_name="historicalshelterbed",
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
            model_name="historicalshelterlook",
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
            model_name="historicalshelterlook",
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
            model_name="historicalshelterplace",
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
            model_name="historicalshelterunit",
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
            model_name="historicalstay",
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
            model_name="historicalstay",
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
            model_name="historicalstay",
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
            model_name="historicalstay",
            name="team",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.team",
            ),
        ),
        migrations.AddField(
            model_name="shelter",
            name="organisation",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="shelter",
            name="team",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.team",
                verbose_name="Kept by",
            ),
        ),
        migrations.AddField(
            model_name="historicalstay",
            name="shelter",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="referrals.shelter",
            ),
        ),
        migrations.AddField(
            model_name="historicalshelterunit",
            name="shelter",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="referrals.shelter",
            ),
        ),
        migrations.AddField(
            model_name="historicalshelterplace",
            name="shelter",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="referrals.shelter",
            ),
        ),
        migrations.AddField(
            model_name="historicalshelterlook",
            name="shelter",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="referrals.shelter",
            ),
        ),
        migrations.AddField(
            model_name="historicalshelterbed",
            name="shelter",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="referrals.shelter",
            ),
        ),
        migrations.AddField(
            model_name="shelterbed",
            name="shelter",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="beds", to="referrals.shelter"
            ),
        ),
        migrations.AddField(
            model_name="historicalstay",
            name="bed",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="referrals.shelterbed",
            ),
        ),
        migrations.AddField(
            model_name="shelterlook",
            name="by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="shelterlook",
            name="shelter",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="looks",
                to="referrals.shelter",
            ),
        ),
        migrations.AddField(
            model_name="shelterplace",
            name="shelter",
            field=models.OneToOneField(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="place",
                to="referrals.shelter",
            ),
        ),
        migrations.AddField(
            model_name="shelterunit",
            name="shelter",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="units",
                to="referrals.shelter",
            ),
        ),
        migrations.AddField(
            model_name="shelterbed",
            name="unit",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="beds",
                to="referrals.shelterunit",
            ),
        ),
        migrations.AddField(
            model_name="historicalshelterbed",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="referrals.shelterunit",
            ),
        ),
        migrations.AddField(
            model_name="stay",
            name="bed",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="referrals.shelterbed",
            ),
        ),
        migrations.AddField(
            model_name="stay",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="stay",
            name="noted_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="stay",
            name="shelter",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referrals.shelter"
            ),
        ),
        migrations.AddField(
            model_name="stay",
            name="team",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.team"
            ),
        ),
        migrations.AddConstraint(
            model_name="conflictpair",
            constraint=referrals.shelter.walls.CareWall(
                column="case_id", name="referrals_conflictpair_wall", revision="c8a4f2c0"
            ),
        ),
        migrations.AddConstraint(
            model_name="conflictpair",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "other_case_id", "noted_by_id"],
                name="referrals_conflictpair_version",
                revision="d3fe15a3",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflictpair",
            constraint=models.CheckConstraint(
                condition=models.Q(("case", models.F("other_case")), _negated=True),
                name="referrals_conflictpair_two_people",
                violation_error_message="Name another case than this one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflictpair",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("case", "other_case"),
                name="referrals_conflictpair_once",
                violation_error_message="This is written down already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflictpair",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "other_case_id",
                    "reason",
                    "noted_by_id",
                    "noted_at",
                    "ended_at",
                    "ended_by_id",
                    "version",
                ],
                history="referrals_historicalconflictpair",
                key="id",
                name="referrals_conflictpair_history",
                only_changes=False,
                revision="a2e2289a",
            ),
        ),
        migrations.AddConstraint(
            model_name="custody",
            constraint=referrals.shelter.walls.CareWall(
                column="case_id", name="referrals_custody_wall", revision="c8a4f2c0"
            ),
        ),
        migrations.AddConstraint(
            model_name="custody",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "noted_by_id"], name="referrals_custody_version", revision="b8524f9d"
            ),
        ),
        migrations.AddConstraint(
            model_name="custody",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                name="referrals_custody_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="custody",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["immigration_detention", "police_custody", "armed_group_custody"])),
                name="referrals_custody_kinds",
            ),
        ),
        migrations.AddConstraint(
            model_name="custody",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("case", "="),
                    (
                        models.Func(
                            models.F("since"),
                            models.F("until"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=models.Field(),
                        ),
                        "&&",
                    ),
                ],
                name="referrals_custody_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="custody",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "kind",
                    "place",
                    "since",
                    "until",
                    "words",
                    "ended_how",
                    "noted_by_id",
                    "noted_at",
                    "version",
                ],
                history="referrals_historicalcustody",
                key="id",
                name="referrals_custody_history",
                only_changes=False,
                revision="ac944292",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalconflictpair",
            constraint=referrals.shelter.walls.CareWall(
                column="case_id", erasable=False, name="referrals_historicalconflictpair_wall", revision="c8a4f2c0"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalconflictpair",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalconflictpair_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalcustody",
            constraint=referrals.shelter.walls.CareWall(
                column="case_id", erasable=False, name="referrals_historicalcustody_wall", revision="c8a4f2c0"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalcustody",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalcustody_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalshelter",
            constraint=referrals.shelter.walls.RoomWall(
                column="id", name="referrals_historicalshelter_wall", revision="503c055c", written=False
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalshelter",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalshelter_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="shelter",
            constraint=referrals.shelter.walls.HouseWall(name="referrals_shelter_wall", revision="272ad941"),
        ),
        migrations.AddConstraint(
            model_name="shelter",
            constraint=accounts.walls.VersionGuard(
                fixed=["organisation_id", "team_id", "created_at"],
                name="referrals_shelter_version",
                revision="33e47cfd",
            ),
        ),
        migrations.AddConstraint(
            model_name="shelter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ("immigration_detention", "police_custody", "armed_group_custody")), _negated=True
                ),
                name="referrals_shelter_is_no_custody",
                violation_error_message="Detention is never a shelter. Write it down as custody.",
            ),
        ),
        migrations.AddConstraint(
            model_name="shelter",
            constraint=models.UniqueConstraint(
                fields=("team", "name"),
                name="referrals_shelter_once",
                violation_error_message="You have a house of this name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="shelter",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "version",
                    "team_id",
                    "organisation_id",
                    "name",
                    "kind",
                    "closed",
                    "shared",
                    "active",
                    "rules",
                    "created_at",
                ],
                history="referrals_historicalshelter",
                key="id",
                name="referrals_shelter_history",
                only_changes=False,
                revision="1f5bae2c",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalshelterunit",
            constraint=referrals.shelter.walls.RoomWall(
                column="shelter_id", name="referrals_historicalshelterunit_wall", revision="f3933ad1", written=False
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalshelterunit",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalshelterunit_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalshelterplace",
            constraint=referrals.shelter.walls.PlaceWall(
                name="referrals_historicalshelterplace_wall", revision="5092eb01", written=False
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalshelterplace",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalshelterplace_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalshelterlook",
            constraint=referrals.shelter.walls.LookWall(
                name="referrals_historicalshelterlook_wall", revision="14dd6fca", written=False
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalshelterlook",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalshelterlook_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalstay",
            constraint=referrals.shelter.walls.CareWall(
                column="case_id", house="team_id", name="referrals_historicalstay_wall", revision="f438bc5e"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalstay",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalstay_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="shelterlook",
            constraint=referrals.shelter.walls.LookWall(name="referrals_shelterlook_wall", revision="280518e6"),
        ),
        migrations.AddConstraint(
            model_name="shelterlook",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT, INSERT", name="referrals_shelterlook_frozen", revision="c1132b5e"
            ),
        ),
        migrations.AddConstraint(
            model_name="shelterlook",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "sealed", "shelter_id", "by_id", "at", "on_case"],
                history="referrals_historicalshelterlook",
                key="id",
                name="referrals_shelterlook_history",
                only_changes=True,
                revision="cab6aa41",
            ),
        ),
        migrations.AddConstraint(
            model_name="shelterplace",
            constraint=referrals.shelter.walls.PlaceWall(name="referrals_shelterplace_wall", revision="345a3185"),
        ),
        migrations.AddConstraint(
            model_name="shelterplace",
            constraint=accounts.walls.VersionGuard(
                fixed=["shelter_id"], name="referrals_shelterplace_version", revision="69a432ee"
            ),
        ),
        migrations.AddConstraint(
            model_name="shelterplace",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "sealed", "shelter_id", "version"],
                history="referrals_historicalshelterplace",
                key="id",
                name="referrals_shelterplace_history",
                only_changes=True,
                revision="a30a64c1",
            ),
        ),
        migrations.AddConstraint(
            model_name="shelterunit",
            constraint=referrals.shelter.walls.RoomWall(
                column="shelter_id", name="referrals_shelterunit_wall", revision="1a07237b"
            ),
        ),
        migrations.AddConstraint(
            model_name="shelterunit",
            constraint=accounts.walls.VersionGuard(
                fixed=["shelter_id"], name="referrals_shelterunit_version", revision="69a432ee"
            ),
        ),
        migrations.AddConstraint(
            model_name="shelterunit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("minimum_age__isnull", True),
                    ("maximum_age__isnull", True),
                    ("maximum_age__gte", models.F("minimum_age")),
                    _connector="OR",
                ),
                name="referrals_shelterunit_ages",
                violation_error_message="The higher age comes second.",
            ),
        ),
        migrations.AddConstraint(
            model_name="shelterunit",
            constraint=models.UniqueConstraint(
                fields=("shelter", "name"),
                name="referrals_shelterunit_once",
                violation_error_message="The house has a room of this name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="shelterunit",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "version",
                    "shelter_id",
                    "name",
                    "quarter",
                    "sexes",
                    "minimum_age",
                    "maximum_age",
                    "medical",
                    "accessible",
                ],
                history="referrals_historicalshelterunit",
                key="id",
                name="referrals_shelterunit_history",
                only_changes=False,
                revision="f150dcc1",
            ),
        ),
        migrations.AddConstraint(
            model_name="shelterbed",
            constraint=referrals.shelter.walls.RoomWall(
                column="shelter_id", name="referrals_shelterbed_wall", revision="1a07237b"
            ),
        ),
        migrations.AddConstraint(
            model_name="shelterbed",
            constraint=accounts.walls.VersionGuard(
                fixed=["shelter_id", "unit_id"], name="referrals_shelterbed_version", revision="c4974c55"
            ),
        ),
        migrations.AddConstraint(
            model_name="shelterbed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("shut_until__isnull", True),
                    models.Q(("shut_from__isnull", False), ("shut_until__gt", models.F("shut_from"))),
                    _connector="OR",
                ),
                name="referrals_shelterbed_days",
                violation_error_message="The bed cannot be in use again before it is shut.",
            ),
        ),
        migrations.AddConstraint(
            model_name="shelterbed",
            constraint=models.UniqueConstraint(
                fields=("unit", "label"),
                name="referrals_shelterbed_once",
                violation_error_message="The room has a bed of this number already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="shelterbed",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "version",
                    "shelter_id",
                    "unit_id",
                    "label",
                    "active",
                    "shut_from",
                    "shut_until",
                    "shut_why",
                ],
                history="referrals_historicalshelterbed",
                key="id",
                name="referrals_shelterbed_history",
                only_changes=False,
                revision="e56dcebf",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalshelterbed",
            constraint=referrals.shelter.walls.RoomWall(
                column="shelter_id", name="referrals_historicalshelterbed_wall", revision="f3933ad1", written=False
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalshelterbed",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalshelterbed_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(fields=["team", "status"], name="referrals_stay_of_house"),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=referrals.shelter.walls.CareWall(
                column="case_id", house="team_id", name="referrals_stay_wall", revision="f438bc5e"
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "noted_by_id", "team_id", "shelter_id", "together"],
                name="referrals_stay_version",
                revision="ee564324",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS access_insert ON {table};DROP TRIGGER IF EXISTS access_update ON {table};DROP TRIGGER IF EXISTS access_delete ON {table}; DROP FUNCTION IF EXISTS {table}_access();",
                make="\nCREATE OR REPLACE FUNCTION {table}_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  IF TG_OP = 'INSERT' THEN PERFORM refresh_access((SELECT array_agg(DISTINCT case_id) FROM fresh), false);\n  ELSIF TG_OP = 'DELETE' THEN PERFORM refresh_access((SELECT array_agg(DISTINCT case_id) FROM gone));\n  ELSE PERFORM refresh_access((SELECT array_agg(DISTINCT x.id) FROM (SELECT case_id FROM fresh UNION SELECT case_id FROM gone) x(id)));\n  END IF;\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_access() FROM PUBLIC;\nCREATE TRIGGER access_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nALTER FUNCTION {table}_access() OWNER TO keeper;",
                name="referrals_stay_access",
                revision="f3eb29a6",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=accounts.walls.Statement(
                drop="DROP FUNCTION IF EXISTS stay_conflicts(uuid[], uuid[]);DROP FUNCTION IF EXISTS shelter_free(uuid[], date);DROP FUNCTION IF EXISTS stays_elsewhere(uuid, uuid);",
                make="\nCREATE OR REPLACE FUNCTION stay_conflicts(cases uuid[], houses uuid[]) RETURNS TABLE (case_id uuid, shelter_id uuid)\nSTABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\n#variable_conflict use_column\nBEGIN RETURN QUERY\n  SELECT DISTINCT c, s.shelter_id FROM unnest(cases) c JOIN {table} s\n    ON s.shelter_id = ANY (houses) AND s.status IN ('offered', 'admitted', 'temporarily_out', 'transfer_requested') AND s.case_id <> c\n  WHERE EXISTS (SELECT FROM referrals_conflictpair p WHERE p.ended_at IS NULL\n      AND (p.case_id, p.other_case_id) IN ((c, s.case_id), (s.case_id, c)))\n    OR EXISTS (SELECT FROM casework_conflictblock b WHERE b.lifted_at IS NULL\n      AND (b.case_id, b.other_case_id) IN ((c, s.case_id), (s.case_id, c)));\nEND $$;\nCREATE OR REPLACE FUNCTION shelter_free(houses uuid[], today date) RETURNS TABLE (shelter_id uuid, beds bigint, free bigint)\nSTABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\n#variable_conflict use_column\nBEGIN RETURN QUERY\n  SELECT b.shelter_id, count(*), count(*) FILTER (WHERE NOT (\n      (b.shut_from IS NOT NULL AND b.shut_from <= today AND (b.shut_until IS NULL OR b.shut_until > today))\n      OR EXISTS (SELECT FROM {table} s WHERE s.bed_id = b.id AND (s.status IN ('admitted', 'temporarily_out', 'transfer_requested')\n        OR (s.status = 'offered' AND s.from_on <= today AND (s.until_on IS NULL OR s.until_on > today))))))\n    FROM referrals_shelterbed b WHERE b.shelter_id = ANY (houses) AND b.active GROUP BY b.shelter_id;\nEND $$;\nCREATE OR REPLACE FUNCTION stays_elsewhere(who uuid, but uuid) RETURNS text[] STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN RETURN (SELECT coalesce(array_agg(x.state), '{}') FROM (\n    SELECT s.status::text AS state FROM {table} s WHERE s.case_id = who AND s.id <> but AND s.status IN ('offered', 'admitted', 'temporarily_out', 'transfer_requested')\n    UNION ALL SELECT 'custody' FROM referrals_custody k WHERE k.case_id = who AND k.until IS NULL) x); END $$;\nREVOKE ALL ON FUNCTION stay_conflicts(uuid[], uuid[]), shelter_free(uuid[], date), stays_elsewhere(uuid, uuid) FROM PUBLIC;\nGRANT EXECUTE ON FUNCTION stay_conflicts(uuid[], uuid[]), shelter_free(uuid[], date), stays_elsewhere(uuid, uuid) TO app, worker;\nALTER FUNCTION stay_conflicts(uuid[], uuid[]) OWNER TO keeper;\nALTER FUNCTION shelter_free(uuid[], date) OWNER TO keeper;\nALTER FUNCTION stays_elsewhere(uuid, uuid) OWNER TO keeper;\n",
                name="referrals_stay_asked",
                revision="37e4d318",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("admitted", "temporarily_out", "transfer_requested"))),
                fields=("bed",),
                name="referrals_stay_one_in_a_bed",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("status__in", ("offered", "admitted", "temporarily_out", "transfer_requested"))),
                expressions=[
                    ("bed", "="),
                    (
                        models.Func(
                            models.F("from_on"), models.F("until_on"), function="daterange", output_field=models.Field()
                        ),
                        "&&",
                    ),
                ],
                name="referrals_stay_one_promise",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        (
                            "admitted",
                            "temporarily_out",
                            "transfer_requested",
                            "transferred",
                            "exited",
                            "left_without_notice",
                        ),
                    )
                ),
                expressions=[
                    ("case", "="),
                    (
                        models.Func(
                            models.F("from_on"), models.F("until_on"), function="daterange", output_field=models.Field()
                        ),
                        "&&",
                    ),
                ],
                name="referrals_stay_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="referrals_stay_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status__in", ("offered", "admitted", "temporarily_out", "transfer_requested")), _negated=True
                    ),
                    models.Q(("bed__isnull", False), ("from_on__isnull", False)),
                    _connector="OR",
                ),
                name="referrals_stay_has_a_bed",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "team_id",
                    "shelter_id",
                    "status",
                    "together",
                    "from_on",
                    "until_on",
                    "needs",
                    "sex",
                    "age",
                    "disputed",
                    "words",
                    "noted_by_id",
                    "noted_at",
                    "bed_id",
                    "hold_until",
                    "answer",
                    "arrived_at",
                    "rules_told",
                    "restricted",
                    "emergency_until",
                    "out_since",
                    "back_by",
                    "ended_at",
                    "exit_reason",
                    "exit_plan",
                    "belongings",
                    "version",
                ],
                history="referrals_historicalstay",
                key="id",
                name="referrals_stay_history",
                only_changes=False,
                revision="2f68846f",
            ),
        ),
    ]
    operations = together(operations)

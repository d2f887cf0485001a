"""Journeys for groups."""

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
import referrals.movements.walls
import referrals.shelter.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_erasure"),
        ("casework", "0019_costs"),
        ("referrals", "0012_returns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Manifest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "number",
                    models.CharField(
                        default=casework.cases.numbers.new_reference, editable=False, max_length=10, unique=True
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="Fingerprint (SHA-256)")),
                ("people", models.PositiveSmallIntegerField(editable=False)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            name="Movement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("wrapped_key", models.BinaryField()),
                ("master_version", models.PositiveSmallIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "name",
                    models.CharField(
                        help_text="Neutral: no name of a person, no house, no crime.",
                        max_length=120,
                        verbose_name="Name",
                    ),
                ),
                (
                    "from_country",
                    models.CharField(
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
                        verbose_name="From which country",
                    ),
                ),
                (
                    "to_country",
                    models.CharField(
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
                        verbose_name="To which country",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="First day")),
                ("until_on", models.DateField(verbose_name="Last day")),
                (
                    "change_minutes",
                    models.PositiveSmallIntegerField(
                        default=90, verbose_name="Least time between two runs, in minutes"
                    ),
                ),
                (
                    "paper_days",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="For how many days after the arrival papers must still be valid"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Being put together"),
                            ("planned", "Planned"),
                            ("booked", "Booked"),
                            ("under_way", "Under way"),
                            ("arrived", "Arrived"),
                            ("closed", "Closed"),
                            ("cancelled", "Called off"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("plan_number", models.PositiveIntegerField(editable=False, null=True)),
                ("approved_number", models.PositiveIntegerField(editable=False, null=True)),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="")),
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
                    "booked_by",
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
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "planned_by",
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
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                        verbose_name="Team",
                    ),
                ),
            ],
            options={
                "verbose_name": "Movement",
                "ordering": ["-made_at", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ManifestCopy",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                    "manifest",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="referrals.manifest",
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referrals.movement",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="manifest",
            name="movement",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="manifests",
                to="referrals.movement",
            ),
        ),
        migrations.CreateModel(
            name="Leg",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("wrapped_key", models.BinaryField()),
                ("master_version", models.PositiveSmallIntegerField()),
                ("sealed", models.BinaryField()),
                ("place", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="Order")),
                (
                    "from_country",
                    models.CharField(
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
                        verbose_name="From which country",
                    ),
                ),
                (
                    "to_country",
                    models.CharField(
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
                        verbose_name="To which country",
                    ),
                ),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                (
                    "movement",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legs",
                        to="referrals.movement",
                    ),
                ),
            ],
            options={
                "verbose_name": "Leg",
                "ordering": ["place", "pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalTraveller",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("party", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("family", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "party_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Why they travel together, or not"
                    ),
                ),
                (
                    "assisted",
                    models.BooleanField(
                        default=False,
                        verbose_name="Needs help on the way: a wheelchair, a stretcher, or a late pregnancy",
                    ),
                ),
                (
                    "traits",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("without_status", "People removed who are not recognised as victims"),
                                ("removed", "People removed by a state"),
                                ("child", "Children"),
                                ("child_alone", "Children without an adult of their own"),
                                ("infant", "Infants under 2"),
                                ("assisted", "People who need help on the way"),
                                ("escorted", "Adults with whom somebody must travel"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("booked_at", models.DateTimeField(editable=False, null=True)),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                (
                    "out_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_come", "Did not come"),
                            ("changed_mind", "Changed their mind"),
                            ("ill", "Cannot travel: ill, or not fit"),
                            ("papers", "Something is wrong with the papers"),
                            ("not_let", "Not let through by an authority"),
                            ("carrier", "Not taken by the carrier"),
                            ("other_way", "Goes another way"),
                            ("mistake", "Put on by mistake"),
                            ("over", "The movement is over"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="Why",
                    ),
                ),
                ("out_words", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What happened")),
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
                    "joined_by",
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
                    "out_by",
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
                    "removal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.removal",
                    ),
                ),
                (
                    "way_home",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.return",
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.movement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Somebody on a movement",
                "verbose_name_plural": "historical Somebody on a movements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRun",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("sealed", models.BinaryField()),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("air_commercial", "Commercial flight"),
                            ("road_car", "Car or van"),
                            ("road_bus", "Bus"),
                            ("road_motorbike", "Motorbike"),
                            ("road_truck", "Truck"),
                            ("river_boat", "River or canal boat"),
                            ("foot", "On foot or jungle path"),
                            ("sea_boat", "Sea vessel"),
                            ("train", "Train"),
                        ],
                        max_length=20,
                        verbose_name="By",
                    ),
                ),
                ("departs", models.DateTimeField(verbose_name="Departs")),
                ("arrives", models.DateTimeField(verbose_name="Arrives")),
                ("seats", models.PositiveSmallIntegerField(default=1, verbose_name="Seats for the group")),
                (
                    "children_an_escort",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="Children without an adult for each escort"
                    ),
                ),
                ("limits", models.JSONField(blank=True, default=dict, verbose_name="The carrier takes at most")),
                ("rules_checked", models.BooleanField(default=False, verbose_name="The carrier's rules are checked")),
                (
                    "escorts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, editable=False, size=None
                    ),
                ),
                ("booked_at", models.DateTimeField(editable=False, null=True, verbose_name="")),
                ("departed_at", models.DateTimeField(editable=False, null=True, verbose_name="")),
                ("arrived_at", models.DateTimeField(editable=False, null=True, verbose_name="")),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
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
                    "leg",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.leg",
                        verbose_name="Leg",
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.movement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Run",
                "verbose_name_plural": "historical Runs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMovementPlan",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("number", models.PositiveIntegerField(editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Being worked out"),
                            ("ready", "Proposed"),
                            ("stale", "Something changed while it was worked out"),
                            ("failed", "Not worked out"),
                            ("accepted", "In force"),
                            ("replaced", "Replaced"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("by_hand", models.BooleanField(default=False, editable=False)),
                ("basis", models.CharField(blank=True, editable=False, max_length=64)),
                ("result", models.JSONField(default=dict, editable=False)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("done_at", models.DateTimeField(editable=False, null=True, verbose_name="")),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "asked_by",
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
                    "movement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.movement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical movement plan",
                "verbose_name_plural": "historical movement plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalManifestCopy",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
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
                    "manifest",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.manifest",
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.movement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical manifest copy",
                "verbose_name_plural": "historical manifest copys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLeg",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("sealed", models.BinaryField()),
                ("place", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="Order")),
                (
                    "from_country",
                    models.CharField(
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
                        verbose_name="From which country",
                    ),
                ),
                (
                    "to_country",
                    models.CharField(
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
                        verbose_name="To which country",
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
                    "movement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.movement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Leg",
                "verbose_name_plural": "historical Legs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEscort",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("sealed", models.BinaryField()),
                (
                    "legs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None, verbose_name="On which legs"
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
                    "movement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.movement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Who travels along",
                "verbose_name_plural": "historical Who travels alongs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Escort",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("wrapped_key", models.BinaryField()),
                ("master_version", models.PositiveSmallIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "legs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None, verbose_name="On which legs"
                    ),
                ),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                (
                    "movement",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escorts",
                        to="referrals.movement",
                    ),
                ),
            ],
            options={
                "verbose_name": "Who travels along",
                "ordering": ["pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MovementPlan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Being worked out"),
                            ("ready", "Proposed"),
                            ("stale", "Something changed while it was worked out"),
                            ("failed", "Not worked out"),
                            ("accepted", "In force"),
                            ("replaced", "Replaced"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("by_hand", models.BooleanField(default=False, editable=False)),
                ("basis", models.CharField(blank=True, editable=False, max_length=64)),
                ("result", models.JSONField(default=dict, editable=False)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("done_at", models.DateTimeField(editable=False, null=True, verbose_name="")),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="referrals.movement",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("wrapped_key", models.BinaryField()),
                ("master_version", models.PositiveSmallIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("air_commercial", "Commercial flight"),
                            ("road_car", "Car or van"),
                            ("road_bus", "Bus"),
                            ("road_motorbike", "Motorbike"),
                            ("road_truck", "Truck"),
                            ("river_boat", "River or canal boat"),
                            ("foot", "On foot or jungle path"),
                            ("sea_boat", "Sea vessel"),
                            ("train", "Train"),
                        ],
                        max_length=20,
                        verbose_name="By",
                    ),
                ),
                ("departs", models.DateTimeField(verbose_name="Departs")),
                ("arrives", models.DateTimeField(verbose_name="Arrives")),
                ("seats", models.PositiveSmallIntegerField(default=1, verbose_name="Seats for the group")),
                (
                    "children_an_escort",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="Children without an adult for each escort"
                    ),
                ),
                ("limits", models.JSONField(blank=True, default=dict, verbose_name="The carrier takes at most")),
                ("rules_checked", models.BooleanField(default=False, verbose_name="The carrier's rules are checked")),
                (
                    "escorts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, editable=False, size=None
                    ),
                ),
                ("booked_at", models.DateTimeField(editable=False, null=True, verbose_name="")),
                ("departed_at", models.DateTimeField(editable=False, null=True, verbose_name="")),
                ("arrived_at", models.DateTimeField(editable=False, null=True, verbose_name="")),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                (
                    "leg",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="referrals.leg",
                        verbose_name="Leg",
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="referrals.movement",
                    ),
                ),
            ],
            options={
                "verbose_name": "Run",
                "ordering": ["departs", "pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="manifest",
            name="run",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="manifests",
                to="referrals.run",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalManifest",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "number",
                    models.CharField(default=casework.cases.numbers.new_reference, editable=False, max_length=10),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="Fingerprint (SHA-256)")),
                ("people", models.PositiveSmallIntegerField(editable=False)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
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
                    "movement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.movement",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.run",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical manifest",
                "verbose_name_plural": "historical manifests",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Traveller",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("party", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("family", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "party_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Why they travel together, or not"
                    ),
                ),
                (
                    "assisted",
                    models.BooleanField(
                        default=False,
                        verbose_name="Needs help on the way: a wheelchair, a stretcher, or a late pregnancy",
                    ),
                ),
                (
                    "traits",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("without_status", "People removed who are not recognised as victims"),
                                ("removed", "People removed by a state"),
                                ("child", "Children"),
                                ("child_alone", "Children without an adult of their own"),
                                ("infant", "Infants under 2"),
                                ("assisted", "People who need help on the way"),
                                ("escorted", "Adults with whom somebody must travel"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("booked_at", models.DateTimeField(editable=False, null=True)),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                (
                    "out_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_come", "Did not come"),
                            ("changed_mind", "Changed their mind"),
                            ("ill", "Cannot travel: ill, or not fit"),
                            ("papers", "Something is wrong with the papers"),
                            ("not_let", "Not let through by an authority"),
                            ("carrier", "Not taken by the carrier"),
                            ("other_way", "Goes another way"),
                            ("mistake", "Put on by mistake"),
                            ("over", "The movement is over"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="Why",
                    ),
                ),
                ("out_words", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What happened")),
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
                    "joined_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="travellers",
                        to="referrals.movement",
                    ),
                ),
                (
                    "out_by",
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
                    "removal",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="referrals.removal",
                    ),
                ),
                (
                    "way_home",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="referrals.return",
                    ),
                ),
            ],
            options={
                "verbose_name": "Somebody on a movement",
                "ordering": ["joined_at", "pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalTravelTick",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("papers", "Papers in hand"),
                            ("belongings", "Belongings"),
                            ("medicine", "Medicine"),
                            ("phone", "Phone and card"),
                            ("asked", "Asked again today: wants to go"),
                            ("goodbye", "Said goodbye"),
                            ("escort", "Met who travels along"),
                            ("checked_in", "Checked in"),
                            ("boarded", "On board"),
                        ],
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("done", models.BooleanField(default=True, editable=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
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
                    "run",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.run",
                    ),
                ),
                (
                    "traveller",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.traveller",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical travel tick",
                "verbose_name_plural": "historical travel ticks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="TravelTick",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("papers", "Papers in hand"),
                            ("belongings", "Belongings"),
                            ("medicine", "Medicine"),
                            ("phone", "Phone and card"),
                            ("asked", "Asked again today: wants to go"),
                            ("goodbye", "Said goodbye"),
                            ("escort", "Met who travels along"),
                            ("checked_in", "Checked in"),
                            ("boarded", "On board"),
                        ],
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("done", models.BooleanField(default=True, editable=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
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
                    "run",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ticks",
                        to="referrals.run",
                    ),
                ),
                (
                    "traveller",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ticks",
                        to="referrals.traveller",
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
            name="HistoricalMovement",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("sealed", models.BinaryField()),
                (
                    "name",
                    models.CharField(
                        help_text="Neutral: no name of a person, no house, no crime.",
                        max_length=120,
                        verbose_name="Name",
                    ),
                ),
                (
                    "from_country",
                    models.CharField(
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
                        verbose_name="From which country",
                    ),
                ),
                (
                    "to_country",
                    models.CharField(
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
                        verbose_name="To which country",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="First day")),
                ("until_on", models.DateField(verbose_name="Last day")),
                (
                    "change_minutes",
                    models.PositiveSmallIntegerField(
                        default=90, verbose_name="Least time between two runs, in minutes"
                    ),
                ),
                (
                    "paper_days",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="For how many days after the arrival papers must still be valid"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Being put together"),
                            ("planned", "Planned"),
                            ("booked", "Booked"),
                            ("under_way", "Under way"),
                            ("arrived", "Arrived"),
                            ("closed", "Closed"),
                            ("cancelled", "Called off"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("plan_number", models.PositiveIntegerField(editable=False, null=True)),
                ("approved_number", models.PositiveIntegerField(editable=False, null=True)),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="")),
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
                    "booked_by",
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
                    "organisation",
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
                    "planned_by",
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
                    "team",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.team",
                        verbose_name="Team",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Movement",
                "verbose_name_plural": "historical Movements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "constraints": [
                    referrals.movements.walls.MovementWall(
                        column="id", name="referrals_historicalmovement_wall", revision="a0044027", written=False
                    ),
                    accounts.walls.AppendOnly(
                        grants="SELECT", name="referrals_historicalmovement_frozen", revision="2d20bc05"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddIndex(
            model_name="movement",
            index=models.Index(fields=["team", "-made_at"], name="referrals_movement_newest"),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=referrals.movements.walls.MovementWall(name="referrals_movement_wall", revision="b48a9c72"),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=accounts.walls.VersionGuard(
                fixed=["team_id", "organisation_id", "made_at"], name="referrals_movement_version", revision="7539f817"
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS movement_over ON {table}; DROP FUNCTION IF EXISTS movement_over();",
                make="\nCREATE OR REPLACE FUNCTION movement_over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  UPDATE referrals_traveller t SET ended_at = now(), out_why = 'over', version = t.version + 1\n    WHERE t.movement_id = NEW.id AND t.ended_at IS NULL;\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION movement_over() FROM PUBLIC;\nCREATE TRIGGER movement_over AFTER UPDATE ON {table} FOR EACH ROW\n  WHEN (NEW.status IN ('closed', 'cancelled') AND OLD.status NOT IN ('closed', 'cancelled'))\n  EXECUTE FUNCTION movement_over();\nALTER FUNCTION movement_over() OWNER TO keeper;",
                name="referrals_movement_over",
                revision="58b610b3",
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__gte", models.F("from_on"))),
                name="referrals_movement_days",
                violation_error_message="The last day comes after the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("planned_by")), _negated=True),
                    _connector="OR",
                ),
                name="referrals_movement_two_people",
                violation_error_message="Somebody else must approve this: it was you who planned it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "sealed",
                    "team_id",
                    "organisation_id",
                    "name",
                    "from_country",
                    "to_country",
                    "from_on",
                    "until_on",
                    "change_minutes",
                    "paper_days",
                    "status",
                    "made_by_id",
                    "made_at",
                    "plan_number",
                    "planned_by_id",
                    "approved_number",
                    "approved_by_id",
                    "booked_by_id",
                    "ended_at",
                    "version",
                ],
                history="referrals_historicalmovement",
                key="id",
                name="referrals_movement_history",
                only_changes=True,
                revision="4d8d794d",
            ),
        ),
        migrations.AddConstraint(
            model_name="manifestcopy",
            constraint=models.UniqueConstraint(fields=("manifest", "place"), name="referrals_manifestcopy_each_once"),
        ),
        migrations.AddConstraint(
            model_name="manifestcopy",
            constraint=referrals.movements.walls.PartWall(
                kept=True, name="referrals_manifestcopy_wall", revision="0c90921d"
            ),
        ),
        migrations.AddConstraint(
            model_name="manifestcopy",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT, INSERT", name="referrals_manifestcopy_frozen", revision="c1132b5e"
            ),
        ),
        migrations.AddConstraint(
            model_name="manifestcopy",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "movement_id", "manifest_id", "place", "by_id", "at"],
                history="referrals_historicalmanifestcopy",
                key="id",
                name="referrals_manifestcopy_history",
                only_changes=False,
                revision="23c92a67",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=referrals.movements.walls.PartWall(name="referrals_leg_wall", revision="9416c10f"),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=accounts.walls.VersionGuard(
                fixed=["movement_id"], name="referrals_leg_version", revision="22daa913"
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.UniqueConstraint(fields=("movement", "place"), name="referrals_leg_order"),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "sealed", "movement_id", "place", "from_country", "to_country", "version"],
                history="referrals_historicalleg",
                key="id",
                name="referrals_leg_history",
                only_changes=True,
                revision="8601a183",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicaltraveller",
            constraint=referrals.shelter.walls.CareWall(
                column="case_id", name="referrals_historicaltraveller_wall", revision="c8a4f2c0"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicaltraveller",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicaltraveller_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalrun",
            constraint=referrals.movements.walls.PartWall(
                name="referrals_historicalrun_wall", revision="32d8f4ee", written=False
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalrun",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalrun_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalmovementplan",
            constraint=referrals.movements.walls.PartWall(
                name="referrals_historicalmovementplan_wall", revision="32d8f4ee", written=False
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalmovementplan",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalmovementplan_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalmanifestcopy",
            constraint=referrals.movements.walls.PartWall(
                name="referrals_historicalmanifestcopy_wall", revision="32d8f4ee", written=False
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalmanifestcopy",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalmanifestcopy_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalleg",
            constraint=referrals.movements.walls.PartWall(
                name="referrals_historicalleg_wall", revision="32d8f4ee", written=False
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalleg",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalleg_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalescort",
            constraint=referrals.movements.walls.PartWall(
                name="referrals_historicalescort_wall", revision="32d8f4ee", written=False
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalescort",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalescort_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="escort",
            constraint=referrals.movements.walls.PartWall(name="referrals_escort_wall", revision="9416c10f"),
        ),
        migrations.AddConstraint(
            model_name="escort",
            constraint=accounts.walls.VersionGuard(
                fixed=["movement_id"], name="referrals_escort_version", revision="22daa913"
            ),
        ),
        migrations.AddConstraint(
            model_name="escort",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "sealed", "movement_id", "legs", "version"],
                history="referrals_historicalescort",
                key="id",
                name="referrals_escort_history",
                only_changes=True,
                revision="c5ce592a",
            ),
        ),
        migrations.AddConstraint(
            model_name="movementplan",
            constraint=referrals.movements.walls.PartWall(
                kept=True, name="referrals_movementplan_wall", revision="0c90921d"
            ),
        ),
        migrations.AddConstraint(
            model_name="movementplan",
            constraint=accounts.walls.VersionGuard(
                fixed=["movement_id", "number", "asked_by_id"],
                name="referrals_movementplan_version",
                revision="43a76b35",
            ),
        ),
        migrations.AddConstraint(
            model_name="movementplan",
            constraint=models.UniqueConstraint(fields=("movement", "number"), name="referrals_movementplan_once"),
        ),
        migrations.AddConstraint(
            model_name="movementplan",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "movement_id",
                    "number",
                    "state",
                    "by_hand",
                    "basis",
                    "result",
                    "asked_by_id",
                    "asked_at",
                    "done_at",
                    "version",
                ],
                history="referrals_historicalmovementplan",
                key="id",
                name="referrals_movementplan_history",
                only_changes=False,
                revision="1a889c5e",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=referrals.movements.walls.PartWall(name="referrals_run_wall", revision="9416c10f"),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=accounts.walls.VersionGuard(
                fixed=["movement_id"], name="referrals_run_version", revision="22daa913"
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(("arrives__gt", models.F("departs"))),
                name="referrals_run_times",
                violation_error_message="It cannot arrive before it departs.",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(("children_an_escort__gte", 1), ("seats__gte", 1)),
                name="referrals_run_seats",
                violation_error_message="Write how many seats there are: 1 or more.",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "sealed",
                    "movement_id",
                    "leg_id",
                    "mode",
                    "departs",
                    "arrives",
                    "seats",
                    "children_an_escort",
                    "limits",
                    "rules_checked",
                    "escorts",
                    "booked_at",
                    "departed_at",
                    "arrived_at",
                    "version",
                ],
                history="referrals_historicalrun",
                key="id",
                name="referrals_run_history",
                only_changes=True,
                revision="7c389afa",
            ),
        ),
        migrations.AddConstraint(
            model_name="manifest",
            constraint=referrals.movements.walls.PartWall(
                kept=True, name="referrals_manifest_wall", revision="0c90921d"
            ),
        ),
        migrations.AddConstraint(
            model_name="manifest",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT, INSERT", name="referrals_manifest_frozen", revision="c1132b5e"
            ),
        ),
        migrations.AddConstraint(
            model_name="manifest",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "movement_id", "run_id", "number", "sha256", "people", "made_by_id", "made_at"],
                history="referrals_historicalmanifest",
                key="id",
                name="referrals_manifest_history",
                only_changes=False,
                revision="05933aa7",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalmanifest",
            constraint=referrals.movements.walls.PartWall(
                name="referrals_historicalmanifest_wall", revision="32d8f4ee", written=False
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalmanifest",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalmanifest_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddIndex(
            model_name="traveller",
            index=models.Index(fields=["movement"], name="referrals_traveller_of"),
        ),
        migrations.AddConstraint(
            model_name="traveller",
            constraint=referrals.shelter.walls.CareWall(
                column="case_id", name="referrals_traveller_wall", revision="c8a4f2c0"
            ),
        ),
        migrations.AddConstraint(
            model_name="traveller",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "movement_id", "way_home_id", "removal_id", "joined_by_id"],
                name="referrals_traveller_version",
                revision="15acca0e",
            ),
        ),
        migrations.AddConstraint(
            model_name="traveller",
            constraint=accounts.walls.Statement(
                drop="DROP FUNCTION IF EXISTS movement_riders(uuid);DROP FUNCTION IF EXISTS movement_apart(uuid);",
                make="\nCREATE OR REPLACE FUNCTION movement_riders(which uuid) RETURNS TABLE (rider uuid, party uuid, family uuid,\n  removal boolean, lost boolean, traits text[]) STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\n#variable_conflict use_column\nBEGIN\n  IF NOT EXISTS (SELECT FROM referrals_movement m WHERE m.id = which AND (('return:' || m.team_id) = ANY ((SELECT nullif(current_setting('app.principals', true), '')::text[])::text[]) OR ('team:' || m.team_id) = ANY ((SELECT nullif(current_setting('app.principals', true), '')::text[])::text[]))) THEN RETURN; END IF;\n  RETURN QUERY SELECT t.id, t.party, t.family, t.removal_id IS NOT NULL,\n    CASE WHEN t.removal_id IS NOT NULL THEN o.ended_at IS NOT NULL\n      ELSE r.ended_at IS NOT NULL OR r.status NOT IN ('cleared', 'ready', 'booked', 'departed', 'arrived') END,\n    t.traits::text[]\n  FROM {table} t LEFT JOIN referrals_return r ON r.id = t.way_home_id\n    LEFT JOIN referrals_removal o ON o.id = t.removal_id\n  WHERE t.movement_id = which AND t.ended_at IS NULL ORDER BY t.id;\nEND $$;\nCREATE OR REPLACE FUNCTION movement_apart(which uuid) RETURNS TABLE (party uuid, other uuid) STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\n#variable_conflict use_column\nBEGIN\n  IF NOT EXISTS (SELECT FROM referrals_movement m WHERE m.id = which AND (('return:' || m.team_id) = ANY ((SELECT nullif(current_setting('app.principals', true), '')::text[])::text[]) OR ('team:' || m.team_id) = ANY ((SELECT nullif(current_setting('app.principals', true), '')::text[])::text[]))) THEN RETURN; END IF;\n  RETURN QUERY SELECT DISTINCT a.party, b.party FROM {table} a JOIN {table} b\n    ON b.movement_id = a.movement_id AND b.party <> a.party AND b.ended_at IS NULL\n  WHERE a.movement_id = which AND a.ended_at IS NULL AND (\n    EXISTS (SELECT FROM referrals_conflictpair p WHERE p.ended_at IS NULL\n      AND (p.case_id, p.other_case_id) IN ((a.case_id, b.case_id), (b.case_id, a.case_id)))\n    OR EXISTS (SELECT FROM casework_conflictblock k WHERE k.lifted_at IS NULL\n      AND (k.case_id, k.other_case_id) IN ((a.case_id, b.case_id), (b.case_id, a.case_id))));\nEND $$;\nREVOKE ALL ON FUNCTION movement_riders(uuid), movement_apart(uuid) FROM PUBLIC;\nGRANT EXECUTE ON FUNCTION movement_riders(uuid), movement_apart(uuid) TO app, worker;\nALTER FUNCTION movement_riders(uuid) OWNER TO keeper;\nALTER FUNCTION movement_apart(uuid) OWNER TO keeper;\n",
                name="referrals_traveller_asked",
                revision="650a8566",
            ),
        ),
        migrations.AddConstraint(
            model_name="traveller",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("removal__isnull", True), ("way_home__isnull", False)),
                    models.Q(("removal__isnull", False), ("way_home__isnull", True)),
                    _connector="OR",
                ),
                name="referrals_traveller_one_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="traveller",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("case",),
                name="referrals_traveller_once",
                violation_error_message="This person is on a movement already. Take them off that one first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="traveller",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "movement_id",
                    "way_home_id",
                    "removal_id",
                    "party",
                    "family",
                    "party_words",
                    "assisted",
                    "traits",
                    "booked_at",
                    "joined_by_id",
                    "joined_at",
                    "ended_at",
                    "out_why",
                    "out_words",
                    "out_by_id",
                    "version",
                ],
                history="referrals_historicaltraveller",
                key="id",
                name="referrals_traveller_history",
                only_changes=False,
                revision="a38332da",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicaltraveltick",
            constraint=referrals.shelter.walls.CareWall(
                column="case_id", name="referrals_historicaltraveltick_wall", revision="c8a4f2c0"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicaltraveltick",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicaltraveltick_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="traveltick",
            constraint=referrals.shelter.walls.CareWall(
                column="case_id", name="referrals_traveltick_wall", revision="c8a4f2c0"
            ),
        ),
        migrations.AddConstraint(
            model_name="traveltick",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "traveller_id", "run_id", "code"],
                name="referrals_traveltick_version",
                revision="5ed20f8d",
            ),
        ),
        migrations.AddConstraint(
            model_name="traveltick",
            constraint=models.UniqueConstraint(fields=("traveller", "run", "code"), name="referrals_traveltick_once"),
        ),
        migrations.AddConstraint(
            model_name="traveltick",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "case_id", "traveller_id", "run_id", "code", "done", "by_id", "at", "version"],
                history="referrals_historicaltraveltick",
                key="id",
                name="referrals_traveltick_history",
                only_changes=False,
                revision="bcd44bc6",
            ),
        ),
    ]
    operations = together(operations)

"""What help cost, and deaths."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.fields
import accounts.vault
import accounts.walls
import casework.costs.walls
import casework.money
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_erasure"),
        ("casework", "0018_children"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalstoredfile",
            name="kind",
            field=models.CharField(
                choices=[
                    ("paper", "A paper of the person"),
                    ("consent", "A signed consent"),
                    ("photo", "A photo of the face"),
                    ("reply", "A reply of a mission"),
                    ("answer", "Given in an interview"),
                    ("receipt", "A receipt"),
                    ("evidence", "Something else that shows what happened"),
                ],
                max_length=10,
                verbose_name="What is it?",
            ),
        ),
        migrations.AlterField(
            model_name="storedfile",
            name="kind",
            field=models.CharField(
                choices=[
                    ("paper", "A paper of the person"),
                    ("consent", "A signed consent"),
                    ("photo", "A photo of the face"),
                    ("reply", "A reply of a mission"),
                    ("answer", "Given in an interview"),
                    ("receipt", "A receipt"),
                    ("evidence", "Something else that shows what happened"),
                ],
                max_length=10,
                verbose_name="What is it?",
            ),
        ),
        migrations.CreateModel(
            name="FundingLine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="Code of the donor")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="Ended on")),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Cost",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("stands", "Counts"),
                            ("waiting", "Waits for approval"),
                            ("approved", "Approved"),
                            ("refused", "Not approved"),
                            ("taken_back", "Taken back"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("transport", "Transport"),
                            ("shelter", "A bed, a room"),
                            ("food", "Food, clothes, hygiene"),
                            ("medical", "Doctor, medicine"),
                            ("papers", "Papers, photographs, fees of an office"),
                            ("legal", "Lawyer, court"),
                            ("penalty", "A fine or bond that could not be lifted"),
                            ("interpreter", "Interpreter"),
                            ("phone", "Telephone, data"),
                            ("cash", "Money in hand"),
                            ("home", "A start at home"),
                            ("funeral", "Funeral, bringing somebody home"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                        verbose_name="For what",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        choices=[
                            ("USD", "US dollar"),
                            ("CNY", "Chinese yuan"),
                            ("THB", "Thai baht"),
                            ("MMK", "Myanmar kyat"),
                            ("KHR", "Cambodian riel"),
                            ("LAK", "Lao kip"),
                            ("PHP", "Philippine peso"),
                            ("VND", "Vietnamese dong"),
                            ("IDR", "Indonesian rupiah"),
                            ("MYR", "Malaysian ringgit"),
                            ("SGD", "Singapore dollar"),
                            ("TWD", "New Taiwan dollar"),
                            ("HKD", "Hong Kong dollar"),
                            ("INR", "Indian rupee"),
                            ("BDT", "Bangladeshi taka"),
                            ("NPR", "Nepalese rupee"),
                            ("PKR", "Pakistani rupee"),
                            ("LKR", "Sri Lankan rupee"),
                            ("KES", "Kenyan shilling"),
                            ("UGX", "Ugandan shilling"),
                            ("ETB", "Ethiopian birr"),
                            ("TZS", "Tanzanian shilling"),
                            ("ZAR", "South African rand"),
                            ("AED", "UAE dirham"),
                            ("EGP", "Egyptian pound"),
                            ("TRY", "Turkish lira"),
                            ("BRL", "Brazilian real"),
                            ("JPY", "Japanese yen"),
                            ("KRW", "Korean won"),
                            ("EUR", "Euro"),
                            ("X-USDT", "Tether stablecoin (not ISO)"),
                            ("X-BTC", "Bitcoin (not ISO)"),
                        ],
                        max_length=8,
                        verbose_name="Currency",
                    ),
                ),
                ("amount", casework.money.AmountField(decimal_places=8, max_digits=24, verbose_name="Amount")),
                ("spent_on", models.DateField(verbose_name="Spent on")),
                ("more", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="More on it")),
                (
                    "no_receipt",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Why there is no receipt"),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                (
                    "decision",
                    accounts.vault.EncryptedTextField(blank=True, editable=False, null=True, verbose_name="Why"),
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
                    "decided_by",
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
                    "noted_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.storedfile",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.fundingline",
                        verbose_name="Paid from",
                    ),
                ),
            ],
            options={
                "ordering": ["-spent_on", "-noted_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalCost",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("stands", "Counts"),
                            ("waiting", "Waits for approval"),
                            ("approved", "Approved"),
                            ("refused", "Not approved"),
                            ("taken_back", "Taken back"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("transport", "Transport"),
                            ("shelter", "A bed, a room"),
                            ("food", "Food, clothes, hygiene"),
                            ("medical", "Doctor, medicine"),
                            ("papers", "Papers, photographs, fees of an office"),
                            ("legal", "Lawyer, court"),
                            ("penalty", "A fine or bond that could not be lifted"),
                            ("interpreter", "Interpreter"),
                            ("phone", "Telephone, data"),
                            ("cash", "Money in hand"),
                            ("home", "A start at home"),
                            ("funeral", "Funeral, bringing somebody home"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                        verbose_name="For what",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        choices=[
                            ("USD", "US dollar"),
                            ("CNY", "Chinese yuan"),
                            ("THB", "Thai baht"),
                            ("MMK", "Myanmar kyat"),
                            ("KHR", "Cambodian riel"),
                            ("LAK", "Lao kip"),
                            ("PHP", "Philippine peso"),
                            ("VND", "Vietnamese dong"),
                            ("IDR", "Indonesian rupiah"),
                            ("MYR", "Malaysian ringgit"),
                            ("SGD", "Singapore dollar"),
                            ("TWD", "New Taiwan dollar"),
                            ("HKD", "Hong Kong dollar"),
                            ("INR", "Indian rupee"),
                            ("BDT", "Bangladeshi taka"),
                            ("NPR", "Nepalese rupee"),
                            ("PKR", "Pakistani rupee"),
                            ("LKR", "Sri Lankan rupee"),
                            ("KES", "Kenyan shilling"),
                            ("UGX", "Ugandan shilling"),
                            ("ETB", "Ethiopian birr"),
                            ("TZS", "Tanzanian shilling"),
                            ("ZAR", "South African rand"),
                            ("AED", "UAE dirham"),
                            ("EGP", "Egyptian pound"),
                            ("TRY", "Turkish lira"),
                            ("BRL", "Brazilian real"),
                            ("JPY", "Japanese yen"),
                            ("KRW", "Korean won"),
                            ("EUR", "Euro"),
                            ("X-USDT", "Tether stablecoin (not ISO)"),
                            ("X-BTC", "Bitcoin (not ISO)"),
                        ],
                        max_length=8,
                        verbose_name="Currency",
                    ),
                ),
                ("amount", casework.money.AmountField(decimal_places=8, max_digits=24, verbose_name="Amount")),
                ("spent_on", models.DateField(verbose_name="Spent on")),
                ("more", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="More on it")),
                (
                    "no_receipt",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Why there is no receipt"),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                (
                    "decision",
                    accounts.vault.EncryptedTextField(blank=True, editable=False, null=True, verbose_name="Why"),
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
                    "decided_by",
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
                    "line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.fundingline",
                        verbose_name="Paid from",
                    ),
                ),
                (
                    "noted_by",
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
                    "receipt",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical cost",
                "verbose_name_plural": "historical costs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDeath",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("reported", "Reported, not confirmed"),
                            ("confirmed", "Confirmed"),
                            ("refuted", "Not true"),
                        ],
                        default="reported",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "where",
                    models.CharField(
                        choices=[
                            ("inside", "Inside, in the compound"),
                            ("custody", "In custody of an authority or armed group"),
                            ("care", "In care: shelter, hospital"),
                            ("way", "On the way"),
                            ("after", "After return"),
                            ("unknown", "Not known"),
                        ],
                        max_length=8,
                        verbose_name="Where",
                    ),
                ),
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
                        verbose_name="In which country",
                    ),
                ),
                ("place", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Place")),
                ("died_on", models.DateField(blank=True, null=True, verbose_name="Day of death")),
                ("day_known", models.BooleanField(default=False, verbose_name="The day is certain")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("witness", "Somebody who was there"),
                            ("heard", "Somebody who heard of it"),
                            ("paper", "A paper: hospital, police, registry"),
                            ("seen", "A colleague of ours saw the body"),
                            ("family", "The family"),
                            ("authority", "An authority, without a paper"),
                        ],
                        max_length=10,
                        verbose_name="Where we know it from",
                    ),
                ),
                (
                    "source_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Who told it, and what exactly"
                    ),
                ),
                (
                    "cause",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Cause, as far as it is known"
                    ),
                ),
                (
                    "witnesses",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Witnesses, and how they are protected"
                    ),
                ),
                (
                    "kin_agreed",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Who tells the family, as was agreed"
                    ),
                ),
                ("kin_told_on", models.DateField(blank=True, null=True, verbose_name="The family was told on")),
                (
                    "kin_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Who was told, and what the family wishes"
                    ),
                ),
                (
                    "mission",
                    models.CharField(
                        choices=[
                            ("open", "Not told yet"),
                            ("half", "One of two has said"),
                            ("tell", "To be told"),
                            ("silent", "Not to be told"),
                            ("told", "Told"),
                        ],
                        default="open",
                        editable=False,
                        max_length=6,
                    ),
                ),
                (
                    "lead_says",
                    models.CharField(
                        blank=True,
                        choices=[("tell", "Tell the mission"), ("silent", "Do not tell the mission")],
                        editable=False,
                        max_length=6,
                    ),
                ),
                (
                    "law_says",
                    models.CharField(
                        blank=True,
                        choices=[("tell", "Tell the mission"), ("silent", "Do not tell the mission")],
                        editable=False,
                        max_length=6,
                    ),
                ),
                (
                    "mission_why",
                    accounts.vault.EncryptedTextField(blank=True, editable=False, null=True, verbose_name="Why"),
                ),
                (
                    "mission_told_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="The mission was told on"),
                ),
                (
                    "remains",
                    models.CharField(
                        choices=[
                            ("unknown", "Not known"),
                            ("hospital", "Hospital or morgue"),
                            ("buried", "Buried there"),
                            ("cremated", "Cremated there"),
                            ("home", "Brought home"),
                            ("inside", "Still inside"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="Remains",
                    ),
                ),
                (
                    "remains_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What happens with the remains"
                    ),
                ),
                (
                    "belongings",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Belongings, and who has them"
                    ),
                ),
                (
                    "support",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Who looks after those who knew the person"
                    ),
                ),
                ("support_on", models.DateField(blank=True, null=True, verbose_name="Begun on")),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("confirmed_at", models.DateTimeField(editable=False, null=True)),
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
                    "confirmed_by",
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
                    "law_by",
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
                    "lead_by",
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
                    "noted_by",
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
            ],
            options={
                "verbose_name": "historical death",
                "verbose_name_plural": "historical deaths",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFundingLine",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="Code of the donor")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="Ended on")),
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical funding line",
                "verbose_name_plural": "historical funding lines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSpendingLimit",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                (
                    "currency",
                    models.CharField(
                        choices=[
                            ("USD", "US dollar"),
                            ("CNY", "Chinese yuan"),
                            ("THB", "Thai baht"),
                            ("MMK", "Myanmar kyat"),
                            ("KHR", "Cambodian riel"),
                            ("LAK", "Lao kip"),
                            ("PHP", "Philippine peso"),
                            ("VND", "Vietnamese dong"),
                            ("IDR", "Indonesian rupiah"),
                            ("MYR", "Malaysian ringgit"),
                            ("SGD", "Singapore dollar"),
                            ("TWD", "New Taiwan dollar"),
                            ("HKD", "Hong Kong dollar"),
                            ("INR", "Indian rupee"),
                            ("BDT", "Bangladeshi taka"),
                            ("NPR", "Nepalese rupee"),
                            ("PKR", "Pakistani rupee"),
                            ("LKR", "Sri Lankan rupee"),
                            ("KES", "Kenyan shilling"),
                            ("UGX", "Ugandan shilling"),
                            ("ETB", "Ethiopian birr"),
                            ("TZS", "Tanzanian shilling"),
                            ("ZAR", "South African rand"),
                            ("AED", "UAE dirham"),
                            ("EGP", "Egyptian pound"),
                            ("TRY", "Turkish lira"),
                            ("BRL", "Brazilian real"),
                            ("JPY", "Japanese yen"),
                            ("KRW", "Korean won"),
                            ("EUR", "Euro"),
                            ("X-USDT", "Tether stablecoin (not ISO)"),
                            ("X-BTC", "Bitcoin (not ISO)"),
                        ],
                        max_length=8,
                        verbose_name="Currency",
                    ),
                ),
                ("amount", casework.money.AmountField(decimal_places=8, max_digits=24, verbose_name="Up to")),
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical spending limit",
                "verbose_name_plural": "historical spending limits",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SpendingLimit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
                (
                    "currency",
                    models.CharField(
                        choices=[
                            ("USD", "US dollar"),
                            ("CNY", "Chinese yuan"),
                            ("THB", "Thai baht"),
                            ("MMK", "Myanmar kyat"),
                            ("KHR", "Cambodian riel"),
                            ("LAK", "Lao kip"),
                            ("PHP", "Philippine peso"),
                            ("VND", "Vietnamese dong"),
                            ("IDR", "Indonesian rupiah"),
                            ("MYR", "Malaysian ringgit"),
                            ("SGD", "Singapore dollar"),
                            ("TWD", "New Taiwan dollar"),
                            ("HKD", "Hong Kong dollar"),
                            ("INR", "Indian rupee"),
                            ("BDT", "Bangladeshi taka"),
                            ("NPR", "Nepalese rupee"),
                            ("PKR", "Pakistani rupee"),
                            ("LKR", "Sri Lankan rupee"),
                            ("KES", "Kenyan shilling"),
                            ("UGX", "Ugandan shilling"),
                            ("ETB", "Ethiopian birr"),
                            ("TZS", "Tanzanian shilling"),
                            ("ZAR", "South African rand"),
                            ("AED", "UAE dirham"),
                            ("EGP", "Egyptian pound"),
                            ("TRY", "Turkish lira"),
                            ("BRL", "Brazilian real"),
                            ("JPY", "Japanese yen"),
                            ("KRW", "Korean won"),
                            ("EUR", "Euro"),
                            ("X-USDT", "Tether stablecoin (not ISO)"),
                            ("X-BTC", "Bitcoin (not ISO)"),
                        ],
                        max_length=8,
                        verbose_name="Currency",
                    ),
                ),
                ("amount", casework.money.AmountField(decimal_places=8, max_digits=24, verbose_name="Up to")),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["currency"],
            },
        ),
        migrations.CreateModel(
            name="Death",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("reported", "Reported, not confirmed"),
                            ("confirmed", "Confirmed"),
                            ("refuted", "Not true"),
                        ],
                        default="reported",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "where",
                    models.CharField(
                        choices=[
                            ("inside", "Inside, in the compound"),
                            ("custody", "In custody of an authority or armed group"),
                            ("care", "In care: shelter, hospital"),
                            ("way", "On the way"),
                            ("after", "After return"),
                            ("unknown", "Not known"),
                        ],
                        max_length=8,
                        verbose_name="Where",
                    ),
                ),
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
                        verbose_name="In which country",
                    ),
                ),
                ("place", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Place")),
                ("died_on", models.DateField(blank=True, null=True, verbose_name="Day of death")),
                ("day_known", models.BooleanField(default=False, verbose_name="The day is certain")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("witness", "Somebody who was there"),
                            ("heard", "Somebody who heard of it"),
                            ("paper", "A paper: hospital, police, registry"),
                            ("seen", "A colleague of ours saw the body"),
                            ("family", "The family"),
                            ("authority", "An authority, without a paper"),
                        ],
                        max_length=10,
                        verbose_name="Where we know it from",
                    ),
                ),
                (
                    "source_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Who told it, and what exactly"
                    ),
                ),
                (
                    "cause",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Cause, as far as it is known"
                    ),
                ),
                (
                    "witnesses",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Witnesses, and how they are protected"
                    ),
                ),
                (
                    "kin_agreed",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Who tells the family, as was agreed"
                    ),
                ),
                ("kin_told_on", models.DateField(blank=True, null=True, verbose_name="The family was told on")),
                (
                    "kin_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Who was told, and what the family wishes"
                    ),
                ),
                (
                    "mission",
                    models.CharField(
                        choices=[
                            ("open", "Not told yet"),
                            ("half", "One of two has said"),
                            ("tell", "To be told"),
                            ("silent", "Not to be told"),
                            ("told", "Told"),
                        ],
                        default="open",
                        editable=False,
                        max_length=6,
                    ),
                ),
                (
                    "lead_says",
                    models.CharField(
                        blank=True,
                        choices=[("tell", "Tell the mission"), ("silent", "Do not tell the mission")],
                        editable=False,
                        max_length=6,
                    ),
                ),
                (
                    "law_says",
                    models.CharField(
                        blank=True,
                        choices=[("tell", "Tell the mission"), ("silent", "Do not tell the mission")],
                        editable=False,
                        max_length=6,
                    ),
                ),
                (
                    "mission_why",
                    accounts.vault.EncryptedTextField(blank=True, editable=False, null=True, verbose_name="Why"),
                ),
                (
                    "mission_told_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="The mission was told on"),
                ),
                (
                    "remains",
                    models.CharField(
                        choices=[
                            ("unknown", "Not known"),
                            ("hospital", "Hospital or morgue"),
                            ("buried", "Buried there"),
                            ("cremated", "Cremated there"),
                            ("home", "Brought home"),
                            ("inside", "Still inside"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="Remains",
                    ),
                ),
                (
                    "remains_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What happens with the remains"
                    ),
                ),
                (
                    "belongings",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Belongings, and who has them"
                    ),
                ),
                (
                    "support",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Who looks after those who knew the person"
                    ),
                ),
                ("support_on", models.DateField(blank=True, null=True, verbose_name="Begun on")),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("confirmed_at", models.DateTimeField(editable=False, null=True)),
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
                    "confirmed_by",
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
                    "law_by",
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
                    "lead_by",
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
                    "noted_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-noted_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    accounts.walls.Wall(
                        column="case_id", erasable=False, name="casework_death_wall", revision="05a46b6b"
                    ),
                    accounts.walls.VersionGuard(
                        fixed=["case_id", "noted_by_id", "noted_at"], name="casework_death_version", revision="43caffad"
                    ),
                    accounts.walls.Statement(
                        drop="DROP TRIGGER IF EXISTS access_insert ON {table};DROP TRIGGER IF EXISTS access_update ON {table};DROP TRIGGER IF EXISTS access_delete ON {table}; DROP FUNCTION IF EXISTS {table}_access();",
                        make="\nCREATE OR REPLACE FUNCTION {table}_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  IF TG_OP = 'INSERT' THEN PERFORM refresh_access((SELECT array_agg(DISTINCT case_id) FROM fresh), false);\n  ELSIF TG_OP = 'DELETE' THEN PERFORM refresh_access((SELECT array_agg(DISTINCT case_id) FROM gone));\n  ELSE PERFORM refresh_access((SELECT array_agg(DISTINCT x.id) FROM (SELECT case_id FROM fresh UNION SELECT case_id FROM gone) x(id)));\n  END IF;\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_access() FROM PUBLIC;\nCREATE TRIGGER access_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nALTER FUNCTION {table}_access() OWNER TO keeper;",
                        name="casework_death_access",
                        revision="f3eb29a6",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "refuted"), _negated=True),
                        fields=("case",),
                        name="casework_death_once",
                        violation_error_message="This is written down already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("noted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="casework_death_two_people",
                        violation_error_message="Somebody else must confirm this: it was you who wrote it down.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lead_by__isnull", True),
                            ("law_by__isnull", True),
                            models.Q(("lead_by", models.F("law_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="casework_death_two_voices",
                        violation_error_message="Two people decide this.",
                    ),
                    accounts.walls.HistoryTrigger(
                        columns=[
                            "id",
                            "case_id",
                            "status",
                            "where",
                            "country",
                            "place",
                            "died_on",
                            "day_known",
                            "source",
                            "source_words",
                            "cause",
                            "witnesses",
                            "kin_agreed",
                            "kin_told_on",
                            "kin_words",
                            "mission",
                            "lead_says",
                            "law_says",
                            "lead_by_id",
                            "law_by_id",
                            "mission_why",
                            "mission_told_on",
                            "remains",
                            "remains_words",
                            "belongings",
                            "support",
                            "support_on",
                            "noted_by_id",
                            "noted_at",
                            "confirmed_by_id",
                            "confirmed_at",
                            "version",
                        ],
                        history="casework_historicaldeath",
                        key="id",
                        name="casework_death_history",
                        only_changes=False,
                        revision="df0405c4",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="fundingline",
            constraint=casework.costs.walls.OfficeWall(
                column="organisation_id",
                name="casework_fundingline_wall",
                reads="funding.view",
                revision="dba075aa",
                writes="funding.edit",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundingline",
            constraint=accounts.walls.VersionGuard(
                fixed=["organisation_id"], name="casework_fundingline_version", revision="e22c570a"
            ),
        ),
        migrations.AddConstraint(
            model_name="fundingline",
            constraint=models.UniqueConstraint(
                fields=("organisation", "name"),
                name="casework_fundingline_once",
                violation_error_message="There is a line of this name. Choose another one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundingline",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "organisation_id", "created_at", "version", "name", "code", "ended_on"],
                history="casework_historicalfundingline",
                key="id",
                name="casework_fundingline_history",
                only_changes=False,
                revision="1b8749af",
            ),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_cost_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "kind", "currency", "amount", "spent_on", "line_id", "noted_by_id", "noted_at"],
                name="casework_cost_version",
                revision="14956bee",
            ),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="casework_cost_amount"),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    ("status__in", ["taken_back"]),
                    models.Q(("decided_by", models.F("noted_by")), _negated=True),
                    _connector="OR",
                ),
                name="casework_cost_two_people",
                violation_error_message="Somebody else must approve this: it was you who wrote it down.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "approved"), _negated=True), ("decided_by__isnull", False), _connector="OR"
                ),
                name="casework_cost_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=models.CheckConstraint(
                condition=models.Q(("receipt__isnull", False), ("no_receipt__isnull", False), _connector="OR"),
                name="casework_cost_receipt_or_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "status",
                    "kind",
                    "currency",
                    "amount",
                    "spent_on",
                    "line_id",
                    "more",
                    "receipt_id",
                    "no_receipt",
                    "noted_by_id",
                    "noted_at",
                    "decided_by_id",
                    "decided_at",
                    "decision",
                    "version",
                ],
                history="casework_historicalcost",
                key="id",
                name="casework_cost_history",
                only_changes=False,
                revision="1eba1066",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalcost",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalcost_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalcost",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalcost_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicaldeath",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicaldeath_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicaldeath",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicaldeath_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalfundingline",
            constraint=casework.costs.walls.OfficeWall(
                column="organisation_id",
                name="casework_historicalfundingline_wall",
                reads="funding.view",
                revision="455327d5",
                writes="",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalfundingline",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalfundingline_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalspendinglimit",
            constraint=casework.costs.walls.OfficeWall(
                column="organisation_id",
                name="casework_historicalspendinglimit_wall",
                reads="funding.view",
                revision="455327d5",
                writes="",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalspendinglimit",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalspendinglimit_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="spendinglimit",
            constraint=casework.costs.walls.OfficeWall(
                column="organisation_id",
                name="casework_spendinglimit_wall",
                reads="funding.view",
                revision="dba075aa",
                writes="funding.edit",
            ),
        ),
        migrations.AddConstraint(
            model_name="spendinglimit",
            constraint=accounts.walls.VersionGuard(
                fixed=["organisation_id"], name="casework_spendinglimit_version", revision="e22c570a"
            ),
        ),
        migrations.AddConstraint(
            model_name="spendinglimit",
            constraint=models.UniqueConstraint(
                fields=("organisation", "currency"),
                name="casework_spendinglimit_once",
                violation_error_message="There is a limit for this currency. Change that one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="spendinglimit",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)), name="casework_spendinglimit_amount"
            ),
        ),
        migrations.AddConstraint(
            model_name="spendinglimit",
            constraint=accounts.walls.HistoryTrigger(
                columns=["id", "organisation_id", "created_at", "version", "currency", "amount"],
                history="casework_historicalspendinglimit",
                key="id",
                name="casework_spendinglimit_history",
                only_changes=False,
                revision="befd8eae",
            ),
        ),
    ]
    operations = together(operations)

"""Penalties, hearings, visits and claims; to-dos about one row of a case."""

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
import casework.money
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0016_needs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("noted", "Noted"),
                            ("filed", "Filed"),
                            ("granted", "Granted, not received yet"),
                            ("part", "Received in part"),
                            ("received", "Received"),
                            ("refused", "Refused"),
                            ("withdrawn", "Not followed any more"),
                        ],
                        default="noted",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("wages", "Unpaid wages"),
                            ("compensation", "Compensation"),
                            ("documents", "Papers to be handed back"),
                        ],
                        max_length=16,
                        verbose_name="What is owed",
                    ),
                ),
                (
                    "against_kind",
                    models.CharField(
                        choices=[
                            ("employer", "Who ran the work there"),
                            ("broker", "Recruiter, agent or broker"),
                            ("convicted", "Somebody who was convicted"),
                            ("fund", "A fund of the state"),
                            ("authority", "An authority that holds it"),
                            ("other", "Somebody else"),
                        ],
                        max_length=10,
                        verbose_name="Against whom",
                    ),
                ),
                (
                    "against",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Name of the person or office"
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True,
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
                (
                    "amount",
                    casework.money.AmountField(
                        blank=True, decimal_places=8, max_digits=24, null=True, verbose_name="Amount that is asked for"
                    ),
                ),
                (
                    "papers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("passport", "Passport"),
                                ("emergency_travel_document", "Emergency passport or travel document"),
                                ("certificate_of_identity", "Certificate of identity"),
                                ("laissez_passer", "Laissez-passer"),
                                ("temporary_border_pass", "Border pass"),
                                ("refugee_travel_document", "Refugee travel document (1951 Convention)"),
                                ("stateless_travel_document", "Stateless person travel document (1954 Convention)"),
                                ("national_id", "National identity card"),
                                ("birth_certificate", "Birth certificate"),
                                ("seaman_book", "Seafarer document"),
                                ("allow_departure_order", "Departure order without penalty"),
                                ("none", "None held"),
                                ("held_by_trafficker", "Held by trafficker"),
                                ("held_by_authority", "Held by authority"),
                                ("suspected_false", "Suspected false or fraudulently stamped"),
                            ],
                            max_length=40,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Which papers",
                    ),
                ),
                (
                    "grounds",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Work, months, what was promised. Not the story.",
                        null=True,
                        verbose_name="What it rests on",
                    ),
                ),
                (
                    "agreed_on",
                    models.DateField(
                        blank=True,
                        help_text="Nothing is filed without it.",
                        null=True,
                        verbose_name="The person wants this; asked on",
                    ),
                ),
                ("filed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="Filed on")),
                (
                    "filed_with",
                    accounts.vault.EncryptedTextField(blank=True, editable=False, null=True, verbose_name="Filed with"),
                ),
                (
                    "file_number",
                    accounts.vault.EncryptedTextField(
                        blank=True, editable=False, null=True, verbose_name="Their file number"
                    ),
                ),
                ("answered_on", models.DateField(blank=True, editable=False, null=True, verbose_name="Answered on")),
                (
                    "granted",
                    casework.money.AmountField(
                        blank=True, decimal_places=8, editable=False, max_digits=24, null=True, verbose_name="Granted"
                    ),
                ),
                (
                    "received",
                    casework.money.AmountField(
                        blank=True,
                        decimal_places=8,
                        editable=False,
                        max_digits=24,
                        null=True,
                        verbose_name="Received so far",
                    ),
                ),
                ("received_on", models.DateField(blank=True, editable=False, null=True, verbose_name="Received on")),
                (
                    "result",
                    accounts.vault.EncryptedTextField(
                        blank=True, editable=False, null=True, verbose_name="What came of it"
                    ),
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
            name="Hearing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("on", models.DateField(verbose_name="Day")),
                ("hour", models.TimeField(blank=True, null=True, verbose_name="Hour, if it is known")),
                (
                    "court",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Where, and before whom"),
                ),
                ("subject", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What it is about")),
                (
                    "lawyer",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Lawyer who comes along"),
                ),
                ("interpreter", models.BooleanField(default=False, verbose_name="An interpreter is arranged")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("held", "It was held; nothing decided yet"),
                            ("decided", "Decided"),
                            ("postponed", "Postponed"),
                            ("cancelled", "It did not take place"),
                        ],
                        max_length=10,
                        verbose_name="What came of it",
                    ),
                ),
                (
                    "result_words",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="In a sentence"),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", accounts.fields.VersionField(default=1, editable=False)),
            ],
            options={
                "ordering": ["on", "hour", "pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalClaim",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("noted", "Noted"),
                            ("filed", "Filed"),
                            ("granted", "Granted, not received yet"),
                            ("part", "Received in part"),
                            ("received", "Received"),
                            ("refused", "Refused"),
                            ("withdrawn", "Not followed any more"),
                        ],
                        default="noted",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("wages", "Unpaid wages"),
                            ("compensation", "Compensation"),
                            ("documents", "Papers to be handed back"),
                        ],
                        max_length=16,
                        verbose_name="What is owed",
                    ),
                ),
                (
                    "against_kind",
                    models.CharField(
                        choices=[
                            ("employer", "Who ran the work there"),
                            ("broker", "Recruiter, agent or broker"),
                            ("convicted", "Somebody who was convicted"),
                            ("fund", "A fund of the state"),
                            ("authority", "An authority that holds it"),
                            ("other", "Somebody else"),
                        ],
                        max_length=10,
                        verbose_name="Against whom",
                    ),
                ),
                (
                    "against",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="Name of the person or office"
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True,
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
                (
                    "amount",
                    casework.money.AmountField(
                        blank=True, decimal_places=8, max_digits=24, null=True, verbose_name="Amount that is asked for"
                    ),
                ),
                (
                    "papers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("passport", "Passport"),
                                ("emergency_travel_document", "Emergency passport or travel document"),
                                ("certificate_of_identity", "Certificate of identity"),
                                ("laissez_passer", "Laissez-passer"),
                                ("temporary_border_pass", "Border pass"),
                                ("refugee_travel_document", "Refugee travel document (1951 Convention)"),
                                ("stateless_travel_document", "Stateless person travel document (1954 Convention)"),
                                ("national_id", "National identity card"),
                                ("birth_certificate", "Birth certificate"),
                                ("seaman_book", "Seafarer document"),
                                ("allow_departure_order", "Departure order without penalty"),
                                ("none", "None held"),
                                ("held_by_trafficker", "Held by trafficker"),
                                ("held_by_authority", "Held by authority"),
                                ("suspected_false", "Suspected false or fraudulently stamped"),
                            ],
                            max_length=40,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Which papers",
                    ),
                ),
                (
                    "grounds",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Work, months, what was promised. Not the story.",
                        null=True,
                        verbose_name="What it rests on",
                    ),
                ),
                (
                    "agreed_on",
                    models.DateField(
                        blank=True,
                        help_text="Nothing is filed without it.",
                        null=True,
                        verbose_name="The person wants this; asked on",
                    ),
                ),
                ("filed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="Filed on")),
                (
                    "filed_with",
                    accounts.vault.EncryptedTextField(blank=True, editable=False, null=True, verbose_name="Filed with"),
                ),
                (
                    "file_number",
                    accounts.vault.EncryptedTextField(
                        blank=True, editable=False, null=True, verbose_name="Their file number"
                    ),
                ),
                ("answered_on", models.DateField(blank=True, editable=False, null=True, verbose_name="Answered on")),
                (
                    "granted",
                    casework.money.AmountField(
                        blank=True, decimal_places=8, editable=False, max_digits=24, null=True, verbose_name="Granted"
                    ),
                ),
                (
                    "received",
                    casework.money.AmountField(
                        blank=True,
                        decimal_places=8,
                        editable=False,
                        max_digits=24,
                        null=True,
                        verbose_name="Received so far",
                    ),
                ),
                ("received_on", models.DateField(blank=True, editable=False, null=True, verbose_name="Received on")),
                (
                    "result",
                    accounts.vault.EncryptedTextField(
                        blank=True, editable=False, null=True, verbose_name="What came of it"
                    ),
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
                "verbose_name": "historical claim",
                "verbose_name_plural": "historical claims",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHearing",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("on", models.DateField(verbose_name="Day")),
                ("hour", models.TimeField(blank=True, null=True, verbose_name="Hour, if it is known")),
                (
                    "court",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Where, and before whom"),
                ),
                ("subject", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="What it is about")),
                (
                    "lawyer",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Lawyer who comes along"),
                ),
                ("interpreter", models.BooleanField(default=False, verbose_name="An interpreter is arranged")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("held", "It was held; nothing decided yet"),
                            ("decided", "Decided"),
                            ("postponed", "Postponed"),
                            ("cancelled", "It did not take place"),
                        ],
                        max_length=10,
                        verbose_name="What came of it",
                    ),
                ),
                (
                    "result_words",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="In a sentence"),
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
                "verbose_name": "historical hearing",
                "verbose_name_plural": "historical hearings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPenalty",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("recorded", "Recorded"),
                            ("letter_drafted", "Letter drafted"),
                            ("letter_approved", "Letter approved, not sent yet"),
                            ("sent", "Letter sent"),
                            ("pending", "Not decided yet"),
                            ("waived", "Waived"),
                            ("reduced", "Reduced"),
                            ("upheld", "Upheld"),
                            ("pardoned", "Pardoned"),
                            ("expunged", "Expunged"),
                        ],
                        default="recorded",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("overstay_fine", "Overstay fine"),
                            ("illegal_entry_charge", "Illegal entry charge"),
                            ("illegal_stay_charge", "Illegal stay charge"),
                            ("illegal_work_charge", "Work without permit"),
                            ("re_entry_ban", "Re-entry ban or blacklist"),
                            ("deportation_order", "Deportation or removal order"),
                            ("immigration_detention", "Immigration detention"),
                            ("criminal_detention", "Arrest or pre-trial detention"),
                            ("prison_sentence", "Prison sentence"),
                            ("cybercrime_charge", "Cybercrime or fraud charge"),
                            ("money_laundering_charge", "Money laundering charge"),
                            ("organised_crime_charge", "Organised crime or conspiracy charge"),
                            ("trafficking_charge_victim", "Trafficking charge against a person who is also a victim"),
                            ("irregular_exit_charge", "Irregular exit or re-entry charge at home"),
                            ("bond_payment", "Bond payment on return"),
                            ("electronic_tagging", "Electronic tagging"),
                            ("administrative_penalty", "Administrative penalty on return"),
                            ("passport_cancelled", "Passport cancelled or denied"),
                            ("public_naming", "Public disclosure or shaming"),
                            ("detention_charges", "Charged for food, bedding, phone or release"),
                        ],
                        max_length=40,
                        verbose_name="What it is",
                    ),
                ),
                (
                    "country",
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
                        verbose_name="In which country",
                    ),
                ),
                ("at_home", models.BooleanField(default=False, verbose_name="In the person's own country")),
                (
                    "authority_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("police", "Police"),
                            ("immigration", "Immigration"),
                            ("prosecution", "Prosecution"),
                            ("court", "Court"),
                            ("labour", "Labour office"),
                            ("mission", "Embassy or consulate"),
                            ("armed_group", "Armed group"),
                            ("other", "Another office"),
                        ],
                        max_length=12,
                        verbose_name="Who punishes",
                    ),
                ),
                (
                    "authority",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Name of the office"),
                ),
                (
                    "file_number",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="As it stands on their paper.",
                        null=True,
                        verbose_name="Their file number",
                    ),
                ),
                ("imposed_on", models.DateField(blank=True, null=True, verbose_name="Day of the decision or charge")),
                ("begun_on", models.DateField(blank=True, null=True, verbose_name="From")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="Until, as ordered")),
                ("released_on", models.DateField(blank=True, null=True, verbose_name="Released on")),
                (
                    "place",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Name of the place, wing, cell. Not an address of ours.",
                        null=True,
                        verbose_name="Where the person is held",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True,
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
                (
                    "amount",
                    casework.money.AmountField(
                        blank=True, decimal_places=8, max_digits=24, null=True, verbose_name="Amount"
                    ),
                ),
                (
                    "paid",
                    casework.money.AmountField(
                        blank=True, decimal_places=8, max_digits=24, null=True, verbose_name="Paid so far"
                    ),
                ),
                (
                    "daily",
                    casework.money.AmountField(
                        blank=True, decimal_places=8, max_digits=24, null=True, verbose_name="Grows every day by"
                    ),
                ),
                (
                    "cap",
                    casework.money.AmountField(
                        blank=True, decimal_places=8, max_digits=24, null=True, verbose_name="At most"
                    ),
                ),
                ("ban_years", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Years")),
                ("sentence_months", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Months")),
                (
                    "assessment",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Grounds only, not the story.",
                        null=True,
                        verbose_name="Why non-punishment applies",
                    ),
                ),
                ("more", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="More on it")),
                ("outcome_on", models.DateField(blank=True, editable=False, null=True, verbose_name="Decided on")),
                (
                    "outcome_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, editable=False, null=True, verbose_name="What they decided, and who told us"
                    ),
                ),
                ("letter", models.UUIDField(editable=False, null=True)),
                ("letter_at", models.DateTimeField(editable=False, null=True)),
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
                "verbose_name": "historical penalty",
                "verbose_name_plural": "historical penaltys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalVisit",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("on", models.DateField(verbose_name="Day of the visit")),
                ("asked_on", models.DateField(blank=True, null=True, verbose_name="Asked for on")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("seen", "Seen"),
                            ("declined", "The person did not want the visit"),
                            ("refused", "They did not let us in"),
                            ("not_there", "They said that the person is not there"),
                            ("moved", "Moved to another place"),
                            ("released", "The person was released"),
                        ],
                        max_length=10,
                        verbose_name="Was the person seen?",
                    ),
                ),
                ("last_seen_on", models.DateField(blank=True, null=True, verbose_name="Last seen by anybody on")),
                ("seen_by", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="By whom")),
                (
                    "condition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("well", "As well as can be"),
                            ("worse", "Worse than before"),
                            ("doctor_today", "Needs a doctor today"),
                            ("hurt", "Says that somebody hurt them there"),
                            ("unknown", "Could not be told"),
                        ],
                        max_length=12,
                        verbose_name="How the person is",
                    ),
                ),
                ("health", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Health, in words")),
                ("moved_to", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Moved to where")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="Next visit on")),
                (
                    "more",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What was said, and what the person asks for"
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
                "verbose_name": "historical visit",
                "verbose_name_plural": "historical visits",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Penalty",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("recorded", "Recorded"),
                            ("letter_drafted", "Letter drafted"),
                            ("letter_approved", "Letter approved, not sent yet"),
                            ("sent", "Letter sent"),
                            ("pending", "Not decided yet"),
                            ("waived", "Waived"),
                            ("reduced", "Reduced"),
                            ("upheld", "Upheld"),
                            ("pardoned", "Pardoned"),
                            ("expunged", "Expunged"),
                        ],
                        default="recorded",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("overstay_fine", "Overstay fine"),
                            ("illegal_entry_charge", "Illegal entry charge"),
                            ("illegal_stay_charge", "Illegal stay charge"),
                            ("illegal_work_charge", "Work without permit"),
                            ("re_entry_ban", "Re-entry ban or blacklist"),
                            ("deportation_order", "Deportation or removal order"),
                            ("immigration_detention", "Immigration detention"),
                            ("criminal_detention", "Arrest or pre-trial detention"),
                            ("prison_sentence", "Prison sentence"),
                            ("cybercrime_charge", "Cybercrime or fraud charge"),
                            ("money_laundering_charge", "Money laundering charge"),
                            ("organised_crime_charge", "Organised crime or conspiracy charge"),
                            ("trafficking_charge_victim", "Trafficking charge against a person who is also a victim"),
                            ("irregular_exit_charge", "Irregular exit or re-entry charge at home"),
                            ("bond_payment", "Bond payment on return"),
                            ("electronic_tagging", "Electronic tagging"),
                            ("administrative_penalty", "Administrative penalty on return"),
                            ("passport_cancelled", "Passport cancelled or denied"),
                            ("public_naming", "Public disclosure or shaming"),
                            ("detention_charges", "Charged for food, bedding, phone or release"),
                        ],
                        max_length=40,
                        verbose_name="What it is",
                    ),
                ),
                (
                    "country",
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
                        verbose_name="In which country",
                    ),
                ),
                ("at_home", models.BooleanField(default=False, verbose_name="In the person's own country")),
                (
                    "authority_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("police", "Police"),
                            ("immigration", "Immigration"),
                            ("prosecution", "Prosecution"),
                            ("court", "Court"),
                            ("labour", "Labour office"),
                            ("mission", "Embassy or consulate"),
                            ("armed_group", "Armed group"),
                            ("other", "Another office"),
                        ],
                        max_length=12,
                        verbose_name="Who punishes",
                    ),
                ),
                (
                    "authority",
                    accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Name of the office"),
                ),
                (
                    "file_number",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="As it stands on their paper.",
                        null=True,
                        verbose_name="Their file number",
                    ),
                ),
                ("imposed_on", models.DateField(blank=True, null=True, verbose_name="Day of the decision or charge")),
                ("begun_on", models.DateField(blank=True, null=True, verbose_name="From")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="Until, as ordered")),
                ("released_on", models.DateField(blank=True, null=True, verbose_name="Released on")),
                (
                    "place",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Name of the place, wing, cell. Not an address of ours.",
                        null=True,
                        verbose_name="Where the person is held",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True,
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
                (
                    "amount",
                    casework.money.AmountField(
                        blank=True, decimal_places=8, max_digits=24, null=True, verbose_name="Amount"
                    ),
                ),
                (
                    "paid",
                    casework.money.AmountField(
                        blank=True, decimal_places=8, max_digits=24, null=True, verbose_name="Paid so far"
                    ),
                ),
                (
                    "daily",
                    casework.money.AmountField(
                        blank=True, decimal_places=8, max_digits=24, null=True, verbose_name="Grows every day by"
                    ),
                ),
                (
                    "cap",
                    casework.money.AmountField(
                        blank=True, decimal_places=8, max_digits=24, null=True, verbose_name="At most"
                    ),
                ),
                ("ban_years", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Years")),
                ("sentence_months", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Months")),
                (
                    "assessment",
                    accounts.vault.EncryptedTextField(
                        blank=True,
                        help_text="Grounds only, not the story.",
                        null=True,
                        verbose_name="Why non-punishment applies",
                    ),
                ),
                ("more", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="More on it")),
                ("outcome_on", models.DateField(blank=True, editable=False, null=True, verbose_name="Decided on")),
                (
                    "outcome_words",
                    accounts.vault.EncryptedTextField(
                        blank=True, editable=False, null=True, verbose_name="What they decided, and who told us"
                    ),
                ),
                ("letter", models.UUIDField(editable=False, null=True)),
                ("letter_at", models.DateTimeField(editable=False, null=True)),
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
            name="Visit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("on", models.DateField(verbose_name="Day of the visit")),
                ("asked_on", models.DateField(blank=True, null=True, verbose_name="Asked for on")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("seen", "Seen"),
                            ("declined", "The person did not want the visit"),
                            ("refused", "They did not let us in"),
                            ("not_there", "They said that the person is not there"),
                            ("moved", "Moved to another place"),
                            ("released", "The person was released"),
                        ],
                        max_length=10,
                        verbose_name="Was the person seen?",
                    ),
                ),
                ("last_seen_on", models.DateField(blank=True, null=True, verbose_name="Last seen by anybody on")),
                ("seen_by", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="By whom")),
                (
                    "condition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("well", "As well as can be"),
                            ("worse", "Worse than before"),
                            ("doctor_today", "Needs a doctor today"),
                            ("hurt", "Says that somebody hurt them there"),
                            ("unknown", "Could not be told"),
                        ],
                        max_length=12,
                        verbose_name="How the person is",
                    ),
                ),
                ("health", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Health, in words")),
                ("moved_to", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Moved to where")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="Next visit on")),
                (
                    "more",
                    accounts.vault.EncryptedTextField(
                        blank=True, null=True, verbose_name="What was said, and what the person asks for"
                    ),
                ),
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
            model_name="todo",
            name="casework_todo_version",
        ),
        migrations.RemoveConstraint(
            model_name="todo",
            name="casework_todo_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="todo",
            name="casework_todo_history",
        ),
        migrations.AddField(
            model_name="historicaltodo",
            name="about",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="todo",
            name="about",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="todo",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "kind", "about", "raised_by_id", "raised_at"],
                name="casework_todo_version",
                revision="0e736e33",
            ),
        ),
        migrations.AddConstraint(
            model_name="todo",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("about__isnull", True), ("done_at__isnull", True), models.Q(("kind", "own"), _negated=True)
                ),
                fields=("case", "kind"),
                name="casework_todo_one_open",
                violation_error_message="This is on the list already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="todo",
            constraint=models.UniqueConstraint(
                condition=models.Q(("about__isnull", False), ("done_at__isnull", True)),
                fields=("case", "kind", "about"),
                name="casework_todo_one_open_of_row",
                violation_error_message="This is on the list already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="todo",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "kind",
                    "about",
                    "title",
                    "owner_id",
                    "raised_by_id",
                    "raised_at",
                    "due_on",
                    "done_at",
                    "done_by_id",
                    "version",
                ],
                history="casework_historicaltodo",
                key="id",
                name="casework_todo_history",
                only_changes=False,
                revision="eb59d6cb",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="noted_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="hearing",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="hearing",
            name="claim",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="hearings",
                to="casework.claim",
            ),
        ),
        migrations.AddField(
            model_name="hearing",
            name="noted_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalclaim",
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
            model_name="historicalclaim",
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
            model_name="historicalclaim",
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
            model_name="historicalhearing",
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
            model_name="historicalhearing",
            name="claim",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.claim",
            ),
        ),
        migrations.AddField(
            model_name="historicalhearing",
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
            model_name="historicalhearing",
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
            model_name="historicalpenalty",
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
            model_name="historicalpenalty",
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
            model_name="historicalpenalty",
            name="letter_by",
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
            model_name="historicalpenalty",
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
            model_name="historicalvisit",
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
            model_name="historicalvisit",
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
            model_name="historicalvisit",
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
            model_name="penalty",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="penalty",
            name="letter_by",
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
            model_name="penalty",
            name="noted_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalvisit",
            name="penalty",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.penalty",
            ),
        ),
        migrations.AddField(
            model_name="historicalhearing",
            name="penalty",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.penalty",
            ),
        ),
        migrations.AddField(
            model_name="hearing",
            name="penalty",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="hearings",
                to="casework.penalty",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="noted_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="penalty",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="visits",
                to="casework.penalty",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_claim_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "noted_by_id"], name="casework_claim_version", revision="b8524f9d"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS access_insert ON {table};DROP TRIGGER IF EXISTS access_update ON {table};DROP TRIGGER IF EXISTS access_delete ON {table}; DROP FUNCTION IF EXISTS {table}_access();",
                make="\nCREATE OR REPLACE FUNCTION {table}_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  IF TG_OP = 'INSERT' THEN PERFORM refresh_access((SELECT array_agg(DISTINCT case_id) FROM fresh), false);\n  ELSIF TG_OP = 'DELETE' THEN PERFORM refresh_access((SELECT array_agg(DISTINCT case_id) FROM gone));\n  ELSE PERFORM refresh_access((SELECT array_agg(DISTINCT x.id) FROM (SELECT case_id FROM fresh UNION SELECT case_id FROM gone) x(id)));\n  END IF;\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_access() FROM PUBLIC;\nCREATE TRIGGER access_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nALTER FUNCTION {table}_access() OWNER TO keeper;",
                name="casework_claim_access",
                revision="f3eb29a6",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                name="casework_claim_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("granted__isnull", True), ("granted__gte", 0), _connector="OR"),
                name="casework_claim_granted",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("received__isnull", True), ("received__gte", 0), _connector="OR"),
                name="casework_claim_received",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "status",
                    "since",
                    "kind",
                    "against_kind",
                    "against",
                    "currency",
                    "amount",
                    "papers",
                    "grounds",
                    "agreed_on",
                    "filed_on",
                    "filed_with",
                    "file_number",
                    "answered_on",
                    "granted",
                    "received",
                    "received_on",
                    "result",
                    "noted_by_id",
                    "noted_at",
                    "ended_at",
                    "version",
                ],
                history="casework_historicalclaim",
                key="id",
                name="casework_claim_history",
                only_changes=False,
                revision="0a07c003",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalclaim",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalclaim_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalclaim",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalclaim_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalpenalty",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalpenalty_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalpenalty",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalpenalty_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddIndex(
            model_name="penalty",
            index=models.Index(
                condition=models.Q(
                    ("begun_on__isnull", False),
                    ("kind__in", ("immigration_detention", "criminal_detention", "prison_sentence")),
                    ("released_on__isnull", True),
                ),
                fields=["begun_on", "id"],
                name="casework_penalty_held",
            ),
        ),
        migrations.AddConstraint(
            model_name="penalty",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_penalty_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="penalty",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "noted_by_id"], name="casework_penalty_version", revision="b8524f9d"
            ),
        ),
        migrations.AddConstraint(
            model_name="penalty",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS access_insert ON {table};DROP TRIGGER IF EXISTS access_update ON {table};DROP TRIGGER IF EXISTS access_delete ON {table}; DROP FUNCTION IF EXISTS {table}_access();",
                make="\nCREATE OR REPLACE FUNCTION {table}_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  IF TG_OP = 'INSERT' THEN PERFORM refresh_access((SELECT array_agg(DISTINCT case_id) FROM fresh), false);\n  ELSIF TG_OP = 'DELETE' THEN PERFORM refresh_access((SELECT array_agg(DISTINCT case_id) FROM gone));\n  ELSE PERFORM refresh_access((SELECT array_agg(DISTINCT x.id) FROM (SELECT case_id FROM fresh UNION SELECT case_id FROM gone) x(id)));\n  END IF;\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_access() FROM PUBLIC;\nCREATE TRIGGER access_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nCREATE TRIGGER access_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION {table}_access();\nALTER FUNCTION {table}_access() OWNER TO keeper;",
                name="casework_penalty_access",
                revision="f3eb29a6",
            ),
        ),
        migrations.AddConstraint(
            model_name="penalty",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                name="casework_penalty_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="penalty",
            constraint=models.CheckConstraint(
                condition=models.Q(("paid__isnull", True), ("paid__gte", 0), _connector="OR"),
                name="casework_penalty_paid",
            ),
        ),
        migrations.AddConstraint(
            model_name="penalty",
            constraint=models.CheckConstraint(
                condition=models.Q(("daily__isnull", True), ("daily__gte", 0), _connector="OR"),
                name="casework_penalty_daily",
            ),
        ),
        migrations.AddConstraint(
            model_name="penalty",
            constraint=models.CheckConstraint(
                condition=models.Q(("cap__isnull", True), ("cap__gte", 0), _connector="OR"), name="casework_penalty_cap"
            ),
        ),
        migrations.AddConstraint(
            model_name="penalty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("released_on__isnull", True),
                    ("begun_on__isnull", True),
                    ("released_on__gte", models.F("begun_on")),
                    _connector="OR",
                ),
                name="casework_penalty_released_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="penalty",
            constraint=models.CheckConstraint(
                condition=models.Q(("daily__isnull", True), ("cap__isnull", False), _connector="OR"),
                name="casework_penalty_grows_to_a_cap",
            ),
        ),
        migrations.AddConstraint(
            model_name="penalty",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "status",
                    "since",
                    "kind",
                    "country",
                    "at_home",
                    "authority_kind",
                    "authority",
                    "file_number",
                    "imposed_on",
                    "begun_on",
                    "until_on",
                    "released_on",
                    "place",
                    "currency",
                    "amount",
                    "paid",
                    "daily",
                    "cap",
                    "ban_years",
                    "sentence_months",
                    "assessment",
                    "more",
                    "outcome_on",
                    "outcome_words",
                    "letter",
                    "letter_by_id",
                    "letter_at",
                    "noted_by_id",
                    "noted_at",
                    "ended_at",
                    "version",
                ],
                history="casework_historicalpenalty",
                key="id",
                name="casework_penalty_history",
                only_changes=False,
                revision="d7d267ab",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalvisit",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalvisit_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalvisit",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalvisit_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalhearing",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_historicalhearing_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalhearing",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="casework_historicalhearing_frozen", revision="2d20bc05"
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_hearing_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "noted_by_id", "penalty_id", "claim_id"],
                name="casework_hearing_version",
                revision="76e95038",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("claim__isnull", True), ("penalty__isnull", False)),
                    models.Q(("claim__isnull", False), ("penalty__isnull", True)),
                    _connector="OR",
                ),
                name="casework_hearing_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "penalty_id",
                    "claim_id",
                    "on",
                    "hour",
                    "court",
                    "subject",
                    "lawyer",
                    "interpreter",
                    "result",
                    "result_words",
                    "noted_by_id",
                    "noted_at",
                    "version",
                ],
                history="casework_historicalhearing",
                key="id",
                name="casework_hearing_history",
                only_changes=False,
                revision="3113a2d2",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="casework_visit_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "noted_by_id", "penalty_id"], name="casework_visit_version", revision="6740da04"
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "penalty_id",
                    "on",
                    "asked_on",
                    "outcome",
                    "last_seen_on",
                    "seen_by",
                    "condition",
                    "health",
                    "moved_to",
                    "next_on",
                    "more",
                    "noted_by_id",
                    "noted_at",
                    "version",
                ],
                history="casework_historicalvisit",
                key="id",
                name="casework_visit_history",
                only_changes=False,
                revision="78010a0d",
            ),
        ),
    ]
    operations = together(operations)

"""Screenings and the answers they rest on."""

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
import screening.catalogue
from accounts.together import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casework", "0001_first"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Screening",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_progress", "Under way"),
                            ("stopped", "Stopped"),
                            ("submitted", "Waiting for review"),
                            ("returned", "Returned with a question"),
                            ("override_proposed", "Waiting for a second supervisor"),
                            ("confirmed", "Confirmed"),
                            ("overridden", "Decided otherwise"),
                            ("superseded", "Replaced by a newer one"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                        verbose_name="Status",
                    ),
                ),
                ("catalogue_version", models.PositiveSmallIntegerField(default=1, editable=False)),
                ("rule_version", models.PositiveSmallIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("started_at", models.DateTimeField(editable=False, null=True, verbose_name="Began")),
                (
                    "setting_checked",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="Place, listeners, interpreter and urgent needs were seen to first",
                    ),
                ),
                (
                    "accompanied_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("child_protection_officer", "A child protection officer"),
                            ("guardian", "The guardian"),
                        ],
                        editable=False,
                        max_length=30,
                        verbose_name="Who is with the child",
                    ),
                ),
                (
                    "hindrance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("refused", "The person does not want to be interviewed"),
                            ("stopped", "The person asked to stop, or was distressed"),
                            ("unsafe", "It was not safe"),
                            ("withdrawn", "The person took back their yes to the interview"),
                        ],
                        editable=False,
                        max_length=30,
                        verbose_name="Why the person cannot be screened",
                    ),
                ),
                (
                    "act_complete",
                    models.BooleanField(
                        default=False, verbose_name="Act: this part was gone through as far as the person wanted"
                    ),
                ),
                (
                    "means_complete",
                    models.BooleanField(
                        default=False, verbose_name="Means: this part was gone through as far as the person wanted"
                    ),
                ),
                (
                    "purpose_complete",
                    models.BooleanField(
                        default=False, verbose_name="Purpose: this part was gone through as far as the person wanted"
                    ),
                ),
                (
                    "age_at_screening",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Age now, in years"),
                ),
                (
                    "age_at_recruitment",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Youngest age at any act or exploitation, in years"
                    ),
                ),
                (
                    "age_disputed",
                    models.BooleanField(
                        default=False, verbose_name="The age is in doubt, and there is reason to think of a child"
                    ),
                ),
                (
                    "trafficking_defence",
                    models.BooleanField(
                        default=False, verbose_name="The person or their lawyer has said that they were trafficked"
                    ),
                ),
                (
                    "vulnerability_flags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("child", "Child"),
                                ("age_disputed", "Age disputed or unknown"),
                                ("unaccompanied_child", "Unaccompanied or separated child"),
                                ("gbv_survivor", "Survivor of sexual or gender-based violence"),
                                ("torture_survivor", "Survivor of torture"),
                                ("lgbtiq", "Sexual orientation or gender identity at risk"),
                                ("stateless", "Stateless or no documents"),
                                ("asylum_seeker_refugee", "Asylum seeker or refugee"),
                                ("persecution_risk", "Political, ethnic or religious persecution risk"),
                                ("human_rights_defender", "Activist, defender or resistance participant"),
                                ("irregular_status", "Irregular migration status"),
                                ("detained", "Held in detention"),
                                ("no_language", "No shared language with services"),
                                ("no_embassy", "No embassy in country"),
                                ("destitute", "No money, shelter or food"),
                                ("economic_hardship", "Economic hardship"),
                                ("household_debt", "Family debt (including ransom paid)"),
                                ("dependants", "Dependants"),
                                ("family_violence", "Violence at home"),
                                ("family_involved", "Family involved in recruitment"),
                                ("community_stigma", "Stigma in community"),
                                ("conflict_area", "Conflict in home area"),
                                ("trafficker_contact", "Traffickers know identity or address"),
                                ("witness", "Potential witness"),
                            ],
                            max_length=40,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="What makes the person vulnerable",
                    ),
                ),
                (
                    "return_risk_factors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("persecution", "Persecution for political, ethnic, religious or other reason"),
                                ("torture_risk", "Risk of torture or ill-treatment"),
                                ("armed_conflict", "Armed conflict or general insecurity in area of return"),
                                ("forced_conscription", "Risk of forced conscription"),
                                ("enforced_disappearance", "Risk of disappearance"),
                                ("death_penalty", "Risk of death penalty"),
                                ("trafficker_reprisal", "Reprisal by traffickers"),
                                ("retrafficking", "Risk of being trafficked again"),
                                ("family_complicit", "Family or community involved"),
                                ("prosecution_home", "Prosecution at home for acts while trafficked"),
                                ("prosecution_emigration", "Charge for irregular exit or re-entry"),
                                ("bond_or_tagging", "Bond or tagging on return"),
                                ("creditor_reprisal", "Reprisal by lenders"),
                                ("ransom_debt", "Debt from ransom"),
                                ("stigma", "Stigma or rejection"),
                                ("public_exposure", "Name made public"),
                                ("no_services", "No services in area of return"),
                                ("gbv_home", "Violence at home"),
                                ("no_livelihood", "No livelihood"),
                                ("statelessness", "Right of return not established"),
                                ("child_no_safe_care", "No safe care arrangement for child"),
                                ("witness_intimidation", "Intimidation as witness"),
                            ],
                            max_length=40,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Risks on return",
                    ),
                ),
                (
                    "health_marks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("pregnant", "Pregnant or with infant"),
                                ("serious_medical", "Serious illness or injury"),
                                ("disability", "Disability"),
                                ("mental_health", "Severe distress or mental health condition"),
                                ("suicide_risk", "Suicide risk"),
                                ("substance_dependency", "Substance dependency"),
                                ("medical_continuity", "Treatment not available"),
                                ("suicide_self_harm", "Suicide or self-harm risk"),
                            ],
                            max_length=40,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Marks of health",
                    ),
                ),
                (
                    "declined",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=160), default=list, editable=False, size=None
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="Sent")),
                (
                    "profile",
                    models.CharField(
                        blank=True,
                        choices=[("adult", "Adult"), ("child", "Child")],
                        editable=False,
                        max_length=30,
                        verbose_name="Profile",
                    ),
                ),
                ("levels", models.JSONField(default=dict, editable=False)),
                ("counts", models.JSONField(default=dict, editable=False)),
                (
                    "rule_outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("trafficking_indicated", "Presumed victim: all required elements positive"),
                            ("further_assessment", "Possible victim: more assessment needed"),
                            ("vulnerable_not_trafficked", "Not trafficked on present facts, but needs protection"),
                            ("no_indication", "No indication of trafficking or protection need"),
                            ("unable_to_screen", "Screening not possible (declined, withdrawn, unfit)"),
                        ],
                        editable=False,
                        max_length=30,
                        verbose_name="Outcome of the rule",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("trafficking_indicated", "Presumed victim: all required elements positive"),
                            ("further_assessment", "Possible victim: more assessment needed"),
                            ("vulnerable_not_trafficked", "Not trafficked on present facts, but needs protection"),
                            ("no_indication", "No indication of trafficking or protection need"),
                            ("unable_to_screen", "Screening not possible (declined, withdrawn, unfit)"),
                        ],
                        editable=False,
                        max_length=30,
                        verbose_name="Outcome",
                    ),
                ),
                (
                    "reasonable_grounds",
                    models.BooleanField(default=False, editable=False, verbose_name="Reasonable grounds"),
                ),
                (
                    "protection_presumed",
                    models.BooleanField(default=False, editable=False, verbose_name="Protection presumed"),
                ),
                (
                    "proposed_outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("trafficking_indicated", "Presumed victim: all required elements positive"),
                            ("further_assessment", "Possible victim: more assessment needed"),
                            ("vulnerable_not_trafficked", "Not trafficked on present facts, but needs protection"),
                            ("no_indication", "No indication of trafficking or protection need"),
                            ("unable_to_screen", "Screening not possible (declined, withdrawn, unfit)"),
                        ],
                        editable=False,
                        max_length=30,
                        verbose_name="Outcome that was proposed instead",
                    ),
                ),
                ("decided_at", models.DateTimeField(editable=False, null=True, verbose_name="Decided")),
                (
                    "decision_reason",
                    accounts.vault.EncryptedTextField(
                        blank=True, editable=False, null=True, verbose_name="Why the supervisor decided so"
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
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Decided by",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="First supervisor",
                    ),
                ),
                (
                    "screener",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Who screens",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Sent by",
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
            name="IndicatorAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        choices=screening.catalogue.choices, editable=False, max_length=10, verbose_name="Sign"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "Present"),
                            ("absent", "Absent"),
                            ("unknown", "Unknown"),
                            ("not_asked", "Not asked"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="State",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("testimony", "The person told us"),
                            ("document", "A paper or picture"),
                            ("observation", "Seen by us"),
                            ("other_agency", "Another agency"),
                            ("other_person", "Somebody else told us"),
                        ],
                        max_length=12,
                        verbose_name="Where it comes from",
                    ),
                ),
                ("note", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Note")),
                ("origin", models.JSONField(blank=True, default=dict, editable=False)),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                    "set_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "screening",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="screening.screening",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalIndicatorAnswer",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "code",
                    models.CharField(
                        choices=screening.catalogue.choices, editable=False, max_length=10, verbose_name="Sign"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "Present"),
                            ("absent", "Absent"),
                            ("unknown", "Unknown"),
                            ("not_asked", "Not asked"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="State",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("testimony", "The person told us"),
                            ("document", "A paper or picture"),
                            ("observation", "Seen by us"),
                            ("other_agency", "Another agency"),
                            ("other_person", "Somebody else told us"),
                        ],
                        max_length=12,
                        verbose_name="Where it comes from",
                    ),
                ),
                ("note", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Note")),
                ("origin", models.JSONField(blank=True, default=dict, editable=False)),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                    "set_by",
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
                    "screening",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="screening.screening",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical indicator answer",
                "verbose_name_plural": "historical indicator answers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalScreening",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("number", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_progress", "Under way"),
                            ("stopped", "Stopped"),
                            ("submitted", "Waiting for review"),
                            ("returned", "Returned with a question"),
                            ("override_proposed", "Waiting for a second supervisor"),
                            ("confirmed", "Confirmed"),
                            ("overridden", "Decided otherwise"),
                            ("superseded", "Replaced by a newer one"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                        verbose_name="Status",
                    ),
                ),
                ("catalogue_version", models.PositiveSmallIntegerField(default=1, editable=False)),
                ("rule_version", models.PositiveSmallIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("started_at", models.DateTimeField(editable=False, null=True, verbose_name="Began")),
                (
                    "setting_checked",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="Place, listeners, interpreter and urgent needs were seen to first",
                    ),
                ),
                (
                    "accompanied_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("child_protection_officer", "A child protection officer"),
                            ("guardian", "The guardian"),
                        ],
                        editable=False,
                        max_length=30,
                        verbose_name="Who is with the child",
                    ),
                ),
                (
                    "hindrance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("refused", "The person does not want to be interviewed"),
                            ("stopped", "The person asked to stop, or was distressed"),
                            ("unsafe", "It was not safe"),
                            ("withdrawn", "The person took back their yes to the interview"),
                        ],
                        editable=False,
                        max_length=30,
                        verbose_name="Why the person cannot be screened",
                    ),
                ),
                (
                    "act_complete",
                    models.BooleanField(
                        default=False, verbose_name="Act: this part was gone through as far as the person wanted"
                    ),
                ),
                (
                    "means_complete",
                    models.BooleanField(
                        default=False, verbose_name="Means: this part was gone through as far as the person wanted"
                    ),
                ),
                (
                    "purpose_complete",
                    models.BooleanField(
                        default=False, verbose_name="Purpose: this part was gone through as far as the person wanted"
                    ),
                ),
                (
                    "age_at_screening",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Age now, in years"),
                ),
                (
                    "age_at_recruitment",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Youngest age at any act or exploitation, in years"
                    ),
                ),
                (
                    "age_disputed",
                    models.BooleanField(
                        default=False, verbose_name="The age is in doubt, and there is reason to think of a child"
                    ),
                ),
                (
                    "trafficking_defence",
                    models.BooleanField(
                        default=False, verbose_name="The person or their lawyer has said that they were trafficked"
                    ),
                ),
                (
                    "vulnerability_flags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("child", "Child"),
                                ("age_disputed", "Age disputed or unknown"),
                                ("unaccompanied_child", "Unaccompanied or separated child"),
                                ("gbv_survivor", "Survivor of sexual or gender-based violence"),
                                ("torture_survivor", "Survivor of torture"),
                                ("lgbtiq", "Sexual orientation or gender identity at risk"),
                                ("stateless", "Stateless or no documents"),
                                ("asylum_seeker_refugee", "Asylum seeker or refugee"),
                                ("persecution_risk", "Political, ethnic or religious persecution risk"),
                                ("human_rights_defender", "Activist, defender or resistance participant"),
                                ("irregular_status", "Irregular migration status"),
                                ("detained", "Held in detention"),
                                ("no_language", "No shared language with services"),
                                ("no_embassy", "No embassy in country"),
                                ("destitute", "No money, shelter or food"),
                                ("economic_hardship", "Economic hardship"),
                                ("household_debt", "Family debt (including ransom paid)"),
                                ("dependants", "Dependants"),
                                ("family_violence", "Violence at home"),
                                ("family_involved", "Family involved in recruitment"),
                                ("community_stigma", "Stigma in community"),
                                ("conflict_area", "Conflict in home area"),
                                ("trafficker_contact", "Traffickers know identity or address"),
                                ("witness", "Potential witness"),
                            ],
                            max_length=40,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="What makes the person vulnerable",
                    ),
                ),
                (
                    "return_risk_factors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("persecution", "Persecution for political, ethnic, religious or other reason"),
                                ("torture_risk", "Risk of torture or ill-treatment"),
                                ("armed_conflict", "Armed conflict or general insecurity in area of return"),
                                ("forced_conscription", "Risk of forced conscription"),
                                ("enforced_disappearance", "Risk of disappearance"),
                                ("death_penalty", "Risk of death penalty"),
                                ("trafficker_reprisal", "Reprisal by traffickers"),
                                ("retrafficking", "Risk of being trafficked again"),
                                ("family_complicit", "Family or community involved"),
                                ("prosecution_home", "Prosecution at home for acts while trafficked"),
                                ("prosecution_emigration", "Charge for irregular exit or re-entry"),
                                ("bond_or_tagging", "Bond or tagging on return"),
                                ("creditor_reprisal", "Reprisal by lenders"),
                                ("ransom_debt", "Debt from ransom"),
                                ("stigma", "Stigma or rejection"),
                                ("public_exposure", "Name made public"),
                                ("no_services", "No services in area of return"),
                                ("gbv_home", "Violence at home"),
                                ("no_livelihood", "No livelihood"),
                                ("statelessness", "Right of return not established"),
                                ("child_no_safe_care", "No safe care arrangement for child"),
                                ("witness_intimidation", "Intimidation as witness"),
                            ],
                            max_length=40,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Risks on return",
                    ),
                ),
                (
                    "health_marks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("pregnant", "Pregnant or with infant"),
                                ("serious_medical", "Serious illness or injury"),
                                ("disability", "Disability"),
                                ("mental_health", "Severe distress or mental health condition"),
                                ("suicide_risk", "Suicide risk"),
                                ("substance_dependency", "Substance dependency"),
                                ("medical_continuity", "Treatment not available"),
                                ("suicide_self_harm", "Suicide or self-harm risk"),
                            ],
                            max_length=40,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Marks of health",
                    ),
                ),
                (
                    "declined",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=160), default=list, editable=False, size=None
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="Sent")),
                (
                    "profile",
                    models.CharField(
                        blank=True,
                        choices=[("adult", "Adult"), ("child", "Child")],
                        editable=False,
                        max_length=30,
                        verbose_name="Profile",
                    ),
                ),
                ("levels", models.JSONField(default=dict, editable=False)),
                ("counts", models.JSONField(default=dict, editable=False)),
                (
                    "rule_outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("trafficking_indicated", "Presumed victim: all required elements positive"),
                            ("further_assessment", "Possible victim: more assessment needed"),
                            ("vulnerable_not_trafficked", "Not trafficked on present facts, but needs protection"),
                            ("no_indication", "No indication of trafficking or protection need"),
                            ("unable_to_screen", "Screening not possible (declined, withdrawn, unfit)"),
                        ],
                        editable=False,
                        max_length=30,
                        verbose_name="Outcome of the rule",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("trafficking_indicated", "Presumed victim: all required elements positive"),
                            ("further_assessment", "Possible victim: more assessment needed"),
                            ("vulnerable_not_trafficked", "Not trafficked on present facts, but needs protection"),
                            ("no_indication", "No indication of trafficking or protection need"),
                            ("unable_to_screen", "Screening not possible (declined, withdrawn, unfit)"),
                        ],
                        editable=False,
                        max_length=30,
                        verbose_name="Outcome",
                    ),
                ),
                (
                    "reasonable_grounds",
                    models.BooleanField(default=False, editable=False, verbose_name="Reasonable grounds"),
                ),
                (
                    "protection_presumed",
                    models.BooleanField(default=False, editable=False, verbose_name="Protection presumed"),
                ),
                (
                    "proposed_outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("trafficking_indicated", "Presumed victim: all required elements positive"),
                            ("further_assessment", "Possible victim: more assessment needed"),
                            ("vulnerable_not_trafficked", "Not trafficked on present facts, but needs protection"),
                            ("no_indication", "No indication of trafficking or protection need"),
                            ("unable_to_screen", "Screening not possible (declined, withdrawn, unfit)"),
                        ],
                        editable=False,
                        max_length=30,
                        verbose_name="Outcome that was proposed instead",
                    ),
                ),
                ("decided_at", models.DateTimeField(editable=False, null=True, verbose_name="Decided")),
                (
                    "decision_reason",
                    accounts.vault.EncryptedTextField(
                        blank=True, editable=False, null=True, verbose_name="Why the supervisor decided so"
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
                        verbose_name="Decided by",
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
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="First supervisor",
                    ),
                ),
                (
                    "screener",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Who screens",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Sent by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical screening",
                "verbose_name_plural": "historical screenings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "constraints": [
                    accounts.walls.Wall(
                        column="case_id", erasable=False, name="screening_historicalscreening_wall", revision="05a46b6b"
                    ),
                    accounts.walls.AppendOnly(
                        grants="SELECT", name="screening_historicalscreening_frozen", revision="2d20bc05"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddIndex(
            model_name="screening",
            index=models.Index(
                condition=models.Q(("status__in", ["submitted", "override_proposed"])),
                fields=["submitted_at"],
                name="screening_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="screening",
            index=models.Index(
                condition=models.Q(("outcome", "further_assessment"), ("status__in", ["confirmed", "overridden"])),
                fields=["decided_at"],
                name="screening_further",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=accounts.walls.Wall(
                column="case_id",
                erasable=False,
                name="screening_screening_wall",
                revision="dabbf01a",
                signed="screener_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "number", "created_at", "catalogue_version"],
                name="screening_screening_version",
                revision="f6d4d88b",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="screening_screening_number"),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "in_progress", "submitted", "returned", "override_proposed"])
                ),
                fields=("case",),
                name="screening_screening_one_open",
                violation_error_message="A screening of this case is open already. Go on with that one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("screener")), _negated=True),
                    _connector="OR",
                ),
                name="screening_screening_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("proposed_by__isnull", True),
                    models.Q(
                        models.Q(("proposed_by", models.F("screener")), _negated=True),
                        models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="screening_screening_second_supervisor",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "number",
                    "status",
                    "catalogue_version",
                    "rule_version",
                    "screener_id",
                    "created_at",
                    "started_at",
                    "setting_checked",
                    "accompanied_by",
                    "hindrance",
                    "act_complete",
                    "means_complete",
                    "purpose_complete",
                    "age_at_screening",
                    "age_at_recruitment",
                    "age_disputed",
                    "trafficking_defence",
                    "vulnerability_flags",
                    "return_risk_factors",
                    "health_marks",
                    "declined",
                    "submitted_at",
                    "submitted_by_id",
                    "profile",
                    "levels",
                    "counts",
                    "rule_outcome",
                    "outcome",
                    "reasonable_grounds",
                    "protection_presumed",
                    "proposed_outcome",
                    "proposed_by_id",
                    "decided_by_id",
                    "decided_at",
                    "decision_reason",
                    "version",
                ],
                history="screening_historicalscreening",
                key="id",
                name="screening_screening_history",
                only_changes=False,
                revision="5bf25df3",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatoranswer",
            constraint=accounts.walls.Wall(
                column="case_id",
                erasable=False,
                name="screening_indicatoranswer_wall",
                revision="68e1d734",
                signed="set_by_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatoranswer",
            constraint=accounts.walls.VersionGuard(
                fixed=["case_id", "screening_id", "code"], name="screening_indicatoranswer_version", revision="531afc04"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatoranswer",
            constraint=models.UniqueConstraint(fields=("screening", "code"), name="screening_indicatoranswer_once"),
        ),
        migrations.AddConstraint(
            model_name="indicatoranswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "present"), _negated=True),
                    models.Q(("source", ""), _negated=True),
                    _connector="OR",
                ),
                name="screening_indicatoranswer_has_a_source",
                violation_error_message="Say where it comes from.",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatoranswer",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "screening_id",
                    "code",
                    "state",
                    "source",
                    "note",
                    "origin",
                    "set_by_id",
                    "set_at",
                    "version",
                ],
                history="screening_historicalindicatoranswer",
                key="id",
                name="screening_indicatoranswer_history",
                only_changes=False,
                revision="5915f2d9",
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalindicatoranswer",
            constraint=accounts.walls.Wall(
                column="case_id", erasable=False, name="screening_historicalindicatoranswer_wall", revision="05a46b6b"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalindicatoranswer",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="screening_historicalindicatoranswer_frozen", revision="2d20bc05"
            ),
        ),
    ]
    operations = together(operations)

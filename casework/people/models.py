"""The person of a case, as they are (I3). Names, numbers and words are sealed; coded facts stay in clear."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.changes.sql import told
from accounts.codes import choices
from accounts.fields import VersionField, of
from accounts.history import wall
from accounts.organisations.models import country_list
from accounts.pages import shown
from accounts.policy import Group
from accounts.vault import EncryptedDateField, EncryptedTextField
from casework.cases.models import Case, OnCase, user_key

LANGUAGES = choices("languages")


class Person(OnCase):
    """One human in one case; the same human in two cases is two rows and a link (architecture.md)."""

    on_demand = frozenset({"present_address"})

    class AgeBasis(models.TextChoices):
        """Where the birth date or the age comes from."""

        DOCUMENT = "document", _("A document")
        TOLD = "told", _("The person told us")
        FAMILY = "family", _("The family told us")
        ESTIMATE = "estimate", _("An estimate by us")
        MEDICAL = "medical", _("A medical estimate")

    case = of(Group.ROUTING, models.OneToOneField(Case, models.CASCADE, related_name="person", editable=False))
    name = of(Group.IDENTITY, EncryptedTextField(_("Name, in the person's own script")))
    name_language = of(
        Group.IDENTITY,
        models.CharField(_("Language of the name"), max_length=3, choices=LANGUAGES, blank=True),
    )
    romanised = of(Group.IDENTITY, EncryptedTextField(_("Name in Latin letters")))
    gender = of(
        Group.IDENTITY,
        models.CharField(_("Gender"), max_length=20, choices=choices("genders"), default="unknown"),
    )
    birth_date = of(Group.IDENTITY, EncryptedDateField(_("Date of birth")))
    estimated_age = of(Group.IDENTITY, models.PositiveSmallIntegerField(_("Or: age, about"), null=True, blank=True))
    age_noted_on = of(Group.IDENTITY, models.DateField(null=True, editable=False))
    age_basis = of(Group.IDENTITY, models.CharField(_("How do we know?"), max_length=12, choices=AgeBasis, blank=True))
    presumed_child = of(
        Group.IDENTITY,
        models.BooleanField(_("Treat as a child until shown otherwise"), default=False),
    )
    marital_status = of(
        Group.IDENTITY,
        models.CharField(_("Family status"), max_length=30, choices=choices("marital_statuses"), blank=True),
    )
    education = of(
        Group.IDENTITY,
        models.CharField(_("Schooling"), max_length=12, choices=choices("education_levels"), blank=True),
    )
    occupation = of(Group.IDENTITY, EncryptedTextField(_("Work before")))
    nationalities = of(Group.NATIONALITY, country_list(_("Nationalities")))
    stateless = of(Group.NATIONALITY, models.BooleanField(_("No nationality, or not known to have one"), default=False))
    migration_status = of(
        Group.IMMIGRATION,
        models.CharField(_("Status in this country"), max_length=30, choices=choices("migration_statuses"), blank=True),
    )
    birth_place = of(Group.ORIGIN, EncryptedTextField(_("Place of birth")))
    home_address = of(Group.ORIGIN, EncryptedTextField(_("Last address at home")))
    present_address = of(Group.CONTACT, EncryptedTextField(_("Where the person stays now")))
    safe_ways = of(Group.CONTACT, EncryptedTextField(_("What is safe"), help_text=_("One line for each.")))
    unsafe_ways = of(Group.CONTACT, EncryptedTextField(_("What is not safe"), help_text=_("One line for each.")))
    safe_asked_on = of(Group.CONTACT, models.DateField(_("Asked on"), null=True, blank=True))
    safe_asked_by = of(Group.CONTACT, user_key(null=True, editable=False))
    health_notes = of(Group.HEALTH, EncryptedTextField(_("Health notes")))
    version = VersionField()

    class Meta(OnCase.Meta):
        constraints = [*wall(column="case_id", erasable=False), told("people")]

    def __str__(self):
        return f"person of {self.case_id}"

    @property
    @shown(Group.IDENTITY)
    def shown_name(self):
        """The name to show first: own script, Latin letters, or nothing."""
        return self.name or self.romanised

    @property
    @shown(Group.CONTACT)
    def safe_lines(self):
        """What is safe, line by line."""
        return [line.strip() for line in self.safe_ways.splitlines() if line.strip()]

    @property
    @shown(Group.CONTACT)
    def unsafe_lines(self):
        """What is not safe, line by line."""
        return [line.strip() for line in self.unsafe_ways.splitlines() if line.strip()]


class OnPerson(OnCase):
    """A row that describes the person of a case; several may stand side by side."""

    version = VersionField()

    class Meta(OnCase.Meta):
        abstract = True


class OtherName(OnPerson):
    """A name somebody used for the person, or that stands on a paper."""

    class Kind(models.TextChoices):
        """What kind of name."""

        ALIAS = "alias", _("Another name they use")
        INSIDE = "inside", _("What they were called inside")
        PAPER = "paper", _("As it stands on a paper")
        BIRTH = "birth", _("Name at birth")
        ONLINE = "online", _("Name online")

    kind = of(Group.IDENTITY, models.CharField(_("Kind"), max_length=10, choices=Kind, default=Kind.ALIAS))
    name = of(Group.IDENTITY, EncryptedTextField(_("Name"), blank=False))
    name_language = of(
        Group.IDENTITY,
        models.CharField(_("Language of the name"), max_length=3, choices=LANGUAGES, blank=True),
    )

    class Meta(OnPerson.Meta):
        constraints = wall(column="case_id")

    def __str__(self):
        return f"name {self.pk}"


class Speaks(OnPerson):
    """A language of the person, with how well."""

    class Level(models.TextChoices):
        """How well, in the caseworker's words."""

        FIRST = "first", _("First language")
        WELL = "well", _("Well")
        SOME = "some", _("Some")

    language = of(Group.ROUTING, models.CharField(_("Language"), max_length=3, choices=LANGUAGES))
    level = of(Group.ROUTING, models.CharField(_("How well"), max_length=6, choices=Level, default=Level.FIRST))
    reads = of(Group.ROUTING, models.BooleanField(_("Reads it"), default=True))

    class Meta(OnPerson.Meta):
        constraints = [
            *wall(column="case_id"),
            models.UniqueConstraint(
                fields=["case", "language"],
                name="casework_speaks_once",
                violation_error_message=_("This language is already in the list."),
            ),
        ]

    def __str__(self):
        return self.language


class IdentityPaper(OnPerson):
    """An identity or travel document and where it is now."""

    class Where(models.TextChoices):
        """Who holds it now."""

        PERSON = "person", _("The person has it")
        TAKEN = "taken", _("Taken inside, not given back")
        POLICE = "police", _("Police or immigration")
        MISSION = "mission", _("The mission")
        US = "us", _("We keep it")
        LOST = "lost", _("Lost or destroyed")
        UNKNOWN = "unknown", _("Not known")

    kind = of(Group.IDENTITY, models.CharField(_("Kind"), max_length=40, choices=choices("travel_document_types")))
    number = of(Group.IDENTITY, EncryptedTextField(_("Number")))
    country = of(
        Group.IDENTITY,
        models.CharField(_("Issued by"), max_length=2, choices=choices("countries"), blank=True),
    )
    expires_on = of(Group.IDENTITY, EncryptedDateField(_("Valid until")))
    where = of(
        Group.IDENTITY,
        models.CharField(_("Where it is"), max_length=10, choices=Where, default=Where.UNKNOWN),
    )
    where_note = of(Group.IDENTITY, EncryptedTextField(_("More on where it is")))

    class Meta(OnPerson.Meta):
        constraints = wall(column="case_id")

    def __str__(self):
        return f"paper {self.pk}"


class Contact(OnPerson):
    """A way to reach the person, and whether it is safe."""

    class Kind(models.TextChoices):
        """What kind of way."""

        PHONE = "phone", _("Phone")
        MESSAGES = "messages", _("Messages")
        EMAIL = "email", _("E-mail")
        SOCIAL = "social", _("Social network")
        THROUGH = "through", _("Through somebody")

    on_demand = frozenset({"value"})

    class Safety(models.TextChoices):
        """Whether one may use it."""

        SAFE = "safe", _("Safe")
        LIMITS = "limits", _("Only as written below")
        NEVER = "never", _("Not safe, do not use")
        UNKNOWN = "unknown", _("Not asked yet")

    kind = of(Group.CONTACT, models.CharField(_("Kind"), max_length=10, choices=Kind, default=Kind.PHONE))
    value = of(Group.CONTACT, EncryptedTextField(_("Number, address or name"), blank=False))
    safety = of(
        Group.CONTACT,
        models.CharField(_("Is it safe?"), max_length=8, choices=Safety, default=Safety.UNKNOWN),
    )
    hours = of(Group.CONTACT, EncryptedTextField(_("When, and what to say")))

    class Meta(OnPerson.Meta):
        constraints = wall(column="case_id")

    def __str__(self):
        return f"contact {self.pk}"


class Relative(OnPerson):
    """Somebody of the family: who, where, whether they know, whether contact is safe."""

    on_demand = frozenset({"reach"})

    class Relation(models.TextChoices):
        """Seen from the person."""

        MOTHER = "mother", _("Mother")
        FATHER = "father", _("Father")
        CHILD = "child", _("Child")
        PARTNER = "partner", _("Wife, husband or partner")
        SIBLING = "sibling", _("Sister or brother")
        GRANDPARENT = "grandparent", _("Grandparent")
        OTHER = "other", _("Somebody else")

    relation = of(Group.FAMILY, models.CharField(_("Who"), max_length=12, choices=Relation))
    name = of(Group.FAMILY, EncryptedTextField(_("Name")))
    reach = of(Group.FAMILY, EncryptedTextField(_("How to reach them")))
    country = of(Group.FAMILY, models.CharField(_("Country"), max_length=2, choices=choices("countries"), blank=True))
    with_person = of(Group.FAMILY, models.BooleanField(_("Is here with the person"), default=False))
    safety = of(
        Group.FAMILY,
        models.CharField(_("Is contact safe?"), max_length=8, choices=Contact.Safety, default=Contact.Safety.UNKNOWN),
    )
    note = of(Group.FAMILY, EncryptedTextField(_("What to know")))

    class Meta(OnPerson.Meta):
        constraints = wall(column="case_id")

    def __str__(self):
        return f"relative {self.pk}"

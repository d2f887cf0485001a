"""Values of the journey: kinds of stations, and answer lists that the questions of the interview use as well."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from casework.interviews import catalogue


class Stop(models.TextChoices):
    """What a station of the journey is. "Not known" is a station too."""

    OFFER = "offer", _("The offer")
    WAY = "way", _("On the way")
    BORDER = "border", _("A border crossed")
    ARRIVAL = "arrival", _("Arrival")
    HELD = "held", _("Held there")
    SALE = "sale", _("Sold or handed over")
    UNKNOWN = "unknown", _("A stretch that is not known")
    TAKEN_BACK = "taken_back", _("Caught or taken back")
    OUT = "out", _("Out")
    SINCE = "since", _("A place since then")


class Border(models.TextChoices):
    """Whether the person knew that it was a border. Codes of the interview's own list."""

    OFFICIAL = "official_known", _("Yes, at a checkpoint")
    UNOFFICIAL = "unofficial_known", _("Yes, not at a checkpoint")
    LATER = "learned_later", _("No, learned it only later")
    UNSURE = "unsure", _("Not sure")


class Source(models.TextChoices):
    """Where a fact comes from."""

    TESTIMONY = "testimony", _("The person told us")
    OTHER_PERSON = "other_person", _("Somebody else told us")
    DOCUMENT = "document", _("A paper or message")
    OBSERVATION = "observation", _("We saw it")
    AGENCY = "other_agency", _("Another organisation")


class Money(models.TextChoices):
    """What an amount was."""

    PROMISED = "promised", _("Pay that was promised")
    RECEIVED = "received", _("Pay that was received")
    PAID = "paid", _("Paid for the work or the way")
    DEBT = "debt", _("Debt they named")
    FINE = "fine", _("Fine or deduction")
    RANSOM_ASKED = "ransom_asked", _("Asked for so that the person could go")
    RANSOM_PAID = "ransom_paid", _("Paid so that the person could go")


class Per(models.TextChoices):
    """What time an amount is for."""

    HOUR = "hour", _("an hour")
    DAY = "day", _("a day")
    WEEK = "week", _("a week")
    MONTH = "month", _("a month")
    YEAR = "year", _("a year")
    SHARE = "percent", _("share of what came in")


def answers(*lists):
    """(code, label) of answer lists of the interview, each code once, without what rules out the others."""
    edition = catalogue.editions()[0]
    found = [option for name in lists for option in catalogue.options_of(edition, name, "choice")]
    return tuple({option.code: option.label for option in found if not option.exclusive}.items())


SCAMS = choices("scam_types")
EXPLOITATION = choices("exploitation_types")
CONTROL = choices("means_of_control")
TRANSPORT = choices("transport_modes")
ROLES = choices("perpetrator_roles")
PLACES = choices("locations")
REASONS = answers("opt_debt", "opt_fines")
PAPERS = answers("opt_documents")

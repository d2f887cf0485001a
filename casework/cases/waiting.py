"""What waits for somebody, for the page "My work": one statement for the rows, whatever the number of rooms they come
from, and one for their cases (with a second for the people)."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import BinaryField, BooleanField, DateField, DateTimeField, F, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.access import allowed, ordered, principals
from accounts.acting import current
from accounts.audit.looks import looks_by_others
from accounts.policy import may
from casework.cases.blocking import unchecked
from casework.cases.models import Case
from casework.cases.named_grants import NamedGrant
from casework.cases.queries import for_list
from casework.cases.reasons import BreakGlass, HandOver
from casework.consents.models import Consent
from casework.consents.queries import expiring

FEW, RECENT = 10, 8
# What a row of any room says of itself. `words` is sealed text as it is stored.
SAYS: dict[str, Any] = {
    "at": DateTimeField, "day": DateField, "code": TextField, "who": TextField, "office": TextField,
    "flag": BooleanField, "words": BinaryField,
}  # fmt: skip
# Cases in a state that waits for somebody: action, state.
STATES = [("case.approve_close", Case.Status.CLOSURE_PROPOSED), ("case.start", Case.Status.DRAFT)]


@dataclass
class Waiting:
    """One row that waits, of whatever room, with its case."""

    source: str
    row: uuid.UUID
    case_id: uuid.UUID
    at: datetime.datetime | None = None
    day: datetime.date | None = None
    code: str = ""
    who: str = ""
    office: str = ""
    flag: bool = False
    words: bytes | None = None
    case: Any = None


def part(source, rows, size=FEW, **says):
    """The first rows of one room, as columns that all rooms share; `says` gives those of SAYS that this room fills."""
    blank = {name: Value(None) for name in SAYS.keys() - says.keys()}
    columns = {f"w_{name}": Cast(value, SAYS[name]()) for name, value in {**blank, **says}.items()}
    named = rows.annotate(w_source=Value(source, TextField()), w_row=F("pk"), w_case=F("case_id"), **columns)
    return named.values_list("w_source", "w_row", "w_case", *(f"w_{name}" for name in SAYS))[:size]


def offers_to(user):
    """Open offers of cases to this person, oldest first."""
    rows = HandOver.objects.permitted(user, "case.accept").filter(to_user=user, answered_at=None).order_by("offered_at")
    says = {"at": F("offered_at"), "who": F("offered_by__display_name"), "office": F("case__team__name")}
    return part("offer", rows, **says)


def unreviewed_glass(user):
    """Emergency looks of others that nobody reviewed yet, oldest first, for those who review or guard the data."""
    rows = BreakGlass.objects.permitted(user, "glass.view").filter(reviewed_at=None).exclude(user=user)
    return part("glass", rows.order_by("opened_at"), at=F("opened_at"), who=F("user__display_name"))


def asked_to_decide(user):
    """Cases of others on which this person was named to decide, the soonest end first."""
    rows = NamedGrant.objects.permitted(user, "named.view").filter(user=user, ended_at=None, until__gt=timezone.now())
    says = {"at": F("until"), "who": F("named_by__display_name"), "office": F("named_by__organisation__name")}
    return part("named", rows.order_by("until"), **says)


def blocks_to_check(user):
    """Blocks of administrators that nobody looked at yet."""
    return part("block", unchecked(user), flag=F("held_back"), who=F("raised_by__display_name"))


def ending_consents(user):
    """Yes-answers that have ended or end within fourteen days, on cases where this person asks."""
    rows = expiring(Case.objects.permitted(user, "consent.inform").open())
    return part("consent_ends", rows, day=F("expires_on"), code=F("type"))


def unconfirmed_consents(user):
    """ "Could not be asked" that a supervisor has to confirm, the most urgent first."""
    confirmed = Consent.objects.filter(status=Consent.Status.CONFIRMED).values("series")
    rows = (
        Consent.objects.permitted(user, "consent.confirm_not_possible")
        .filter(status=Consent.Status.NOT_POSSIBLE)
        .exclude(series__in=confirmed)
        .exclude(recorded_by=user)
    )
    return part("unconfirmed", rows.order_by("review_by"), at=F("review_by"))


# The action that opens a room's part, and the part. Rooms of higher floors are added in config/work.py.
PARTS = [
    ("case.accept", offers_to),
    ("glass.list", unreviewed_glass),
    ("consent.confirm_not_possible", unconfirmed_consents),
    ("consent.inform", ending_consents),
    ("conflict.check", blocks_to_check),
    ("named.view", asked_to_decide),
]


def waiting_rows(user, parts):
    """Rows of all these parts that the user's roles may see. One statement."""
    found = [read(user) for action, read in parts if may(user, action)]
    if not found:
        return []
    whole = found[0].union(*found[1:], all=True) if found[1:] else found[0]
    return [Waiting(*values) for values in whole]


def cases_for(user, rows):
    """Case by id: the cases of these rows, the newest, and those whose state waits for this person, in one statement
    and one for the people."""
    statements = [("SELECT unnest(%s::uuid[])", [[row.case_id for row in rows]])]
    wanted = [("case.list", RECENT, {}), *((action, FEW, {"status": state}) for action, state in STATES)]
    for action, size, filters in wanted:
        names = principals(user, action) if may(user, action) else []
        statements += [ordered(names, size=size, **filters)] if names else []
    sql = " UNION ".join(f"({text})" for text, _values in statements)
    found = for_list().filter(pk__in=RawSQL(sql, [value for _text, values in statements for value in values]))
    by_id = {case.pk: case for case in found}
    current().load_cases(by_id)
    return by_id


def newest(user, cases):
    """The newest of these cases that this person's lists show, newest first."""
    listed = [case for case in cases if allowed(user, "case.list", case)] if may(user, "case.list") else []
    return sorted(listed, key=lambda case: (case.opened_at, case.pk), reverse=True)[:RECENT]


def states_of(user, cases):
    """Rows for the cases whose state waits for this person."""
    return [
        Waiting(state.value, case.pk, case.pk, case=case)
        for action, state in STATES
        for case in [case for case in cases if case.status == state and allowed(user, action, case)][:FEW]
    ]


def looks_at_mine(user, cases):
    """Looks by others at those of these cases whose trail this person may read, with the case's row."""
    current().load_cases([case.pk for case in cases])
    by_id = {str(case.pk): case for case in cases if allowed(user, "trail.view", case)}
    return [(look, by_id[look.case_id]) for look in looks_by_others(by_id, user)]

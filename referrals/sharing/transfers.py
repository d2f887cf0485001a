"""Responsibility moves to another organisation: offered with what the person agreed to show, and moved only when
somebody over there accepts (workflows.md section 2; why so: docs/decisions/0013)."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Team
from accounts.outbox.actions import tell_all
from accounts.performing import performing
from accounts.policy import may
from casework.cases.actions import open_case
from casework.cases.grants import workers
from casework.cases.transitions import ACTIVE, BY_ITSELF
from casework.consents.queries import yes_of
from casework.people.models import IdentityPaper, OtherName, Relative
from casework.todos.queries import supervisors
from referrals.sharing.answers import fresh
from referrals.sharing.items import Slip, lines_for, said, shared_values
from referrals.sharing.models import Share
from referrals.sharing.preparing import RESTS_ON, open_share, prepare_share
from referrals.sharing.records import Transfer
from referrals.sharing.versions import wait

# key of the slip -> field of the new person; every other shared line is written down in words, as it was told.
PERSON = {
    "name": "name",
    "romanised": "romanised",
    "gender": "gender",
    "birth_date": "birth_date",
    "nationalities": "nationalities",
    "birth_place": "birth_place",
    "home_address": "home_address",
}
ROWS: dict[str, tuple[Any, Callable]] = {
    "other_names": (OtherName, lambda name: {"name": name}),
    "papers": (IdentityPaper, dict),
    "family": (Relative, dict),
}


def consent_for(case, recipient, purpose):
    """The newest yes to this recipient that fits the purpose and holds today, or None."""
    rows = [row for kind in sorted(RESTS_ON[purpose]) for row in yes_of(case, kind)]
    mine = [row for row in rows if row.recipient_id == recipient.pk]
    return max(mine, key=lambda row: row.recorded_at, default=None)


def offer_transfer(case, *, by, recipient, items, files=(), until=None):
    """Prepares the offer and puts it before the supervisors; nothing leaves by this. ValidationError beside a field."""
    with performing(by, "transfer.offer", case):
        if case.status not in ACTIVE:
            raise ValidationError(_("Only an open case can be handed to another organisation."))
        share = prepare_share(
            case,
            recipient=recipient,
            purpose=Share.Purpose.TRANSFER,
            consent=consent_for(case, recipient, Share.Purpose.TRANSFER),
            items=items,
            files=files,
            until=until,
        )
        share.requested_by = by
        wait(share, by)
    return share


def accept_transfer(share, *, by, team):
    """Takes the case over: it is opened in `team` with exactly what was shared, and the sender's closes. What was
    shared stays open to the new keeper until its end. Returns the new case. ValidationError where somebody else must
    accept, or where the sender still has something to finish."""
    with performing(by, "transfer.accept", share.case):
        if not may(by, "case.open"):
            raise ValidationError(_("Somebody of your organisation who opens cases must accept this."))
        row = fresh(share)
        if row.purpose != Share.Purpose.TRANSFER or row.live_from is not None or row.ended_at is not None:
            raise ValidationError(_("This was answered already."))
        open_share(row)
        slip = shared_values(row, row.case)
        move(row.case, by)
        new = take(row, slip, team, by)
        leave_traces(row, new, by)
        tell_all({*workers(row.case), *supervisors(row.case)}, "referral_answer")
    return new


def move(case, by):
    """The sender's case closes by itself. What holds it up is not told to the other organisation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT transfer_held_up(%s)", [case.pk])
        held = cursor.fetchone()[0]
    try:
        if held:
            raise ValidationError("")
        BY_ITSELF.move(case, "transferred", by=by)
    except ValidationError as error:
        raise ValidationError(_("They still have something to finish first. Ask them.")) from error


def take(share, slip: Slip, team, by):
    """A draft case with exactly what was shared; the person is asked anew whether we may keep it."""
    person = {field: slip.values[key] for key, field in PERSON.items() if slip.values.get(key)}
    if "name" in slip.items:
        person["name_language"] = share.case.person.name_language
    if person.get("birth_date"):
        person["age_basis"] = "told"
    new = open_case(team, by=by, person=person, language=share.case.language, told=words_of(share, slip))
    for key, (model, fields) in ROWS.items():
        for value in slip.values.get(key) or ():
            row = model(case=new, **fields(value))
            row.clean_fields(exclude=["case"])
            row.save(force_insert=True)
    return new


def words_of(share, slip):
    """Who handed the case over, and every shared line that has no field of its own."""
    lines = [_("Taken over from %(office)s, number %(number)s.") % {
        "office": share.case.organisation.name, "number": share.number,
    }]  # fmt: skip
    for line in lines_for(slip.purpose):
        if line.item in slip.items and line.key not in PERSON and line.key not in ROWS and slip.values.get(line.key):
            value = said(slip, line, None)
            words = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
            lines.append(f"{line.label}: {words}")
    return "\n".join(lines)


def leave_traces(share, new, by):
    """A row on both cases: number, the other organisation, its case number, who accepted, when."""
    moved = {"number": share.number, "accepted_by": by, "accepted_at": timezone.now()}
    for case, side, other in (
        (share.case, Transfer.Side.GAVE, new),
        (new, Transfer.Side.TOOK, share.case),
    ):
        trace = Transfer(case=case, side=side, other_id=other.organisation_id, other_reference=other.reference, **moved)
        trace.save(force_insert=True)


def teams_of(user):
    """Teams into which this person may take a case."""
    return Team.objects.filter(pk__in=user.team_ids, organisation=user.organisation_id, is_active=True).order_by("name")


def trace_of(case):
    """Traces of transfers on the case, newest first."""
    return list(Transfer.objects.filter(case=case).select_related("other", "accepted_by"))

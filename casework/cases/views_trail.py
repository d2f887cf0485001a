"""What changed on a case, and who looked at it."""

import datetime

from django.core.exceptions import BadRequest, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import cursors
from accounts.access import allowed
from accounts.acting import current
from accounts.audit.looks import CAP, looks, summary
from accounts.audit.queries import changes, place_text, read_place
from accounts.pages import page
from casework.cases import models as cases
from casework.cases import reasons
from casework.cases.doors import case_for
from casework.cases.grants import workers
from casework.cases.named_grants import NamedGrant
from casework.cases.words import action_words
from casework.consents.models import Consent
from casework.frame import who
from casework.interviews import models as interviews
from casework.journey import models as journey
from casework.people import models as people
from casework.todos.models import Todo

# The models whose changes belong to a case, in words. Their order is part of the signed place in the list.
RECORDED = {
    cases.Case: _("The case"),
    people.Person: _("The person"),
    people.OtherName: _("Another name"),
    people.Speaks: _("A language"),
    people.IdentityPaper: _("A paper"),
    people.Contact: _("A way to make contact"),
    people.Relative: _("Somebody of the family"),
    Consent: _("A consent"),
    cases.CaseStep: _("A step"),
    reasons.HandOver: _("An offer"),
    reasons.BreakGlass: _("An emergency look"),
    reasons.ConflictBlock: _("A conflict block"),
    reasons.HealthGrant: _("Access to health notes"),
    NamedGrant: _("A supervisor named to decide"),
    cases.CaseUserObjectPermission: _("A caseworker of the case"),
    cases.CaseGroupObjectPermission: _("A second team of the case"),
    Todo: _("A to-do"),
    interviews.Sitting: _("A talk"),
    interviews.Answer: _("What was told"),
    journey.Leg: _("A station of the journey"),
    journey.Exploitation: _("The work there"),
    journey.MoneyNamed: _("An amount"),
}
# What only some of those who read the history may know of: the others' list leaves it out (section 3 of the rules).
ONLY_FOR = {reasons.ConflictBlock: "conflict.view", reasons.BreakGlass: "glass.review"}
SIGNS = {"+": _("added"), "~": _("changed"), "-": _("taken away")}
TOGETHER = datetime.timedelta(seconds=2)
NOBODY = "00000000-0000-0000-0000-000000000000"


def older_place(params, read):
    """The place in ?older=. BadRequest for a forged one and for anything else in the address."""
    if params.keys() - {"older", "which"} or params.get("which", "all") != "all":
        raise BadRequest
    try:
        return read(params.get("older", ""))
    except ValidationError as error:
        raise BadRequest from error


def in_acts(found):
    """Changes that one action made, gathered under who did it, when, and what: newest first."""
    acts: list[dict] = []
    for change in found:
        key = (change.user_id, change.action)
        if not (acts and acts[-1]["key"] == key and acts[-1]["at"] - change.at < TOGETHER):
            words = action_words(change.action)
            acts.append({"key": key, "at": change.at, "by": change.by, "words": words, "parts": [], "withheld": False})
        acts[-1]["withheld"] |= change.withheld
        acts[-1]["parts"].append(
            {
                "what": RECORDED[change.model],
                "sign": SIGNS[change.kind],
                "fields": change.fields,
                "new": change.kind == "+",
            }
        )
    return acts


@require_safe
def case_history(request, reference):
    """What changed: field, before, after, who, when, by which act; only fields this reader may read."""
    case = case_for(request.user, "history.view", reference)
    place = older_place(request.GET, read_place)
    found, older = changes(case.pk, list(RECORDED), place)
    found = [c for c in found if allowed(request.user, ONLY_FOR.get(c.model, "history.view"), case)]
    return page(
        request,
        "casework/cases/case_history.html",
        case=case,
        acts=in_acts(found),
        pager={"newer": "." if place else "", "older": f"?older={place_text(older)}" if older else ""},
        **who(case, request.user, "case_history"),
    )


def moment(text):
    """The signed moment of a place in the list of looks."""
    place = cursors.read(text)
    return place[0] if place else None


def looks_pager(every, place, older):
    """Addresses of Newer (the newest) and Older."""
    which = "which=all&" if every else ""
    first = "?which=all" if every else "."
    return {"newer": first if place else "", "older": f"?{which}older={cursors.place(older, NOBODY)}" if older else ""}


@require_http_methods(["GET", "POST"])
def case_looks(request, reference):
    """Who looked. Looks of the case's own workers are only counted; ?which=all lists them. POST records a print."""
    case = case_for(request.user, "trail.view", reference)
    place = older_place(request.GET, moment)
    every = request.GET.get("which") == "all"
    own = [worker.pk for worker in workers(case)]
    found, older = looks(case.pk, place, leave_out=() if every else own)
    if request.method == "POST":
        current().action = "trail.print"
    return page(
        request,
        "casework/cases/case_looks.html",
        case=case,
        looks=found,
        summary=summary(case.pk, own),
        cap=CAP,
        every=every,
        printed=request.method == "POST",
        made_at=timezone.now(),
        pager=looks_pager(every, place, older),
        **who(case, request.user, "case_looks"),
    )

"""What the page of a return shows: what stops it first, the seventeen steps, the risks, and what can be done."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import codes
from accounts.access import allowed
from casework.cases.overview import missing
from referrals.returns import needs, words
from referrals.returns.grounds import fallen, state_of
from referrals.returns.models import Return
from referrals.returns.risks import ASSESSED_IN
from referrals.returns.seventeen import MANUAL, OVER, lines_of
from referrals.returns.transitions import RETURN

S = Return.Status
# The step that leads on from a state, shown first and as the main button.
FORWARD = ("plan", "assess", "clear", "own_choice", "ready", "book", "depart", "receive", S.MONTH_1, S.MONTH_3,
           S.MONTH_6, S.MONTH_12, "complete", "resume")  # fmt: skip
SAYING = {
    "plan": gettext_lazy("First explain what else there is: staying, asylum, another country."),
    "assess": gettext_lazy("Somebody who does not book looks at each risk, with the person."),
    "clear": gettext_lazy("Read each risk below, and what is done about it."),
    "own_choice": gettext_lazy("Only after a lawyer's advice in the person's own language."),
    "ready": gettext_lazy("Every step that stops the departure is done."),
    "book": gettext_lazy("Ask the carrier first whom it takes."),
    "depart": gettext_lazy("At the gate. Until then the person may change their mind."),
    "receive": gettext_lazy("When the organisation or the family there has the person with them."),
    "complete": gettext_lazy("The last talk was held, or the person wants no more of them."),
    "resume": gettext_lazy("Everything is looked at once more: the risks, the consent, the paper."),
}
# Where a line of the seventeen steps is put right: url name, whether it takes the step's code.
PLACES = {"mark": "return_mark", "paper": "return_paper", "assess": "return_assess", "consent": "consent_new"}
CLEARING = ("clear", "renew")


def address(name, row, *more):
    """The address of a page of one return."""
    return reverse(name, args=[row.case.reference, row.pk, *more])


def at_movement(movement):
    """The page of a movement."""
    return reverse("movement_detail", args=[movement.pk])


def home(case):
    """The room of a case."""
    return reverse("return_home", args=[case.reference])


def detail(row, user):
    """Everything the page of one return shows, for this reader."""
    facts = needs.facts(row)
    state = state_of(row, facts)
    lines = [line_card(line, row, user) for line in lines_of(row, facts)]
    stops = [line for line in lines if line["kind"] == "stop"]
    first, others = acts(row, user, state)
    return {
        "row": row,
        "tag": words.tag_of(row, facts),
        "suspended": suspended(row, facts, state),
        "lines": lines,
        "stops": stops if state in Return.BEFORE and state != S.WISH else [],
        "said": heading(lines, row),
        "clocks": words.clocks(row, facts),
        "risks": [risk_card(factor, row, user) for factor in facts.factors],
        "assessment": facts.assessment,
        "assessor": facts.assessment.by.display_name if facts.assessment else "",
        "valid_until": facts.valid_until,
        "unread": facts.assessment is not None and facts.assessment.pk != row.cleared_assessment,
        "first": first,
        "others": others,
        **offers(row, user, state),
    }


def heading(lines, row):
    """How many steps are done."""
    done = sum(line["kind"] in ("done", "na") for line in lines)
    return _("%(all)s steps, %(done)s done or not needed.") % {"all": len(lines), "done": done}


def suspended(row, facts, state):
    """Why it is suspended: [{text, url}]; None where it is not."""
    if state != S.SUSPENDED:
        return None
    found = fallen(row, facts)
    if not found:
        from referrals.returns.grounds import GROUNDS

        found = [ground for ground in GROUNDS if ground.code in row.suspended_why]
    return [{"text": ground.sentence, "url": reverse(ground.address, args=[row.case.reference])} for ground in found]


def offers(row, user, state):
    """What this reader may do beside the steps."""
    before = state in Return.BEFORE or state == S.SUSPENDED
    may = {
        "may_stop": before and allowed(user, "return.stop", row),
        "may_assess": row.status in ASSESSED_IN and row.booked_by_id != user.pk and allowed(user, "return.file", row),
        "may_add": row.status in ASSESSED_IN and bool(row.assessed_by_id) and allowed(user, "return.factor", row),
        "may_advise": state == S.BLOCKED and allowed(user, "return.advise", row),
        "may_ask": state == S.BOOKED and allowed(user, "return.ask_again", row),
    }
    return may | {"stop_url": address("return_stop", row)}


def line_card(line, row, user):
    """One of the seventeen as the page draws it."""
    before = row.status in (*Return.BEFORE, S.SUSPENDED)
    own = line.row
    return {
        "code": line.code,
        "number": line.number,
        "label": line.label,
        "kind": line.kind,
        "text": line.text,
        "known": known(line, row),
        "blocker": own.blocker if own is not None and line.kind != "done" else "",
        "owner": own.owner.display_name if own is not None and own.owner else "",
        "due_on": own.due_on if own is not None and line.kind != "done" else None,
        "row": own,
        "url": where(line, row, user) if before and line.kind not in ("done", "na") else "",
        "again": where(line, row, user) if before and line.kind == "done" and line.code in MANUAL else "",
        "edit": address("return_line", row, line.code)
        if before
        and line.kind in ("stop", "todo", "half")
        and line.code not in OVER
        and allowed(user, "return.line", row)
        else "",
    }


def known(line, row):
    """What is known of a step that is done, dated: (words, day)."""
    if line.kind != "done":
        return None
    own = line.row
    days = {
        "wish_recorded": row.wished_on, "information_given": row.told_on, "departed": row.departed_at,
        "received": row.received_on, "risk_assessed": row.cleared_at, "travel_booked": row.booked_at,
    }  # fmt: skip
    return days.get(line.code) or (own.done_on if own is not None else None)


def where(line, row, user):
    """The page on which a step is put right, for those who may."""
    if line.address in ("plan", "book"):
        step = RETURN.steps[line.address]
        return address("return_step", row, step.name) if step in RETURN.available(row, user) else ""
    if line.address == "risks":
        return "#risks"
    name = PLACES.get(line.address, "")
    if not name or not allowed(user, NEEDED[line.address], row):
        return ""
    if line.address == "consent":
        return f"{reverse(name, args=[row.case.reference])}?type=return"
    return address(name, row, line.code) if line.address == "mark" else address(name, row)


NEEDED = {"mark": "return.mark", "paper": "return.paper", "assess": "return.file", "consent": "consent.inform"}


def risk_card(factor, row, user):
    """One risk with its measure."""
    return {
        "row": factor,
        "label": codes.label("return_risk_factors", factor.code),
        "kind": "stop" if factor.blocks else words.SEVERE[factor.severity],
        "word": _("Forbids the return") if factor.blocks else words.SEVERITY[factor.severity],
        "lacks": not factor.blocks and not factor.measure.strip(),
        "url": address("return_measure", row, factor.pk)
        if row.status in ASSESSED_IN and allowed(user, "return.measure", row)
        else "",
    }


def acts(row, user, state):
    """(the step that leads on with what is still missing for it or None, the other steps) for this reader."""
    made = {step.name: act(row, step) for step in RETURN.available(row, user) if offered(row, step, state)}
    if state == S.SUSPENDED and row.status != S.SUSPENDED and allowed(user, "return.resume", row):
        made = {"resume": {**act(row, RETURN.steps["resume"]), "missing": []}}
    first = next((made.pop(name) for name in FORWARD if name in made), None)
    if first is not None:
        first["text"] = SAYING.get(first["name"], "")
    return first, list(made.values())


def offered(row, step, state):
    """Whether a step makes sense now: stopping has a button of its own, and nothing is read twice."""
    facts = needs.facts(row)
    closed = {
        "stop": True,
        "block": not (facts.blocks or facts.fears or facts.claims),
        "renew": facts.assessment is None or facts.assessment.pk == row.cleared_assessment,
        "complete": row.status != S.MONTH_12 and facts.follow_up,
        "clear": bool(facts.blocks),
    }
    return not closed.get(step.name, False) and (state != S.SUSPENDED or row.status == S.SUSPENDED)


def act(row, step):
    """One step as a button or a link."""
    return {
        "name": step.name,
        "label": step.label,
        "url": address("return_step", row, step.name),
        "care": step.care,
        "form": bool(step.asks),
        "missing": missing(row, step),
    }


def line(row, facts):
    """One return in the queue."""
    state = state_of(row, facts)
    return {
        "row": row,
        "url": home(row.case),
        "tag": words.tag_of(row, facts),
        "clocks": words.clocks(row, facts)[:2],
        "why": [ground.sentence for ground in fallen(row, facts)] if state == S.SUSPENDED else [],
    }

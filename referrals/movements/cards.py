"""What the pages of movements show: parties and runs, the plan in force, a proposal, what is no longer true."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.policy import may
from casework.cases.queries import line as case_line
from referrals.movements import charts, proposing, words
from referrals.movements.building import reason_of
from referrals.movements.codes import TRAITS, Out, PlanState, Status
from referrals.movements.puzzle import Trait
from referrals.movements.queries import Rider, words_of
from referrals.movements.rules import Wrong
from referrals.movements.traits import ON_THE_WAY
from referrals.movements.transitions import MOVEMENT
from referrals.returns.models import Return

S, R = Status, Return.Status
SHOWN_TRAITS = (Trait.INFANT, Trait.CHILD, Trait.CHILD_ALONE, Trait.ASSISTED, Trait.ESCORTED, Trait.REMOVED)
SHORT = {
    Trait.INFANT: gettext_lazy("Infant"),
    Trait.CHILD: gettext_lazy("Child"),
    Trait.CHILD_ALONE: gettext_lazy("No adult of their own"),
    Trait.ASSISTED: gettext_lazy("Needs help"),
    Trait.ESCORTED: gettext_lazy("With somebody"),
    Trait.REMOVED: gettext_lazy("Removal"),
}


def at(name, *args):
    """An address."""
    return reverse(name, args=args)


def keeps(movement, user):
    """Whether this person plans or approves the movement: others see their own people on it, and no totals."""
    return movement.team_id in user.team_ids and (may(user, "movement.propose") or may(user, "movement.approve"))


def plans(movement, user, action="movement.edit"):
    """Whether this person may change it now."""
    return movement.team_id in user.team_ids and may(user, action)


def head(movement):
    """What stands above every page of a movement."""
    return {
        "movement": movement,
        "url": at("movement_detail", movement.pk),
        "tag": words.tag_of(movement),
        "way": _("%(from)s to %(to)s") % {
            "from": movement.get_from_country_display(), "to": movement.get_to_country_display()},
        "reason": words_of(movement)["reason"],
    }  # fmt: skip


def person(rider):
    """One person as this reader may see them."""
    shown = case_line(rider.row.case)
    return {
        "row": rider.row,
        "name": shown["name"],
        "lang": shown["lang"],
        "reference": rider.row.case.reference,
        "traits": [SHORT[trait] for trait in SHOWN_TRAITS if trait in rider.traits],
        "tag": state_tag(rider),
        "why": words.lost_words(rider) if rider.lost else "",
        "url": at("movement_person", rider.row.movement_id, rider.row.pk),
        "return_url": at("return_home", rider.row.case.reference),
        "lost": rider.lost,
        "to": rider.row.way_home.get_to_country_display() if rider.row.way_home_id else
              rider.row.removal.get_to_country_display(),
    }  # fmt: skip


def state_tag(rider):
    """(kind, word): where the return or the removal stands, as far as it matters here."""
    if rider.lost:
        return "stop", _("Does not travel")
    if rider.state in ON_THE_WAY:
        return "done", _("Gone")
    if rider.removal:
        return "now", _("Removal by a state")
    kinds = {R.CLEARED: ("half", _("Not ready yet")), R.READY: ("todo", _("Ready")), R.BOOKED: ("now", _("Booked"))}
    return kinds.get(rider.state, ("todo", ""))


def parties(board, user):
    """The parties, each with its people, its runs, and the select that moves it by hand."""
    runs, found = {str(run.pk): run for run in board.runs}, {}
    for rider in board.riders:
        found.setdefault(rider.party, []).append(rider)
    movable = board.plan is not None and plans(board.movement, user, "movement.place")
    movable = movable and board.movement.status in (S.PLANNED, S.BOOKED)
    made = []
    for key, riders in sorted(found.items(), key=lambda pair: board.numbers[pair[0]]):
        way = board.way.get(key, {})
        fixed = any(one.booked or one.state in ON_THE_WAY for one in riders)
        made.append({
            "key": key,
            "number": board.numbers[key],
            "people": [person(one) for one in riders],
            "runs": [words.run_name(runs[way[str(leg.pk)]]) for leg in board.legs if way.get(str(leg.pk)) in runs],
            "left": bool(board.plan) and key not in board.way and not all(one.lost for one in riders),
            "words": riders[0].row.party_words,
            "fixed": fixed,
            "choices": choices(board, way) if movable and not fixed else [],
        })  # fmt: skip
    return made


def choices(board, way):
    """For each leg its runs, the present one chosen."""
    return [
        {"leg": str(leg.pk), "label": words.leg_words(leg),
         "runs": [{"key": str(run.pk), "label": words.run_words(run), "chosen": way.get(str(leg.pk)) == str(run.pk)}
                  for run in board.runs if run.leg_id == leg.pk]}
        for leg in board.legs
    ]  # fmt: skip


def legs(board, user):
    """The legs with their runs; numbers of people for those who plan only."""
    told = keeps(board.movement, user)
    by_leg = {leg.pk: [] for leg in board.legs}
    for run in board.runs:
        by_leg[run.leg_id].append(run_card(run, board, told))
    return [
        {"words": words.leg_words(leg), "url": at("movement_leg", board.movement.pk, leg.pk), "runs": by_leg[leg.pk],
         "number": leg.place}
        for leg in board.legs
    ]  # fmt: skip


def run_card(run, board, told):
    """One run: who it takes, how full it is, where it stands."""
    there = board.on(run)
    sealed = words_of(run)
    return {
        "pk": run.pk,
        "name": words.run_name(run),
        "url": at("movement_run", board.movement.pk, run.pk),
        "mode": run.get_mode_display(),
        "departs": run.departs,
        "arrives": run.arrives,
        "seats": run.seats,
        "taken": taken(run, there) if told else None,
        "children": run.children_an_escort,
        "limits": [(TRAITS[Trait(trait)], most) for trait, most in run.limits.items()],
        "escorts": [words_of(one)["name"] for one in board.escorts if one.pk in run.escorts],
        "tag": run_tag(run),
        "call": sealed["call"],
        "booking": sealed["booking"],
        "rules": run.rules_checked,
        "others": len([one for one in there if one.row is None]),
    }


def taken(run, riders):
    """Seats that are taken: infants sit on a lap, who travels along takes one."""
    return sum(Trait.INFANT not in one.traits for one in riders) + len(run.escorts)


def run_tag(run):
    """(kind, word)."""
    if run.arrived_at:
        return "done", _("Arrived")
    if run.departed_at:
        return "now", _("Departed")
    return ("half", _("Booked")) if run.booked_at else ("todo", _("Not booked"))


def drawn(board, result):
    """The chart of a plan, and the rows of the table beside it."""
    way, sizes = result.get("runs", {}), {}
    for rider in board.going:
        sizes.setdefault(rider.party, []).append(rider)
    rows = []
    for run in board.runs:
        here = sorted((key for key in sizes if way.get(key, {}).get(str(run.leg_id)) == str(run.pk)),
                      key=lambda key: board.numbers[key])  # fmt: skip
        there = [one for key in here for one in sizes[key]]
        along = len(result.get("escorts", {}).get(str(run.pk), ()))
        parts = [(board.numbers[key], sum(Trait.INFANT not in one.traits for one in sizes[key])) for key in here]
        rows.append({
            "label": words.run_words(run), "leg": words.leg_words(run.leg), "parts": parts, "escorts": along,
            "seats": run.seats, "taken": sum(seats for _n, seats in parts), "people": len(there),
            "numbers": ", ".join(str(number) for number, _seats in parts),
            "limits": [{"label": TRAITS[Trait(trait)], "most": most,
                        "now": sum(trait in one.traits for one in there)} for trait, most in run.limits.items()],
        })  # fmt: skip
    return {"chart": charts.chart(rows), "rows": rows}


def explained(board, result):
    """Sentences of a plan: who is left and why, why so many runs, who moved."""
    names = {str(leg.pk): words.leg_words(leg) for leg in board.legs}
    left = [
        {"number": board.numbers[key], "why": [words.left_words(reason_of(one), names) for one in why],
         "people": [person(one) for one in board.riders if one.party == key]}
        for key, why in result.get("left", {}).items() if key in board.numbers
    ]  # fmt: skip
    why_so_many = result.get("least", {}).items()
    least = [words.least_words(reason_of(why), names[leg]) for leg, why in why_so_many if leg in names]
    moved = sorted(board.numbers[key] for key in result.get("moved", ()) if key in board.numbers)
    n = len(moved)
    said = ngettext("%(n)s party moves: %(which)s.", "%(n)s parties move: %(which)s.", n) % {
        "n": n, "which": ", ".join(str(number) for number in moved),
    }  # fmt: skip
    return {"left": sorted(left, key=lambda one: one["number"]), "least": least, "moved": said if n else "",
            "best": result.get("best", True)}  # fmt: skip


def gone(board):
    """Who is no longer on it, and why; who was on it to the end is not among them."""
    rows = [row for row in board.gone if row.out_why != Out.OVER]
    nobody = frozenset()
    return [
        {**person(Rider(str(row.pk), "", "", nobody, row=row)), "row": row, "why": row.get_out_why_display()}
        for row in rows
    ]


def proposal(board):
    """The newest try, where one came after the plan in force; None else."""
    plan = board.newest
    if plan is None or plan.state not in (PlanState.READY, PlanState.STALE, PlanState.FAILED, PlanState.WAITING):
        return None
    shown = {"plan": plan, "state": plan.state, "tag": (words.PLAN_TAGS[plan.state], plan.get_state_display())}
    if plan.state == PlanState.READY:
        shown |= {**drawn(board, plan.result), **explained(board, plan.result), "was": board.plan is not None}
    return shown


def not_true(board):
    """Sentences: what of the plan in force is not so any more."""
    if board.movement.status not in (S.DRAFT, S.PLANNED, S.BOOKED):
        return []
    said = [words.fault_words(one, board) for one in proposing.standing(board) if one.wrong != Wrong.NO_SEAT]
    without = sorted(board.numbers[key] for key in proposing.without_seat(board)) if board.plan else []
    if without:
        which = {"which": ", ".join(map(str, without))}
        said.append(ngettext("Party %(which)s has no place in the plan.",
                             "Parties %(which)s have no place in the plan.", len(without)) % which)  # fmt: skip
    return said


def unseen(board):
    """How many more are on it, and how many of them travel no longer, for those who plan it."""
    lost = len([one for one in board.unseen if one.lost])
    n, said = len(board.unseen) - lost, []
    if n:
        said.append(ngettext(
            "%(n)s more person is on it, of a case that you cannot open. The plan counts them.",
            "%(n)s more people are on it, of cases that you cannot open. The plan counts them.", n,
        ) % {"n": n})  # fmt: skip
    if lost:
        said.append(ngettext(
            "%(n)s person dropped out, of a case you cannot open any more. A supervisor takes them off; plan again.",
            "%(n)s people dropped out, of cases you cannot open any more. A supervisor takes them off; plan again.",
            lost,
        ) % {"n": lost})  # fmt: skip
    return " ".join(said)


def progress(plan, look=0):
    """How far a plan is: by the clock, because a planner cannot say how far it is."""
    spent = (timezone.now() - plan.asked_at).total_seconds()
    return {"plan": plan, "share": min(95, int(spent * 10)), "next": look + 1 if look < 60 else 0, "late": spent > 45}


def acts(board, user):
    """Steps of the movement that this person may take now, but those of single runs and of a proposal."""
    movement = board.movement
    if movement.team_id not in user.team_ids:
        return []
    made = []
    for step in MOVEMENT.available(movement, user):
        if step.name in ("plan", "depart", "arrive"):
            continue
        made.append({"name": step.name, "label": step.label, "care": step.care, "form": bool(step.asks),
                     "url": at("movement_step", movement.pk, step.name)})  # fmt: skip
    return [one for one in made if useful(one["name"], board)]


def useful(name, board):
    """A button that would only say no is not shown."""
    movement = board.movement
    if name == "approve":
        return movement.approved_number != movement.plan_number
    return name != "book" or movement.approved_number == movement.plan_number

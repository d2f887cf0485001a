"""Asking for a plan, working it out in the background, accepting it, and moving a party by hand (T4)."""

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.acting import current
from accounts.afterwards import afterwards
from accounts.performing import performing
from accounts.policy import Group
from referrals.movements import queries, words
from referrals.movements.actions import held_before
from referrals.movements.building import along_of, basis_of, kept, load_of, puzzle_of
from referrals.movements.codes import PlanState
from referrals.movements.models import MovementPlan, Run
from referrals.movements.planner import plan as solve
from referrals.movements.puzzle import Load
from referrals.movements.rules import Wrong, faults, members_on, seat_count

SECONDS = 8.0  # longest time the planner takes


def next_number(movement):
    """The number of the next try."""
    return (MovementPlan.objects.filter(movement=movement).aggregate(last=Max("number"))["last"] or 0) + 1


def ask(movement, *, by, request):
    """A plan is wanted: `request` (plan id, user id) sends the task once all is committed. ValidationError where there
    is nothing to plan yet."""
    with performing(by, "movement.propose"):
        movement = held_before(movement)
        board = queries.whole(movement)
        if not board.going:
            raise ValidationError(_("Put somebody on the movement first."))
        with_runs = {run.leg_id for run in board.runs}
        if not board.legs or any(leg.pk not in with_runs for leg in board.legs):
            raise ValidationError(_("Write down at least one run for each leg first."))
        remember(board)
        row = MovementPlan(movement=movement, number=next_number(movement), basis=basis_of(board), asked_by=by)
        row.save(force_insert=True)
        afterwards(request, row.pk, by.pk)
    return row


def remember(board):
    """What somebody is planned on stands on their row, for those who plan and may not open the case."""
    for rider in board.riders:
        now = sorted(rider.traits)
        if sorted(rider.row.traits) != now:
            rider.row.traits = now
            rider.row.save()


def work_out(plan_id, *, by):
    """Works out one try in the name of who asked. Returns its state, None where another worker has it or had it."""
    rows = MovementPlan.objects.filter(pk=plan_id, state=PlanState.WAITING, asked_by=by).select_related("movement")
    row = rows.select_for_update(of=("self",), skip_locked=True).first()
    if row is None:
        return None
    board = queries.whole(row.movement)
    for rider in board.riders:
        current().show(rider.row.case_id, {Group.TRAVEL})
    row.state = PlanState.STALE
    if basis_of(board) == row.basis:
        answer = solve(puzzle_of(board), SECONDS)
        if basis_of(queries.whole(row.movement)) == row.basis:
            row.result, row.state = kept(answer), PlanState.READY
    row.done_at = timezone.now()
    row.save()
    return row.state


def taken(movement, plan, board):
    """Puts a plan in force: its number on the movement, its escorts on the runs."""
    if (old := board.plan) is not None and old.pk != plan.pk:
        old.state = PlanState.REPLACED
        old.save()
    plan.state = PlanState.ACCEPTED
    plan.save()
    along = along_of(plan.result)
    for run in board.runs:
        now = [str(key) for key in along.get(str(run.pk), ())]
        if [str(key) for key in run.escorts] != now:
            run.escorts = now
            run.save()
    movement.plan_number = plan.number
    movement.approved_number = movement.approved_by = None


def acceptable(movement, number):
    """(plan, board) of the try with this number. ValidationError where it is not proposed or no longer fits."""
    board = queries.whole(movement)
    plan = next((one for one in board.plans if str(one.number) == str(number)), None)
    if plan is None or plan.state != PlanState.READY:
        raise ValidationError(_("There is no such proposal any more."))
    if not plan.by_hand and plan.basis != basis_of(board):
        raise ValidationError(_("Something changed since this was worked out. Ask for a new plan."))
    return plan, board


def place(movement, *, by, party, runs):
    """Somebody moves a party by hand: `runs` is {leg: run}. The same rules hold; what would break one says which.
    Returns the new plan, to be accepted as every plan is."""
    with performing(by, "movement.place"):
        movement = held_before(movement)
        board = queries.whole(movement)
        if board.plan is None or party not in {rider.party for rider in board.riders}:
            raise ValidationError({"run": _("Choose one of those shown")})
        puzzle = puzzle_of(board)
        known = {(str(run.leg_id), str(run.pk)) for run in board.runs}
        if set(runs) != set(puzzle.legs) or set(runs.items()) - known:
            raise ValidationError({"run": _("Choose one of those shown")})
        way, along = {**board.way, party: dict(runs)}, along_of(board.plan.result)
        before = set(faults(puzzle, board.way, along))
        new = [fault for fault in faults(puzzle, way, along) if fault not in before]
        if new:
            raise ValidationError({"run": [words.fault_words(fault, board) for fault in new]})
        row = MovementPlan(movement=movement, number=next_number(movement), basis=basis_of(board), asked_by=by,
                           by_hand=True, state=PlanState.READY, done_at=timezone.now(),
                           result=moved_by_hand(board, puzzle, way, along, party))  # fmt: skip
        row.save(force_insert=True)
    return row


def moved_by_hand(board, puzzle, way, along, party):
    """The result in force with one party elsewhere, and its loads counted anew."""
    result = board.plan.result
    left = {key: why for key, why in result.get("left", {}).items() if key != party}
    people, loads = members_on(puzzle, way), []
    for run in puzzle.runs:
        counted = {trait: sum(trait in one.traits for one in people[run.key]) for trait in run.limits}
        loads.append({"run": run.key, "seats": seat_count(people[run.key]),
                      "escorts": len(along.get(run.key, ())), "traits": counted})  # fmt: skip
    return {**result, "runs": way, "left": left, "loads": loads, "moved": [party]}


def standing(board):
    """Faults of the plan in force on the rows as they are now: what the movement says by itself."""
    if board.plan is None:
        return []
    puzzle = puzzle_of(board)
    way = {key: board.way[key] for key in (party.key for party in puzzle.parties) if key in board.way}
    return faults(puzzle, way, along_of(board.plan.result))


def without_seat(board):
    """Parties of people who still travel and have no place in the plan in force."""
    return {rider.party for rider in board.going} - set(board.way)


def load_by_run(result):
    """{run: Load} of a plan."""
    found: dict[str, Load] = {one["run"]: load_of(one) for one in result.get("loads", ())}
    return found


def must_keep(board, *, seats=True):
    """ValidationError with a sentence for each rule that the plan in force does not keep now."""
    wrong = [one for one in standing(board) if seats or one.wrong != Wrong.NO_SEAT]
    if wrong:
        raise ValidationError([words.fault_words(fault, board) for fault in wrong])


def last_runs(board):
    """Runs of the last leg on which somebody is."""
    last = board.legs[-1].pk if board.legs else None
    return [run for run in board.runs if run.leg_id == last and board.on(run)]


def used(board):
    """Runs on which somebody is."""
    return [run for run in board.runs if board.on(run)]


def run_here(movement, key):
    """A run of the movement, or None."""
    return Run.objects.filter(movement=movement, pk=key).select_related("leg").first()

"""What follows from a step of a return: the line of the timeline, to-dos, mails, and last what may take the actor's own
access away."""

import datetime

from django.utils import timezone

from accounts.models import Membership, RoleGrant, User
from accounts.outbox.actions import tell, tell_all
from accounts.policy import Role
from casework.cases.actions import note
from casework.cases.grants import workers
from casework.consents import actions as ledger
from casework.consents.models import Consent
from casework.todos.actions import raise_todo, settle_todos
from casework.todos.queries import kept_away, supervisors
from referrals.returns.models import Return

S = Return.Status
ASK_BEFORE = datetime.timedelta(days=2)
# Kinds of to-dos that a return raises (casework/todos/kinds.py).
CLEAR, BLOCKED, SUSPENDED, ASK, TALK = (
    "clear_return",
    "blocked_return",
    "suspended_return",
    "ask_return",
    "follow_return",
)
ALL = (CLEAR, BLOCKED, SUSPENDED, ASK, TALK)


def officers(case, role=Role.REPATRIATION):
    """Active accounts of the case's team with this role, without those whom a conflict block keeps away."""
    holds = RoleGrant.objects.standing().filter(role=role).values("user")
    members = Membership.objects.filter(team=case.team_id).values("user")
    people = User.objects.annotate(blocked=kept_away(case)).filter(pk__in=holds, is_active=True, blocked=False)
    return people.filter(pk__in=members).order_by("display_name", "pk")


def tell_team(row, by):
    """The officers of the return and who works on the case are told that there is an update."""
    people = {user.pk: user for user in (*officers(row.case), *workers(row.case))}
    tell_all([user for key, user in people.items() if key != by.pk], "return")


def settle(row, by, *kinds):
    """The workflow went on."""
    for kind in kinds or ALL:
        settle_todos(row.case, kind, by=by)


def planned(row, by):
    """Somebody looks after it now."""
    settle(row, by, SUSPENDED)
    tell_team(row, by)


def blocked(row, by):
    """A supervisor looks at what forbids it."""
    settle(row, by, CLEAR)
    raise_todo(row.case, BLOCKED, by=by)
    tell_all(supervisors(row.case, but=by), "review")


def decided(row, by):
    """A supervisor has read it."""
    settle(row, by, CLEAR, BLOCKED)
    if row.officer_id and row.officer_id != by.pk:
        tell(row.officer, "reviewed")


def suspended(row, by):
    """Who works on the case asks the person what now; the officers do not go on."""
    settle(row, by, CLEAR, ASK)
    raise_todo(row.case, SUSPENDED, by=by)
    tell_team(row, by)


def booked(row, by):
    """The person is asked once more, shortly before the journey."""
    day = max(row.travel_on - ASK_BEFORE, timezone.localdate())
    raise_todo(row.case, ASK, by=by, due_on=day)
    tell_team(row, by)


def received(row, by):
    """The next talk has its day, where the person agreed to talks."""
    from referrals.after.scheduling import after_arrival
    from referrals.returns.facts import whole_facts
    from referrals.returns.needs import MONTHS, due_on

    settle(row, by, TALK)
    order = [S.HANDED_OVER, *MONTHS]
    at = order.index(S(row.status)) + 1
    if at < len(order) and whole_facts(row).follow_up:
        raise_todo(row.case, TALK, by=by, due_on=due_on(row, order[at]))
    if row.status == S.HANDED_OVER:
        after_arrival(row.case, by)


def stopped(row, by):
    """The last word counts: the yes to going back is taken back in the ledger too, in the same act (C-04)."""
    newest = Consent.objects.filter(case=row.case_id, type="return").newest()
    for yes in [found for found in newest if found.status in Consent.YES]:
        ledger.append(row.case, yes, Consent.Status.WITHDRAWN, by, answered_on=timezone.localdate())
    tell_team(row, by)


FOLLOWS = {
    "plan": planned, "resume": planned, "block": blocked, "clear": decided, "renew": decided, "reassess": decided,
    "own_choice": decided, "suspend": suspended, "book": booked, "unbook": lambda row, by: settle(row, by, ASK),
    "depart": lambda row, by: settle(row, by), "receive": received, "stop": stopped,
    **dict.fromkeys((S.MONTH_1, S.MONTH_3, S.MONTH_6, S.MONTH_12), received),
}  # fmt: skip


def record(row, step, before, by, given):
    """The timeline's line and what follows. The end comes last: with it the officer's access ends too."""
    note(row.case, f"return_{step.name}", by, before=before, after=row.status, reason=str(given.get("reason", "")))
    if step.name in FOLLOWS:
        FOLLOWS[step.name](row, by)
    if row.status in Return.ENDED:
        settle(row, by)
        row.ended_at = timezone.now()
        row.save()

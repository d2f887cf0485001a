"""Reading to-dos: who may have one, what waits on a case, and what waits for somebody."""

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, UUIDField, Value
from django.db.models.expressions import RawSQL

from accounts.models import Membership, RoleGrant, Team, User
from accounts.policy import Role
from casework.cases.care_sql import OF_LAW
from casework.cases.models import CaseGroupObjectPermission, CaseUserObjectPermission
from casework.todos.kinds import ELSEWHERE, LAW, LEADS
from casework.todos.models import Todo

SOONEST = (F("due_on").asc(nulls_last=True), "raised_at", "pk")


def kept_away(case):
    """Whether a conflict block keeps an account away from the case; an expression over accounts."""
    cases = Func(F("pk"), F("organisation_id"), function="blocked_cases")
    wanted = Value(case.pk, UUIDField())
    return Func(wanted, cases, arg_joiner=" = ANY (", template="%(expressions)s)", output_field=BooleanField())


def reached_by_law(case):
    """Whether legal officers of the case's team reach it now; an expression over accounts. The table of access shows
    nobody the principals of others, so that the reasons behind it are asked."""
    return RawSQL(f"EXISTS ({OF_LAW.replace('unnest(ids)', 'unnest(ARRAY[%s]::uuid[])')})", [case.pk], BooleanField())


def able(case):
    """Active accounts that may have a to-do of the case: its caseworkers first, then the supervisors of its teams, then
    its legal officers; each with `works`, `leads` and `argues` (bool). Whom a conflict block keeps away is not among
    them."""
    assigned = CaseUserObjectPermission.objects.filter(content_object=case.pk, user=OuterRef("pk"))
    second = CaseGroupObjectPermission.objects.filter(content_object=case.pk).values("group")
    teams = Team.objects.filter(Q(pk=case.team_id) | Q(group__in=second), is_active=True)
    supervises = RoleGrant.objects.standing().filter(role=Role.SUPERVISOR, user=OuterRef("pk"))
    member = Membership.objects.filter(team__in=teams, user=OuterRef("pk"))
    argues = RoleGrant.objects.standing().filter(role=Role.LEGAL, user=OuterRef("pk"))
    here = Membership.objects.filter(team=case.team_id, user=OuterRef("pk"))
    blocked = kept_away(case)
    return (
        User.objects.annotate(works=Exists(assigned), leads=Exists(supervises) & Exists(member), blocked=blocked)
        .annotate(argues=Exists(argues) & Exists(here) & reached_by_law(case))
        .filter(Q(works=True) | Q(leads=True) | Q(argues=True), is_active=True, blocked=False)
        .order_by("-works", "-leads", "display_name", "pk")
    )


def supervisors(case, *, but=None):
    """Supervisors of the case's teams, without `but`."""
    found = able(case).filter(leads=True)
    return found.exclude(pk=but.pk) if but is not None else found


def owner_for(case, kind, by):
    """Who gets what nobody was named for: what supervisors decide goes to one of them and never to `by`; what is law to
    a legal officer where there is one; all else to `by` if they may have it, or else to the first who works on it. None
    where there is nobody."""
    if kind in LEADS:
        return supervisors(case, but=by).first()
    people = able(case)
    if kind in LAW and (officer := of_law(people, by)):
        return officer
    return people.filter(pk=by.pk).first() or people.first()


def of_law(people, by):
    """`by` if they are a legal officer here, else the first who is; None where there is none."""
    officers = people.filter(argues=True)
    return officers.filter(pk=by.pk).first() or officers.first()


def on_case(case):
    """(open, done) to-dos of one case with their people: late first, then by day; done ones newest first."""
    rows = Todo.objects.filter(case=case).select_related("owner", "done_by", "raised_by")
    return rows.open().order_by(*SOONEST), rows.exclude(done_at=None).order_by("-done_at", "pk")


def waiting_for(user):
    """Open to-dos of this person on cases they may work on, late first, but for decisions that have parts of their own
    on "My work"."""
    rows = Todo.objects.permitted(user, "todo.view").open().filter(owner=user).exclude(kind__in=ELSEWHERE)
    return rows.select_related("owner", "case", "case__person").order_by(*SOONEST)

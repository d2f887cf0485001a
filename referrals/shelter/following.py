"""What follows from a step of a stay: to-dos and mails, in the same transaction (P1, P4, R10)."""

from accounts.models import RoleGrant, User
from accounts.outbox.actions import tell, tell_all
from accounts.policy import Role
from casework.cases.grants import workers
from casework.todos.actions import raise_todo, settle_todos
from referrals.shelter.codes import Safety
from referrals.shelter.needs import in_emergency, said


def keepers(team_id):
    """Active shelter managers of a team, by name."""
    manages = RoleGrant.objects.standing().filter(role=Role.SHELTER_MANAGER).values("user")
    return User.objects.filter(teams=team_id, is_active=True, pk__in=manages).order_by("display_name", "pk")


def child_officers(organisation_id):
    """Active child protection officers of an organisation."""
    protects = RoleGrant.objects.standing().filter(role=Role.CHILD_PROTECTION).values("user")
    people = User.objects.filter(organisation=organisation_id, is_active=True, pk__in=protects)
    return people.order_by("display_name", "pk")


def raises(kind):
    """A follow-up: this to-do."""
    return lambda row, by, given: raise_todo(row.case, kind, by=by)


def settles(kind):
    """A follow-up: this to-do is done."""
    return lambda row, by, given: settle_todos(row.case, kind, by=by)


def tell_workers(row, by, given):
    """Whoever works on the case hears that the house answered."""
    for user in workers(row.case):
        tell(user, "bed")


def tell_house(row, by, given):
    """Whoever keeps the house hears that something about a bed changed."""
    tell_all(keepers(row.team_id).exclude(pk=by.pk), "bed")


def restricted_house(row, by, given):
    """A house that people may not leave: somebody looks at it, every time (R10)."""
    if row.restricted:
        raise_todo(row.case, "restricted_house", by=by)


def child_is_here(row, by, given):
    """The child protection officer is told at once; before best interests allow it the bed is for 72 hours (P4)."""
    if not row.case.child:
        return
    tell_all(child_officers(row.case.organisation_id), "child_placed")
    raise_todo(row.case, "child_placed", by=by)
    if in_emergency(given):
        raise_todo(row.case, "child_assessment", by=by)


def something_is_wrong(row, by, given):
    """Somebody came back, and not well."""
    if said(given, "safety") == Safety.WORRIED:
        raise_todo(row.case, "came_back_worried", by=by)
        tell_workers(row, by, given)


FOLLOWS = {
    "offer": (raises("answer_bed"), tell_workers),
    "take_back": (settles("answer_bed"), tell_workers),
    "decline": (raises("other_house"), tell_workers),
    "refuse": (settles("answer_bed"), raises("other_house"), tell_house),
    "cancel": (settles("answer_bed"), tell_house),
    "admit": (settles("answer_bed"), settles("other_house"), restricted_house, child_is_here, tell_workers),
    "come_back": (something_is_wrong,),
    "leave": (raises("left_house"), tell_workers),
    "ask_transfer": (raises("other_house"), tell_house),
    "stay_on": (settles("other_house"), tell_house),
    "transfer": (settles("other_house"), tell_house),
    "exit": (settles("restricted_house"), settles("child_placed"), tell_workers),
}

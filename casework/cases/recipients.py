"""People of other organisations to whom a case is shared: whom to tell that there is an update (R-42)."""

from accounts.models import RoleGrant, User
from accounts.policy import Role


def focal_points(organisation_ids):
    """Active accounts of these organisations that receive referrals, by name."""
    receives = RoleGrant.objects.standing().filter(role=Role.EXTERNAL).values("user")
    people = User.objects.filter(organisation__in=list(organisation_ids), is_active=True, pk__in=receives)
    return people.order_by("display_name", "pk")

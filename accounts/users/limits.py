"""What one administrator cannot do to an account alone, because it would give them its cases (R-07)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.access import BY_ORGANISATION, BY_TEAM
from accounts.policy import ACTIONS, READABLE

OWN_ACCOUNT = _("You cannot do this to your own account. Ask another administrator.")
PASSWORD_CHOSEN = _("This person has chosen a password already. They ask for a new one on the sign-in page.")
THEIR_ADDRESS = _("This person signs in already. They change the address themselves, on their own account page.")
ADDRESS_OF_ROLE = _(
    "This account has a role or waits for one. End that, change the address and ask for the role again, "
    "so that a second administrator approves it."
)
PLACE_OF_ROLE = _(
    "This account has a role, or waits for one, that opens cases by team or organisation. End that, make this change "
    "and ask for the role again, so that a second administrator approves it."
)


def opens_by_place(role):
    """Whether somebody's teams or organisation decide which cases the role opens."""
    by_action = (right for row in ACTIONS.values() for right in row.get(role, ()))
    by_field = (right for holder, right in READABLE if holder == role)
    return not {*BY_TEAM, *BY_ORGANISATION}.isdisjoint({*by_action, *by_field})


def refuse_alone(before, after, teams):
    """ValidationError, by field, for what a second administrator would have to see first (R-07).

    `before` is the row as it was, locked: a role that is asked for meanwhile waits until this change stands.
    Leaving a team takes power away and needs no second pair of eyes.
    """
    roles = list(before.role_grants.filter(ended_at__isnull=True).values_list("role", flat=True))
    refused = {}
    if before.email.lower() != after.email.lower():
        refused["email"] = address_refusal(before, roles)
    if any(opens_by_place(role) for role in roles):
        held = set(before.membership_set.values_list("team", flat=True))
        refused["teams"] = PLACE_OF_ROLE if {team.pk for team in teams} - held else None
        refused["organisation"] = PLACE_OF_ROLE if before.organisation_id != after.organisation_id else None
    if any(refused.values()):
        raise ValidationError({name: sentence for name, sentence in refused.items() if sentence})


def address_refusal(user, roles):
    """Why an administrator cannot change this address, or None: whoever reads its mail can take the account."""
    if user.has_usable_password():
        return THEIR_ADDRESS
    return ADDRESS_OF_ROLE if roles else None

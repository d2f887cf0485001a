"""What administrators do with accounts and roles, and what everybody may change about their own account."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.afterwards import afterwards
from accounts.performing import performing
from accounts.policy import MACHINE_ROLES
from accounts.signin import sessions
from accounts.signin.mails import send, send_link
from accounts.users.limits import OWN_ACCOUNT, PASSWORD_CHOSEN, refuse_alone
from accounts.users.models import Membership, RoleGrant, User

ANSWERED = _("This request has been answered already.")


@contextmanager
def plain_sentences(model):
    """Turns a constraint that the database holds into the sentence the model has for it (ValidationError)."""
    try:
        yield
    except IntegrityError as error:
        name = error.__cause__.diag.constraint_name
        for constraint in model._meta.constraints:
            if constraint.name == name:
                raise ValidationError(constraint.violation_error_message) from error
        raise


def invite_user(user, teams, *, by, link_for):
    """Saves a new account that nobody can sign in with yet, and mails the link to choose a password.

    `link_for` (user -> address) is called once the account stands; the mail leaves when the transaction
    holds.
    """
    with performing(by, "user.invite", user.organisation):
        user.set_unusable_password()
        user.save(force_insert=True)
        set_teams(user, teams)
        mail_link(user, link_for)
    return user


def mail_link(user, link_for):
    """Mails a link with which the person chooses a password, after the transaction."""
    afterwards(send_link, user, link_for(user))


def invite_again(user, *, by, link_for):
    """Mails a new link, for somebody whose link is too old, until they chose a password (R-07). The links
    before stop working then."""
    with performing(by, "user.invite", user):
        if not user.is_active:
            raise ValidationError(_("This account is switched off."))
        if user.has_usable_password():
            raise ValidationError(PASSWORD_CHOSEN)
        mail_link(user, link_for)


def set_teams(user, teams):
    """Makes `teams` the teams of `user`; only what differs is written, so that history shows real changes."""
    wanted, held = {team.pk for team in teams}, {row.team_id: row for row in user.membership_set.all()}
    for team_id in wanted - held.keys():
        Membership(user=user, team_id=team_id).save(force_insert=True)
    for team_id in held.keys() - wanted:
        held[team_id].delete()


def change_user(user, teams, *, by, version):
    """Saves a changed account and its teams; Stale when it is no longer at `version`.

    ValidationError for one's own account and for what one administrator cannot do alone (R-07).
    """
    with performing(by, "user.edit", user):
        if user.pk == by.pk:
            raise ValidationError(OWN_ACCOUNT)
        before = User.objects.select_for_update().get(pk=user.pk)
        user.version = version
        user.save()  # first, because a stale form is a conflict and not a refusal
        refuse_alone(before, user, teams)
        set_teams(user, teams)
        tell_old_address(before, user)
    return user


def tell_old_address(before, after):
    """Mails to the address an account had, after the transaction, that it has another one (R-07)."""
    if before.email and before.email.lower() != after.email.lower():
        afterwards(send, before, "new_address")


def change_profile(user, *, by, version):
    """Saves what a person may change about themselves; Stale when it is no longer at `version`."""
    if user.pk != by.pk:
        raise ValidationError(_("This is somebody else's account."))
    with performing(by, "profile.edit", user):
        before = User.objects.get(pk=user.pk)
        user.version = version
        user.save()
        tell_old_address(before, user)
    return user


def switch_user(user, *, by, active):
    """Switches an account off, which ends its sessions at once (S-09), or on again. Nobody does it to
    themselves."""
    with performing(by, "user.disable", user):
        if user.pk == by.pk:
            raise ValidationError(OWN_ACCOUNT)
        user.is_active = active
        user.save()
        if not active:
            sessions.end_all(user)
    return user


def request_role(grant, *, by):
    """Asks for a role for an account; it counts only once another administrator approved it (R-07)."""
    with plain_sentences(RoleGrant), performing(by, "role.request", grant.user):
        if grant.role in MACHINE_ROLES:
            raise ValidationError(_("This role belongs to programs. Make a client for it."))
        grant.requested_by = by
        grant.validate_constraints()
        grant.save(force_insert=True)
    return grant


def waiting_grant(grant):
    """The same grant, locked. ValidationError when somebody answered it in the meantime."""
    locked = RoleGrant.objects.waiting().select_for_update().filter(pk=grant.pk).first()
    if locked is None:
        raise ValidationError(ANSWERED)
    return locked


def approve_role(grant, *, by):
    """A second administrator approves, never the one who asked nor the person concerned (R-07, four eyes).

    The model's constraint says so in a sentence, and the database holds it for whatever way a row is written.
    """
    with plain_sentences(RoleGrant), performing(by, "role.approve", grant):
        grant = waiting_grant(grant)
        grant.approved_by, grant.approved_at = by, timezone.now()
        grant.validate_constraints()
        grant.save()
    return grant


def refuse_role(grant, *, by):
    """A second administrator says no. The request stays in the history, ended and never approved."""
    with performing(by, "role.approve", grant):
        grant = waiting_grant(grant)
        if by.pk in (grant.requested_by_id, grant.user_id):
            raise ValidationError(_("A second administrator must answer this request."))
        grant.ended_by, grant.ended_at = by, timezone.now()
        grant.save()
    return grant


def end_role(grant, *, by):
    """Ends a role, or takes a request back. One pair of eyes is enough to take power away, but not from
    oneself."""
    with performing(by, "role.end", grant):
        if grant.ended_at is not None:
            raise ValidationError(_("This role has ended already."))
        if grant.user_id == by.pk and grant.approved_at is not None:
            raise ValidationError(OWN_ACCOUNT)
        grant.ended_by, grant.ended_at = by, timezone.now()
        grant.save()
    return grant

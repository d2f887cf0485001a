"""Blocks that administrators raise by case number, and what the team makes of them (security-rules.md section 3)."""

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import allowed, refuse
from accounts.models import RoleGrant, User
from accounts.performing import performing
from accounts.policy import Role
from casework.cases.reasons import ConflictBlock
from casework.cases.typed_blocks import TypedBlock


def who_can_be_blocked(by):
    """Accounts an administrator can name: everybody but themself."""
    return User.objects.filter(is_active=True).exclude(pk=by.pk).select_related("organisation")


def somebody_else(by, user, about):
    """ValidationError for what no block may say, whatever the case: oneself, one's own organisation, the guard."""
    if user is not None and user.pk == by.pk:
        raise ValidationError({"user": _("Somebody else must block you.")})
    guards = RoleGrant.objects.standing().filter(role=Role.DATA_PROTECTION)
    if user is not None and guards.filter(user=user).exists():
        raise ValidationError({"user": _("Who guards the data cannot be blocked.")})
    if about is not None and about.pk == by.organisation_id:
        raise ValidationError({"about": _("This is your own organisation: nobody could open the case any more.")})


def raise_by_number(number, *, by, reason, user=None, about=None):
    """Blocks a person or an organisation from the case of this number in the administrator's organisation, if there is
    one. The same statements run and the same row stays behind whether there is or not (R-02, R-16)."""
    with performing(by, "block.raise"):
        somebody_else(by, user, about)
        if not reason.strip():
            raise ValidationError({"reason": _("Write the reason. The supervisors of the case read it.")})
        row = TypedBlock(organisation_id=by.organisation_id, number=number, user=user, about=about, raised_by=by)
        row.seal(reason)
        row.clean_fields()
        row.save(force_insert=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT take_hold(%s)", [row.pk])
    return row


def lifted(rows):
    """Id of a typed block -> since when it is lifted, for those that are. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT request, since FROM lifted_blocks(%s::uuid[])", [[row.pk for row in rows]])
        return dict(cursor.fetchall())


def unchecked(user):
    """Blocks of administrators that nobody looked at yet: for who can lift them, and for the data protection officer
    those that blocked nobody because nobody would have been left."""
    live = ConflictBlock.objects.permitted(user, "conflict.lift").filter(lifted_at=None)
    held_back = ConflictBlock.objects.permitted(user, "conflict.check").filter(held_back=True)
    rows = (live | held_back).filter(typed__isnull=False, checked_at=None).exclude(Q(user=user) & Q(held_back=True))
    return rows.select_related("case", "case__person", "raised_by").order_by("raised_at", "pk")


def check_block(block, *, by):
    """Somebody of the team looked and lets the block stand; one that blocks nobody is checked by the data protection
    officer. ValidationError where it was looked at already."""
    with performing(by, "conflict.check", block.case):
        if not block.held_back and not allowed(by, "conflict.lift", block.case):
            refuse(by, "conflict.check", "casework.conflictblock", block.pk, visible=True)
        if block.checked_at is not None:
            raise ValidationError(_("Somebody looked at this already."))
        block.checked_by, block.checked_at = by, timezone.now()
        block.save()
    return block

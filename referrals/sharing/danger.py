"""Danger to life: sharing without a yes, and only then (C-09).

One acts on a written basis; what is ticked stands at once, for a day. Where a second person confirms within that day,
it stands for three days from the act. The database counts (casework/cases/sharing_sql.py); no job is needed. Who guards
the data is told at once. Nobody acts against a no that the person said to this recipient, and no fear is passed over.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import RoleGrant, User
from accounts.outbox.actions import tell_all
from accounts.performing import performing
from accounts.policy import Role
from casework.cases.actions import note
from casework.cases.models import Case
from casework.cases.recipients import focal_points
from casework.consents import actions as ledger
from casework.consents.items import ITEMS
from casework.consents.models import Consent
from casework.todos.actions import raise_todo
from casework.todos.queries import supervisors
from referrals.sharing.ending import end_what_ran_out
from referrals.sharing.items import opened_by
from referrals.sharing.models import Share
from referrals.sharing.preparing import make, must_be_a_recipient, refuse_items, refuse_second

S = Consent.Status
UNCONFIRMED, IN_ALL = datetime.timedelta(hours=24), datetime.timedelta(hours=72)
PURPOSES = frozenset({Share.Purpose.RESCUE, Share.Purpose.SERVICE})
TYPES = {"embassy": "share_embassy", "police": "share_law_enforcement", "border_command": "share_law_enforcement"}
NOES = (S.REFUSED, S.WITHDRAWN)


def act_on_danger(case, *, by, recipient, purpose, items, basis, number=None):
    """Shares these items with this organisation at once, because a life is in danger and the person cannot be asked.

    `purpose` is RESCUE or SERVICE, `items` codes of ITEMS (where the person is may be one), `basis` why, in writing,
    `number` that of the referral it belongs to, so that both sides speak of one number (a new one where none is named).
    Returns the Share, open for 24 hours unless somebody else confirms. ValidationError beside recipient, items, basis.
    """
    with performing(by, "share.danger", case):
        Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        must_be_allowed(case, recipient, purpose, items, number)
        consent = ledger.record_not_possible(
            case, by=by, type=TYPES.get(recipient.kind, "share_services"), recipient=recipient,
            language=case.language, items=[code for code in ITEMS if code in items], basis=basis,
        )  # fmt: skip
        share = share_at_once(case, consent, purpose, number)
        note(case, "share_danger", by)
        tell_of_danger(share, by)
    return share


def must_be_allowed(case, recipient, purpose, items, number=None):
    """ValidationError for an office that gets nothing, for a known no, and for nothing or too much ticked."""
    if purpose not in PURPOSES:
        raise ValidationError(_("Danger to life opens help only, nothing else."))
    must_be_a_recipient(case, recipient, purpose)
    refuse_twice(case, recipient, purpose, number)
    if last_word(case, recipient) in NOES:
        raise ValidationError({"recipient": _("The person said no to sharing with them. That counts also now.")})
    if not items or any(code not in ITEMS for code in items):
        raise ValidationError({"items": _("Tick what they need to help, and nothing else.")})
    groups = opened_by(purpose, recipient)
    refuse_items(items, lambda code: ITEMS[code].group in groups, _("They can never be shown: %(names)s."))


def refuse_twice(case, recipient, purpose, number):
    """ValidationError where they hold something for such help already, and no referral of its own asks for more."""
    if number is None:
        refuse_second(Share.objects.standing_on(case.pk), recipient, purpose)


def last_word(case, recipient):
    """What the person last said to sharing with this organisation: a status, or None. The same rule as KNOWN_NO."""
    said = Q(status__in=(*Consent.YES, *NOES))
    rows = Consent.objects.filter(said, case=case, recipient=recipient).order_by("-recorded_at", "-number")
    return rows.values_list("status", flat=True).first()


def share_at_once(case, consent, purpose, number=None):
    """The open share of a danger: sent and received in the moment of the act, by the database's clock."""
    end_what_ran_out(case, consent.recipient)
    now = ledger.database_time()
    return make(
        Share(
            case=case, recipient=consent.recipient, purpose=purpose, consent_series=consent.series,
            items=consent.items, until=consent.recorded_at + IN_ALL, sent_at=now, live_from=now,
            **({"number": number} if number else {}),
        )
    )  # fmt: skip


def tell_of_danger(share, by):
    """Who guards the data, the supervisors and the recipient are told in the same transaction."""
    raise_todo(share.case, "confirm_danger", by=by)
    tell_all(guardians_of_data(share.case.organisation_id), "danger")
    tell_all(supervisors(share.case, but=by), "danger")
    tell_all(focal_points([share.recipient_id]), "referral")


def guardians_of_data(organisation):
    """Active data protection officers of an organisation."""
    holders = RoleGrant.objects.standing().filter(role=Role.DATA_PROTECTION).values("user")
    return User.objects.filter(organisation=organisation, is_active=True, pk__in=holders).order_by("pk")


def confirm_danger(consent, *, by):
    """A second person confirms within 24 hours: what is shared stands for 72 hours from the act. Returns the row."""
    with performing(by, "consent.confirm_not_possible", consent.case):
        if ledger.database_time() > consent.recorded_at + UNCONFIRMED:
            raise ValidationError(_("The 24 hours are over, and what was shared has ended. Act anew if it must be."))
        return ledger.confirm_not_possible(consent, by=by)

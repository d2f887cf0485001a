"""Preparing, sending and opening what is shared with one organisation (C-01, C-05). Any kind of referral uses these
inside an act of its own; nothing here asks who may. What was sent is never changed: versions.py makes a new one."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.cases.models import Case
from casework.children.queries import sharing_allowed
from casework.consents import firewall
from casework.consents.covering import covered
from casework.consents.items import ITEMS
from casework.people.fear_actions import standing
from referrals.sharing.ending import end_share, end_what_ran_out
from referrals.sharing.items import FILES, items_of, opened_by
from referrals.sharing.models import Share

P = Share.Purpose
EMBASSY = frozenset({"share_embassy"})
# purpose -> the consents it may rest on.
RESTS_ON = {
    P.PAPERS: EMBASSY,
    P.CONTACT: EMBASSY,
    P.SERVICE: frozenset({"share_services"}),
    P.TRANSFER: frozenset({"share_services", "share_origin_partner"}),
    P.HOME: frozenset({"share_origin_partner"}),
    P.RESCUE: frozenset({"share_services", "share_embassy", "share_law_enforcement"}),
    **{P(purpose): frozenset({firewall.DOORS[purpose].consent}) for purpose in firewall.ASKED_FOR},
}
# Kinds of organisations that get nothing but through a door of the table (C-12).
FIREWALL = firewall.WALLED


def prepare_share(case, *, recipient, purpose, consent, items, files=(), until=None, number=None, share=None):
    """A share that is not sent yet: made, or `share` changed where it is for the same recipient and purpose.

    `consent` is the newest row of its series, `items` codes of ITEMS, `until` the last day (the consent's where none is
    named), `files` ids of files of the case. Part of the caller's act. ValidationError beside recipient, consent,
    items, files or until.
    """
    must_be_a_recipient(case, recipient, purpose)
    must_rest_on(consent, case, recipient, purpose)
    wanted = {
        "purpose": purpose,
        "items": checked_items(items, consent, case, opened_by(purpose, recipient)),
        "until": end_of(until, consent),
        "files": checked_files(files, case, consent),
        "consent_series": consent.series,
    }
    return share_for(case, recipient, wanted, number, share)


def must_be_a_recipient(case, recipient, purpose):
    """ValidationError for an office that is closed, that keeps the case itself, that a fear shuts out (C-06), or that
    gets nothing in this way (C-12)."""
    if not recipient.is_active:
        said = _("%(office)s is closed. Choose another organisation.") % {"office": recipient.name}
    elif recipient.pk == case.organisation_id:
        said = _("This is your own organisation. It has the case already.")
    elif not firewall.may_pass(recipient.kind, purpose):
        said = _("An office of this kind is shown nothing in this way.")
    elif shut_out(case, recipient):
        said = _("Blocked: asylum or a fear of this state is written down.")
    else:
        return
    raise ValidationError({"recipient": said})


def shut_out(case, recipient):
    """Whether a standing fear shuts this recipient out: the same rule as FEARED in casework/cases/sharing_sql.py."""
    states = {*recipient.represents, recipient.country}
    return any(
        states & set(fear.countries) or (recipient.kind == "embassy" and not fear.countries) for fear in standing(case)
    )


def must_rest_on(consent, case, recipient, purpose):
    """ValidationError unless the consent is to this recipient, of a type that fits the purpose, and holds today."""
    if consent is None or consent.case_id != case.pk or consent.recipient_id != recipient.pk:
        raise ValidationError({"consent": _("First ask the person: there is no consent to share with them.")})
    if consent.type not in RESTS_ON[purpose]:
        raise ValidationError({"consent": _("The person agreed to something else. Ask for this purpose first.")})
    if not items_of(consent, case, opened_by(purpose, recipient)):
        raise ValidationError({"consent": _("The consent does not hold, or names nothing to show. Ask first.")})


def checked_items(items, consent, case, groups):
    """The ticked items, in the order of the table. ValidationError for a share beyond the consent (C-01), or of
    something that a recipient of this kind is never shown."""
    if any(code not in ITEMS for code in items):
        raise ValidationError({"items": _("Choose one of the answers shown")})
    refuse_items(items, lambda code: ITEMS[code].group in groups, _("They can never be shown: %(names)s."))
    agreed = items_of(consent, case, groups)
    refuse_items(items, lambda code: code in agreed, _("The person did not agree to show: %(names)s."))
    return [code for code in ITEMS if code in items]


def refuse_items(items, fits, said):
    """ValidationError that names the items that do not fit."""
    wrong = [code for code in ITEMS if code in items and not fits(code)]
    if wrong:
        raise ValidationError({"items": said % {"names": ", ".join(str(ITEMS[code].label) for code in wrong)}})


def end_of(until, consent):
    """The moment after the last day. ValidationError for a day that is over, or after the consent."""
    last = until or consent.expires_on
    if last is None or last < timezone.localdate():
        raise ValidationError({"until": _("Choose a day that is still to come.")})
    if consent.expires_on is not None and last > consent.expires_on:
        raise ValidationError({"until": _("Not after the consent, which ends earlier.")})
    return datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time(), datetime.UTC)


def checked_files(files, case, consent):
    """Ids of files of this case that may be shown. ValidationError for one that the person did not agree to (C-01)."""
    wanted = {str(pk) for pk in files}
    shown = case.storedfiles.filter(pk__in=wanted, state="ready", kind__in=FILES.values())
    found = {str(pk) for pk in shown.values_list("pk", flat=True)}
    if wanted - found:
        raise ValidationError({"files": _("Choose one of those shown")})
    if wanted - covered(consent):
        raise ValidationError({"files": _("The person did not agree to show this file. Ask first, file by file.")})
    return sorted(found)


def share_for(case, recipient, wanted, number, share):
    """`share` changed, or a new one where there is none yet for this recipient and purpose."""
    if share is not None and share.ended_at is None:
        if share.recipient_id == recipient.pk and share.purpose == wanted["purpose"]:
            for name, value in wanted.items():
                setattr(share, name, value)
            share.clean_fields(exclude=["case"])
            share.save()
            return share
        end_share(share, Share.Why.TAKEN_BACK)
    end_what_ran_out(case, recipient)
    if number is None:
        refuse_second(Share.objects.open().filter(case=case), recipient, wanted["purpose"])
    return make(Share(case=case, recipient=recipient, **({"number": number} if number else {}), **wanted))


def refuse_second(shares, recipient, purpose):
    """ValidationError where one of these is with this recipient for this purpose: only a service referral, under its
    own number, asks them for a second help (the same rule as HELP in guards_sql.py)."""
    if shares.filter(recipient=recipient, purpose=purpose).exists():
        raise ValidationError({"recipient": _("Something is shared with them for this already. End that first.")})


def make(share):
    """The checked new row of a share."""
    share.clean_fields(exclude=["case"])
    share.validate_constraints()
    share.save(force_insert=True)
    return share


def send_share(share):
    """The recipient holds the notice from now on: number, day and purpose. The case is locked first: a fear that is
    written down at the same moment finds what was sent, or is seen here (C-06). ValidationError where it, a consent
    that no longer holds, or what is still owed to a child forbids it (P4; danger to life goes through danger.py)."""
    case = Case.objects.select_for_update(no_key=True).get(pk=share.case_id)
    must_be_a_recipient(case, share.recipient, share.purpose)
    sharing_allowed(case)
    share.sent_at = timezone.now()
    share.save()
    return share


def open_share(share):
    """The recipient has accepted: what was a notice before is access now. Once only."""
    share.live_from = timezone.now()
    share.save()
    return share

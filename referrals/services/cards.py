"""What the case's side shows of a service referral: its line, what can be done, what is missing, what is seen."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import allowed, readable
from casework.cases.overview import missing
from referrals.services import needs, words
from referrals.services.models import ServiceReferral
from referrals.services.transitions import steps_for
from referrals.sharing.items import file_lines_of, lines_of, shared_values
from referrals.sharing.threads import thread_of

S = ServiceReferral.Status
# The step that leads on from a state, shown first and as the main button.
FORWARD = ("send_now", "pass_on_now", "request", "approve", "send", "pass_on", "acknowledge", "accept", "complete",
           "withdraw")  # fmt: skip
# What is as easy to reach as that step.
BESIDE = {"approve": "return", "accept": "decline", "complete": "start"}
# What is said above the button.
SAYING = {
    "request": gettext_lazy("A supervisor reads what the provider will see, item by item."),
    "approve": gettext_lazy("Read below what the provider will see, item by item, and until when."),
    "send": gettext_lazy("It is approved. The provider first learns number, day and purpose."),
    "send_now": gettext_lazy("It leaves at once. A supervisor reads within 24 hours why it could not wait."),
    "pass_on": gettext_lazy("The provider has no account here. Call, write or go, say only what was agreed, note it."),
    "pass_on_now": gettext_lazy("Call first. Then write down with whom, and why it could not wait."),
    "acknowledge": gettext_lazy("When they told you that they have it."),
    "accept": gettext_lazy("When they told you whether they help."),
    "complete": gettext_lazy("When the help is given, or ended for another reason."),
    "withdraw": gettext_lazy("The sharing has ended. End the record as well."),
}


def address(name, referral, *more):
    """The address of a page of one referral."""
    return reverse(name, args=[referral.case.reference, referral.number, *more])


def line(referral):
    """One referral in a list."""
    return {
        "row": referral,
        "url": address("service_detail", referral),
        "tag": words.tag_of(referral),
        "urgency": words.urgency_of(referral) if needs.is_open(referral) else None,
        "clock": words.clock(referral),
        "review": needs.unreviewed(referral),
    }


def acts(referral, user):
    """(the step that leads on with what is still missing for it or None, the other steps) for this reader."""
    made = {step.name: act(referral, step) for step in steps_for(referral, user)}
    first = next((made.pop(name) for name in FORWARD if name in made), None)
    if first is not None:
        first["text"] = SAYING[first["name"]]
        first["beside"] = made.pop(BESIDE.get(first["name"], ""), None)
    return first, list(made.values())


def act(referral, step):
    """One step as a button or a link."""
    return {
        "name": step.name,
        "label": step.label,
        "url": url_of(referral, step),
        "care": step.care,
        "form": bool(step.asks) or step.name in APART,
        "missing": missing(referral, step),
    }


APART = {"send_in_danger": "service_danger"}  # steps with a page of their own


def url_of(referral, step):
    """Where the step is taken."""
    if step.name in APART:
        return address(APART[step.name], referral)
    return address("service_step", referral, step.name)


def slip_of(referral, share=None):
    """What the provider sees of this referral, as far as this reader may read it; None without a share."""
    share = share or referral.share
    if share is None:
        return None
    slip = shared_values(share, referral.case)
    groups = readable(referral.case)
    lines = lines_of(slip, groups)
    return {
        "number": referral.number,
        "name": lines[0]["value"] if slip.name else "",
        "lang": slip.language,
        "lines": lines,
        "files": file_lines_of(slip),
        "nothing": not slip.items,
    }


def talk(referral):
    """The thread with the provider: [{row, by, theirs}] newest first."""
    rows = thread_of(referral.share) if referral.share is not None else []
    return [{"row": row, "by": row.by.display_name, "theirs": row.from_recipient} for row in rows]


def letter_url(referral, user):
    """Where the handover pack is set as a letter, while something is shared and this person makes letters; else ''."""
    share = needs.share_of(referral)
    if share is None or share.sent_at is None or not allowed(user, "letter.make", referral):
        return ""
    return f"{reverse('letter_new', args=[referral.case.reference])}?kind=handover_pack&to=share:{share.pk}"


def may_write(referral, user):
    """Whether the provider would read it, and this person may write."""
    share = referral.share
    return bool(share and share.sent_at and not share.ended_at) and allowed(user, "service.write", referral)


def may_review(referral, user):
    """Whether this person is the one who reads why it could not wait."""
    return needs.unreviewed(referral) and referral.sent_by_id != user.pk and allowed(user, "service.review", referral)


def preparing(referral, user):
    """[(address, words)] of what is prepared, in order, while it is."""
    if referral.status not in (S.DRAFT, S.PENDING) or not allowed(user, "service.prepare", referral):
        return []
    last = ("service_yes", _("What the person agreed to")) if referral.by_hand else (
        "service_tick", _("Tick what the provider will see")
    )  # fmt: skip
    ways = [("service_provider", _("Choose the provider")), last, ("service_edit", _("Change what is needed"))]
    open_ways = ways if referral.service_row_id else [ways[0], ways[2]]
    return [{"url": address(name, referral), "label": label} for name, label in open_ways]

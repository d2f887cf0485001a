"""What the pages of sharing show: one share in a list, its buttons, who looked, and its thread."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import allowed, readable
from casework.consents.items import ITEMS
from casework.consents.models import Consent
from referrals.sharing import queries
from referrals.sharing.items import file_lines_of, lines_of, shared_values
from referrals.sharing.threads import thread_of

# word of the address -> (action, button, heading, what is said above the form)
CHANGES = {
    "narrow": ("share.narrow", gettext_lazy("Show less"), gettext_lazy("Show less, or for a shorter time"),
               gettext_lazy("It takes effect at once, and nobody needs to approve it.")),
    "extend": ("share.extend", gettext_lazy("Show more, or longer"), gettext_lazy("Show more, or for a longer time"),
               gettext_lazy("Within what the person agreed to. Nothing changes until somebody else approves it.")),
    "end": ("share.end", gettext_lazy("End it now"), gettext_lazy("End the sharing now"),
            gettext_lazy("They no longer look from the next click on. They are told that it ended, and not why.")),
    "approve": ("share.approve", gettext_lazy("Approve"), "", ""),
    "return": ("share.return", gettext_lazy("Give it back"), gettext_lazy("Give it back"),
               gettext_lazy("Nothing changes for them. Who asked for it reads your reason.")),
    "confirm": ("consent.confirm_not_possible", gettext_lazy("Confirm the danger"), "", ""),
}  # fmt: skip
STANDING = ("narrow", "extend", "end")
# Field groups in the words of a page.
AT = {
    "identity": gettext_lazy("who the person is"), "contact": gettext_lazy("how to reach the person"),
    "facts": gettext_lazy("what happened"), "health": gettext_lazy("health"),
    "nationality": gettext_lazy("nationality"), "immigration": gettext_lazy("status"),
    "family": gettext_lazy("family"), "evidence": gettext_lazy("files"), "origin": gettext_lazy("home"),
    "justice": gettext_lazy("justice"), "travel": gettext_lazy("travel"), "referral": gettext_lazy("number and day"),
}  # fmt: skip


def address(name, share, *more):
    """The address of a page of one share on the case's side."""
    return reverse(name, args=[share.case.reference, share.pk, *more])


def last_day(share):
    """The last day of a share, which counts as a whole."""
    return (share.until - datetime.timedelta(seconds=1)).date()


def tag_of(share, standing=True):
    """(kind, word) of the state."""
    if share.ended_at is not None:
        return "stop", share.get_ended_why_display()
    if share.sent_at is None:
        return "decide", _("Waits for approval")
    if not standing:
        return "stop", _("Its time or its consent is over")
    return ("now", _("They see it")) if share.live_from else ("wait", _("Not accepted yet"))


def line(share, user, *, standing=True, consent=None, seen=()):
    """One share in a list: to whom, for what, which items, until when, on which yes, who looked, and its buttons."""
    return {
        "row": share,
        "url": address("sharing_detail", share),
        "to": share.recipient.name,
        "purpose": share.get_purpose_display(),
        "items": ", ".join(str(ITEMS[code].label) for code in share.items if code in ITEMS),
        "until": last_day(share),
        "tag": tag_of(share, standing),
        "consent": rests_on(consent),
        "consent_url": reverse("consent_detail", args=[share.case.reference, consent.pk]) if consent else "",
        "seen": [look(entry) for entry in seen],
        "acts": acts(share, user, consent) if standing else [],
    }


class Lines:
    """Lines of several shares of a case: what they rest on and who looked is read once for all."""

    def __init__(self, case, user, shares):
        self.user = user
        self.consents, self.looks = queries.consents_of(shares), looks_of(case, user, shares)

    def of(self, shares, standing=True):
        """One line a share."""
        return [
            line(
                row,
                self.user,
                standing=standing,
                consent=self.consents.get(row.consent_series),
                seen=self.looks.get(row.number, ()),
            )
            for row in shares
        ]


def rests_on(consent):
    """The yes in words, or the basis of a danger."""
    if consent is None:
        return ""
    if consent.status in (Consent.Status.NOT_POSSIBLE, Consent.Status.CONFIRMED):
        return consent.get_status_display()
    return consent.get_type_display()


def look(entry):
    """Who looked, when last, how often, and at what, in words."""
    groups = [str(AT[name]) for name in AT if name in entry["groups"]]
    return {**entry, "at": ", ".join(groups)}


def acts(share, user, consent):
    """Buttons of a share for this reader: [{word, label, url, form}]."""
    words = STANDING if share.sent_at else ("approve", "return")
    if share.sent_at and consent is not None and consent.status == Consent.Status.NOT_POSSIBLE:
        words = ("confirm", *words)
    return [
        {"word": word, "label": CHANGES[word][1], "url": address("sharing_change", share, word),
         "form": bool(CHANGES[word][2])}
        for word in words
        if offered(word, share, user, consent)
    ]  # fmt: skip


def offered(word, share, user, consent):
    """Whether this person may take the act, and is not the one who asked for it."""
    mine = {"approve": share.requested_by_id, "return": share.requested_by_id}.get(word)
    if word == "confirm":
        mine = consent.recorded_by_id
    if word == "extend" and consent is not None and not consent.holds:
        return False
    return mine != user.pk and allowed(user, CHANGES[word][0], share.case)


def slip_of(share):
    """What the recipient sees, as far as this reader may read it."""
    slip = shared_values(share, share.case)
    groups = readable(share.case)
    return {
        "number": share.number,
        "name": lines_of(slip, groups)[0]["value"] if slip.name else "",
        "lang": slip.language,
        "lines": lines_of(slip, groups),
        "files": file_lines_of(slip),
        "nothing": not slip.items,
    }


def talk(share):
    """The thread for our side: [{row, by, theirs}] newest first."""
    return [{"row": row, "by": row.by.display_name, "theirs": row.from_recipient} for row in thread_of(share)]


def own_page(share):
    """Where the referral of a share is looked after, where it has one: (label, url) or None."""
    if getattr(share, "consular", None) is not None:
        return _("The referral to the mission"), reverse(
            "consular_detail", args=[share.case.reference, share.consular.number]
        )
    if getattr(share, "service", None) is not None:
        return _("The referral to the service"), reverse(
            "service_detail", args=[share.case.reference, share.service.number]
        )
    return None


def looks_of(case, user, shares):
    """{number of the share: looks}, for those who may read the trail."""
    if not (shares and allowed(user, "trail.view", case)):
        return {}
    return queries.seen_by(case.pk, shares)


def may_offer(case, user):
    """Which offers the page may begin: handing over, and a danger to life."""
    return {
        "transfer": case.status not in case.CLOSED and allowed(user, "transfer.offer", case),
        "danger": case.status not in case.CLOSED and allowed(user, "share.danger", case),
    }

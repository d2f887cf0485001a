"""The state of a consent in a word and a shape, and what follows from it."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.access import readable
from accounts.pages import WITHHELD, Shown
from casework.consents.models import Consent
from casework.consents.queries import ALONE
from casework.consents.titles import CHOICES, PLAIN, choice_of, title_of

S = Consent.Status
SOON = datetime.timedelta(days=14)
SHORT = {
    S.INFORMED: gettext_lazy("No answer yet"),
    S.NOT_POSSIBLE: gettext_lazy("Not possible"),
    S.CONFIRMED: gettext_lazy("Not possible"),
}
SHAPES = {
    S.NOT_ASKED: "todo",
    S.INFORMED: "wait",
    S.GIVEN: "done",
    S.GIVEN_LIMITED: "now",
    S.REFUSED: "stop",
    S.WITHDRAWN: "stop",
    S.SUPERSEDED: "todo",
    S.NOT_POSSIBLE: "decide",
    S.CONFIRMED: "decide",
}
FOLLOWS = {
    S.INFORMED: gettext_lazy("Ask for the answer when the person is ready."),
    S.REFUSED: gettext_lazy("Help goes on."),
    S.WITHDRAWN: gettext_lazy("Nothing may be done on it."),
    S.NOT_POSSIBLE: gettext_lazy("Could not be asked. A supervisor must confirm it within 24 hours."),
    S.CONFIRMED: gettext_lazy("Could not be asked, confirmed. Ask as soon as the person can answer."),
}


def given_alone(consent, case):
    """A yes of a child that nobody else gave: it does not hold (S-48)."""
    return consent.holds and case.child and consent.giver in ALONE


def state(consent, case):
    """(kind, word, sentence) of the newest row of a series."""
    if consent.expired:
        return "late", _("Ended"), _("It ended on %(day)s. Ask again.") % {"day": long(consent.expires_on)}
    if given_alone(consent, case):
        return "late", _("Does not hold"), _("A child answered alone. Ask the guardian, and the child again.")
    return SHAPES[consent.status], SHORT.get(consent.status) or consent.get_status_display(), follows(consent)


def follows(consent):
    """What is true now, in a sentence."""
    if consent.holds and consent.expires_on:
        return _("Ends %(day)s.") % {"day": long(consent.expires_on)}
    return FOLLOWS.get(consent.status, "")


def long(day):
    """10 March 2026."""
    return date_format(day, "j F Y")


def entry(consent, case):
    """One series as a list shows it to this reader; marks where the ledger is withheld."""
    seen = Shown(consent, readable(consent))
    if seen.status is WITHHELD:
        return {"pk": consent.pk, "withheld": True}
    kind, word, sentence = state(consent, case)
    return {
        "pk": consent.pk,
        "title": title_of(consent.type),
        "recipient": consent.recipient.name if consent.recipient else "",
        "tag": (kind, word),
        "sentence": sentence,
        "limits": consent.limits if consent.holds else "",
        "on": consent.answered_on or consent.recorded_at.date(),
        "waits": consent.status == S.INFORMED,
        "holds": consent.status in Consent.YES,
        "corrects": consent.status in (*Consent.YES, S.REFUSED),
        "taken_back": consent.status == S.WITHDRAWN,
        "again": again(consent),
        "unconfirmed": consent.status == S.NOT_POSSIBLE,
    }


def newest_first(rows):
    """(newest for each type and recipient, the older ones) of the newest rows of all series."""
    seen, newest, older = set(), [], []
    for row in sorted(rows, key=lambda row: (row.recorded_at, row.number), reverse=True):
        subject = (row.type, row.recipient_id)
        (older if subject in seen else newest).append(row)
        seen.add(subject)
    order = [code for code, _words in PLAIN]
    return sorted(newest, key=lambda row: order.index(row.type)), older


def not_asked(rows):
    """Types nobody has asked yet: [(code, words)]."""
    asked = {row.type for row in rows}
    return [(code, words) for code, words in PLAIN if code not in asked]


def again(consent):
    """Whether this is to be asked again: it has ended, or ends within fourteen days."""
    if consent.status not in Consent.YES or consent.expires_on is None:
        return False
    return consent.expires_on <= timezone.localdate() + SOON


def four_choices(newest, case):
    """[(words, kind, word)] of the four separate choices (C-02): what the person said to each, at a glance."""
    return [(words, *said_to(choice, newest, case)) for choice, words in CHOICES.items()]


def said_to(choice, newest, case):
    """(kind, word) of one choice: how many yes hold, or that it is a no, or was not asked."""
    rows = [row for row in newest if choice_of(row.type) == choice]
    yes = sum(1 for row in rows if row.holds and not given_alone(row, case))
    if yes:
        return "done", ngettext("%(n)s yes", "%(n)s yes", yes) % {"n": yes}
    if any(row.status in (S.REFUSED, S.WITHDRAWN) for row in rows):
        return "stop", _("No")
    return ("wait", _("No answer yet")) if rows else ("todo", _("Not asked"))

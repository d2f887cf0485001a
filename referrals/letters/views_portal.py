"""The recipient's own letters: a list, and the PDF. What ended, or opens less than the letter says, is not there."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import fetch, refuse
from accounts.acting import current
from accounts.pages import page
from accounts.policy import Group
from casework.cases.doors import only_for
from casework.cases.numbers import tidy
from referrals.letters import actions, needs, paper, queries
from referrals.letters.kinds import KINDS, LANGUAGES
from referrals.letters.models import Letter
from referrals.letters.views import handed


@require_safe
@only_for("letter.read")
def portal_letters(request):
    """Letters that this organisation may take along today: number, kind, language and day; no name."""
    rows = queries.received_by(request.user)
    for row in rows:
        current().show(row.case_id, {Group.REFERRAL})
    return page(request, "referrals/letters/portal_letters.html", lines=[line(row) for row in rows])


def line(letter):
    """What everybody of the recipient may know of a letter."""
    return {
        "number": letter.number,
        "kind": KINDS[letter.kind].label,
        "language": LANGUAGES[letter.language],
        "office": letter.case.organisation.name,
        "sent": letter.sent_at,
        "referral": letter.share.number,
    }


def letter_for(user, number):
    """One letter by its number. Http404 where it is another's, was taken back, its share has ended, or opens less now
    than is printed."""
    letter = fetch(Letter, user, "letter.read", queryset=queries.whole(), number=tidy(number))
    current().action = "letter.read"
    if not needs.covered(letter, letter.share):
        refuse(user, "letter.read", "referrals.letter", letter.number, visible=False)
    return letter


@require_http_methods(["GET", "HEAD", "POST"])
def portal_letter(request, number):
    """One letter. A POST takes the PDF along, which is written down: first the letter, then copies that say so."""
    letter = letter_for(request.user, number)
    current().show(letter.case_id, {Group.REFERRAL})
    if request.method != "POST":
        return page(
            request, "referrals/letters/portal_letter.html", line=line(letter), fingerprint=paper.fingerprint(letter)
        )
    try:
        return handed(letter, actions.hand_out(letter, by=request.user, outside=True))
    except ValidationError:
        messages.error(request, _("The letter cannot be read at the moment. Ask the caseworker for it."))
        return redirect("portal_letter", letter.number)

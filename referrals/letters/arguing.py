"""Drafting a non-punishment letter from the record: the letter and its penalties, both or neither (workflows.md 10)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.performing import performing
from casework.cases.actions import note
from casework.penalties.models import Penalty
from casework.penalties.transitions import BY_LETTER
from referrals.letters import measures
from referrals.letters.actions import make_letter, sheet_of
from referrals.letters.measures import ABOUT_PENALTIES as KIND


def drafted_for(case):
    """Penalties on which a letter can be written now."""
    return list(Penalty.objects.filter(case=case, status=Penalty.Status.RECORDED).order_by("noted_at", "pk"))


def must_be_some(penalties):
    """ValidationError for a letter about nothing."""
    if not penalties:
        raise ValidationError({"penalties": _("Choose one or more")})


def sheet_for(case, *, by, penalties, **given):
    """The letter as it would be; nothing is kept."""
    must_be_some(penalties)
    return sheet_of(case, by=by, kind=KIND, penalties=penalties, **given)


def draft(case, *, by, penalties, law_checked=False, **given):
    """Makes the letter and moves each penalty to `letter_drafted`. ValidationError where grounds, consent or an
    assessment are missing: then there is no letter. `law_checked`: the legal officer checked the provisions that no
    lawyer has read for us, which is written down; without it the letter is a draft that cannot be sent."""
    with performing(by, "penalty.draft", case):
        must_be_some(penalties)
        letter = make_letter(case, by=by, kind=KIND, penalties=penalties, law_checked=law_checked, **given)
        for penalty in penalties:
            BY_LETTER.move(penalty, "draft", by=by, letter=letter)
        checked = measures.unread(penalties) if law_checked else []
        if checked:
            said = "; ".join(measures.cited(row) for row in checked)
            note(case, "letter_law_checked", by, reason=f"{letter.number}: {said}")
    return letter

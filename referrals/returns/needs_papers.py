"""Which papers somebody can travel with, and until when."""

from django.utils.translation import gettext as _

from casework.people.models import IdentityPaper

TRAVELS = frozenset({
    "passport", "emergency_travel_document", "certificate_of_identity", "laissez_passer", "temporary_border_pass",
    "refugee_travel_document", "stateless_travel_document", "national_id", "seaman_book", "allow_departure_order",
})  # fmt: skip
IN_HAND = (IdentityPaper.Where.PERSON, IdentityPaper.Where.US)


def not_in_hand(paper, day):
    """Why nobody can travel on `day` with this paper, as a sentence; '' where it is valid and in hand (R17)."""
    if paper is None:
        return _("No travel paper is chosen.")
    if paper.kind not in TRAVELS:
        return _("Nobody can travel with a paper of this kind.")
    if paper.where not in IN_HAND:
        return _("The travel paper is not in hand.")
    if paper.expires_on is None:
        return _("Write until when the travel paper is valid, under Person.")
    if paper.expires_on < day:
        return _("The travel paper ends before the journey.")
    return ""

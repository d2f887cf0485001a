"""What somebody may agree to show, item by item (C-01): never "everything", and never where they live or their health.

Each item belongs to a field group; whether a recipient may read that group says policy.READABLE. How an item is read
stands in referrals/sharing/items.py, because a recipient is shown it there and nowhere else.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.policy import Group


@dataclass(frozen=True)
class Item:
    """One thing that can be ticked: its field group, the heading it stands under, its words, and the types of consent
    it belongs to (none: every type that shares something)."""

    group: Group
    heading: Any
    label: Any
    types: frozenset = frozenset()

    def fits(self, kind):
        """Whether it can be agreed to in a consent of this type."""
        return not self.types or kind in self.types


WHO, HOME, NEED, WHAT = (
    _("Who the person is"),
    _("Where the person comes from"),
    _("What the person needs from them"),
    _("What happened"),
)
TO_MISSIONS = frozenset({"share_embassy"})
TO_HELPERS = frozenset({"share_services", "share_origin_partner"})
TO_PARTNERS = frozenset({"share_origin_partner"})
TO_EXIT = frozenset({"share_exit_clearance"})
# Exit clearance names five things and no more (C-12): all else belongs to every other type that shares something.
NOT_TO_EXIT = TO_MISSIONS | TO_HELPERS | {"share_authority_identification", "share_law_enforcement"}
ITEMS = {
    "name": Item(Group.IDENTITY, WHO, _("Name, both spellings")),
    "other_names": Item(Group.IDENTITY, WHO, _("Other names"), NOT_TO_EXIT),
    "gender": Item(Group.IDENTITY, WHO, _("Gender"), NOT_TO_EXIT),
    "birth_date": Item(Group.IDENTITY, WHO, _("Date of birth")),
    "nationality": Item(Group.NATIONALITY, WHO, _("Nationality, as told")),
    "languages": Item(Group.IDENTITY, WHO, _("Languages the person speaks"), TO_HELPERS),
    "papers": Item(Group.IDENTITY, WHO, _("Numbers of passport and other papers")),
    "paper_copies": Item(Group.EVIDENCE, WHO, _("Copies of papers"), NOT_TO_EXIT),
    "photo": Item(Group.EVIDENCE, WHO, _("Photo of the face"), NOT_TO_EXIT),
    "birth_place": Item(Group.ORIGIN, HOME, _("Place of birth"), NOT_TO_EXIT),
    "home_address": Item(Group.ORIGIN, HOME, _("Last address at home"), NOT_TO_EXIT),
    "family": Item(Group.FAMILY, HOME, _("Names of parents and family"), NOT_TO_EXIT),
    "needs_paper": Item(Group.REFERRAL, NEED, _("That a travel paper is needed"), TO_MISSIONS),
    "service_kind": Item(Group.FACTS, NEED, _("Which help is needed"), TO_HELPERS),
    "needs_words": Item(Group.FACTS, NEED, _("What is needed, in the caseworker's words"), TO_HELPERS),
    "contact": Item(Group.CONTACT, NEED, _("How to reach the person, while the help lasts"), TO_HELPERS),
    "health": Item(Group.HEALTH, NEED, _("Health notes, for this help only"), frozenset({"share_services"})),
    # In no consent: only somebody who acts on a danger to life names it, for a rescue (I12, C-09).
    "place": Item(Group.CONTACT, NEED, _("Where the person is now, for a rescue only"), frozenset({"rescue"})),
    "release_day": Item(Group.FACTS, WHAT, _("The day the person came out"), NOT_TO_EXIT),
    "journey": Item(Group.FACTS, WHAT, _("The way here: countries and days"), TO_EXIT),
    "handover": Item(Group.FACTS, WHAT, _("What was done here, and what comes next"), TO_PARTNERS),
}
CODES = [(code, item.label) for code, item in ITEMS.items()]


def headed(codes=tuple(ITEMS), kind=""):
    """[(heading, [(code, label)])] of these items, in the order of the table; of one type of consent, if named."""
    found: dict[Any, list] = {}
    for code in [code for code in ITEMS if code in codes and (not kind or ITEMS[code].fits(kind))]:
        found.setdefault(ITEMS[code].heading, []).append((code, ITEMS[code].label))
    return list(found.items())

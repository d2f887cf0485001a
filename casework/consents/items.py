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
    """One thing that can be ticked: its field group, the heading it stands under, and its words."""

    group: Group
    heading: Any
    label: Any


WHO, HOME, NEED, WHAT = (
    _("Who the person is"),
    _("Where the person comes from"),
    _("What the person needs from them"),
    _("What happened"),
)
ITEMS = {
    "name": Item(Group.IDENTITY, WHO, _("Name, both spellings")),
    "other_names": Item(Group.IDENTITY, WHO, _("Other names")),
    "gender": Item(Group.IDENTITY, WHO, _("Gender")),
    "birth_date": Item(Group.IDENTITY, WHO, _("Date of birth")),
    "nationality": Item(Group.NATIONALITY, WHO, _("Nationality, as told")),
    "papers": Item(Group.IDENTITY, WHO, _("Numbers of passport and other papers")),
    "paper_copies": Item(Group.EVIDENCE, WHO, _("Copies of papers")),
    "photo": Item(Group.EVIDENCE, WHO, _("Photo of the face")),
    "birth_place": Item(Group.ORIGIN, HOME, _("Place of birth")),
    "home_address": Item(Group.ORIGIN, HOME, _("Last address at home")),
    "family": Item(Group.FAMILY, HOME, _("Names of parents and family")),
    "needs_paper": Item(Group.REFERRAL, NEED, _("That a travel paper is needed")),
    "release_day": Item(Group.FACTS, WHAT, _("The day the person came out")),
}
CODES = [(code, item.label) for code, item in ITEMS.items()]


def headed(codes=tuple(ITEMS)):
    """[(heading, [(code, label)])] of these items, in the order of the table."""
    found: dict[Any, list] = {}
    for code in [code for code in ITEMS if code in codes]:
        found.setdefault(ITEMS[code].heading, []).append((code, ITEMS[code].label))
    return list(found.items())

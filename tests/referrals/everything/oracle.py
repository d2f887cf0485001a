"""Who may see what, worked out by hand and without a database: what the product is compared with.

One `Told` a case. Nothing here is asked of the product but codes and the two policy tables.
"""

from dataclasses import dataclass, field

from accounts.policy import READABLE, Group, Right, Role
from casework.consents.items import ITEMS

# Item -> the words by which it is known on a page. Every case has words of its own (`canary`).
WORDS = ("name", "birth_place", "home_address", "family")
SHOWN_TO_PROGRAMS = {item for item in WORDS if ITEMS[item].group in READABLE[Role.CLIENT, Right.ORG]}
SHOWN_TO_MISSIONS = READABLE[Role.EXTERNAL, Right.SHARE] - {Group.HEALTH}


@dataclass
class Lent:
    """What one recipient holds of one case."""

    items: frozenset
    accepted: bool = False
    over: bool = False
    edition: int = 1  # what was sent never changes: each change of it is a newer version


@dataclass(frozen=True)
class Paper:
    """A letter that was sent: what is printed, and on which version of what was lent it rests."""

    number: str
    office: object
    items: frozenset
    lent: Lent = field(repr=False)
    edition: int


@dataclass
class Told:
    """Everything that bears on who may see one case."""

    workers: set = field(default_factory=set)
    glass: set = field(default_factory=set)
    blocked: set = field(default_factory=set)  # users and organisations
    fears: list = field(default_factory=list)  # sets of countries; an empty set is every mission
    child: bool = False
    erased: bool = False
    yes: dict = field(default_factory=dict)  # recipient -> items of the yes that holds, None for a no
    alone: set = field(default_factory=set)  # recipients whose yes was given without a guardian
    lent: dict = field(default_factory=dict)  # recipient -> Lent
    papers: list = field(default_factory=list)

    def feared(self, office):
        """Whether a standing fear shuts this office out (C-06)."""
        states = {*office.represents, office.country}
        return any(states & fear if fear else office.kind == "embassy" for fear in self.fears)

    def agrees(self, office):
        """What the person's word opens to this office today; a child's own word alone opens nothing (S-48)."""
        if self.child and office.pk in self.alone:
            return frozenset()
        return self.yes.get(office.pk) or frozenset()

    def stands(self, office):
        """What the office holds at this moment, or None."""
        lent = self.lent.get(office.pk)
        if lent is None or lent.over or not self.agrees(office) or self.feared(office) or not office.is_active:
            return None
        return lent

    def reaches(self, user):
        """Whether somebody of our side reaches the case at all, each by the reason of the role."""
        if self.erased or self.blocked & {user.pk, user.organisation_id}:
            return False
        reasons = {
            Role.CASEWORKER: user.pk in self.workers | self.glass,
            Role.SUPERVISOR: user.team_ids and self.team in user.team_ids,
            Role.DATA_PROTECTION: user.organisation_id == self.organisation,
        }
        return any(reasons.get(role, False) for role in user.role_codes)

    def reads(self, user):
        """Field groups somebody of our side reads."""
        if not self.reaches(user):
            return set()
        held = {
            (Role.CASEWORKER, Right.USER): user.pk in self.workers,
            (Role.CASEWORKER, Right.GLASS): user.pk in self.glass,
            (Role.SUPERVISOR, Right.TEAM): self.team in user.team_ids,
            (Role.DATA_PROTECTION, Right.ORG): user.organisation_id == self.organisation,
        }
        pairs = [pair for pair, holds in held.items() if holds and pair[0] in user.role_codes]
        return set().union(*(READABLE[pair] for pair in pairs))

    def lists(self, user, office):
        """Whether a recipient's queue names the case's referral: number and day, or more once it accepted."""
        walled = self.erased or self.blocked & {user.pk, user.organisation_id}
        return self.stands(office) is not None and not walled

    def shown(self, user, office):
        """Items a recipient reads now: the person's word, and what was ticked, and what its role may read (C-03)."""
        return self.opened(office) if self.lists(user, office) and self.lent[office.pk].accepted else set()

    def opened(self, office):
        """Items that a standing share opens, whoever looks and whether or not it was accepted."""
        both = self.agrees(office) & self.lent[office.pk].items
        return {item for item in both if ITEMS[item].group in SHOWN_TO_MISSIONS}

    def takes(self, user, office, paper):
        """Whether somebody of the recipient may take a letter along: its version stands and opens all that is printed."""
        if paper.office != office.pk or not self.lists(user, office) or not self.lent[office.pk].accepted:
            return False
        newest = paper.lent is self.lent[office.pk] and paper.edition == paper.lent.edition
        return newest and paper.items <= self.shown(user, office)

    def opens(self, user, paper):
        """Whether somebody of our side may take it along: who reads all that is printed."""
        groups = {ITEMS[item].group for item in paper.items} | {Group.REFERRAL}
        return self.reaches(user) and groups <= self.reads(user)

    team = organisation = None


def words_of(told, user, office=None):
    """Items whose words may stand anywhere on a page for this reader."""
    if office is not None:
        return told.shown(user, office) & set(WORDS)
    return {item for item in WORDS if ITEMS[item].group in told.reads(user)}

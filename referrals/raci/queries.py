"""Reading the table: one way home with who is named, all ways with their gaps, and whom it proposes (C2).

Every page asks one statement, whatever it shows: the office's lines, with the entries that this reader may see and
whether somebody in the office holds the function.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts import codes as lists
from accounts.acting import current
from accounts.models import RoleGrant
from accounts.policy import Group, may
from referrals.directory import clock
from referrals.directory import queries as directory
from referrals.raci import rules
from referrals.raci.codes import ANY, FUNCTION_WORDS, ONLY, base, place
from referrals.raci.models import RaciRow


@dataclass
class Table:
    """The lines of one office as one reader may see them."""

    rows: list = field(default_factory=list)
    entries: dict = field(default_factory=dict)
    held: frozenset = frozenset()
    ways: Any = None

    def state_of(self, row):
        """Whether who is named can act: FINE, TOO_OLD, STOPPED, NOBODY or HIDDEN."""
        if row.function:
            return rules.FINE if row.function in self.held else rules.NOBODY
        entry = self.entries.get(row.entry_id)
        if entry is None:
            return rules.HIDDEN
        if entry.status != "active":
            return rules.STOPPED
        return rules.TOO_OLD if clock.state(entry) == clock.TOO_OLD else rules.FINE

    def name_of(self, row):
        """The name as this reader may know it; an entry hidden from them is somebody (R26)."""
        if row.function:
            return str(FUNCTION_WORDS[row.function])
        entry = self.entries.get(row.entry_id)
        return entry.name if entry else _("Somebody at a partner at risk")

    def holding(self, host, home):
        """{(step, letter): [row]} on one way."""
        return rules.holding(self.ways, host, home)

    def gaps(self, host, home):
        """What is missing on one way."""
        return rules.gaps(self.holding(host, home), self.state_of)


def lines_of(user):
    """The lines of the reader's own office."""
    if not may(user, "raci.view") or user.organisation_id is None:
        return RaciRow.objects.none()
    return RaciRow.objects.filter(keeper=user.organisation_id)


def table_of(user, rows=None, most=None):
    """The whole table of the reader's office, or these lines of it, at most so many. One statement."""
    found = list(known_to(user, lines_of(user) if rows is None else rows)[:most])
    entries = {row.entry_id: row.entry for row in found if row.seen and row.entry}
    for entry in entries.values():
        if entry.restricted:
            current().show(entry.pk, {Group.STAFF})
    held = frozenset(row.function for row in found if row.held)
    return Table(found, entries, held, rules.by_way(found))


def known_to(user, rows):
    """Lines with their entry, whether the reader may see it, and whether somebody in the office holds the function."""
    grants = RoleGrant.objects.standing().filter(user__organisation=user.organisation_id, user__is_active=True)
    return rows.select_related("entry").annotate(
        seen=Exists(directory.seen_by(user).filter(pk=OuterRef("entry_id"))),
        held=Exists(grants.filter(role=OuterRef("function"))),
    )


def fitting(user, step, host, home):
    """The part of the table that bears on one step of one way."""
    pairs = rules.levels(host or ANY, home or ANY)
    hosts, homes = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    return table_of(user, lines_of(user).filter(step=step, host__in=hosts, home__in=homes))


def known_ways(table):
    """(host, home) of the office's own lines and of the routes into the trade, turned round, by name."""
    ours = {pair for pair in table.ways if ANY not in pair}
    return sorted(ours | routes(), key=lambda pair: (place(pair[0]), place(pair[1])))


def routes():
    """The ways back of corridors.csv, whose cells may name several countries."""
    pairs = {
        (host, home)
        for row in lists.rows("corridors")
        for host in row["destination"].split(";")
        for home in row["origin"].split(";")
    }
    return {(host, home) for host, home in pairs if ANY not in (host, home) and host != home}


@dataclass(frozen=True)
class Named:
    """Somebody whom the table names for a step: `entry` is the directory's, `account` their organisation here."""

    name: str
    letter: str
    state: str
    entry: Any = None
    account: Any = None
    note: str = ""

    @property
    def can_act(self):
        """Whether they can be chosen as a recipient today."""
        return self.state == rules.FINE


def named(table, rows):
    """Rows as the reader may know them."""
    found = []
    for row in rows:
        entry = table.entries.get(row.entry_id)
        account = entry.account_id if entry else None
        key = entry.pk if entry else None
        found.append(Named(table.name_of(row), row.letter, table.state_of(row), key, account, row.note))
    return found


def proposed(user, step, host, home):
    """[Named]: who does this step and who answers for it on this way, by the table of the user's office. The page that
    offers recipients shows them first; nobody is chosen by it."""
    table = fitting(user, step, host, home)
    held = table.holding(host or ANY, home or ANY)
    return named(table, [*held[step, "R"], *held[step, "A"]])


def to_be_told(user, step, host, home):
    """[Named]: who must be told of this step on this way: of the table, and functions of the base table."""
    table = fitting(user, step, host, home)
    return told(table, step, host, home)


def told(table, step, host, home):
    """The same of a table that is there already."""
    return [*named(table, table.holding(host or ANY, home or ANY)[step, "I"]), *usual(step, "I")]


def usual(step, letter):
    """Functions that the base table gives this letter, with their condition."""
    return [
        Named(str(FUNCTION_WORDS[who]), letter, rules.FINE, note=str(ONLY.get(only, "")))
        for of, who, only in base()[step]
        if of == letter
    ]


def both(user, step, host, home):
    """(proposed, to be told) in one statement."""
    table = fitting(user, step, host, home)
    held = table.holding(host or ANY, home or ANY)
    return named(table, [*held[step, "R"], *held[step, "A"]]), told(table, step, host, home)

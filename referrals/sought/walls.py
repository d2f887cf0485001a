"""Walls of what missions send in (C6): a mission adds, and of its own notices sees number and day; those who take care
of contact with missions, in agencies where that mission works, read them. Nothing that we do with them is in a table
that a mission sees."""

from accounts.policy import ACTIONS
from accounts.walls import ACTOR, ORGANISATION, has_role
from referrals.directory.walls import OURS, OwnWall

READS = has_role(ACTOR, *sorted(ACTIONS["sought.view"]))
SENDS = has_role(ACTOR, *sorted(ACTIONS["sought.send"]))
HERE = f"(SELECT o.covers || o.country FROM accounts_organisation o WHERE o.id = {ORGANISATION})"


class NoticeWall(OwnWall):
    """The wall of the notices. Option `own`: whether the mission sees its rows; `written` (False): a history."""

    def conditions(self, table):
        """Nobody takes one away."""
        see = f"((SELECT {READS}) AND {table}.hosts && {HERE})"
        if self.options.get("own"):
            see = f"({table}.mission_id = {OURS} OR {see})"
        if not self.options.get("written", True):
            return see, "false", ""
        return see, f"({table}.mission_id = {OURS} AND (SELECT {SENDS}) AND {table}.sent_by_id = {ACTOR})", ""


def history_wall(*, name, column, erasable):
    """The history is read as the rows are; a trigger writes it."""
    return NoticeWall(name=name, written=False)

"""Row-level security of what an office keeps for itself and that hangs on no case: its people read it, its supervisors
change it, nobody else knows that it is there (R-11)."""

from accounts.policy import ACTIONS
from accounts.walls import ACTOR, has_role
from referrals.directory.walls import OURS, OwnWall


class KeptWall(OwnWall):
    """Options: `column` (the organisation), `reads` and `writes` (actions of policy; '' for a history)."""

    def conditions(self, table):
        """The roles stand in the row of the action, and once more here."""
        own = f"{table}.{self.options['column']} = {OURS}"
        see = f"({own} AND (SELECT {self.may('reads')}))"
        if not self.options["writes"]:
            return see, "false", ""
        change = f"({own} AND (SELECT {self.may('writes')}))"
        return see, change, change

    def may(self, option):
        """SQL: the actor holds one of the roles of the action."""
        return has_role(ACTOR, *sorted(ACTIONS[self.options[option]]))


def history_of(action):
    """The maker of a history's wall, in the shape that `Audited.history_wall` is called."""

    def make(*, name, column, erasable):
        return KeptWall(name=name, column=column, reads=action, writes="")

    return staticmethod(make)

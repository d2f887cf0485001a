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


# A list of people whom a state looks for is not kept for ever: after so many days, by the database's clock, the rows
# go, and with them the only key that opens what their history holds (referrals/ownkeys.py).
OLD = """
CREATE OR REPLACE FUNCTION drop_old_sought(days integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE gone bigint;
BEGIN
  IF days < 1 THEN RAISE invalid_parameter_value USING MESSAGE = 'At least one day.'; END IF;
  -- The history wants a name and the timetable has none: a sender's stands there, and the reason says why it went.
  PERFORM set_config('app.actor', n.sent_by_id::text, true), set_config('app.reason', 'sought.too_old', true)
    FROM {table} n WHERE n.received_at < now() - make_interval(days => days) LIMIT 1;
  DELETE FROM referrals_soughtperson p WHERE p.received_at < now() - make_interval(days => days);
  DELETE FROM {table} n WHERE n.received_at < now() - make_interval(days => days)
    AND NOT EXISTS (SELECT FROM referrals_soughtperson p WHERE p.notice_id = n.id);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION drop_old_sought(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_old_sought(integer) TO worker;
ALTER FUNCTION drop_old_sought(integer) OWNER TO keeper;"""
OLD_DROP = "DROP FUNCTION IF EXISTS drop_old_sought(integer);"


def history_wall(*, name, column, erasable):
    """The history is read as the rows are; a trigger writes it."""
    return NoticeWall(name=name, written=False)

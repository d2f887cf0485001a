"""Walls of movements. A movement hangs on a team: its officers for returns write it, its supervisors read it, and so
does whoever reads the case of somebody on it. Who is on it stands on the cases, each behind its own wall.
"""

from accounts.access import LIVE
from accounts.policy import Right
from accounts.walls import PRINCIPALS
from casework.cases.sharing_sql import KEPT
from referrals.directory.walls import OURS, OwnWall
from referrals.shelter.walls import CareWall

# For these reasons somebody on a movement is read by (policy: traveller.view), and with them the movement.
READERS = ", ".join(f"'{right.value}'" for right in (Right.USER, Right.TEAM, Right.RETURN))
KEEPERS = (Right.RETURN.value, Right.TEAM.value)


def keeps(team):
    """SQL: the actor plans or leads in the team of this column."""
    return "(" + " OR ".join(f"('{kind}:' || {team}) = ANY ({PRINCIPALS})" for kind in KEEPERS) + ")"


class MovementWall(OwnWall):
    """The movement itself. Option `written` (False): its history."""

    def conditions(self, table):
        """Travellers are read through their own wall. Nobody takes a movement away: it is called off."""
        key = "id" if self.options.get("column") in (None, "id") else self.options["column"]
        rider = (
            f"EXISTS (SELECT FROM referrals_traveller t JOIN case_access a ON a.case_id = t.case_id AND {LIVE}"
            f" AND a.principal = ANY ({PRINCIPALS}) AND split_part(a.principal, ':', 1) IN ({READERS})"
            f" WHERE t.movement_id = {table}.{key})"
        )
        own = keeps(f"{table}.team_id")
        written = self.options.get("written", True)
        return f"({own} OR {rider})", f"({own} AND {table}.organisation_id = {OURS})" if written else "false", ""


class PartWall(OwnWall):
    """What hangs on a movement: legs, runs, escorts, plans, manifests. Options `written` (False): a history; `kept`
    (True): nobody takes a row away."""

    def conditions(self, table):
        """The movement is read through its own wall."""
        whole = f"SELECT FROM referrals_movement m WHERE m.id = {table}.movement_id"
        if not self.options.get("written", True):
            return f"EXISTS ({whole})", "false", ""
        own = f"EXISTS ({whole} AND {keeps('m.team_id')})"
        return f"EXISTS ({whole})", own, "" if self.options.get("kept") else own


def movement_history(*, name, column, erasable):
    """The wall of the history of a movement."""
    return MovementWall(name=name, column=column, written=False)


def part_history(*, name, column, erasable):
    """The wall of the history of its parts."""
    return PartWall(name=name, written=False)


def rider_history(*, name, column, erasable):
    """The history of who is on a movement is read as the row: no house and no recipient of a share sees it."""
    return CareWall(name=name, column=column)


# Of people whose cases the planner may not open the planner learns what a seat must know, and nothing else: no name, no
# case, no number. Asked of the keeper of the tables, and answered to those who plan or lead the movement only.
PLANS = "EXISTS (SELECT FROM referrals_movement m WHERE m.id = which AND " + keeps("m.team_id") + ")"
OTHERS = f"""
CREATE OR REPLACE FUNCTION movement_riders(which uuid) RETURNS TABLE (rider uuid, party uuid, family uuid,
  removal boolean, lost boolean, traits text[]) STABLE {KEPT} $$
#variable_conflict use_column
BEGIN
  IF NOT {PLANS} THEN RETURN; END IF;
  RETURN QUERY SELECT t.id, t.party, t.family, t.removal_id IS NOT NULL,
    CASE WHEN t.removal_id IS NOT NULL THEN o.ended_at IS NOT NULL
      ELSE r.ended_at IS NOT NULL OR r.status NOT IN ('cleared', 'ready', 'booked', 'departed', 'arrived') END,
    t.traits::text[]
  FROM {{table}} t LEFT JOIN referrals_return r ON r.id = t.way_home_id
    LEFT JOIN referrals_removal o ON o.id = t.removal_id
  WHERE t.movement_id = which AND t.ended_at IS NULL ORDER BY t.id;
END $$;"""
# Which parties must not meet: a pair that was written down, or a conflict block between two cases. Nobody learns why.
APART = f"""
CREATE OR REPLACE FUNCTION movement_apart(which uuid) RETURNS TABLE (party uuid, other uuid) STABLE {KEPT} $$
#variable_conflict use_column
BEGIN
  IF NOT {PLANS} THEN RETURN; END IF;
  RETURN QUERY SELECT DISTINCT a.party, b.party FROM {{table}} a JOIN {{table}} b
    ON b.movement_id = a.movement_id AND b.party <> a.party AND b.ended_at IS NULL
  WHERE a.movement_id = which AND a.ended_at IS NULL AND (
    EXISTS (SELECT FROM referrals_conflictpair p WHERE p.ended_at IS NULL
      AND (p.case_id, p.other_case_id) IN ((a.case_id, b.case_id), (b.case_id, a.case_id)))
    OR EXISTS (SELECT FROM casework_conflictblock k WHERE k.lifted_at IS NULL
      AND (k.case_id, k.other_case_id) IN ((a.case_id, b.case_id), (b.case_id, a.case_id))));
END $$;"""
SIGNATURES = ("movement_riders(uuid)", "movement_apart(uuid)")
ASKED = f"""{OTHERS}{APART}
REVOKE ALL ON FUNCTION {", ".join(SIGNATURES)} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {", ".join(SIGNATURES)} TO app, worker;
""" + "".join(f"ALTER FUNCTION {name} OWNER TO keeper;\n" for name in SIGNATURES)
ASKED_DROP = "".join(f"DROP FUNCTION IF EXISTS {name};" for name in SIGNATURES)

# A movement that is over lets go of everybody on it, also of those whom the officer may not see.
OVER = f"""
CREATE OR REPLACE FUNCTION movement_over() RETURNS trigger {KEPT} $$
BEGIN
  UPDATE referrals_traveller t SET ended_at = now(), out_why = 'over', version = t.version + 1
    WHERE t.movement_id = NEW.id AND t.ended_at IS NULL;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION movement_over() FROM PUBLIC;
CREATE TRIGGER movement_over AFTER UPDATE ON {{table}} FOR EACH ROW
  WHEN (NEW.status IN ('closed', 'cancelled') AND OLD.status NOT IN ('closed', 'cancelled'))
  EXECUTE FUNCTION movement_over();
ALTER FUNCTION movement_over() OWNER TO keeper;"""
OVER_DROP = "DROP TRIGGER IF EXISTS movement_over ON {table}; DROP FUNCTION IF EXISTS movement_over();"

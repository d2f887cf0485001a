"""Walls of the shelters (P1, R26), and what a house must ask the keeper of the tables because it does not see it.

A house is known to the offices that may ask it for a bed; where it is, to three only. Of a case, a house sees the stay
that was asked of it and no other, and nothing of custody or of whom somebody must not meet.
"""

from accounts.access import LIVE
from accounts.policy import ACTIONS, Right
from accounts.walls import ACTOR, BLOCKED, PRINCIPALS, USERS, Wall, has_role
from casework.cases.sharing_sql import KEPT
from referrals.directory.walls import OURS, OwnWall
from referrals.shelter.codes import HELD, HERE

READS = has_role(ACTOR, *sorted(ACTIONS["shelter.list"]))
HOUSE = tuple(right.value for right in (Right.BED, Right.RESIDENT))
OTHERS = ", ".join(f"'{kind}'" for kind in (*HOUSE, Right.SHARE.value, Right.NOTICE.value))
TOLD = ", ".join(f"'{right.value}'" for right in (Right.USER, Right.TEAM))
LIVING = ", ".join(f"'{status}'" for status in HELD)
SLEEPING = ", ".join(f"'{status}'" for status in HERE)


def keeps(team):
    """SQL: the actor is a shelter manager of the team in this column."""
    return f"('{Right.RESIDENT.value}:' || {team} = ANY ({PRINCIPALS}))"


class HouseWall(OwnWall):
    """A house: whoever may ask it for a bed, and who keeps it. Only its own people write."""

    def conditions(self, table):
        """Nobody takes a house away: it is marked as closed down."""
        own = keeps(f"{table}.team_id")
        see = f"({own} OR ((SELECT {READS}) AND ({table}.organisation_id = {OURS} OR {table}.shared)))"
        return see, f"({own} AND {table}.organisation_id = {OURS})", ""


class RoomWall(OwnWall):
    """What hangs on a house, and every history here: whoever sees the house sees it. Option `written` (False): a
    history; `column`: the house."""

    def conditions(self, table):
        """The subquery reads the houses through their own wall."""
        house = f"SELECT FROM referrals_shelter s WHERE s.id = {table}.{self.options['column']}"
        if not self.options.get("written", True):
            return f"EXISTS ({house})", "false", ""
        return f"EXISTS ({house})", f"EXISTS ({house} AND {keeps('s.team_id')})", ""


class PlaceWall(OwnWall):
    """Where a house is: its managers; and of a case whose person has a bed there, the caseworker and the supervisor of
    the team, while it lasts (R26). Option `written` (False): a history."""

    def conditions(self, table):
        """The stays are read through their own wall."""
        house = f"SELECT FROM referrals_shelter s WHERE s.id = {table}.shelter_id AND {keeps('s.team_id')}"
        guest = (
            "SELECT FROM referrals_stay g JOIN case_access a ON a.case_id = g.case_id"
            f" WHERE g.shelter_id = {table}.shelter_id AND g.status IN ({LIVING}) AND {LIVE}"
            f" AND a.principal = ANY ({PRINCIPALS})"
            f" AND split_part(a.principal, ':', 1) IN ({TOLD}) AND g.case_id <> ALL ({BLOCKED})"
        )
        see = f"(EXISTS ({house}) OR EXISTS ({guest}))"
        return see, "false" if not self.options.get("written", True) else f"EXISTS ({house})", ""


class LookWall(OwnWall):
    """Who had an address shown: the managers of the house, and each their own. Added in one's own name, by who sees the
    place. Option `written` (False): a history."""

    def conditions(self, table):
        """Nobody changes or takes one away."""
        house = f"SELECT FROM referrals_shelter s WHERE s.id = {table}.shelter_id AND {keeps('s.team_id')}"
        see = f"({table}.by_id = {ACTOR} OR EXISTS ({house}))"
        place = f"EXISTS (SELECT FROM referrals_shelterplace p WHERE p.shelter_id = {table}.shelter_id)"
        written = self.options.get("written", True)
        return see, f"({table}.by_id = {ACTOR} AND {place})" if written else "false", ""


def house_history(*, name, column, erasable):
    """The wall of the history of a house and of its rooms and beds."""
    return RoomWall(name=name, column=column, written=False)


def place_history(*, name, column, erasable):
    """The wall of the history of a place: as narrow as the place itself."""
    return PlaceWall(name=name, written=False)


def look_history(*, name, column, erasable):
    """The wall of the history of the looks."""
    return LookWall(name=name, written=False)


class CareWall(Wall):
    """A row of a case that no house and no recipient of a share reads. Options of `Wall`; `house` (the column of a
    team): of these rows the people of that house see those of their own."""

    def own_house(self, table):
        """SQL: a principal of the house that the row names."""
        team = self.options.get("house")
        if not team:
            return ""
        return " OR " + " OR ".join(f"a.principal = '{kind}:' || {table}.{team}" for kind in HOUSE)

    def up(self, table):
        """ENABLE and FORCE, then see, add and change. Nobody deletes."""
        case = f"{table}.{self.options['column']}"
        see = (
            f"(EXISTS (SELECT FROM case_access a WHERE a.case_id = {case} AND {LIVE} AND a.principal = ANY"
            f" ({PRINCIPALS}) AND (split_part(a.principal, ':', 1) NOT IN ({OTHERS}){self.own_house(table)}) OFFSET 0)"
            f" AND {case} <> ALL ({BLOCKED}))"
        )
        return (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
            f" CREATE POLICY see ON {table} FOR SELECT TO {USERS} USING ({see});"
            f" CREATE POLICY add ON {table} FOR INSERT TO {USERS} WITH CHECK ({see});"
            f" CREATE POLICY change ON {table} FOR UPDATE TO {USERS} USING ({see}) WITH CHECK ({see});"
        )


def stay_history(*, name, column, erasable):
    """The history of a stay is read as the stay."""
    return CareWall(name=name, column=column, house="team_id")


# Whom somebody must not meet is asked without learning whom: yes or no, for one house (C-11). A conflict block between
# two cases counts as much as a pair that was written down here.
CONFLICTS = f"""
CREATE OR REPLACE FUNCTION stay_conflicts(cases uuid[], houses uuid[]) RETURNS TABLE (case_id uuid, shelter_id uuid)
STABLE {KEPT} $$
#variable_conflict use_column
BEGIN RETURN QUERY
  SELECT DISTINCT c, s.shelter_id FROM unnest(cases) c JOIN {{table}} s
    ON s.shelter_id = ANY (houses) AND s.status IN ({LIVING}) AND s.case_id <> c
  WHERE EXISTS (SELECT FROM referrals_conflictpair p WHERE p.ended_at IS NULL
      AND (p.case_id, p.other_case_id) IN ((c, s.case_id), (s.case_id, c)))
    OR EXISTS (SELECT FROM casework_conflictblock b WHERE b.lifted_at IS NULL
      AND (b.case_id, b.other_case_id) IN ((c, s.case_id), (s.case_id, c)));
END $$;"""
# How many beds are free, to those who ask for one: numbers of houses that they see, and nobody's stay.
FREE = f"""
CREATE OR REPLACE FUNCTION shelter_free(houses uuid[], today date) RETURNS TABLE (shelter_id uuid, beds bigint, free bigint)
STABLE {KEPT} $$
#variable_conflict use_column
BEGIN RETURN QUERY
  SELECT b.shelter_id, count(*), count(*) FILTER (WHERE NOT (
      (b.shut_from IS NOT NULL AND b.shut_from <= today AND (b.shut_until IS NULL OR b.shut_until > today))
      OR EXISTS (SELECT FROM {{table}} s WHERE s.bed_id = b.id AND (s.status IN ({SLEEPING})
        OR (s.status = 'offered' AND s.from_on <= today AND (s.until_on IS NULL OR s.until_on > today))))))
    FROM referrals_shelterbed b WHERE b.shelter_id = ANY (houses) AND b.active GROUP BY b.shelter_id;
END $$;"""  # noqa: E501
# Where else the person is held or sleeps, in states only: a house is not told of another house.
ELSEWHERE = f"""
CREATE OR REPLACE FUNCTION stays_elsewhere(who uuid, but uuid) RETURNS text[] STABLE {KEPT} $$
BEGIN RETURN (SELECT coalesce(array_agg(x.state), '{{}}') FROM (
    SELECT s.status::text AS state FROM {{table}} s WHERE s.case_id = who AND s.id <> but AND s.status IN ({LIVING})
    UNION ALL SELECT 'custody' FROM referrals_custody k WHERE k.case_id = who AND k.until IS NULL) x); END $$;"""
SIGNATURES = ("stay_conflicts(uuid[], uuid[])", "shelter_free(uuid[], date)", "stays_elsewhere(uuid, uuid)")
ASKED = f"""{CONFLICTS}{FREE}{ELSEWHERE}
REVOKE ALL ON FUNCTION {", ".join(SIGNATURES)} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {", ".join(SIGNATURES)} TO app, worker;
""" + "".join(f"ALTER FUNCTION {name} OWNER TO keeper;\n" for name in SIGNATURES)
ASKED_DROP = "".join(f"DROP FUNCTION IF EXISTS {name};" for name in SIGNATURES)

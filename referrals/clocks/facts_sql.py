"""The clocks as one view: which fact starts each, which ends it, whom it concerns (O6, workflows.md 2, 3, 6, R12, C-06).

Nothing is stored but the facts themselves; every day here is counted by the database's own time. The view reads with
the rights of whoever asks (`security_invoker`), so each row of it stands behind the walls of the tables it is made of.
"""

from referrals.clocks.codes import targets

# A day is 24 hours, whatever the time zone of the session and its summer time.
DAYS = "floor(extract(epoch FROM {until} - {since}) / 86400)::int"
AFTER = "{since} + {days} * interval '24 hours'"

# When the person came out, by the last way out on the journey: on its last possible day, as a day of UTC. Who is held
# once more after it, or is still inside, is not out; then, and without a day, the clock starts with the case.
RELEASED = """SELECT l.began_latest::timestamp AT TIME ZONE 'UTC' AS released FROM casework_leg l
    WHERE l.case_id = c.id AND l.kind = 'out' AND l.began_latest IS NOT NULL AND NOT EXISTS (SELECT FROM casework_leg b
      WHERE b.case_id = c.id AND b.kind = 'taken_back' AND b.position > l.position)
    ORDER BY l.position DESC LIMIT 1"""
SCREENED = """SELECT min(s.decided_at) AS screened FROM screening_screening s
    WHERE s.case_id = c.id AND s.status IN ('confirmed', 'overridden', 'superseded')"""
# What the mission's side did; `asked` counts referrals, `going` those that have not ended, `theirs` those that wait.
REFERRED = """SELECT min(r.sent_at) AS notified, count(*) AS asked,
    count(*) FILTER (WHERE r.status NOT IN ('refused_by_person', 'declined', 'withdrawn', 'closed')) AS going,
    count(*) FILTER (WHERE r.status IN ('sent', 'acknowledged', 'nationality_check', 'consular_interview',
      'nationality_confirmed', 'document_requested')) AS theirs,
    count(*) FILTER (WHERE r.status = 'document_issued') AS issued_now,
    min(r.closed_on::timestamp AT TIME ZONE 'UTC') FILTER (WHERE r.closing = 'arrived') AS departed
    FROM referrals_consularreferral r WHERE r.case_id = c.id"""
ISSUED = """SELECT min(t.at) AS issued FROM casework_casestep t
    WHERE t.case_id = c.id AND t.step = 'consular_issue_document'"""
FEARED = "SELECT FROM casework_statefear f WHERE f.case_id = c.id AND f.lifted_at IS NULL"

# THE table: clock, the fact that starts it, the fact that ends it, and whether it runs where it has not ended. The
# departure reads what is written down today, 'arrival is confirmed' of a closed referral; when returns have a room of
# their own, its fact takes the place of `departed`. A fear of the own state stops all that leads there (C5).
TABLE = (
    ("screening", "b.begun", "s.screened", "true"),
    ("notification", "b.begun", "r.notified", "p.abroad AND NOT p.feared AND (r.asked = 0 OR r.going > 0)"),
    ("document", "r.notified", "i.issued", "r.theirs > 0 AND NOT p.feared"),
    ("departure", "i.issued", "r.departed", "r.issued_now > 0 AND NOT p.feared"),
)
RUNS = "('open', 'active_assistance', 'follow_up', 'on_hold', 'closure_proposed')"
USUAL = " ".join(f"WHEN '{clock}' THEN {days}" for clock, days in targets().items())


def rows():
    """The table as the VALUES of the view."""
    return ", ".join(f"('{clock}', {start}, {end}, {runs})" for clock, start, end, runs in TABLE)


# A target of the office for this clock and country, else for any country, else of targets.csv.
TARGET = f"""SELECT coalesce((SELECT t.days FROM referrals_clocktarget t WHERE t.keeper_id = c.organisation_id
    AND t.clock = k.clock AND t.country IN (o.country, '*') ORDER BY t.country = '*' LIMIT 1),
    CASE k.clock {USUAL} END)::int AS days"""

MAKE = f"""
CREATE VIEW referrals_caseclock WITH (security_invoker = true) AS
SELECT md5(c.id::text || k.clock)::uuid AS id, c.id AS case_id, c.organisation_id, c.status, c.opened_at,
  k.clock::text AS clock, p.nationalities, b.released IS NOT NULL AND k.clock IN ('screening', 'notification') AS released,
  b.begun, k.started_at, k.ended_at, d.days, {AFTER.format(since="k.started_at", days="d.days")} AS due_at,
  greatest({DAYS.format(until="coalesce(k.ended_at, now())", since="k.started_at")}, 0) AS gone,
  CASE WHEN b.begun IS NOT NULL
    THEN greatest({DAYS.format(until="coalesce(k.ended_at, now())", since="b.begun")}, 0) END AS gone_in_all,
  CASE WHEN k.ended_at IS NULL AND {AFTER.format(since="k.started_at", days="d.days")} <= now()
    THEN {DAYS.format(until="now()", since="k.started_at")} - d.days END AS late
FROM casework_case c JOIN accounts_organisation o ON o.id = c.organisation_id
CROSS JOIN LATERAL (SELECT n.nationalities, EXISTS ({FEARED}) AS feared,
    cardinality(n.nationalities) > 0 AND o.country <> ALL (n.nationalities) AS abroad
    FROM casework_person n WHERE n.case_id = c.id) p
LEFT JOIN LATERAL ({RELEASED}) l ON true
CROSS JOIN LATERAL (SELECT CASE WHEN l.released <= now() THEN l.released END AS released,
    CASE WHEN c.stage = 'out' AND c.status <> 'draft' THEN CASE WHEN l.released <= now() THEN l.released
      ELSE c.opened_at END END AS begun) b
CROSS JOIN LATERAL ({SCREENED}) s CROSS JOIN LATERAL ({REFERRED}) r CROSS JOIN LATERAL ({ISSUED}) i
CROSS JOIN LATERAL (VALUES {rows()}) k(clock, started_at, ended_at, runs)
CROSS JOIN LATERAL ({TARGET}) d
WHERE k.started_at IS NOT NULL AND (k.ended_at IS NOT NULL OR k.runs AND c.status IN {RUNS});
REVOKE ALL ON referrals_caseclock FROM PUBLIC, app, worker; GRANT SELECT ON referrals_caseclock TO app, worker;"""
DROP = "DROP VIEW IF EXISTS referrals_caseclock;"

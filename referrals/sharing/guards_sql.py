"""SQL that keeps a share as it was sent, for every role and every path (C-01, C-03, C-05)."""

from accounts.walls import ORGANISATION, sees
from casework.cases.transitions import REFERRAL_ENDED, SCREENING_DECIDED, SERVICE_ENDED

FIXED = "items, files, until, consent_series, sent_at, replaces_id, requested_by_id, approved_by_id, made_at"


def row_of(name):
    """SQL: the fixed columns of OLD or NEW."""
    return f"ROW({', '.join(f'{name}.{column.strip()}' for column in FIXED.split(','))})"


# What was sent is another version or it is as it was; what ended stays ended; what was opened stays opened. A recipient
# opens its own share once, declines it or says that it is done, and changes nothing else of it. What follows by trigger
# from the ledger, a fear or a recipient that moved runs as keeper, whoever acted.
GUARD = f"""
CREATE OR REPLACE FUNCTION {{table}}_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL THEN
    RAISE insufficient_privilege USING MESSAGE = 'A share that ended stays as it ended.';
  END IF;
  IF OLD.sent_at IS NOT NULL AND {row_of("NEW")} IS DISTINCT FROM {row_of("OLD")} THEN
    RAISE insufficient_privilege USING MESSAGE = 'What was sent never changes: make a new version.';
  END IF;
  IF OLD.live_from IS NOT NULL AND NEW.live_from IS DISTINCT FROM OLD.live_from THEN
    RAISE insufficient_privilege USING MESSAGE = 'A share is opened once.';
  END IF;
  IF current_user IN ('app', 'worker') AND OLD.recipient_id = {ORGANISATION}
    AND NEW.ended_at IS NOT NULL AND NEW.ended_why NOT IN ('declined', 'done') THEN
    RAISE insufficient_privilege USING MESSAGE = 'A recipient ends a share by declining it.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER share_guard BEFORE UPDATE ON {{table}} FOR EACH ROW EXECUTE FUNCTION {{table}}_guard();"""
GUARD_DROP = "DROP TRIGGER IF EXISTS share_guard ON {table}; DROP FUNCTION IF EXISTS {table}_guard();"

# A second open share with the same recipient for help is a service referral's own, or it is none: by its number. The
# lock lets two that come at once come one after the other.
HELP = """
CREATE OR REPLACE FUNCTION {table}_help() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.case_id::text || NEW.recipient_id, 0));
  IF NOT EXISTS (SELECT FROM referrals_servicereferral r WHERE r.case_id = NEW.case_id AND r.number = NEW.number)
    AND EXISTS (SELECT FROM {table} s WHERE s.case_id = NEW.case_id AND s.recipient_id = NEW.recipient_id
      AND s.purpose = NEW.purpose AND s.number <> NEW.number AND s.ended_at IS NULL) THEN
    RAISE unique_violation USING MESSAGE = 'Something is shared with them for this already.',
      CONSTRAINT = 'referrals_share_one_open';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION {table}_help() FROM PUBLIC;
CREATE TRIGGER share_help BEFORE INSERT ON {table} FOR EACH ROW
  WHEN (NEW.purpose IN ('service', 'home') AND NEW.replaces_id IS NULL AND NEW.ended_at IS NULL)
  EXECUTE FUNCTION {table}_help();
ALTER FUNCTION {table}_help() OWNER TO keeper;"""
HELP_DROP = "DROP TRIGGER IF EXISTS share_help ON {table}; DROP FUNCTION IF EXISTS {table}_help();"

# A recipient is told that its access ended and never why; so that it can be told, it keeps number and days. The rows
# follow the shares by trigger, whatever ended them (C-04). A version that a newer one replaced has not ended for it.
RECEIPTS = """
CREATE OR REPLACE FUNCTION {table}_receipts() RETURNS trigger KEPT $$
BEGIN
  DELETE FROM referrals_receipt r USING fresh f WHERE f.ended_why = 'replaced' AND r.id = f.id;
  INSERT INTO referrals_receipt (id, recipient_id, number, sent_at, until, ended_at)
    SELECT id, recipient_id, number, sent_at, until, ended_at FROM fresh
      WHERE sent_at IS NOT NULL AND ended_why <> 'replaced'
    ON CONFLICT (id) DO UPDATE SET until = EXCLUDED.until, ended_at = EXCLUDED.ended_at;
  PERFORM refresh_receipts((SELECT array_agg(DISTINCT case_id) FROM fresh));
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {table}_receipts() FROM PUBLIC;
CREATE TRIGGER receipts_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION {table}_receipts();
CREATE TRIGGER receipts_update AFTER UPDATE ON {table} REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION {table}_receipts();
ALTER FUNCTION {table}_receipts() OWNER TO keeper;"""
RECEIPTS_DROP = (
    "DROP TRIGGER IF EXISTS receipts_insert ON {table}; DROP TRIGGER IF EXISTS receipts_update ON {table};"
    " DROP FUNCTION IF EXISTS {table}_receipts();"
)


def words(codes):
    """SQL: a list of texts."""
    return ", ".join(f"'{code}'" for code in codes)


# Whoever accepts a case does not see what its keeper still has to finish, and must not: so the database is asked whether
# there is anything, and says no more. The same needs as of the step transfer_close (casework/cases/transitions.py).
HELD_UP = f"""
CREATE OR REPLACE FUNCTION transfer_held_up(wanted uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN RETURN NOT {sees("wanted")}
  OR EXISTS (SELECT FROM casework_handover h WHERE h.case_id = wanted AND h.answered_at IS NULL)
  OR EXISTS (SELECT FROM referrals_consularreferral r WHERE r.case_id = wanted
    AND r.status NOT IN ({words(REFERRAL_ENDED)}))
  OR EXISTS (SELECT FROM referrals_servicereferral r WHERE r.case_id = wanted
    AND r.status NOT IN ({words(SERVICE_ENDED)}))
  OR EXISTS (SELECT FROM screening_screening s WHERE s.case_id = wanted AND s.status IN ({words(SCREENING_DECIDED)})
      AND s.outcome = 'vulnerable_not_trafficked')
    AND NOT EXISTS (SELECT FROM casework_todo t WHERE t.case_id = wanted AND t.kind = 'protection_referral'
      AND t.done_at IS NOT NULL); END $$;
REVOKE ALL ON FUNCTION transfer_held_up(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION transfer_held_up(uuid) TO app, worker;
ALTER FUNCTION transfer_held_up(uuid) OWNER TO keeper;"""
HELD_UP_DROP = "DROP FUNCTION IF EXISTS transfer_held_up(uuid);"

"""The firewall (C9, C-12): one table of what may go to immigration, police, courts, border commands and armed groups.

They get nothing by default. Each row is a door: for one purpose, to these kinds of organisations, on a consent of its
own, after so many people who did not ask for it said yes. What may be named stands with the items of the consent
(items.py) and is asked from there. Read before a consent is explained, by the preparation of shares, by the trigger on
the shares (`GUARD` below), by the letters, by every list of recipients, and by the tests.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.consents.items import ITEMS

WALLED = frozenset({"immigration", "police", "prosecution_court", "border_command", "armed_group"})
IDENTIFYING = frozenset({"social_welfare", "local_government", "labour"})


@dataclass(frozen=True)
class Door:
    """One exception: `kinds` of recipients, the `consent` it rests on, how many others must agree (`approvals`)."""

    kinds: frozenset
    consent: str
    approvals: int
    label: Any
    text: Any

    @property
    def items(self):
        """Codes of what may be named through this door, in the order of the table of items."""
        return [code for code, item in ITEMS.items() if item.fits(self.consent)]


# Purpose of the share -> its door. A rescue is opened by danger.py, where the second person confirms afterwards (C-09).
DOORS = {
    "exit": Door(
        frozenset({"immigration", "border_command", "business"}), "share_exit_clearance", 1, _("Exit clearance"),
        _("Name, birth, nationality, paper and journey, so that immigration and the carrier let the person go home."),
    ),
    "identify": Door(
        (WALLED - {"armed_group"}) | IDENTIFYING, "share_authority_identification", 1, _("Formal identification"),
        _("To the one body that recognises people officially. No help depends on it."),
    ),
    "law": Door(
        WALLED, "share_law_enforcement", 2, _("Anything else to an authority"),
        _("Two people agree, who did not ask for it. It is never needed for help."),
    ),
    "rescue": Door(
        frozenset({"police", "border_command"}), "share_law_enforcement", 1, _("Danger to life: help at once"), "",
    ),
}  # fmt: skip
ASKED_FOR = ("exit", "identify", "law")


def walled(kind):
    """Whether an organisation of this kind gets nothing by default."""
    return kind in WALLED


def may_pass(kind, purpose):
    """Whether something may go to an organisation of this kind for this purpose at all."""
    door = DOORS.get(str(purpose))
    if door is None or purpose == "rescue":
        return kind not in WALLED or (door is not None and kind in door.kinds)
    return kind in door.kinds


def consents_for(kind):
    """Types of consent on which something may go to an organisation of this walled kind."""
    return {door.consent for door in DOORS.values() if kind in door.kinds}


def listed(values):
    """SQL: a list of texts."""
    return ", ".join(f"'{value}'" for value in sorted(values))


def passes(door, purpose):
    """SQL: the share NEW to an organisation of `kind`, on a consent of type `yes`, fits this door."""
    seconds = f" AND {SECOND}" if door.approvals > 1 else ""
    signed = f" AND NEW.approved_by_id IS NOT NULL{seconds}" if purpose in ASKED_FOR else ""
    return f"(NEW.purpose = '{purpose}' AND kind IN ({listed(door.kinds)}) AND yes = '{door.consent}'{signed})"


# Both who agreed, and neither of them asked.
SECOND = (
    "EXISTS (SELECT FROM referrals_exemption e WHERE e.share_id = NEW.id AND e.second_by_id IS NOT NULL"
    " AND e.second_by_id <> e.first_by_id AND e.asked_by_id NOT IN (e.first_by_id, e.second_by_id))"
)
OPEN = " OR ".join(passes(door, purpose) for purpose, door in DOORS.items())
# No share is sent to such an organisation but through a door of the table, whatever code wrote it. One that is sent and
# whose recipient becomes such an organisation ends by another trigger (sharing_sql.MOVED).
GUARD = f"""
CREATE OR REPLACE FUNCTION {{table}}_firewall() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE kind text; yes text;
BEGIN
  IF NEW.sent_at IS NULL OR NEW.ended_at IS NOT NULL THEN RETURN NEW; END IF;
  SELECT o.kind INTO kind FROM accounts_organisation o WHERE o.id = NEW.recipient_id;
  IF kind NOT IN ({listed(WALLED)}) THEN RETURN NEW; END IF;
  SELECT k.type INTO yes FROM casework_consent k
    WHERE k.series = NEW.consent_series AND k.case_id = NEW.case_id ORDER BY k.number DESC LIMIT 1;
  IF NOT coalesce({OPEN}, false) THEN
    RAISE insufficient_privilege USING MESSAGE = 'An organisation of this kind gets nothing in this way.';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION {{table}}_firewall() FROM PUBLIC;
CREATE TRIGGER share_firewall BEFORE INSERT OR UPDATE ON {{table}} FOR EACH ROW EXECUTE FUNCTION {{table}}_firewall();
ALTER FUNCTION {{table}}_firewall() OWNER TO keeper;"""
GUARD_DROP = "DROP TRIGGER IF EXISTS share_firewall ON {table}; DROP FUNCTION IF EXISTS {table}_firewall();"

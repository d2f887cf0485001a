"""The steps of a return: one row each (workflows.md section 8). Nothing else assigns `status`.

Three rows stand beside the table there: `unbook` (a journey falls through), `resume` (after a ground fell away
everything begins again at the planning) and `renew` (a supervisor reads a newer assessment while the return goes on).
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.workflow import Step, Workflow
from referrals.returns import needs
from referrals.returns.following import record
from referrals.returns.grounds import fallen
from referrals.returns.models import Return

S = Return.Status
BEFORE = frozenset(Return.BEFORE)
TOLD = ("told_on", "told_language", *(f"told_{option}" for option in Return.Option.values))
JOURNEY = ("travel_on", "mode", "carrier", "booking", "rules_checked")
OWN = ("own_information", "own_phone", "own_money", "own_plan")
ARRIVAL, RECEIVED = ("arrived_on", "by_hand"), ("received_on", "received_words", "by_hand")
STANDS = (needs.case_locked, needs.none_fallen)


def restarted(row, by, before, given):
    """It is in this state from now on."""
    row.since = timezone.now()


def planned_by(row, by, before, given):
    """Who looks after it."""
    row.officer = by


def cleared(row, by, before, given):
    """Who read which assessment."""
    row.cleared_by, row.cleared_at = by, timezone.now()
    row.cleared_assessment = needs.facts(row).assessment.pk


def chosen(row, by, before, given):
    """In spite of which risks, and by whose word."""
    there = needs.facts(row)
    row.chosen_by, row.chosen_at, row.chosen_codes = by, timezone.now(), sorted(there.blocks)
    cleared(row, by, before, given)


def not_chosen(row, by, before, given):
    """What was chosen in spite of the last assessment no longer counts."""
    row.chosen_by, row.chosen_at, row.chosen_codes, row.safer_area = None, None, [], ""
    row.advised_by, row.advised_assessment = None, None


def booked(row, by, before, given):
    """Who booked, and when."""
    row.booked_by, row.booked_at = by, timezone.now()


def unbooked(row, by, before, given):
    """The journey does not take place."""
    row.booked_by = row.booked_at = row.travel_on = None
    row.mode = row.carrier = row.booking = ""
    row.rules_checked = False
    row.asked_again_at = row.asked_again_by = None


def gone(row, by, before, given):
    """The moment, by the clock of the database."""
    row.departed_at = needs.facts(row).now


def received(row, by, before, given):
    """Who said it."""
    row.received_by = by
    row.arrived_on = row.arrived_on or row.received_on


def suspended(row, by, before, given):
    """From which state, and why: the codes of the grounds."""
    there = needs.facts(row)
    row.suspended_at, row.suspended_from = there.now, before
    row.suspended_why = [ground.code for ground in fallen(row, there, before)]


def begun_again(row, by, before, given):
    """What was said and booked before is of an earlier try."""
    row.running_since = needs.facts(row).now
    row.suspended_at, row.suspended_from, row.suspended_why = None, "", []
    unbooked(row, by, before, given)
    not_chosen(row, by, before, given)
    row.cleared_by = row.cleared_at = row.cleared_assessment = None


def step(name, sources, target, label, needed=(), asks=(), then=(), care=False):
    """One row; each step restarts the clock of the state."""
    return Step(name, frozenset(sources), target, label, needed, asks, (*then, restarted), care)


def follow(target, source, label):
    """One talk after the return."""
    return step(target, {source}, target, label, (needs.agreed_to_talks, needs.due(target)))


def as_it_is(row):
    """The state stays."""
    return row.status


RETURN = Workflow(
    "return",
    record,
    step("plan", {S.WISH}, S.PLANNING, _("Plan it"),
         (*STANDS, needs.nothing_feared, needs.told_of_all, needs.understood,
          needs.Fill("told_on", "told_language", needed=("told_on", "told_language"), past=("told_on",))),
         TOLD, (planned_by,)),
    step("assess", {S.PLANNING}, S.RISK, _("Have the risks assessed"), (*STANDS, needs.nothing_feared), (),
         (planned_by,)),
    step("block", {S.RISK}, S.BLOCKED, _("A risk forbids it: block the return"), (needs.something_blocks,), (), (),
         care=True),
    step("clear", {S.RISK}, S.CLEARED, _("Clear the risks"),
         (*STANDS, needs.nothing_feared, needs.has_assessment, needs.read_by_another, needs.nothing_blocks,
          needs.each_has_measure), (), (cleared,)),
    step("reassess", {S.BLOCKED}, S.RISK, _("Assess again: there are new facts"), (*STANDS, needs.a_reason),
         ("reason",), (not_chosen,)),
    step("own_choice", {S.BLOCKED}, S.OWN_CHOICE, _("Note that the person chooses to go nevertheless"),
         (*STANDS, needs.grown_up, needs.has_assessment, needs.advised, needs.not_the_adviser, needs.each_has_measure,
          needs.Fill("safer_area")), ("safer_area",), (chosen,)),
    step("own_way", {S.OWN_CHOICE}, S.OWN_WAY, _("End it: they go their own way"),
         (needs.has_all(OWN),), OWN, (), care=True),
    step("renew", {S.CLEARED, S.READY, S.BOOKED}, as_it_is, _("Clear the newer assessment"),
         (*STANDS, needs.nothing_feared, needs.has_assessment, needs.read_by_another, needs.nothing_blocks,
          needs.each_has_measure), (), (cleared,)),
    step("ready", {S.CLEARED, S.OWN_CHOICE}, S.READY, _("Everything is ready"),
         (*STANDS, needs.only_for_area, needs.all_prepared)),
    step("book", {S.READY}, S.BOOKED, _("Book the journey"),
         (*STANDS, needs.nothing_feared, needs.all_prepared, needs.not_the_assessor, needs.carrier_checked,
          needs.Fill("travel_on", "mode", "carrier", "booking", needed=("travel_on", "mode", "carrier"),
                     future=("travel_on",)), needs.valid_on_the_day), JOURNEY, (booked,)),
    step("unbook", {S.BOOKED}, S.READY, _("The journey does not take place"), (needs.a_reason,), ("reason",),
         (unbooked,)),
    step("depart", {S.BOOKED}, S.DEPARTED, _("Departed"),
         (*STANDS, needs.nothing_feared, needs.nothing_left, needs.asked_again), (), (gone,)),
    step("arrive", {S.DEPARTED}, S.ARRIVED, _("Arrived"),
         (needs.by_the_receiver, needs.Fill("arrived_on", needed=("arrived_on",), past=("arrived_on",))), ARRIVAL),
    step("receive", {S.DEPARTED, S.ARRIVED}, S.HANDED_OVER, _("Received"),
         (needs.by_the_receiver, needs.Fill("received_on", "received_words", needed=("received_on",),
                                            past=("received_on",))), RECEIVED, (received,)),
    follow(S.MONTH_1, S.HANDED_OVER, _("Followed up after 1 month")),
    follow(S.MONTH_3, S.MONTH_1, _("Followed up after 3 months")),
    follow(S.MONTH_6, S.MONTH_3, _("Followed up after 6 months")),
    follow(S.MONTH_12, S.MONTH_6, _("Followed up after 12 months")),
    step("complete", set(Return.FOLLOWED), S.COMPLETED, _("Done: close the return"), (needs.nothing_to_follow,)),
    step("stop", BEFORE | {S.SUSPENDED}, S.STOPPED, _("The person has changed their mind"), (), (), (unbooked,),
         care=True),
    step("resume", {S.SUSPENDED}, S.PLANNING, _("Begin again at the planning"), (needs.nothing_feared,), (),
         (begun_again, planned_by)),
)  # fmt: skip

# Nobody takes this by a button: it follows from what is written down, in whichever room (R15, R16).
BY_ITSELF = Workflow(
    "return",
    record,
    step("suspend", BEFORE, S.SUSPENDED, _("Suspended by itself"), (needs.case_locked, needs.ground_fell), (),
         (suspended,)),
)  # fmt: skip

"""The steps of a stay: one row each (workflows.md section 7). Nothing else assigns `status`.

Beside the table of the design stand three rows of our own: a promise that the house takes back, a request that the
office no longer needs, and a move to another house that does not happen.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.workflow import Step, Workflow
from casework.cases.actions import note
from referrals.shelter import needs
from referrals.shelter.codes import Status as S
from referrals.shelter.following import FOLLOWS

HOLD = datetime.timedelta(hours=24)
EMERGENCY = datetime.timedelta(hours=72)
# What the database refuses whatever this process believed, and the sentence for it.
REFUSED = {
    "referrals_stay_one_in_a_bed": _("Somebody else was given this bed at the same moment. Choose another one."),
    "referrals_stay_one_promise": _("Somebody has this bed in these nights. Choose another one."),
    "referrals_stay_one_place": _("The person slept in another house in these nights. Look at the days again."),
    "referrals_stay_days_in_order": _("The last day comes after the first one."),
}


def put_bed(row, by, before, given):
    """The bed, the first night, and until when it is held."""
    row.bed, row.from_on = needs.bed_named(row, given), needs.first_night(row)
    row.until_on = None if row.until_on is not None and row.until_on < row.from_on else row.until_on
    row.hold_until = timezone.now() + HOLD


def no_bed(row, by, before, given):
    """The bed is free again."""
    row.bed, row.hold_until = None, None


def arrived(row, by, before, given):
    """The day, the rules, and whether the house is one that people may not leave."""
    row.from_on, row.arrived_at, row.rules_told = needs.day_of(given, "arrived_on"), timezone.now(), True
    row.until_on = None if row.until_on is not None and row.until_on < row.from_on else row.until_on
    row.restricted, row.hold_until = row.shelter.closed, None
    row.emergency_until = row.arrived_at + EMERGENCY if needs.in_emergency(given) else None


def answered(row, by, before, given):
    """The reason is the answer of the house."""
    row.answer = needs.said(given, "reason")


def gone_out(row, by, before, given):
    """Since when, and when they are expected; the bed stays theirs."""
    row.out_since, row.back_by = timezone.now(), needs.back_by(given)


def returned(row, by, before, given):
    """Nobody waits for them any more."""
    row.out_since = row.back_by = None


def ended(row, by, before, given):
    """The moment of the end, where nobody ever slept there."""
    row.ended_at, row.hold_until = timezone.now(), None


def left(row, by, before, given):
    """The last day; the bed is free from that day on."""
    row.until_on, row.ended_at = needs.day_of(given, "left_on"), timezone.now()
    row.out_since = row.back_by = row.emergency_until = None


def with_plan(row, by, before, given):
    """Why, where to, and what is theirs."""
    for name in ("exit_reason", "exit_plan", "belongings"):
        setattr(row, name, needs.said(given, name))


def told(name, asked=""):
    """The line of the timeline and what follows. Written before the row is saved: some steps take the actor's own
    access away."""

    def act(row, by, before, given):
        note(row.case, f"stay_{name}", by, before=before, after=row.status, reason=needs.said(given, asked))
        for follow in FOLLOWS.get(name, ()):
            follow(row, by, given)

    return act


def step(name, sources, target, label, needed=(), asks=(), then=(), why="", care=False):
    """One row. `why` names what of the given texts stands in the timeline."""
    return Step(name, frozenset(sources), target, label, needed, asks, (*then, told(name, why)), care)


class StayWorkflow(Workflow):
    """The steps, with the database's own refusals as sentences."""

    def move(self, row, name, *, by, **given):
        """As Workflow.move; ValidationError also where a constraint refuses what the needs let pass."""
        try:
            return super().move(row, name, by=by, **given)
        except IntegrityError as error:
            say_refused(error)
            raise


def say_refused(error):
    """ValidationError with the sentence of the constraint that refused; nothing where it is none of ours."""
    sentence = next((sentence for name, sentence in REFUSED.items() if name in str(error)), None)
    if sentence is not None:
        raise ValidationError(sentence) from error


ROOM = (needs.room_takes, needs.family_together, needs.meets_nobody)
STAY = StayWorkflow(
    "stay",
    lambda row, step, before, by, given: None,
    step("offer", {S.REQUESTED}, S.OFFERED, _("Offer a bed"), (needs.house_takes_people, needs.bed_is_free, *ROOM),
         ("bed",), (put_bed,)),
    step("decline", {S.REQUESTED}, S.DECLINED, _("Say no, with reason"), (needs.a_reason,), ("reason",),
         (answered, ended)),
    step("take_back", {S.OFFERED}, S.REQUESTED, _("Take the offer back"), (needs.a_reason,), ("reason",),
         (answered, no_bed)),
    step("admit", {S.OFFERED}, S.ADMITTED, _("The person is here"),
         (needs.arrival_day, needs.house_takes_people, *ROOM, needs.nobody_in_it, needs.only_here, needs.agreed,
          needs.rules_told, needs.best_interests, needs.emergency_is_a_childs),
         ("arrived_on", "rules", "emergency"), (arrived,)),
    step("refuse", {S.OFFERED}, S.REFUSED, _("The person says no"), (needs.another_option,), ("other",),
         (no_bed, ended), "other"),
    step("cancel", {S.REQUESTED, S.OFFERED}, S.CANCELLED, _("No longer needed"), (needs.a_reason,), ("reason",),
         (no_bed, ended), "reason"),
    step("go_out", {S.ADMITTED}, S.OUT, _("Goes out for a while"), (needs.expected_back,), ("back_by",), (gone_out,)),
    step("come_back", {S.OUT}, S.ADMITTED, _("Is back"), (needs.came_back,), ("safety", "note"), (returned,), "note"),
    step("leave", {S.OUT}, S.LEFT, _("Has left without notice"), (needs.looked_for, needs.leaving_day),
         ("safety", "left_on"), (left,), "safety", care=True),
    step("ask_transfer", {S.ADMITTED}, S.TRANSFER, _("Needs another house"), (needs.a_reason,), ("reason",), (),
         "reason"),
    step("stay_on", {S.TRANSFER}, S.ADMITTED, _("Stays after all")),
    step("transfer", {S.TRANSFER}, S.TRANSFERRED, _("Has moved to the other house"),
         (needs.bed_waits, needs.agreed_there, needs.leaving_day), ("left_on",), (left,)),
    step("exit", {S.ADMITTED}, S.EXITED, _("Moves out"),
         (needs.leaving_day, needs.why_out, needs.a_plan, needs.belongings_back),
         ("left_on", "exit_reason", "exit_plan", "belongings"), (left, with_plan)),
)  # fmt: skip

"""Booking, departing and arriving: each traveller by the step of their own return or removal, whose guards and policy
hold. Booking is all or nothing; at a departure who cannot go stays behind and is named.
"""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.performing import Stale
from referrals.movements import proposing, queries
from referrals.movements.actions import put
from referrals.movements.traits import ON_THE_WAY
from referrals.returns import actions as returns
from referrals.returns.models import Return
from referrals.returns.removals import Removal
from referrals.returns.removing import REMOVAL

R, D = Return.Status, Removal.Status
REFUSED = (ValidationError, PermissionDenied, Http404, Stale)
LONG = 200  # letters of a booking number


def board_of(row):
    """The movement with all that is on it (transitions.board_of)."""
    from referrals.movements.transitions import board_of as read

    return read(row)


def numbers_of(given):
    """{run: booking number} of what was given."""
    found = given.get("bookings")
    return {str(key): str(text or "").strip() for key, text in found.items()} if isinstance(found, dict) else {}


def may_book(row, given):
    """Every run has its number and was asked whom it takes; every return is ready (R17)."""
    board, typed, errors = board_of(row), numbers_of(given), {}
    for run in proposing.used(board):
        known = queries.words_of(run)["booking"]
        if not (typed.get(str(run.pk)) or known) or len(typed.get(str(run.pk), "")) > LONG:
            errors[f"booking_{run.pk}"] = _("Write the number of the booking.")
        if not run.rules_checked:
            errors[f"booking_{run.pk}"] = _("Ask the carrier first whom it takes, and tick that on the run.")
    if errors:
        raise ValidationError(errors)
    early = [one for one in board.riders if not (one.lost or one.removal or one.booked or one.state == R.READY)]
    if early:
        raise ValidationError([said(one, _("The return is not ready.")) for one in early])


def said(rider, why):
    """A sentence about somebody, who is named by the number of the case."""
    return _("Case %(number)s: %(why)s") % {"number": rider.row.case.reference, "why": why}


def booked(row, by, before, given):
    """Writes the journey on each return by its own step `book`. All of them, or the first reasons why not."""
    board, typed = board_of(row), numbers_of(given)
    for run in proposing.used(board):
        if number := typed.get(str(run.pk)):
            put(run, {"booking": number}, {})
        run.booked_at = run.booked_at or timezone.now()
        run.save()
    refused = []
    for rider in [one for one in board.riders if not (one.lost or one.booked)]:
        try:
            book_one(rider, board, by)
        except REFUSED as error:
            refused.append(said(rider, why(error)))
    if refused:
        raise ValidationError(refused)
    row.booked_by = by


def book_one(rider, board, by):
    """One traveller. A state books its own removals: the seat on ours is theirs all the same."""
    runs = runs_of(rider, board)
    if not rider.removal:
        returns.step(rider.row.way_home, "book", by=by, **journey(runs))
    rider.row.booked_at = timezone.now()
    rider.row.save()


def runs_of(rider, board):
    """The runs of somebody, in the order of the way."""
    way, runs = board.way.get(rider.party, {}), {str(run.pk): run for run in board.runs}
    return [runs[way[str(leg.pk)]] for leg in board.legs if way.get(str(leg.pk)) in runs]


def journey(runs):
    """What stands on the return: the first day, the run that crosses a border, all carriers and numbers."""
    across = next((run for run in runs if run.leg.from_country != run.leg.to_country), runs[0])
    told = [queries.words_of(run) for run in runs]
    return {
        "travel_on": timezone.localdate(runs[0].departs),
        "mode": across.mode,
        "carrier": ", ".join(f"{one['carrier']} {one['number']}".strip() for one in told) or _("See the movement"),
        "booking": ", ".join(one["booking"] for one in told if one["booking"]),
        "rules_checked": True,
    }


def unbook_all(board, by, reason):
    """What was booked for the movement is unbooked by each return's own step."""
    refused = []
    for rider in [one for one in board.riders if one.booked and not one.removal and one.state == R.BOOKED]:
        try:
            returns.step(rider.row.way_home, "unbook", by=by, reason=reason)
        except REFUSED as error:
            refused.append(said(rider, why(error)))
    if refused:
        raise ValidationError(refused)


def why(error):
    """A sentence for the page."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, Stale):
        return _("Somebody changed this in the meantime.")
    return _("You may not take this step. Who works on the case does.")


def run_named(row, given):
    """The run that is meant; it is of this movement and somebody is on it."""
    board = board_of(row)
    run = next((one for one in board.runs if str(one.pk) == str(given.get("run"))), None)
    if run is None or not board.on(run):
        raise ValidationError({"run": _("Choose one of those shown")})
    row.__dict__["_run"] = run


def may_depart(row, given):
    """Once, booked, and not days too early."""
    run = row.__dict__["_run"]
    if run.departed_at is not None:
        raise ValidationError(_("This run has departed."))
    if run.booked_at is None:
        raise ValidationError(_("This run is not booked."))
    if run.departs - timezone.now() > datetime.timedelta(hours=24):
        raise ValidationError(_("This run departs on another day."))


def may_arrive(row, given):
    """After the departure, once, on a day that has come."""
    run, day = row.__dict__["_run"], given.get("arrived_on")
    if run.departed_at is None or run.arrived_at is not None:
        raise ValidationError(_("This run has not departed, or has arrived."))
    if not isinstance(day, datetime.date):
        raise ValidationError({"arrived_on": _("Write the day, the month and the year")})
    if day > timezone.localdate() or day < timezone.localdate(run.departed_at):
        raise ValidationError({"arrived_on": _("It arrived after the departure, and not on a day to come.")})


def departed(row, by, before, given):
    """The run is gone; on the first leg each of its people goes by their own step. Who cannot is in `stayed`."""
    board, run = board_of(row), row.__dict__["_run"]
    row.__dict__["_stayed"] = []
    if run.leg_id == board.legs[0].pk:
        here = [rider for rider in board.on(run) if rider.state not in ON_THE_WAY]
        row.__dict__["_stayed"] = each(here, lambda rider: go_one(rider, by))
    run.departed_at = timezone.now()
    run.save()


def go_one(rider, by):
    """One traveller departs."""
    if rider.removal:
        REMOVAL.move(rider.row.removal, "leave", by=by, left_on=timezone.localdate())
    else:
        returns.step(rider.row.way_home, "depart", by=by)


def arrived(row, by, before, given):
    """The run is there; on the last leg each of its people who went has arrived, by their own step."""
    board, run = board_of(row), row.__dict__["_run"]
    row.__dict__["_stayed"] = []
    if run.leg_id == board.legs[-1].pk:
        there = [rider for rider in board.on(run) if rider.state in (R.DEPARTED, D.LEFT)]
        row.__dict__["_stayed"] = each(there, lambda rider: reach_one(rider, by, given))
    run.arrived_at = timezone.now()
    run.save()


def reach_one(rider, by, given):
    """One traveller arrives."""
    told = {"arrived_on": given["arrived_on"], "by_hand": given.get("by_hand") or ""}
    if rider.removal:
        REMOVAL.move(rider.row.removal, "arrive", by=by, **told)
    else:
        returns.step(rider.row.way_home, "arrive", by=by, **told)


def each(riders, act):
    """[(case number, why)] of those for whom the act was refused; who went already is passed over."""
    stayed = []
    for rider in riders:
        if rider.row is None:
            continue
        try:
            act(rider)
        except REFUSED as error:
            stayed.append((rider.row.case.reference, why(error)))
    return stayed

"""What follows from a step: to-dos, mails, the channel log, the end of a share. Each takes (row, by, given), inside the
step."""

import datetime
from collections.abc import Callable
from functools import partial

from django.utils import timezone

from accounts import codes
from accounts.outbox.actions import tell, tell_all
from casework.cases.grants import workers
from casework.cases.recipients import focal_points
from casework.todos.actions import raise_todo, settle_todos
from casework.todos.queries import able, supervisors
from referrals.channels.actions import log_hand_over
from referrals.services.models import NEWS
from referrals.sharing.ending import end_share
from referrals.sharing.models import Share

Why = Share.Why
# Help of these kinds protects: with it the person is referred to protection (R04, R05).
GROUPS = {row["code"]: row["group"] for row in codes.rows("service_types")}
PROTECTS = {"immediate", "health", "mhpss", "legal", "child", "protection", "family"}


def settle(kind, row, by, given):
    """The workflow went on."""
    settle_todos(row.case, kind, by=by)


def todo(kind, row, by, given):
    """A to-do for who works on the case."""
    raise_todo(row.case, kind, by=by)


def ask_supervisors(kind, row, by, given):
    """A supervisor who did not do it decides."""
    raise_todo(row.case, kind, by=by)
    tell_all(supervisors(row.case, but=by), "review")


def ask_to_send(row, by, given):
    """Approved: who asked for it sends it."""
    asker = row.requested_by
    raise_todo(row.case, "send_service", by=by, owner=able(row.case).filter(pk=asker.pk).first())
    tell(asker, "reviewed")


def ask_to_look_again(row, by, given):
    """Given back: somebody who works on the case looks again, and not the supervisor who gave it back."""
    raise_todo(row.case, "returned_service", by=by, owner=able(row.case).exclude(pk=by.pk).first())


def tell_provider(kind, row, by, given):
    """The people of the provider are told that there is an update."""
    if row.provider_id is not None:
        tell_all(focal_points([row.provider_id]), kind)


def tell_workers(kind, row, by, given):
    """The caseworkers are told that there is an update, whoever of them did not do it."""
    for user in workers(row.case).exclude(pk=by.pk):
        tell(user, kind)


def protected(row, by, given):
    """Who is vulnerable and not trafficked is now referred to protection (R04, R05)."""
    if GROUPS.get(row.kind) in PROTECTS:
        settle_todos(row.case, "protection_referral", by=by)


def ask_for_news(row, by, given):
    """A partner at home accepted: 14 days after the arrival somebody asks whether they met (C7)."""
    if row.home:
        day = max(row.expected_on or timezone.localdate(), timezone.localdate())
        raise_todo(row.case, "arrival_feedback", by=by, due_on=day + datetime.timedelta(days=NEWS.days))


def end(why, row, by, given):
    """The share ends, last of all: whoever acts may reach the case through it."""
    end_share(row.share, why)


def end_by_us(row, by, given):
    """The same, for what we cancel: taken back before it was sent, or ended by us."""
    end_share(row.share, Why.REVOKED if row.sent_at is not None else Why.TAKEN_BACK)


SETTLED = ("approve_service", "send_service", "returned_service", "ask_service")
UNSENT: tuple[Callable, ...] = tuple(partial(settle, kind) for kind in SETTLED)
OVER: tuple[Callable, ...] = (*UNSENT, partial(settle, "arrival_feedback"))
LEFT: tuple[Callable, ...] = (*UNSENT, protected, partial(tell_provider, "referral"))
REVIEWED: tuple[Callable, ...] = (partial(ask_supervisors, "review_service"),)
ANSWERED: tuple[Callable, ...] = (partial(todo, "read_service"), partial(tell_workers, "referral_answer"))
FOLLOWS: dict[str, tuple[Callable, ...]] = {
    "wait": (partial(todo, "ask_service"),),
    "request": (partial(settle, "returned_service"), partial(settle, "ask_service"),
                partial(ask_supervisors, "approve_service")),
    "change": UNSENT,
    "approve": (partial(settle, "approve_service"), ask_to_send),
    "return": (partial(settle, "approve_service"), ask_to_look_again),
    "send": LEFT,
    "send_now": (*LEFT, *REVIEWED),
    "send_in_danger": (*LEFT, *REVIEWED),
    "pass_on": (*LEFT, log_hand_over),
    "pass_on_now": (*LEFT, *REVIEWED, log_hand_over),
    "acknowledge": (partial(tell_workers, "referral_answer"),),
    "accept": (*ANSWERED, ask_for_news),
    "decline": (partial(todo, "other_provider"), *ANSWERED, partial(end, Why.DECLINED)),
    "hold": ANSWERED,
    "complete": (*OVER, *ANSWERED, partial(end, Why.DONE)),
    "cancel": (*OVER, end_by_us),
    "withdraw": (*OVER, partial(end, Why.WITHDRAWN)),
    "feared": OVER,
    "revoke": (*OVER, partial(tell_workers, "access_ended"), partial(end, Why.REVOKED)),
}  # fmt: skip

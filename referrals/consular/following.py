"""What follows from a step: to-dos, mails, and the end of a share. Each takes (referral, by), inside the step."""

from collections.abc import Callable
from functools import partial

from accounts.outbox.actions import tell, tell_all
from casework.cases.grants import workers
from casework.cases.recipients import focal_points
from casework.todos.actions import raise_todo, settle_todos
from casework.todos.queries import able, supervisors
from referrals.consular import appointments
from referrals.sharing.ending import end_share
from referrals.sharing.models import Share

Why = Share.Why


def ask_supervisors(referral, by):
    """A supervisor who did not ask for it approves."""
    raise_todo(referral.case, "approve_referral", by=by)
    tell_all(supervisors(referral.case, but=by), "review")


def settle(kind, referral, by):
    """The workflow went on."""
    settle_todos(referral.case, kind, by=by)


def ask_to_send(referral, by):
    """Approved: who asked for it sends it, or a caseworker where that is somebody who has no list of to-dos."""
    asker = referral.requested_by
    raise_todo(referral.case, "send_referral", by=by, owner=able(referral.case).filter(pk=asker.pk).first())
    tell(asker, "reviewed")


def ask_to_look_again(referral, by):
    """Given back: somebody who works on the case looks again, and not the supervisor who gave it back."""
    raise_todo(referral.case, "returned_referral", by=by, owner=able(referral.case).exclude(pk=by.pk).first())


def tell_mission(kind, referral, by):
    """The people of the mission are told that there is an update."""
    tell_all(focal_points([referral.mission_id]), kind)


def tell_workers(kind, referral, by):
    """The caseworkers are told that there is an update, whoever of them did not do it."""
    for user in workers(referral.case).exclude(pk=by.pk):
        tell(user, kind)


def raise_for_workers(kind, referral, by):
    """A to-do for who works on the case."""
    raise_todo(referral.case, kind, by=by)


def end(why, referral, by):
    """The share ends, last of all: whoever acts may reach the case through it."""
    end_share(referral.share, why)


UNSENT = (partial(settle, "approve_referral"), partial(settle, "send_referral"), partial(settle, "returned_referral"))
ANSWERED = (partial(raise_for_workers, "read_mission"), partial(tell_workers, "referral_answer"))
FOLLOWS: dict[str, tuple[Callable, ...]] = {
    "request": (partial(settle, "returned_referral"), ask_supervisors),
    "change": UNSENT,
    "approve": (partial(settle, "approve_referral"), ask_to_send),
    "return": (partial(settle, "approve_referral"), ask_to_look_again),
    "send": (partial(settle, "send_referral"), partial(tell_mission, "referral")),
    "take_back": (*UNSENT, partial(end, Why.TAKEN_BACK)),
    "acknowledge": (partial(tell_workers, "referral_answer"),),
    "interview": (appointments.held,),
    "confirm": ANSWERED,
    "not_confirm": (*ANSWERED, partial(raise_for_workers, "stateless_review")),
    "request_document": ANSWERED,
    "issue_document": ANSWERED,
    "decline": (*ANSWERED, partial(end, Why.DECLINED)),
    "withdraw": (*UNSENT, partial(end, Why.WITHDRAWN)),
    "pass_on": (partial(settle, "answer_mission"), partial(settle, "consular_talk"), partial(end, Why.RECIPIENT)),
    "feared": (*UNSENT, partial(settle, "answer_mission")),
    "revoke": (partial(tell_workers, "access_ended"), partial(end, Why.REVOKED)),
    "close": (partial(settle, "read_mission"), partial(end, Why.DONE)),
}

"""What follows from a penalty and from reasonable grounds: to-dos, for the legal officer where there is one."""

from casework.penalties import needs
from casework.penalties.models import Penalty
from casework.todos.actions import raise_todo, settle_todos
from casework.todos.queries import able

S = Penalty.Status


def raise_for(penalty, by):
    """Non-punishment is raised the moment there are reasonable grounds: also for a penalty that is recorded after
    (P5). Part of the caller's act."""
    if penalty.status == S.RECORDED and needs.grounds(penalty.case):
        raise_todo(penalty.case, "penalty_letter", by=by, about=penalty.pk)


def grounds_found(case, by):
    """Reasonable grounds were confirmed: each penalty on which no letter stands yet is raised at once (P5, R08)."""
    for penalty in Penalty.objects.filter(case=case, status=S.RECORDED).order_by("noted_at", "pk"):
        raise_todo(case, "penalty_letter", by=by, about=penalty.pk)


def settle_letter(penalty, by):
    """The letter is being written, or none is needed any more."""
    settle_todos(penalty.case, "penalty_letter", by=by, about=penalty.pk)


def ask_to_send(penalty, by):
    """Who works on the case sends it; that it is approved asks the letter itself for."""
    worker = able(penalty.case).filter(works=True).first()
    raise_todo(penalty.case, "send_penalty_letter", by=by, owner=worker)


def sent(penalty, by):
    """It left: nothing waits any more."""
    for kind in ("send_penalty_letter", "non_punishment_letter"):
        settle_todos(penalty.case, kind, by=by)


def over(penalty, by):
    """Decided: no letter is waited for on this one."""
    settle_letter(penalty, by)
    no_letter_waits(penalty, by)


def no_letter_waits(penalty, by):
    """The to-do of sending goes where no other penalty has a letter that is approved."""
    rows = Penalty.objects.filter(case=penalty.case_id).exclude(pk=penalty.pk)
    if not rows.filter(status=S.APPROVED).exists():
        settle_todos(penalty.case, "send_penalty_letter", by=by)


def back(penalty, by):
    """Without a letter again: it is raised anew."""
    no_letter_waits(penalty, by)
    raise_for(penalty, by)


# Step -> what follows, as (row, by).
FOLLOWS = {
    "draft": (settle_letter,),
    "approve": (ask_to_send,),
    "send": (sent,),
    "take_back": (back,),
    "appeal": (raise_for,),
    **dict.fromkeys(("waive", "reduce", "uphold", "pardon", "expunge"), (over,)),
}

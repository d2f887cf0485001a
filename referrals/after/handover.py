"""What the receiving side says of an arrival, on its own page or by telephone: it arrived, it was received, who met the
person and how they are (T5). The news is a row of the referral to the partner at home; the return goes on with it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.access import allowed
from casework.todos.actions import raise_todo
from referrals.after.scheduling import after_arrival
from referrals.returns.models import Return
from referrals.returns.removals import Removal
from referrals.services.models import ArrivalFeedback

News = ArrivalFeedback.News
# What a piece of news makes of the way home: step, and its fields from the news.
STEPS = {
    News.ARRIVED: ("arrive", lambda row: {"arrived_on": row.on}),
    News.HANDED_OVER: ("receive", lambda row: {"received_on": row.on, "received_words": row.words}),
}


def way_of(case):
    """(the return or the removal that is on its way, its workflow), or (None, None)."""
    from referrals.returns.removing import REMOVAL
    from referrals.returns.transitions import RETURN

    gone = Return.objects.filter(case=case, status__in=(Return.S.DEPARTED, Return.S.ARRIVED)).first()
    if gone is not None:
        return gone, RETURN
    removal = Removal.objects.filter(case=case, status__in=(Removal.S.LEFT, Removal.S.ARRIVED)).first()
    return (removal, REMOVAL) if removal is not None else (None, None)


def news_came(row, by):
    """The way home goes on with the news, and the calls get their days. Part of the caller's act: whoever may not take
    the step of the return leaves it to its own page."""
    if row.condition in (ArrivalFeedback.Condition.NOW, ArrivalFeedback.Condition.SOON):
        raise_todo(row.case, "arrival_help", by=by)
    if row.news not in STEPS:
        return
    name, fields = STEPS[row.news]
    way, workflow = way_of(row.case)
    fits = way is not None and way.status in workflow.steps[name].sources
    if fits and allowed(by, workflow.action(workflow.steps[name]), way):
        received_by(way, row)
        try_step(workflow, way, name, by, fields(row))
    if row.news == News.HANDED_OVER:
        after_arrival(row.case, by)


def received_by(way, row):
    """Who met the person is who receives them, where nobody else was named."""
    if way.receiver_id is None and row.provider_id is not None:
        way.receiver_id = row.provider_id
        way.save()


def try_step(workflow, way, name, by, given):
    """The step, where its own needs are met; what is missing stands on the page of the return."""
    try:
        workflow.move(way, name, by=by, by_hand=_("Told by the partner at home"), **given)
    except ValidationError:
        return

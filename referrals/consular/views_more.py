"""The rarer ways on one case: the next mission, a date for the talk, and people whom no state confirms."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.pages import page
from casework.cases.views_people import posted
from casework.frame import who
from casework.todos.queries import able
from referrals.consular import appointments, cards, escalation, nowhere
from referrals.consular.forms_more import CloseForm, NextForm, ReferForm, ReviewForm, TalkForm
from referrals.consular.records import StatelessReview
from referrals.consular.views import ROOM, case_here, referral_here, sent
from referrals.consular.views_prepare import hint


def form_page(request, case, form, back, title, text, button, care=False):
    """One form of the case's side of contact with missions."""
    return page(
        request,
        "referrals/consular/form.html",
        status=422 if form.errors else 200,
        case=case,
        form=form,
        back=back,
        title=title,
        text=text,
        button=button,
        care=care,
        **who(case, request.user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def consular_next(request, reference, number):
    """On to the next mission in one step: what the first one saw ends, the second sees nothing before a yes."""
    referral = referral_here(request.user, "consular.pass_on", reference, number)
    offered = escalation.next_missions(referral)
    hints = {str(row.pk): hint(how, consent) for row, how, consent in offered}
    form = NextForm(posted(request), offered=[row for row, _how, _yes in offered], hints=hints)
    made = []
    if sent(request, form, lambda **given: made.append(escalation.pass_on(referral, by=request.user, **given))):
        messages.success(request, _("The first mission no longer looks. Next: the person's yes, and approval."))
        return redirect(cards.address("consular_detail", made[0]))
    return page(
        request,
        "referrals/consular/consular_next.html",
        status=422 if form.errors else 200,
        case=referral.case,
        referral=referral,
        form=form,
        offered=bool(offered),
        back=cards.address("consular_detail", referral),
        **who(referral.case, request.user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def consular_talk(request, reference, number):
    """Plans the mission's talk with the person."""
    referral = referral_here(request.user, "appointment.plan", reference, number)
    form = TalkForm(posted(request), people=able(referral.case))
    back = cards.address("consular_detail", referral)
    if sent(request, form, lambda **given: appointments.plan(referral, by=request.user, **given)):
        messages.success(request, _("Planned. Whoever goes along has it on their list."))
        return redirect(back)
    text = _("At a neutral place or by video, with the person's own interpreter. The person may stop it at any time.")
    return form_page(request, referral.case, form, back, _("Plan the mission's talk"), text, _("Plan it"))


@require_POST
def consular_talk_off(request, reference, number):
    """Calls the planned talk off."""
    referral = referral_here(request.user, "appointment.change", reference, number)
    row = appointments.planned(referral)
    try:
        if row is None:
            raise ValidationError(_("Somebody changed this already. Look again."))
        appointments.call_off(row, by=request.user)
        messages.success(request, _("Called off."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(cards.address("consular_detail", referral))


STEPS = {
    "open": (ReviewForm, gettext_lazy("Begin a review"), "stateless.open"),
    "refer": (ReferForm, gettext_lazy("Taken to a body"), "stateless.refer"),
    "close": (CloseForm, gettext_lazy("Close the review"), "stateless.close"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def stateless_step(request, reference, name):
    """One step of the review; nobody ticks that somebody has no state."""
    if name not in STEPS:
        raise Http404
    kind, title, action = STEPS[name]
    case = case_here(request.user, action, reference)
    act = act_of(case, name)
    form = kind(posted(request))
    if sent(request, form, lambda **given: act(by=request.user, **given)):
        messages.success(request, _("Done. The step stands in the timeline."))
        return redirect(ROOM, case.reference)
    text = _("What the person told us of their nationality stays as it was told.")
    return form_page(request, case, form, cards.home_of(case), title, text, title)


def act_of(case, name):
    """What the step does, on the case or on its open review. Http404 where there is none."""
    if name == "open":
        return lambda **given: nowhere.open_review(case, **given)
    row = StatelessReview.objects.filter(case=case, closed_on__isnull=True).first()
    if row is None:
        raise Http404
    row.case = case
    step = {"refer": nowhere.refer, "close": nowhere.close}[name]
    return lambda **given: step(row, **given)

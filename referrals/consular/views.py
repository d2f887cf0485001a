"""The case's side of contact with a mission: what stands, telling, one referral, its steps, and the conversation."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch, refuse
from accounts.acting import current
from accounts.pages import page
from casework.attempts import DONE, REFUSED, WRONG, attempt
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.cases.views_people import posted
from casework.consents import actions as ledger
from casework.consents.views import reading_of
from casework.frame import who
from referrals.channels.cards import log_of
from referrals.consular import actions, cards, cards_more, queries
from referrals.consular.forms import TellForm, WriteForm, step_form
from referrals.consular.models import ConsularReferral
from referrals.consular.transitions import CONSULAR, steps_for

ROOM = "consular_home"


def case_here(user, action, reference):
    """The case, for somebody who may see the case and do `action` on it. For a recipient of a share it is not there,
    whatever it may do on its own pages (R-02)."""
    rows = Case.objects.select_related("person", "person__safe_asked_by", "team", "organisation")
    case = fetch(Case, user, "case.view", queryset=rows, reference=tidy(reference))
    current().action = action
    if not allowed(user, action, case):
        refuse(user, action, "casework.case", case.reference, visible=True)
    return case


def referral_here(user, action, reference, number):
    """One referral of the case, in the same way."""
    case = case_here(user, action, reference)
    rows = queries.whole().filter(case=case)
    referral = fetch(ConsularReferral, user, action, queryset=rows, number=tidy(number))
    referral.case = case
    return referral


@require_safe
def consular_home(request, reference):
    """Fears that block, open referrals, and what ended."""
    case = case_here(request.user, "consular.list", reference)
    under_way, ended = queries.of_case(case)
    for row in (*under_way, *ended):
        row.case = case
    return page(
        request,
        "referrals/consular/consular_home.html",
        case=case,
        blocks=cards.blocks(case, request.user),
        under_way=[cards.line(row) for row in under_way],
        ended=[cards.line(row) for row in ended],
        may_tell=allowed(request.user, "consular.tell", case),
        may_fear=allowed(request.user, "fear.raise", case),
        more=cards_more.of_home(case, request.user, [*under_way, *ended]),
        **who(case, request.user, ROOM),
    )


def sent(request, form, act):
    """Whether a form was posted, is in order, and `act(**values)` went through."""
    if request.method != "POST" or not form.is_valid():
        return False
    return attempt(form, lambda: act(**form.cleaned_data)) == DONE


@require_http_methods(["GET", "HEAD", "POST"])
def consular_tell(request, reference):
    """The words to say, and that they were said (R12)."""
    case = case_here(request.user, "consular.tell", reference)
    form = TellForm(posted(request), case=case)
    if sent(request, form, lambda **given: actions.tell_rights(case, by=request.user, **given)):
        messages.success(request, _("Recorded. Next: what the person wants. No is an answer too."))
        return redirect(ROOM, case.reference)
    until = timezone.localdate() + ledger.USUAL
    return page(
        request,
        "referrals/consular/consular_tell.html",
        status=422 if form.errors else 200,
        case=case,
        form=form,
        reading=reading_of(case, "share_embassy", case.language, None, until),
        nationalities=bool(case.person.nationalities),
        **who(case, request.user, ROOM),
    )


def detail_of(request, referral, status=200, write=None):
    """The page of one referral."""
    first, others = cards.acts(referral, request.user)
    case = referral.case
    return page(
        request,
        "referrals/consular/consular_detail.html",
        status=status,
        case=case,
        referral=referral,
        line=cards.line(referral),
        blocks=cards.blocks(case, request.user),
        slip=cards.slip_of(referral),
        until=cards.last_day(referral.share),
        talk=cards.talk(referral),
        write=write or WriteForm(),
        may_write=may_write(referral, request.user),
        may_see_files=allowed(request.user, "file.view", case),
        may_prepare=referral.status == referral.S.DRAFT and allowed(request.user, "consular.prepare", case),
        first=first,
        others=others,
        looks=cards.mission_looks(referral, request.user),
        more=cards_more.of_detail(referral, request.user),
        contacts=log_of(referral, request.user),
        may_log=allowed(request.user, "channel.add", referral),
        **who(case, request.user, ROOM),
    )


def may_write(referral, user):
    """Whether the mission would read it, and this person may write."""
    share = referral.share
    return bool(share and share.sent_at and not share.ended_at) and allowed(user, "consular.write", referral)


@require_safe
def consular_detail(request, reference, number):
    """One referral: state and clock, what the mission sees, its answers, the conversation."""
    return detail_of(request, referral_here(request.user, "consular.list", reference, number))


@require_http_methods(["GET", "HEAD", "POST"])
def consular_step(request, reference, number, name):
    """One step: what it asks for, and taking it. One that does not fit answers 409 (S-33)."""
    if name not in CONSULAR.steps:
        raise Http404
    step = CONSULAR.steps[name]
    referral = referral_here(request.user, CONSULAR.action(step), reference, number)
    form = step_form(cards.asked(referral, step), posted(request))
    status = 200 if step in steps_for(referral, request.user) else WRONG
    if request.method == "POST":
        status = taken(form, referral, name, request.user)
    if status == DONE:
        messages.success(request, _("Done. The step stands in the timeline."))
        return redirect("consular_detail", reference, number)
    shown = {"case": referral.case, "referral": referral, "step": step, "form": form, "wrong_state": status == WRONG}
    frame = who(referral.case, request.user, ROOM)
    return page(request, "referrals/consular/consular_step.html", status=status, **shown, **frame)


def taken(form, referral, name, user):
    """DONE, WRONG or REFUSED: the step with what was typed."""
    if not form.is_valid():
        return REFUSED
    return attempt(form, lambda: CONSULAR.move(referral, name, by=user, **form.cleaned_data))


@require_POST
def consular_write(request, reference, number):
    """Adds an answer or a question to the conversation."""
    referral = referral_here(request.user, "consular.write", reference, number)
    form = WriteForm(request.POST)
    if sent(request, form, lambda text: actions.write(referral, by=request.user, text=text)):
        messages.success(request, _("Written. The mission is told that there is an update."))
        return redirect("consular_detail", reference, number)
    return detail_of(request, referral, status=422, write=form)

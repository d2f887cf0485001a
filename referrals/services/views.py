"""The case's side of service referrals: what stands, a new one, one referral, its steps, the thread, the review."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch, first_or_none
from accounts.pages import page
from casework.attempts import DONE, REFUSED, WRONG, attempt
from casework.cases.numbers import tidy
from casework.cases.views_people import posted
from casework.frame import who
from casework.needs.models import Need
from referrals.channels.cards import log_of
from referrals.consular.forms import WriteForm
from referrals.consular.views import case_here, sent
from referrals.services import actions, cards, queries
from referrals.services.forms import HomeForm, NeedForm, NewsForm, ReviewForm, step_form
from referrals.services.models import ServiceReferral
from referrals.services.transitions import SERVICE, steps_for

ROOM = "service_home"


def referral_here(user, action, reference, number):
    """One referral of the case. For its provider this page is not there, whatever it may do on its own (R-02)."""
    case = case_here(user, action, reference)
    rows = actions.whole().filter(case=case)
    referral = fetch(ServiceReferral, user, action, queryset=rows, number=tidy(number))
    referral.case = case
    return referral


@require_safe
def service_home(request, reference):
    """Open referrals to services, and what ended."""
    case = case_here(request.user, "service.list", reference)
    under_way, ended = queries.of_case(case)
    for row in (*under_way, *ended):
        row.case = case
    return page(
        request,
        "referrals/services/service_home.html",
        case=case,
        under_way=[cards.line(row) for row in under_way],
        ended=[cards.line(row) for row in ended],
        may_begin=allowed(request.user, "service.begin", case),
        **who(case, request.user, ROOM),
    )


FORMS = {"here": (NeedForm, False), "home": (HomeForm, True)}


@require_http_methods(["GET", "HEAD", "POST"])
def service_new(request, reference, where="here"):
    """What is needed, here or at home (C7)."""
    if where not in FORMS:
        raise Http404
    case = case_here(request.user, "service.begin", reference)
    kind_of_form, home = FORMS[where]
    form = kind_of_form(posted(request), initial={"country": usual_country(case, home), **needed(request, case)})
    made = {}

    def begin(version=None, **given):
        made["row"] = actions.begin(case, by=request.user, home=home, **given)

    if sent(request, form, begin):
        messages.success(request, _("Noted. Nothing was sent. Next: choose who can help."))
        return redirect("service_provider", case.reference, made["row"].number)
    return form_page(request, case, form, home, None)


def needed(request, case):
    """What the need named in the address says, for the form: its kind and how urgent it is."""
    wanted = request.GET.get("need", "")
    rows = Need.objects.permitted(request.user, "need.view").filter(case=case)
    row = first_or_none(rows, {"pk": wanted}) if wanted else None
    return {"kind": row.kind, "priority": row.priority} if row else {}


def usual_country(case, home):
    """Where help is looked for first: here, or where the person comes from."""
    return next(iter(case.person.nationalities), "") if home else case.organisation.country


def form_page(request, case, form, home, referral):
    """The page of what is needed."""
    return page(
        request,
        "referrals/services/service_need.html",
        status=422 if form.errors else 200,
        case=case,
        form=form,
        home=home,
        referral=referral,
        **who(case, request.user, ROOM),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def service_edit(request, reference, number):
    """What is needed, changed as long as nothing was sent."""
    referral = referral_here(request.user, "service.prepare", reference, number)
    kind_of_form, home = FORMS["home" if referral.home else "here"]
    names = [name for name in kind_of_form.base_fields if name != "version"]
    initial = {name: getattr(referral, name) for name in names} | {"version": referral.version}
    form = kind_of_form(posted(request), initial=initial)
    if sent(request, form, lambda **given: actions.change(referral, by=request.user, **given)):
        messages.success(request, _("Saved. Nothing was sent."))
        return redirect("service_detail", reference, number)
    return form_page(request, referral.case, form, home, referral)


def detail_of(request, referral, status=200, **forms):
    """The page of one referral."""
    first, others = cards.acts(referral, request.user)
    case, user = referral.case, request.user
    return page(
        request,
        "referrals/services/service_detail.html",
        status=status,
        case=case,
        referral=referral,
        line=cards.line(referral),
        slip=cards.slip_of(referral),
        talk=cards.talk(referral),
        may_write=cards.may_write(referral, user),
        may_review=cards.may_review(referral, user),
        may_log=allowed(user, "channel.add", referral),
        may_tell=referral.home and referral.status in referral.RUNNING and allowed(user, "service.feedback", referral),
        prepare=cards.preparing(referral, user),
        first=first,
        others=others,
        letter_url=cards.letter_url(referral, user),
        contacts=log_of(referral, user),
        news=[{"row": row, "by": row.by.display_name} for row in queries.news_of(referral)] if referral.home else [],
        **{"write": WriteForm(), "review": ReviewForm(), "tell": NewsForm(), **forms},
        **who(case, user, ROOM),
    )


@require_safe
def service_detail(request, reference, number):
    """One referral: state and clock, what the provider sees, its answers, the thread, who was called."""
    return detail_of(request, referral_here(request.user, "service.list", reference, number))


@require_http_methods(["GET", "HEAD", "POST"])
def service_step(request, reference, number, name):
    """One step: what it asks for, and taking it. One that does not fit answers 409 (S-33)."""
    if name not in SERVICE.steps or name in cards.APART:
        raise Http404
    step = SERVICE.steps[name]
    referral = referral_here(request.user, SERVICE.action(step), reference, number)
    form = step_form(step.asks, posted(request))
    status = 200 if step in steps_for(referral, request.user) else WRONG
    if request.method == "POST":
        status = taken(form, referral, name, request.user)
    if status == DONE:
        messages.success(request, _("Done. The step stands in the timeline."))
        return redirect("service_detail", reference, number)
    shown = {"case": referral.case, "referral": referral, "step": step, "form": form, "wrong_state": status == WRONG}
    frame = who(referral.case, request.user, ROOM)
    return page(request, "referrals/services/service_step.html", status=status, **shown, **frame)


def taken(form, referral, name, user):
    """DONE, WRONG or REFUSED: the step with what was typed."""
    if not form.is_valid():
        return REFUSED
    return attempt(form, lambda: SERVICE.move(referral, name, by=user, **form.cleaned_data))


def post_of(action, form_of, name, act, words):
    """The view of one small form on the page of a referral: takes it, or shows the page again with its sentences."""

    @require_POST
    def view(request, reference, number):
        referral = referral_here(request.user, action, reference, number)
        form = form_of(request.POST)
        if sent(request, form, lambda **given: act(referral, by=request.user, **given)):
            messages.success(request, words)
            return redirect("service_detail", reference, number)
        return detail_of(request, referral, status=422, **{name: form})

    return view


service_write = post_of("service.write", WriteForm, "write", actions.write, _l("Written. The provider is told."))
service_review = post_of("service.review", ReviewForm, "review", actions.review, _l("Reviewed."))
service_news = post_of("service.feedback", NewsForm, "tell", actions.tell_news, _l("Noted."))

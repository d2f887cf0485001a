"""Who works on a case: offering it, taking it over, assigning, and access to health notes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import fetch
from accounts.editing import add_errors
from accounts.pages import page
from accounts.performing import Stale
from casework.cases import actions
from casework.cases.doors import case_for
from casework.cases.forms import OfferForm, WorkerForm
from casework.cases.grants import workers
from casework.cases.reasons import HandOver
from casework.frame import who

# Somebody else was faster: nothing of this try was written (the savepoint of `performing`).
MEANWHILE = (IntegrityError, Stale)
SAID_MEANWHILE = gettext_lazy("Somebody changed this in the meantime. Look at the newest state first.")
# word in the address: action of the policy, function, what is said afterwards
ANSWERS = {
    "accept": ("case.accept", actions.accept_case, gettext_lazy("The case is yours now.")),
    "refuse": (
        "case.refuse",
        actions.refuse_case,
        gettext_lazy("You did not take the case. Everything stays as it was."),
    ),
    "take-back": (
        "case.offer",
        actions.take_offer_back,
        gettext_lazy("The offer is taken back. Everything stays as it was."),
    ),
}


def done(request, form, act, said, template, case, room, **context):
    """GET: the form. POST: `act(**values)` and back to the case, or the form with sentences (422)."""
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        except MEANWHILE:
            form.add_error(None, SAID_MEANWHILE)
        else:
            messages.success(request, said)
            return redirect(case)
    status = 422 if form.errors else 200
    return page(request, template, status=status, form=form, case=case, **context, **who(case, request.user, room))


def posted(request):
    """The posted form data, or None where the form was only opened."""
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "POST"])
def case_offer(request, reference):
    """Offers the case to a colleague; nothing changes until they accept."""
    case = case_for(request.user, "case.offer", reference)
    mine = workers(case).filter(pk=request.user.pk).exists()
    form = OfferForm(case, posted(request), initial={"from_user": request.user.pk if mine else None})

    def offer(**values):
        actions.offer_case(case, values.pop("to_user"), by=request.user, **values)

    said = _("The case is offered. You are told when there is an answer.")
    return done(request, form, offer, said, "casework/cases/case_offer.html", case, "case_detail")


@require_POST
def offer_answer(request, pk, word):
    """Accept, refuse, or take back an open offer."""
    if word not in ANSWERS:
        raise Http404
    action, act, said = ANSWERS[word]
    rows = HandOver.objects.select_related("case", "from_user")
    offer = fetch(HandOver, request.user, action, queryset=rows, pk=pk)
    try:
        act(offer, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("my_work")
    except MEANWHILE:
        messages.error(request, SAID_MEANWHILE)
        return redirect("my_work")
    messages.success(request, said)
    return redirect("my_work") if word == "refuse" else redirect(offer.case)


@require_http_methods(["GET", "POST"])
def case_assign(request, reference):
    """A supervisor puts one more caseworker on the case."""
    case = case_for(request.user, "case.assign", reference)
    people = actions.colleagues(case).exclude(pk__in=workers(case).values("pk"))
    said = _("They can work on the case now.")
    return done(
        request,
        WorkerForm(people, posted(request)),
        lambda user: actions.assign_worker(case, user, by=request.user),
        said,
        "casework/cases/case_assign.html",
        case,
        "case_detail",
    )


@require_http_methods(["GET", "POST"])
def health_grant(request, reference):
    """A supervisor lets a caseworker of the case read and write the health notes for ninety days."""
    case = case_for(request.user, "health.grant", reference)
    return done(
        request,
        WorkerForm(workers(case), posted(request)),
        lambda user: actions.grant_health(case, user, by=request.user),
        _("They can read and write the health notes for 90 days."),
        "casework/cases/health_grant.html",
        case,
        "case_detail",
    )

"""The provider's own pages: what was sent to it, the longest waiting first; the notice, then what was shared; its
steps, questions and, from home, news. Nothing of casework is reached from here; every look is in the case's trail."""

from cryptography.exceptions import InvalidTag
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import cursors
from accounts.access import allowed, fetch, refuse
from accounts.acting import current, name_reason
from accounts.pages import page
from accounts.policy import Group
from casework.attempts import DONE, WRONG
from casework.cases.doors import only_for
from casework.cases.numbers import tidy
from casework.cases.views_people import posted
from casework.files.downloads import attachment
from casework.files.models import StoredFile
from casework.frame import language_tag
from referrals.consular.views import sent
from referrals.portal.forms import AskForm
from referrals.portal.queries import contact_of, names_of
from referrals.portal.views import ends, place_asked, watermark
from referrals.services import actions, cards, queries, words
from referrals.services.forms import NewsForm, step_form
from referrals.services.models import ServiceReferral
from referrals.services.transitions import SERVICE, steps_for
from referrals.services.views import taken
from referrals.sharing.items import file_lines_of, lines_of, shared_values

FIRST = ("acknowledge", "accept", "start", "complete")
SAID = {
    "acknowledge": gettext_lazy("You may look from now on. Next: accept or decline."),
    "accept": gettext_lazy("Accepted. The caseworker is told."),
    "decline": gettext_lazy("Declined. The caseworker is told, and you no longer see the referral."),
    "complete": gettext_lazy("Done. The caseworker is told, and you no longer see the referral."),
}


def referral_for(user, number, action="portal.view"):
    """One referral by its number. Http404 where it is another's, ended, or no number at all."""
    referral = fetch(ServiceReferral, user, action, queryset=actions.whole(), number=tidy(number))
    current().action = action
    current().show_share(referral.share, {Group.REFERRAL})
    return referral


def received(referral):
    """Whether the provider has acknowledged: before that it sees number, day and purpose and nothing else."""
    return referral.share.live_from is not None


@require_safe
@only_for("portal.list")
def provider_list(request):
    """Own service referrals, the late and the longest waiting first."""
    place = place_asked(request.GET)
    rows, more = queries.waiting(request.user, place)
    current().load_cases([row.case_id for row in rows])
    for row in rows:
        current().show_share(row.share, {Group.REFERRAL})
    names = names_of(rows)
    return page(
        request,
        "referrals/services/provider_list.html",
        lines=[line(row, names.get(row.pk, "")) for row in rows],
        pager={"newer": "." if place else "", "older": f"?older={cursors.place(*more)}" if more else ""},
    )


def line(referral, name=""):
    """One referral in the queue: what everybody of the provider may know, and the name where it was shared."""
    return {
        "number": referral.number,
        "url": reverse("provider_detail", args=[referral.number]),
        "name": name,
        "lang": language_tag(referral.case.person.name_language) if name else "",
        "purpose": referral.share.get_purpose_display(),
        "office": referral.case.organisation.name,
        "sent": referral.sent_at,
        "tag": words.their_tag(referral),
        "urgency": words.urgency_of(referral),
        "clock": words.clock(referral),
    }


def acts(referral, user):
    """(the step that leads on or None, the others) as the provider is offered them."""
    made = {
        step.name: {
            "label": step.label,
            "url": reverse("provider_step", args=[referral.number, step.name]),
            "form": bool(step.asks),
            "care": step.care,
        }
        for step in steps_for(referral, user)
    }
    first = next((made.pop(name) for name in FIRST if name in made), None)
    return first, list(made.values())


def detail_of(request, referral, status=200, **forms):
    """The page of one referral: what it shows depends on whether it was received."""
    first, others = acts(referral, request.user)
    shown = {"line": line(referral), "first": first, "others": others, "number": referral.number}
    if not received(referral):
        return page(request, "referrals/services/provider_notice.html", status=status, **shown)
    slip = shared_values(referral.share, referral.case)
    current().show_share(referral.share, slip.groups)
    return page(
        request,
        "referrals/services/provider_detail.html",
        status=status,
        **shown,
        name=slip.name,
        lang=slip.language,
        lines=lines_of(slip),
        files=file_lines_of(slip),
        contact=contact_of(referral),
        talk=[said(entry) for entry in cards.talk(referral)],
        news=news_given(referral) if referral.home else [],
        may_tell=referral.home and referral.status in referral.RUNNING and allowed(request.user, "service.feedback"),
        ends=ends(referral.share),
        watermark=watermark_of(referral, request.user),
        printing=request.method == "POST" and not forms,
        **{"ask": AskForm(), "tell": NewsForm(), **forms},
    )


def said(entry):
    """One line of the thread, as the provider sees it."""
    return {"at": entry["row"].at, "text": entry["row"].text, "mine": entry["theirs"], "by": entry["by"]}


def watermark_of(referral, user):
    """Who looks, when, and the how manieth look it is."""
    referral.mission_id = referral.provider_id
    return watermark(referral, user)


def news_given(referral):
    """What was told from home up to now."""
    return [
        {
            "on": row.on, "news": row.get_news_display(), "words": row.words, "met_by": row.met_by,
            "condition": row.get_condition_display(),
        }
        for row in queries.news_of(referral)
    ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def provider_detail(request, number):
    """What was shared, with a mark where something was not. A POST prints it, which is recorded as such."""
    referral = referral_for(request.user, number)
    if request.method == "POST":
        name_reason("portal.print")
    return detail_of(request, referral)


@require_http_methods(["GET", "HEAD", "POST"])
def provider_step(request, number, name):
    """One step of the provider: what it asks for, and taking it."""
    if name not in SERVICE.steps:
        raise Http404
    step = SERVICE.steps[name]
    referral = referral_for(request.user, number, SERVICE.action(step))
    form = step_form(step.asks, posted(request))
    status = 200 if step in steps_for(referral, request.user) else WRONG
    if request.method == "POST":
        status = taken(form, referral, name, request.user)
    if status == DONE:
        messages.success(request, SAID.get(name, _("Noted. The caseworker is told.")))
        gone = name in ("decline", "complete")
        return redirect("provider_list") if gone else redirect("provider_detail", referral.number)
    shown = {"line": line(referral), "step": step, "form": form, "wrong_state": status == WRONG}
    return page(request, "referrals/services/provider_step.html", status=status, **shown)


def post_of(action, form_of, name, act, said):
    """The view of one small form on the provider's page."""

    @require_POST
    def view(request, number):
        referral = referral_for(request.user, number, action)
        form = form_of(request.POST)
        if sent(request, form, lambda **given: act(referral, by=request.user, **given)):
            messages.success(request, said)
            return redirect("provider_detail", referral.number)
        return detail_of(request, referral, status=422, **{name: form})

    return view


provider_ask = post_of("service.ask", AskForm, "ask", actions.ask, gettext_lazy("Your question is sent."))
provider_news = post_of("service.feedback", NewsForm, "tell", actions.tell_news, gettext_lazy("Thank you. Noted."))


@require_safe
def provider_file(request, number, pk):
    """A file that was ticked: the copy without metadata. 503 when the disk does not give it."""
    referral = referral_for(request.user, number)
    if not received(referral):
        refuse(request.user, "portal.view", "casework.storedfile", pk, visible=False)
    slip = shared_values(referral.share, referral.case)
    ticked = [row.pk for rows in slip.files.values() for row in rows]
    rows = StoredFile.objects.filter(pk__in=ticked).select_related("case")
    row = fetch(StoredFile, request.user, "portal.view", queryset=rows, pk=pk)
    current().action = "portal.file"
    current().show_share(referral.share, {Group.EVIDENCE})
    try:
        return attachment(row, referral.number)
    except (OSError, InvalidTag):
        messages.error(request, _("This file cannot be read at the moment. Ask the caseworker for it."))
        return detail_of(request, referral, status=503)

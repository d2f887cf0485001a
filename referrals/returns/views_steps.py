"""One of the seventeen steps: who does it and until when, ticking it, the paper, the question before the journey."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import codes
from accounts.models import User
from casework.attempts import DONE, WRONG, attempt
from casework.cases.views_people import posted
from casework.people.models import IdentityPaper
from casework.todos.queries import able
from referrals.consular.views import sent
from referrals.returns import actions, following
from referrals.returns.forms import AskForm, LineForm, PaperForm, mark_form
from referrals.returns.needs_papers import not_in_hand
from referrals.returns.records import STEPS
from referrals.returns.seventeen import MANUAL
from referrals.returns.views import ROOM, after, form_page, only_readable, return_here


def title_of(code):
    """The words of one step. Http404 for a step nobody knows."""
    if code not in dict(STEPS):
        raise Http404
    return codes.label("repatriation_steps", code)


def people_of(case):
    """Who can be asked to do a step."""
    keys = {user.pk for user in (*able(case), *following.officers(case))}
    return User.objects.filter(pk__in=keys).order_by("display_name", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
def return_line(request, reference, pk, code):
    """Who does it, until when, and what stops it."""
    title, row = title_of(code), return_here(request.user, "return.line", reference, pk)
    line = actions.line_for(row, code)
    known = {"owner": line.owner_id, "due_on": line.due_on, "blocker": line.blocker}
    form = LineForm(posted(request), people=people_of(row.case), initial=known)
    if sent(request, form, lambda **given: actions.set_line(row, code, by=request.user, **given)):
        messages.success(request, _("Saved."))
        return redirect(ROOM, reference)
    return form_page(request, row.case, form, title=title, button=_("Save"))


@require_http_methods(["GET", "HEAD", "POST"])
def return_mark(request, reference, pk, code):
    """That a step was done, with the day. Http404 for one that follows from the record."""
    title, row = title_of(code), return_here(request.user, "return.mark", reference, pk)
    if code not in MANUAL:
        raise Http404
    line, names = actions.line_for(row, code), actions.EXTRA.get(code, ())
    known = {name: getattr(row, f"{name}_id" if name == "receiver" else name) for name in names}
    known |= {"done_on": line.done_on or timezone.localdate(), "note_text": line.note}
    form = only_readable(mark_form(names, posted(request), known), row)
    if sent(request, form, lambda **given: actions.mark(row, code, by=request.user, **given)):
        messages.success(request, _("Done."))
        return redirect(ROOM, reference)
    undo = line.done_on and {"url": "return_unmark", "code": code, "pk": row.pk}
    return form_page(request, row.case, form, title=title, button=_("It is done"), undo=undo or None)


@require_POST
def return_unmark(request, reference, pk, code):
    """It is not done after all."""
    row = return_here(request.user, "return.mark", reference, pk)
    if code not in MANUAL:
        raise Http404
    form = mark_form((), request.POST)
    form.is_valid()
    if attempt(form, lambda: actions.unmark(row, code, by=request.user)) == DONE:
        messages.success(request, _("Open again."))
        return redirect(ROOM, reference)
    title = title_of(code)
    return form_page(request, row.case, form, title=title, button=title, status=WRONG, wrong=True)


@require_http_methods(["GET", "HEAD", "POST"])
def return_paper(request, reference, pk):
    """The paper to travel with, of those that stand under Person."""
    row = return_here(request.user, "return.paper", reference, pk)
    papers = IdentityPaper.objects.filter(case=row.case).order_by("kind", "pk")
    day = row.travel_on or timezone.localdate()
    fits = [paper for paper in papers if not not_in_hand(paper, day)]
    form = PaperForm(posted(request), papers=[(str(one.pk), said_of(one)) for one in fits])
    if sent(request, form, lambda **given: actions.choose_paper(row, by=request.user, **given)):
        messages.success(request, _("Saved."))
        return redirect(ROOM, reference)
    return form_page(
        request, row.case, form, title=_("Paper to travel with"), button=_("Travel with this paper"),
        template="referrals/returns/return_paper.html", lines=[(one, not_in_hand(one, day)) for one in papers],
        some=bool(fits),
    )  # fmt: skip


def said_of(paper):
    """A paper in a line: kind, country and last day. Numbers stay on the page of the person."""
    country = codes.label("countries", paper.country) if paper.country else _("Country not noted")
    kind = codes.label("travel_document_types", paper.kind)
    day = paper.expires_on.strftime("%-d %B %Y") if paper.expires_on else _("no day")
    return _("%(kind)s, %(country)s, valid until %(day)s") % {"kind": kind, "country": country, "day": day}


@require_http_methods(["GET", "HEAD", "POST"])
def return_ask(request, reference, pk):
    """The question within 72 hours before the journey; no stops it at once."""
    row = return_here(request.user, "return.ask_again", reference, pk)
    form = AskForm(posted(request))
    if sent(request, form, lambda **given: actions.ask_again(row, by=request.user, **given)):
        stopped = form.cleaned_data["answer"] == "no"
        messages.success(request, _("Stopped at once.") if stopped else _("Noted. It holds for 72 hours."))
        return redirect(after(request.user, row))
    return form_page(
        request, row.case, form, title=_("Ask once more"), button=_("Note the answer"),
        text=_("Alone with the person, in their language. The seat, the money and we play no part in the answer."),
    )  # fmt: skip

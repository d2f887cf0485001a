"""The list of cases: filters, pages by key, and the search by name."""

import datetime
from urllib.parse import urlencode

from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import cursors
from accounts.access import CAP, allowed, count_of, held_on, page_of, principals
from accounts.audit.actions import record_refusal
from accounts.audit.looks import searches_lately
from accounts.pages import page
from casework.cases.doors import only_for
from casework.cases.forms import FilterForm, WordForm
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.cases.queries import for_list, lines
from casework.people.search import search

ADDRESSED = {"status", "language", "whose", "child"}
PLACES = {"older", "newer"}
# Enough for somebody who looks for one person under many spellings; too few to leaf through a country's names.
MOST_SEARCHES, SPAN = 30, datetime.timedelta(minutes=10)
CHIPS = [
    (_("All"), {}),
    (_("Mine"), {"whose": "mine"}),
    (_("My team’s"), {"whose": "team"}),
    (_("Children"), {"child": "yes"}),
    (_("Drafts"), {"status": "draft"}),
    (_("Closing proposed"), {"status": "closure_proposed"}),
]


def asked(user, params, places=PLACES):
    """(valid FilterForm, place or None, whether newer ones are wanted). BadRequest for all that is not known."""
    if params.keys() - ADDRESSED - places or any(len(params.getlist(name)) > 1 for name in params):
        raise BadRequest
    form = FilterForm(params, user=user)
    newer = "newer" in params
    try:
        place = cursors.read(params.get("newer" if newer else "older", ""))
    except ValidationError as error:
        raise BadRequest from error
    if not form.is_valid():
        raise BadRequest
    return form, place, newer


def counted(number):
    """A number as the page says it."""
    return f"{CAP:,}+" if number > CAP else f"{number:,}"


def address(kept, **place):
    """The list's address with these filters."""
    query = urlencode({**kept, **place})
    return f"?{query}" if query else "."


def ends(rows, more, place, newer, kept):
    """Addresses of Newer and Older, empty where there is nothing."""
    if not rows:
        return {"newer": address(kept) if place else "", "older": ""}
    first, last = (cursors.place(row.opened_at, row.pk) for row in (rows[0], rows[-1]))
    has_newer, has_older = (more, True) if newer else (place is not None, more)
    return {
        "newer": address(kept, newer=first) if has_newer else "",
        "older": address(kept, older=last) if has_older else "",
    }


def chips(kept, form):
    """Quick filters; each stands alone, so that two of them never contradict."""
    return [
        {"label": label, "url": "." if not given else address(given), "current": given == kept}
        for label, given in CHIPS
        if "whose" not in given or not form.fields["whose"].widget.is_hidden
    ]


@require_safe
@only_for("case.list")
def case_list(request):
    """Cases this person may see, newest first."""
    form, place, newer = asked(request.user, request.GET)
    names = principals(request.user, "case.list", only=form.rights())
    rows, more = page_of(for_list(request.user), names, place, newer, **form.columns())
    return page(
        request,
        "casework/cases/case_list.html",
        lines=lines(rows, with_workers=True),
        count=counted(count_of(names, **form.columns())),
        filters=form,
        kept=form.kept(),
        chips=chips(form.kept(), form),
        pager=ends(rows, more, place, newer, form.kept()),
        word=WordForm(),
        may_open=allowed(request.user, "case.open"),
    )


def own_number(user, word):
    """The case with the typed number, where this person may see it."""
    number = tidy(word)
    return Case.objects.permitted(user, "case.view").filter(reference=number).first() if number else None


@require_http_methods(["GET", "POST"])
@only_for("case.list")
def case_search(request):
    """Cases by name or number. The word is posted and stands in no address, title or log."""
    if request.method == "GET":
        return redirect("case_list")
    filters, word = FilterForm(request.POST, user=request.user), WordForm(request.POST)
    if not (filters.is_valid() and word.is_valid()):
        return found(request, filters, word, [], status=422)
    case = own_number(request.user, word.cleaned_data["word"])
    if case is not None:
        return HttpResponseRedirect(case.get_absolute_url())
    if searches_lately(SPAN) >= MOST_SEARCHES:
        return too_often(request, filters, word)
    narrowed = {"only": filters.rights()} if filters.rights() else {}
    rows, too_many = search(request.user, word.cleaned_data["word"], **narrowed, **filters.columns())
    kept = [row for row in rows if not narrowed or held_on(row) & set(narrowed["only"])]
    return found(request, filters, word, kept, too_many=too_many)


def too_often(request, filters, word):
    """Searching goes on later (R-32): a sentence, what was typed is kept, and the try is recorded."""
    record_refusal(request.user, "case.search", "page", "case_search", "too many", getattr(request, "id", ""))
    response = found(request, filters, word, [], often=True, status=429)
    response["Retry-After"] = "60"
    return response


def found(request, filters, word, rows, *, too_many=False, often=False, status=200):
    """The page of a search."""
    return page(
        request,
        "casework/cases/case_search.html",
        status=status,
        lines=lines(rows, with_workers=True),
        too_many=too_many,
        often=often,
        most=MOST_SEARCHES,
        filters=filters,
        word=word,
        may_open=allowed(request.user, "case.open"),
    )

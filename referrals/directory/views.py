"""The list of the directory with its filters and search, and one entry."""

from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.organisations.paging import page_by
from accounts.pages import page
from accounts.policy import may
from casework.cases.doors import only_for
from referrals.channels.cards import touches_of
from referrals.directory import cards, queries
from referrals.directory.forms import SHOWN, FilterForm, WordForm

PLACES = {"after", "before"}
MOST_FOUND = 50
LEADS_ONLY = {"restricted"}  # quick filters that say nothing to whoever can see none


def asked(params):
    """The valid FilterForm of an address. BadRequest for all that is not known."""
    if params.keys() - FilterForm.base_fields.keys() - PLACES or any(len(params.getlist(name)) > 1 for name in params):
        raise BadRequest
    form = FilterForm(params)
    if not form.is_valid() or (params.keys() & PLACES and not all(map(queries.key_of, places(params)))):
        raise BadRequest
    return form


def places(params):
    """The ids that name a place in the list."""
    return [params[name] for name in PLACES if name in params]


def chips(form, user):
    """Quick filters. Each keeps what is asked for and changes only the list."""
    kept = form.kept()
    shown = kept.pop("show", "")
    return [
        {"label": label, "url": address(kept | ({"show": name} if name else {})), "current": name == shown}
        for name, label in SHOWN
        if offered(name, user)
    ]


def offered(name, user):
    """Whether a quick filter can say anything to this reader."""
    if name in ("mine", "ours"):
        return may(user, "directory.edit")
    return name not in LEADS_ONLY or may(user, "directory.restrict")


def address(given):
    """The list's address with these filters."""
    return f"?{urlencode(given)}" if given else "."


def doors(user):
    """What the head of the list offers."""
    return {name: may(user, f"directory.{name}") for name in ("edit", "export", "import")}


@require_safe
@only_for("directory.view")
def directory_list(request):
    """The entries this person may see, by name, narrowed by need and place."""
    form = asked(request.GET)
    entries = queries.found(request.user, form.cleaned_data)
    shown = page_by(queries.for_list(entries), "name", request.GET)
    queries.note(shown.rows)
    return page(
        request,
        "referrals/directory/directory_list.html",
        lines=[cards.line(entry) for entry in shown.rows],
        found=shown,
        filters=form,
        kept=form.kept(),
        chips=chips(form, request.user),
        word=WordForm(),
        doors=doors(request.user),
    )


@require_http_methods(["GET", "POST"])
@only_for("directory.view")
def directory_search(request):
    """Entries by a word. It is posted and stands in no address."""
    if request.method == "GET":
        return redirect("directory_list")
    word = WordForm(request.POST)
    rows = []
    if word.is_valid():
        entries = queries.by_word(request.user, word.cleaned_data["word"]).order_by("name", "pk")
        rows = list(queries.for_list(entries)[: MOST_FOUND + 1])
    queries.note(rows[:MOST_FOUND])
    return page(
        request,
        "referrals/directory/directory_search.html",
        status=200 if word.is_valid() else 422,
        lines=[cards.line(entry) for entry in rows[:MOST_FOUND]],
        too_many=len(rows) > MOST_FOUND,
        most=MOST_FOUND,
        word=word,
    )


@require_safe
@only_for("directory.view")
def directory_detail(request, pk):
    """One entry: who to call now, services, places, and how old it is."""
    entry = queries.entry_for(request.user, "directory.view", pk)
    queries.load_parts(entry)
    kept = queries.may_keep(request.user, entry)
    return page(
        request,
        "referrals/directory/directory_detail.html",
        card=cards.card(entry),
        entry=entry,
        readers=readers(entry) if kept else [],
        may_edit=kept,
        contacts=touches_of(entry, may(request.user, "channel.note")),
        may_log=may(request.user, "channel.note"),
        add=[("people", _("Add somebody to call")), ("services", _("Add a service")), ("places", _("Add a place"))],
    )


def readers(entry):
    """The names of those who may read a restricted entry besides supervisors."""
    people = User.objects.filter(pk__in=entry.readers).order_by("display_name") if entry.readers else []
    return [person.display_name for person in people]

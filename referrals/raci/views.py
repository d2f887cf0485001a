"""The table of one way home with what is missing there, all ways, and the changes."""

from django.core.exceptions import BadRequest
from django.views.decorators.http import require_safe

from accounts.pages import page
from accounts.policy import may
from casework.cases.doors import only_for
from referrals.raci import queries, words
from referrals.raci.codes import way
from referrals.raci.forms import WayForm

GIVEN = {"host", "home"}


def asked(params):
    """The form of an address, bound where something was chosen. BadRequest for all that is not on the page."""
    if params.keys() - GIVEN or any(len(params.getlist(name)) > 1 for name in params):
        raise BadRequest
    if not any(params.get(name) for name in GIVEN):
        return WayForm()
    form = WayForm(params)
    if not form.is_valid() and all(params.get(name) for name in GIVEN):
        raise BadRequest
    return form


@require_safe
@only_for("raci.view")
def raci_home(request):
    """Without a way: the list of ways with the number of gaps. With one: gaps as sentences, and the table."""
    form = asked(request.GET)
    if form.is_bound and form.is_valid():
        return one_way(request, form, **form.cleaned_data)
    table = queries.table_of(request.user)
    return page(
        request,
        "referrals/raci/raci_list.html",
        status=422 if form.errors else 200,
        form=form,
        ways=[way_line(table, *pair) for pair in queries.known_ways(table)],
        may_edit=may(request.user, "raci.edit"),
    )


def way_line(table, host, home):
    """One way in the list."""
    return {"words": way(host, home), "query": f"?host={host}&home={home}", "gaps": len(table.gaps(host, home))}


def one_way(request, form, host, home):
    """The page of one way."""
    table = queries.table_of(request.user)
    may_edit = may(request.user, "raci.edit")
    return page(
        request,
        "referrals/raci/raci_way.html",
        form=form,
        way=way(host, home),
        gaps=words.sentences(table, host, home),
        lines=words.lines(table, host, home, may_edit),
        may_edit=may_edit,
    )


@require_safe
@only_for("raci.view")
def raci_history(request):
    """What changed in the office's table."""
    return page(request, "referrals/raci/raci_history.html", changes=words.changes(request.user), most=words.MOST)

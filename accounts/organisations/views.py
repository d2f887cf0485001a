"""Pages of organisations and teams, for administrators; the data protection officer may look."""

from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from accounts.codes import label
from accounts.organisations import actions
from accounts.organisations.editing import edit, row_or_404, staff_page, status_of
from accounts.organisations.forms import OrganisationChange, OrganisationForm, TeamChange, TeamForm
from accounts.organisations.models import Organisation, Team
from accounts.organisations.paging import page_by
from accounts.pages import page
from accounts.policy import may


def described(organisation):
    """An organisation with the words for its codes."""
    return {
        "row": organisation,
        "kind": label("organisation_types", organisation.kind),
        "country": label("countries", organisation.country),
        "represents": ", ".join(str(label("countries", code)) for code in organisation.represents),
        "covers": ", ".join(str(label("countries", code)) for code in organisation.covers),
    }


@require_GET
@staff_page()
def organisation_list(request):
    """All organisations by name, 25 a page."""
    found = page_by(Organisation.objects.all(), "name", request.GET)
    return page(
        request,
        "accounts/organisation_list.html",
        organisations=[described(row) for row in found.rows],
        found=found,
        may_edit=may(request.user, "organisation.edit"),
    )


@require_http_methods(["GET", "POST"])
@staff_page("organisation.edit")
def organisation_new(request):
    """A new organisation."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("organisation_edit", actions.add_organisation(form.instance, by=request.user).pk)
    return page(request, "accounts/organisation_new.html", form=form, status=status_of(form, None))


@require_http_methods(["GET", "POST"])
@staff_page(writes="organisation.edit")
def organisation_edit(request, pk):
    """One organisation with its teams; a form for those who may change it."""
    row = row_or_404(Organisation.objects.all(), pk)

    def save(form):
        actions.change_organisation(form.instance, by=request.user, version=form.cleaned_data["version"])

    form, conflict, saved = edit(request, OrganisationChange, row, save)
    if saved:
        return redirect("organisation_edit", pk)
    return page(
        request,
        "accounts/organisation_edit.html",
        status=status_of(form, conflict),
        organisation=described(row),
        teams=list(row.teams.all()),
        form=form,
        conflict=conflict,
        may_edit=may(request.user, "organisation.edit"),
    )


@require_http_methods(["GET", "POST"])
@staff_page("team.edit")
def team_new(request, pk):
    """A new team of one organisation."""
    organisation = row_or_404(Organisation.objects.all(), pk)
    form = TeamForm(request.POST or None, instance=Team(organisation=organisation))
    if request.method == "POST" and form.is_valid():
        actions.add_team(form.instance, by=request.user)
        return redirect("organisation_edit", pk)
    return page(request, "accounts/team_new.html", form=form, organisation=organisation, status=status_of(form, None))


@require_http_methods(["GET", "POST"])
@staff_page(writes="team.edit")
def team_edit(request, pk):
    """One team and the people in it."""
    row = row_or_404(Team.objects.all(), pk)

    def save(form):
        actions.change_team(form.instance, by=request.user, version=form.cleaned_data["version"])

    form, conflict, saved = edit(request, TeamChange, row, save)
    if saved:
        return redirect("organisation_edit", row.organisation_id)
    return page(
        request,
        "accounts/team_edit.html",
        status=status_of(form, conflict),
        team=row,
        organisation=row.organisation,
        members=list(row.members.order_by("display_name")),
        form=form,
        conflict=conflict,
        may_edit=may(request.user, "team.edit"),
    )

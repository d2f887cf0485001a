"""Keeping a house: the house itself, its rooms, its beds, and where it is."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import refuse
from accounts.acting import current, name_reason
from accounts.models import Team
from accounts.pages import page
from casework.cases.views_people import posted
from referrals.consular.views import sent
from referrals.shelter import actions
from referrals.shelter.forms import BedForm, HouseForm, PlaceForm, ReasonForm, UnitForm
from referrals.shelter.houses import Shelter, ShelterBed, ShelterUnit
from referrals.shelter.views import FOLDER
from referrals.shelter.views_house import house_here, house_page, opens


@require_http_methods(["GET", "HEAD", "POST"])
def shelter_new(request):
    """A new house of a team of one's own."""
    opens(request.user, "shelter.edit")
    return house_form(request, Shelter())


@require_http_methods(["GET", "HEAD", "POST"])
def shelter_edit(request, pk):
    """The house as it is described."""
    return house_form(request, house_here(request.user, pk, "shelter.edit"))


def house_form(request, house):
    """Shows or saves the form of a house."""
    new = house._state.adding
    teams = Team.objects.filter(pk__in=request.user.team_ids) if new else None
    usual = {name: getattr(house, name) for name in HouseForm.NAMES} | ({"team": teams.first()} if new else {})
    form = HouseForm(posted(request), teams=teams, initial=usual)
    if sent(request, form, lambda **given: actions.save_house(house, by=request.user, **given)):
        messages.success(request, _("Saved."))
        return redirect("shelter_house", house.pk)
    return shown(request, "shelter_edit.html", form, house=None if new else house)


@require_http_methods(["GET", "HEAD", "POST"])
def shelter_unit(request, pk, unit=None):
    """A room of the house, and how many beds stand in it."""
    house = house_here(request.user, pk, "shelter.edit")
    row = ShelterUnit.objects.filter(shelter=house, pk=unit).first() if unit else ShelterUnit(shelter=house)
    if row is None:
        refuse(request.user, "shelter.edit", "referrals.shelterunit", unit, visible=False)
    usual = {name: getattr(row, name) for name in UnitForm.NAMES} | {"version": row.version, "beds": beds_in(row)}
    form = UnitForm(posted(request), initial=usual)
    if sent(request, form, lambda **given: actions.save_room(row, by=request.user, **given)):
        messages.success(request, _("Saved."))
        return redirect("shelter_house", house.pk)
    return shown(request, "shelter_unit.html", form, house=house, unit=row if unit else None)


def beds_in(unit):
    """How many beds stand in a room."""
    return 0 if unit._state.adding else ShelterBed.objects.filter(unit=unit, active=True).count()


def shown(request, template, form, **context):
    """A page with a form; 422 where it has something to say."""
    return page(request, f"{FOLDER}{template}", status=422 if form.errors else 200, form=form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def shelter_bed(request, pk):
    """One bed: from when to when nobody sleeps in it."""
    opens(request.user, "shelter.edit")
    rows = ShelterBed.objects.select_related("unit", "shelter").filter(shelter__team__in=request.user.team_ids)
    bed = rows.filter(pk=pk).first()
    if bed is None:
        refuse(request.user, "shelter.edit", "referrals.shelterbed", pk, visible=False)
    usual = {name: getattr(bed, name) for name in ("shut_from", "shut_until", "shut_why", "version")}
    form = BedForm(posted(request), initial=usual)
    if sent(request, form, lambda **given: actions.shut_bed(bed, by=request.user, **given)):
        messages.success(request, _("Saved."))
        return redirect("shelter_board")
    return shown(request, "shelter_bed.html", form, bed=bed, house=bed.shelter)


@require_http_methods(["GET", "HEAD", "POST"])
def shelter_place(request, pk):
    """Writes down where the house is. What is there is shown by `shelter_show` only, with a reason."""
    house = house_here(request.user, pk, "shelter.edit")
    row = actions.place_of(house)
    form = PlaceForm(posted(request), initial={"version": row.version if row else None})
    if sent(request, form, lambda **given: actions.write_place(house, by=request.user, **given)):
        messages.success(request, _("Saved. It is shown on request only, with a reason."))
        return redirect("shelter_house", house.pk)
    form.initial.pop("address", None)
    return shown(request, "shelter_place.html", form, house=house, written=row is not None)


@require_http_methods(["GET", "HEAD", "POST"])
def shelter_show(request, pk):
    """Where the house is, after a reason, for one page view; the look is recorded (R26)."""
    house = house_here(request.user, pk, "shelter.reveal")
    form, found = ReasonForm(posted(request)), {}

    def show(reason):
        found["place"] = actions.show_place(house, by=request.user, reason=reason)

    if sent(request, form, show):
        current().action = "shelter.reveal"
        name_reason("shelter.reveal")
        return house_page(request, house, place=found["place"])
    return shown(request, "shelter_show.html", form, house=house)

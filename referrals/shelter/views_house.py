"""The house's side: beds tonight, the next 30 days, who arrives, who stays, one house, its rooms and beds, one stay."""

import datetime

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import fetch, refuse
from accounts.acting import current
from accounts.pages import page
from accounts.policy import may
from casework.attempts import DONE, WRONG, attempt
from casework.cases.views_people import posted
from referrals.consular.views import sent
from referrals.shelter import actions, cards, charts, queries, words
from referrals.shelter.codes import HERE, Status
from referrals.shelter.forms import OfferForm, RearrangeForm, step_form
from referrals.shelter.houses import Shelter, ShelterUnit
from referrals.shelter.models import Stay
from referrals.shelter.transitions import STAY
from referrals.shelter.views import FOLDER, taken


def opens(user, action):
    """403 for who keeps no house (R-03)."""
    if not may(user, action):
        refuse(user, action, "referrals.shelter", "", visible=True)
    current().action = action


def house_here(user, pk, action="shelter.board"):
    """A house of the user's own teams, or 404."""
    opens(user, action)
    row = queries.houses_of(user).filter(pk=pk).first()
    if row is None:
        refuse(user, action, "referrals.shelter", pk, visible=False)
    return row


def mine(user, action, pk):
    """A stay in one of the user's houses, or 404/403."""
    return fetch(Stay, user, action, queryset=actions.whole().filter(team__in=user.team_ids), pk=pk)


def ways(user, waiting, here):
    """The three pages of a manager as chips."""
    return {"waiting": waiting, "here": here}


@require_safe
def shelter_board(request):
    """Beds tonight: every house, room and bed; who needs one; what happens today. At most twelve queries."""
    opens(request.user, "shelter.board")
    houses, stays = queries.board(request.user)
    today = timezone.localdate()
    found = queries.fitting(houses, stays)
    arrives, leaves, back = queries.leaving_today(stays, today)
    return page(
        request,
        f"{FOLDER}shelter_board.html",
        houses=[cards.house_card(house, today) for house in houses],
        waiting=[cards.waiting_line(row, found[row.pk], stays) for row in stays if row.pk in found],
        arrives=[cards.house_line(row) for row in arrives],
        leaves=[cards.house_line(row) for row in leaves],
        back=[cards.house_line(row) for row in back],
        may_add=bool(request.user.team_ids),
    )


@require_safe
def shelter_arriving(request):
    """Who needs a bed, and who is promised one."""
    opens(request.user, "shelter.board")
    houses, stays = queries.board(request.user)
    found = queries.fitting(houses, stays)
    offered = [row for row in stays if row.status == Status.OFFERED]
    return page(
        request,
        f"{FOLDER}shelter_arriving.html",
        waiting=[cards.waiting_line(row, found[row.pk], stays) for row in stays if row.pk in found],
        offered=[cards.house_line(row) for row in offered],
    )


@require_safe
def shelter_residents(request):
    """Who stays in the houses now."""
    opens(request.user, "shelter.board")
    here = [row for row in queries.stays_of(request.user) if row.status in HERE]
    here.sort(key=lambda row: (row.shelter.name, row.bed.unit.name, row.bed.label))
    return page(request, f"{FOLDER}shelter_residents.html", lines=[cards.house_line(row) for row in here])


@require_safe
def shelter_days(request, pk):
    """One house in the next 30 days, drawn, with the numbers beside it."""
    house = house_here(request.user, pk)
    houses, stays = queries.board(request.user)
    whole = next((each for each in houses if each.shelter.pk == house.pk), queries.House(house))
    own = [row for row in stays if row.shelter_id == house.pk]
    days = queries.days_ahead(whole, own)
    chart = charts.chart(days, len(whole.beds))
    return page(request, f"{FOLDER}shelter_days.html", house=house, days=days, chart=chart, beds=len(whole.beds))


@require_http_methods(["GET", "HEAD"])
def shelter_stay(request, pk):
    """One stay as the house sees it; the name once the person is there."""
    return stay_page(request, mine(request.user, "stay.view", pk))


def stay_page(request, row, status=200, **context):
    """The page of one stay."""
    first, others = cards.acts(row, request.user, house=True)
    there = row.status in HERE
    return page(
        request,
        f"{FOLDER}shelter_stay.html",
        status=status,
        stay=row,
        line=cards.house_line(row),
        first=first,
        others=others,
        there=there,
        nights=cards.nights(row),
        rooms=rooms_for(row) if row.status == Status.REQUESTED else [],
        may_move=there,
        **context,
    )


def rooms_for(row):
    """Rooms of the house with why they take the person or not, for one who waits."""
    from referrals.shelter import needs
    from referrals.shelter.fits import why_not

    guest, found = needs.guest_of(row, needs.family_size(row)), []
    for unit in ShelterUnit.objects.filter(shelter=row.shelter_id):
        free = actions.free_beds(row.shelter_id, unit, row)
        reasons = why_not(unit, guest, needs.others_in(unit, row))
        found.append({"pk": unit.pk, "name": unit.name, "admits": words.admits(unit), "free": len(free),
                      "reasons": reasons, "fits": bool(free) and not reasons})  # fmt: skip
    return found


@require_POST
def shelter_offer(request, pk):
    """Offers the first free beds of a room, to all who were asked for together."""
    row = mine(request.user, "stay.offer", pk)
    form = OfferForm(request.POST)
    unit = (
        ShelterUnit.objects.filter(pk=form.data.get("unit"), shelter=row.shelter_id).first()
        if form.is_valid()
        else None
    )
    if unit is None:
        raise Http404
    if attempt(form, lambda: actions.offer_room(row, unit, by=request.user)) == DONE:
        messages.success(request, _("Offered. The bed is held for 24 hours; the caseworker is told."))
        return redirect("shelter_board")
    return stay_page(request, mine(request.user, "stay.view", pk), status=422, offer=form)


@require_http_methods(["GET", "HEAD", "POST"])
def shelter_step(request, pk, name):
    """One step by the house. One that does not fit answers 409 (S-33)."""
    if name not in STAY.steps:
        raise Http404
    step = STAY.steps[name]
    row = mine(request.user, STAY.action(step), pk)
    form = step_form(step, posted(request), child=row.case.child, beds=free_choices(row) if "bed" in step.asks else ())
    status = 200 if step in STAY.available(row, request.user) else WRONG
    if request.method == "POST":
        status = taken(form, row, name, request.user)
    if status == DONE:
        messages.success(request, _("Done."))
        return redirect("shelter_board")
    context = {"stay": row, "line": cards.house_line(row), "step": step, "wrong_state": status == WRONG}
    rules = row.shelter.rules if name == "admit" else ""
    return page(request, f"{FOLDER}shelter_step.html", status=status, form=form, rules=rules, **context)


def free_choices(row, own=False):
    """Beds of the house that nobody has in these nights, as choices; with `own` also the person's."""
    units = {unit.pk: unit for unit in ShelterUnit.objects.filter(shelter=row.shelter_id)}
    beds = [bed for unit in units.values() for bed in actions.free_beds(row.shelter_id, unit, row)]
    beds = [row.bed, *beds] if own else beds
    return [
        (str(bed.pk), _("%(room)s, bed %(bed)s") % {"room": units[bed.unit_id].name, "bed": bed.label}) for bed in beds
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def shelter_move(request, pk):
    """Another bed, or another last day."""
    row = mine(request.user, "stay.rearrange", pk)
    if row.bed is None:
        raise Http404
    usual = {"bed": str(row.bed_id), "until_on": row.until_on, "version": row.version}
    form = RearrangeForm(posted(request), beds=free_choices(row, own=True), initial=usual)
    if sent(request, form, lambda **given: actions.rearrange(row, by=request.user, **given)):
        messages.success(request, _("Saved."))
        return redirect("shelter_stay", pk)
    status = 422 if form.errors else 200
    return page(request, f"{FOLDER}shelter_move.html", status=status, form=form, stay=row, line=cards.house_line(row))


@require_safe
def shelter_house(request, pk):
    """One house: rooms, whom they take, beds, who had the address shown."""
    return house_page(request, house_here(request.user, pk))


def house_page(request, house, place=None):
    """The page of one house; `place` is where it is, for this one look."""
    looks = house.looks.select_related("by")[:10]
    since = timezone.now() - datetime.timedelta(days=365)
    return page(
        request,
        f"{FOLDER}shelter_house.html",
        house=house,
        rooms=[{"unit": unit, "admits": words.admits(unit), "beds": beds} for unit, beds in queries.rooms_of(house)],
        looks=[
            {"by": look.by.display_name, "at": look.at, "on_case": look.on_case} for look in looks if look.at > since
        ],
        written=actions.place_of(house) is not None,
        place=place,
        others=Shelter.objects.filter(team=house.team_id).exclude(pk=house.pk).count(),
    )

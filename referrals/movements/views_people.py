"""Who is on a movement: putting somebody on it, who stays together, taking somebody off."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allowed, fetch
from accounts.pages import page
from casework.attempts import DONE, attempt
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.cases.views_people import posted
from referrals.consular.views import sent
from referrals.movements import actions, cards, joining, queries
from referrals.movements.forms import AddForm, ApartForm, AssistedForm, JoinForm, OutForm
from referrals.movements.people import Traveller
from referrals.movements.views import FOLDER, form_page, movement_here

FORMS = {"assisted": AssistedForm, "apart": ApartForm, "out": OutForm, "join": JoinForm}


def person_here(user, pk, traveller, action):
    """(movement, the row of somebody on it) or 404/403."""
    movement = movement_here(user, pk)
    rows = Traveller.objects.filter(movement=movement).select_related(
        "case", "case__person", "case__organisation", "way_home", "way_home__paper", "removal"
    )
    row = fetch(Traveller, user, action, queryset=rows, pk=traveller)
    row.movement = movement
    return movement, row


def case_of(form, user):
    """The case with the number that was typed; None with a sentence beside the field."""
    number = tidy(form.cleaned_data["number"])
    rows = Case.objects.select_related("person", "team", "organisation").permitted(user, "traveller.add")
    case = rows.filter(reference=number).first() if number else None
    if case is None:
        form.add_error("number", _("There is no case of this number that you can put on a journey."))
    return case


@require_http_methods(["GET", "HEAD", "POST"])
def movement_add(request, pk):
    """Puts somebody on the movement."""
    movement = movement_here(request.user, pk, "traveller.add")
    form = AddForm(posted(request))
    if request.method == "POST" and form.is_valid() and (case := case_of(form, request.user)):
        assisted = form.cleaned_data["assisted"]
        if attempt(form, lambda: put_on(movement, case, request.user, assisted)) == DONE:
            messages.success(request, _("Put on the movement. Ask for a plan when everybody is on it."))
            return redirect("movement_detail", pk)
    return form_page(request, form, title=_("Put somebody on this movement"), button=_("Put on it"),
                     back=cards.at("movement_detail", pk))  # fmt: skip


def put_on(movement, case, user, assisted):
    """As joining.add, its sentences beside the number."""
    from django.core.exceptions import ValidationError

    try:
        return joining.add(movement, case, by=user, assisted=assisted)
    except ValidationError as error:
        raise ValidationError({"number": error.messages}) from error


@require_http_methods(["GET", "HEAD"])
def movement_person(request, pk, traveller):
    """One person on it: with whom they travel, and what can be changed."""
    movement, row = person_here(request.user, pk, traveller, "traveller.view")
    board = queries.whole(movement)
    rider = next((one for one in board.riders if one.key == str(row.pk)), None)
    if rider is None:
        return redirect("movement_detail", pk)
    party = [cards.person(one) for one in board.riders if one.party == rider.party and one.key != rider.key]
    can = movement.status in actions.BEFORE and allowed(request.user, "traveller.change", row)
    return page(
        request,
        f"{FOLDER}movement_person.html",
        **cards.head(movement),
        person=cards.person(rider),
        number=board.numbers[rider.party],
        party=party,
        words=rider.row.party_words,
        may_change=can and not rider.booked,
        may_help=can,
        may_drop=movement.status not in queries.ENDED and allowed(request.user, "traveller.drop", row),
        changes=[(name, cards.at("movement_person_change", pk, row.pk, name)) for name in FORMS],
    )


def join_choices(board, row):
    """The other parties, by their number and the names in them."""
    found = {}
    for rider in board.riders:
        if rider.party != str(row.party):
            found.setdefault(rider.party, []).append(str(cards.person(rider)["name"] or rider.row.case.reference))
    return [
        (party, _("Party %(number)s: %(names)s") % {"number": board.numbers[party], "names": ", ".join(names)})
        for party, names in sorted(found.items(), key=lambda pair: board.numbers[pair[0]])
    ]


def form_of(name, request, board, row):
    """The form of one change."""
    if name == "join":
        return JoinForm(posted(request), parties=join_choices(board, row))
    if name == "assisted":
        return AssistedForm(posted(request), initial={"assisted": row.assisted})
    return FORMS[name](posted(request))


def does(name, row, board, user):
    """What one change does with what was typed."""

    def join(party, **given):
        other = next(one.row for one in board.riders if one.party == party)
        return joining.join(row, other, by=user, **given)

    return {
        "join": join,
        "assisted": lambda **given: joining.change(row, by=user, **given),
        "apart": lambda **given: joining.take_apart(row, by=user, **given),
        "out": lambda **given: joining.drop(row, by=user, **given),
    }[name]


@require_http_methods(["GET", "HEAD", "POST"])
def movement_person_change(request, pk, traveller, name):
    """One change: with whom, apart, help on the way, taken off."""
    if name not in FORMS:
        raise Http404
    action = "traveller.drop" if name == "out" else "traveller.change"
    movement, row = person_here(request.user, pk, traveller, action)
    board = queries.whole(movement)
    form = form_of(name, request, board, row)
    if sent(request, form, does(name, row, board, request.user)):
        messages.success(request, _("Saved. Plan again where it matters."))
        return redirect("movement_detail", pk)
    titles = {"join": _("Travels together with"), "assisted": _("Help on the way"),
              "apart": _("Travels in a party of their own"), "out": _("Take off this movement")}  # fmt: skip
    return form_page(request, form, title=titles[name], care=name == "out",
                     back=cards.at("movement_person", pk, row.pk))  # fmt: skip

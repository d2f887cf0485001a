"""One run: who goes, the passenger list, departure and arrival; and the checklist of the day, made for a phone."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import first_or_none
from accounts.pages import page
from casework.cases.views_people import posted
from casework.files.downloads import CLOSED
from referrals.consular.views import sent
from referrals.movements import cards, day, joining, paper, queries, words
from referrals.movements.codes import Status, Tick
from referrals.movements.forms import ArrivedForm, OutForm
from referrals.movements.models import ManifestCopy
from referrals.movements.proposing import run_here
from referrals.movements.traits import ON_THE_WAY
from referrals.movements.transitions import MOVEMENT
from referrals.movements.views import FOLDER, form_page, movement_here
from referrals.movements.views_people import person_here


def run_of(movement, key):
    """A run of the movement, or 404."""
    row = first_or_none(movement.runs.all(), {"pk": key})
    if row is None:
        raise Http404
    return row


@require_safe
def movement_run(request, pk, run):
    """One run."""
    movement = movement_here(request.user, pk)
    return run_page(request, movement, run)


def run_on(board, key):
    """The run with this key, or 404."""
    found = next((one for one in board.runs if one.pk == key), None)
    if found is None:
        raise Http404
    return found


def run_page(request, movement, key, status=200, problems=(), stayed=None):
    """The page of a run; `stayed` are those for whom a departure or arrival was refused."""
    board, user = queries.whole(movement, plans=False), request.user
    run = run_on(board, key)
    ours, there = cards.keeps(movement, user), sorted(board.on(run), key=lambda one: board.numbers[one.party])
    mine = cards.plans(movement, user, "movement.depart") and bool(there)
    return page(
        request,
        f"{FOLDER}movement_run.html",
        status=status,
        **cards.head(movement),
        run=cards.run_card(run, board, ours),
        leg=words.leg_words(run.leg),
        ours=ours,
        people=[{**cards.person(one), "number": board.numbers[one.party]} for one in there if one.row is not None],
        others=len([one for one in there if one.row is None]) if ours else 0,
        behind=[cards.person(one) for one in there if run.departed_at and one.row and one.state not in ON_THE_WAY],
        stayed=stayed,
        problems=list(problems),
        may_edit=cards.plans(movement, user) and not run.departed_at,
        may_print=bool(there) and cards.plans(movement, user, "movement.manifest"),
        may_depart=mine and run.departed_at is None and movement.status in (Status.BOOKED, Status.UNDER_WAY),
        may_arrive=mine and run.departed_at is not None and run.arrived_at is None,
        prints=prints_of(run) if ours else [],
    )


def prints_of(run):
    """Passenger lists that were handed out, the newest first, each with its copies."""
    rows = ManifestCopy.objects.filter(manifest__run=run).select_related("manifest", "manifest__made_by", "by")
    found: dict = {}
    for one in rows.order_by("-manifest__made_at", "place"):
        sha = one.manifest.sha256
        line = found.setdefault(one.manifest_id, {
            "row": one.manifest, "by": one.manifest.made_by.display_name, "copies": [],
            "sha": " ".join(sha[at : at + 8] for at in range(0, 64, 8)),
        })  # fmt: skip
        if one.place > 1:
            line["copies"].append({"place": one.place, "by": one.by.display_name, "at": one.at})
    return list(found.values())


@require_POST
def movement_manifest(request, pk, run):
    """The passenger list of a run as PDF, for who may read everybody on it."""
    movement = movement_here(request.user, pk, "movement.manifest")
    row = run_of(movement, run)
    try:
        manifest, content = paper.hand_out(movement, row, by=request.user)
    except ValidationError as error:
        return run_page(request, movement, row.pk, 422, error.messages)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{manifest.number}.pdf"'
    response["Content-Security-Policy"] = CLOSED
    return response


@require_POST
def movement_depart(request, pk, run):
    """This run has departed: each of its people by their own step; who stays behind is named."""
    movement = movement_here(request.user, pk, "movement.depart")
    row = run_of(movement, run)
    try:
        moved = MOVEMENT.move(movement, "depart", by=request.user, run=str(row.pk))
    except ValidationError as error:
        return run_page(request, movement, row.pk, 422, error.messages)
    return run_page(request, movement_here(request.user, pk), row.pk, stayed=moved.__dict__["_stayed"])


@require_http_methods(["GET", "HEAD", "POST"])
def movement_arrive(request, pk, run):
    """This run has arrived."""
    movement = movement_here(request.user, pk, "movement.arrive")
    row, found = run_of(movement, run), {}
    form = ArrivedForm(posted(request))

    def arrive(**given):
        found["row"] = MOVEMENT.move(movement, "arrive", by=request.user, run=str(row.pk), **given)

    if sent(request, form, arrive):
        return run_page(request, movement_here(request.user, pk), row.pk, stayed=found["row"].__dict__["_stayed"])
    return form_page(request, form, title=_("This run has arrived"), button=_("Arrived"),
                     back=cards.at("movement_run", pk, row.pk))  # fmt: skip


@require_safe
def movement_day(request, pk, run):
    """The checklist of the day: people, big ticks, who is missing, whom to call."""
    movement = movement_here(request.user, pk, "movement.day")
    board = queries.whole(movement, plans=False)
    run = run_on(board, run)
    there, ticks = sorted(board.on(run), key=lambda one: board.numbers[one.party]), day.ticks_of(run)
    seen = [one for one in there if one.row is not None]
    return page(
        request,
        f"{FOLDER}movement_day.html",
        **cards.head(movement),
        run=cards.run_card(run, board, cards.keeps(movement, request.user)),
        leg=words.leg_words(run.leg),
        people=[{**cards.person(one), "number": board.numbers[one.party], "steps": steps(one, run, ticks),
                 "missed_url": cards.at("movement_missed", pk, run.pk, one.key)} for one in seen],
        missing=[cards.person(one) for one in day.missing(seen, ticks)],
        others=len(there) - len(seen),
        escorts=[queries.words_of(one) for one in board.escorts if one.pk in run.escorts],
    )  # fmt: skip


def steps(rider, run, ticks):
    """The steps of one person: ticked or not, by whom and when."""
    mine = ticks.get(rider.key, {})
    needed = [code for code in Tick if code != Tick.ESCORT or run.escorts]
    return [
        {"code": code.value, "label": code.label, "done": code in mine, "by": mine[code].by.display_name if code in mine
         else "", "at": mine[code].at if code in mine else None,
         "url": cards.at("movement_tick", rider.row.movement_id, run.pk, rider.key, code.value)}
        for code in needed
    ]  # fmt: skip


@require_POST
def movement_tick(request, pk, run, traveller, code):
    """One tick, saved at once; the answer is the list of this person alone where the page asks by itself."""
    if code not in Tick.values:
        raise Http404
    movement, row = person_here(request.user, pk, traveller, "traveller.tick")
    at = run_of(movement, run)
    try:
        day.tick(row, at, code, by=request.user, done=request.POST.get("done") != "no")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    if not request.headers.get("HX-Request"):
        return redirect(f"{cards.at('movement_day', pk, at.pk)}#p-{row.pk}")
    rider = queries.Rider(str(row.pk), str(row.party), str(row.family), frozenset(), row=row)
    return page(request, f"{FOLDER}ticks.html", key=str(row.pk), steps=steps(rider, at, day.ticks_of(at)))


@require_http_methods(["GET", "HEAD", "POST"])
def movement_missed(request, pk, run, traveller):
    """Somebody did not come: the seat is free, and the return has its own step."""
    movement, row = person_here(request.user, pk, traveller, "traveller.miss")
    at = run_here(movement, run)
    if at is None:
        raise Http404
    form = OutForm(posted(request))
    if sent(request, form, lambda **given: joining.missed(row, by=request.user, **given)):
        messages.success(request, _("Taken off. The return stays booked until its own step says otherwise."))
        return redirect("movement_day", pk, at.pk)
    return form_page(request, form, title=_("Did not come, or is not let on"), button=_("Take off"), care=True,
                     back=cards.at("movement_day", pk, at.pk))  # fmt: skip

"""Movements: the list, one movement with its plan, asking for a plan, and the steps."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import cursors
from accounts.access import refuse
from accounts.acting import current
from accounts.models import Team
from accounts.pages import page
from accounts.policy import may
from casework.attempts import DONE, WRONG, attempt
from casework.cases.views_people import posted
from referrals.consular.views import sent
from referrals.movements import actions, cards, proposing, queries, words
from referrals.movements.codes import PlanState
from referrals.movements.forms import BookForm, MovementForm, ReasonForm
from referrals.movements.models import Movement
from referrals.movements.tasks import request_plan
from referrals.movements.transitions import MOVEMENT

FOLDER = "referrals/movements/"
READS = ("movement.view", "movement.day")
CHIPS = (("", gettext_lazy("Under way")), ("ended", gettext_lazy("Over")))


def opens(user, action):
    """403 for who has nothing to do with journeys (R-03)."""
    if not may(user, action):
        refuse(user, action, "referrals.movement", "", visible=True)
    current().action = action


def movement_here(user, pk, action="movement.view"):
    """A movement that this person sees; for anything but looking one of their own teams. 404 else."""
    opens(user, action)
    row = queries.here(user, pk)
    if row is None or (action not in READS and row.team_id not in user.team_ids):
        refuse(user, action, "referrals.movement", pk, visible=False)
    return row


@require_safe
def movement_list(request):
    """Movements of one's teams, and those on which somebody of one's own cases travels."""
    opens(request.user, "movement.list")
    show, place = cursors.asked(request.GET, CHIPS)
    rows, more = queries.listed(request.user, show == "ended", place)
    chip, first = (f"show={show}&", f"?show={show}") if show else ("", ".")
    return page(
        request,
        f"{FOLDER}movement_list.html",
        lines=[{**cards.head(row), "seen": row.seen, "ours": cards.keeps(row, request.user)} for row in rows],
        chips=[
            {"label": label, "url": f"?show={name}" if name else reverse("movement_list"), "current": name == show}
            for name, label in CHIPS
        ],
        pager={"newer": first if place else "", "older": f"?{chip}older={cursors.place(*more)}" if more else ""},
        may_open=may(request.user, "movement.open") and bool(request.user.team_ids),
    )


@require_safe
def movement_detail(request, pk):
    """One movement: what is next, who goes on what, and why."""
    return detail_of(request, movement_here(request.user, pk))


def detail_of(request, movement, status=200, problems=()):
    """The page of one movement; `problems` are sentences on what was not done."""
    board, user = queries.whole(movement), request.user
    return page(
        request,
        f"{FOLDER}movement_detail.html",
        status=status,
        **cards.head(movement),
        **may_do(movement, user),
        **planning(board, user),
        problems=list(problems),
        acts=cards.acts(board, user),
        parties=cards.parties(board, user),
        legs=cards.legs(board, user),
        escorts=[{"row": one, **queries.words_of(one), "url": cards.at("movement_escort", movement.pk, one.pk)}
                 for one in board.escorts],
        unseen=cards.unseen(board),
        lost=[cards.person(one) for one in board.lost],
        gone=cards.gone(board),
    )  # fmt: skip


def may_do(movement, user):
    """What this person may change now."""
    before = movement.status in actions.BEFORE
    return {
        "may_edit": before and cards.plans(movement, user),
        "may_propose": before and cards.plans(movement, user, "movement.propose"),
        "may_add": before and movement.team_id in user.team_ids and may(user, "traveller.add"),
        "approved": movement.approved_number is not None and movement.approved_number == movement.plan_number,
    }


def planning(board, user):
    """The plan in force, the newest try, and what is no longer true: for those who plan or approve."""
    plan, newest, ours = board.plan, board.newest, cards.keeps(board.movement, user)
    waits = newest is not None and newest.state == PlanState.WAITING
    return {
        "ours": ours,
        "plan": plan,
        "untrue": cards.not_true(board) if ours else [],
        "drawn": cards.drawn(board, plan.result) if plan and ours else None,
        "explained": cards.explained(board, plan.result) if plan and ours else None,
        "proposal": cards.proposal(board) if ours else None,
        "progress": cards.progress(newest) if waits and ours else None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def movement_new(request):
    """A new movement of a team of one's own."""
    opens(request.user, "movement.open")
    return movement_form(request, Movement())


@require_http_methods(["GET", "HEAD", "POST"])
def movement_edit(request, pk):
    """Its name, countries, days and rules."""
    return movement_form(request, movement_here(request.user, pk, "movement.edit"))


def movement_form(request, row):
    """Shows or saves the form of a movement."""
    new = row._state.adding
    teams = Team.objects.filter(pk__in=request.user.team_ids) if new else None
    usual = {} if new else {name: getattr(row, name) for name in MovementForm.NAMES}
    if new:
        usual = {"team": teams.first(), "from_country": request.user.organisation.country, "change_minutes": 90,
                 "paper_days": 0}  # fmt: skip
    form = MovementForm(posted(request), teams=teams, initial=usual)
    if sent(request, form, lambda **given: actions.save_movement(row, by=request.user, **given)):
        messages.success(request, _("Saved."))
        return redirect("movement_detail", row.pk)
    back = reverse("movement_list") if new else cards.at("movement_detail", row.pk)
    return form_page(request, form, title=_("A new movement") if new else row.name, back=back)


def form_page(request, form, *, title, back, button=None, text="", status=None, care=False, **context):
    """A page with one form."""
    return page(
        request,
        f"{FOLDER}movement_form.html",
        status=status or (422 if form.errors else 200),
        form=form,
        title=title,
        back=back,
        button=button or _("Save"),
        text=text,
        care=care,
        **context,
    )


@require_POST
def movement_propose(request, pk):
    """Asks for a plan; it is worked out in the background."""
    movement = movement_here(request.user, pk, "movement.propose")
    try:
        proposing.ask(movement, by=request.user, request=request_plan)
    except ValidationError as error:
        return detail_of(request, movement, 422, error.messages)
    messages.success(request, _("A plan is being worked out. It takes a few seconds."))
    return redirect("movement_detail", pk)


@require_safe
def movement_progress(request, pk):
    """How far the plan is, for a page that asks again by itself."""
    movement = movement_here(request.user, pk)
    look = request.GET.get("look", "")
    plan = queries.waiting(movement) if cards.keeps(movement, request.user) else None
    shown = cards.progress(plan, min(int(look), 99) if look.isdecimal() and len(look) < 4 else 99) if plan else None
    return page(request, f"{FOLDER}progress.html", movement=movement, progress=shown)


@require_POST
def movement_go_on(request, pk):
    """Asks the worker again for a plan that waits."""
    movement = movement_here(request.user, pk, "movement.propose")
    plan = queries.waiting(movement)
    if plan is not None and plan.asked_by_id == request.user.pk:
        request_plan(plan.pk, request.user.pk)
    messages.success(request, _("Asked again."))
    return redirect("movement_detail", pk)


@require_POST
def movement_place(request, pk):
    """Puts a party on other runs by hand; the new plan is in force at once, and is read by a supervisor again."""
    movement = movement_here(request.user, pk, "movement.place")
    runs = {name.removeprefix("run_"): value for name, value in request.POST.items() if name.startswith("run_")}
    try:
        plan = proposing.place(movement, by=request.user, party=request.POST.get("party", ""), runs=runs)
        MOVEMENT.move(movement, "plan", by=request.user, number=plan.number)
    except ValidationError as error:
        return detail_of(request, movement_here(request.user, pk), 422, error.messages)
    messages.success(request, _("Moved. The plan must be approved again."))
    return redirect("movement_detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def movement_step(request, pk, name):
    """One step of the movement. One that does not fit answers 409 (S-33)."""
    if name not in MOVEMENT.steps or name in ("depart", "arrive"):
        raise Http404
    step = MOVEMENT.steps[name]
    movement = movement_here(request.user, pk, MOVEMENT.action(step))
    if name in ("book", "cancel"):
        return step_with_form(request, movement, step)
    if request.method != "POST":
        return redirect("movement_detail", pk)
    try:
        MOVEMENT.move(movement, name, by=request.user, number=request.POST.get("number", ""))
    except ValidationError as error:
        wrong = step not in MOVEMENT.available(movement, request.user)
        return detail_of(request, movement_here(request.user, pk), WRONG if wrong else 422, error.messages)
    messages.success(request, _("Done."))
    return redirect("movement_detail", pk)


def step_with_form(request, movement, step):
    """Booking asks for a number of each run, calling off for the reason."""
    form = book_form(request, movement) if step.name == "book" else ReasonForm(posted(request))
    status = None if step in MOVEMENT.available(movement, request.user) else WRONG
    if request.method == "POST" and form.is_valid():
        given = form.values() if step.name == "book" else form.cleaned_data
        status = attempt(form, lambda: MOVEMENT.move(movement, step.name, by=request.user, **given))
        if status == DONE:
            messages.success(request, _("Done."))
            return redirect("movement_detail", movement.pk)
    text = {
        "book": _("The day and the carrier are written on each return by its own step. All of them, or none."),
        "cancel": _("Everybody on it is free again. What was booked for it is unbooked."),
    }[step.name]
    return form_page(request, form, title=step.label, button=step.label, text=text, status=status, care=step.care,
                     back=cards.at("movement_detail", movement.pk))  # fmt: skip


def book_form(request, movement):
    """A number for each run on which somebody is."""
    board = queries.whole(movement)
    runs = [(str(run.pk), words.run_words(run), queries.words_of(run)["booking"]) for run in proposing.used(board)]
    return BookForm(posted(request), runs=runs)

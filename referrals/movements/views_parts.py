"""The parts of a movement: legs, runs, who travels along."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import first_or_none
from casework.attempts import attempt
from casework.cases.views_people import posted
from referrals.movements import actions, cards, queries, words
from referrals.movements.codes import TRAITS
from referrals.movements.forms import EscortForm, LegForm, RunForm
from referrals.movements.models import Escort, Leg, Run
from referrals.movements.views import detail_of, form_page, movement_here

DONE = 303
KINDS: dict[str, Any] = {"leg": Leg, "run": Run, "escort": Escort}


def part_here(user, pk, kind, key, action="movement.edit"):
    """(movement, the part) or 404."""
    movement = movement_here(user, pk, action)
    row = first_or_none(KINDS[kind].objects.filter(movement=movement), {"pk": key})
    if row is None:
        raise Http404
    row.movement = movement
    return movement, row


def saved(request, form, act, movement, **context):
    """The answer of a form of a part."""
    if request.method == "POST" and form.is_valid() and attempt(form, act) == DONE:
        messages.success(request, _("Saved."))
        return redirect("movement_detail", movement.pk)
    return form_page(request, form, back=cards.at("movement_detail", movement.pk), **context)


@require_http_methods(["GET", "HEAD", "POST"])
def movement_leg(request, pk, leg=None):
    """A leg: from where to where."""
    if leg is None:
        movement = movement_here(request.user, pk, "movement.edit")
        row = Leg(movement=movement)
        last = Leg.objects.filter(movement=movement).order_by("place").last()
        usual = {"from_country": last.to_country if last else movement.from_country, "to_country": movement.to_country,
                 "from_place": queries.words_of(last)["to_place"] if last else ""}  # fmt: skip
    else:
        movement, row = part_here(request.user, pk, "leg", leg)
        usual = {"from_country": row.from_country, "to_country": row.to_country, "version": row.version,
                 **queries.words_of(row)}  # fmt: skip
    form = LegForm(posted(request), initial=usual)
    act = lambda: actions.save_leg(row, by=request.user, **form.cleaned_data)  # noqa: E731
    title = _("A new leg") if leg is None else words.leg_words(row)
    return saved(request, form, act, movement, title=title, away=away("leg", movement, leg))


def away(kind, movement, key):
    """Where a part is taken away, or ''."""
    return cards.at("movement_part_away", movement.pk, kind, key) if key else ""


def leg_choices(movement):
    """Legs of the movement as choices."""
    return [(str(leg.pk), words.leg_words(leg)) for leg in Leg.objects.filter(movement=movement)]


@require_http_methods(["GET", "HEAD", "POST"])
def movement_run_edit(request, pk, run=None):
    """A run: when, how many seats, whom the carrier takes."""
    if run is None:
        movement = movement_here(request.user, pk, "movement.edit")
        row = Run(movement=movement, children_an_escort=1)
        usual = {"leg": request.GET.get("leg"), "mode": "air_commercial", "children_an_escort": 1}
    else:
        movement, row = part_here(request.user, pk, "run", run)
        usual = usual_of(row)
    form = RunForm(posted(request), legs=leg_choices(movement), initial=usual)
    act = lambda: actions.save_run(row, by=request.user, **form.values())  # noqa: E731
    title = _("A new run") if run is None else words.run_words(row)
    return saved(request, form, act, movement, title=title, away=away("run", movement, run))


def usual_of(row):
    """What stands on a run, for its form."""
    from django.utils import timezone

    sealed = queries.words_of(row)
    return {
        **{name: sealed[name] for name in ("carrier", "number", "call")},
        **{name: getattr(row, name) for name in ("mode", "seats", "children_an_escort", "rules_checked", "version")},
        **{f"limit_{trait.value}": row.limits.get(trait.value, "") for trait in TRAITS},
        "leg": str(row.leg_id),
        "departs": timezone.localtime(row.departs),
        "arrives": timezone.localtime(row.arrives),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def movement_escort(request, pk, escort=None):
    """Somebody who travels along."""
    if escort is None:
        movement = movement_here(request.user, pk, "movement.edit")
        row, usual = Escort(movement=movement), {}
    else:
        movement, row = part_here(request.user, pk, "escort", escort)
        usual = {**queries.words_of(row), "legs": [str(leg) for leg in row.legs], "version": row.version}
    form = EscortForm(posted(request), legs=leg_choices(movement), initial=usual)
    act = lambda: actions.save_escort(row, by=request.user, **form.cleaned_data)  # noqa: E731
    title = _("Who travels along")
    return saved(request, form, act, movement, title=title, away=away("escort", movement, escort))


@require_POST
def movement_part_away(request, pk, kind, part):
    """Takes a leg, a run or an escort away, where nothing needs it."""
    if kind not in KINDS:
        raise Http404
    movement, row = part_here(request.user, pk, kind, part)
    try:
        actions.take_away(row, by=request.user)
    except (ValidationError, IntegrityError) as error:
        said = error.messages if isinstance(error, ValidationError) else [_("Something still needs it.")]
        return detail_of(request, movement, 422, said)
    messages.success(request, _("Taken away."))
    return redirect("movement_detail", pk)

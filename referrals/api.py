"""What the REST rooms of this floor have in common: rows of a case in a list, a new row on a case, steps that are plain
actions, and which side a reader stands on. No access is decided here: rows come by `permitted()`, acts ask themselves.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from accounts import cursors
from accounts.access import fetch, held_on
from accounts.acting import current
from accounts.api import PolicySerializer, PolicyViewSet, Words
from accounts.models import Organisation
from accounts.policy import Group
from accounts.replay import once
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.consents.items import CODES, ITEMS
from referrals.sharing.items import lines_for
from referrals.sharing.walls import OUTSIDE

Acts = dict[str, tuple[Callable, Any]]  # {step: (function, body)}
MOST_FILES = 200
NAMES = {"type": "array", "items": {"type": "string"}}


class Known(serializers.Serializer):
    """The body of a new row or of a step. 400 for a key that nobody asked for (S-29)."""

    def to_internal_value(self, data):
        """The values, all of them known."""
        sent = data if isinstance(data, dict) else {}
        if wrong := {name: [_("This cannot be set here.")] for name in sent if name not in self.fields}:
            raise exceptions.ValidationError(wrong)
        return super().to_internal_value(data)


class NewOnCase(Known):
    """A new row names its case by the number."""

    case = serializers.CharField(max_length=20)


def asking(title, *names, words=""):
    """The body of a step that asks for these texts, all of them; `title` names it in the OpenAPI schema."""
    return type(f"{title}Step", (Known,), {"__doc__": words, **{name: Words(required=True) for name in names}})


def checked(body, data):
    """The values of a step. 400 for what it does not take; a step without a body takes nothing."""
    sent = (body or Known)(data=data)
    sent.is_valid(raise_exception=True)
    return sent.validated_data


def bodies_of(acts):
    """{step: body} of a table {step: (act, body)}."""
    return {name: body for name, (_act, body) in acts.items()}


def ticks(**options):
    """Codes of the items that are ticked."""
    return serializers.ListField(child=serializers.ChoiceField(CODES), max_length=len(CODES), **options)


def file_ids(**options):
    """Ids of files that are ticked one by one."""
    return serializers.ListField(child=serializers.UUIDField(), max_length=MOST_FILES, required=False, **options)


def office(**options):
    """An organisation that works, by its id."""
    return serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.filter(is_active=True), **options)


class CaseRowSerializer(PolicySerializer):
    """A row of a case, with the number of the case and the steps that this person may take now. Fields are read here;
    what may be sent stands in the body of each act."""

    case = serializers.SlugRelatedField("reference", read_only=True)
    available_steps = serializers.SerializerMethodField()

    @extend_schema_field(NAMES)
    def get_available_steps(self, row):
        """Names of the steps this person may take now."""
        return self.context["view"].steps_now(row)


def from_outside(row):
    """Whether this reader reaches the case only as a recipient."""
    held = held_on(row)
    return bool(held) and held <= set(OUTSIDE)


def values_of(slip, groups=None):
    """What was shared, by key, with the ids of its files; a key of what was not shared is absent. `groups` are those
    of a reader on our side: what they may not read is absent too."""

    def read(item):
        return groups is None or ITEMS[item].group in groups

    lines = [line for line in lines_for(slip.purpose) if line.item in slip.items and read(line.item)]
    files = {item: [str(row.pk) for row in rows] for item, rows in slip.files.items() if read(item)}
    return {line.key: slip.values[line.key] for line in lines if groups is None or not line.there_only} | files


def page_of(rows, newest, after, limit):
    """(one page, the newest first; place of the next page or None). `newest` names the moment of a row."""
    if after:
        rows = rows.filter(Q(**{f"{newest}__lt": after[0]}) | Q(**{newest: after[0], "pk__lt": after[1]}))
    found = list(rows.order_by(f"-{newest}", "-pk")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return found[:limit], last and cursors.place(getattr(last, newest), last.pk)


class CaseRowsViewSet(PolicyViewSet):
    """Rows that hang on cases, the newest first. `?case=` names one case; without it all that this person may see.

    `views` are the actions by which rows are read: the case's side first, then the recipient's where it has one;
    `newest` is the moment by which they are listed; `acts` are {step: (function, body)} beside a workflow's.
    """

    views: tuple[str, ...] = ()
    newest = "made_at"
    lookup_field = "number"
    allowed_filters: dict[str, set | None] = {"case": None}
    acts: Acts = {}
    subject: Any = None

    def seen(self, action):
        """Rows that this person reads by this action."""
        return self.get_queryset().permitted(self.request.user, action)

    def all_seen(self):
        """Rows of both sides."""
        first, *more = (self.seen(action) for action in self.views)
        return first | more[0] if more else first

    def row(self, action):
        """The row of the address; whether something may be done with it the act itself asks."""
        wanted = self.kwargs[self.lookup_field]
        return self.one(**{self.lookup_field: tidy(wanted) if self.lookup_field == "number" else wanted})

    def one(self, **lookup):
        """One row, by the side on which this person stands. Http404 where it is hidden or missing."""
        sides = (action for action in self.views if self.seen(action).filter(**lookup).exists())
        action = next(sides, self.views[0])
        found = fetch(self.model, self.request.user, action, queryset=self.seen(action), **lookup)
        current().action = action
        return found

    def filtered(self, rows, asked):
        """Rows by the filters of the address."""
        return rows.filter(case__reference=tidy(asked["case"])) if "case" in asked else rows

    def list(self, request, *args, **kwargs):
        """{"results", "next"}."""
        asked, (after, limit) = self.query(), self.bounds()
        found, place = page_of(self.filtered(self.all_seen(), asked), self.newest, after, limit)
        current().load_cases([row.case_id for row in found])
        found = self.known(found)
        return self.listed(found, [row.case_id for row in found], place)

    def known(self, rows):
        """The rows that are shown; a room that must know more of them reads it here, once for all."""
        return rows

    def shown(self, row, code=status.HTTP_200_OK):
        """One row with its ETag."""
        self.known([row])
        return super().shown(row, code)

    def shown_after(self, row):
        """The row as it stands; 204 where the change took it out of the actor's own sight."""
        if any(self.seen(action).filter(pk=row.pk).exists() for action in self.views):
            return self.shown(self.one(pk=row.pk))
        return Response(status=status.HTTP_204_NO_CONTENT)

    def begun(self, request, body):
        """A new row on the case that is named in the body, once for each Idempotency-Key."""
        given = dict(checked(body, request.data))
        rows = Case.objects.select_related("organisation", "person", "team")
        self.subject = fetch(Case, request.user, "case.view", queryset=rows, reference=tidy(given.pop("case")))
        key, made = once(request, lambda: self.make(given))
        return self.shown(self.one(pk=key), status.HTTP_201_CREATED if made else status.HTTP_200_OK)

    def acts_on(self, row):
        """The acts on this row that are no steps of a workflow, for the side on which this person stands."""
        return self.acts

    def step(self, request, step=None, **kwargs):
        """Takes one act or step with its fields."""
        if step not in self.bodies():
            raise exceptions.NotFound
        row = self.row("view")
        if self.workflow is not None and step in self.workflow.steps:
            return super().step(request, step, **kwargs)
        if step not in self.acts_on(row):
            raise exceptions.NotFound
        act, body = self.acts_on(row)[step]
        done = act(row, by=request.user, **checked(body, request.data))
        return self.shown_after(done if isinstance(done, self.model) else row)

    def steps_now(self, row):
        """Names of the steps this person may take now."""
        return [step.name for step in self.workflow.available(row, self.request.user)] if self.workflow else []


def told_outside(share, *groups):
    """Notes that a recipient is shown number, day and purpose by this share, and what else."""
    current().show_share(share, {Group.REFERRAL, *groups})

"""The journey over REST: stations, work and amounts of one case, through the actions of the pages."""

from typing import Any

from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from accounts.access import fetch
from accounts.api import PolicySerializer, PolicyViewSet, expected_version
from accounts.editing import must_stand_at
from accounts.performing import Stale
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.journey import actions
from casework.journey.models import Exploitation, Leg, MoneyNamed

TOLD = ["note", "source", "told_by"]
DAYS = ["began_earliest", "began_latest", "ended_earliest", "ended_latest"]


class OfCase(PolicySerializer):
    """What every row of the journey answers with."""

    case = serializers.SlugRelatedField("reference", read_only=True)


class AtStation(OfCase):
    """A row that may name a station of its own case by its id."""

    leg = serializers.UUIDField(source="leg_id", required=False, allow_null=True)

    def group(self, model, name):
        """The id of the station is as private as the station."""
        return super().group(model, name) if name != "leg" else model._meta.get_field("leg").group


class LegSerializer(OfCase):
    """A station. What was said about a time is written, the days it can mean are read."""

    class Meta:
        model = Leg
        fields = ["id", "case", "position", "kind", "country", "location", "place_name", "began_said", "ended_said",
                  *DAYS, "basis", "transport", "handler_role", "handled_by", "border", "price", "currency",
                  "do_not_ask", *TOLD, "version"]  # fmt: skip
        read_only_fields = ["id", "position", *DAYS, "version"]


class WorkSerializer(AtStation):
    """What the person had to do at one place."""

    class Meta:
        model = Exploitation
        fields = ["id", "case", "leg", "types", "scams", "hours_a_day", "days_a_week", "quota", "papers", "control",
                  *TOLD, "version"]  # fmt: skip
        read_only_fields = ["id", "version"]


class MoneySerializer(AtStation):
    """An amount as it was told."""

    class Meta:
        model = MoneyNamed
        fields = ["id", "case", "leg", "kind", "amount", "currency", "per", "reason", "said_when", "earliest", "latest",
                  *TOLD, "version"]  # fmt: skip
        read_only_fields = ["id", "earliest", "latest", "version"]


KINDS = {
    "stops": (Leg, LegSerializer, actions.save_stop),
    "work": (Exploitation, WorkSerializer, actions.save_work),
    "money": (MoneyNamed, MoneySerializer, actions.save_money),
}


class JourneyViewSet(PolicyViewSet):
    """journey/<case>/<kind>/: all rows of a case in their order, one row, a new one, a change, and taking one away."""

    noun = "journey"
    model: Any = Leg  # `initial` puts the kind's own
    serializer_class: Any = LegSerializer
    save_row: Any = None

    @classmethod
    def parts(cls):
        """Each kind, and each way to move a row, has an address of its own in the schema."""
        kinds = {name: {"model": kind[0], "serializer_class": kind[1]} for name, kind in KINDS.items()}
        return {"kind": kinds, "way": {"up": {"told_step": "up"}, "down": {"told_step": "down"}}}

    @classmethod
    def bodies(cls):
        """Moving takes no body."""
        return {"up": None, "down": None}

    def initial(self, request, *args, **kwargs):
        """404 for a kind that does not exist."""
        super().initial(request, *args, **kwargs)
        if kwargs["kind"] not in KINDS:
            raise Http404
        self.model, self.serializer_class, self.save_row = KINDS[kwargs["kind"]]

    def case(self, action):
        """The case of the address, or 404/403."""
        cases = Case.objects.select_related("person")
        return fetch(Case, self.request.user, action, queryset=cases, reference=tidy(self.kwargs["reference"]))

    def get_queryset(self):
        """Rows of the case in the address."""
        rows = self.model.objects.select_related("case")
        return rows.filter(case__reference=tidy(self.kwargs["reference"]))

    def row(self, action):
        """The row of the address."""
        user, key = self.request.user, self.kwargs["pk"]
        return fetch(self.model, user, f"journey.{action}", queryset=self.get_queryset(), pk=key)

    def list(self, request, *args, **kwargs):
        """{"results", "next"}: all rows of the case; a case has few enough to need no pages."""
        self.query()
        case = self.case("journey.view")
        order = (F("position"), F("pk")) if self.model is Leg else (F("pk"),)
        rows = list(self.get_queryset().order_by(*order))
        return self.listed(rows, [case.pk] * len(rows))

    def values(self, row, sent):
        """The values with the station that they name. 400 for one that this case does not have."""
        if "leg_id" in sent:
            key = sent.pop("leg_id")
            leg = Leg.objects.filter(case=row.case_id, pk=key).first() if key else None
            if key and leg is None:
                raise exceptions.ValidationError({"leg": [_("Choose one of those shown")]})
            sent["leg"] = leg
        return sent

    def make(self, values):
        """A new row, at the end of the line."""
        row = self.model(case=self.case("journey.edit"))
        return self.save_row(row, by=self.request.user, **self.values(row, values))

    def change(self, row, values):
        """Changed values of the row."""
        self.save_row(row, by=self.request.user, **self.values(row, values))

    def destroy(self, request, *args, **kwargs):
        """Takes away the version named in If-Match; the history keeps it. 412 when it has moved on (S-86)."""
        row = self.row("edit")
        try:
            must_stand_at(row, expected_version(request))
        except Stale:
            return self.moved_on(self.row("edit"))
        (actions.remove_stop if self.model is Leg else actions.remove_fact)(row, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def move(self, request, way=None, **kwargs):
        """POST …/up/ or …/down/: changes places with the neighbour. 400 where there is none."""
        leg = self.row("edit")
        if self.model is not Leg or way not in ("up", "down"):
            raise Http404
        if not actions.move_stop(leg, actions.UP if way == "up" else actions.DOWN, by=request.user):
            raise exceptions.ValidationError({"": [_("It stands at the end of the line already.")]})
        return self.shown(self.row("view"))

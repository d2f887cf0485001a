"""Penalties, their hearings and the visit log over REST, through the actions of the pages. A letter's steps follow from
the letter; a client sets none of them."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import exceptions, serializers

from accounts.access import fetch, writable
from accounts.acting import current
from accounts.api import PolicySerializer, PolicyViewSet
from accounts.policy import Group
from casework.needs.api import MANY, OfCase, OnCaseViewSet
from casework.penalties import actions
from casework.penalties.forms import ASKED, FIRST
from casework.penalties.models import Hearing, Penalty, Visit
from casework.penalties.transitions import PENALTY

WRITTEN = [*FIRST, *ASKED, "assessment", "more"]
READ = ["id", "status", "since", "days", "fine_now", "outcome_on", "outcome_words", "letter", "noted_at", "ended_at",
        "version"]  # fmt: skip
HEARD = ["on", "hour", "court", "subject", "lawyer", "interpreter", "result", "result_words"]
VISITED = ["on", "asked_on", "outcome", "condition", "health", "last_seen_on", "seen_by", "moved_to", "more", "next_on"]


class PenaltySerializer(OfCase):
    """One penalty: amounts as text, days held and today's fine worked out here."""

    days = serializers.IntegerField(read_only=True)
    fine_now = serializers.CharField(read_only=True)

    class Meta:
        model = Penalty
        fields = [*READ, "case", *WRITTEN, "available_steps"]
        read_only_fields = READ

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_available_steps(self, row):
        """Names of the steps this person may take now."""
        return [step.name for step in PENALTY.available(row, current().user)]


class HearingSerializer(PolicySerializer):
    """One day before a court or an office."""

    class Meta:
        model = Hearing
        fields = ["id", *HEARD, "version"]
        read_only_fields = ["id", "version"]


class VisitSerializer(PolicySerializer):
    """One line of the visit log."""

    class Meta:
        model = Visit
        fields = ["id", *VISITED, "version"]
        read_only_fields = ["id", "version"]


class PenaltyViewSet(OnCaseViewSet):
    """penalties/: what stands against people, and what was decided."""

    model, noun, workflow, serializer_class = Penalty, "penalty", PENALTY, PenaltySerializer

    def make(self, values):
        """Written down; with reasonable grounds it is raised at once."""
        return actions.record_penalty(self.subject, by=self.request.user, **values)

    def change(self, row, values):
        """What was written, changed."""
        actions.edit_penalty(row, by=self.request.user, **values)


class OfPenaltyViewSet(PolicyViewSet):
    """penalties/<id>/hearings/ and …/visits/: what belongs to one penalty."""

    hangs_on = "penalty"

    def get_queryset(self):
        """Rows of the penalty in the address, with their case."""
        return self.model.objects.select_related("case", "penalty", "penalty__case").filter(
            penalty=self.kwargs["penalty"]
        )

    def penalty(self, action):
        """The penalty of the address."""
        rows = Penalty.objects.select_related("case", "case__person", "case__team")
        return fetch(Penalty, self.request.user, action, queryset=rows, pk=self.kwargs["penalty"])

    def list(self, request, *args, **kwargs):
        """{"results", "next"}: all of them, in the order of their days."""
        self.query()
        penalty = self.penalty("penalty.view")
        rows = list(self.get_queryset().order_by("on", "pk")[:MANY])
        return self.listed(rows, [penalty.case_id] * len(rows))


class HearingViewSet(OfPenaltyViewSet):
    """Hearings of a penalty."""

    model, noun, serializer_class = Hearing, "hearing", HearingSerializer

    def make(self, values):
        """A day."""
        return actions.add_hearing(self.penalty("hearing.add"), by=self.request.user, **values)

    def change(self, row, values):
        """Another day, or what came of it."""
        actions.edit_hearing(row, by=self.request.user, **values)


class VisitViewSet(OfPenaltyViewSet):
    """The visit log of a detention."""

    model, noun, serializer_class = Visit, "penalty", VisitSerializer

    def row(self, action):
        """The line of the address: who may log visits may change them."""
        name = {"edit": "penalty.visit"}.get(action, f"penalty.{action}")
        return fetch(Visit, self.request.user, name, queryset=self.get_queryset(), pk=self.kwargs["pk"])

    def make(self, values):
        """A visit, planned or as it was."""
        penalty = self.penalty("penalty.visit")
        return actions.save_visit(Visit(case=penalty.case, penalty=penalty), by=self.request.user, **self.open(values))

    def change(self, row, values):
        """How a planned visit was."""
        actions.save_visit(row, by=self.request.user, **self.open(values))

    def open(self, values):
        """400 for health in words from somebody without a health grant (section 4 of the rules)."""
        if "health" in values and not self.may_write_health():
            raise exceptions.ValidationError({"health": [_("This cannot be set here.")]})
        return values

    def may_write_health(self):
        """Whether this person may write of the person's health."""
        return Group.HEALTH in writable(self.penalty("penalty.visit"))

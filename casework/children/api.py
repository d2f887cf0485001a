"""The child's room over REST: best-interests procedures with their steps, and the rows beside them. What the child and
the panel said is written by people; a token has no part in it."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.access import fetch
from accounts.acting import current
from accounts.api import PolicySerializer, PolicyViewSet
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.children import actions, cards
from casework.children.births import Birth
from casework.children.models import Assent, BestInterests, Guardian, Tracing
from casework.children.transitions import INTERESTS
from casework.needs.api import MANY, OfCase, OnCaseViewSet


class InterestsSerializer(OfCase):
    """One procedure: what was heard, weighed and decided."""

    class Meta:
        model = BestInterests
        fields = [
            "id", "case", "status", "opened_at", *actions.ASSESSMENT, "assessed_at", "about", *actions.DECISION,
            "decided_at", "stands", "reviewed_at", "review_words", "version", "available_steps",
        ]  # fmt: skip
        read_only_fields = [
            "id", "status", "opened_at", "assessed_at", "about", "decided_at", "stands", "reviewed_at", "review_words",
            "version",
        ]  # fmt: skip

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_available_steps(self, row):
        """Names of the steps this person may take now."""
        return [step.name for step in cards.steps_for(row, current().user)]


class InterestsViewSet(OnCaseViewSet):
    """best-interests/: procedures of a child. A new one takes nothing but the case."""

    model, noun, workflow, serializer_class = BestInterests, "interests", INTERESTS, InterestsSerializer

    def make(self, values):
        """An assessment that is open; its words are written by PATCH."""
        return actions.open_procedure(self.subject, by=self.request.user)

    def change(self, row, values):
        """The words that belong to the state of the procedure."""
        actions.save_procedure(row, by=self.request.user, **values)


class ChildRow(PolicySerializer):
    """What every row answers with."""

    case = serializers.SlugRelatedField("reference", read_only=True)


class GuardianSerializer(ChildRow):
    """Who answers for the child."""

    class Meta:
        model = Guardian
        fields = ["id", "case", "kind", "name", "reach", "appointed", "appointed_on", "involved", "involved_words",
                  "accepted", "noted_at", "ended_on", "version"]  # fmt: skip
        read_only_fields = ["id", "noted_at", "ended_on", "version"]
        extra_kwargs = {"reach": {"write_only": True}}  # shown on demand, on the page that records the look


class AssentSerializer(ChildRow):
    """What the child said."""

    class Meta:
        model = Assent
        fields = ["id", "case", "about", "answer", "words", "asked_on", "language", "beside", "at", "version"]
        read_only_fields = ["id", "at", "version"]


class TracingSerializer(ChildRow):
    """What was done to find the family."""

    class Meta:
        model = Tracing
        fields = ["id", "case", "state", "on", "through", "words", "noted_at", "version"]
        read_only_fields = ["id", "noted_at", "version"]


class BirthSerializer(ChildRow):
    """A child of the person. The child's own case is not named here: who may see one need not see the other."""

    class Meta:
        model = Birth
        fields = ["id", "case", "child_name", "born_on", "born_at", "country", "of_exploitation", "lives_with",
                  "registration", "registered_on", "register_words", "nationality", "nationalities",
                  "nationality_words", "noted_at", "version"]  # fmt: skip
        read_only_fields = ["id", "noted_at", "version"]


KINDS = {
    "guardians": (Guardian, GuardianSerializer),
    "assents": (Assent, AssentSerializer),
    "tracing": (Tracing, TracingSerializer),
    "births": (Birth, BirthSerializer),
}


class ChildViewSet(PolicyViewSet):
    """children/<case>/<kind>/: guardians, the child's word, tracing, births."""

    noun = "child"
    model: Any = Guardian  # `initial` puts the kind's own
    serializer_class: Any = GuardianSerializer

    @classmethod
    def parts(cls):
        """Each kind has an address of its own in the schema."""
        return {"kind": {name: {"model": kind[0], "serializer_class": kind[1]} for name, kind in KINDS.items()}}

    def initial(self, request, *args, **kwargs):
        """404 for a kind that does not exist."""
        super().initial(request, *args, **kwargs)
        if kwargs["kind"] not in KINDS:
            raise Http404
        self.model, self.serializer_class = KINDS[kwargs["kind"]]

    def case(self, action):
        """The case of the address."""
        rows = Case.objects.select_related("person", "team")
        return fetch(Case, self.request.user, action, queryset=rows, reference=tidy(self.kwargs["reference"]))

    def get_queryset(self):
        """Rows of the case in the address."""
        rows = self.model.objects.select_related("case", "case__person", "case__team")
        return rows.filter(case__reference=tidy(self.kwargs["reference"]))

    def list(self, request, *args, **kwargs):
        """{"results", "next"}: all rows of the case; a case has few enough to need no pages."""
        self.query()
        case = self.case("child.view")
        rows = list(self.get_queryset()[:MANY])
        return self.listed(rows, [case.pk] * len(rows))

    def make(self, values):
        """A new row."""
        return actions.save_row(self.model(case=self.case("child.edit")), by=self.request.user, **values)

    def change(self, row, values):
        """Changed values of the row."""
        actions.save_row(row, by=self.request.user, **values)

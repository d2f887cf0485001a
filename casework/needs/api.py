"""Needs, the plan, the safety plan and conferences over REST: the actions of the pages. A yes is never set by a client
(workflows.md section 4): agreeing to a plan is a step for people, whom a token never is."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import exceptions, serializers

from accounts.access import fetch
from accounts.acting import current
from accounts.api import PolicySerializer, PolicyViewSet
from accounts.models import Organisation, User
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.needs import actions
from casework.needs.models import CasePlan, Conference, Need, SafetyPlan, Session
from casework.needs.sessions import add_session
from casework.needs.transitions import NEED, PLAN

MANY = 200  # rows of one case in an answer; a case has fewer


class OfCase(PolicySerializer):
    """What every row here answers with: its case by number."""

    case = serializers.SlugRelatedField("reference", read_only=True)
    available_steps = serializers.SerializerMethodField()

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_available_steps(self, row):
        """Names of the steps this person may take now."""
        workflow = {Need: NEED, CasePlan: PLAN}.get(type(row))
        return [step.name for step in workflow.available(row, current().user)] if workflow else []


class SessionSerializer(PolicySerializer):
    """One time the person met who helps."""

    class Meta:
        model = Session
        fields = ["id", "held_on", "came", "words", "version"]
        read_only_fields = ["id", "version"]


class NeedSerializer(OfCase):
    """One need. The owner is one who works on the case, or its supervisor."""

    owner = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True), required=False, allow_null=True
    )
    provider = serializers.PrimaryKeyRelatedField(
        queryset=Organisation.objects.filter(is_active=True), required=False, allow_null=True
    )

    class Meta:
        model = Need
        fields = [
            "id", "case", "kind", "status", "origin", "priority", "words", "provider", "provider_name", "owner",
            "due_on", "result", "result_words", "noted_at", "ended_at", "version", "available_steps",
        ]  # fmt: skip
        read_only_fields = ["id", "status", "origin", "result", "result_words", "noted_at", "ended_at", "version"]


class PlanSerializer(OfCase):
    """One version of the plan; whether it was agreed to is read here and set by the step."""

    class Meta:
        model = CasePlan
        fields = [
            "id", "case", "number", "status", "language", "interpreter", "wishes", "steps", "services", "agreed_on",
            "agreed_how", "copy_given", "answer_words", "written_at", "version", "available_steps",
        ]  # fmt: skip
        read_only_fields = [
            name for name in fields if name not in ("language", "interpreter", "wishes", "steps")
        ]  # fmt: skip


class SafetySerializer(OfCase):
    """The safety plan of a case."""

    class Meta:
        model = SafetyPlan
        fields = [
            "id", "case", "reprisals", "debts", "family", "signs", "what_to_do", "whom_to_call", "where_to_go",
            "made_with", "made_on", "again_on", "version",
        ]  # fmt: skip
        read_only_fields = ["id", "version"]


class ConferenceSerializer(OfCase):
    """A conference on the case."""

    class Meta:
        model = Conference
        fields = ["id", "case", "held_on", "people", "person_there", "minutes", "written_at", "version"]
        read_only_fields = ["id", "written_at", "version"]


class OnCaseViewSet(PolicyViewSet):
    """Rows of one case: `?case=` names it for a list, `case` in the body for a new row."""

    allowed_filters = {"case": None}
    hangs_on = "case"

    def get_queryset(self):
        """With the case of each."""
        return self.model.objects.select_related("case", "case__person", "case__team")

    def case(self, action, number):
        """The case of this number. 400 without one."""
        if not number:
            raise exceptions.ValidationError({"case": ["Name the case by its number."]})
        rows = Case.objects.select_related("person", "team", "organisation")
        return fetch(Case, self.request.user, action, queryset=rows, reference=tidy(str(number)))

    def list(self, request, *args, **kwargs):
        """{"results", "next"}: all rows of one case; a case has few enough to need no pages."""
        case = self.case(f"{self.noun}.view", self.query().get("case", ""))
        rows = list(self.get_queryset().filter(case=case)[:MANY])
        return self.listed(rows, [case.pk] * len(rows))

    def create(self, request, *args, **kwargs):
        """A new row on the case of the body."""
        number = request.data.get("case") if isinstance(request.data, dict) else ""
        self.subject = self.case(f"{self.noun}.view", number)
        return super().create(request, *args, **kwargs)

    def body(self):
        """All but the case, which the row is made for."""
        return {name: value for name, value in self.request.data.items() if name != "case"}


class NeedViewSet(OnCaseViewSet):
    """needs/: what a person needs and who helps."""

    model, noun, workflow, serializer_class = Need, "need", NEED, NeedSerializer

    def make(self, values):
        """A need, with a day by its urgency where none is named."""
        return actions.add_need(self.subject, by=self.request.user, **values)

    def change(self, row, values):
        """Who helps, who sees to it, until when."""
        actions.edit_need(row, by=self.request.user, **values)


class SessionViewSet(PolicyViewSet):
    """needs/<id>/sessions/: times of meeting."""

    model, noun, serializer_class = Session, "need", SessionSerializer
    hangs_on = "need"

    def need(self, action):
        """The need of the address."""
        rows = Need.objects.select_related("case", "case__person", "case__team")
        return fetch(Need, self.request.user, action, queryset=rows, pk=self.kwargs["need"])

    def list(self, request, *args, **kwargs):
        """{"results", "next"}: the newest first."""
        self.query()
        need = self.need("need.view")
        rows = list(Session.objects.filter(need=need)[:MANY])
        return self.listed(rows, [need.case_id] * len(rows))

    def make(self, values):
        """One more."""
        return add_session(self.need("need.session"), by=self.request.user, **values)


class PlanViewSet(OnCaseViewSet):
    """case-plans/: every version of the plan."""

    model, noun, workflow, serializer_class = CasePlan, "plan", PLAN, PlanSerializer

    def make(self, values):
        """A new version."""
        return actions.write_plan(CasePlan(case=self.subject, number=0), by=self.request.user, **values)

    def change(self, row, values):
        """The words of the version that is not agreed yet."""
        actions.write_plan(row, by=self.request.user, **values)


class SafetyViewSet(OnCaseViewSet):
    """safety-plans/: one a case."""

    model, noun, serializer_class = SafetyPlan, "safety", SafetySerializer

    def make(self, values):
        """The safety plan; a second one is refused."""
        row = SafetyPlan(case=self.subject)
        row.validate_constraints()
        return actions.write_safety(row, by=self.request.user, **values)

    def change(self, row, values):
        """Its words."""
        actions.write_safety(row, by=self.request.user, **values)


class ConferenceViewSet(OnCaseViewSet):
    """conferences/: who was there and what was said."""

    model, noun, serializer_class = Conference, "conference", ConferenceSerializer

    def make(self, values):
        """A conference that was held."""
        return actions.write_conference(Conference(case=self.subject), by=self.request.user, **values)

    def change(self, row, values):
        """The minutes put right."""
        actions.write_conference(row, by=self.request.user, **values)

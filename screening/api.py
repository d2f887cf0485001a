"""Screenings over REST: the same actions and steps as the pages. Nobody sets an outcome here; the rule proposes it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from accounts.access import allowed, fetch
from accounts.acting import current
from accounts.api import PolicySerializer, PolicyViewSet
from accounts.performing import performing
from accounts.replay import once
from casework.cases.models import Case
from casework.cases.numbers import tidy
from screening.actions import edit_screening, open_screening
from screening.models import HEALTH_MARKS, IndicatorAnswer, Screening
from screening.queries import screenings_of
from screening.reading import result_of
from screening.rule import FLAGS, RISKS
from screening.scenarios import OLDEST, as_json, screened
from screening.transitions import SCREENING

PARTS = ["act_complete", "means_complete", "purpose_complete"]
FACTS = ["age_at_screening", "age_at_recruitment", "age_disputed", "trafficking_defence", "vulnerability_flags",
         "return_risk_factors", "health_marks"]  # fmt: skip
SAID = ["profile", "levels", "counts", "rule_outcome", "outcome", "reasonable_grounds", "protection_presumed"]
DECIDED = ["hindrance", "accompanied_by", "started_at", "submitted_at", "proposed_outcome", "decided_at",
           "decision_reason"]  # fmt: skip
MOST_ANSWERS = 500


class Mark(serializers.Serializer):
    """One answer as it is sent."""

    state = serializers.ChoiceField(IndicatorAnswer.State.choices)
    source = serializers.ChoiceField(IndicatorAnswer.Source.choices, required=False, allow_blank=True)
    note = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)


@extend_schema_field(OpenApiTypes.OBJECT)
class Answers(serializers.Field):
    """{code: {"state", "source", "note"}}: on reading the stored ones, on writing those that change."""

    default_error_messages = {
        "object": gettext_lazy("Send an object of codes."),
        "many": gettext_lazy("These are more than there are."),
    }

    def to_representation(self, value):
        """As the model gives them."""
        return value

    def to_internal_value(self, data):
        """Each answer checked by its shape; whether the code exists is the action's to say."""
        if not isinstance(data, dict):
            self.fail("object")
        if len(data) > MOST_ANSWERS:
            self.fail("many")
        return {str(code): self.mark(code, values) for code, values in data.items()}

    def mark(self, code, values):
        """One answer. 400 that names its code."""
        sent = Mark(data=values)
        if not sent.is_valid():
            raise exceptions.ValidationError({code: [str(error) for texts in sent.errors.values() for error in texts]})
        return dict(sent.validated_data)


class ScreeningSerializer(PolicySerializer):
    """A screening with its answers, what the rule says of them now, and what was decided."""

    case = serializers.SlugRelatedField("reference", read_only=True)
    answers = Answers(source="marked", required=False)
    vulnerability_flags = serializers.MultipleChoiceField(choices=sorted(FLAGS), required=False)
    return_risk_factors = serializers.MultipleChoiceField(choices=sorted(RISKS), required=False)
    health_marks = serializers.MultipleChoiceField(choices=HEALTH_MARKS, required=False)
    age_at_screening = serializers.IntegerField(min_value=0, max_value=OLDEST, required=False, allow_null=True)
    age_at_recruitment = serializers.IntegerField(min_value=0, max_value=OLDEST, required=False, allow_null=True)
    proposed = serializers.SerializerMethodField()
    available_steps = serializers.SerializerMethodField()

    class Meta:
        model = Screening
        fields = ["id", "case", "number", "status", "catalogue_version", "rule_version", *PARTS, *FACTS, "answers",
                  *SAID, *DECIDED, "proposed", "available_steps", "created_at", "version"]  # fmt: skip
        read_only_fields = ["id", "number", "status", "catalogue_version", "rule_version", *SAID, *DECIDED,
                            "created_at", "version"]  # fmt: skip

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_proposed(self, screening) -> dict:
        """What the rule says of the answers as they are stored now, with its explanation."""
        return as_json(result_of(screening))

    def get_available_steps(self, screening) -> list[str]:
        """Names of the steps this person may take now."""
        return [step.name for step in SCREENING.available(screening, current().user)]


class ScreeningInListSerializer(ScreeningSerializer):
    """A version among others, without its answers."""

    class Meta(ScreeningSerializer.Meta):
        fields = ["id", "case", "number", "status", "outcome", "reasonable_grounds", "submitted_at", "decided_at",
                  "version"]  # fmt: skip


class ScreeningViewSet(PolicyViewSet):
    """Screenings of one case: `?case=<reference>` is needed to list them. `evaluate/` stores nothing."""

    model, noun, workflow = Screening, "screening", SCREENING
    serializer_class, listed_class = ScreeningSerializer, ScreeningInListSerializer
    lookup_field = "pk"
    allowed_filters = {"case": None}
    hangs_on = "case"

    def get_queryset(self):
        """With the case, whose number is in the answer."""
        return Screening.objects.select_related("case")

    def only_reads(self):
        """A POST to `evaluate/` stores nothing."""
        return self.action == "evaluate"

    def case(self, number, action):
        """The case of a number somebody sent. 400 without one."""
        if not number:
            raise exceptions.ValidationError({"case": [_("Name the case by its number.")]})
        return fetch(Case, self.request.user, action, reference=tidy(str(number)))

    def list(self, request, *args, **kwargs):
        """{"results", "next": null}: the versions, newest first."""
        case = self.case(self.query().get("case"), "screening.view")
        rows = list(screenings_of(case).select_related("case"))
        return self.listed(rows, [row.case_id for row in rows])

    def create(self, request, *args, **kwargs):
        """A draft for `case`, with `answers` and facts. Who may not read screenings is told its id alone."""
        number = request.data.get("case") if isinstance(request.data, dict) else ""
        self.subject = self.case(number, "screening.create")
        if allowed(request.user, "screening.view", self.subject):
            return super().create(request, *args, **kwargs)
        sent = self.get_serializer(data=self.body())
        sent.is_valid(raise_exception=True)
        key, made = once(request, lambda: self.make(sent.validated_data))
        code = status.HTTP_201_CREATED if made else status.HTTP_200_OK
        return Response({"id": str(key), "case": self.subject.reference}, status=code)

    def body(self):
        """All but the case, which the row is made for."""
        return {name: value for name, value in self.request.data.items() if name != "case"}

    def make(self, values):
        """The next version of the case's screening."""
        return open_screening(self.subject, by=self.request.user, answers=values.pop("marked", {}), **values)

    def change(self, row, values):
        """Answers and facts of one version together."""
        edit_screening(row, by=self.request.user, answers=values.pop("marked", {}), **values)

    @extend_schema(request=OpenApiTypes.OBJECT, responses=OpenApiTypes.OBJECT)
    def evaluate(self, request, *args, **kwargs):
        """The rule on a case file, without storing it: the input and the answer of the command `screen`."""
        with performing(request.user, "screening.evaluate"):
            if not isinstance(request.data, dict):
                raise exceptions.ValidationError({"": [_("Send one JSON object.")]})
            return Response(screened(request.data))

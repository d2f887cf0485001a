"""The consent ledger over REST: rows are added by steps and never changed."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts.access import fetch
from accounts.acting import current
from accounts.api import PolicySerializer, PolicyViewSet
from accounts.models import Organisation
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.consents import actions
from casework.consents.answering import take_answer
from casework.consents.corrections import correct
from casework.consents.models import Consent
from casework.consents.queries import current_consents

TOLD = ["type", "recipient", "purpose", "language", "interpreter", "text_version", "basis"]
ANSWERED = ["status", "items", "files", "capacity", "capacity_note", "giver", "guardian", "relation", "child_assent",
            "assent_words", "how", "proof", "recording_agreed", "witness", "limits", "decided_by", "answered_on",
            "expires_on"]  # fmt: skip


ANSWERS = [("given", _("Yes")), ("given_limited", _("Yes, with limits")), ("refused", _("No"))]


class ConsentSerializer(PolicySerializer):
    """One row of the ledger: the newest of its series, unless it is asked for by id."""

    case = serializers.SlugRelatedField("reference", read_only=True)
    recipient = serializers.PrimaryKeyRelatedField(
        queryset=Organisation.objects.filter(is_active=True), required=False, allow_null=True
    )

    class Meta:
        model = Consent
        fields = ["id", "case", "series", "number", *TOLD, *ANSWERED, "correction", "review_by", "recorded_at"]
        read_only_fields = ["id", "series", "number", *ANSWERED, "correction", "review_by", "recorded_at"]


@extend_schema_serializer(component_name="ConsentAnswer")
class AnswerSerializer(serializers.ModelSerializer):
    """The fields of the step `answer`."""

    status = serializers.ChoiceField(ANSWERS)

    class Meta:
        model = Consent
        fields = ANSWERED


@extend_schema_serializer(component_name="ConsentCorrection")
class CorrectionSerializer(AnswerSerializer):
    """The fields of the step `correct`: the reason, and what is put right; what is left out stays as it was."""

    status = serializers.ChoiceField(ANSWERS, required=False)
    reason = serializers.CharField()

    class Meta(AnswerSerializer.Meta):
        fields = [*(name for name in ANSWERED if name != "proof"), "reason"]


class ConsentViewSet(PolicyViewSet):
    """Consents of one case: `?case=<reference>` is needed to list them."""

    model, noun = Consent, "consent"
    serializer_class = ConsentSerializer
    lookup_field = "pk"
    allowed_filters = {"case": None}
    hangs_on = "case"
    other_steps = {"answer": AnswerSerializer, "correct": CorrectionSerializer, "withdraw": None, "confirm": None}
    answering, withdrawing = staticmethod(actions.answer), staticmethod(actions.withdraw)  # config/api.py joins others

    def get_queryset(self):
        """With the case, whose number is in the answer."""
        return Consent.objects.select_related("case")

    def case(self, number, action):
        """The case of a number somebody sent. 400 without one."""
        if not number:
            raise exceptions.ValidationError({"case": [_("Name the case by its number.")]})
        return fetch(Case, self.request.user, action, reference=tidy(str(number)))

    def list(self, request, *args, **kwargs):
        """{"results", "next": null}: the present state of each consent of the case."""
        case = self.case(self.query().get("case"), "consent.view")
        current().show(case.pk, ["consent"])
        rows = current_consents(case).select_related("case")
        return Response({"results": self.get_serializer(rows, many=True).data, "next": None})

    def create(self, request, *args, **kwargs):
        """`case` names the case; with `basis` the row says that the person could not be asked."""
        number = request.data.get("case") if isinstance(request.data, dict) else ""
        self.subject = self.case(number, "consent.view")
        return super().create(request, *args, **kwargs)

    def body(self):
        """All but the case, which the Idempotency-Key is bound to and the row is made for."""
        return {name: value for name, value in self.request.data.items() if name != "case"}

    def make(self, values):
        """Informed, or not possible."""
        act = actions.record_not_possible if values.get("basis") else actions.inform
        return act(self.subject, by=self.request.user, **values)

    def step(self, request, step=None, **kwargs):
        """answer, correct, withdraw or confirm: adds a row to the series and shows it."""
        row = self.row("view")
        steps = {
            "answer": self.answer,
            "correct": self.correct,
            "withdraw": self.withdrawing,
            "confirm": actions.confirm_not_possible,
        }
        if step not in steps:
            raise exceptions.NotFound
        return self.shown(steps[step](row, by=request.user), 201)

    def answer(self, row, by):
        """The checked fields of an answer; `proof` is a file that was added to this consent before."""
        sent = AnswerSerializer(data=self.request.data)
        sent.is_valid(raise_exception=True)
        return take_answer(row, by=by, act=self.answering, **sent.validated_data)

    def correct(self, row, by):
        """The reason, and the fields that are put right."""
        sent = CorrectionSerializer(data=self.request.data)
        sent.is_valid(raise_exception=True)
        return correct(row, by=by, withdrawing=self.withdrawing, **sent.validated_data)

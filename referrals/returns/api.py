"""Returns over REST: the same actions as the pages. A program opens none, and no client says what the person agreed to:
consents come from their own room (R15, workflows.md section 14)."""

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import exceptions, serializers

from accounts import cursors
from accounts.access import fetch, readable
from accounts.acting import current
from accounts.api import PolicySerializer, PolicyViewSet, given, texts
from accounts.policy import Group
from casework.cases.models import Case
from casework.cases.numbers import tidy
from referrals.returns import actions, needs, risks
from referrals.returns.facts import facts_of
from referrals.returns.grounds import fallen, state_of
from referrals.returns.models import Return
from referrals.returns.queries import paged
from referrals.returns.records import RISKS
from referrals.returns.seventeen import lines_of
from referrals.returns.transitions import RETURN

WISHED = ["to_country", "to_place", "words", "wished_on", "wish_language"]
LISTED = ["id", "case", "status", "state", "suspended_by", "noted_at", "since", "ended_at", "travel_on", "version",
          "available_steps"]  # fmt: skip
MORE = ["told_on", "told_language", "told_options", "cleared_at", "advised_on", "advice_language", "advice",
        "chosen_codes", "safer_area", "receiver", "receiver_words", "escort_needed", "escort", "mode", "carrier",
        "booking", "booked_at", "asked_again_at", "departed_at", "arrived_on", "received_on",
        "received_words"]  # fmt: skip


class ReturnListedSerializer(PolicySerializer):
    """A return in a list. `state` is what it is now: suspended by itself, whatever `status` says is written."""

    case = serializers.SlugRelatedField("reference", read_only=True)
    state = serializers.SerializerMethodField()
    suspended_by = serializers.SerializerMethodField()
    available_steps = serializers.SerializerMethodField()

    class Meta:
        model = Return
        fields = LISTED
        read_only_fields = LISTED

    def facts(self, row):
        """What the row rests on, read once for all rows of a list."""
        known = self.context.setdefault("facts", {})
        if row.pk not in known:
            known |= facts_of([row])
        return known[row.pk]

    @extend_schema_field({"type": "string"})
    def get_state(self, row):
        """The state as it is now."""
        return state_of(row, self.facts(row)).value

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_suspended_by(self, row):
        """Codes of the grounds that fell away, for those who may read them."""
        if Group.IMMIGRATION not in readable(row):
            return []
        return [ground.code for ground in fallen(row, self.facts(row))] or list(row.suspended_why)

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_available_steps(self, row):
        """Names of the steps this person may take now."""
        return [step.name for step in RETURN.available(row, current().user)]


class ReturnSerializer(ReturnListedSerializer):
    """One return with its seventeen steps and the risks of the newest assessment."""

    lines = serializers.SerializerMethodField()
    risks = serializers.SerializerMethodField()

    class Meta(ReturnListedSerializer.Meta):
        fields = [*LISTED, *WISHED, *MORE, "lines", "risks"]
        read_only_fields = [name for name in fields if name not in WISHED]
        extra_kwargs = {"words": {"required": False}, "to_place": {"required": False}, "wished_on": {"required": False}}

    def facts(self, row):
        """All of it."""
        return needs.facts(row)

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_lines(self, row):
        """The seventeen steps: number, code, how it stands, what stops it."""
        lines = lines_of(row, self.facts(row))
        return [{"step": one.number, "code": one.code, "stands": one.kind, "stops": one.why} for one in lines]

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_risks(self, row):
        """Code, effect, what is known and what is done, for those who may read them."""
        if Group.IMMIGRATION not in readable(row):
            return []
        return [
            {"id": str(one.pk), "code": one.code, "effect": one.effect, "words": one.words, "measure": one.measure}
            for one in self.facts(row).factors
        ]


class FactorSerializer(serializers.Serializer):
    """One risk of the code list."""

    code = serializers.ChoiceField(RISKS)
    words = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    measure = serializers.CharField(required=False, allow_blank=True, max_length=4000)


class AssessmentSerializer(serializers.Serializer):
    """An assessment: that the person was heard, what it rests on, and the risks that were found."""

    heard = serializers.BooleanField()
    words = serializers.CharField(max_length=4000)
    area = serializers.CharField(required=False, allow_blank=True, max_length=200)
    factors = FactorSerializer(many=True)


class AdviceSerializer(serializers.Serializer):
    """The advice of a legal officer."""

    advised_on = serializers.DateField()
    advice_language = serializers.CharField(max_length=3)
    advice = serializers.CharField(max_length=4000)


class MarkSerializer(serializers.Serializer):
    """One of the steps that are ticked by hand."""

    code = serializers.CharField(max_length=30)
    done_on = serializers.DateField()
    note_text = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    receiver = serializers.UUIDField(required=False)
    receiver_words = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    escort = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    escort_needed = serializers.BooleanField(required=False)


def file(row, by, values):
    """The assessment, with each risk once."""
    found = {one.pop("code"): dict(one) for one in values.pop("factors")}
    risks.file_assessment(row, by=by, factors=found, **values)


def mark(row, by, values):
    """A step is done."""
    actions.mark(row, values.pop("code"), by=by, **values)


# Acts beside the workflow: what they take, and what they do with (row, by, values).
ACTS = {
    "file": (AssessmentSerializer, file),
    "factor": (FactorSerializer, lambda row, by, values: risks.add_factor(row, by=by, **values)),
    "advise": (AdviceSerializer, lambda row, by, values: risks.advise(row, by=by, **values)),
    "mark": (MarkSerializer, mark),
    "measure": (texts("ReturnMeasure", "factor", "measure"),
                lambda row, by, values: risks.set_measure(row, by=by, **{"factor": "", "measure": "", **values})),
    "paper": (texts("ReturnPaper", "paper"),
              lambda row, by, values: actions.choose_paper(row, by=by, paper=values.get("paper"))),
    "ask_again": (texts("ReturnAskAgain", "answer"),
                  lambda row, by, values: actions.ask_again(row, by=by, answer=values.get("answer"))),
}  # fmt: skip


class ReturnViewSet(PolicyViewSet):
    """Returns. `?case=` names one case; without it all open ones, the longest waiting first."""

    model, noun, workflow = Return, "return", RETURN
    serializer_class, listed_class = ReturnSerializer, ReturnListedSerializer
    lookup_field = "pk"
    allowed_filters = {"case": None}
    hangs_on = "case"
    other_steps = {name: body for name, (body, _act) in ACTS.items()}

    def get_queryset(self):
        """With all that one needs."""
        return actions.whole()

    def list(self, request, *args, **kwargs):
        """{"results", "next"}."""
        asked, (after, limit) = self.query(), self.bounds()
        rows = actions.whole().permitted(request.user, "return.list")
        rows = rows.filter(case__reference=tidy(asked["case"])) if "case" in asked else rows.open()
        found, more = paged(rows, after, limit)
        current().load_cases([row.case_id for row in found])
        self.known = facts_of(found)
        return self.listed(found, [row.case_id for row in found], cursors.place(*more) if more else None)

    def get_serializer_context(self):
        """With the facts of the rows of a list."""
        return {**super().get_serializer_context(), "facts": getattr(self, "known", {})}

    def create(self, request, *args, **kwargs):
        """The person of `case` asked to go back; `asked` says that nobody else decided it."""
        number = request.data.get("case") if isinstance(request.data, dict) else ""
        if not number:
            raise exceptions.ValidationError({"case": [_("Name the case by its number.")]})
        rows = Case.objects.select_related("organisation", "person", "team")
        self.subject = fetch(Case, request.user, "case.view", queryset=rows, reference=tidy(str(number)))
        return super().create(request, *args, **kwargs)

    def body(self):
        """All but the case, which the row is made for, and the word that the person asked."""
        return {name: value for name, value in self.request.data.items() if name not in ("case", "asked")}

    def make(self, values):
        """The wish."""
        asked = self.request.data.get("asked") is True
        return actions.wish(self.subject, by=self.request.user, asked=asked, **values)

    def partial_update(self, request, *args, **kwargs):
        """Nothing of a return is changed but by its steps."""
        raise exceptions.MethodNotAllowed("PATCH")

    def step(self, request, step=None, **kwargs):
        """One step of the workflow, or an act beside it."""
        row = self.row("view")
        if step in ACTS:
            body, act = ACTS[step]
            sent = body(data=request.data)
            sent.is_valid(raise_exception=True)
            act(row, request.user, dict(sent.validated_data))
        elif step in RETURN.steps:
            actions.step(row, step, by=request.user, **given(request.data, RETURN.steps[step].asks))
        else:
            raise exceptions.NotFound
        return self.shown_after(row)

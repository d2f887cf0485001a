"""Interviews over REST: the same actions, steps and closed doors as the pages.

`interviews/` are the talks of one case; what was told hangs on them under `answers/`. An answer outside the reader's
field groups is not in the list at all, not even that it exists.
"""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from accounts.access import allowed, fetch, readable, refuse
from accounts.acting import current
from accounts.api import PolicySerializer, PolicyViewSet
from accounts.performing import Stale
from accounts.problems import Conflict
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.files.models import StoredFile
from casework.interviews.actions import (
    MOST_REPEATS,
    change_setting,
    discard_sitting,
    open_sitting,
    raise_question,
    save_answer,
)
from casework.interviews.catalogue import SETS, State
from casework.interviews.forms import ORDER
from casework.interviews.given_files import answered_by_files
from casework.interviews.models import Answer, Sitting, SittingStep
from casework.interviews.transitions import INTERVIEW

TOLD = ["state", "value", "note", "heard", "from_story"]


class AnswerSerializer(PolicySerializer):
    """What was told to one question. `value` has the shape of its kind (docs: the README of the questions)."""

    question = serializers.CharField(max_length=40)
    repeat = serializers.IntegerField(min_value=0, max_value=MOST_REPEATS - 1, required=False)
    state = serializers.ChoiceField([state.value for state in State], required=False)
    value = serializers.JSONField(required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)
    heard = serializers.ListField(child=serializers.CharField(max_length=80), required=False, allow_null=True)
    corrected_in = serializers.PrimaryKeyRelatedField(read_only=True)
    files = serializers.SerializerMethodField()

    class Meta:
        model = Answer
        fields = ["id", "question", "repeat", *TOLD, "files", "speaker", "told_at", "raised_at", "corrected_in",
                  "version"]  # fmt: skip
        read_only_fields = ["id", "speaker", "told_at", "raised_at", "corrected_in", "version"]

    def to_representation(self, instance):
        """`files` only of an answer that is files; and for who may not see files neither they nor their ids."""
        told = super().to_representation(instance)
        if not answered_by_files(instance):
            hidden = {"files"}
        else:
            hidden = set() if allowed(current().user, "file.view", instance) else {"files", "value"}
        return {name: value for name, value in told.items() if name not in hidden}

    @extend_schema_field({"type": "array", "items": {"type": "object"}})
    def get_files(self, answer):
        """The files that the answer points to, and how the check of each stands."""
        if not answered_by_files(answer) or not answer.value:
            return []
        rows = StoredFile.objects.permitted(current().user, "file.view").filter(pk__in=answer.value)
        rows = rows.order_by("added_at", "pk")
        return [{"id": str(row.pk), "state": row.state, "type": row.type, "size": row.size} for row in rows]


class SittingSerializer(PolicySerializer):
    """One talk with its setting, its pauses and what was told in it."""

    case = serializers.SlugRelatedField("reference", read_only=True)
    set_code = serializers.ChoiceField(SETS)
    held_by = serializers.SerializerMethodField()
    answers = serializers.SerializerMethodField()
    pauses = serializers.SerializerMethodField()
    available_steps = serializers.SerializerMethodField()

    class Meta:
        model = Sitting
        fields = ["id", "case", "set_code", "set_version", "status", "held_by", *ORDER, "opened_at", "started_at",
                  "ended_at", "pauses", "answers", "available_steps", "version"]  # fmt: skip
        read_only_fields = ["id", "set_version", "status", "opened_at", "started_at", "ended_at", "version"]

    def get_held_by(self, sitting) -> str:
        """Name of who held it."""
        return str(sitting.held_by.display_name)

    @extend_schema_field(AnswerSerializer(many=True))
    def get_answers(self, sitting):
        """Answers inside the reader's field groups."""
        rows = Answer.objects.filter(sitting=sitting).order_by("question", "repeat")
        return AnswerSerializer([row for row in rows if row.group in readable(row)], many=True).data

    @extend_schema_field({"type": "array", "items": {"type": "object"}})
    def get_pauses(self, sitting):
        """Steps of the talk with their times."""
        rows = SittingStep.objects.filter(sitting=sitting)
        return [{"step": row.step, "at": row.at, "asked_again": row.asked_again} for row in rows]

    def get_available_steps(self, sitting) -> list[str]:
        """Names of the steps this person may take now."""
        return [step.name for step in INTERVIEW.available(sitting, current().user)]


class SittingInListSerializer(SittingSerializer):
    """A talk among others, without what was told."""

    class Meta(SittingSerializer.Meta):
        fields = ["id", "case", "set_code", "set_version", "status", "held_by", "speaker", "language", "setting",
                  "started_at", "ended_at", "version"]  # fmt: skip


class SittingViewSet(PolicyViewSet):
    """Talks of one case: `?case=<reference>` is needed to list them."""

    model, noun, workflow = Sitting, "interview", INTERVIEW
    serializer_class, listed_class = SittingSerializer, SittingInListSerializer
    lookup_field = "pk"
    allowed_filters = {"case": None}
    hangs_on = "case"
    other_steps = {"discard": None, "raise": AnswerSerializer}

    def get_queryset(self):
        """With the case, whose number is in the answer."""
        return Sitting.objects.select_related("case", "held_by")

    def case(self, number, action):
        """The case of a number somebody sent. 400 without one."""
        if not number:
            raise exceptions.ValidationError({"case": [_("Name the case by its number.")]})
        return fetch(Case, self.request.user, action, reference=tidy(str(number)))

    def list(self, request, *args, **kwargs):
        """{"results", "next": null}: the talks of the case, newest first."""
        case = self.case(self.query().get("case"), "interview.view")
        rows = list(self.get_queryset().filter(case=case))
        return self.listed(rows, [row.case_id for row in rows])

    def create(self, request, *args, **kwargs):
        """`case` names the case. The talk begins with the step `start`."""
        number = request.data.get("case") if isinstance(request.data, dict) else ""
        self.subject = self.case(number, "interview.open")
        return super().create(request, *args, **kwargs)

    def body(self):
        """All but the case, which the Idempotency-Key is bound to and the row is made for."""
        return {name: value for name, value in self.request.data.items() if name != "case"}

    def make(self, values):
        """A prepared talk."""
        return open_sitting(self.subject, by=self.request.user, **values)

    def change(self, row, values):
        """The setting."""
        if "set_code" in values:
            raise exceptions.ValidationError({"set_code": [_("This cannot be set here.")]})
        change_setting(row, by=self.request.user, **values)

    def step(self, request, step=None, **kwargs):
        """start, pause, resume, stop, end; discard for a prepared talk; raise for what only the person can open."""
        if step == "discard":
            discard_sitting(self.row("discard"), by=request.user)
            return Response(status=status.HTTP_204_NO_CONTENT)
        if step == "raise":
            sent = AnswerSerializer(data=request.data)
            sent.is_valid(raise_exception=True)
            given = sent.validated_data
            raise_question(self.row("answer"), given["question"], given.get("repeat", 0), by=request.user)
            return self.shown_after(self.row("view"))
        return super().step(request, step, **kwargs)


class AnswerViewSet(PolicyViewSet):
    """What was told in one talk: interviews/<id>/answers/."""

    model, noun = Answer, "interview"
    serializer_class = AnswerSerializer
    lookup_field = "pk"

    def get_queryset(self):
        """Answers of the talk in the address."""
        return Answer.objects.filter(sitting=self.kwargs["sitting"]).select_related("sitting__case")

    def row(self, action):
        """The answer of the address; one outside the reader's field groups is not there (R-02)."""
        row = super().row("answer" if action == "edit" else action)
        if row.group not in readable(row):
            refuse(self.request.user, f"{self.noun}.{action}", row._meta.label_lower, row.pk, visible=False)
        return row

    def sitting(self):
        """The talk of the address."""
        rows = Sitting.objects.select_related("case")
        return fetch(Sitting, self.request.user, "interview.answer", queryset=rows, pk=self.kwargs["sitting"])

    def make(self, values):
        """A first answer. 409 where the question was answered already: that row is changed."""
        given = dict(values)
        try:
            return save_answer(
                self.sitting(), given.pop("question"), given.pop("repeat", 0), by=self.request.user, seen=0, **given
            )
        except Stale as error:
            raise Conflict(_("This was told already. Change that answer, with its version.")) from error

    def change(self, row, values):
        """Another version of the answer; what is not sent stays."""
        wrong = {name: [_("This cannot be set here.")] for name in ("question", "repeat") if name in values}
        if wrong:
            raise exceptions.ValidationError(wrong)
        kept = {name: getattr(row, name) for name in TOLD if name not in ("state",)}
        kept["state"] = row.state if row.state in (State.SKIPPED, State.NOT_AGAIN, State.UNSURE) else ""
        save_answer(row.sitting, row.question, row.repeat, by=self.request.user, seen=row.version, **{**kept, **values})

"""Consular referrals over REST: the same actions for both sides; each side is shown what its pages show."""

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts import cursors
from accounts.access import fetch, held_on, readable
from accounts.acting import current
from accounts.api import PolicySerializer, PolicyViewSet, expected_version, given, texts
from accounts.models import Organisation
from accounts.performing import Stale
from accounts.policy import Group
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.consents.items import CODES
from referrals.consular import actions
from referrals.consular.forms import FOR_WHAT
from referrals.consular.models import ConsularReferral
from referrals.consular.queries import conversation, missions_for, paged, whole
from referrals.consular.transitions import CONSULAR, steps_for
from referrals.portal.queries import received
from referrals.sharing.items import shared_values
from referrals.sharing.models import Share
from referrals.sharing.walls import OUTSIDE

TOLD = ["nationality", "host", "told_on", "told_language", "interpreter", "already_told_by", "already_told_on"]
MARKED = ["id", "number", "case", "status", "since", "mission", "sent_at", "version", "available_steps"]
ANSWERED = ["answer", "document_due_on", "document_type", "document_number", "document_expires_on"]
TALK = {"ask": actions.ask, "write": actions.write}


def from_outside(referral):
    """Whether this reader reaches the case only as a recipient."""
    held = held_on(referral)
    return bool(held) and held <= set(OUTSIDE)


def steps_now(referral):
    """Names of the steps this person may take now."""
    return [step.name for step in steps_for(referral, current().user)]


class ListedSerializer(PolicySerializer):
    """A referral in a list. A recipient is told number, status, day and purpose."""

    case = serializers.SlugRelatedField("reference", read_only=True)
    available_steps = serializers.SerializerMethodField()

    class Meta:
        model = ConsularReferral
        fields = MARKED
        read_only_fields = MARKED

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_available_steps(self, row):
        """Names of the steps this person may take now."""
        return steps_now(row)

    def to_representation(self, instance):
        """By the side on which the reader stands."""
        return announced(instance) if from_outside(instance) else super().to_representation(instance)


class ConsularSerializer(ListedSerializer):
    """One referral. The case's side has its fields by group; a recipient what its page shows, and nothing more."""

    class Meta(ListedSerializer.Meta):
        fields = [
            *MARKED, *TOLD, "representation", "refused_on", "refusal", "legal_advice_on", "legal_advice_by",
            "acknowledged_at", "interview_on", "interview_how", "answered_at", *ANSWERED, "closing", "closed_on",
        ]  # fmt: skip
        read_only_fields = [name for name in fields if name not in TOLD]
        extra_kwargs = {"host": {"required": False}}

    def to_representation(self, instance):
        """By the side on which the reader stands."""
        if from_outside(instance):
            return for_recipient(instance)
        return {**super().to_representation(instance), **ticked(instance), **talk(instance)}


def ticked(referral):
    """What is shared and until when, for those of our side who may read consents."""
    share = referral.share
    if share is None or Group.CONSENT not in readable(referral):
        return {}
    return {"purpose": share.purpose, "items": share.items, "until": share.until, "ended_at": share.ended_at}


def talk(referral):
    """The conversation, for those who may read it; the recipient reads its own."""
    if not from_outside(referral) and Group.IMMIGRATION not in readable(referral):
        return {}
    rows = conversation(referral)
    return {"messages": [{"at": row.at, "from_mission": row.from_mission, "text": row.text} for row in rows]}


def announced(referral):
    """Number, status, day and purpose: what a recipient knows before it acknowledges."""
    return {
        "number": referral.number,
        "status": referral.status,
        "sent_at": referral.sent_at,
        "purpose": referral.share.purpose,
        "version": referral.version,
        "available_steps": steps_now(referral),
    }


def for_recipient(referral):
    """The same, and once received the shared values, its own answers and the conversation. A key of what was not
    shared is absent."""
    if not received(referral):
        return announced(referral)
    slip = shared_values(referral.share, referral.case)
    current().show_share(referral.share, slip.groups)
    files = {item: [str(row.pk) for row in rows] for item, rows in slip.files.items()}
    return {
        **announced(referral),
        "acknowledged_at": referral.acknowledged_at,
        "until": referral.share.until,
        "shared": {**slip.values, **files},
        **{name: getattr(referral, name) for name in ANSWERED},
        **talk(referral),
    }


class TickSerializer(serializers.Serializer):
    """What a mission will see: PATCH of a referral that is being prepared."""

    mission = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.filter(is_active=True))
    purpose = serializers.ChoiceField(FOR_WHAT, default=Share.Purpose.PAPERS)
    items = serializers.ListField(child=serializers.ChoiceField(CODES))
    files = serializers.ListField(child=serializers.UUIDField(), required=False)
    until = serializers.DateField(required=False)


class ConsularViewSet(PolicyViewSet):
    """Referrals to missions. `?case=` names one case; without it all, the longest waiting first."""

    model, noun, workflow = ConsularReferral, "consular", CONSULAR
    serializer_class, listed_class = ConsularSerializer, ListedSerializer
    lookup_field = "number"
    allowed_filters = {"case": None}
    hangs_on = "case"
    other_steps = {"ask": texts("ConsularAsk", "text"), "write": texts("ConsularWrite", "text")}

    def get_queryset(self):
        """With all that one needs."""
        return whole()

    def list(self, request, *args, **kwargs):
        """{"results", "next"}."""
        asked, (after, limit) = self.query(), self.bounds()
        rows = whole().permitted(request.user, "consular.view")
        if "case" in asked:
            rows = rows.filter(case__reference=tidy(asked["case"]))
        found, more = paged(rows, after, limit)
        place = cursors.place(*more) if more else None
        return self.listed(found, [row.case_id for row in found], place)

    def create(self, request, *args, **kwargs):
        """The person of `case` was told of the right."""
        number = request.data.get("case") if isinstance(request.data, dict) else ""
        if not number:
            raise exceptions.ValidationError({"case": [_("Name the case by its number.")]})
        rows = Case.objects.select_related("organisation", "person")
        self.subject = fetch(Case, request.user, "case.view", queryset=rows, reference=tidy(str(number)))
        return super().create(request, *args, **kwargs)

    def body(self):
        """All but the case, which the row is made for."""
        return {name: value for name, value in self.request.data.items() if name != "case"}

    def make(self, values):
        """Told of the right."""
        return actions.tell_rights(self.subject, by=self.request.user, **values)

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def missions(self, request, *args, **kwargs):
        """GET …/missions/: who stands for the person here, resident first, and whether the person agreed to them."""
        rows = [
            {"id": str(mission.pk), "name": mission.name, "representation": how, "agreed": consent is not None}
            for mission, how, consent in missions_for(self.row("prepare"))
        ]
        return Response({"results": rows, "next": None})

    @extend_schema(request=TickSerializer)
    def partial_update(self, request, *args, **kwargs):
        """Ticks what the mission will see, of the version named in If-Match; 412 when it has moved on."""
        row, version = self.row("prepare"), expected_version(request)
        if row.version != version:
            return self.moved_on(row)
        sent = TickSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        try:
            actions.prepare(row, by=request.user, version=version, **sent.validated_data)
        except Stale:
            return self.moved_on(self.row("prepare"))
        return self.shown_after(row)

    def step(self, request, step=None, **kwargs):
        """One step of the workflow; `ask` (the mission) and `write` (the caseworker) add to the conversation."""
        if step not in TALK:
            return super().step(request, step, **kwargs)
        row = self.row("view")
        TALK[step](row, by=request.user, **{"text": "", **given(request.data, ("text",))})
        return self.shown_after(row)

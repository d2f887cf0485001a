"""Service referrals over REST: the same actions for both sides; each side is shown what its pages show."""

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts import cursors
from accounts.access import fetch, readable
from accounts.acting import current
from accounts.api import PolicySerializer, PolicyViewSet, expected_version, given, texts
from accounts.performing import Stale
from accounts.policy import Group
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.consents.items import CODES
from referrals.consular.api import from_outside
from referrals.services import actions
from referrals.services.models import ServiceReferral
from referrals.services.offers import offered
from referrals.services.queries import paged
from referrals.services.transitions import SERVICE, steps_for
from referrals.sharing.items import shared_values
from referrals.sharing.threads import thread_of

ASKED = ["kind", "priority", "country", "needs", "home", "done_words", "next_words", "expected_on"]
MARKED = ["id", "number", "case", "status", "since", "due_at", "priority", "home", "sent_at", "version",
          "available_steps"]  # fmt: skip
ANSWERED = ["answer", "result", "result_words"]
TALK = {"ask": actions.ask, "write": actions.write}
REVIEW = "review"


def steps_now(referral):
    """Names of the steps this person may take now."""
    return [step.name for step in steps_for(referral, current().user)]


class ServiceListedSerializer(PolicySerializer):
    """A referral in a list. A provider is told number, status, days, urgency and purpose."""

    case = serializers.SlugRelatedField("reference", read_only=True)
    available_steps = serializers.SerializerMethodField()

    class Meta:
        model = ServiceReferral
        fields = MARKED
        read_only_fields = MARKED

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_available_steps(self, row):
        """Names of the steps this person may take now."""
        return steps_now(row)

    def to_representation(self, instance):
        """By the side on which the reader stands."""
        return announced(instance) if from_outside(instance) else super().to_representation(instance)


class ServiceSerializer(ServiceListedSerializer):
    """One referral. The case's side has its fields by group; a provider what its page shows, and nothing more."""

    class Meta(ServiceListedSerializer.Meta):
        fields = [
            *dict.fromkeys([*MARKED, *ASKED]), "provider", "provider_name", "by_hand", "agreed_on", "agreed_how",
            "agreed_items", "basis", "review_by", "reviewed_at", "review", "acknowledged_at", "answered_at", *ANSWERED,
            "ended_on",
        ]  # fmt: skip
        read_only_fields = [name for name in fields if name not in ASKED]
        extra_kwargs = {"home": {"required": False}}

    def to_representation(self, instance):
        """By the side on which the reader stands."""
        if from_outside(instance):
            return for_provider(instance)
        return {**super().to_representation(instance), **ticked(instance), **talk(instance)}


def ticked(referral):
    """What is shared and until when, for those of our side who may read consents."""
    share = referral.share
    if share is None or Group.CONSENT not in readable(referral):
        return {}
    return {"purpose": share.purpose, "items": share.items, "until": share.until, "ended_at": share.ended_at}


def talk(referral):
    """The thread, for those who may read it; the provider reads its own."""
    if referral.share is None or not (from_outside(referral) or Group.FACTS in readable(referral)):
        return {}
    rows = thread_of(referral.share)
    return {"messages": [{"at": row.at, "from_recipient": row.from_recipient, "text": row.text} for row in rows]}


def announced(referral):
    """Number, status, days, urgency and purpose: what a provider knows before it acknowledges."""
    names = ("number", "status", "sent_at", "due_at", "priority", "version")
    purpose = {"purpose": referral.share.purpose, "available_steps": steps_now(referral)}
    return {name: getattr(referral, name) for name in names} | purpose


def for_provider(referral):
    """The same, and once received the shared values, its own answers and the thread. A key of what was not shared is
    absent."""
    if referral.share.live_from is None:
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


class PrepareSerializer(serializers.Serializer):
    """The provider (a service of the directory), what it will see and until when: PATCH while it is prepared."""

    service = serializers.UUIDField(required=False)
    items = serializers.ListField(child=serializers.ChoiceField(CODES), required=False)
    files = serializers.ListField(child=serializers.UUIDField(), required=False)
    until = serializers.DateField(required=False)


class ServiceViewSet(PolicyViewSet):
    """Referrals to services. `?case=` names one case; without it all, what is due the soonest first."""

    model, noun, workflow = ServiceReferral, "service", SERVICE
    serializer_class, listed_class = ServiceSerializer, ServiceListedSerializer
    lookup_field = "number"
    allowed_filters = {"case": None}
    hangs_on = "case"
    other_steps = {
        "ask": texts("ServiceAsk", "text"),
        "write": texts("ServiceWrite", "text"),
        REVIEW: texts("ServiceReview", "review"),
    }

    def get_queryset(self):
        """With all that one needs."""
        return actions.whole()

    def list(self, request, *args, **kwargs):
        """{"results", "next"}."""
        asked, (after, limit) = self.query(), self.bounds()
        rows = actions.whole().permitted(request.user, "service.view")
        if "case" in asked:
            rows = rows.filter(case__reference=tidy(asked["case"]))
        found, more = paged(rows, after, limit)
        place = cursors.place(*more) if more else None
        return self.listed(found, [row.case_id for row in found], place)

    def create(self, request, *args, **kwargs):
        """What is needed, for the person of `case`."""
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
        """A draft."""
        return actions.begin(self.subject, by=self.request.user, **values)

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def providers(self, request, *args, **kwargs):
        """GET …/providers/: services for this need; of those that do not take the person, why not."""
        rows = [
            {
                "service": str(offer.service.pk),
                "name": f"{offer.service.entry.name}: {offer.service.name}",
                "admits": not offer.reasons,
                "reasons": offer.reasons,
                "account": offer.service.entry.account_id is not None,
                "agreed": offer.consent is not None,
            }
            for offer in offered(request.user, self.row("prepare"))
        ]
        return Response({"results": rows, "next": None})

    @extend_schema(request=PrepareSerializer)
    def partial_update(self, request, *args, **kwargs):
        """Chooses the provider and ticks, of the version named in If-Match; 412 when it has moved on."""
        row, version = self.row("prepare"), expected_version(request)
        if row.version != version:
            return self.moved_on(row)
        sent = PrepareSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        try:
            self.prepare(row, version, dict(sent.validated_data))
        except Stale:
            return self.moved_on(self.row("prepare"))
        return self.shown_after(row)

    def prepare(self, row, version, values):
        """The provider where one is named, then the ticks where some are."""
        service = values.pop("service", None)
        if service is not None:
            row = actions.choose(row, by=self.request.user, version=version, service=service)
        if "items" in values:
            actions.tick(row, by=self.request.user, version=row.version, **values)

    def step(self, request, step=None, **kwargs):
        """One step of the workflow; `ask`, `write` and `review` change no state."""
        row = self.row("view")
        if step in TALK:
            TALK[step](row, by=request.user, **{"text": "", **given(request.data, ("text",))})
        elif step == REVIEW:
            actions.review(row, by=request.user, **{"review": "", **given(request.data, ("review",))})
        else:
            return super().step(request, step, **kwargs)
        return self.shown_after(row)

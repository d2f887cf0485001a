"""The firewall over REST: asking to show an authority something about one person, and demands of authorities. Nothing
leaves by any of it; who agrees or decides is asked by the steps of the pages (C-10, C-12)."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from accounts.access import readable, refuse
from accounts.acting import current
from accounts.api import PolicyViewSet, Words
from accounts.codes import choices
from accounts.policy import may
from accounts.replay import once
from casework.cases.numbers import tidy
from casework.consents.firewall import ASKED_FOR, DOORS
from referrals.api import (
    CaseRowSerializer,
    CaseRowsViewSet,
    Known,
    NewOnCase,
    checked,
    office,
    page_of,
    ticks,
    values_of,
)
from referrals.firewall import demands, exemptions, queries
from referrals.firewall.demands import DEMAND
from referrals.firewall.exemptions import EXEMPTION
from referrals.firewall.models import Demand, Exemption
from referrals.firewall.views import offered_to
from referrals.ownkeys import opened
from referrals.sharing.items import shared_values

MARKED = ["id", "number", "case", "recipient", "purpose", "status", "share", "asked_at", "decided_at", "version",
          "available_steps"]  # fmt: skip
PURPOSES = [(purpose, DOORS[purpose].label) for purpose in ASKED_FOR]
SAID = ("asker", "asked", "basis", "people", "why", "why_not", "given")


class ExemptionListedSerializer(CaseRowSerializer):
    """An opening in the firewall in a list."""

    class Meta:
        model = Exemption
        fields = MARKED
        read_only_fields = MARKED


class ExemptionSerializer(ExemptionListedSerializer):
    """One opening: who asked and agreed, why, and what the authority would see, as far as the reader may read it."""

    class Meta(ExemptionListedSerializer.Meta):
        fields = [*MARKED, "reason", "refusal", "asked_by", "first_by", "second_by"]
        read_only_fields = fields

    def to_representation(self, instance):
        """With the sheet."""
        sheet = shared_values(instance.share, instance.case)
        return super().to_representation(instance) | {"shared": values_of(sheet, readable(instance.case))}


class NewExemption(NewOnCase):
    """Which authority that the person said yes to, for what, what it would see, until when, and why it is needed."""

    recipient = office()
    purpose = serializers.ChoiceField(PURPOSES)
    items = ticks()
    until = serializers.DateField(required=False)
    reason = Words(required=True)


class ExemptionViewSet(CaseRowsViewSet):
    """Openings in the firewall for one person each."""

    model, noun, workflow = Exemption, "exemption", EXEMPTION
    serializer_class, listed_class = ExemptionSerializer, ExemptionListedSerializer
    views, newest = ("exemption.view",), "asked_at"

    def get_queryset(self):
        """With all that one needs."""
        return queries.whole()

    def steps_now(self, row):
        """As on the page: for somebody who neither asked nor agreed already."""
        return [step.name for step in offered_to(self.request.user, row)]

    @extend_schema(request=NewExemption)
    def create(self, request, *args, **kwargs):
        """Asks. Nothing leaves by it."""
        return self.begun(request, NewExemption)

    def make(self, values):
        """Asked for, on the consent of its own."""
        return exemptions.ask(self.subject, by=self.request.user, **values)


class DemandListedSerializer(serializers.ModelSerializer):
    """A demand in a list: that it is there, since when, and by when an answer is wanted."""

    available_steps = serializers.SerializerMethodField()

    class Meta:
        model = Demand
        fields = ["number", "kind", "received_on", "due_on", "status", "written_by", "written_at", "version",
                  "available_steps"]  # fmt: skip
        read_only_fields = fields

    def get_available_steps(self, row) -> list[str]:
        """Names of the steps this person may take now."""
        user = self.context["request"].user
        mine = row.status == row.S.PROPOSED and row.proposed_by_id == user.pk
        return [] if mine else [step.name for step in DEMAND.available(row, user)]


class DemandSerializer(DemandListedSerializer):
    """One demand: what is asked, what was decided by whom, what was given."""

    class Meta(DemandListedSerializer.Meta):
        fields = [*DemandListedSerializer.Meta.fields, "decision", "proposed_by", "decided_by", "decided_at",
                  "answered_on"]  # fmt: skip
        read_only_fields = fields

    def to_representation(self, instance):
        """With the words that are sealed with a key of its own."""
        said = opened(instance)
        return super().to_representation(instance) | {name: said[name] for name in SAID if said.get(name)}


class NewDemand(Known):
    """What was asked, by whom, on what basis, until when."""

    kind = serializers.ChoiceField(choices("organisation_types"))
    asker, asked, basis, people = Words(required=True), Words(required=True), Words(required=True), Words()
    received_on = serializers.DateField()
    due_on = serializers.DateField(required=False, allow_null=True)


class DemandViewSet(PolicyViewSet):
    """Demands of authorities to the own organisation, newest first."""

    model, noun, workflow = Demand, "demand", DEMAND
    serializer_class: Any = DemandSerializer
    listed_class = DemandListedSerializer
    lookup_field = "number"

    def must(self, action):
        """404 for who may not do this at all, recorded."""
        if not may(self.request.user, action):
            refuse(self.request.user, action, queries.KIND, self.request.resolver_match.url_name, visible=False)

    def row(self, action):
        """The demand of the address."""
        return queries.demand_for(self.request.user, f"demand.{action}", tidy(self.kwargs["number"]))

    def list(self, request, *args, **kwargs):
        """{"results", "next"}: for who only wrote one down, that it is there."""
        self.must("demand.list")
        self.query()
        current().action, current().recorded = "demand.list", True
        found, place = page_of(Demand.objects.all(), "written_at", *self.bounds())
        return Response({"results": self.get_serializer(found, many=True).data, "next": place})

    @extend_schema(request=NewDemand)
    def create(self, request, *args, **kwargs):
        """Writes a demand down. Who guards the data is told at once."""
        self.must("demand.write")
        given = checked(NewDemand, request.data)
        key, made = once(request, lambda: demands.receive(by=request.user, **given))
        row = Demand.objects.get(pk=key)
        shown = DemandSerializer if may(request.user, "demand.view") else DemandListedSerializer
        told = shown(row, context=self.get_serializer_context()).data
        return Response(told, status.HTTP_201_CREATED if made else status.HTTP_200_OK)

    def shown_after(self, row):
        """The demand as it stands after a step."""
        return self.shown(self.row("view"))

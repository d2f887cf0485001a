"""Houses and stays over REST: the same actions as on the pages. Where a house is stands in no resource; `reveal` gives
it to the three who may, with a reason, and records the look (R26)."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts.access import fetch, refuse
from accounts.acting import current
from accounts.api import PolicyViewSet, Words, expected_version, texts
from accounts.performing import Stale
from accounts.policy import may
from casework.cases.models import Case
from casework.cases.numbers import tidy
from referrals.api import CaseRowSerializer, CaseRowsViewSet, Known, NewOnCase, page_of
from referrals.shelter import actions, queries
from referrals.shelter.codes import HERE, Need, Status
from referrals.shelter.houses import Shelter, ShelterBed
from referrals.shelter.models import Stay
from referrals.shelter.transitions import STAY

SHOWN = ["id", "case", "status", "from_on", "until_on", "needs", "sex", "age", "disputed", "together", "noted_at",
         "hold_until", "arrived_at", "rules_told", "restricted", "emergency_until", "out_since", "back_by", "ended_at",
         "exit_reason", "belongings", "version", "available_steps"]  # fmt: skip
BY_CASE = ["shelter", "bed", "words", "answer", "exit_plan"]
REVEAL = texts("ShelterReveal", "reason", words="Why the address is needed; it is kept.")


class StaySerializer(CaseRowSerializer):
    """One stay. Which house, which bed and every word are read by those who may read where somebody is; its own house
    is told which bed it gave."""

    shelter = serializers.PrimaryKeyRelatedField(read_only=True)
    bed = serializers.PrimaryKeyRelatedField(read_only=True)

    class Meta:
        model = Stay
        fields = [*SHOWN, *BY_CASE]
        read_only_fields = fields

    def to_representation(self, instance):
        """By group; and what the house wrote itself, for the house."""
        shown = super().to_representation(instance)
        user: Any = current().user
        if instance.team_id in user.team_ids and may(user, "shelter.board"):
            shown |= {"shelter": str(instance.shelter_id), "bed": instance.bed_id and str(instance.bed_id)}
        return shown


class StayBody(NewOnCase):
    """A bed is asked for; `family` are numbers of further cases, asked for together."""

    shelter = serializers.UUIDField()
    from_on = serializers.DateField(required=False)
    until_on = serializers.DateField(required=False, allow_null=True)
    needs = serializers.ListField(child=serializers.ChoiceField(Need), required=False, max_length=len(Need))
    words = Words()
    family = serializers.ListField(child=serializers.CharField(max_length=20), required=False, max_length=12)


class StayChange(Known):
    """Another bed, or another last day."""

    bed = serializers.UUIDField(required=False)
    until_on = serializers.DateField(required=False, allow_null=True)


class StayViewSet(CaseRowsViewSet):
    """Stays. The case's side and the house each read and step what their pages show."""

    model, noun, workflow = Stay, "stay", STAY
    serializer_class = listed_class = StaySerializer
    lookup_field = "pk"
    views, newest = ("stay.view",), "noted_at"
    allowed_filters = {"case": None, "status": set(Status.values)}
    other_steps = {"reveal": REVEAL}

    def get_queryset(self):
        """With what an act on one needs."""
        return actions.whole()

    def filtered(self, rows, asked):
        """By case, by state."""
        rows = super().filtered(rows, asked)
        return rows.filter(status=asked["status"]) if "status" in asked else rows

    @extend_schema(request=StayBody)
    def create(self, request, *args, **kwargs):
        """Asks a house for a bed; nothing of the person leaves but sex, age, language and coded needs."""
        return self.begun(request, StayBody)

    def make(self, values):
        """All of the family or none; the row of the case that was named."""
        numbers = [tidy(number) for number in values.pop("family", [])]
        rows = Case.objects.select_related("person", "organisation")
        family = [fetch(Case, self.request.user, "stay.ask", queryset=rows, reference=number) for number in numbers]
        cases = [self.subject, *(case for case in family if case.pk != self.subject.pk)]
        return actions.ask_together(cases, by=self.request.user, **values)[0]

    @extend_schema(request=StayChange)
    def partial_update(self, request, *args, **kwargs):
        """Another bed or last day, of the version named in If-Match; 412 when it has moved on."""
        row, version = self.row("rearrange"), expected_version(request)
        if row.version != version:
            return self.moved_on(row)
        sent = StayChange(data=request.data)
        sent.is_valid(raise_exception=True)
        given = {"bed": row.bed_id, "until_on": row.until_on, **sent.validated_data}
        try:
            actions.rearrange(row, by=request.user, version=version, **given)
        except Stale:
            return self.moved_on(self.row("view"))
        return self.shown_after(row)

    def step(self, request, step=None, **kwargs):
        """One step of the workflow with its texts; `reveal` changes no state."""
        row = self.row("view")
        if step == "reveal":
            return self.reveal(request, row)
        if step not in STAY.steps:
            raise exceptions.NotFound
        body = texts("Stay", *STAY.steps[step].asks)(data=checked_keys(request.data, STAY.steps[step].asks))
        body.is_valid(raise_exception=True)
        actions.take(row, step, by=request.user, **body.validated_data)
        return self.shown_after(row)

    def reveal(self, request, row):
        """Where the house is, for those on the case who may know, while the person has a bed there."""
        body = REVEAL(data=checked_keys(request.data, ("reason",)))
        body.is_valid(raise_exception=True)
        reason = body.validated_data.get("reason", "")
        place = actions.show_place(row.shelter, by=request.user, reason=reason, case=row.case)
        return Response(place)


def checked_keys(data, names):
    """The body. 400 for a key that the step does not take."""
    if not isinstance(data, dict) or set(data) - set(names):
        raise exceptions.ValidationError({"": [_("This step takes: %(names)s.") % {"names": ", ".join(names) or "{}"}]})
    return data


class ShelterSerializer(serializers.ModelSerializer):
    """A house: whom it takes and how many beds are free today. Never where it is."""

    beds = serializers.SerializerMethodField()
    free = serializers.SerializerMethodField()

    class Meta:
        model = Shelter
        fields = [
            "id",
            "name",
            "kind",
            "closed",
            "shared",
            "active",
            "rules",
            "organisation",
            "beds",
            "free",
            "version",
        ]
        read_only_fields = fields

    def get_beds(self, row) -> int:
        """Beds that stand in it."""
        return self.context["free"].get(row.pk, (0, 0))[0]

    def get_free(self, row) -> int:
        """Beds that nobody has today."""
        return self.context["free"].get(row.pk, (0, 0))[1]


class ShelterViewSet(PolicyViewSet):
    """Houses that may be asked for a bed; for a manager also the beds of their own."""

    model, noun = Shelter, "shelter"
    serializer_class = ShelterSerializer
    other_steps = {"reveal": REVEAL}

    def opened(self, action):
        """403 for a role that has nothing to do with houses."""
        if not may(self.request.user, action):
            refuse(self.request.user, action, "referrals.shelter", "", visible=True)
        current().action = action

    def told(self, rows):
        """What is said of these houses."""
        return ShelterSerializer(rows, many=True, context={"free": queries.free_today(rows)}).data

    @extend_schema(operation_id="shelters_list", responses=OpenApiTypes.OBJECT)
    def list(self, request, *args, **kwargs):
        """{"results", "next"}: the newest first."""
        self.opened("shelter.list")
        self.query()
        after, limit = self.bounds()
        found, place = page_of(Shelter.objects.filter(active=True), "created_at", after, limit)
        return Response({"results": self.told(found), "next": place})

    def house(self, action, rows):
        """The house of the address, or 404."""
        self.opened(action)
        row = rows.filter(pk=self.kwargs["pk"]).first()
        if row is None:
            refuse(self.request.user, action, "referrals.shelter", self.kwargs["pk"], visible=False)
        return row

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def retrieve(self, request, *args, **kwargs):
        """One house; its own managers also read its beds and which stay has each."""
        row = self.house("shelter.list", Shelter.objects.all())
        told = self.told([row])[0]
        if may(request.user, "shelter.board") and row.team_id in request.user.team_ids:
            told["rooms"] = rooms_of(row)
        return Response(told, headers={"ETag": f'"{row.version}"'})

    @extend_schema(request=REVEAL, responses=OpenApiTypes.OBJECT)
    def step(self, request, step=None, **kwargs):
        """`reveal`: where one's own house is, with a reason."""
        if step != "reveal":
            raise exceptions.NotFound
        row = self.house("shelter.reveal", queries.houses_of(request.user))
        body = REVEAL(data=checked_keys(request.data, ("reason",)))
        body.is_valid(raise_exception=True)
        return Response(actions.show_place(row, by=request.user, reason=body.validated_data.get("reason", "")))


def rooms_of(shelter):
    """Rooms and beds of a house with the stay that has each, by id."""
    stays = sorted(Stay.objects.held().filter(shelter=shelter), key=lambda row: row.status in HERE)
    held = {row.bed_id: row for row in stays}  # who is there comes after who is promised it
    return [
        {"id": str(unit.pk), "name": unit.name, "quarter": unit.quarter, "sexes": unit.sexes,
         "minimum_age": unit.minimum_age, "maximum_age": unit.maximum_age, "medical": unit.medical,
         "accessible": unit.accessible, "beds": [bed_told(bed, held.get(bed.pk)) for bed in beds]}
        for unit, beds in queries.rooms_of(shelter)
    ]  # fmt: skip


def bed_told(bed: ShelterBed, stay):
    """A bed: its number, until when it is shut, and the stay that has it."""
    return {"id": str(bed.pk), "label": bed.label, "shut_from": bed.shut_from, "shut_until": bed.shut_until,
            "stay": stay and str(stay.pk), "status": stay and stay.status}  # fmt: skip

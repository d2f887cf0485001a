"""Expected arrivals and joint meetings over REST, through the actions of the pages (C11, C12). Who receives somebody at
home finds its own plan and the name where it was shared, and nothing of the case."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers

from accounts.access import allowed
from accounts.api import Words, expected_version
from accounts.models import Organisation
from accounts.performing import Stale
from accounts.policy import Group
from referrals.api import (
    Acts,
    CaseRowSerializer,
    CaseRowsViewSet,
    Known,
    NewOnCase,
    bodies_of,
    checked,
    from_outside,
    told_outside,
)
from referrals.arrivals import actions, meetings
from referrals.arrivals.models import Arrival, IdentificationMeeting
from referrals.portal.queries import names_of

PLANNED = ["expected_on", "province", "reception", "screening"]
THEIRS = ("id", "number", *PLANNED, "arrived_on", "version")
MARKED = ["id", "number", "case", "way", "share", "recipient", *PLANNED, "planned_at", "told_at", "arrived_on",
          "called_off_at", "version", "available_steps"]  # fmt: skip


class ArrivalSerializer(CaseRowSerializer):
    """An arrival. A recipient is told its own plan, with the name where it was shared."""

    class Meta:
        model = Arrival
        fields = MARKED
        read_only_fields = MARKED

    def to_representation(self, instance):
        """By the side on which the reader stands."""
        if not from_outside(instance):
            return super().to_representation(instance)
        told_outside(instance.share, Group.ORIGIN, Group.TRAVEL)
        told = {name: getattr(instance, name) for name in THEIRS}
        name = self.context["view"].names.get(instance.pk)
        return told | {"available_steps": self.get_available_steps(instance)} | ({"name": name} if name else {})


class ArrivalPlan(Known):
    """When, where, received and screened by whom."""

    expected_on = serializers.DateField()
    province, reception, screening = Words(), Words(), Words()


class ArrivalChange(ArrivalPlan):
    """What changes; what is left out stays."""

    expected_on = serializers.DateField(required=False)


class NewArrival(NewOnCase, ArrivalPlan):
    """For somebody who goes home, `share` says who receives: without the person's yes there is none."""

    way = serializers.ChoiceField(Arrival.Way.choices)
    share = serializers.UUIDField(required=False)


class ArrivalCame(Known):
    """The day on which the person came."""

    arrived_on = serializers.DateField()


def came(row, *, by, arrived_on):
    """The person is here, or there: said by the side on which `by` stands."""
    return (actions.received if from_outside(row) else actions.arrived)(row, by=by, arrived_on=arrived_on)


ACTS: Acts = {"arrived": (came, ArrivalCame), "call_off": (actions.call_off, None)}


class ArrivalViewSet(CaseRowsViewSet):
    """Expected arrivals. `?show=expected` leaves out those who came and those that were called off."""

    model, noun = Arrival, "arrival"
    serializer_class = ArrivalSerializer
    views, newest = ("arrival.list", "arrival.receive"), "planned_at"
    allowed_filters = {"case": None, "way": set(Arrival.Way.values), "show": {"expected"}}
    acts, other_steps = ACTS, bodies_of(ACTS)
    names: dict = {}

    def get_queryset(self):
        """With what both sides are shown."""
        return Arrival.objects.select_related("case", "case__person", "recipient", "share", "share__recipient")

    def seen(self, action):
        """Of a recipient only what is still to come, as on its page."""
        return super().seen(action).expected() if action == self.views[1] else super().seen(action)

    def filtered(self, rows, asked):
        """Direction, and what is still to come."""
        rows = super().filtered(rows, asked)
        rows = rows.filter(way=asked["way"]) if "way" in asked else rows
        return rows.expected() if "show" in asked else rows

    def known(self, rows):
        """Names where they were shared, once for all."""
        self.names = names_of([row for row in rows if from_outside(row)])
        return rows

    def steps_now(self, row):
        """While it is expected."""
        user = self.request.user
        if row.arrived_on or row.called_off_at:
            return []
        if from_outside(row):
            return ["arrived"] if allowed(user, "arrival.receive", row) else []
        return ["arrived", "call_off"] if allowed(user, "arrival.change", row.case) else []

    @extend_schema(request=NewArrival)
    def create(self, request, *args, **kwargs):
        """Plans one; who receives is told."""
        return self.begun(request, NewArrival)

    def make(self, values):
        """Planned."""
        share = values.pop("share", None)
        row = actions.tellable(self.subject).filter(pk=share).first() if share else None
        return actions.plan(self.subject, by=self.request.user, share=row, **values)

    @extend_schema(request=ArrivalChange)
    def partial_update(self, request, *args, **kwargs):
        """Another day or place, of the version named in If-Match; 412 when it has moved on."""
        row, version = self.row("change"), expected_version(request)
        given = {name: getattr(row, name) for name in PLANNED} | checked(ArrivalChange, request.data)
        try:
            actions.change(row, by=request.user, version=version, **given)
        except Stale:
            return self.moved_on(self.one(pk=row.pk))
        return self.shown_after(row)


class MeetingSerializer(CaseRowSerializer):
    """A joint meeting: who was there, each one's view, the decision, dissent, who was told."""

    views = serializers.JSONField(read_only=True)

    class Meta:
        model = IdentificationMeeting
        fields = ["id", "case", "held_on", "agencies", "views", "decision", "reasons", "dissent", "told", "corrects",
                  "by", "at"]  # fmt: skip
        read_only_fields = fields


class AgencyView(Known):
    """One agency that was there, and how it sees it."""

    agency = serializers.UUIDField()
    view = Words(required=True)


class NewMeeting(NewOnCase):
    """The record of a meeting; `corrects` names the one that it puts right."""

    held_on = serializers.DateField()
    decision = serializers.ChoiceField(IdentificationMeeting.Decision.choices)
    reasons, dissent, told = Words(required=True), Words(), Words()
    views = AgencyView(many=True)
    corrects = serializers.UUIDField(required=False)


class MeetingViewSet(CaseRowsViewSet):
    """Joint meetings of cases, newest first. Added, never changed."""

    model, noun = IdentificationMeeting, "meeting"
    serializer_class = MeetingSerializer
    views, newest, lookup_field = ("meeting.view",), "at", "pk"

    def get_queryset(self):
        """With the case, whose number is in the answer."""
        return IdentificationMeeting.objects.select_related("case", "corrects")

    @extend_schema(request=NewMeeting)
    def create(self, request, *args, **kwargs):
        """Writes one down. No help waits for it (P3)."""
        return self.begun(request, NewMeeting)

    def make(self, values):
        """Written down, or the correction of one."""
        said = {row["agency"]: row["view"] for row in values.pop("views")}
        offices = Organisation.objects.filter(pk__in=said, is_active=True).exclude(kind="armed_group")
        if len(offices) != len(said):
            raise exceptions.ValidationError({"views": [_("Choose one of those shown")]})
        old = self.corrected(values.pop("corrects", None))
        views = {row: said[row.pk] for row in offices.order_by("name", "pk")}
        return meetings.record(self.subject, by=self.request.user, views=views, corrects=old, **values)

    def corrected(self, pk):
        """The row of the case that is put right. 400 for any other."""
        if pk is None:
            return None
        row = self.seen("meeting.record").filter(case=self.subject, pk=pk).first()
        if row is None:
            raise exceptions.ValidationError({"corrects": [_("Choose one of those shown")]})
        return row

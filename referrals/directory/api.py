"""The directory over REST: entries with their parts, 'still true', and the files of HSDS."""

from typing import Any

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from accounts import cursors
from accounts.access import refuse
from accounts.api import PolicyViewSet, expected_version
from accounts.codes import choices
from accounts.editing import must_stand_at
from accounts.performing import Stale
from accounts.policy import may
from accounts.replay import once
from referrals.directory import actions, clock, hours, queries
from referrals.directory.codes import SEXES, STEPS
from referrals.directory.forms import SHOWN
from referrals.directory.hsds import export, loading, reading
from referrals.directory.models import DirectoryEntry, DirectoryPlace, DirectoryService, FocalPoint

HOURS = ["days", "opens", "closes", "zone", "on_holidays"]


class KnownKeys(serializers.ModelSerializer):
    """400 for keys that this resource does not have or that are not written (S-29)."""

    def to_internal_value(self, data):
        """The values, all of them known."""
        writable = {name for name, field in self.fields.items() if not field.read_only}
        sent = data if isinstance(data, dict) else {}
        if wrong := {name: [_("This cannot be set here.")] for name in sent if name not in writable}:
            raise exceptions.ValidationError(wrong)
        return super().to_internal_value(data)


class DirectoryPlaceSerializer(KnownKeys):
    """A place."""

    class Meta:
        model = DirectoryPlace
        fields = ["id", "name", "country", "town", "city", "area", "address", "postcode", "hidden", "phone",
                  "accessibility", "version"]  # fmt: skip
        read_only_fields = ["id", "version"]


class DirectoryServiceSerializer(KnownKeys):
    """A service, with the places of its entry where it is offered."""

    places = serializers.PrimaryKeyRelatedField(many=True, queryset=DirectoryPlace.objects.all(), required=False)

    class Meta:
        model = DirectoryService
        fields = ["id", "name", "kind", "status", "description", "steps", "sexes", "minimum_age", "maximum_age",
                  "families", "nationalities", "languages", "urgency", "admits_words", "how_to_refer", "papers",
                  "countries", "area", "capacity", "cost", "currency", "cost_words", *HOURS, "places",
                  "version"]  # fmt: skip
        read_only_fields = ["id", "version"]


class DirectoryPersonSerializer(KnownKeys):
    """Somebody to call, and whether it is working time there."""

    deputy = serializers.UUIDField(source="deputy_id", required=False, allow_null=True)
    working_now = serializers.SerializerMethodField()

    class Meta:
        model = FocalPoint
        fields = ["id", "name", "title", "phone", "email", "steps", "country", "countries", "area", "languages",
                  *HOURS, "deputy", "working_now", "version"]  # fmt: skip
        read_only_fields = ["id", "version"]

    def get_working_now(self, row) -> bool:
        """By the hours and public holidays there."""
        return hours.open_until(row, row.country) is not None


class DirectoryEntrySerializer(KnownKeys):
    """An entry, with how old it is."""

    age = serializers.SerializerMethodField()
    selectable = serializers.SerializerMethodField()
    kept_by = serializers.CharField(source="keeper.name", read_only=True)

    class Meta:
        model = DirectoryEntry
        fields = ["id", "name", "other_name", "kind", "country", "status", "description", "phone", "email", "website",
                  "restricted", "account", "kept_by", "verified_on", "age", "selectable", "created_at",
                  "version"]  # fmt: skip
        read_only_fields = ["id", "account", "verified_on", "created_at", "version"]

    def get_age(self, row) -> str:
        """fresh, due (11 months), old (12) or too_old (18)."""
        return clock.state(row)

    def get_selectable(self, row) -> bool:
        """Whether it may be chosen as a recipient."""
        return row.status == "active" and clock.state(row) != clock.TOO_OLD


KINDS: dict[str, tuple[Any, Any]] = {
    "places": (DirectoryPlace, DirectoryPlaceSerializer),
    "services": (DirectoryService, DirectoryServiceSerializer),
    "people": (FocalPoint, DirectoryPersonSerializer),
}


def codes(name):
    """The codes of a list."""
    return {code for code, _label in choices(name)}


FILTERS: dict[str, set | None] = {
    "service": codes("service_types"),
    "step": {code for code, _label in STEPS},
    "country": codes("countries"),
    "town": codes("locations"),
    "sex": {code for code, _label in SEXES},
    "age": {str(age) for age in range(121)},
    "family": {"yes"},
    "nationality": codes("countries"),
    "language": codes("languages"),
    "urgency": set(queries.PRIORITIES),
    "kind": codes("organisation_types"),
    "show": {code for code, _label in SHOWN if code},
}


class DirectoryViewSet(PolicyViewSet):
    """directory/: entries in the order in which they were made; the filters of the page."""

    model, noun = DirectoryEntry, "directory"
    serializer_class: Any = DirectoryEntrySerializer
    allowed_filters = FILTERS
    other_steps = {"verify": None}
    lookup_field = "pk"

    @classmethod
    def parts(cls):
        """The one step has no body."""
        return {"step": {"verify": {"told_step": "verify"}}}

    def must(self, action):
        """404 or 403, recorded, for who may not do this."""
        user = self.request.user
        if not may(user, action):
            visible = may(user, "directory.view")
            refuse(user, action, queries.KIND, self.request.resolver_match.url_name, visible=visible)

    def row(self, action):
        """The entry of the address."""
        return queries.entry_for(self.request.user, f"directory.{action}", self.kwargs["pk"])

    def list(self, request, *args, **kwargs):
        """{"results", "next"}: the entries this person may see."""
        self.must("directory.view")
        given: dict[str, Any] = self.query()
        after, limit = self.bounds()
        if "age" in given:
            given["age"] = int(given["age"])
        entries = queries.found(request.user, given).select_related("keeper").order_by("created_at", "pk")
        if after:
            entries = entries.filter(Q(created_at__gt=after[0]) | Q(created_at=after[0], pk__gt=after[1]))
        rows = list(entries[: limit + 1])
        more, rows = len(rows) > limit, rows[:limit]
        queries.note(rows)
        told = cursors.place(rows[-1].created_at, rows[-1].pk) if more else None
        return Response({"results": self.get_serializer(rows, many=True).data, "next": told})

    def shown(self, row, code=status.HTTP_200_OK):
        """The entry with its places, services and people."""
        answer = super().shown(row, code)
        for kind, (model, serializer) in KINDS.items():
            rows = model.objects.filter(entry=row).order_by("name", "pk")
            rows = rows.prefetch_related("places") if model is DirectoryService else rows
            answer.data[kind] = serializer(rows, many=True).data
        return answer

    def shown_after(self, row):
        """The entry as it stands after a change."""
        return self.shown(self.row("view"))

    def create(self, request, *args, **kwargs):
        """A new entry, once for each Idempotency-Key."""
        self.must("directory.edit")
        sent = self.get_serializer(data=self.body())
        sent.is_valid(raise_exception=True)
        entry = DirectoryEntry(**sent.validated_data)
        key, made = once(request, lambda: actions.add_entry(entry, by=request.user))
        row = queries.entry_for(request.user, "directory.view", key)
        return self.shown(row, status.HTTP_201_CREATED if made else status.HTTP_200_OK)

    def change(self, row, values):
        """The entry's own facts."""
        for name, value in values.items():
            setattr(row, name, value)
        actions.change_entry(row, by=self.request.user, version=row.version)

    def step(self, request, step=None, **kwargs):
        """POST …/verify/: still true today, for the version named in If-Match."""
        if step != "verify":
            raise exceptions.NotFound
        row = self.row("verify")
        try:
            actions.find_true(row, by=request.user, version=expected_version(request))
        except Stale:
            return self.moved_on(self.row("view"))
        return self.shown_after(row)


class PartViewSet(PolicyViewSet):
    """directory/<entry>/<kind>/: the places, services and people of one entry."""

    noun = "directory"
    model: Any = DirectoryPlace  # `initial` puts the kind's own
    serializer_class: Any = DirectoryPlaceSerializer

    @classmethod
    def parts(cls):
        """Each kind has an address of its own in the schema."""
        return {"kind": {name: {"model": kind[0], "serializer_class": kind[1]} for name, kind in KINDS.items()}}

    def initial(self, request, *args, **kwargs):
        """404 for a kind that does not exist."""
        super().initial(request, *args, **kwargs)
        if kwargs["kind"] not in KINDS:
            raise Http404
        self.model, self.serializer_class = KINDS[kwargs["kind"]]

    def get_queryset(self):
        """Rows of the entry in the address."""
        return self.model.objects.filter(entry=self.kwargs["entry"])

    def row(self, action):
        """The row of the address, on an entry on which the action is allowed."""
        entry = queries.entry_for(self.request.user, f"directory.{action}", self.kwargs["entry"])
        row = self.get_queryset().filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        row.entry = entry
        return row

    def create(self, request, *args, **kwargs):
        """A new row, once for each Idempotency-Key."""
        entry = queries.entry_for(request.user, "directory.edit", self.kwargs["entry"])
        sent = self.get_serializer(data=self.body())
        sent.is_valid(raise_exception=True)
        key, made = once(request, lambda: self.saved(self.model(entry=entry), sent.validated_data))
        row = self.get_queryset().get(pk=key)
        return self.shown(row, status.HTTP_201_CREATED if made else status.HTTP_200_OK)

    def saved(self, row, values):
        """Puts the values into the row and saves it."""
        places = values.pop("places", None)
        for name, value in values.items():
            setattr(row, name, value)
        row.validate_constraints()
        return actions.save_part(row, by=self.request.user, places=places)

    def change(self, row, values):
        """Changed values of the row."""
        self.saved(row, values)

    def shown_after(self, row):
        """The row as it stands after a change."""
        return self.shown(self.row("edit"))

    def destroy(self, request, *args, **kwargs):
        """Takes away the version named in If-Match; the history keeps it. 412 when it has moved on (S-86)."""
        row = self.row("edit")
        try:
            must_stand_at(row, expected_version(request))
        except Stale:
            return self.moved_on(self.row("edit"))
        actions.remove_part(row, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


DRY = OpenApiParameter("dry_run", bool, description="true stores nothing.")


class HsdsViewSet(DirectoryViewSet):
    """directory/hsds/: the file of HSDS 3.0 tables."""

    @extend_schema(operation_id="directory_hsds_export", parameters=[], responses=OpenApiTypes.OBJECT)
    def send(self, request):
        """All open entries, for a supervisor who signed in within the last five minutes (R-23)."""
        self.must("directory.export")
        if not did_recently_reauthenticate(request._request):
            raise exceptions.PermissionDenied(_("Sign in again first."))
        return Response(export.tables(request.user))

    @extend_schema(
        operation_id="directory_hsds_import",
        parameters=[DRY],
        request=OpenApiTypes.OBJECT,
        responses=OpenApiTypes.OBJECT,
    )
    def take(self, request):
        """{"accepted", "new", "changed", "same", "refused"}: what was stored, or would be with ?dry_run=true."""
        self.must("directory.import")
        if request.query_params.keys() - {"dry_run"}:
            raise exceptions.ValidationError({"": [_("Unknown filter.")]})
        made = loading.plan(reading.read(reading.checked(request.data)), request.user)
        if request.query_params.get("dry_run", "") != "true":
            loading.save(made, by=request.user)
        return Response(told_of(made))


def told_of(made):
    """A plan as the interface tells it."""
    counts = dict.fromkeys((loading.NEW, loading.CHANGED, loading.SAME), 0)
    for (_table, what), number in made.counts.items():
        counts[what] += number
    refused = [{"table": row.table, "row": row.row, "field": row.field, "reason": row.reason} for row in made.refused]
    return {"accepted": sum(counts.values()), **counts, "refused": refused}

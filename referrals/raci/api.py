"""The table of who does what over REST: the office's own lines, read by its people and kept by its supervisors (C2)."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from accounts.access import refuse
from accounts.acting import current
from accounts.api import PolicyViewSet, expected_version
from accounts.editing import must_stand_at
from accounts.performing import Stale
from accounts.policy import may
from accounts.replay import once
from referrals.api import page_of
from referrals.directory import clock
from referrals.directory.api import KnownKeys
from referrals.directory.models import DirectoryEntry
from referrals.directory.queries import seen_by
from referrals.raci import actions, queries, sheet
from referrals.raci.codes import COUNTRIES, OWN, STEPS
from referrals.raci.models import ONE_OF_TWO, RaciRow

PLACES = {code for code, _words in COUNTRIES}


class RaciRowSerializer(KnownKeys):
    """One letter. Who is named outside the office is an entry of the directory; one that this reader may not see is
    neither named nor told apart from none (R26)."""

    entry = serializers.PrimaryKeyRelatedField(queryset=DirectoryEntry.objects.none(), required=False, allow_null=True)
    function = serializers.ChoiceField(OWN, required=False, allow_blank=True)
    who = serializers.SerializerMethodField()
    state = serializers.SerializerMethodField()

    class Meta:
        model = RaciRow
        fields = ["id", "step", "host", "home", "letter", "entry", "function", "note", "who", "state", "created_at",
                  "version"]  # fmt: skip
        read_only_fields = ["id", "who", "state", "created_at", "version"]
        validators: list = []

    def get_fields(self):
        """Entries that this person may see."""
        fields = super().get_fields()
        request = self.context.get("request")
        if request is not None and request.user.is_authenticated:
            fields["entry"].queryset = seen_by(request.user)
        return fields

    def get_who(self, row) -> str:
        """The name as this reader may know it."""
        return str(self.context["table"].name_of(row))

    def get_state(self, row) -> str:
        """fine, too_old, stopped, nobody or hidden."""
        return self.context["table"].state_of(row)

    def to_representation(self, instance):
        """Without the id of an entry that is hidden."""
        told = super().to_representation(instance)
        hidden = instance.entry_id is not None and instance.entry_id not in self.context["table"].entries
        return told | {"entry": None} if hidden else told

    def validate_entry(self, entry):
        """Nobody who is too old or works no more is newly named (R21)."""
        known = self.instance is not None and entry is not None and entry.pk == self.instance.entry_id
        if entry is None or known or clock.selectable(DirectoryEntry.objects.filter(pk=entry.pk)).exists():
            return entry
        said = _("%(name)s cannot be chosen: nobody found it true for 18 months, or it works no more.")
        raise serializers.ValidationError(said % {"name": entry.name})

    def validate(self, attrs):
        """One of the two; somebody who is hidden from this person stays named (R26)."""
        if self.instance is not None and self.instance.entry_id and attrs.keys() & {"entry", "function"}:
            self.must_see(self.instance)
        entry = attrs.get("entry", getattr(self.instance, "entry_id", None))
        function = attrs.get("function", getattr(self.instance, "function", ""))
        if bool(entry) == bool(function):
            raise serializers.ValidationError({"entry": ONE_OF_TWO})
        return attrs

    def must_see(self, row):
        """400 where the line names an entry that this person may not see."""
        if not self.fields["entry"].queryset.filter(pk=row.entry_id).exists():
            raise serializers.ValidationError({"entry": _("This cannot be set here.")})


class RaciViewSet(PolicyViewSet):
    """Lines of the own office's table, the newest first."""

    model, noun = RaciRow, "raci"
    serializer_class: Any = RaciRowSerializer
    allowed_filters = {"step": {code for code, _words in STEPS}, "host": PLACES, "home": PLACES}
    lookup_field = "pk"
    table = queries.Table()

    def must(self, action):
        """404 or 403, recorded, for who may not do this."""
        user = self.request.user
        if not may(user, action):
            refuse(user, action, actions.KIND, self.request.resolver_match.url_name, visible=may(user, "raci.view"))

    def row(self, action):
        """The line of the address, in the own office."""
        return actions.row_for(self.request.user, f"raci.{action}", self.kwargs["pk"])

    def told(self, rows):
        """The serializer that knows these lines as this reader may know them."""
        self.table = queries.table_of(self.request.user, queries.lines_of(self.request.user).filter(pk__in=rows))
        return self.get_serializer()

    def get_serializer_context(self):
        """With what is known of the lines; nothing where a body is only checked."""
        return {**super().get_serializer_context(), "table": self.table}

    def list(self, request, *args, **kwargs):
        """{"results", "next"}."""
        self.must("raci.view")
        asked, (after, limit) = self.query(), self.bounds()
        current().action = "raci.list"
        found, place = page_of(queries.lines_of(request.user).filter(**asked), "created_at", after, limit)
        told = self.told([row.pk for row in found])
        return Response({"results": [told.to_representation(row) for row in found], "next": place})

    def shown(self, row, code=status.HTTP_200_OK):
        """One line with its ETag."""
        told = self.told([row.pk]).to_representation(row)
        return Response(told, status=code, headers={"ETag": f'"{row.version}"'})

    def shown_after(self, row):
        """The line as it stands after a change."""
        return self.shown(self.row("view"))

    def create(self, request, *args, **kwargs):
        """A new line of the own office, once for each Idempotency-Key."""
        self.must("raci.edit")
        sent = self.get_serializer(data=request.data)
        sent.is_valid(raise_exception=True)
        key, made = once(request, lambda: actions.add_row(RaciRow(**sent.validated_data), by=request.user))
        row = actions.row_for(request.user, "raci.view", key)
        return self.shown(row, status.HTTP_201_CREATED if made else status.HTTP_200_OK)

    def partial_update(self, request, *args, **kwargs):
        """Changes the version named in If-Match; 412 with the current version when it has moved on (S-86)."""
        row, version = self.row("edit"), expected_version(request)
        if row.version != version:
            return self.moved_on(row)
        sent = self.get_serializer(row, data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        for name, value in sent.validated_data.items():
            setattr(row, name, value)
        try:
            actions.change_row(row, by=request.user, version=version)
        except Stale:
            return self.moved_on(self.row("edit"))
        return self.shown_after(row)

    def moved_on(self, row):
        """412: the version that stands now."""
        self.told([row.pk])
        return super().moved_on(row)

    def destroy(self, request, *args, **kwargs):
        """Takes away the version named in If-Match; the history keeps it. 412 when it has moved on (S-86)."""
        row = self.row("edit")
        try:
            must_stand_at(row, expected_version(request))
        except Stale:
            return self.moved_on(self.row("edit"))
        actions.remove_row(row, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(operation_id="raci_rows_export", responses={(200, "text/csv"): OpenApiTypes.STR})
    def export(self, request, *args, **kwargs):
        """The table as a file, without lines that name a restricted entry."""
        self.must("raci.edit")
        response = HttpResponse(sheet.written_out(request.user), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="raci.csv"'
        return response

"""Custody over REST: the same actions as on the pages (R10). Who must not meet whom is linked by people only, on pages:
no program has the sight of two cases that it takes (C-11)."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from accounts.api import Words, expected_version
from accounts.performing import Stale
from referrals.api import CaseRowSerializer, CaseRowsViewSet, Known, NewOnCase, checked
from referrals.shelter import custody
from referrals.shelter.codes import CustodyKind
from referrals.shelter.models import Custody

SHOWN = ["id", "case", "kind", "place", "since", "until", "words", "ended_how", "noted_at", "days", "version"]


class CustodySerializer(CaseRowSerializer):
    """Who holds the person, since when, and which day it is today."""

    days = serializers.IntegerField(read_only=True)

    class Meta:
        model = Custody
        fields = [*SHOWN, "available_steps"]
        read_only_fields = fields


class CustodyBody(NewOnCase):
    """Somebody holds the person."""

    kind = serializers.ChoiceField(CustodyKind)
    place = Words(required=True)
    since = serializers.DateField()
    until = serializers.DateField(required=False, allow_null=True)
    words = Words()


class CustodyEnd(Known):
    """It ended: on which day, how, and where the person is now."""

    until = serializers.DateField()
    ended_how = Words(required=True)


class CustodyViewSet(CaseRowsViewSet):
    """Custody: a record with a day count, never a stay."""

    model, noun = Custody, "custody"
    serializer_class = listed_class = CustodySerializer
    views, newest, lookup_field = ("custody.view",), "noted_at", "pk"

    def get_queryset(self):
        """With its case."""
        return Custody.objects.select_related("case")

    @extend_schema(request=CustodyBody)
    def create(self, request, *args, **kwargs):
        """Written down, with its alert."""
        return self.begun(request, CustodyBody)

    def make(self, values):
        """The new record."""
        return custody.note_custody(self.subject, by=self.request.user, **values)

    @extend_schema(request=CustodyEnd)
    def partial_update(self, request, *args, **kwargs):
        """Ends it, on the version named in If-Match; 412 when it has moved on."""
        row, version = self.row("view"), expected_version(request)
        given = checked(CustodyEnd, request.data)
        try:
            custody.end_custody(row, by=request.user, version=version, **given)
        except Stale:
            return self.moved_on(self.row("view"))
        return self.shown_after(row)

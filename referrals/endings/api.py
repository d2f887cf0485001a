"""The ways on that are no return, over REST, through the actions of the pages (T6). What the person agreed to and what
was advised come as steps of a named person, never from a program."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers

from accounts.access import readable
from accounts.api import Words
from accounts.policy import Group
from referrals.api import CaseRowSerializer, CaseRowsViewSet, NewOnCase
from referrals.endings import actions
from referrals.endings.models import COUNTRIES, Ending, EndingStep
from referrals.endings.transitions import ENDING

MARKED = ["id", "case", "kind", "status", "country", "noted_at", "ended_at", "asked_on", "decided_on", "appeal_by",
          "valid_until", "version", "available_steps"]  # fmt: skip


class EndingListedSerializer(CaseRowSerializer):
    """A way in a list."""

    class Meta:
        model = Ending
        fields = MARKED
        read_only_fields = MARKED


class EndingSerializer(EndingListedSerializer):
    """One way with its list of steps."""

    steps = serializers.SerializerMethodField()

    class Meta(EndingListedSerializer.Meta):
        fields = [*MARKED, "wish", "advised_on", "advised_language", "adviser", "advice", "agreed_on", "agreed_how",
                  "office", "number", "appeals", "decision", "steps"]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_steps(self, row):
        """Code, owner, day, what is in the way, done on which day; for those who may read them."""
        if Group.IMMIGRATION not in readable(row):
            return []
        names = ("code", "owner_id", "due_on", "blocker", "done_on")
        return [{name: getattr(step, name) for name in names} for step in EndingStep.objects.filter(ending=row)]


class NewEnding(NewOnCase):
    """Which way, and why the person wants it in their words."""

    kind = serializers.ChoiceField(Ending.Kind)
    country = serializers.ChoiceField(COUNTRIES, required=False)
    wish = Words(required=True)


class EndingViewSet(CaseRowsViewSet):
    """Ways on that are no return."""

    model, noun, workflow = Ending, "ending", ENDING
    serializer_class, listed_class = EndingSerializer, EndingListedSerializer
    views, newest, lookup_field = ("ending.view",), "noted_at", "pk"

    def get_queryset(self):
        """With what an act on one needs."""
        return actions.whole()

    @extend_schema(request=NewEnding)
    def create(self, request, *args, **kwargs):
        """Begun, at the person's wish."""
        return self.begun(request, NewEnding)

    def make(self, values):
        """A way with its list."""
        return actions.begin(self.subject, by=self.request.user, **values)

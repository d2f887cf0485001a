"""Cases over REST: the same actions, rules and redaction as the pages (A1)."""

from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers

from accounts import cursors
from accounts.access import page_of, principals
from accounts.acting import current
from accounts.api import PolicySerializer, PolicyViewSet
from accounts.codes import choices
from accounts.models import Team
from accounts.policy import Right
from casework.cases.actions import edit_case, open_case
from casework.cases.models import Case
from casework.cases.transitions import CASE
from casework.people.models import Person

MINE = {"me": (Right.USER,), "team": None}
WRITTEN = ["stage", "urgency", "language", "interpreter_needed", "safety_checked_on", "referrer", "last_contact_on",
           "label", "reporter", "told"]  # fmt: skip
PERSON = ["name", "name_language", "romanised", "gender"]


class NewPerson(serializers.ModelSerializer):
    """The person of a case that is being opened: what one knows at the door."""

    class Meta:
        model = Person
        fields = PERSON


class CaseSerializer(PolicySerializer):
    """A case."""

    team = serializers.PrimaryKeyRelatedField(queryset=Team.objects.filter(is_active=True))
    person = serializers.SerializerMethodField()
    new_person = NewPerson(write_only=True, required=False)
    available_steps = serializers.SerializerMethodField()

    class Meta:
        model = Case
        fields = ["id", "reference", "status", "team", *WRITTEN, "child", "closure_reason", "person", "new_person",
                  "available_steps", "created_at", "opened_at", "version"]  # fmt: skip
        read_only_fields = [
            "id",
            "reference",
            "status",
            "child",
            "closure_reason",
            "created_at",
            "opened_at",
            "version",
        ]

    def get_person(self, case) -> str:
        """The person's id under people/."""
        return str(case.person.pk)

    def get_available_steps(self, case) -> list[str]:
        """Names of the steps this person may take now."""
        return [step.name for step in CASE.available(case, current().user)]


class CaseInListSerializer(CaseSerializer):
    """A case among others: what one needs to find it, without what was told (A-03)."""

    class Meta(CaseSerializer.Meta):
        fields = ["id", "reference", "status", "team", "stage", "urgency", "language", "interpreter_needed", "child",
                  "label", "person", "opened_at", "version"]  # fmt: skip


class CaseViewSet(PolicyViewSet):
    """Cases, newest first."""

    model, noun, workflow = Case, "case", CASE
    serializer_class, listed_class = CaseSerializer, CaseInListSerializer
    lookup_field = "reference"
    allowed_filters = {
        "status": set(Case.Status.values),
        "language": {code for code, _label in choices("languages")},
        "worker": set(MINE),
    }

    def get_queryset(self):
        """With the person, whose id is in the answer; in a statement of its own, because each joined row would pay
        its own policy (docs/performance.md)."""
        return Case.objects.prefetch_related("person")

    def list(self, request, *args, **kwargs):
        """{"results", "next"}: keyset by opening time."""
        filters = self.query()
        after, limit = self.bounds()
        names = principals(request.user, "case.list", only=MINE[filters.pop("worker", "team")])
        rows, more = page_of(self.get_queryset(), names, after, size=limit, **filters)
        after = cursors.place(rows[-1].opened_at, rows[-1].pk) if more else None
        return self.listed(rows, [row.pk for row in rows], after)

    def make(self, values):
        """A draft of a team of one's own organisation; `new_person` may hold name, name_language, romanised, gender."""
        return open_case(values.pop("team"), by=self.request.user, person=values.pop("new_person", None), **values)

    def change(self, row, values):
        """Everything but the team, which is an assignment of its own."""
        wrong = {name: [_("This cannot be set here.")] for name in ("team", "new_person") if name in values}
        if wrong:
            raise exceptions.ValidationError(wrong)
        edit_case(row, by=self.request.user, **values)

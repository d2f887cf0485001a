"""People over REST. Numbers and addresses are not in the answer; `reveal` gives them and records the look."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from accounts import cursors
from accounts.access import fetch, page_of, principals
from accounts.acting import name_reason
from accounts.api import PolicySerializer, PolicyViewSet, Words, expected_version
from accounts.editing import must_stand_at
from accounts.performing import Stale
from casework.cases.models import Case
from casework.people.actions import edit_person, remove_row, save_row
from casework.people.models import Contact, IdentityPaper, OtherName, Person, Relative, Speaks
from casework.people.views import show_where

WRITTEN = ["name", "name_language", "romanised", "gender", "birth_date", "estimated_age", "age_basis", "presumed_child",
           "marital_status", "education", "occupation", "nationalities", "stateless", "migration_status", "birth_place",
           "home_address", "safe_ways", "unsafe_ways", "health_notes"]  # fmt: skip


def serializer_of(row_model, *names, hidden=()):
    """A serializer for one kind of row around the person; `hidden` fields are written and never read back here."""
    options = {
        "model": row_model,
        "fields": ["id", *names, *hidden, "version"],
        "read_only_fields": ["id", "version"],
    }
    options["extra_kwargs"] = {name: {"write_only": True} for name in hidden}
    meta = type("Meta", (), options)
    return type(f"{row_model.__name__}Serializer", (PolicySerializer,), {"Meta": meta, "__doc__": row_model.__doc__})


KINDS = {
    "names": (OtherName, serializer_of(OtherName, "kind", "name", "name_language"), "othernames"),
    "languages": (Speaks, serializer_of(Speaks, "language", "level", "reads"), "speakss"),
    "papers": (
        IdentityPaper,
        serializer_of(IdentityPaper, "kind", "number", "country", "expires_on", "where", "where_note"),
        "identitypapers",
    ),
    "contacts": (Contact, serializer_of(Contact, "kind", "safety", "hours", hidden=("value",)), "contacts"),
    "family": (
        Relative,
        serializer_of(Relative, "relation", "name", "country", "with_person", "safety", "note", hidden=("reach",)),
        "relatives",
    ),
}


class PersonSerializer(PolicySerializer):
    """The person of a case."""

    case = serializers.SlugRelatedField("reference", read_only=True)

    class Meta:
        model = Person
        fields = ["id", "case", *WRITTEN, "safe_asked_on", "version"]
        read_only_fields = ["id", "safe_asked_on", "version"]


class PersonInListSerializer(PersonSerializer):
    """A person among others: what one needs to find them (A-03)."""

    class Meta(PersonSerializer.Meta):
        fields = ["id", "case", "name", "romanised", "name_language", "gender", "nationalities", "version"]


class RevealSerializer(serializers.Serializer):
    """What to show for this once: the present address with a reason, or one way to reach the person by its id."""

    what = serializers.ChoiceField(["address", "contact"])
    id = serializers.UUIDField(required=False)
    reason = Words(max_length=1000)

    def validate(self, attrs):
        """A contact is named: one thing at a time (R-20)."""
        if attrs["what"] == "contact" and "id" not in attrs:
            raise exceptions.ValidationError({"id": [_("Name the contact by its id.")]})
        return attrs


class PersonViewSet(PolicyViewSet):
    """People, in the order of their cases."""

    model, noun = Person, "person"
    serializer_class, listed_class = PersonSerializer, PersonInListSerializer
    lookup_field = "pk"

    def get_queryset(self):
        """With the case, whose number is in the answer."""
        return Person.objects.select_related("case")

    def list(self, request, *args, **kwargs):
        """{"results", "next"}: by the opening time of the case; rows around the person are in the single answer."""
        self.query()
        after, limit = self.bounds()
        names = principals(request.user, "person.view")
        cases, more = page_of(Case.objects.select_related("person"), names, after, size=limit)
        after = cursors.place(cases[-1].opened_at, cases[-1].pk) if more else None
        return self.listed([case.person for case in cases], [case.pk for case in cases], after)

    def shown(self, row, code=status.HTTP_200_OK):
        """The person with names, languages, papers, contacts and family."""
        answer = super().shown(row, code)
        for kind, (model, serializer, _name) in KINDS.items():
            found = model.objects.filter(case=row.case_id).order_by("pk")
            shown = [entry for entry in serializer(found, many=True).data if len(entry) > 2]
            answer.data[kind] = shown
        return answer

    def change(self, row, values):
        """The person's own fields."""
        edit_person(row, by=self.request.user, **values)

    @extend_schema(request=RevealSerializer, responses=OpenApiTypes.OBJECT)
    def reveal(self, request, pk=None):
        """POST: the present address, after a reason, or one way to reach the person; recorded as a look (R-20)."""
        person = self.row("reveal")
        asked = RevealSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        if wanted["what"] == "contact":
            ways = Contact.objects.filter(case=person.case_id)
            way = fetch(Contact, request.user, "person.reveal", queryset=ways, pk=wanted["id"])
            answer = {"id": str(way.pk), "value": way.value}
        else:
            show_where(person.case, by=request.user, reason=wanted.get("reason", ""))
            answer = {"present_address": person.present_address}
        name_reason("person.reveal")
        return Response(answer)


class RowViewSet(PolicyViewSet):
    """Names, languages, papers, contacts and family of one person: people/<id>/<kind>/."""

    noun = "person"
    model: Any = OtherName  # `initial` puts the kind's own
    serializer_class: Any = KINDS["names"][1]

    @classmethod
    def parts(cls):
        """Each kind has an address of its own in the schema."""
        return {"kind": {name: {"model": kind[0], "serializer_class": kind[1]} for name, kind in KINDS.items()}}

    def initial(self, request, *args, **kwargs):
        """404 for a kind that does not exist."""
        super().initial(request, *args, **kwargs)
        if kwargs["kind"] not in KINDS:
            raise Http404
        self.model, self.serializer_class, _name = KINDS[kwargs["kind"]]

    def get_queryset(self):
        """Rows of the person in the address."""
        return self.model.objects.filter(case__person=self.kwargs["person"])

    def row(self, action):
        """The row of the address."""
        user, key = self.request.user, self.kwargs["pk"]
        return fetch(self.model, user, f"person.{action}", queryset=self.get_queryset(), pk=key)

    def make(self, values):
        """A new row of the person."""
        person = fetch(Person, self.request.user, "person.edit", pk=self.kwargs["person"])
        return save_row(self.model(case_id=person.case_id, **values), by=self.request.user)

    def change(self, row, values):
        """Changed values of the row."""
        for name, value in values.items():
            setattr(row, name, value)
        save_row(row, by=self.request.user)

    def destroy(self, request, *args, **kwargs):
        """Takes away the version named in If-Match; the history keeps it. 412 when it has moved on (S-86)."""
        row = self.row("edit")
        try:
            must_stand_at(row, expected_version(request))
        except Stale:
            return self.moved_on(self.row("edit"))
        remove_row(row, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

"""What missions send of their own accord, over REST (C6): theirs is 'received' and nothing more, ours the notice with
its people. A match is written on a case of ours; the mission never learns of it."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from accounts import cursors
from accounts.access import fetch, refuse
from accounts.acting import current
from accounts.api import PolicyViewSet, Words, tag
from accounts.policy import may
from accounts.replay import once
from casework.cases.models import Case
from casework.cases.numbers import tidy
from referrals.api import Known, checked
from referrals.ownkeys import opened
from referrals.sought import actions, queries
from referrals.sought.models import SoughtNotice, SoughtPerson


class ReceivedSerializer(serializers.ModelSerializer):
    """All that a mission is told of its own notice."""

    class Meta:
        model = SoughtNotice
        fields = ["number", "kind", "received_at"]
        read_only_fields = fields


class NoticeListedSerializer(ReceivedSerializer):
    """A notice in our list."""

    class Meta(ReceivedSerializer.Meta):
        fields = [*ReceivedSerializer.Meta.fields, "mission"]
        read_only_fields = fields


class NoticeSerializer(NoticeListedSerializer):
    """One notice with its words and people, and which of them are matched to a case that this reader may see."""

    def to_representation(self, instance):
        """With what is sealed with keys of its own."""
        people = [
            {"id": str(row.pk), **{name: said.get(name, "") for name in actions.COLUMNS}, "case": reference}
            for row, said, reference in queries.people_of(self.context["request"].user, instance)
        ]
        return super().to_representation(instance) | {"words": opened(instance).get("words", ""), "people": people}


class SoughtLine(Known):
    """One person as the mission writes them."""

    name, born, place = Words(required=True), Words(), Words()


class NewNotice(Known):
    """A report in words, or a list of people."""

    kind = serializers.ChoiceField(SoughtNotice.Kind.choices)
    words = Words()
    people = SoughtLine(many=True, required=False)


class SoughtMatchStep(Known):
    """Which person of the notice may be whose case."""

    person = serializers.UUIDField()
    case = serializers.CharField(max_length=20)


class SoughtViewSet(PolicyViewSet):
    """Notices: a mission's own, or those of the missions that work where this reader works. Newest first."""

    model, noun = SoughtNotice, "sought"
    serializer_class: Any = NoticeSerializer
    listed_class = NoticeListedSerializer
    lookup_field = "number"
    other_steps = {"match": SoughtMatchStep}

    def list(self, request, *args, **kwargs):
        """{"results", "next"}."""
        self.query()
        after, limit = self.bounds()
        if may(request.user, "sought.list"):
            (rows, more), shown = queries.ours(after, limit), NoticeListedSerializer
        elif may(request.user, "sought.send"):
            (rows, more), shown = queries.own(request.user, after, limit), ReceivedSerializer
        else:
            refuse(request.user, "sought.list", "referrals.soughtnotice", "", visible=False)
        current().action = "sought.list"
        told = cursors.place(*more) if more else None
        return Response({"results": shown(rows, many=True).data, "next": told})

    def row(self, action):
        """One of those that we read; for its mission it is not there."""
        return queries.notice_for(self.request.user, "sought.view", tidy(self.kwargs["number"]))

    @extend_schema(request=NewNotice, responses={201: ReceivedSerializer})
    def create(self, request, *args, **kwargs):
        """Received: the same answer for every name, once for each Idempotency-Key."""
        if not may(request.user, "sought.send"):
            refuse(request.user, "sought.send", "referrals.soughtnotice", "", visible=may(request.user, "sought.list"))
        given = checked(NewNotice, request.data)
        key, made = once(request, lambda: actions.send(by=request.user, **given))
        row = SoughtNotice.objects.only("number", "kind", "received_at").get(pk=key)
        code = status.HTTP_201_CREATED if made else status.HTTP_200_OK
        return Response(ReceivedSerializer(row).data, code, headers={"ETag": tag(row)})

    def step(self, request, step=None, **kwargs):
        """POST …/match/: the case gets a to-do to tell the person of the right. Nothing goes to the mission."""
        if step not in self.other_steps:
            raise exceptions.NotFound
        notice, given = self.row("view"), checked(SoughtMatchStep, request.data)
        person = SoughtPerson.objects.select_related("mission").filter(notice=notice, pk=given["person"]).first()
        if person is None:
            raise exceptions.ValidationError({"person": [_("Choose one of those shown")]})
        case = fetch(Case, request.user, "case.view", reference=tidy(given["case"]))
        actions.match(person, case, by=request.user)
        return self.shown(self.row("view"))

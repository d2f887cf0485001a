"""changes/: by token only, in one snapshot, each row as the asking client may read it now."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError as Invalid
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import policy
from accounts.acting import current
from accounts.api import LIMIT, ActingView, size_asked
from accounts.changes import places
from accounts.changes.feed import ClockBehind, lines_after
from accounts.clients.tokens import TokenAuthentication

CHANGE = {
    "op": serializers.ChoiceField(["upsert", "gone"]),
    "type": serializers.CharField(),
    "id": serializers.CharField(),
    "version": serializers.IntegerField(),
    "at": serializers.DateTimeField(),
    "record": serializers.DictField(required=False),
}
FEED = inline_serializer(
    "Changes",
    {"results": inline_serializer("Change", CHANGE, many=True), "cursor": serializers.CharField()},
)


class NotNow(exceptions.APIException):
    """503: nothing is told rather than something missed."""

    status_code = 503


@dataclass(frozen=True)
class Fed:
    """A kind of row in the feed: its name under /api/v1/, and the viewset that shows one."""

    kind: str
    viewset: Any

    @property
    def action(self):
        """What a client must be allowed to do to be told of such a row."""
        return f"{self.viewset.noun}.view"

    def told(self, user, keys):
        """{id: row} of those of these rows that the client may see now."""
        rows = self.viewset().get_queryset().permitted(user, self.action).filter(pk__in=keys)
        return {row.pk: row for row in rows}


class ChangesView(ActingView, APIView):
    """`{"results": [{"op", "type", "id", "version", "at", "record"}], "cursor"}`, oldest change first.

    Ask again with the cursor of the last answer; the same cursor with an empty list means caught up. `gone` has no
    record and no reason: the row was erased, or its consent or this client's access ended.
    """

    authentication_classes = [TokenAuthentication]
    steady = True
    fed: tuple[Fed, ...] = ()

    @extend_schema(
        operation_id="changes_list",
        parameters=[OpenApiParameter("cursor", str), OpenApiParameter("limit", int, default=LIMIT)],
        responses=FEED,
    )
    def get(self, request):
        """The next page of the feed of the client's organisation."""
        open_to = {each.kind: each for each in self.fed if policy.may(request.user, each.action)}
        size, asked = size_asked(request), self.place(open_to)
        try:
            lines, place = lines_after(asked, request.user.organisation_id, open_to, size)
        except ClockBehind as error:
            raise NotNow(_("The feed is being put in order. Ask again later, with the same cursor.")) from error
        current().action = "change.list"
        rows = self.rows(lines, open_to)
        results = [self.told(line, open_to[line.kind], rows.get((line.kind, line.record))) for line in lines]
        return Response({"results": results, "cursor": self.cursor(asked, place, open_to)})

    def cursor(self, asked, place, open_to):
        """The text of the place: the very same where nothing came, which says "caught up". It names the kinds that were
        passed by because this token may not see them."""
        if place == asked:
            return self.request.query_params["cursor"]
        without = tuple(each.kind for each in self.fed if each.kind not in open_to)
        return places.write(replace(place, without=without), self.request.user.organisation_id)

    def place(self, open_to):
        """Where the client stands. 400 for a cursor that is none or that passed by what this token may see, and for any
        other parameter."""
        wrong = set(self.request.query_params) - {"cursor", "limit"}
        if wrong:
            raise exceptions.ValidationError({name: [_("Unknown filter.")] for name in wrong})
        try:
            return places.read(self.request.query_params.get("cursor", ""), self.request.user.organisation_id, open_to)
        except Invalid as error:
            raise exceptions.ValidationError(error.message_dict) from error

    def rows(self, lines, open_to):
        """{(kind, id): (kind, row)} of what may be seen, in one statement a kind and one for keys and rights."""
        found = {}
        for kind, fed in open_to.items():
            keys = [line.record for line in lines if line.kind == kind]
            for key, row in fed.told(self.request.user, keys).items() if keys else ():
                found[kind, key] = row
        current().load_cases({line.case_id for line in lines if (line.kind, line.record) in found})
        return found

    def told(self, line, fed, row):
        """One change, with the record as this client may read it; noted for the read log (A-01)."""
        change = {"op": "gone", "type": line.kind, "id": line.record, "version": line.version, "at": line.at}
        if row is None:
            return change
        record = fed.viewset.serializer_class(row, context={"request": self.request})
        current().show(line.case_id, record.groups_shown(row))
        return {**change, "op": "upsert", "record": record.data}

"""Movements over REST, to read: the same rows as on the pages. Planning and booking are done there."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts import cursors
from accounts.access import readable, refuse
from accounts.acting import current
from accounts.api import PolicyViewSet
from accounts.policy import Group, may
from referrals.movements import cards, queries
from referrals.movements.codes import Status
from referrals.movements.models import Movement
from referrals.movements.people import Traveller

SHOWN = ["id", "name", "status", "from_country", "to_country", "from_on", "until_on", "change_minutes", "paper_days",
         "plan_number", "approved_number", "made_at", "ended_at", "version"]  # fmt: skip


class MovementSerializer(serializers.ModelSerializer):
    """A movement as a whole; who is on it stands in the detail, for those who may read the cases."""

    class Meta:
        model = Movement
        fields = SHOWN
        read_only_fields = fields


class MovementViewSet(PolicyViewSet):
    """Movements of one's teams, and those on which somebody of one's own cases travels."""

    model, noun = Movement, "movement"
    serializer_class = MovementSerializer
    allowed_filters: dict[str, set | None] = {"status": set(Status.values)}

    def opened(self, action):
        """403 for a role that has nothing to do with journeys."""
        if not may(self.request.user, action):
            refuse(self.request.user, action, "referrals.movement", "", visible=True)
        current().action = action

    @extend_schema(operation_id="movements_list", responses=OpenApiTypes.OBJECT)
    def list(self, request, *args, **kwargs):
        """{"results", "next"}: the newest first."""
        self.opened("movement.list")
        asked, (after, limit) = self.query(), self.bounds()
        rows = queries.mine(request.user)
        if "status" in asked:
            rows = rows.filter(status=asked["status"])
        found, place = queries.newest(rows, after, limit)
        told = MovementSerializer(found, many=True).data
        return Response({"results": told, "next": place and cursors.place(*place)})

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def retrieve(self, request, *args, **kwargs):
        """One movement with its legs and runs, and those on it whom this person may read."""
        self.opened("movement.view")
        row = queries.here(request.user, self.kwargs["pk"])
        if row is None:
            refuse(request.user, "movement.view", "referrals.movement", self.kwargs["pk"], visible=False)
        board = queries.whole(row)
        told: dict[str, Any] = dict(MovementSerializer(row).data)
        told["legs"] = [leg_told(leg, board, request.user) for leg in board.legs]
        told["travellers"] = [rider_told(rider, board) for rider in board.riders]
        if cards.keeps(row, request.user):
            told["others"] = len(board.unseen)
        return Response(told, headers={"ETag": f'"{row.version}"'})


def leg_told(leg, board, user):
    """A leg with its runs; how full they are only for those who plan."""
    runs = [run for run in board.runs if run.leg_id == leg.pk]
    return {"id": str(leg.pk), "place": leg.place, "from_country": leg.from_country, "to_country": leg.to_country,
            **queries.words_of(leg), "runs": [run_told(run, board, user) for run in runs]}  # fmt: skip


def run_told(run, board, user):
    """One run."""
    there = board.on(run)
    told = {
        "id": str(run.pk), "mode": run.mode, "departs": run.departs, "arrives": run.arrives, "seats": run.seats,
        "limits": run.limits, "booked_at": run.booked_at, "departed_at": run.departed_at, "arrived_at": run.arrived_at,
        **queries.words_of(run), "travellers": [one.key for one in there if one.row is not None],
    }  # fmt: skip
    return told | ({"taken": cards.taken(run, there)} if cards.keeps(board.movement, user) else {})


def rider_told(rider, board):
    """Somebody on it, by the field groups of who reads."""
    row: Traveller = rider.row
    groups = readable(row)
    current().show(row.case_id, groups & {Group.ROUTING, Group.TRAVEL})
    told: dict[str, Any] = {"id": rider.key, "case": row.case.reference, "removal": rider.removal}
    if Group.TRAVEL in groups:
        told |= {"party": board.numbers[rider.party], "traits": sorted(rider.traits), "assisted": row.assisted,
                 "runs": board.way.get(rider.party, {}), "travels": not rider.lost}  # fmt: skip
    return told

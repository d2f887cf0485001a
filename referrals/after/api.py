"""Calls after the way home and the plan for the new life, over REST, through the actions of the pages (T5). A partner
at home reads and answers its own calls, and nothing else."""

import datetime

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers

from accounts.access import readable
from accounts.api import Words
from accounts.policy import Group
from referrals.after import actions
from referrals.after.models import LANGUAGES, FollowUp, PlanGoal, ReintegrationPlan
from referrals.after.transitions import FOLLOWUP, REINTEGRATION
from referrals.api import CaseRowSerializer, CaseRowsViewSet, NewOnCase, from_outside, told_outside

CALL = ["id", "case", "month", "due_on", "status", "tries", "done_on", "version", "available_steps"]
THEIRS = ("id", "month", "due_on", "status", "done_on", "version")
PLAN = ["id", "case", "status", "language", "agreed_on", "reviewed_on", "ended_on", "written_at", "version",
        "available_steps"]  # fmt: skip


class FollowUpListedSerializer(CaseRowSerializer):
    """A call in a list. A partner is told its own: number of the referral, day and state."""

    class Meta:
        model = FollowUp
        fields = CALL
        read_only_fields = CALL

    def to_representation(self, instance):
        """By the side on which the reader stands."""
        if not from_outside(instance):
            return super().to_representation(instance)
        told_outside(instance)
        own = {name: getattr(instance, name) for name in THEIRS} | {"referral": instance.referral.number}
        return own | {"available_steps": self.get_available_steps(instance)}


class FollowUpSerializer(FollowUpListedSerializer):
    """One call with what was said; of its own a partner reads it too."""

    class Meta(FollowUpListedSerializer.Meta):
        fields = [*CALL, "partner", *FollowUp.AREAS, "again", "words"]
        read_only_fields = fields

    def to_representation(self, instance):
        """By the side on which the reader stands."""
        shown = super().to_representation(instance)
        if from_outside(instance):
            shown |= {name: getattr(instance, name) for name in (*FollowUp.AREAS, "again", "words")}
        return shown


class NewCalls(NewOnCase):
    """From which day the months count."""

    start = serializers.DateField(default=datetime.date.today)


class FollowUpViewSet(CaseRowsViewSet):
    """Calls after the way home."""

    model, noun, workflow = FollowUp, "followup", FOLLOWUP
    serializer_class, listed_class = FollowUpSerializer, FollowUpListedSerializer
    views, newest, lookup_field = ("followup.list", "followup.theirs"), "noted_at", "pk"

    def get_queryset(self):
        """With what an act on one needs."""
        return actions.whole()

    @extend_schema(request=NewCalls)
    def create(self, request, *args, **kwargs):
        """The calls of somebody who agreed to them; the first of them is answered."""
        return self.begun(request, NewCalls)

    def make(self, values):
        """All calls that are to come."""
        return actions.schedule(self.subject, by=self.request.user, **values)[0]


class ReintegrationListedSerializer(CaseRowSerializer):
    """A plan in a list."""

    class Meta:
        model = ReintegrationPlan
        fields = PLAN
        read_only_fields = PLAN


class ReintegrationSerializer(ReintegrationListedSerializer):
    """One plan with its goals."""

    goals = serializers.SerializerMethodField()

    class Meta(ReintegrationListedSerializer.Meta):
        fields = [*PLAN, "wishes", "interpreter", "read_aloud", "agreed_how", "copy_given", "agreed_goals", "review",
                  "end_words", "goals"]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_goals(self, row):
        """Part of life, goal, help, who, until when, how far; for those who may read them."""
        if Group.FACTS not in readable(row):
            return []
        names = ("id", "area", "goal", "help", "who", "until", "stands", "version")
        return [{name: getattr(goal, name) for name in names} for goal in PlanGoal.objects.filter(plan=row)]


class NewReintegration(NewOnCase):
    """In which language, and what the person wants to reach."""

    language = serializers.ChoiceField(LANGUAGES)
    wishes, interpreter = Words(), Words()


class PlanGoalBody(serializers.Serializer):
    """One more goal."""

    area = serializers.ChoiceField(PlanGoal.Area)
    goal = Words(required=True)
    help, who = Words(), Words()
    until = serializers.DateField(required=False)


ACTS = {"goal": (lambda row, by, **given: actions.save_goal(row, by=by, **given), PlanGoalBody)}


class ReintegrationViewSet(CaseRowsViewSet):
    """Plans for the new life."""

    model, noun, workflow = ReintegrationPlan, "reintegration", REINTEGRATION
    serializer_class, listed_class = ReintegrationSerializer, ReintegrationListedSerializer
    views, newest, lookup_field = ("reintegration.view",), "written_at", "pk"
    acts, other_steps = ACTS, {"goal": PlanGoalBody}

    def get_queryset(self):
        """With what an act on one needs."""
        return ReintegrationPlan.objects.select_related("case", "case__person", "case__organisation", "case__team")

    @extend_schema(request=NewReintegration)
    def create(self, request, *args, **kwargs):
        """A draft; goals come one by one."""
        return self.begun(request, NewReintegration)

    def make(self, values):
        """A draft."""
        return actions.write_plan(self.subject, by=self.request.user, **values)

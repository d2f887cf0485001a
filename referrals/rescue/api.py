"""Rescue requests over REST, through the actions of the page (I12): one asks, what is shown stands for a day, and a
second person confirms it on the share (`shares/…/confirm/`). Our side only; the recipient reads its share."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from accounts.access import allowed
from accounts.api import Words
from accounts.policy import Group
from referrals.api import Acts, CaseRowSerializer, CaseRowsViewSet, Known, NewOnCase, asking, bodies_of, office
from referrals.rescue import actions
from referrals.rescue.forms import CHOICES
from referrals.rescue.models import RescueRequest
from referrals.rescue.queries import with_end

GROUPS = {"looks_until": Group.REFERRAL, "confirmed": Group.CONSENT}


class RescueSerializer(CaseRowSerializer):
    """Whom we asked, where the person is, until when the request stands, and until when they can look."""

    looks_until = serializers.DateTimeField(source="ends", read_only=True)
    confirmed = serializers.BooleanField(read_only=True)

    class Meta:
        model = RescueRequest
        fields = ["id", "number", "case", "recipient", "share", "officer", "place", "outcome", "asked_by", "asked_at",
                  "until", "prolonged_by", "ended_at", "looks_until", "confirmed", "version",
                  "available_steps"]  # fmt: skip
        read_only_fields = fields

    def group_on(self, row, name):
        """What is worked out from the share and its consent is as private as they are."""
        return GROUPS.get(name) or super().group_on(row, name)


class NewRescue(NewOnCase):
    """Whom we ask, where the person is, what they need to know, and why it cannot wait."""

    recipient = office()
    officer, place, basis = Words(required=True, max_length=300), Words(), Words(required=True)
    items = serializers.ListField(child=serializers.ChoiceField(CHOICES), max_length=len(CHOICES))


class RescueRenew(Known):
    """Why the danger goes on, and where the person is now; without a place as before."""

    basis, place = Words(required=True), Words()


ACTS: Acts = {
    "renew": (actions.renew, RescueRenew),
    "prolong": (actions.prolong, None),
    "end": (actions.end, asking("RescueEnd", "outcome", words="How it ended.")),
}


class RescueViewSet(CaseRowsViewSet):
    """Requests to get people out."""

    model, noun = RescueRequest, "rescue"
    serializer_class = RescueSerializer
    views, newest, lookup_field = ("rescue.view",), "asked_at", "pk"
    acts, other_steps = ACTS, bodies_of(ACTS)

    def get_queryset(self):
        """With what an act on one needs."""
        rows = RescueRequest.objects.select_related("case", "case__person", "case__organisation", "recipient", "share")
        return with_end(rows)

    def steps_now(self, row):
        """What this person may do with a request that goes on, as on the page."""
        user = self.request.user
        if row.ended_at is not None or row.until <= timezone.now():
            return []
        hidden = set() if row.soon else {"renew"}
        hidden |= {"prolong"} if row.asked_by_id == user.pk else set()
        return [name for name in ACTS if name not in hidden and allowed(user, f"rescue.{name}", row.case)]

    @extend_schema(request=NewRescue)
    def create(self, request, *args, **kwargs):
        """Asks at once; somebody else confirms within 24 hours."""
        return self.begun(request, NewRescue)

    def make(self, values):
        """Asked; they can look from now on."""
        return actions.ask(self.subject, by=self.request.user, **({"place": ""} | values))

"""What is shared, over REST: the case's side as its page shows it, a recipient what its own page shows, no more.

A referral's share is answered in the referral's own steps; for its recipient it is not here, as on the pages. A newer
version is a row of its own with the number of the older one (versions.py).
"""

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers

from accounts.access import allowed, readable
from accounts.acting import current
from accounts.api import PolicySerializer, Words
from referrals.api import (
    Acts,
    CaseRowSerializer,
    CaseRowsViewSet,
    Known,
    NewOnCase,
    asking,
    bodies_of,
    file_ids,
    from_outside,
    office,
    ticks,
    told_outside,
    values_of,
)
from referrals.sharing import actions, answers, cards, danger, queries, transfers, versions
from referrals.sharing.items import newest_of, shared_values
from referrals.sharing.models import Share
from referrals.sharing.records import ShareMessage
from referrals.sharing.threads import thread_of

P = Share.Purpose
OFFERS = [(P.TRANSFER.value, P.TRANSFER.label), (P.RESCUE.value, P.RESCUE.label)]
MARKED = ["id", "number", "case", "recipient", "purpose", "items", "until", "sent_at", "live_from", "ended_at",
          "ended_why", "standing", "version", "available_steps"]  # fmt: skip


class WordsSerializer(PolicySerializer):
    """One line of the thread."""

    class Meta:
        model = ShareMessage
        fields = ["at", "from_recipient", "text"]


class ShareListedSerializer(CaseRowSerializer):
    """A share in a list. A recipient is told number, day, purpose and whose case it is."""

    standing = serializers.SerializerMethodField()

    class Meta:
        model = Share
        fields = MARKED
        read_only_fields = MARKED

    def get_standing(self, row) -> bool:
        """Whether they look now, by the database's clock."""
        return row.pk in self.context["view"].standing

    def to_representation(self, instance):
        """By the side on which the reader stands."""
        if from_outside(instance):
            return announced(instance, self.get_available_steps(instance))
        return super().to_representation(instance)


class ShareSerializer(ShareListedSerializer):
    """One share: on the case's side with what the recipient sees, as far as the reader may read it, and the thread."""

    class Meta(ShareListedSerializer.Meta):
        fields = [*MARKED, "files", "consent_series", "replaces", "made_at", "requested_by", "approved_by"]
        read_only_fields = fields

    def to_representation(self, instance):
        """By the side on which the reader stands."""
        told = super().to_representation(instance)
        if from_outside(instance):
            return told | (for_recipient(instance) if instance.live_from else {})
        shown = values_of(shared_values(instance, instance.case), readable(instance.case))
        return told | {"shared": shown, "messages": talk(instance)}


def talk(share):
    """The thread, newest first; words in a field group that the reader may not read are absent."""
    return WordsSerializer(thread_of(share) if share.sent_at else [], many=True).data


def announced(share, steps):
    """Number, day and purpose: what a recipient knows before it accepts."""
    told_outside(share)
    names = ("id", "number", "purpose", "sent_at", "live_from", "version")
    return {name: getattr(share, name) for name in names} | {
        "from": share.case.organisation.name,
        "available_steps": steps,
    }


def for_recipient(share):
    """What was shared, until when, and the thread, once it accepted."""
    slip = shared_values(share, share.case)
    current().show_share(share, slip.groups)
    said = [{"at": row.at, "from_recipient": row.from_recipient, "text": row.text} for row in thread_of(share)]
    return {"until": share.until, "shared": values_of(slip), "messages": said}


class ShareTicks(Known):
    """What a newer version shows, and until when; without a day that stays as it is."""

    items = ticks()
    files = file_ids()
    until = serializers.DateField(required=False)


class ShareAccept(Known):
    """For an offer to take over a case: the team that takes it. For all else nothing."""

    team = serializers.UUIDField(required=False)


class ShareWish(Known):
    """A question, or a wish to see more. It opens nothing."""

    text = Words(required=True)
    items = ticks(required=False)


class NewShare(NewOnCase):
    """An offer to take over the case, which waits for approval; or help at once where a life is in danger, with the
    reason (`basis`) why the person cannot be asked."""

    recipient = office()
    purpose = serializers.ChoiceField(OFFERS)
    items = ticks()
    files = file_ids()
    until = serializers.DateField(required=False)
    basis = Words()


def confirm(share, *, by):
    """A second person confirms the danger on which the share stands."""
    consent = newest_of(share)
    consent.case = share.case
    danger.confirm_danger(consent, by=by)


def accept(share, *, by, team=None):
    """Accepted; a case that is handed over is opened in `team`."""
    if share.purpose != P.TRANSFER:
        return answers.accept_share(share, by=by)
    chosen = transfers.teams_of(by).filter(pk=team).first()
    if chosen is None:
        raise exceptions.ValidationError({"team": [_("Choose one of those shown")]})
    transfers.accept_transfer(share, by=by, team=chosen)
    return share


OURS: Acts = {
    "narrow": (versions.narrow, ShareTicks),
    "extend": (versions.extend, ShareTicks),
    "end": (actions.end_now, asking("ShareEnd", "reason", words="Why it ends now.")),
    "approve": (versions.approve_share, None),
    "return": (versions.return_share, asking("ShareReturn", "reason", words="Why not so.")),
    "confirm": (confirm, None),
    "write": (answers.write_share, asking("ShareWrite", "text", words="A question or an answer.")),
}
THEIRS: Acts = {
    "accept": (accept, ShareAccept),
    "decline": (answers.decline_share, asking("ShareDecline", "reason", words="Why not.")),
    "ask": (answers.ask_share, ShareWish),
}
ALL = OURS | THEIRS


class ShareViewSet(CaseRowsViewSet):
    """Shares of cases, and for their recipients what stands for them."""

    model, noun = Share, "share"
    serializer_class, listed_class = ShareSerializer, ShareListedSerializer
    views, newest, lookup_field = ("share.list", "portal.view"), "made", "pk"
    acts, other_steps = ALL, bodies_of(ALL)
    standing: frozenset = frozenset()
    consents: dict = {}

    def get_queryset(self):
        """With all that one needs."""
        return Share.objects.select_related(*queries.WHOLE).annotate(made=Coalesce("made_at", "until"))

    def seen(self, action):
        """Of a recipient only what is no referral's and was not ended (referrals/sharing/portal.py); of our side all
        but what a referral still prepares."""
        rows = super().seen(action)
        if action == "portal.view":
            return rows.filter(consular__isnull=True, service__isnull=True, ended_at__isnull=True)
        return rows.exclude(sent_at__isnull=True, requested_by__isnull=True)

    def known(self, rows):
        """What they rest on and which of them stand, once for all."""
        self.consents = queries.consents_of(rows)
        self.standing = frozenset(Share.objects.standing_among(rows).values_list("pk", flat=True))
        return rows

    def acts_on(self, row):
        """Each side has its own."""
        return THEIRS if from_outside(row) else OURS

    def steps_now(self, row):
        """The acts that are offered now, as on the page."""
        user = self.request.user
        if from_outside(row):
            words = ("decline", "ask") if row.live_from else ("accept", "decline")
            return [word for word in words if allowed(user, f"share.{word}", row.case)]
        if row.sent_at and row.pk not in self.standing:
            return []
        named = [act["word"] for act in cards.acts(row, user, self.consents.get(row.consent_series))]
        may_write = row.sent_at and cards.own_page(row) is None and allowed(user, "share.write", row.case)
        return [*named, "write"] if may_write else named

    @extend_schema(request=NewShare)
    def create(self, request, *args, **kwargs):
        """An offer to take over, or help in danger to life."""
        return self.begun(request, NewShare)

    def make(self, values):
        """By what it is for."""
        purpose, basis = values.pop("purpose"), values.pop("basis", "")
        if purpose == P.TRANSFER:
            return transfers.offer_transfer(self.subject, by=self.request.user, **values)
        wrong = {name: [_("This cannot be set here.")] for name in ("files", "until") if name in values}
        if wrong:
            raise exceptions.ValidationError(wrong)
        given = {"by": self.request.user, "purpose": purpose, "basis": basis}
        return danger.act_on_danger(self.subject, **given, **values)

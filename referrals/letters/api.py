"""Letters over REST: made, approved, sent and taken back by the steps of the page. The PDF has an address of its own
that writes each hand-out down; a recipient finds only what it may take along today."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers, status

from accounts.access import allowed, refuse
from casework.files.blobs import CannotStore
from referrals.api import CaseRowSerializer, CaseRowsViewSet, NewOnCase, from_outside, told_outside
from referrals.letters import actions, needs, queries
from referrals.letters.kinds import CHOICES, TONGUES
from referrals.letters.models import Letter
from referrals.letters.transitions import LETTER, steps_for
from referrals.letters.views import handed

MARKED = ["id", "number", "case", "kind", "language", "recipient", "share", "status", "marked_draft", "made_at",
          "sent_at", "version", "available_steps"]  # fmt: skip
THEIRS = ("id", "number", "kind", "language", "sent_at", "sha256", "version")


class NotNow(exceptions.APIException):
    """503: the disk does not give or take it at the moment."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE


class LetterListedSerializer(CaseRowSerializer):
    """A letter in a list. A recipient is told number, kind, language and day, and whose case it is."""

    class Meta:
        model = Letter
        fields = MARKED
        read_only_fields = MARKED

    def to_representation(self, instance):
        """By the side on which the reader stands."""
        if not from_outside(instance):
            return super().to_representation(instance)
        told_outside(instance.share)
        told = {name: getattr(instance, name) for name in THEIRS}
        return told | {"from": instance.case.organisation.name, "referral": instance.share.number}


class LetterSerializer(LetterListedSerializer):
    """One letter: what stands in it, by item, who signed what, and its fingerprint."""

    class Meta(LetterListedSerializer.Meta):
        fields = [*MARKED, "text_version", "items", "sha256", "size", "made_by", "approved_by", "second_by", "sent_by"]
        read_only_fields = fields


class NewLetter(NewOnCase):
    """Of which kind, in which language, and with what is shared; one that needs no share names the organisation."""

    kind = serializers.ChoiceField(CHOICES)
    language = serializers.ChoiceField(TONGUES)
    share = serializers.UUIDField(required=False)
    recipient = serializers.UUIDField(required=False)


class LetterViewSet(CaseRowsViewSet):
    """Letters of cases, and for their recipients what they may take along."""

    model, noun, workflow = Letter, "letter", LETTER
    serializer_class, listed_class = LetterSerializer, LetterListedSerializer
    views = ("letter.view", "letter.read")

    def get_queryset(self):
        """With all that one needs."""
        return queries.whole()

    def one(self, **lookup):
        """A letter that says more than its share opens now is not there for its recipient."""
        letter = super().one(**lookup)
        if from_outside(letter) and not needs.covered(letter, letter.share):
            refuse(self.request.user, "letter.read", "referrals.letter", letter.number, visible=False)
        return letter

    def known(self, rows):
        """The same in a list."""
        outside = {row.pk for row in rows if from_outside(row)}
        taken = {row.pk for row in queries.opened_now([row for row in rows if row.pk in outside])}
        return [row for row in rows if row.pk not in outside or row.pk in taken]

    def steps_now(self, row):
        """As on the page."""
        return [step.name for step in steps_for(row, self.request.user)]

    @extend_schema(request=NewLetter)
    def create(self, request, *args, **kwargs):
        """Makes and keeps a letter. Nothing leaves by it."""
        return self.begun(request, NewLetter)

    def make(self, values):
        """With a share of the case, or to somebody the person said yes to."""
        share, office = values.pop("share", None), values.pop("recipient", None)
        given = {"share": self.named(share)} if share else {"recipient": self.agreed(office)}
        try:
            return actions.make_letter(self.subject, by=self.request.user, **given, **values)
        except CannotStore as error:
            raise NotNow(_("The disk is full. Try again later.")) from error

    def named(self, pk):
        """An open share of the case. 400 for any other."""
        return found(queries.shares_of(self.subject).filter(pk=pk).first(), "share")

    def agreed(self, pk):
        """An organisation that the person said yes to. 400 for any other."""
        return found(next((row for row in queries.agreed_recipients(self.subject) if row.pk == pk), None), "recipient")

    @extend_schema(request=None, responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def pdf(self, request, *args, **kwargs):
        """POST …/pdf/: the letter once on each side, after that copies that say so; each is written down. For who may
        read everything that stands in it."""
        letter = self.row("open")
        outside = from_outside(letter)
        if not outside and not may_take(request.user, letter):
            refuse(request.user, "letter.open", "referrals.letter", letter.number, visible=True)
        try:
            return handed(letter, actions.hand_out(letter, by=request.user, outside=outside))
        except ValidationError as error:
            raise NotNow(" ".join(error.messages)) from error


def may_take(user, letter):
    """Whether somebody of our side may take the PDF along (letters/views.py)."""
    kept = letter.status != letter.Status.VOID
    return kept and allowed(user, "letter.open", letter) and queries.may_take(letter)


def found(row, field):
    """The row; 400 beside its field where there is none."""
    if row is None:
        raise exceptions.ValidationError({field: [_("Choose one of those shown")]})
    return row

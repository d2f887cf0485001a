"""Claims over REST, through the actions of the pages. Amounts are text; dates of steps are 2026-03-14."""

from drf_spectacular.utils import extend_schema_field

from accounts.acting import current
from casework.claims import actions
from casework.claims.models import Claim
from casework.claims.transitions import CLAIM
from casework.needs.api import OfCase, OnCaseViewSet

WRITTEN = ["kind", "against_kind", "against", "currency", "amount", "papers", "grounds", "agreed_on"]
READ = ["id", "status", "since", "filed_on", "filed_with", "file_number", "answered_on", "granted", "received",
        "received_on", "result", "noted_at", "ended_at", "version"]  # fmt: skip


class ClaimSerializer(OfCase):
    """One claim with its steps and days."""

    class Meta:
        model = Claim
        fields = [*READ, "case", *WRITTEN, "available_steps"]
        read_only_fields = READ

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_available_steps(self, row):
        """Names of the steps this person may take now."""
        return [step.name for step in CLAIM.available(row, current().user)]


class ClaimViewSet(OnCaseViewSet):
    """claims/: what is owed to people."""

    model, noun, workflow, serializer_class = Claim, "claim", CLAIM, ClaimSerializer

    def make(self, values):
        """Noted; nothing is filed by it."""
        return actions.add_claim(self.subject, by=self.request.user, **values)

    def change(self, row, values):
        """What was written, changed."""
        actions.edit_claim(row, by=self.request.user, **values)

"""Costs over REST: written down, approved, taken back; totals by currency. A receipt is added on the page."""

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.acting import current
from accounts.api import ActingView
from casework.costs import actions, queries
from casework.costs.models import Cost, FundingLine
from casework.costs.transitions import COST
from casework.needs.api import OfCase, OnCaseViewSet

WRITTEN = ["kind", "currency", "amount", "spent_on", "line", "no_receipt", "more"]
READ = ["id", "status", "has_receipt", "decided_at", "decision", "noted_at", "version"]


class CostSerializer(OfCase):
    """One cost. Whether there is a receipt is said; the receipt itself is a file."""

    line = serializers.PrimaryKeyRelatedField(queryset=FundingLine.objects.all(), required=False, allow_null=True)
    has_receipt = serializers.BooleanField(read_only=True)

    class Meta:
        model = Cost
        fields = [*READ, "case", *WRITTEN, "available_steps"]
        read_only_fields = READ

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_available_steps(self, row):
        """Names of the steps this person may take now."""
        return [step.name for step in COST.available(row, current().user)]


class CostViewSet(OnCaseViewSet):
    """costs/: what help cost. A cost is never changed: it is taken back and written anew."""

    model, noun, workflow, serializer_class = Cost, "cost", COST, CostSerializer

    def get_queryset(self):
        """With the case and the line of each."""
        return super().get_queryset().select_related("line")

    def make(self, values):
        """Written down; over the limit it waits for somebody else."""
        return actions.add_cost(self.subject, by=self.request.user, **values)


class CostTotalsView(ActingView, APIView):
    """costs/totals/: sums for each currency, of one case (`?case=`), never of two currencies together."""

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request):
        """{"results": [{"currency", "whole", "waits", "n"}]}; amounts are text."""
        number = request.query_params.get("case", "")
        if not number or request.query_params.keys() - {"case"}:
            raise exceptions.ValidationError({"case": [_("Name the case by its number.")]})
        view = CostViewSet()
        view.request = request
        case = view.case("cost.view", number)
        rows = queries.summed(Cost.objects.filter(case=case))
        found = [{name: row[name] and str(row[name]) if name != "n" else row["n"]
                  for name in ("currency", "whole", "waits", "n")} for row in rows]  # fmt: skip
        return Response({"results": found, "next": None})

"""The pages of penalties, claims, costs and deaths in a real Chromium: nothing for axe to find, no sideways scroll. With
CASEWORK_SHOTS a picture of each is kept there."""

from decimal import Decimal

from accounts.acting import acting
from casework.claims.actions import add_claim
from casework.costs.actions import save_kept
from casework.costs.models import FundingLine, SpendingLimit
from casework.deaths.actions import note_death
from casework.penalties.actions import add_hearing, save_visit
from casework.penalties.models import Visit
from tests.casework.cases.test_look import show  # noqa: F401
from tests.casework.costs.test_costs import cost_of
from tests.casework.deaths.test_deaths import KNOWN
from tests.casework.penalties.conftest import ago, fresh, held_of, penalty_of
from tests.referrals.services.test_service_look import at, browser_context_args, looked_at  # noqa: F401

GROWS = {"currency": "THB", "amount": None, "daily": Decimal(500), "cap": Decimal(20_000), "file_number": "BC 77/2569"}


def test_no_page_of_law_and_money_has_a_finding(show, office, grounds, gale, office_of_labour):  # noqa: F811
    office.gale, case, ref, amina = gale, grounds, grounds.reference, office.amina
    held = held_of(case, amina, days=40)
    fine = penalty_of(case, amina, **GROWS, begun_on=ago(20))
    with acting(amina, "test.arrange"):
        hearing = add_hearing(fresh(fine), by=amina, on=ago(-6), court="District court, room 4", subject="The fine")
        save_visit(Visit(case=case, penalty=held), by=amina, on=ago(3), outcome="refused", next_on=ago(-2))
        wages = {
            "kind": "wages",
            "against_kind": "employer",
            "currency": "CNY",
            "amount": Decimal(6_000),
            "agreed_on": ago(1),
        }
        claim = add_claim(case, by=amina, **wages)
        note_death(case, by=amina, **KNOWN)
    with acting(office.sam, "test.arrange"):
        line = save_kept(FundingLine(), by=office.sam, name="Flexible fund", code="FLEX-3")
        save_kept(SpendingLimit(), by=office.sam, currency="THB", amount=Decimal(50))
    cost = cost_of(case, amina, line=line)
    found = looked_at(show, "amina", {
        "law-board": at("detention_board"), "law-list": at("penalty_list", ref),
        "law-kinds": at("penalty_new", ref), "law-fine-new": f"{at('penalty_new', ref)}?kind=overstay_fine",
        "law-held": at("penalty_detail", ref, held.pk), "law-hearing": at("hearing_edit", ref, hearing.pk),
        "law-visit": at("visit_new", ref, held.pk), "law-waive": at("penalty_step", ref, fine.pk, "waive"),
        "claim-list": at("claim_list", ref), "claim": at("claim_detail", ref, claim.pk),
        "claim-file": at("claim_step", ref, claim.pk, "file"), "cost-list": at("cost_list", ref),
        "cost-new": at("cost_new", ref), "death": at("death_home", ref), "death-edit": at("death_edit", ref),
    })  # fmt: skip
    found |= looked_at(show, "gale", {"law-letter": at("letter_penalty", ref)})
    found |= looked_at(show, "sam", {
        "cost-totals": at("cost_totals"), "cost-approve": at("cost_step", ref, cost.pk, "approve"),
        "cost-limit": at("funding_new", "limits"),
    })  # fmt: skip
    assert not found, "\n".join(f"{place}: {said}" for place, said in found.items())

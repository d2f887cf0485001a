"""The pages of returns in a real Chromium: nothing for axe to find, no sideways scroll. With CASEWORK_SHOTS a picture of
each is kept there."""

import datetime

from django.utils import timezone

from accounts.acting import acting
from referrals.models import RiskFactor
from referrals.returns import actions, risks
from tests.casework.cases.test_look import show  # noqa: F401
from tests.referrals.returns.conftest import MITIGATED, Home
from tests.referrals.returns.test_removals import noted
from tests.referrals.returns.test_return_suspends import take_back
from tests.referrals.services.test_service_look import at, browser_context_args, looked_at  # noqa: F401

DAY = datetime.timedelta(days=1)


def test_no_page_of_a_return_has_a_finding(show, office, woman, people):  # noqa: F811
    office.ravi = people[0]
    ref = woman.reference
    found = looked_at(show, "amina", {"return-none": at("return_home", ref), "return-wish": at("return_wish", ref)})
    home = Home(office, woman, people)
    home.to("assess")
    home.file(factors={**MITIGATED, "ransom_debt": {"words": "4,000 dollars."}})
    key = home.row.pk
    with acting(office.amina, "test.arrange"):
        factor = RiskFactor.objects.get(case=woman, code="ransom_debt")
        risks.set_measure(home.now_of(office.amina), by=office.amina, factor=factor.pk, measure="Legal aid writes.")
        row = home.now_of(office.amina)
        actions.set_line(row, "penalties_cleared", by=office.amina, owner=people[0], due_on=timezone.localdate() + 4 * DAY,
                         blocker="Letter sent on Monday.")  # fmt: skip
    home.take("clear")
    found |= looked_at(show, "amina", {
        "return-stopped": at("return_home", ref), "return-assess": at("return_assess", ref, key),
        "return-paper-none": at("return_paper", ref, key),
        "return-mark": at("return_mark", ref, key, "receiver_accepted"),
        "return-line": at("return_line", ref, key, "penalties_cleared"),
    })  # fmt: skip
    home.prepare()
    home.take("ready")
    found |= looked_at(show, "ravi", {"return-book": at("return_step", ref, key, "book")})
    home.take("book")
    found |= looked_at(
        show, "ravi", {"return-booked": at("return_home", ref), "return-ask": at("return_ask", ref, key)}
    )
    take_back(home)
    found |= looked_at(show, "ravi", {"return-suspended": at("return_home", ref), "return-list": at("return_queue")})
    removal = noted(office, woman, informed="no", words="She said yes because the cell was full.")
    found |= looked_at(show, "amina", {
        "removal": at("removal_detail", ref, removal.pk), "removal-edit": at("removal_edit", ref, removal.pk),
    })  # fmt: skip
    assert not found, "\n".join(f"{place}: {said}" for place, said in found.items())

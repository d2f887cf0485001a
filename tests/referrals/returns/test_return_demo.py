"""The demo's returns stand where each page is worth looking at."""

from collections import Counter

from accounts.acting import acting
from config.demo import returns
from referrals.models import Removal, Return
from tests.cast import new_user

S = Return.Status


def test_the_demo_has_returns_in_many_states_and_a_removal_that_is_none(office):
    rafi = new_user("Rafi", office.organisation, "repatriation_officer", teams=[office.team])
    users = {"amina": office.amina, "sam": office.sam, "rafi": rafi}
    assert returns.load(users) == len(returns.RETURNS) + 1
    with acting(office.sam):
        found = Counter(row.status for row in Return.objects.all())
        assert found == {S.WISH: 1, S.RISK: 1, S.CLEARED: 1, S.BLOCKED: 1, S.BOOKED: 1, S.SUSPENDED: 1,
                         S.HANDED_OVER: 1, S.STOPPED: 1}  # fmt: skip
        assert Removal.objects.get().status == "left"

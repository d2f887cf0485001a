"""The demo has other endings in several states, calls that are due, and somebody who was here before."""

from accounts.acting import acting
from config.demo import after
from referrals.models import Earlier, Ending, FollowUp, ReintegrationPlan


def test_the_demo_shows_each_page_with_something_on_it(office):
    users = {"amina": office.amina, "sam": office.sam}
    assert after.load(users) == len(after.ENDINGS) + 3
    with acting(office.sam):
        states = sorted(Ending.objects.values_list("status", flat=True))
        assert states == ["planned", "planned", "refused", "under_way"]
        assert FollowUp.objects.filter(status="done").count() == 1 and FollowUp.objects.open().count() == 7
        assert ReintegrationPlan.objects.get().status == "active" and Earlier.objects.count() == 2

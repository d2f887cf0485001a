"""The demo's screenings stand in every state, so that every queue has something in it."""

import time
from collections import Counter

from accounts.acting import acting
from config.demo import screenings
from screening.models import Screening
from screening.queries import review_queue
from tests.cast import new_user


def test_the_twelve_scenarios_are_spread_over_the_states_within_five_seconds(office):
    team = [office.team]
    users = {
        name: new_user(name.title(), office.organisation, role, teams=teams)
        for name, role, teams in (
            ("amina", "caseworker", team), ("noor", "caseworker", team), ("tun", "caseworker", [office.other_team]),
            ("sam", "supervisor", team), ("tess", "supervisor", [office.other_team]),
        )
    }  # fmt: skip
    begun = time.process_time()
    assert screenings.load(users) == 12
    assert time.process_time() - begun < 5
    found = Counter()
    for name in ("amina", "noor", "tun"):
        with acting(users[name]):
            found.update(Screening.objects.values_list("status", flat=True))
    assert found == {
        "draft": 1, "in_progress": 1, "stopped": 1, "submitted": 3, "returned": 1, "override_proposed": 1,
        "overridden": 1, "confirmed": 3,
    }  # fmt: skip
    for name, waiting in (("sam", 2), ("tess", 2)):
        with acting(users[name]):
            assert review_queue(users[name]).count() == waiting, name

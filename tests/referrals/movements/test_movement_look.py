"""The pages of movements in a real Chromium: nothing for axe to find, no sideways scroll. With CASEWORK_SHOTS a picture
of each is kept there."""

import pytest
from django.urls import reverse

from accounts.acting import acting
from referrals.movements import day
from tests.casework.cases.test_look import show  # noqa: F401
from tests.referrals.movements.conftest import past
from tests.referrals.services.test_service_look import looked_at


@pytest.fixture
def browser_context_args(browser_context_args):
    """axe is put into the page by the test, past the page's content policy."""
    return {**browser_context_args, "bypass_csp": True}


def at(name, *args):
    return reverse(name, args=args)


def test_no_page_of_a_movement_has_a_finding(show, office, group):  # noqa: F811
    office.ravi = group.ravi
    rows = [group.goer(name) for name in ("Abeba Tesfay", "Hirut Alemu", "Kidist Worku")]
    for name in ("Musa Kato", "Okello Ben", "Juma Ali"):
        group.removed(name)
    child = group.goer("Selam Haile", age=4, status="cleared")
    group.escort()
    group.approved()
    run = next(run for run in group.board().runs if group.board().on(run))
    with acting(group.ravi, "test.arrange"):
        day.tick(rows[0], run, "papers", by=group.ravi)
    past("referrals_return", rows[2].way_home_id, status="suspended")
    group.propose()
    pk = group.row.pk
    found = looked_at(show, "ravi", {
        "movements": at("movement_list"), "movement": at("movement_detail", pk), "new": at("movement_new"),
        "run": at("movement_run", pk, run.pk), "day": at("movement_day", pk, run.pk),
        "run-form": at("movement_run_edit", pk, run.pk), "person": at("movement_person", pk, child.pk),
        "join": at("movement_person_change", pk, child.pk, "join"), "book": at("movement_step", pk, "book"),
        "add": at("movement_add", pk),
    })  # fmt: skip
    assert not found, found

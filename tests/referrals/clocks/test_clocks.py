"""Which facts start, end and stop the clocks, who sees them, and where they are said."""

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from accounts.acting import acting
from casework.models import CaseStep, Leg
from referrals.clocks import actions, queries
from referrals.clocks.models import ClockTarget
from tests.cast import browser_of
from tests.referrals.clocks.conftest import ago, clocks, feared, make_case, out, put, referred, screened
from tests.referrals.conftest import seen_by


def late_days(user, case):
    return {clock: row.late for clock, row in clocks(user, case).items()}


def set_target(by, clock, days, country="*"):
    with acting(by, "test.arrange"):
        return actions.add_target(ClockTarget(clock=clock, days=days, country=country), by=by)


def test_without_a_day_of_release_the_clocks_start_with_the_case(office):
    assert late_days(office.amina, make_case(office, 20)) == {"screening": 6, "notification": 13}
    fresh = clocks(office.amina, make_case(office, 3))
    assert {name: (row.late, row.gone, row.released) for name, row in fresh.items()} == {
        "screening": (None, 3, False), "notification": (None, 3, False),
    }  # fmt: skip


def test_a_day_of_release_starts_them_wherever_the_case_was_opened(office):
    case = make_case(office, 2)
    out(office, case, 30)
    assert late_days(office.amina, case) == {"screening": 16, "notification": 23}
    assert all(row.released for row in clocks(office.amina, case).values())


def test_who_was_taken_back_or_is_still_inside_is_not_out(office):
    case = make_case(office, 2)
    out(office, case, 30)
    out(office, case, 20, kind="taken_back", position=2)
    assert late_days(office.amina, case) == {"screening": None, "notification": None}
    assert clocks(office.amina, make_case(office, 40, stage="reported")) == {}


def test_a_rough_day_counts_from_its_last_day_and_a_day_to_come_not_at_all(office):
    case = make_case(office, 5)
    put(
        office.amina, Leg(case=case, kind="out", position=1, began_earliest=ago(40).date(), began_latest=ago(10).date())
    )
    assert clocks(office.amina, case)["screening"].gone == 10
    other = make_case(office, 5)
    out(office, other, -3)
    assert clocks(office.amina, other)["screening"].gone == 5


def test_a_decided_screening_ends_the_clock_and_one_on_its_way_does_not(office):
    case = make_case(office, 20)
    screened(office, case, 12)
    row = clocks(office.amina, case)["screening"]
    assert (row.late, row.gone, row.ended_at is None) == (None, 8, False)
    waiting = make_case(office, 20)
    screened(office, waiting, 0, status="draft")
    assert clocks(office.amina, waiting)["screening"].late == 6


def test_telling_the_mission_hands_over_to_the_travel_paper_and_that_to_the_departure(office):
    case = make_case(office, 60)
    row = referred(office, case, "sent", sent_at=ago(35))
    found = clocks(office.amina, case)
    assert (found["notification"].gone, found["notification"].late) == (25, None)
    assert (found["document"].late, found["document"].gone_in_all) == (5, 60)
    put(office.amina, CaseStep(case=case, step="consular_issue_document", by=office.amina, at=ago(31)))
    with acting(office.amina, "test.arrange"):
        row.status = "document_issued"
        row.save()
    found = clocks(office.amina, case)
    assert (found["document"].gone, found["document"].late, found["departure"].late) == (4, None, 1)
    with acting(office.amina, "test.arrange"):
        row.status = "closed"
        row.closing, row.closed_on = "arrived", ago(10).date()
        row.save()
    assert clocks(office.amina, case)["departure"].ended_at is not None


@pytest.mark.parametrize("ended", ["refused_by_person", "declined", "withdrawn"])
def test_a_no_of_the_person_or_an_end_stops_the_clock_of_the_mission(office, ended):
    case = make_case(office, 20)
    referred(office, case, ended)
    assert set(clocks(office.amina, case)) == {"screening"}


def test_a_case_that_fears_its_state_never_says_that_the_mission_is_late(office):
    """C5, C-06"""
    case = make_case(office, 20)
    feared(office, case)
    assert set(clocks(office.amina, case)) == {"screening"}
    page = browser_of(office.amina).get("/").content.decode()
    assert "Screen this person" in page and "Ask about contact with the mission" not in page
    assert "telling the mission" not in browser_of(office.amina).get(case.get_absolute_url()).content.decode()


@pytest.mark.parametrize("nationalities", [(), ("TH",), ("TH", "VN")])
def test_without_a_foreign_nationality_no_mission_has_to_be_told(office, nationalities):
    assert set(clocks(office.amina, make_case(office, 20, nationalities))) == {"screening"}


@pytest.mark.parametrize("status", ["closed", "closed_transferred", "draft"])
def test_a_case_that_is_closed_or_a_draft_has_no_clock(office, status):
    assert clocks(office.amina, make_case(office, 20, status=status)) == {}


def test_the_target_of_the_office_counts_by_country_and_else_the_usual_one(office, elsewhere):
    case = make_case(office, 20)
    set_target(office.sam, "screening", 40)
    assert clocks(office.amina, case)["screening"].late is None
    set_target(office.sam, "screening", 5, "TH")
    set_target(office.sam, "screening", 1, "LA")
    set_target(elsewhere.sam, "screening", 2, "TH")
    assert clocks(office.amina, case)["screening"].late == 15


def test_a_day_is_24_hours_in_every_time_zone_of_the_session(office):
    case = make_case(office, 20)
    out(office, case, 30)
    sql = "SELECT clock, gone, late, due_at::text FROM referrals_caseclock WHERE case_id = %s ORDER BY clock"
    found = []
    for zone in ("UTC", "America/New_York", "Pacific/Apia"):
        with acting(office.amina), connection.cursor() as cursor:
            cursor.execute("SET LOCAL TIME ZONE %s", [zone])
            cursor.execute(sql.replace("due_at::text", "extract(epoch FROM due_at)::bigint"), [case.pk])
            found.append(cursor.fetchall())
    assert found[0] == found[1] == found[2] and len(found[0]) == 2


def test_only_who_reads_the_facts_of_a_case_sees_its_clocks(office, elsewhere):
    case = make_case(office, 20)
    sql = "SELECT count(*) FROM referrals_caseclock WHERE case_id = %s"
    assert seen_by(office.amina, sql, case.pk) == [(2,)]
    for nobody in (office.noor, office.tess, office.lina, elsewhere.sam, elsewhere.amina):
        assert seen_by(nobody, sql, case.pk) == [(0,)], nobody
        assert clocks(nobody, case) == {}
    assert set(clocks(office.sam, case)) == {"screening", "notification"}
    assert clocks(office.dara, case) == {}
    with acting(office.amina, "test.arrange"), connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute("UPDATE referrals_caseclock SET days = 1")


def test_late_clocks_stand_first_in_my_work_one_line_each_with_what_to_do(office, late):
    page = browser_of(office.amina).get("/").content.decode()
    before = page.split("Recent cases")[0]
    assert "6 days late" in before and "13 days late" in before
    assert before.index("13 days late") < before.index("6 days late")
    assert "Next: screen, or write down why it cannot be done." in before
    assert page.count("Screen this person") == 1 == page.count("Ask about contact with the mission")
    assert "Screen this person" not in browser_of(office.noor).get("/").content.decode()


def test_a_case_on_hold_is_not_said_in_my_work_and_stays_in_the_figures(office):
    case = make_case(office, 20, status="on_hold")
    assert "Screen this person" not in browser_of(office.amina).get("/").content.decode()
    assert late_days(office.amina, case)["screening"] == 6
    with acting(office.sam):
        assert queries.spans(office.sam)["screening"]["late_now"] == 1


def test_the_overview_of_the_case_shows_what_runs_since_when_and_the_target(office, late):
    page = browser_of(office.amina).get(late.get_absolute_url()).content.decode()
    assert "Clocks of this case" in page and "6 days late" in page and "14 days allowed." in page
    assert "Clocks of this case" not in browser_of(office.dara).get(late.get_absolute_url()).content.decode()


def test_the_queues_of_referrals_and_of_reviews_name_what_is_late(office, late):
    referred(office, late)
    page = browser_of(office.amina).get("/referrals/").content.decode()
    assert "Release to telling the mission: 13 days late" in page
    screened(office, late, 0, status="submitted")
    page = browser_of(office.sam).get("/review/").content.decode()
    assert "Release to telling the mission: 13 days late" in page


def test_the_supervisor_reads_on_my_work_what_is_late_in_the_teams(office, late):
    page = browser_of(office.sam).get("/").content.decode().split("Recent cases")[0]
    assert "Screen this person" in page and "With Amina Test. Next: ask what holds it up." in page
    assert "Screen this person" not in browser_of(office.tess).get("/").content.decode()


def test_the_list_of_cases_flags_what_is_late_whatever_the_number_of_rows(office, late, django_assert_max_num_queries):
    url = reverse("case_list")
    counts = []
    for more in (0, 8):
        for _number in range(more):
            make_case(office, 20)
        browser = browser_of(office.amina)
        browser.get(url)
        with django_assert_max_num_queries(10) as captured:
            page = browser.get(url).content.decode()
        counts.append(len(captured))
        assert page.count("Release to telling the mission: 13 days late") == more + 1
    assert counts[0] == counts[1]
    browser = browser_of(office.dara)
    assert "days late" not in browser.get(url).content.decode()

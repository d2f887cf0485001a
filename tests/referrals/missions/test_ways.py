"""The next mission, people whom no state confirms, a talk with the mission, arrivals, meetings, waiting times."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.acting import acting
from casework.models import Person
from referrals.arrivals import actions as arrivals
from referrals.arrivals import meetings
from referrals.consular import appointments, escalation, figures, nowhere
from referrals.consular.transitions import CONSULAR
from referrals.directory.actions import add_entry, save_part
from referrals.directory.models import DirectoryEntry, FocalPoint
from referrals.models import Appointment, Arrival, ConsularReferral, IdentificationMeeting, Share, StatelessReview
from referrals.sharing.actions import withdraw_consent
from tests.cast import browser_of, new_organisation, new_user
from tests.referrals.conftest import agreed, seen_by, shared
from tests.referrals.steps import Way, fresh, known_national

TODAY = timezone.localdate
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def second(committed):
    """A mission that covers the same people from abroad."""
    return new_organisation("embassy", "VN", represents=["VN"], covers=["TH"], seat="MY")


def test_on_to_the_next_mission_ends_the_first_and_shows_the_second_nothing_before_a_yes(office, case, second):
    referral = Way(office, case).to("acknowledged")
    with acting(office.amina):
        new = escalation.pass_on(referral, by=office.amina, mission=second, reason="No answer for 30 days.")
        assert (new.status, new.mission, new.previous_id, new.share) == ("draft", second, referral.pk, None)
        old = fresh(referral)
        assert (old.status, old.share.ended_why) == ("withdrawn", "recipient_changed")
        assert case.todos.filter(kind="ask_mission", done_at=None).exists()
    assert seen_by(office.lina, "SELECT 1 FROM referrals_share") == []
    eve = new_user("Eve", second, "external_focal_point")
    assert seen_by(eve, "SELECT 1 FROM referrals_consularreferral") == []


def test_with_a_yes_the_same_items_are_ticked_for_the_next_mission_and_not_sent(office, case, second):
    referral = Way(office, case).to("acknowledged")
    with acting(office.amina):
        agreed(case, office.amina, second, items=["name"])
        new = escalation.pass_on(referral, by=office.amina, mission=second, reason="No answer.")
        assert (new.share.items, new.share.sent_at, new.share.recipient_id) == (["name"], None, second.pk)


def test_a_mission_that_stands_for_others_is_never_next(office, case):
    referral = Way(office, case).to("acknowledged")
    other = new_organisation("embassy", "LA", represents=["LA"], covers=["TH"])
    with acting(office.amina), pytest.raises(ValidationError):
        escalation.pass_on(referral, by=office.amina, mission=other, reason="Why not.")
    with acting(office.amina):
        assert fresh(referral).status == "acknowledged"


def test_whom_to_ask_next_comes_from_the_directory_in_order(office, case):
    referral = Way(office, case).to("sent")
    with acting(office.sam):
        entry = DirectoryEntry(name="Mission", kind="embassy", country="VN", account=office.mission)
        add_entry(entry, by=office.sam)
        deputy = save_part(FocalPoint(entry=entry, name="Zung"), by=office.sam)
        save_part(FocalPoint(entry=entry, name="Bao", steps=["repatriation"], deputy=deputy), by=office.sam)
        save_part(FocalPoint(entry=entry, name="An"), by=office.sam)
        ministry = DirectoryEntry(name="Ministry at home", kind="social_welfare", country="VN", phone="+84 1")
        add_entry(ministry, by=office.sam)
    with acting(office.amina):
        names = [ask.name for ask in escalation.people_to_ask(fresh(referral), office.amina)]
        assert names[:3] == ["Bao", "Zung", "An"] and "Ministry at home" in names[3:]


def test_every_state_is_a_route_of_its_own_and_one_without_a_mission_says_what_follows(office, case):
    mission = office.mission
    with acting(office.amina):
        known_national(case, office.amina, "VN", "UG")
        case.person = Person.objects.get(case=case)
        found = {row.nationality: row for row in nowhere.routes(case, [])}
        assert mission.name in [row["name"] for row in found["VN"].missions]
        assert (found["UG"].missions, bool(found["UG"].reason), len(found["UG"].ways)) == ([], True, 3)
    page = browser_of(office.amina).get(f"/cases/{case.reference}/mission/").content.decode()
    assert "learns nothing of the others" in page and "ministry of foreign affairs" in page


def test_a_review_begins_once_every_state_said_no_and_ticks_no_state(office, case):
    with acting(office.amina):
        known_national(case, office.amina, "VN")
        with pytest.raises(ValidationError):
            nowhere.open_review(case, by=office.amina, why="Nobody asked yet.")
    referral = Way(office, case).to("nationality_check")
    with acting(office.lina):
        CONSULAR.move(referral, "not_confirm", by=office.lina)
    with acting(office.amina):
        row = nowhere.open_review(case, by=office.amina, why="Viet Nam said no.")
        assert not case.todos.filter(kind="stateless_review", done_at=None).exists()
        nowhere.refer(row, by=office.amina, referred_to="UN office", referred_on=TODAY())
    with acting(office.sam):
        closed = nowhere.close(row, by=office.sam, outcome="recognised", words="Recognised in Bangkok.")
        assert closed.closed_on == TODAY()
        assert Person.objects.get(case=case).nationalities == ["VN"]
    assert seen_by(office.lina, "SELECT 1 FROM referrals_statelessreview") == []
    with acting(office.sam), pytest.raises(ValidationError):
        nowhere.close(row, by=office.sam, outcome="paper", words="Again.")
    with acting(office.amina):
        assert StatelessReview.objects.filter(case=case).count() == 1


def planned(office, referral, **fields):
    """Amina plans the talk."""
    given = {"at": timezone.now() + WEEK, "how": "neutral_place", "place": "Library, room 2", "agreed": True,
             "elsewhere": True, "companion": office.amina, **fields}  # fmt: skip
    with acting(office.amina):
        return appointments.plan(referral, by=office.amina, **given)


@pytest.mark.parametrize(
    "wrong", [{"agreed": False}, {"elsewhere": False}, {"place": " "}, {"at": timezone.now() - WEEK}]
)
def test_a_talk_needs_the_person_s_yes_another_place_and_a_day_to_come(office, case, wrong):
    referral = Way(office, case).to("acknowledged")
    with pytest.raises(ValidationError):
        planned(office, referral, **wrong)
    with acting(office.amina):
        assert not Appointment.objects.filter(referral=referral).exists()


def test_a_planned_talk_is_a_to_do_and_no_mission_reads_its_place(office, case):
    referral = Way(office, case).to("nationality_check")
    row = planned(office, referral)
    assert seen_by(office.lina, "SELECT 1 FROM referrals_appointment") == []
    with acting(office.amina):
        assert case.todos.filter(kind="consular_talk", done_at=None, owner=office.amina).exists()
        with pytest.raises(ValidationError), transaction.atomic():
            appointments.plan(referral, by=office.amina, at=timezone.now() + WEEK, how="video", place="A link",
                              companion=office.amina, agreed=True, elsewhere=True)  # fmt: skip
        appointments.call_off(row, by=office.amina)
        assert appointments.planned(referral) is None
        assert not case.todos.filter(kind="consular_talk", done_at=None).exists()


def going_home(office, case, mission):
    """A share for help at home that stands, and the plan on it."""
    with acting(office.amina):
        yes = agreed(case, office.amina, mission, items=["name"], kind="share_origin_partner")
        share = shared(case, yes, mission, items=["name"], purpose="home")
        return yes, arrivals.plan(
            case, by=office.amina, way="home", share=share, expected_on=TODAY() + WEEK, province="Nghệ An",
            reception="Bus station, 9:00", screening="",
        )  # fmt: skip


def test_who_receives_sees_its_own_arrivals_only_while_the_person_s_yes_stands(office, elsewhere, case):
    partner = new_organisation("ngo", "VN")
    pia = new_user("Pia", partner, "external_focal_point")
    yes, row = going_home(office, case, partner)
    page = browser_of(pia).get("/portal/expected/").content.decode()
    assert "Phạm Thu Trang" in page and "Nghệ An" in page
    other = browser_of(elsewhere.lina).get("/portal/expected/").content.decode()
    assert "Nghệ An" not in other
    with acting(office.amina):
        withdraw_consent(yes, by=office.amina)
    assert "Nghệ An" not in browser_of(pia).get("/portal/expected/").content.decode()
    assert browser_of(pia).get(f"/portal/expected/{row.number}/").status_code == 404


def test_who_receives_says_that_the_person_has_come(office, case):
    partner = new_organisation("ngo", "VN")
    pia = new_user("Pia", partner, "external_focal_point")
    _yes, row = going_home(office, case, partner)
    day = {"arrived_on_day": TODAY().day, "arrived_on_month": TODAY().month, "arrived_on_year": TODAY().year}
    assert browser_of(pia).post(f"/portal/expected/{row.number}/", day).status_code == 302
    with acting(office.amina):
        assert Arrival.objects.get(pk=row.pk).arrived_on == TODAY()


def test_without_a_yes_nobody_at_home_is_told_and_the_database_says_so_too(office, case):
    partner = new_organisation("ngo", "VN")
    with acting(office.amina):
        with pytest.raises(ValidationError) as error:
            arrivals.plan(case, by=office.amina, way="home", expected_on=TODAY() + WEEK)
        assert "share" in error.value.message_dict
        with pytest.raises(DatabaseError), transaction.atomic():
            row = Arrival(case=case, way="home", recipient=partner, expected_on=TODAY(), planned_by=office.amina)
            row.save(force_insert=True)


def test_one_of_ours_who_came_back_is_to_be_screened(office, case):
    with acting(office.amina):
        row = arrivals.plan(case, by=office.amina, way="back", expected_on=TODAY() + WEEK, province="Chiang Rai")
        arrivals.arrived(row, by=office.amina, arrived_on=TODAY())
        assert case.todos.filter(kind="screen_arrival", done_at=None).exists()
    page = browser_of(office.amina).get("/referrals/arrivals/").content.decode()
    assert "Chiang Rai" not in page  # it is over


def test_a_meeting_is_kept_as_it_was_and_a_state_body_needs_the_person_s_yes(office, case):
    ngo, ministry = new_organisation("ngo"), new_organisation("social_welfare")
    given = {
        "held_on": TODAY(),
        "decision": "no",
        "reasons": "Two of three indicators.",
        "dissent": "The NGO disagrees.",
    }
    with acting(office.amina):
        with pytest.raises(ValidationError) as error:
            meetings.record(case, by=office.amina, views={ngo: "Yes", ministry: "No"}, **given)
        assert "views" in error.value.message_dict
        agreed(case, office.amina, ministry, items=["name"], kind="share_authority_identification")
        row = meetings.record(case, by=office.amina, views={ngo: "Yes", ministry: "No"}, **given)
        with pytest.raises(DatabaseError), transaction.atomic():
            row.decision = "yes"
            row.save()
        newer = meetings.record(
            case, by=office.amina, views={ngo: "Yes"}, corrects=row, **{**given, "decision": "more"}
        )
        with pytest.raises(ValidationError):
            meetings.record(case, by=office.amina, views={ngo: "Yes"}, corrects=row, **given)
        assert IdentificationMeeting.objects.filter(case=case).count() == 2
        assert newer.corrects_id == row.pk
    page = browser_of(office.amina).get(f"/cases/{case.reference}/meetings/").content.decode()
    assert "The NGO disagrees." in page and "Corrected by a newer record" in page


def test_no_step_of_a_referral_or_of_help_asks_for_a_meeting():
    """P3: nothing outside its own room knows the meeting."""
    from pathlib import Path

    root = Path(__file__).resolve().parents[3]
    named = [
        path.relative_to(root).as_posix()
        for floor in ("casework", "screening", "referrals")
        for path in (root / floor).rglob("*.py")
        if "IdentificationMeeting" in path.read_text(encoding="utf-8") and "migrations" not in path.parts
    ]
    assert {name.rsplit("/", 1)[0] for name in named} <= {"referrals/arrivals", "referrals", "referrals/consular"}
    assert "referrals/consular/needs.py" not in named


def test_waiting_times_show_no_small_number_and_cost_one_statement(office, case):
    with acting(office.sam):
        assert figures.waiting_times(office.organisation.pk) == []
    with acting(office.amina):
        for number in range(figures.SMALL):
            add_waiting(office, number, "KH")
        add_waiting(office, 9, "LA")
    with acting(office.sam), CaptureQueriesContext(connection) as queries:
        rows = figures.waiting_times(office.organisation.pk)
    assert len(queries) == 1
    assert [(str(row["name"]), row["cells"][0]) for row in rows] == [("Cambodia", 3)]
    page = browser_of(office.sam).get("/referrals/waiting/").content.decode()
    assert "Cambodia" in page and "Lao" not in page
    assert browser_of(office.amina).get("/referrals/waiting/").status_code == 404


def add_waiting(office, number, nationality):
    """A referral that was sent three days after the person was told."""
    from casework.cases.actions import open_case

    case = open_case(office.team, by=office.amina, person={"name": f"Person {number}"}, language="khm", label="x")
    told = timezone.make_aware(datetime.datetime.combine(TODAY() - WEEK, datetime.time()), datetime.UTC)
    ConsularReferral(
        case=case, nationality=nationality, host="TH", told_on=TODAY() - WEEK, told_by=office.amina, status="sent",
        mission=office.mission, requested_by=office.amina, approved_by=office.sam,
        sent_at=told + datetime.timedelta(days=3),
    ).save(force_insert=True)  # fmt: skip


def test_the_share_of_an_arrival_is_never_a_door_through_the_firewall(office, case):
    police = new_organisation("police")
    with acting(office.amina):
        yes = agreed(case, office.amina, police, items=["name"], kind="share_law_enforcement")
        with pytest.raises(DatabaseError), transaction.atomic():
            shared(case, yes, police, purpose=Share.Purpose.HOME)

"""The pages of both sides: from the need to the sending, the queue, the provider's list and detail, and a group."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.acting import acting
from casework.cases.actions import open_case
from referrals.models import ServiceReferral
from referrals.services import actions
from referrals.services.transitions import SERVICE
from tests.cast import browser_of
from tests.referrals.conftest import agreed
from tests.referrals.services.conftest import AGREED, HOME, TICKED, Road, entry_of, fresh, provider_of

S = ServiceReferral.Status


@pytest.fixture
def amina(office):
    return browser_of(office.amina)


def at(name, case, *more):
    return reverse(name, args=[case.reference, *more])


def only(office, case):
    with acting(office.amina):
        return fresh(ServiceReferral.objects.get(case=case))


def test_a_caseworker_goes_from_the_need_to_the_approval(office, woman, clinic, amina):
    case, (service, organisation, _clara) = woman, clinic
    assert "Nobody was asked for help yet" in amina.get(at("service_home", case)).content.decode()
    sent = {"kind": service.kind, "priority": "urgent", "country": "TH", "needs": "A wound."}
    answer = amina.post(at("service_new", case), sent)
    row = only(office, case)
    assert answer.status_code == 302 and answer["Location"] == at("service_provider", case, row.number)
    shown = amina.get(answer["Location"]).content.decode()
    assert "The person was not asked yet" in shown
    answer = amina.post(answer["Location"], {"service": str(service.pk), "version": row.version})
    tick = at("service_tick", case, row.number)
    assert answer["Location"] == tick and "has not agreed yet" in amina.get(tick).content.decode()
    with acting(office.amina, "test.arrange"):
        agreed(case, office.amina, organisation, items=AGREED, kind="share_services")
    given = {"version": only(office, case).version, "items": TICKED}
    shown = amina.post(tick, {**given, "look": "1"}).content.decode()
    assert "Emergency medical care" in shown and "A wound." in shown
    assert only(office, case).share is None
    assert amina.post(tick, {**given, "items": [*TICKED, "papers"], "save": "1"}).status_code == 422
    assert amina.post(tick, {**given, "send": "1"}).status_code == 302
    assert only(office, case).status == S.READY
    sam = browser_of(office.sam)
    assert "Approve what a provider will see" in sam.get(reverse("my_work")).content.decode()
    assert sam.post(at("service_step", case, row.number, "approve")).status_code == 302
    assert amina.post(at("service_step", case, row.number, "send")).status_code == 302
    assert amina.post(at("service_step", case, row.number, "send")).status_code == 409
    assert "River Clinic" in amina.get(at("service_detail", case, row.number)).content.decode()


def test_the_provider_reads_the_notice_then_the_ticked_items_and_nothing_else(office, case, clinic):
    road = Road(office, case, clinic, needs="CANARY-needs", items=["name", "service_kind"])
    road.to("sent")
    clara, url = browser_of(road.clara), reverse("provider_detail", args=[road.referral.number])
    listed = clara.get(reverse("provider_list")).content.decode()
    assert url in listed and "Phạm" not in listed
    notice = clara.get(url).content.decode()
    assert "We have received it" in notice and "Phạm" not in notice and "Emergency medical care" not in notice
    assert clara.get(reverse("provider_step", args=[road.referral.number, "accept"])).status_code == 403
    assert clara.post(reverse("provider_step", args=[road.referral.number, "acknowledge"])).status_code == 302
    shown = clara.get(url).content.decode()
    assert "Phạm Thu Trang" in shown and "Emergency medical care" in shown
    assert "CANARY" not in shown and "River Clinic" not in shown
    assert clara.get(at("service_detail", case, road.referral.number)).status_code == 404
    assert clara.post(reverse("provider_ask", args=[road.referral.number]), {"text": "When?"}).status_code == 302
    assert (
        clara.post(reverse("provider_step", args=[road.referral.number, "accept"]), {"answer": ""}).status_code == 302
    )
    done = clara.post(reverse("provider_step", args=[road.referral.number, "complete"]), {"result": "helped"})
    assert done.status_code == 302 and done["Location"] == reverse("provider_list")
    assert clara.get(url).status_code == 404


def test_a_decline_needs_a_reason_and_another_office_finds_nothing(office, case, clinic):
    road = Road(office, case, clinic)
    row = road.to("acknowledged")
    clara, url = browser_of(road.clara), reverse("provider_step", args=[row.number, "decline"])
    assert clara.post(url, {"reason": ""}).status_code == 422
    assert browser_of(office.lina).get(reverse("provider_detail", args=[row.number])).status_code == 404
    assert clara.post(url, {"reason": "No surgeon tonight."}).status_code == 302
    shown = browser_of(office.amina).get(at("service_detail", case, row.number)).content.decode()
    assert "No surgeon tonight." in shown


def queries_of(browser, url):
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(url).status_code == 200
    return len(seen)


def test_the_lists_ask_the_same_for_one_row_and_for_thirty(office, case, clinic):
    road = Road(office, case, clinic)
    road.to("acknowledged")
    clara, amina = browser_of(road.clara), browser_of(office.amina)
    lists = [(clara, reverse("provider_list")), (amina, reverse("service_queue")), (amina, at("service_home", case))]
    for browser, url in lists:  # a session writes once
        browser.get(url)
    before = [queries_of(*one) for one in lists]
    for number in range(6):
        with acting(office.amina, "test.arrange"):
            other = open_case(office.team, by=office.amina, person={"name": f"Person {number}"}, language="vie")
        Road(office, other, (road.service, road.organisation, road.clara)).to("acknowledged")
    assert [queries_of(*one) for one in lists] == before
    assert max(before) <= 16


def test_who_does_not_take_this_person_is_named_with_the_reason(office, woman, amina):
    with acting(office.amina, "test.arrange"):
        given = {"kind": "torture_rehabilitation", "priority": "normal", "country": "PG"}
        row = actions.begin(woman, by=office.amina, **given)
    for fields in ({"sexes": ["male"]}, {"maximum_age": 17}, {"languages": ["khm"]}, {"capacity": 0}, {}):
        entry_of(office, country="PG", kind_of_help="torture_rehabilitation", **fields)
    shown = amina.get(at("service_provider", woman, row.number)).content.decode()
    for words in ("Does not admit this sex", "too old for it", "Nobody there speaks", "No place is free"):
        assert words in shown
    assert "4 that do not take this person" in shown and "No account here" in shown


def test_a_group_makes_what_can_be_made_and_names_who_is_left_out(office, case, clinic, amina):
    service, organisation, _clara = clinic
    with acting(office.amina, "test.arrange"):
        cases = [
            open_case(office.team, by=office.amina, person={"name": f"Person {number}"}, language="vie")
            for number in range(3)
        ]
        for row, items in zip(cases[:2], (["name", "service_kind"], ["service_kind"]), strict=True):
            agreed(row, office.amina, organisation, items=items, kind="share_services")
        from casework.models import Case

        for row in cases:
            Case.objects.filter(pk=row.pk).update(status="open", version=row.version + 1)
    url = reverse("service_group")
    given = {
        "service": str(service.pk), "priority": "normal", "needs_words": "A doctor.",
        "items": ["name", "service_kind"], "cases": [row.reference for row in cases],
    }  # fmt: skip
    shown = amina.post(url, {**given, "look": "1"}).content.decode()
    assert "Make 2 referrals" in shown and "did not agree to share any of this" in shown
    with acting(office.amina):
        assert not ServiceReferral.objects.filter(case__in=cases).exists()
    shown = amina.post(url, {**given, "make": "1"}).content.decode()
    assert "Left out" in shown and "Person 2" in shown
    with acting(office.amina):
        rows = {row.case_id: row for row in ServiceReferral.objects.filter(case__in=cases).select_related("share")}
        assert [rows[row.pk].share.items for row in cases[:2]] == [["name", "service_kind"], ["service_kind"]]
        assert {row.status for row in rows.values()} == {S.READY} and cases[2].pk not in rows


def test_a_partner_at_home_gets_the_handover_and_tells_news(office, woman):
    partner = provider_of(office, "ngo", "VN", kind_of_help="reception", urgency="normal")
    road = Road(office, woman, partner, home=True, items=HOME, done_words="Shelter, a lawyer.", next_words="A job.")
    row = road.to("accepted")
    clara, url = browser_of(road.clara), reverse("provider_detail", args=[row.number])
    shown = clara.get(url).content.decode()
    assert "Shelter, a lawyer." in shown and "A job." in shown and "After the arrival" in shown
    with acting(office.amina):
        from casework.models import Todo

        todo = Todo.objects.open().get(case=woman, kind="arrival_feedback")
        assert (todo.due_on - row.since.date()).days == 14
    news = reverse("provider_news", args=[row.number])
    assert clara.post(news, {"news": "no_contact"}).status_code == 302
    assert clara.post(news, {"news": "arrived", "words": "Met at the airport."}).status_code == 302
    shown = browser_of(office.amina).get(at("service_detail", woman, row.number)).content.decode()
    assert "Met at the airport." in shown
    with acting(office.amina):
        assert not Todo.objects.open().filter(case=woman, kind="arrival_feedback").exists()


def test_taking_the_consent_back_while_the_page_is_open_answers_404_next(office, case, clinic):
    from referrals.sharing.actions import withdraw_consent

    road = Road(office, case, clinic)
    row = road.to("acknowledged")
    clara, url = browser_of(road.clara), reverse("provider_detail", args=[row.number])
    assert clara.get(url).status_code == 200
    with acting(office.amina, "test.arrange"):
        withdraw_consent(road.consent, by=office.amina)
    assert clara.get(url).status_code == 404
    assert clara.post(reverse("provider_step", args=[row.number, "accept"]), {"answer": "Yes"}).status_code == 404
    with acting(office.amina):
        assert fresh(row).status == S.WITHDRAWN
        assert SERVICE.available(fresh(row), office.amina) == []

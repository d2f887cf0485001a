"""The pages of movements: who sees what, what a form says, the passenger list, few queries, REST."""

import io

import pikepdf
import pytest
from django.urls import reverse

from accounts.acting import acting
from referrals.models import Manifest, ManifestCopy, Movement, Traveller
from tests.cast import browser_of, new_user
from tests.referrals.movements.conftest import somebody, standing


def at(name, *args):
    return reverse(name, args=args)


def text(browser, name, *args, status=200):
    answer = browser.get(at(name, *args))
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def test_an_officer_makes_a_movement_with_legs_and_runs(office, ravi):
    browser = browser_of(ravi)
    day = {"from_on_day": "4", "from_on_month": "3", "from_on_year": "2030"}
    day |= {"until_on_day": "5", "until_on_month": "3", "until_on_year": "2030"}
    form = {"team": str(office.team.pk), "name": "Nairobi in March", "from_country": "TH", "to_country": "KE",
            "change_minutes": "90", "paper_days": "0", **day}  # fmt: skip
    made = browser.post(at("movement_new"), form)
    wrong = browser.post(at("movement_new"), form | {"until_on_day": "1"})
    assert made.status_code == 302 and wrong.status_code == 422
    assert "The last day comes after the first." in wrong.content.decode()
    with acting(ravi, "test.look"):
        row = Movement.objects.get()
    legs = {"from_country": "TH", "from_place": "Bangkok", "to_country": "KE", "to_place": "Nairobi"}
    assert browser.post(at("movement_leg_new", row.pk), legs).status_code == 302
    page = text(browser, "movement_run_new", row.pk)
    leg = page.split('name="leg" value="')[1].split('"')[0]
    run = {"leg": leg, "mode": "air_commercial", "carrier": "Kenya Airways", "number": "KQ 887", "seats": "-1",
           "departs": "2030-03-04T10:00", "arrives": "2030-03-04T20:00", "children_an_escort": "1",
           "limit_without_status": "2"}  # fmt: skip
    refused = browser.post(at("movement_run_new", row.pk), run)
    assert refused.status_code == 422 and "1 or more" in refused.content.decode()
    assert browser.post(at("movement_run_new", row.pk), run | {"seats": "6"}).status_code == 302
    assert "KQ 887" in text(browser, "movement_detail", row.pk)


def test_putting_somebody_on_it_says_why_not_beside_the_number(group, office):
    browser = browser_of(group.ravi)
    case = somebody(office)
    for status, said in (("planning", "not so far"),):
        standing(office, case, status)
        answer = browser.post(at("movement_add", group.row.pk), {"number": case.reference})
        assert answer.status_code == 422 and said in answer.content.decode()
    junk = browser.post(at("movement_add", group.row.pk), {"number": "2222222222"})
    assert junk.status_code == 422 and "no case of this number" in junk.content.decode()
    ready = somebody(office, "Hirut Alemu")
    standing(office, ready)
    assert browser.post(at("movement_add", group.row.pk), {"number": ready.reference}).status_code == 302
    assert "Hirut Alemu" in text(browser, "movement_detail", group.row.pk)


def test_a_caseworker_sees_their_own_person_and_no_totals(group, office):
    own = group.goer("Abeba Tesfay")
    other = new_user("Olga", office.organisation, "caseworker", teams=[office.team])
    group.accepted()
    assert at("movement_detail", group.row.pk) in text(browser_of(office.amina), "return_home", own.case.reference)
    page = text(browser_of(office.amina), "movement_detail", group.row.pk)
    assert "Abeba Tesfay" in page and "of 6 seats" not in page and "The plan in force" not in page
    assert text(browser_of(other), "movement_detail", group.row.pk, status=404)
    assert "Nairobi in March" not in text(browser_of(other), "movement_list")


@pytest.mark.parametrize("role", ["legal_officer", "shelter_manager", "child_protection_officer", "administrator"])
def test_whose_work_is_no_journey_sees_none(group, office, role):
    user = new_user("Lea", office.organisation, role, teams=[office.team])
    assert text(browser_of(user), "movement_list", status=403)
    assert text(browser_of(user), "movement_detail", group.row.pk, status=403)


def test_the_page_explains_a_proposal_and_accepts_it(group):
    for name in ("Musa Kato", "Okello Ben", "Juma Ali"):
        group.removed(name)
    browser = browser_of(group.ravi)
    plan = group.propose()
    page = text(browser, "movement_detail", group.row.pk)
    assert "Accept the plan" in page and "needs at least 2 runs" in page and "2 of at most 2" in page
    answer = browser.post(at("movement_step", group.row.pk, "plan"), {"number": plan.number}, follow=True)
    assert "The plan in force" in answer.content.decode() and "Waits for a supervisor" in answer.content.decode()
    sam = browser_of(group.office.sam)
    assert "Approve the plan" in text(sam, "movement_detail", group.row.pk)
    assert sam.post(at("movement_step", group.row.pk, "approve")).status_code == 302
    assert browser.post(at("movement_step", group.row.pk, "approve")).status_code in (403, 404)


def test_asking_for_a_plan_shows_how_far_it_is(group):
    group.goer()
    browser = browser_of(group.ravi)
    assert browser.post(at("movement_propose", group.row.pk)).status_code == 302
    assert "hx-get" in text(browser, "movement_detail", group.row.pk)
    assert "being worked out" in text(browser, "movement_progress", group.row.pk)


def words_of(pdf):
    """The words of a PDF: its text operators cannot be read without its fonts, so the data that was set is looked at."""
    with pikepdf.open(io.BytesIO(pdf)) as pages:
        return len(pages.pages), str(pages.docinfo.get("/Title", ""))


def test_the_passenger_list_has_the_least_data_and_a_second_print_is_a_copy(going, office):
    from referrals.movements import paper

    browser = browser_of(going.ravi)
    run = next(run for run in going.board().runs if going.board().on(run))
    url = at("movement_manifest", going.row.pk, run.pk)
    first, second = browser.post(url), browser.post(url)
    assert first["Content-Type"] == "application/pdf" and first.content[:4] == b"%PDF"
    assert words_of(first.content)[0] == words_of(second.content)[0] and first.content != second.content
    with acting(going.ravi, "test.look"):
        manifest = Manifest.objects.get(run=run)
        assert [row.place for row in ManifestCopy.objects.filter(manifest=manifest)] == [2, 1]
        board = going.board()
    with acting(going.ravi, "test.look"):
        data = paper.data_of(board, run, paper.lines_of(board, run), manifest.number)
    assert set(data["rows"][0]) == {"party", "name", "sex", "nationality", "paper", "until", "mark"}
    said = str(data)
    assert "Abeba Tesfay" in said and "EP0417" in said and "Ethiopia" in said
    for row in going.rows:
        assert row.case.reference not in said and str(row.case_id) not in said
    assert "Home." not in said and "trafficking" not in said


def test_who_cannot_read_everybody_prints_nothing(group):
    group.removed()
    group.accepted()
    run = next(run for run in group.board().runs if group.board().on(run))
    answer = browser_of(group.ravi).post(at("movement_manifest", group.row.pk, run.pk))
    assert answer.status_code == 422 and "that you cannot open" in answer.content.decode()


def test_the_day_is_ticked_on_a_phone(group, office):
    row = group.goer("Abeba Tesfay")
    group.approved()
    run = next(run for run in group.board().runs if group.board().on(run))
    amina = browser_of(office.amina)
    assert "1 is not on board yet" in text(amina, "movement_day", group.row.pk, run.pk)
    url = at("movement_tick", group.row.pk, run.pk, row.pk, "boarded")
    assert amina.post(url, {"done": "yes"}).status_code == 302
    assert "Everybody whom you see is on board" in text(amina, "movement_day", group.row.pk, run.pk)
    part = amina.post(url, {"done": "no"}, headers={"HX-Request": "true"}).content.decode()
    assert 'aria-pressed="true"' not in part
    missed = amina.post(at("movement_missed", group.row.pk, run.pk, row.pk), {"why": "not_come", "words": ""})
    assert missed.status_code == 302
    with acting(office.amina, "test.look"):
        assert Traveller.objects.get(pk=row.pk).out_why == "not_come"


def pages_of(group):
    run = group.runs[0].pk
    return [at("movement_detail", group.row.pk), at("movement_run", group.row.pk, run),
            at("movement_day", group.row.pk, run), at("movement_list")]  # fmt: skip


def test_few_queries_whatever_the_number_of_people(group, django_assert_max_num_queries):
    group.goer()
    group.accepted()
    group.escort()
    browser = browser_of(group.ravi)
    browser.get(at("movement_list"))
    counted = []
    for _round in range(2):
        found = []
        for url in pages_of(group):
            with django_assert_max_num_queries(16) as captured:
                assert browser.get(url).status_code == 200
            found.append(len(captured))
        counted.append(found)
        for number in range(5):
            group.goer(f"Person {number}")
        group.take("plan", number=group.propose().number)
    assert counted[0] == counted[1], counted


def test_rest_tells_the_same(group, office):
    row = group.goer("Abeba Tesfay")
    group.accepted()
    told = browser_of(group.ravi).get(f"/api/v1/movements/{group.row.pk}/").json()
    assert told["travellers"][0]["case"] == row.case.reference and told["others"] == 0 and told["legs"][0]["runs"]
    assert "Abeba" not in str(told)
    own = browser_of(office.amina).get(f"/api/v1/movements/{group.row.pk}/").json()
    assert "others" not in own and "taken" not in str(own)
    assert browser_of(office.tess).get(f"/api/v1/movements/{group.row.pk}/").status_code == 404
    assert len(browser_of(group.ravi).get("/api/v1/movements/?status=planned").json()["results"]) == 1
    assert browser_of(group.ravi).post("/api/v1/movements/", {}).status_code == 405

"""The pages of law and money with the client: what is shown, what is refused beside its field, and the queries."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting
from casework.cases.actions import open_case
from casework.models import Claim, Cost, Death, Hearing, Penalty, Visit
from casework.penalties.transitions import PENALTY
from tests.casework.costs.test_costs import cost_of
from tests.casework.penalties.conftest import ago, drafted, fresh, held_of, penalty_of
from tests.casework.penalties.test_penalty_way import outcome
from tests.cast import browser_of, their_day

TODAY = timezone.localdate
PAGE, BOARD = 16, 12


def at(name, case, *args):
    return reverse(name, args=[case.reference, *args])


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def boxes(name, on):
    """What three boxes post, by whatever names the widget gives them."""
    return day(name, on)


@pytest.fixture
def amina(office):
    return browser_of(office.amina)


def test_a_fine_is_written_down_with_its_cap_and_shows_what_it_is_today(office, opened, amina):
    url = at("penalty_new", opened)
    assert b"Overstay fine" in amina.get(url).content
    first = amina.get(f"{url}?kind=overstay_fine").content.decode()
    assert 'value="500"' in first and 'value="20000"' in first  # known of this country
    grows = boxes("begun_on", their_day() - datetime.timedelta(days=4))
    sent = {"kind": "overstay_fine", "country": "TH", "currency": "THB", "daily": "500", "cap": "20,000", **grows}
    answer = amina.post(url, sent)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    page = amina.get(answer["Location"]).content.decode()
    assert "2,000 THB" in page and "20,000 THB" in page
    assert "Overstay fine" in amina.get(at("penalty_list", opened)).content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"kind": "overstay_fine", "amount": "-500", "currency": "THB"}, "without a minus"),
        ({"kind": "overstay_fine", "amount": "500", "currency": "ZZZ"}, "Choose one of the answers shown"),
        ({"kind": "overstay_fine", "amount": "500"}, "Choose the currency"),
        ({"kind": "overstay_fine", "daily": "500", "currency": "THB"}, "A fine that grows has an end"),
        ({"kind": "immigration_detention", **boxes("begun_on", ago(2)), **boxes("released_on", ago(9))}, "arrested"),
    ],
)  # fmt: skip
def test_bad_input_comes_back_with_its_sentence_and_what_was_typed(office, opened, amina, sent, sentence):
    answer = amina.post(at("penalty_new", opened), {"country": "TH", "more": "KEPT WORDS", **sent})
    text = answer.content.decode()
    said = text.split("data-errors")[-1][:600]
    assert (answer.status_code, sentence in text, "KEPT WORDS" in text) == (422, True, True), said
    with acting(office.amina):
        assert not Penalty.objects.filter(case=opened).exists()


def test_hearings_and_visits_by_the_pages(office, opened, amina):
    row = held_of(opened, office.amina)
    hearing, visit = at("hearing_new", opened, row.pk), at("visit_new", opened, row.pk)
    past = amina.post(hearing, {**boxes("on", ago(3)), "court": "Room 2"})
    assert past.status_code == 422 and "This day has passed" in past.content.decode()
    assert amina.post(hearing, {**boxes("on", ago(-3)), "hour": "09:30", "court": "Room 2"}).status_code == 302
    said = {**boxes("on", TODAY()), "outcome": "refused", "more": "No papers, they said.", **boxes("next_on", ago(-2))}
    assert amina.post(visit, said).status_code == 302
    page = amina.get(at("penalty_detail", opened, row.pk)).content.decode()
    for words in ("Room 2", "09:30", "They did not let us in", "No papers, they said.", "Planned"):
        assert words in page, words
    with acting(office.amina):
        assert Visit.objects.filter(penalty=row).count() == 2 and Hearing.objects.filter(penalty=row).count() == 1


def test_only_who_holds_a_health_grant_is_asked_about_health(office, opened, amina):
    row = held_of(opened, office.amina)
    assert 'name="health"' not in amina.get(at("visit_new", opened, row.pk)).content.decode()


def test_an_outcome_by_the_page_and_a_step_that_does_not_fit(office, opened, amina):
    row = penalty_of(opened, office.amina)
    url = at("penalty_step", opened, row.pk, "uphold")
    assert amina.post(url, {"outcome_words": "x"}).status_code == 422
    assert amina.post(url, {**boxes("outcome_on", TODAY()), "outcome_words": "On paper."}).status_code == 302
    assert amina.get(at("penalty_step", opened, row.pk, "waive")).status_code == 409
    assert amina.get(at("penalty_step", opened, row.pk, "draft")).status_code == 404
    assert browser_of(office.sam).get(url).status_code == 403
    assert browser_of(office.noor).get(url).status_code == 404


def test_the_legal_officer_writes_the_letter_from_the_record(office, grounds, gale, office_of_labour, amina):
    penalty_of(grounds, office.amina, authority_kind="labour", file_number="LO 12/2569")
    with acting(office.amina):
        row = Penalty.objects.get(case=grounds)
    url = at("letter_penalty", grounds)
    assert amina.get(url).status_code == 403
    theirs = browser_of(gale)
    assert "Write the letter" in theirs.get(at("penalty_detail", grounds, row.pk)).content.decode()
    sent = {"kind": "non_punishment", "to": f"office:{office_of_labour.pk}", "language": "en", "penalties": str(row.pk)}
    look = theirs.post(url, {**sent, "look": "1"})
    text = look.content.decode()
    assert look.status_code == 200, text[:2000]
    for words in ("Overstay fine, Thailand (LO 12/2569)", "section 41", "National law"):
        assert words in text, words
    assert "Phạm" not in text.split("slip__head")[1]
    made = theirs.post(url, {**sent, "make": "1"})
    assert made.status_code == 302, made.content.decode()[:2000]
    letter = theirs.get(made["Location"])
    assert letter.status_code == 200
    with acting(gale):
        assert fresh(row).status == "letter_drafted"
    pdf = theirs.post(f"{made['Location']}pdf/")
    assert pdf.status_code == 200 and pdf.content[:4] == b"%PDF"
    assert theirs.post(url, {**sent, "make": "1"}).status_code == 422


def people_held(office, count):
    for number in range(count):
        with acting(office.amina, "test.arrange"):
            case = open_case(office.team, by=office.amina, person={"name": f"Person {number}"}, language="vie")
        begun = their_day() - datetime.timedelta(days=number + 1)  # today is the day after
        row = held_of(case, office.amina, begun_on=begun)
        with acting(office.amina, "test.arrange"):
            Visit(case=case, penalty=row, noted_by=office.amina, on=ago(1), outcome="").save(force_insert=True)


def queries_of(browser, url):
    browser.get(url)
    with CaptureQueriesContext(connection) as seen:
        answer = browser.get(url)
    assert answer.status_code == 200, url
    return len(seen), answer.content.decode()


def test_the_board_counts_days_names_nobody_to_strangers_and_takes_the_same_queries_for_one_and_for_thirty(
    office, amina
):
    people_held(office, 1)
    few, _text = queries_of(amina, reverse("detention_board"))
    people_held(office, 29)
    many, text = queries_of(amina, reverse("detention_board"))
    assert few == many <= BOARD, (few, many)
    assert "30 days" in text and "<svg" in text and "Not seen on the day" in text and "Person 28" in text
    assert text.index("Person 28") < text.index("Person 3<")
    assert "Person" not in browser_of(office.tess).get(reverse("detention_board")).content.decode().split("<main")[1]
    assert browser_of(office.alex).get(reverse("detention_board")).status_code == 404
    assert amina.get(reverse("detention_board") + "?show=children").content.decode().count("Person 2") == 0
    assert amina.get(reverse("detention_board") + "?place=x").status_code == 400


def test_no_page_takes_more_queries_with_thirty_rows_than_with_one(office, opened, amina):
    row = held_of(opened, office.amina)

    def fill(count):
        for number in range(count):
            penalty_of(opened, office.amina)
            cost_of(opened, office.amina, spent_on=ago(number), kind="phone")
            with acting(office.amina, "test.arrange"):
                claim = Claim(case=opened, noted_by=office.amina, kind="wages", against_kind="broker")
                claim.save(force_insert=True)
                link = {"case": opened, "noted_by": office.amina, "on": TODAY()}
                Hearing(penalty=row, **link).save(force_insert=True)
                Visit(penalty=row, **link).save(force_insert=True)
        return claim

    claim = fill(1)
    places = [at("penalty_list", opened), at("penalty_detail", opened, row.pk), at("claim_list", opened),
              at("claim_detail", opened, claim.pk), at("cost_list", opened), at("death_home", opened)]  # fmt: skip
    few = [queries_of(amina, url)[0] for url in places] + [queries_of(browser_of(office.sam), "/costs/")[0]]
    fill(29)
    many = [queries_of(amina, url)[0] for url in places] + [queries_of(browser_of(office.sam), "/costs/")[0]]
    assert few == many and max(many) <= PAGE, list(zip([*places, "/costs/"], few, many, strict=True))


def test_costs_by_the_pages_with_a_limit_and_another_person(office, opened, amina):
    sam = browser_of(office.sam)
    assert sam.post("/costs/lines/new/", {"name": "Flexible fund"}).status_code == 302
    assert sam.post("/costs/limits/new/", {"currency": "THB", "amount": "1,000"}).status_code == 302
    twice = sam.post("/costs/limits/new/", {"currency": "THB", "amount": "5"})
    assert twice.status_code == 422 and "limit for this currency" in twice.content.decode()
    assert amina.get("/costs/").status_code == 404 and amina.get("/costs/lines/new/").status_code == 404
    url = at("cost_new", opened)
    given = {
        "kind": "food",
        "currency": "THB",
        "amount": "1,200",
        **boxes("spent_on", TODAY()),
        "no_receipt": "Market.",
    }
    for wrong, sentence in (
        ({"amount": "-5"}, "without a minus"), ({"currency": "ZZZ"}, "Choose one of the answers shown"),
        ({"currency": "JPY", "amount": "1.5"}, "nothing after the point"), ({"no_receipt": ""}, "why there can be none"),
    ):  # fmt: skip
        answer = amina.post(url, given | wrong)
        assert answer.status_code == 422 and sentence in answer.content.decode(), wrong
    assert amina.post(url, given).status_code == 302
    with acting(office.amina):
        row = Cost.objects.get(case=opened)
    step = at("cost_step", opened, row.pk, "approve")
    assert amina.post(step).status_code == 403
    assert "Waits for approval" in sam.get("/costs/").content.decode()
    assert sam.post(step).status_code == 302
    assert "1,200 THB" in amina.get(at("cost_list", opened)).content.decode()
    assert sam.post(step).status_code == 409


def test_a_claim_by_the_pages(office, opened, amina):
    given = {
        "kind": "wages",
        "against_kind": "employer",
        "currency": "CNY",
        "amount": "6,000",
        **boxes("agreed_on", TODAY()),
    }
    answer = amina.post(at("claim_new", opened), given)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    with acting(office.amina):
        row = Claim.objects.get(case=opened)
    url = at("claim_step", opened, row.pk, "file")
    assert amina.post(url, {"filed_with": "Court"}).status_code == 422
    assert amina.post(url, {**boxes("filed_on", TODAY()), "filed_with": "Court"}).status_code == 302
    assert "Court" in amina.get(at("claim_detail", opened, row.pk)).content.decode()


def test_a_death_by_the_pages(office, opened, amina):
    home = at("death_home", opened)
    assert "Write down a report" in amina.get(home).content.decode()
    given = {"where": "inside", "source": "witness", "source_words": "Her friend.", "kin_agreed": "Aunt Lan"}
    assert amina.post(at("death_new", opened), {"where": "inside"}).status_code == 422
    assert amina.post(at("death_new", opened), given).status_code == 302
    step = at("death_step", opened, "confirm")
    assert amina.post(step).status_code == 403
    assert browser_of(office.sam).post(step).status_code == 302
    assert "Confirmed" in amina.get(home).content.decode()
    with acting(office.amina):
        assert Death.objects.get(case=opened).status == "confirmed"


def test_the_timeline_says_what_happened_in_words(office, opened, amina):
    row = penalty_of(opened, office.amina)
    with acting(office.amina):
        PENALTY.move(fresh(row), "waive", by=office.amina, **outcome())
    page = amina.get(at("case_detail", opened)).content.decode()
    assert "A punishment was recorded." in page and "A punishment was waived." in page
    assert "penalty_waive" not in page
    assert "A punishment" in amina.get(at("case_history", opened)).content.decode()


def test_a_drafted_letter_is_opened_by_who_may_read_justice_only(office, grounds, gale, office_of_labour):
    letter = drafted(office, penalty_of(grounds, office.amina), gale, office_of_labour)
    url = f"{at('letter_detail', grounds, letter.number)}pdf/"
    assert browser_of(office.sam).post(url).status_code == 200
    assert browser_of(office.dara).post(url).status_code == 403


def test_dates_are_days(office, opened, amina):
    text = amina.get(f"{at('penalty_new', opened)}?kind=immigration_detention").content.decode()
    assert "Held since" in text and "Released on" in text and 'name="amount"' not in text
    assert datetime.date.today() >= ago(0) - datetime.timedelta(days=1)

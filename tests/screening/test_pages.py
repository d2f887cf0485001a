"""The pages of a screening without script: marking, clashes of two tabs, flags, outcome, steps (ui/README 7 and 8)."""

import re

import pytest
from django.urls import reverse

from accounts.acting import acting
from casework.cases.actions import grant_health
from casework.cases.transitions import CASE
from casework.models import Case
from screening import actions
from screening.models import IndicatorAnswer, Screening
from tests.cast import browser_of
from tests.screening.conftest import INDICATED, begin, move, present, submit, told


@pytest.fixture
def hers(office):
    return browser_of(office.amina)


def url(name, screening, *more):
    return reverse(name, args=[screening.case.reference, screening.number, *more])


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def stored(office, screening):
    with acting(office.amina):
        return {
            row.code: (row.state, row.source, row.note) for row in IndicatorAnswer.objects.filter(screening=screening)
        }


def form_of(answer):
    """Names and values of the answers form as a browser would send it."""
    page = answer.content.decode()
    fields = dict(re.findall(r'<input type="hidden"[^>]* name="([^"]+)" value="([^"]*)"', page))
    fields |= {
        re.search(r'name="([^"]+)"', found).group(1): re.search(r'value="([^"]+)"', found).group(1)
        for found in re.findall(r"<input type=\"(?:radio|checkbox)\"[^>]* checked[^>]*>", page)
    }
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        fields[name] = re.search(r'value="([^"]+)" selected', options).group(1)
    for name, words in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.S):
        fields[name] = words
    return fields


def test_the_room_leads_from_nothing_to_a_draft(hers, opened):
    home = reverse("screening_home", args=[opened.reference])
    assert "Nobody has screened yet" in text_of(hers.get(home))
    assert "Begin a screening" in text_of(hers.get(home))
    assert hers.post(home).headers["Location"] == f"{home}1/answers/"
    again = hers.post(home, follow=True)
    assert "open already" in text_of(again)
    assert "Version 1" in text_of(again)


def test_a_case_that_is_not_open_says_so_instead_of_the_button(hers, office, case):
    answer = hers.get(reverse("screening_home", args=[case.reference]))
    assert "First open the case" in text_of(answer) and "Begin a screening" not in text_of(answer)
    assert hers.post(reverse("screening_home", args=[case.reference]), follow=True).status_code == 200
    with acting(office.amina):
        assert not Screening.objects.exists()


def test_a_closed_case_refuses_with_a_sentence(hers, office, opened):
    screening = begin(opened, office.amina)
    with acting(office.amina):
        CASE.move(opened, "propose_close", by=office.amina, closure_reason="person_request", reason="She left.")
    with acting(office.sam):
        CASE.move(Case.objects.get(pk=opened.pk), "approve_close", by=office.sam)
    answer = hers.post(url("screening_answers", screening), {"A-REC-02": "present", "A-REC-02.source": "testimony"})
    assert answer.status_code == 422 and "The case is closed. Reopen it first." in text_of(answer)
    assert "A-REC-02" not in stored(office, screening)


def version_now(office, screening):
    with acting(office.amina):
        return Screening.objects.get(pk=screening.pk).version


def test_flags_ages_and_risks_are_saved_and_checked(hers, office, opened):
    screening = begin(opened, office.amina, codes=("A-REC-01",))
    address = url("screening_flags", screening)
    version = version_now(office, screening)
    body = {"version": version, "age_at_screening": "20", "age_at_recruitment": "21"}
    assert "have not reached yet" in text_of(hers.post(address, body))
    body |= {"age_at_recruitment": "16", "vulnerability_flags": ["detained"], "return_risk_factors": ["stigma"]}
    assert hers.post(address, body | {"age_at_screening": "200"}).status_code == 422
    assert hers.post(address, body | {"vulnerability_flags": ["tall"]}).status_code == 422
    assert hers.post(address, body).status_code == 302
    with acting(office.amina):
        row = Screening.objects.get(pk=screening.pk)
    assert (row.age_at_screening, row.age_at_recruitment) == (20, 16)
    assert (row.vulnerability_flags, row.return_risk_factors) == (["detained"], ["stigma"])
    assert "is or was under 18" in text_of(hers.get(url("screening_outcome", screening)))


def test_a_mark_of_health_is_added_blindly_and_changed_by_who_may_read_it(hers, office, opened):
    screening = begin(opened, office.amina)
    address = url("screening_flags", screening)
    page = hers.get(address)
    assert "Add something about health" in text_of(page)
    hers.post(address, {"version": version_now(office, screening), "add_health": ["suicide_risk"]})
    hers.post(address, {"version": version_now(office, screening), "add_health": ["pregnant"]})
    assert 'value="suicide_risk" checked' not in hers.get(address).content.decode()
    with acting(office.sam):
        grant_health(opened, office.amina, by=office.sam)
    granted = browser_of(office.amina)
    page = granted.get(address).content.decode()
    assert page.count(" checked") >= 2 and "Add something about health" not in page
    granted.post(address, {"version": version_now(office, screening), "health_marks": ["pregnant"]})
    with acting(office.amina):
        assert Screening.objects.get(pk=screening.pk).health_marks == ["pregnant"]


def test_a_mark_of_fear_of_the_own_state_closes_the_door_to_it(hers, office, opened):
    from casework.models import StateFear

    screening = begin(opened, office.amina)
    body = {"version": version_now(office, screening), "return_risk_factors": ["persecution"]}
    assert hers.post(url("screening_flags", screening), body).status_code == 302
    with acting(office.amina):
        assert [fear.kind for fear in StateFear.objects.filter(case=opened)] == ["fear"]


def test_the_outcome_is_shown_before_it_is_sent_and_is_what_is_sent(hers, office, opened):
    screening = begin(opened, office.amina)
    address = url("screening_outcome", screening)
    page = hers.get(address)
    words = text_of(page)
    assert "Presumed victim of trafficking" in words and "Reasonable grounds" in words
    assert "2 strong, 0 medium, 0 weak" in words
    assert "The person is an adult: act, means and purpose are all needed." in words
    assert "A non-punishment letter offered" in words and "Detention used as shelter" in words
    assert "%" not in words, "no percentage"
    seen = re.search(r'name="seen" value="(\d+)"', page.content.decode()).group(1)
    step = url("screening_step", screening, "submit")
    assert hers.post(step, {"seen": int(seen) - 1}).status_code == 422
    assert hers.post(step, {"seen": seen}).headers["Location"] == address
    assert "Waiting for review" in text_of(hers.get(address))


def test_a_child_is_shown_two_elements_and_means_as_not_needed(hers, office, opened):
    with acting(office.amina):
        opened.child = True
        opened.save()
        told(opened, "interview", office.amina, giver="guardian", guardian="Her aunt", child_assent=True)
    screening = begin(opened, office.amina, codes=("A-REC-04", "P-CH-01"))
    words = text_of(hers.get(url("screening_outcome", screening)))
    assert "Not needed for a child" in words and "Presumed victim of trafficking" in words


def test_what_did_not_count_is_named_and_moves_nothing(hers, office, opened):
    screening = begin(opened, office.amina, codes=(*INDICATED, "C-NEU-02"))
    with acting(office.amina):
        actions.mark(screening, {"M-COE-10": {"state": "unknown", "source": "testimony"}}, by=office.amina)
    words = text_of(hers.get(url("screening_outcome", screening)))
    assert "signed a written contract" in words and "NEUTRAL FACT" not in words
    assert "Beaten or otherwise physically assaulted: does not know or will not say" in words


def test_printing_is_a_recorded_post_of_the_same_page(hers, office, opened):
    screening = submit(opened, office.amina)
    answer = hers.post(url("screening_outcome", screening))
    assert answer.status_code == 200 and "js/print.js" in answer.content.decode()
    assert "js/print.js" not in hers.get(url("screening_outcome", screening)).content.decode()


def test_a_supervisor_reads_and_is_offered_no_mark_and_no_step(office, opened):
    screening = submit(opened, office.amina)
    his = browser_of(office.sam)
    page = his.get(url("screening_answers", screening))
    assert page.status_code == 200 and 'class="seg"' not in page.content.decode()
    assert "Housed in a gated or guarded compound" in text_of(page)
    assert his.post(url("screening_answers", screening), {"M-COE-05": "present"}).status_code == 403
    assert his.get(url("screening_flags", screening)).status_code == 403
    assert "Send for review" not in text_of(his.get(url("screening_outcome", screening)))
    for step in ("start", "submit", "stop", "resume"):
        assert his.post(url("screening_step", screening, step)).status_code == 403


def test_the_steps_of_the_supervisor_are_not_here(hers, office, opened):
    screening = submit(opened, office.amina)
    for step in ("confirm", "override", "return", "withdraw", "x"):
        assert hers.get(url("screening_step", screening, step)).status_code == 404


def test_beginning_stopping_and_going_on_by_their_pages(hers, office, opened):
    with acting(office.amina):
        screening = actions.open_screening(opened, by=office.amina)
    start = url("screening_step", screening, "start")
    assert "Who is with the child" not in text_of(hers.get(start))
    assert hers.post(start).status_code == 422
    assert hers.post(start, {"setting": "on"}).status_code == 302
    assert hers.get(start).status_code == 409
    stop = url("screening_step", screening, "stop")
    assert hers.post(stop, {"reason": "x"}).status_code == 422
    assert hers.post(stop, {"hindrance": "unsafe", "reason": "He came back."}).status_code == 302
    words = text_of(hers.get(url("screening_outcome", screening)))
    assert "Screening is not possible now" in words and "It was not safe." in words
    assert hers.post(url("screening_step", screening, "resume")).status_code == 302


def test_the_caseworker_reads_the_supervisors_question_and_answers_it(hers, office, opened):
    screening = move(submit(opened, office.amina), "return", office.sam, reason="Which paper shows the price?")
    assert "Which paper shows the price?" in text_of(hers.get(url("screening_answers", screening)))
    assert "Which paper shows the price?" in text_of(hers.get(url("screening_outcome", screening)))


def test_an_override_shows_what_the_rule_said_beside_it(hers, office, opened):
    screening = submit(opened, office.amina, ("A-REC-01",))
    move(screening, "override", office.sam, outcome="further_assessment", reason="She is too tired to talk.")
    words = text_of(hers.get(url("screening_outcome", screening)))
    assert "More must be asked" in words and "The rule said: No indication on present facts." in words
    assert "She is too tired to talk." in words


def test_what_was_taken_back_is_not_shown_any_more(hers, office, opened):
    screening = submit(opened, office.amina)
    with acting(office.amina, "consent.withdraw"):
        told(opened, "interview", office.amina, status="refused")
        actions.interview_withdrawn(opened, by=office.amina)
    for name in ("screening_outcome", "screening_answers"):
        assert "Housed in a gated or guarded compound" not in text_of(hers.get(url(name, screening))), name


@pytest.mark.parametrize("name", ["screening_answers", "screening_flags", "screening_outcome", "screening_home"])
def test_a_page_asks_the_database_at_most_sixteen_times_whatever_its_rows(
    hers, office, opened, name, django_assert_max_num_queries
):
    screening = begin(opened, office.amina, codes=("A-REC-01",))
    address = reverse(name, args=[opened.reference] if name == "screening_home" else [opened.reference, 1])
    hers.get(address)
    with django_assert_max_num_queries(16) as few:
        hers.get(address)
    with acting(office.amina):
        from screening.catalogue import catalogue

        actions.mark(screening, present(*(code for code in catalogue() if code[:4] != "P-CH")), by=office.amina)
    with django_assert_max_num_queries(16) as many:
        hers.get(address)
    assert len(few) == len(many)


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999", "-1", "x"])
def test_a_version_that_does_not_exist_is_not_found(hers, opened, office, number):
    begin(opened, office.amina)
    for page in ("answers", "outcome", "flags", "step/stop"):
        assert hers.get(f"/cases/{opened.reference}/screening/{number}/{page}/").status_code == 404

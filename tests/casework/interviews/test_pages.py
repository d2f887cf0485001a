"""The pages of a talk, without script: begin, save and go on, correct, stop (mock 5)."""

import pytest
from django.urls import reverse

from accounts.acting import acting
from casework.cases.actions import assign_worker, grant_health
from casework.interviews.models import Answer, Sitting
from casework.models import Case
from tests.casework.interviews.conftest import SETTING, move, sit_down, tell
from tests.cast import browser_of

FORM = {**{name: value for name, value in SETTING.items() if value is not True}, "speaker": "person",
        "private_place": "on", "nobody_listening": "on", "needs_met": "on"}  # fmt: skip


def url(name, case, *args):
    return reverse(name, args=[case.reference, *args])


def part(sitting, section, case):
    return url("interview_part", case, sitting.pk, section)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def rows(case, by):
    with acting(by):
        return {(row.question, row.repeat): (row.state, row.value) for row in Answer.objects.filter(case=case)}


def test_the_home_shows_sets_with_minutes_and_what_is_known_with_its_source(willing, amina):
    triage = sit_down(willing, amina, "rapid_triage")
    tell(triage, "tri_name", "Trang", by=amina)
    page = text_of(browser_of(amina).get(url("interview_home", willing)))

    assert "Intake interview" in page and "100 minutes" in page and "Rapid triage" in page
    assert "Trang" in page and "To Amina Test" in page and "Going on" in page


def test_a_talk_begins_from_the_start_page(willing, amina):
    browser = browser_of(amina)
    answer = browser.post(url("interview_start", willing, "intake_interview"), {**FORM, "begin": "1"})
    with acting(amina):
        sitting = Sitting.objects.get(case=willing)

    assert answer.status_code == 302 and answer["Location"] == part(sitting, "int.start", willing)
    assert sitting.status == "in_progress"
    assert "Is this a good place for you to talk?" in text_of(browser.get(answer["Location"]))


def test_what_is_missing_is_said_beside_its_field_and_what_was_written_is_kept(case, amina):
    browser = browser_of(amina)
    answer = browser.post(
        url("interview_start", case, "intake_interview"), {**FORM, "needs_met": "", "begin": "1", "place": "Room 7"}
    )

    page = text_of(answer)
    assert answer.status_code == 422
    assert "agrees to be interviewed" in page and "Room 7" in page
    with acting(amina):
        sitting = Sitting.objects.get(case=case)
    assert sitting.status == "draft"
    assert browser.post(url("interview_discard", case, sitting.pk)).status_code == 302
    with acting(amina):
        assert not Sitting.objects.filter(case=case).exists()


def test_the_same_form_sent_twice_opens_one_talk(willing, amina):
    browser = browser_of(amina)
    token = "6c5a4a4e-6a9a-4e6c-9b0c-0d6f4a3b2c1d"
    for _twice in range(2):
        browser.post(url("interview_start", willing, "rapid_triage"), {**FORM, "begin": "1", "token": token})
    with acting(amina):
        assert Sitting.objects.filter(case=willing).count() == 1


def test_the_button_saves_what_was_touched_and_goes_on(sitting, willing, amina):
    answer = browser_of(amina).post(
        part(sitting, "int.you", willing),
        {
            "int_name-0-version": "0", "int_name-0-value": "Trang", "int_name-0-note": "",
            "int_full_name-0-version": "0", "int_full_name-0-value": "Phạm Thu Trang",
            "int_gender-0-version": "0", "int_job-0-version": "0", "int_job-0-mark": "skipped", "go": "next",
        },
    )  # fmt: skip

    assert answer["Location"] == part(sitting, "int.family", willing)
    assert rows(willing, amina) == {
        ("int_name", 0): ("answered", "Trang"),
        ("int_full_name", 0): ("answered", "Phạm Thu Trang"),
        ("int_job", 0): ("skipped", None),
    }


def test_one_wrong_answer_holds_up_no_other_and_is_kept_as_a_draft(sitting, willing, amina):
    browser = browser_of(amina)
    answer = browser.post(
        part(sitting, "int.work", willing),
        {"int_hours-0-version": "0", "int_hours-0-value": "about -12 or so", "int_days_off-0-version": "0",
         "int_days_off-0-value": "0"},
    )  # fmt: skip

    page = text_of(answer)
    assert answer.status_code == 422
    assert "This cannot be less than zero." in page or "Write numbers only" in page
    assert "about -12 or so" in page
    assert rows(willing, amina) == {("int_days_off", 0): ("answered", 0)}
    later = text_of(browser.get(part(sitting, "int.work", willing)))
    assert "about -12 or so" in later and "could not be kept yet" in later
    browser.post(
        part(sitting, "int.work", willing), {"int_hours-0-version": "0", "int_hours-0-value": "12", "go": "stay"}
    )
    assert "could not be kept yet" not in text_of(browser.get(part(sitting, "int.work", willing)))


def test_a_question_that_comes_up_is_not_passed_over(sitting, willing, amina):
    answer = browser_of(amina).post(
        part(sitting, "int.money", willing),
        {"int_owed-0-version": "0", "int_owed-0-value": ["travel"], "int_fines-0-version": "0",
         "int_ransom-0-version": "0", "int_sent_home-0-version": "0", "go": "next"},
    )  # fmt: skip

    assert answer["Location"] == f"{part(sitting, 'int.money', willing)}#int_owed_sum-0"


def test_a_known_answer_stands_closed_and_opens_to_be_corrected(willing, amina):
    tell(sit_down(willing, amina, "rapid_triage"), "tri_name", "Trang", by=amina)
    sitting, browser = sit_down(willing, amina), browser_of(amina)
    page = text_of(browser.get(part(sitting, "int.you", willing)))

    assert "ask--known" in page and "Told to Amina Test" in page and 'name="int_name-0-value"' not in page
    opened = text_of(browser.get(part(sitting, "int.you", willing), {"open": "int_name-0"}))
    assert 'name="int_name-0-value" value="Trang"' in opened


def test_a_hard_question_announces_itself_and_can_be_left_out(sitting, willing, amina):
    browser = browser_of(amina)
    page = text_of(browser.get(part(sitting, "int.money", willing)))
    assert "The next question may be hard" in page

    browser.post(part(sitting, "int.money", willing), {"skip": "int_ransom-0"})
    assert rows(willing, amina)[("int_ransom", 0)] == ("skipped", None)


def test_what_only_the_person_opens_is_behind_the_interviewers_button(sitting, willing, office, amina):
    with acting(office.sam):
        grant_health(willing, amina, by=office.sam)
    browser = browser_of(amina)
    page = text_of(browser.get(part(sitting, "int.hard", willing)))
    assert "has begun to speak of it" in page and 'name="int_private-0-value"' not in page

    browser.post(part(sitting, "int.hard", willing), {"raised": "int_private-0"})
    assert 'name="int_private-0-value"' in text_of(browser.get(part(sitting, "int.hard", willing)))


def test_stop_saves_what_stands_on_the_page_first(sitting, willing, amina):
    answer = browser_of(amina).post(
        part(sitting, "int.you", willing), {"int_name-0-version": "0", "int_name-0-value": "Trang", "step": "stop"}
    )

    assert answer["Location"] == url("interview_sitting", willing, sitting.pk)
    assert rows(willing, amina) == {("int_name", 0): ("answered", "Trang")}
    with acting(amina):
        assert Sitting.objects.get(pk=sitting.pk).status == "stopped"


def test_going_on_after_a_stop_asks_whether_the_person_was_asked(sitting, willing, amina):
    move(sitting, "stop", amina)
    browser = browser_of(amina)
    answer = browser.post(url("interview_step", willing, sitting.pk, "resume"), follow=True)
    assert "First ask the person again" in text_of(answer)

    browser.post(url("interview_step", willing, sitting.pk, "resume"), {"asked_again": "on"})
    with acting(amina):
        assert Sitting.objects.get(pk=sitting.pk).status == "in_progress"


def test_the_story_stands_beside_every_other_part(sitting, willing, amina):
    tell(sitting, "int_story", "They said it was for registration.", by=amina)
    page = text_of(browser_of(amina).get(part(sitting, "int.life", willing)))
    assert "In their own words" in page and "They said it was for registration." in page


def test_the_words_in_the_language_of_the_talk_stand_beside_the_english(sitting, willing, amina, settings):
    settings.DEMO = True
    page = text_of(browser_of(amina).get(part(sitting, "int.start", willing)))
    assert 'class="tr" lang="vi"' in page and "(draft, not checked)" in page


def test_the_supervisor_reads_all_but_health_and_writes_nothing(sitting, willing, office, amina):
    with acting(office.sam):
        grant_health(willing, amina, by=office.sam)
    tell(sitting, "int_story", "Once upon a time", by=amina)
    tell(sitting, "int_medical", note="Canary of health", value=["none"], by=amina)
    browser = browser_of(office.sam)
    page = text_of(browser.get(url("interview_sitting", willing, sitting.pk)))

    assert "Once upon a time" in page
    assert "Canary of health" not in page and "What tests or treatment" not in page
    assert "Canary of health" not in text_of(browser.get(url("interview_home", willing)))
    assert "Canary of health" not in text_of(browser.get(url("case_history", willing)))
    assert browser.get(part(sitting, "int.story", willing)).status_code == 403
    assert "Canary of health" in text_of(browser_of(amina).get(url("interview_sitting", willing, sitting.pk)))


def test_nobody_else_finds_a_talk(sitting, willing, office, elsewhere):
    for user in (office.noor, office.tess, elsewhere.amina, elsewhere.sam, office.lina):
        browser = browser_of(user)
        for address in (url("interview_home", willing), part(sitting, "int.you", willing),
                        url("interview_sitting", willing, sitting.pk)):  # fmt: skip
            assert browser.get(address).status_code == 404


def test_an_address_of_another_case_is_not_found(sitting, willing, office, amina):
    from casework.cases.actions import open_case

    with acting(amina):
        other = open_case(office.team, by=amina, language="vie")
    assert browser_of(amina).get(part(sitting, "int.you", other)).status_code == 404


@pytest.mark.parametrize("section", ["int.nothing", "tri.all", "setting"])
def test_a_part_that_does_not_exist_is_not_found(sitting, willing, amina, section):
    status = browser_of(amina).get(part(sitting, section, willing)).status_code
    assert status == (200 if section == "setting" else 404)


def test_two_people_choose_what_stays_and_both_texts_are_kept(sitting, willing, office, amina):
    """Page 16, R-50, S-86."""
    with acting(office.sam):
        assign_worker(willing, office.noor, by=office.sam)
    tell(sitting, "int_story", "First.", by=amina)
    tell(sitting, "int_story", "First. Hers: a red box.", by=amina, seen=1)
    his = browser_of(office.noor)
    sent = {"int_story-0-version": "1", "int_story-0-value": "First. His: three thousand."}
    clash = his.post(part(sitting, "int.story", willing), sent)
    page = text_of(clash)

    assert clash.status_code == 409
    assert "red box" in page and "three thousand" in page and "Amina Test" in page
    kept = his.post(
        part(sitting, "int.story", willing),
        {**sent, "int_story-0-version": "2", "keep_int_story-0-value": "both", "go": "stay"},
    )
    assert kept.status_code == 302
    assert rows(willing, amina)[("int_story", 0)][1] == "First. Hers: a red box.\nFirst. His: three thousand."


def test_what_only_one_changed_is_merged_without_asking(sitting, willing, office, amina):
    with acting(office.sam):
        assign_worker(willing, office.noor, by=office.sam)
    tell(sitting, "int_sick", ["had_to_work"], by=amina)
    tell(sitting, "int_sick", ["had_to_work"], note="Her note", by=amina, seen=1)
    answer = browser_of(office.noor).post(
        part(sitting, "int.life", willing),
        {"int_sick-0-version": "1", "int_sick-0-value": ["had_to_work", "no_care"], "int_sick-0-note": "",
         "go": "stay"},
    )  # fmt: skip

    assert answer.status_code == 302
    with acting(amina):
        row = Answer.objects.get(case=willing, question="int_sick")
        assert (row.value, row.note) == (["had_to_work", "no_care"], "Her note")


def test_another_leg_is_added_by_a_button(sitting, willing, amina):
    browser = browser_of(amina)
    answer = browser.post(
        part(sitting, "int.trip", willing),
        {"int_leg_to-0-version": "0", "int_leg_to-0-0-said": "Mae Sot", "int_leg_to-0-0-country": "TH", "go": "add"},
    )

    assert answer["Location"] == url("interview_repeat", willing, sitting.pk, "int.trip", 2)
    assert "Part 2 of the way" in text_of(browser.get(answer["Location"]))
    assert rows(willing, amina)[("int_leg_to", 0)][1] == [{"location": "", "country": "TH", "said": "Mae Sot"}]


def test_after_the_persons_no_the_page_says_that_nothing_can_be_added(sitting, willing, amina):
    from casework.consents.actions import withdraw
    from casework.consents.queries import current_consents

    with acting(amina):
        withdraw(next(iter(current_consents(Case.objects.get(pk=willing.pk)))), by=amina)
    page = text_of(browser_of(amina).get(part(sitting, "int.you", willing)))
    assert "Nothing can be added" in page and 'name="int_name-0-value"' not in page


def test_the_script_and_the_button_at_the_same_moment_break_nothing(sitting, willing, amina):
    """Both are refused at once: one draft, two answers, no error."""
    import threading

    from django.db import connections

    from accounts.signin.models import Draft

    browsers, codes = [browser_of(amina), browser_of(amina)], []
    gate = threading.Barrier(2)

    def send(browser):
        gate.wait()
        sent = {"int_hours-0-version": "0", "int_hours-0-value": "-3"}
        codes.append(browser.post(part(sitting, "int.work", willing), sent).status_code)
        connections.close_all()

    threads = [threading.Thread(target=send, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [422, 422]
    with acting(amina):
        assert Draft.objects.filter(user=amina).count() == 1


def test_what_changed_names_the_question_and_both_answers(sitting, willing, office, amina):
    tell(sitting, "int_owed", ["travel"], by=amina)
    tell(sitting, "int_owed", ["travel", "fines"], by=amina, seen=1)
    page = text_of(browser_of(amina).get(url("case_history", willing)))

    assert "Wrote what was told" in page and "What did they say you owed money for, if anything?" in page
    assert "Travel, Fines added" in page

"""What ends by itself, in the act that ends it: a referral with a fear of the own state (C-05, C-06), the asking with a
no to the interview (workflows.md section 3). And what does not: a case closes only when no referral is open (section 2).
"""

import json

import pytest
from django.core.exceptions import ValidationError

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.cases.transitions import CASE
from casework.interviews.models import Sitting, SittingStep
from casework.interviews.transitions import BY_ITSELF as TALK
from casework.models import Case, CaseStep, Consent, Person
from casework.people.actions import edit_person
from referrals.consular.actions import raise_fear
from referrals.consular.transitions import BY_ITSELF, CONSULAR, steps_for
from referrals.sharing.models import Share
from screening.actions import edit_screening, open_screening
from screening.models import Screening
from tests.accounts.test_workflow import yes
from tests.casework.interviews.conftest import sit_down, tell
from tests.casework.test_api import send
from tests.cast import browser_of, new_organisation, new_user
from tests.machines import Machine
from tests.referrals.conftest import agreed
from tests.referrals.steps import Way, fresh, mails_to

CLOSING = {"reason": "She is home and well.", "closure_reason": "goals_met"}
STILL_OPEN = "A referral to a mission is still open"


def opened(case, office):
    """The case, open, of a person who agreed that we keep their data and to the interview."""
    with acting(office.amina, "test.arrange"):
        row = Case.objects.get(pk=case.pk)
        row.safety_checked_on = "2026-01-05"
        row.save()
        yes(row, "case_data", office.amina)
        yes(row, "interview", office.amina)
        return CASE.move(row, "start", by=office.amina)


def by_word(case, by):
    raise_fear(case, by=by, kind="fear", countries=["VN"], note="My cousin was arrested.")


def by_status(case, by):
    person = Person.objects.select_related("case").get(case=case)
    edit_person(person, by=by, migration_status="asylum_seeker")


def by_screening(case, by):
    row = open_screening(Case.objects.get(pk=case.pk), by=by)
    edit_screening(row, by=by, vulnerability_flags=["asylum_seeker_refugee"])


def lines(case, by):
    with acting(by):
        return list(CaseStep.objects.filter(case=case).order_by("at").values_list("step", "before", "after"))


@pytest.mark.parametrize("act", [by_word, by_status, by_screening])
@pytest.mark.parametrize("status", ["sent", "nationality_check", "document_requested"])
def test_a_fear_ends_the_referral_in_the_same_transaction_whatever_room_it_is_written_in(office, case, act, status):
    opened(case, office)
    referral = Way(office, case).to(status)
    with acting(office.amina, "test.act"):
        act(case, office.amina)
        row = fresh(referral)
        assert (row.status, row.share.ended_why) == ("withdrawn", Share.Why.FEARED)
        assert steps_for(row, office.amina) == []
    assert ("consular_feared", status, "withdrawn") in lines(case, office.amina)


def test_the_mission_is_told_that_it_ended_and_never_why(office, case):
    referral = Way(office, case).to("nationality_check")
    with acting(office.amina, "test.act"):
        by_word(case, office.amina)
    assert "access_ended" in mails_to(office.lina)
    lina = browser_of(office.lina)
    assert lina.get(f"/portal/{referral.number}/").status_code == 404
    listed = lina.get("/portal/").content.decode()
    assert ", ended " in listed
    for word in ("fear", "afraid", "asylum", "by itself", "arrested"):
        assert word not in listed.lower()
    page = browser_of(office.amina).get(f"/cases/{case.reference}/").content.decode()
    assert "The referral ended by itself, with the sharing." in page


def test_a_client_that_names_a_fear_ends_it_too(office, case):
    """A screening that a program sends may name a fear; the program has no step of a referral of its own."""
    opened(case, office)
    machine = Machine(office.organisation, scopes=("intake:write",))
    referral = Way(office, case).to("acknowledged")
    told = {"case": case.reference, "vulnerability_flags": ["asylum_seeker_refugee"]}
    made = machine.call(
        "/api/v1/screenings/", method="POST", data=json.dumps(told), content_type="application/json",
        HTTP_IDEMPOTENCY_KEY="a-screening-of-a-program",
    )  # fmt: skip
    assert made.status_code == 201, made.content
    with acting(office.amina):
        assert fresh(referral).status == "withdrawn"
        step = CaseStep.objects.get(case=case, step="consular_feared")
        assert step.by_id == machine.client.user_id


def test_what_a_fear_does_not_end_goes_on(office, case):
    """Another state's fear; a referral that was not sent yet stays blocked; an issued paper is a fact."""
    drafted = Way(office, case).to("draft")
    with acting(office.amina, "test.act"):
        raise_fear(case, by=office.amina, kind="fear", countries=["MM"])
        assert fresh(drafted).status == "draft"
        raise_fear(case, by=office.amina, kind="fear", countries=["VN"])
        assert fresh(drafted).status == "draft"


def test_a_referral_whose_paper_is_issued_stays(office, case):
    referral = Way(office, case).to("document_issued")
    with acting(office.amina, "test.act"):
        by_word(case, office.amina)
        row = fresh(referral)
        assert row.status == "document_issued" and row.share.ended_why == Share.Why.FEARED


def test_the_step_of_a_fear_is_nobodys_button(office, case):
    referral = Way(office, case).to("acknowledged")
    with acting(office.amina, "test.act"), pytest.raises(ValidationError, match="goes on"):
        BY_ITSELF.move(fresh(referral), "feared", by=office.amina)
    answer = send(browser_of(office.amina), "POST", f"/api/v1/consular-referrals/{referral.number}/feared/", {})
    assert answer.status_code == 404
    assert "feared" not in CONSULAR.steps


# --- a no to the interview ----------------------------------------------------------------------------------------


@pytest.fixture
def asked(office, case):
    """Amina talks with the person, and has begun to screen."""
    opened(case, office)
    talk = sit_down(case, office.amina)
    tell(talk, "int_story", "They took my passport.", by=office.amina)
    with acting(office.amina, "test.arrange"):
        screening = open_screening(Case.objects.get(pk=case.pk), by=office.amina)
    return talk, screening


def newest(case, by, kind="interview"):
    with acting(by):
        return Consent.objects.filter(case=case, type=kind).latest("recorded_at")


def stand(asked, by):
    """(state of the talk, state of the screening and why)."""
    with acting(by):
        talk = Sitting.objects.get(pk=asked[0].pk)
        row = Screening.objects.get(pk=asked[1].pk)
        return talk.status, row.status, row.hindrance


def said_no_by_page(office, case):
    from casework.consents.actions import inform

    with acting(office.amina, "test.arrange"):
        row = inform(Case.objects.get(pk=case.pk), by=office.amina, type="interview", language="vie")
    url = f"/cases/{case.reference}/consents/{row.pk}/answer/"
    assert browser_of(office.amina).post(url, {"status": "refused"}).status_code == 302


def said_no_by_api(office, case):
    from casework.consents.actions import inform

    with acting(office.amina, "test.arrange"):
        row = inform(Case.objects.get(pk=case.pk), by=office.amina, type="interview", language="vie")
    made = send(browser_of(office.amina), "POST", f"/api/v1/consents/{row.pk}/answer/", {"status": "refused"})
    assert made.status_code == 201, made.content


def took_back_by_page(office, case):
    url = f"/cases/{case.reference}/consents/{newest(case, office.amina).pk}/withdraw/"
    assert browser_of(office.amina).post(url).status_code == 302


def took_back_by_api(office, case):
    made = send(browser_of(office.dara), "POST", f"/api/v1/consents/{newest(case, office.amina).pk}/withdraw/", {})
    assert made.status_code == 201, made.content


@pytest.mark.parametrize("act", [said_no_by_page, said_no_by_api, took_back_by_page, took_back_by_api])
def test_a_later_no_stops_the_screening_and_the_asking_by_itself(office, case, asked, act):
    act(office, case)
    assert stand(asked, office.amina) == ("stopped", "stopped", "withdrawn")
    with acting(office.amina):
        step = SittingStep.objects.filter(sitting=asked[0]).latest("at")
        assert (step.step, step.before, step.after) == ("withdraw", "in_progress", "stopped")
    page = browser_of(office.amina).get(f"/cases/{case.reference}/interview/{asked[0].pk}/").content.decode()
    assert "Stopped: the person does not want to be interviewed" in page and "They took my passport." in page
    with pytest.raises(ValidationError, match="does not want to be interviewed"):
        tell(asked[0], "int_price", ["none"], by=office.amina)


def test_a_paused_talk_stops_and_one_that_ended_stays_as_it_is(office, case, asked):
    from casework.interviews.transitions import INTERVIEW

    with acting(office.amina, "test.arrange"):
        INTERVIEW.move(asked[0], "end", by=office.amina)
    second = sit_down(case, office.amina, "rapid_triage", speaker="relative", told_by="Hoa, her sister")
    with acting(office.amina, "test.arrange"):
        INTERVIEW.move(second, "pause", by=office.amina)
    took_back_by_page(office, case)
    with acting(office.amina):
        assert {row.pk: row.status for row in Sitting.objects.filter(case=case)} == {
            asked[0].pk: "ended", second.pk: "stopped",
        }  # fmt: skip


def test_a_new_yes_or_a_no_to_something_else_stops_nothing(office, case, asked):
    from casework.consents.actions import inform

    with acting(office.amina, "test.arrange"):
        rows = [
            inform(Case.objects.get(pk=case.pk), by=office.amina, type=kind, language="vie")
            for kind in ("interview", "statistics")
        ]
    browser = browser_of(office.amina)
    given = {"status": "given", "giver": "individual", "capacity": "can", "how": "witnessed", "witness": "Ly"}
    assert browser.post(f"/cases/{case.reference}/consents/{rows[0].pk}/answer/", given).status_code == 302
    refused = browser.post(f"/cases/{case.reference}/consents/{rows[1].pk}/answer/", {"status": "refused"})
    assert refused.status_code == 302
    assert stand(asked, office.amina) == ("in_progress", "draft", "")


def test_the_step_of_a_no_needs_that_no(office, asked):
    with acting(office.amina, "test.act"):
        talk = Sitting.objects.select_related("case").get(pk=asked[0].pk)
        with pytest.raises(ValidationError, match="did not take back"):
            TALK.move(talk, "withdraw", by=office.amina)
    url = f"/cases/{talk.case.reference}/interview/{talk.pk}/step/withdraw/"
    assert browser_of(office.amina).post(url).status_code == 404


# --- closing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["rights_told", "ready", "sent", "document_issued"])
def test_a_case_with_an_open_referral_is_not_closed_by_page_or_rest(office, case, status):
    opened(case, office)
    Way(office, case).to(status)
    amina = browser_of(office.amina)
    page = amina.post(f"/cases/{case.reference}/step/propose_close/", CLOSING)
    assert page.status_code == 422 and STILL_OPEN in page.content.decode()
    assert "She is home and well." in page.content.decode()
    rest = send(amina, "POST", f"/api/v1/cases/{case.reference}/propose_close/", CLOSING)
    assert rest.status_code == 400 and STILL_OPEN in rest.content.decode()
    with acting(office.amina):
        assert Case.objects.get(pk=case.pk).status == "open"


def test_a_referral_that_was_begun_after_the_proposal_holds_the_closing_up(office, case):
    opened(case, office)
    amina, sam = browser_of(office.amina), browser_of(office.sam)
    assert amina.post(f"/cases/{case.reference}/step/propose_close/", CLOSING).status_code == 302
    way = Way(office, case)
    way.to("rights_told")
    page = sam.post(f"/cases/{case.reference}/step/approve_close/")
    assert page.status_code == 422 and STILL_OPEN in page.content.decode()
    assert send(sam, "POST", f"/api/v1/cases/{case.reference}/approve_close/", {}).status_code == 400
    with acting(office.amina, "test.act"):
        CONSULAR.move(fresh(way.referral), "refuse", by=office.amina)
    assert sam.post(f"/cases/{case.reference}/step/approve_close/").status_code == 302


def test_handing_over_to_another_organisation_waits_for_it_as_well(office, case):
    opened(case, office)
    Way(office, case).to("draft")
    with acting(office.amina, "test.arrange"):
        agreed(case, office.amina, new_organisation(), kind="share_origin_partner")
    with acting(office.sam, "test.act"), pytest.raises(ValidationError, match=STILL_OPEN):
        CASE.move(Case.objects.get(pk=case.pk), "transfer_close", by=office.sam, reason="They go on with her.")


def test_what_ended_does_not_hold_the_closing_up(office, case):
    opened(case, office)
    referral = Way(office, case).to("nationality_check")
    with acting(office.lina, "test.arrange"):
        CONSULAR.move(fresh(referral), "decline", by=office.lina, reason="Ask our colleagues.")
    with acting(office.amina, "test.act"):
        moved = CASE.move(Case.objects.get(pk=case.pk), "propose_close", by=office.amina, **CLOSING)
    assert moved.status == "closure_proposed"
    with acting(office.amina), pytest.raises(WrongState):
        CASE.move(moved, "propose_close", by=office.amina, **CLOSING)


def test_nobody_outside_reads_of_it(office, case):
    """Somebody who may not see the case learns nothing of a referral by trying to close it."""
    opened(case, office)
    Way(office, case).to("draft")
    stranger = new_user("Far", office.organisation, "supervisor")
    answer = browser_of(stranger).post(f"/cases/{case.reference}/step/approve_close/")
    assert answer.status_code == 404 and "referral" not in answer.content.decode()

"""One referral from the telling to the issued paper, step by step as the people who may (workflows.md section 6)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.models import Case, CaseStep, Person, Todo
from referrals.consular.models import ConsularReferral
from referrals.consular.transitions import CONSULAR, steps_for
from tests.cast import new_user
from tests.referrals.steps import Way, fresh, mails_to

S = ConsularReferral.Status


def test_the_whole_way_leaves_a_line_for_each_step_and_an_issued_paper(office, case):
    referral = Way(office, case).to("document_issued")
    with acting(office.amina):
        steps = list(CaseStep.objects.filter(case=case, step__startswith="consular_").order_by("at"))
        assert [row.step.removeprefix("consular_") for row in steps] == [
            "tell", "begin", "request", "approve", "send", "acknowledge", "check", "confirm", "request_document",
            "issue_document",
        ]  # fmt: skip
        assert [row.by_id for row in steps[-5:]] == [office.lina.pk] * 5
        assert referral.document_number == "N0000417" and referral.share.live_from


def test_access_starts_when_the_mission_acknowledges(office, case):
    referral = Way(office, case).to("sent")
    with acting(office.lina):
        assert referral.share.live_from is None
        CONSULAR.move(fresh(referral), "acknowledge", by=office.lina)
        assert fresh(referral).share.live_from is not None
    assert "referral" in mails_to(office.lina)


def test_each_of_the_two_sides_takes_only_its_own_steps(office, case):
    referral = Way(office, case).to("sent")
    with acting(office.amina):
        assert steps_for(fresh(referral), office.amina) == []
    with acting(office.sam):
        assert [s.name for s in steps_for(fresh(referral), office.sam)] == ["revoke"]
        with pytest.raises(PermissionDenied):
            CONSULAR.move(fresh(referral), "acknowledge", by=office.sam)
    with acting(office.lina):
        assert [s.name for s in steps_for(fresh(referral), office.lina)] == ["acknowledge", "decline"]
        for step in ("send", "approve", "revoke", "close"):
            with pytest.raises(Http404):
                CONSULAR.move(fresh(referral), step, by=office.lina)


def test_a_step_that_does_not_fit_the_state_is_refused(office, case):
    """S-33"""
    referral = Way(office, case).to("acknowledged")
    with acting(office.lina):
        with pytest.raises(WrongState):
            CONSULAR.move(fresh(referral), "confirm", by=office.lina)
        with pytest.raises(WrongState):
            CONSULAR.move(fresh(referral), "issue_document", by=office.lina)
        assert fresh(referral).status == S.ACKNOWLEDGED


def test_who_asked_for_it_does_not_approve_it(office, case):
    """R-07: somebody who is caseworker and supervisor in one."""
    both = new_user("Both", office.organisation, "caseworker", "supervisor", teams=[office.team])
    way = Way(office, case)
    way.to("draft")
    with acting(office.sam):
        from casework.cases.actions import assign_worker

        assign_worker(case, both, by=office.sam)
    with acting(both):
        way.take(both, "request")
        with pytest.raises(ValidationError, match="Somebody else must approve"):
            CONSULAR.move(fresh(way.referral), "approve", by=both)
        assert fresh(way.referral).status == S.READY


def test_what_is_sent_is_what_was_approved(office, case):
    referral = Way(office, case).to("approved")
    with acting(office.amina):
        share = fresh(referral).share
        share.items = [*share.items, "nationality"]
        share.save()
        with pytest.raises(ValidationError, match="not what was approved"):
            CONSULAR.move(fresh(referral), "send", by=office.amina)


def test_supervisor_and_caseworker_find_what_waits_for_them(office, case):
    way = Way(office, case)
    way.to("ready")
    with acting(office.sam):
        assert list(Todo.objects.open().filter(case=case).values_list("kind", flat=True)) == ["approve_referral"]
        CONSULAR.move(fresh(way.referral), "return", by=office.sam, reason="Less: leave the birth place out.")
        assert list(Todo.objects.open().filter(case=case).values_list("kind", flat=True)) == ["returned_referral"]
    with acting(office.amina):
        CONSULAR.move(fresh(way.referral), "request", by=office.amina)
        assert list(Todo.objects.open().filter(case=case).values_list("kind", flat=True)) == ["approve_referral"]
    assert "review" in mails_to(office.sam)


def test_a_nationality_that_is_not_confirmed_opens_the_review_of_statelessness(office, case):
    referral = Way(office, case).to("nationality_check")
    with acting(office.lina):
        CONSULAR.move(fresh(referral), "not_confirm", by=office.lina, answer="Not in our register.")
    with acting(office.amina):
        kinds = set(Todo.objects.open().filter(case=case).values_list("kind", flat=True))
        assert {"stateless_review", "read_mission"} <= kinds
        assert fresh(referral).answer == "Not in our register."


@pytest.mark.parametrize("status", ["sent", "acknowledged", "nationality_check", "document_requested"])
def test_a_mission_may_decline_with_a_reason_and_no_longer_looks(office, case, status):
    referral = Way(office, case).to(status)
    with acting(office.lina):
        with pytest.raises(ValidationError, match="reason"):
            CONSULAR.move(fresh(referral), "decline", by=office.lina, reason=" ")
        CONSULAR.move(fresh(referral), "decline", by=office.lina, reason="Ask our colleagues in Vientiane.")
        assert not Case.objects.filter(pk=case.pk).exists()
    with acting(office.amina):
        row = fresh(referral)
        assert (row.status, row.answer, row.share.ended_why) == (
            S.DECLINED, "Ask our colleagues in Vientiane.", "declined",
        )  # fmt: skip


def test_a_supervisor_or_the_data_protection_officer_ends_the_sharing_at_once(office, case):
    referral = Way(office, case).to("acknowledged")
    with acting(office.dara):
        CONSULAR.move(fresh(referral), "revoke", by=office.dara, reason="Sent to the wrong mission.")
    with acting(office.lina):
        assert not Case.objects.filter(pk=case.pk).exists()
    assert "access_ended" in mails_to(office.lina)


def test_a_refusal_needs_no_reason_and_ends_nothing_else(office, case):
    referral = Way(office, case).to("rights_told")
    with acting(office.amina):
        CONSULAR.move(fresh(referral), "refuse", by=office.amina)
        assert fresh(referral).status == S.REFUSED and fresh(referral).refused_on


def test_the_liaison_officer_records_the_talk_only_where_the_person_agreed_and_somebody_was_there(office, case):
    kanda = new_user("Kanda", office.organisation, "consular_liaison", teams=[office.team])
    referral = Way(office, case).to("acknowledged")
    talk = {"interview_on": "2026-01-05", "interview_how": "video"}
    with acting(kanda):
        for missing in ({"accompanied": "yes"}, {"agreed": "yes"}):
            with pytest.raises(ValidationError):
                CONSULAR.move(fresh(referral), "interview", by=kanda, **talk, **missing)
        CONSULAR.move(
            fresh(referral), "interview", by=kanda, **talk, agreed="yes", accompanied="yes",
            interview_interpreter="Ms. Linh",
        )  # fmt: skip
        assert fresh(referral).status == S.INTERVIEW and fresh(referral).interview_how == "video"


def test_closing_says_how_it_ended_and_ends_the_sharing(office, case):
    kanda = new_user("Kanda", office.organisation, "consular_liaison", teams=[office.team])
    referral = Way(office, case).to("document_issued")
    with acting(kanda):
        with pytest.raises(ValidationError):
            CONSULAR.move(fresh(referral), "close", by=kanda)
        CONSULAR.move(fresh(referral), "close", by=kanda, closing="arrived")
        assert fresh(referral).share.ended_why == "done"
    with acting(office.lina):
        assert not Person.objects.filter(case=case).exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"document_type": "none", "document_number": "1", "document_expires_on": "2031-01-02"}, "document_type"),
        ({"document_type": "passport", "document_number": "", "document_expires_on": "2031-01-02"}, "document_number"),
        ({"document_type": "passport", "document_number": "1", "document_expires_on": "2001-01-02"}, "document_expires_on"),
        ({"document_type": "passport", "document_number": "1", "document_expires_on": "soon"}, "document_expires_on"),
        ({"document_type": "passport", "document_number": "9" * 5000, "document_expires_on": "2031-01-02"}, "document_number"),
    ],
)  # fmt: skip
def test_a_paper_has_kind_number_and_a_day_that_is_still_to_come(office, case, given, field):
    referral = Way(office, case).to("document_requested")
    with acting(office.lina):
        with pytest.raises(ValidationError) as refused:
            CONSULAR.move(fresh(referral), "issue_document", by=office.lina, **given)
        assert list(refused.value.message_dict) == [field]
        assert fresh(referral).status == S.REQUESTED

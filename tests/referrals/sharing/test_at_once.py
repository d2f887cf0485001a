"""Two acts at the same moment: a withdrawal is never refused, and who must be told is told (C-04, C-06)."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.models import Case, Consent
from referrals.consular import actions
from referrals.consular.transitions import CONSULAR
from referrals.models import Share
from referrals.sharing.actions import end_now, never_refused, withdraw_consent
from tests.referrals.steps import Way, fresh, mails_to
from tests.referrals.test_attacks import at


@pytest.mark.parametrize(
    ("status", "step"),
    [("acknowledged", "check"), ("nationality_check", "confirm"), ("document_requested", "issue_document")],
)
def test_a_withdrawal_that_meets_an_answer_in_flight_goes_through_at_the_first_try(office, case, status, step):
    referral, moment = Way(office, case).to(status), threading.Event()
    with acting(office.amina):
        yes = Consent.objects.select_related("case").filter(case=case, type="share_embassy").latest("number")
    answering, answered = at(moment, CONSULAR.move, referral, step, **Way.GIVEN.get(step, {}))
    withdrawing, _never = at(moment, withdraw_consent, yes)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(answering, office.lina)
        assert answered.wait(90)
        second = pool.submit(withdrawing, office.amina)
        assert not _never.wait(0.5), "it waits for the answer"
        moment.set()
        assert (first.exception(120), second.exception(120)) == (None, None)
    with acting(office.amina):
        stands = fresh(referral)
        assert stands.share.ended_why == Share.Why.WITHDRAWN
        assert stands.status == ("document_issued" if step == "issue_document" else "withdrawn")


def test_an_answer_that_meets_a_withdrawal_in_flight_finds_nothing_and_the_withdrawal_stands(office, case):
    referral, moment = Way(office, case).to("nationality_check"), threading.Event()
    with acting(office.amina):
        yes = Consent.objects.select_related("case").filter(case=case, type="share_embassy").latest("number")
    withdrawing, withdrawn = at(moment, withdraw_consent, yes)
    answering, _never = at(moment, CONSULAR.move, referral, "confirm")
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(withdrawing, office.amina)
        assert withdrawn.wait(90)
        second = pool.submit(answering, office.lina)
        assert not _never.wait(0.5)
        moment.set()
        assert first.exception(120) is None and second.exception(120) is not None
    with acting(office.amina):
        assert fresh(referral).status == "withdrawn"


def test_what_somebody_else_moved_meanwhile_is_done_anew_and_not_refused(office):
    tries = []

    def act():
        tries.append(1)
        if len(tries) < 3:
            raise WrongState("moved")
        return "done"

    with acting(office.amina, "test.act"):
        assert never_refused(act) == "done" and len(tries) == 3


def test_a_sending_that_a_fear_waited_for_is_ended_and_its_mission_is_told(office, case):
    """The fear was written down while the sending was not yet visible to it."""
    referral, moment = Way(office, case).to("approved"), threading.Event()
    with acting(office.sam):
        row = Case.objects.get(pk=case.pk)
    sending, sent = at(moment, CONSULAR.move, referral, "send")
    fearing, _never = at(moment, actions.raise_fear, row, kind="fear", countries=["VN"])
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(sending, office.amina)
        assert sent.wait(90)
        second = pool.submit(fearing, office.sam)
        assert not _never.wait(0.5)
        moment.set()
        assert (first.exception(120), second.exception(120)) == (None, None)
    assert "access_ended" in mails_to(office.lina)


def test_ending_twice_at_the_same_moment_is_a_sentence_and_no_error(office, case):
    from django.core.exceptions import ValidationError

    referral = Way(office, case).to("acknowledged")
    with acting(office.sam, "test.act"):
        end_now(referral.share, by=office.sam, reason="She asked for it.")
        with pytest.raises(ValidationError, match="has ended"):
            end_now(referral.share, by=office.sam, reason="She asked for it.")

"""One service referral from the need to its result, step by step as the people who may (workflows.md section 5)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.cases.transitions import nothing_open
from casework.models import Case, CaseStep, Todo
from referrals.channels.models import ChannelEntry
from referrals.models import ServiceReferral
from referrals.services import actions
from referrals.services.transitions import SERVICE, steps_for
from referrals.sharing.actions import withdraw_consent
from referrals.sharing.items import shared_values
from tests.referrals.conftest import agreed, principals_on
from tests.referrals.services.conftest import TICKED, Road, entry_of, fresh
from tests.referrals.steps import mails_to

S = ServiceReferral.Status


def test_the_whole_way_leaves_a_line_for_each_step_and_a_result(office, case, clinic):
    row = Road(office, case, clinic).to("completed")
    with acting(office.amina):
        steps = [step.step for step in CaseStep.objects.filter(case=case, step__startswith="service_").order_by("at")]
        assert steps == [
            f"service_{name}" for name in
            ("begin", "request", "approve", "send", "acknowledge", "accept", "start", "complete")
        ]  # fmt: skip
        assert row.result == "helped" and row.ended_on == timezone.localdate() and row.share.ended_why == "done"
        assert "share" not in principals_on(case)


def test_the_provider_is_told_number_and_day_first_and_sees_the_ticked_items_once_it_has_received_it(
    office, case, clinic
):
    road = Road(office, case, clinic)
    road.to("sent")
    with acting(road.clara):
        assert fresh(road.referral).share.live_from is None
        assert [step.name for step in steps_for(fresh(road.referral), road.clara)] == ["acknowledge", "decline"]
        row = SERVICE.move(fresh(road.referral), "acknowledge", by=road.clara)
        slip = shared_values(fresh(row).share, fresh(row).case)
        assert slip.values == {
            "name": "Phạm Thu Trang", "romanised": "Pham Thu Trang", "service_kind": "emergency_medical",
            "needs_words": "A wound.",
        }  # fmt: skip
    assert "referral" in mails_to(road.clara)


def test_another_organisation_and_the_unsent_draft_are_not_there(office, case, clinic):
    road = Road(office, case, clinic)
    road.to("approved")
    with acting(road.clara):
        assert not ServiceReferral.objects.filter(pk=road.referral.pk).exists()
    with acting(office.amina):
        SERVICE.move(fresh(road.referral), "send", by=office.amina)
    with acting(office.lina):
        assert not ServiceReferral.objects.filter(pk=road.referral.pk).exists()
    with acting(road.clara):
        assert ServiceReferral.objects.permitted(road.clara, "portal.list").filter(pk=road.referral.pk).exists()


def test_each_side_takes_only_its_own_steps(office, case, clinic):
    road = Road(office, case, clinic)
    row = road.to("sent")
    with acting(office.amina):
        assert [step.name for step in steps_for(row, office.amina)] == ["cancel"]
        with pytest.raises(ValidationError, match="Only the provider itself"):
            SERVICE.move(row, "acknowledge", by=office.amina)
    with acting(office.sam):
        assert [step.name for step in steps_for(fresh(row), office.sam)] == ["revoke"]
        with pytest.raises(PermissionDenied):
            SERVICE.move(fresh(row), "accept", by=office.sam)
    with acting(road.clara):
        for step in ("send", "approve", "cancel", "revoke"):
            with pytest.raises(Http404):
                SERVICE.move(fresh(row), step, by=road.clara)
        with pytest.raises(Http404):  # a notice opens nothing: it has not been received
            SERVICE.move(fresh(row), "accept", by=road.clara)


@pytest.mark.parametrize("priority", ["urgent", "normal"])
def test_what_can_wait_needs_another_persons_approval(office, case, clinic, priority):
    road = Road(office, case, clinic, priority=priority)
    row = road.begun()
    with acting(office.amina):
        assert "send_now" not in [step.name for step in steps_for(fresh(row), office.amina)]
        with pytest.raises(ValidationError, match="can wait for a supervisor"):
            SERVICE.move(fresh(row), "send_now", by=office.amina, basis="Fast.")
        with pytest.raises(WrongState):
            SERVICE.move(fresh(row), "send", by=office.amina)
        SERVICE.move(fresh(row), "request", by=office.amina)
        assert Todo.objects.open().filter(case=case, kind="approve_service").exists()
        with pytest.raises(PermissionDenied):
            SERVICE.move(fresh(row), "approve", by=office.amina)


@pytest.mark.parametrize("priority", ["immediate", "emergency"])
def test_what_cannot_wait_leaves_at_once_and_a_supervisor_reviews_it_within_a_day(office, case, clinic, priority):
    road = Road(office, case, clinic, priority=priority)
    row = road.begun()
    with acting(office.amina):
        with pytest.raises(ValidationError, match="needs no approval"):
            SERVICE.move(fresh(row), "request", by=office.amina)
        with pytest.raises(ValidationError):
            SERVICE.move(fresh(row), "send_now", by=office.amina, basis="  ")
        row = SERVICE.move(fresh(row), "send_now", by=office.amina, basis="She bleeds.")
        assert row.review_by - row.sent_at == datetime.timedelta(hours=24)
        hours = {"immediate": 2, "emergency": 24}[priority]
        assert row.due_at - row.sent_at == datetime.timedelta(hours=hours)
        assert Todo.objects.open().filter(case=case, kind="review_service").exists()
    with acting(office.sam):
        assert ServiceReferral.objects.permitted(office.sam, "service.review").unreviewed().count() == 1
        with pytest.raises(ValidationError):
            actions.review(fresh(row), by=office.sam, review=" ")
        actions.review(fresh(row), by=office.sam, review="Right.")
        assert not ServiceReferral.objects.unreviewed().filter(case=case).exists()
        assert not Todo.objects.open().filter(case=case, kind="review_service").exists()
        with pytest.raises(ValidationError, match="reviewed already"):
            actions.review(fresh(row), by=office.sam, review="Again.")


def test_overdue_is_no_state_and_follows_the_databases_clock(office, case, clinic):
    row = Road(office, case, clinic).to("sent")
    with acting(office.amina, "test.arrange"):
        assert not ServiceReferral.objects.late().filter(pk=row.pk).exists()
        assert row.due_at - row.sent_at == datetime.timedelta(hours=336)
        row.due_at = timezone.now() - datetime.timedelta(seconds=1)
        row.save()
        assert ServiceReferral.objects.late().filter(pk=row.pk).exists() and fresh(row).status == S.SENT


def test_without_the_persons_yes_to_this_very_provider_nothing_is_ticked(office, case, clinic, mission):
    service, organisation, _clara = clinic
    with acting(office.amina, "test.arrange"):
        row = actions.begin(case, by=office.amina, kind=service.kind, priority="normal", country="TH")
        row = actions.choose(row, by=office.amina, version=row.version, service=service)
        agreed(case, office.amina, mission, items=TICKED, kind="share_services")
        with pytest.raises(ValidationError, match="First ask"):
            actions.tick(row, by=office.amina, version=row.version, items=TICKED)
        agreed(case, office.amina, organisation, items=["name"], kind="share_services")
        with pytest.raises(ValidationError, match="did not agree"):
            actions.tick(fresh(row), by=office.amina, version=row.version, items=TICKED)
        with pytest.raises(ValidationError):
            SERVICE.move(fresh(row), "request", by=office.amina)


def test_taking_the_consent_back_ends_the_referral_and_the_access_at_once(office, case, clinic):
    road = Road(office, case, clinic)
    road.to("accepted")
    with acting(office.amina, "test.arrange"):
        withdraw_consent(road.consent, by=office.amina)
    assert road.now().status == S.WITHDRAWN
    with acting(road.clara):
        assert not ServiceReferral.objects.filter(pk=road.referral.pk).exists()
        assert not ServiceReferral.objects.permitted(road.clara, "portal.list").exists()
    assert "access_ended" in mails_to(road.clara)


def test_a_provider_without_an_account_is_told_by_hand_and_nothing_lands_anywhere(office, case):
    service = entry_of(office)
    amina = office.amina
    with acting(amina, "test.arrange"):
        row = actions.begin(case, by=amina, kind=service.kind, priority="normal", country="TH", needs="A wound.")
        row = actions.choose(row, by=amina, version=row.version, service=service)
        with pytest.raises(ValidationError, match="write it down"):
            SERVICE.move(fresh(row), "request", by=amina)
        told = {"agreed_on": timezone.localdate(), "agreed_how": "witnessed", "agreed_items": ["name", "service_kind"]}
        row = actions.say_yes(row, by=amina, version=row.version, **told)
        SERVICE.move(fresh(row), "request", by=amina)
    with acting(office.sam, "test.arrange"):
        SERVICE.move(fresh(row), "approve", by=office.sam)
    with acting(amina, "test.arrange"):
        with pytest.raises(ValidationError, match="no account here"):
            SERVICE.move(fresh(row), "send", by=amina)
        with pytest.raises(ValidationError):  # with whom?
            SERVICE.move(fresh(row), "pass_on", by=amina, way="call", with_whom="")
        row = SERVICE.move(
            fresh(row), "pass_on", by=amina, way="call", with_whom="Nurse Orn", note="She comes at four."
        )
        assert row.share is None and row.by_hand and row.status == S.SENT
        contact = ChannelEntry.objects.get(service=row)
        assert (contact.way, contact.with_whom, contact.by) == ("call", "Nurse Orn", amina)
        row = SERVICE.move(fresh(row), "accept", by=amina, answer="Come at four.")
        row = SERVICE.move(fresh(row), "complete", by=amina, result="helped")
        assert row.status == S.COMPLETED


def test_a_case_does_not_close_over_an_open_referral_and_a_sent_one_is_the_protection_that_was_owed(
    office, case, clinic
):
    from casework.todos.actions import raise_todo

    with acting(office.amina, "test.arrange"):
        raise_todo(case, "protection_referral", by=office.amina)
    road = Road(office, case, clinic)
    road.to("sent")
    with acting(office.amina):
        with pytest.raises(ValidationError, match="referral to a service"):
            nothing_open(Case.objects.get(pk=case.pk), {})
        assert not Todo.objects.open().filter(case=case, kind="protection_referral").exists()
        SERVICE.move(fresh(road.referral), "cancel", by=office.amina, reason="She found a doctor herself.")
        nothing_open(Case.objects.get(pk=case.pk), {})


def test_in_danger_to_life_it_goes_without_a_yes_and_two_people_look_at_it(office, case, clinic):
    """C-09"""
    service, _organisation, clara = clinic
    amina = office.amina
    with acting(amina, "test.arrange"):
        row = actions.begin(case, by=amina, kind=service.kind, priority="immediate", country="TH", needs="She bleeds.")
        row = actions.choose(row, by=amina, version=row.version, service=service)
        given = {"version": row.version, "items": ["name", "needs_words"]}
        with pytest.raises(ValidationError):
            actions.send_in_danger(row, by=amina, basis="", **given)
        row = actions.send_in_danger(row, by=amina, basis="Unconscious.", **given)
        assert (row.status, row.review_by is not None) == (S.ACKNOWLEDGED, True)
        kinds = set(Todo.objects.open().filter(case=case).values_list("kind", flat=True))
        assert {"review_service", "confirm_danger"} <= kinds
    with acting(clara):
        seen = fresh(row)
        assert shared_values(seen.share, seen.case).values["needs_words"] == "She bleeds."
        SERVICE.move(seen, "accept", by=clara)


def test_what_can_wait_never_leaves_without_a_yes(office, case, clinic):
    service, _organisation, _clara = clinic
    with acting(office.amina, "test.arrange"):
        row = actions.begin(case, by=office.amina, kind=service.kind, priority="urgent", country="TH")
        row = actions.choose(row, by=office.amina, version=row.version, service=service)
        with pytest.raises(ValidationError, match="can wait"):
            actions.send_in_danger(row, by=office.amina, version=row.version, items=["name"], basis="Quick.")

"""A partner's supervisor is named to decide on one record, reads what the decision needs and nothing else (issue 2,
item 3; R-07, R-08, S-23, S-42)."""

import datetime
import time
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.access import readable, writable
from accounts.acting import acting
from accounts.models import Membership, OutboxMail, RoleGrant, User
from accounts.policy import READABLE, WRITABLE, Group, Right, Role
from accounts.users.actions import change_user
from casework.cases import actions, naming
from casework.cases.transitions import CASE
from casework.consents.actions import record_not_possible
from casework.models import Case, CaseUserObjectPermission, Consent, NamedGrant, Person
from tests.accounts.test_access import differences, listed
from tests.casework.cases.conftest import told
from tests.cast import browser_of, new_organisation, new_team, new_user

ASKED = "Nobody here may close it: Sam proposed it himself."


@pytest.fixture
def pia(committed):
    """Pia supervises a team of a partner."""
    partner = new_organisation()
    return new_user("Pia", partner, "supervisor", teams=[new_team(partner)])


def name(case, user, by, days=7):
    with acting(by):
        return naming.name_supervisor(Case.objects.get(pk=case.pk), user, by=by, days=days, reason=ASKED)


@pytest.fixture
def named(case, pia, sam):
    """Sam names Pia for Amina's case."""
    return name(case, pia, sam)


@pytest.fixture
def partner(pia):
    """Pia's browser."""
    return browser_of(pia)


def test_before_and_after_the_case_is_not_there(case, url, pia, partner, sam):
    assert partner.get(url).status_code == 404
    grant = name(case, pia, sam)
    assert partner.get(url).status_code == 200
    with acting(sam):
        naming.end_named(grant, by=sam)
    assert partner.get(url).status_code == 404
    assert [row for row in differences() if row[1] == case.pk] == []


def test_the_named_one_reaches_this_one_case_and_no_other(office, case, named, pia):
    with acting(office.amina):
        other = actions.open_case(office.team, by=office.amina)
    assert listed(pia) == [case.pk]
    with acting(pia):
        assert [row.pk for row in Case.objects.all()] == [case.pk]
        assert [row.case_id for row in Person.objects.all()] == [case.pk]
        assert not Case.objects.filter(pk=other.pk).exists()


def test_they_read_exactly_what_the_table_says(case, named, pia):
    with acting(pia):
        row = Case.objects.get(pk=case.pk)
        assert readable(row) == READABLE[(Role.SUPERVISOR, Right.NAMED)]
        assert writable(row) == WRITABLE[(Role.SUPERVISOR, Right.NAMED)]
        assert not {Group.CONTACT, Group.HEALTH, Group.TRAIL, Group.FAMILY, Group.ORIGIN} & readable(row)


def test_rooms_that_no_decision_needs_stay_shut(named, url, partner):
    for room in ("edit/", "person/", "history/", "looks/", "conflicts/", "named/new/", "offer/", "assign/"):
        assert partner.get(f"{url}{room}").status_code in (403, 404), room
    for step in ("transfer_close", "reopen", "protect", "propose_close"):
        assert partner.post(f"{url}step/{step}/", {"reason": "x"}).status_code in (403, 404), step


def test_the_overview_shows_no_way_to_reach_the_person(office, case, named, url, partner):
    with acting(office.amina):
        person = Person.objects.get(case=case)
        person.safe_ways, person.present_address = "Signal after nine", "Room 4, Blue House"
        person.save()
    page = partner.get(url).content.decode()
    assert "Phạm Thu Trang" in page and "Not shared" in page
    assert "Signal after nine" not in page and "Blue House" not in page


def propose(case, by):
    with acting(by):
        Case.objects.filter(pk=case.pk).update(status=Case.Status.OPEN, version=2)
        CASE.move(Case.objects.get(pk=case.pk), "propose_close", by=by, reason="Done.", closure_reason="other")


def test_they_close_a_case_that_nobody_of_the_team_may_close(office, case, named, url, partner, pia):
    propose(case, office.amina)
    assert "Decide on closing" in partner.get("/").content.decode()
    assert partner.post(f"{url}step/approve_close/").status_code == 302
    with acting(pia):
        assert Case.objects.get(pk=case.pk).status == Case.Status.CLOSED


def test_they_return_a_proposal(office, case, named, url, partner, pia):
    propose(case, office.amina)
    assert partner.post(f"{url}step/return_proposal/", {"reason": "The embassy has not answered."}).status_code == 302
    with acting(pia):
        assert Case.objects.get(pk=case.pk).status == Case.Status.OPEN


def test_they_confirm_that_somebody_could_not_be_asked(office, case, named, url, partner, pia):
    with acting(office.amina):
        row = record_not_possible(case, by=office.amina, type="case_data", language="vie", basis="Unconscious.")
    assert "could not be asked" in partner.get("/").content.decode()
    assert partner.post(f"{url}consents/{row.pk}/confirm/").status_code == 302
    with acting(pia):
        assert Consent.objects.filter(status=Consent.Status.CONFIRMED, recorded_by=pia).exists()


def test_they_review_an_emergency_look_and_read_its_reason(office, case, named, partner):
    reason = "She is at the hospital now and nobody answers."
    with acting(office.sam):
        glass = actions.break_glass(case.reference, by=office.sam, reason=reason)
    assert reason in partner.get("/review/emergency/").content.decode()
    address = f"/review/emergency/{glass.pk}/"
    assert partner.get(address).status_code == 200
    assert partner.post(address, {"review": "justified", "review_note": "He was right."}).status_code == 302


def test_my_work_the_list_and_the_case_say_that_somebody_asks(case, named, url, partner):
    page = partner.get("/").content.decode()
    assert "You are asked to decide" in page and f"{url}named/" in page
    assert "Phạm Thu Trang" in partner.get("/cases/").content.decode()
    assert "You are asked to decide" in partner.get(url).content.decode()
    assert ASKED in partner.get(f"{url}named/").content.decode()


def test_the_named_one_gets_a_mail_that_says_nothing_of_the_case(named, pia, sam):
    told_to = OutboxMail.objects.using("owner").filter(kind="named").values_list("user", flat=True)
    assert list(told_to.filter(user__in=[pia.pk, sam.pk])) == [pia.pk]


def test_the_page_names_somebody_and_ends_it(case, url, leads, partner, pia):
    assert "Ask a partner" in leads.get(url).content.decode()
    form = leads.get(f"{url}named/new/").content.decode()
    assert f"{pia.organisation.name}: Pia Test" in form
    answer = leads.post(f"{url}named/new/", {"user": pia.pk, "days": "3", "reason": ASKED})
    assert answer["Location"] == url
    assert partner.get(url).status_code == 200
    with acting(pia):
        grant = NamedGrant.objects.get()
        assert datetime.timedelta(days=3) == grant.until - grant.since
    assert "May decide" in leads.get(f"{url}named/").content.decode()
    assert "named to decide" in leads.get(url).content.decode()
    assert leads.post(f"{url}named/{grant.pk}/end/")["Location"] == f"{url}named/"
    assert partner.get(url).status_code == 404
    assert "had ended already" in leads.post(f"{url}named/{grant.pk}/end/", follow=True).content.decode()


def test_it_can_be_given_back_by_who_was_named_and_by_no_other_named_one(case, named, url, partner, sam):
    other = new_organisation()
    second = new_user("Omar", other, "supervisor", teams=[new_team(other)])
    name(case, second, sam)
    page = browser_of(second).get(f"{url}named/").content.decode()
    assert "Pia" not in page and "Give it back" in page
    assert browser_of(second).post(f"{url}named/{named.pk}/end/").status_code == 404
    assert partner.post(f"{url}named/{named.pk}/end/")["Location"] == "/"
    assert partner.get(url).status_code == 404
    assert browser_of(second).get(url).status_code == 200


@pytest.mark.parametrize("wrong", [{"user": ""}, {"days": "31"}, {"days": ""}, {"reason": " "}, {"reason": "a\0b"}])
def test_what_is_missing_is_asked_for(url, leads, pia, wrong):
    given = {"user": pia.pk, "days": "7", "reason": ASKED} | wrong
    assert leads.post(f"{url}named/new/", given).status_code == 422


def refused(case, user, by, field="user"):
    with pytest.raises(ValidationError) as error:
        name(case, user, by)
    return field in error.value.message_dict


def test_only_a_supervisor_from_elsewhere_can_be_named(office, case, sam, pia):
    team_mate = new_user("Mate", office.organisation, "supervisor", teams=[office.team])
    for user in (sam, team_mate, office.amina, office.noor, office.dara, office.alex, office.lina):
        assert refused(case, user, sam), user
    name(case, office.tess, sam)
    with acting(office.tess):
        assert readable(Case.objects.get(pk=case.pk)) == READABLE[(Role.SUPERVISOR, Right.NAMED)]


@pytest.mark.parametrize("kind", ["embassy", "police", "immigration", "prosecution_court", "armed_group", "business"])
def test_no_authority_and_no_mission_is_named(case, sam, kind):
    """C-06, C-12"""
    body = new_organisation(kind)
    assert refused(case, new_user("Officer", body, "supervisor", teams=[new_team(body)]), sam)


def test_who_was_never_approved_switched_off_or_has_lost_the_role_is_not_named(case, sam, pia):
    asked = new_user("Asked", pia.organisation)
    with acting(sam, "test.arrange"):
        RoleGrant.objects.create(user=asked, role="supervisor", requested_by=pia)
    assert refused(case, asked, sam)
    with acting(sam, "test.arrange"):
        RoleGrant.objects.filter(user=pia).update(ended_at=timezone.now(), ended_by=sam)
    assert refused(case, pia, sam)


def test_whoever_is_blocked_is_neither_offered_nor_named(office, case, url, leads, sam, pia):
    """S-31: a person, their organisation, and who knows the other of two cases kept apart."""
    by_office = new_user("Bao", new_organisation(), "supervisor")
    with acting(sam):
        row = Case.objects.get(pk=case.pk)
        actions.raise_conflict(row, by=sam, reason="Her cousin.", user=pia)
        actions.raise_conflict(row, by=sam, reason="They run the compound.", organisation=by_office.organisation)
    form = leads.get(f"{url}named/new/").content.decode()
    for user in (pia, by_office):
        assert user.organisation.name not in form
        assert refused(case, user, sam)


def test_a_block_beats_the_grant(case, named, url, partner, pia, sam):
    with acting(sam):
        actions.raise_conflict(Case.objects.get(pk=case.pk), by=sam, reason="Her cousin.", user=pia)
    assert partner.get(url).status_code == 404
    assert case.reference[:4] not in partner.get("/").content.decode()


def test_only_the_team_names(office, case, url, pia):
    for somebody in ("amina", "noor", "tess", "dara", "alex", "lina"):
        browser = browser_of(getattr(office, somebody))
        given = {"user": pia.pk, "days": "7", "reason": ASKED}
        assert browser.post(f"{url}named/new/", given).status_code in (403, 404), somebody
    with acting(pia):
        assert not NamedGrant.objects.exists()


def test_the_database_itself_lets_only_the_team_add_and_only_in_their_own_name(office, case, pia, sam):
    """Wall 5 alone: an assigned caseworker, and a supervisor in another's name."""
    wrong = {"until": timezone.now() + datetime.timedelta(days=1), "case": case, "user": pia}
    for actor, by in ((office.amina, office.amina), (sam, office.tess)):
        with acting(actor), pytest.raises(DatabaseError), transaction.atomic():
            NamedGrant(named_by=by, **wrong).save(force_insert=True)


def test_nobody_is_named_for_longer_than_thirty_days_and_nobody_by_themself(case, pia, sam):
    with pytest.raises(ValidationError):
        name(case, pia, sam, days=31)
    with acting(sam), pytest.raises(DatabaseError), transaction.atomic():
        until = timezone.now() + datetime.timedelta(days=31)
        NamedGrant(case=case, user=pia, named_by=sam, until=until).save(force_insert=True)
    with acting(sam), pytest.raises(DatabaseError), transaction.atomic():
        until = timezone.now() + datetime.timedelta(days=1)
        NamedGrant(case=case, user=sam, named_by=sam, until=until).save(force_insert=True)


def test_the_end_cannot_be_moved_by_anybody(case, named, sam):
    with acting(sam), pytest.raises(DatabaseError), transaction.atomic():
        NamedGrant.objects.filter(pk=named.pk).update(until=timezone.now() + datetime.timedelta(days=29), version=2)


def test_it_ends_by_the_clock_of_the_database(case, url, partner, pia, sam):
    """C-05: no task is needed. A grant of a second; then the same person can be named again."""
    with acting(sam):
        until = timezone.now() + datetime.timedelta(seconds=1)
        NamedGrant(case=case, user=pia, named_by=sam, until=until).save(force_insert=True)
    time.sleep(max(0, (until - timezone.now()).total_seconds()) + 0.1)
    assert listed(pia) == [] and partner.get(url).status_code == 404
    name(case, pia, sam)
    assert listed(pia) == [case.pk]


def test_twice_at_the_same_time_is_said(case, named, pia, sam):
    assert refused(case, pia, sam)


def test_losing_the_role_closes_the_case_at_the_next_click(case, named, url, partner, pia, sam):
    """R-08"""
    with acting(sam, "test.arrange"):
        RoleGrant.objects.filter(user=pia).update(ended_at=timezone.now(), ended_by=sam)
    assert partner.get(url).status_code == 404


def move(user, to, by):
    with acting(by):
        row = User.objects.get(pk=user.pk)
        row.organisation = to
        change_user(row, [], by=by, version=row.version)


def test_the_account_stays_in_its_organisation_while_it_is_named(office, case, named, pia, sam):
    with acting(sam, "test.arrange"):
        RoleGrant.objects.filter(user=pia).update(ended_at=timezone.now(), ended_by=sam)
        Membership.objects.filter(user=pia).delete()
    with pytest.raises(ValidationError, match="still works on cases"):
        move(pia, office.organisation, office.alex)
    with acting(sam):
        naming.end_named(named, by=sam)
    move(pia, office.organisation, office.alex)


def test_both_stand_in_timeline_history_and_trail(case, named, url, leads, partner, pia, sam):
    partner.get(url)
    with acting(sam):
        naming.end_named(named, by=sam)
    page = leads.get(url).content.decode()
    assert "asked to decide" in page and "no longer decides" in page
    history = leads.get(f"{url}history/").content.decode()
    assert "Asked a supervisor from elsewhere to decide" in history and ASKED in history and "Pia Test" in history
    assert "Ended the deciding" in history
    looks = leads.get(f"{url}looks/").content.decode()
    assert "Pia Test" in looks and "Was named to decide on this case" in looks


def test_the_named_one_can_give_nobody_else_access(office, case, named, pia):
    with acting(pia), pytest.raises(DatabaseError), transaction.atomic():
        actions.grants.assign(case, pia)
    with acting(office.sam):
        assert not CaseUserObjectPermission.objects.filter(user=pia).exists()


def test_a_grant_that_is_not_ours_looks_like_none(office, case, named, url):
    """S-78"""
    tess = browser_of(office.tess)
    hidden, missing = (told(tess.post(f"{url}named/{pk}/end/"), pk) for pk in (named.pk, uuid.uuid4()))
    assert hidden == missing and hidden[0] == 404


def test_the_list_costs_the_same_with_one_and_with_many(case, url, leads, sam):
    counts = []
    leads.get(f"{url}named/")
    for more in (1, 8):
        for _ in range(more):
            office = new_organisation()
            name(case, new_user("Omar", office, "supervisor", teams=[new_team(office)]), sam)
        with CaptureQueriesContext(connection) as queries:
            leads.get(f"{url}named/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16

"""Administrators raise conflict blocks by case number and learn nothing of any case; the team is told and can lift
(security-rules.md section 3: conflict block; R-02, R-16, S-25, S-78)."""

import re
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from accounts.acting import acting
from accounts.models import OutboxMail, RoleGrant
from casework.cases import actions, blocking
from casework.cases.numbers import new_reference
from casework.models import Case, ConflictBlock, HandOver, TypedBlock
from casework.todos.actions import raise_todo
from casework.todos.models import Todo
from tests.casework.cases.conftest import told
from tests.cast import SecureClient, browser_of, new_organisation, new_user

LIST, NEW = "/account/staff/conflicts/", "/account/staff/conflicts/new/"
WHY = "His sister is married to a man of the compound."


@pytest.fixture(autouse=True)
def everybody(office):
    """Who leads the team and who guards the data are there before anything happens."""
    return office.sam, office.dara, office.amina, office.noor


@pytest.fixture
def admin(alex):
    """Alex's browser."""
    return browser_of(alex)


def block(admin, number, **whom):
    return admin.post(NEW, {"number": number, "reason": WHY, **{name: row.pk for name, row in whom.items()}})


def blocks(user):
    with acting(user):
        return list(ConflictBlock.objects.all())


def mails_to(user):
    return OutboxMail.objects.using("owner").filter(user=user, kind="conflict").count()


def test_a_block_by_number_holds_at_once_and_is_in_the_administrators_name(office, admin, hers, case, url):
    assert hers.get(url).status_code == 200
    assert block(admin, case.reference, user=office.amina)["Location"] == LIST
    assert hers.get(url).status_code == 404
    (row,) = blocks(office.sam)
    assert (row.raised_by_id, row.user_id, row.lifted_at) == (office.alex.pk, office.amina.pk, None)


def test_an_organisation_can_be_blocked(office, admin, case):
    other = new_organisation()
    block(admin, case.reference, about=other)
    (row,) = blocks(office.sam)
    assert row.organisation_id == other.pk


def answer_to(office, number):
    """Status, page after the redirect, statements and the list, after a block of Noor with this number."""
    browser = browser_of(office.alex)
    browser.get(NEW)
    with CaptureQueriesContext(connection) as captured:
        posted = browser.post(NEW, {"number": number, "user": office.noor.pk, "reason": WHY})
    statements = [re.sub(r"'[^']*'|\d+|\\x[0-9a-f]+", "?", query["sql"]) for query in captured]
    page = browser.get(posted["Location"])
    return posted.status_code, statements, told(page, number, f"{number[:4]} {number[4:8]} {number[8:]}")


def test_the_answer_is_the_same_whether_there_is_such_a_case_or_not(office, elsewhere, case):
    """R-02, R-16: own, none, of another organisation, and one from which the administrator is blocked."""
    with acting(elsewhere.amina):
        theirs = actions.open_case(elsewhere.team, by=elsewhere.amina)
    with acting(office.amina):
        hidden = actions.open_case(office.team, by=office.amina)
    with acting(office.sam):
        actions.raise_conflict(Case.objects.get(pk=hidden.pk), by=office.sam, reason="Known.", user=office.alex)
    answers = []
    for number in (new_reference(), case.reference, theirs.reference, hidden.reference):
        status, statements, page = answer_to(office, number)
        text = re.sub(r"<tbody.*</tbody>", "", page[1], flags=re.S)
        answers.append((status, statements, text))
    assert len(answers[0][1]) > 3
    assert all(answer == answers[0] for answer in answers)
    assert [row.user_id for row in blocks(elsewhere.sam)] == []
    with acting(office.sam):
        assert ConflictBlock.objects.filter(user=office.noor).count() == 1


def test_the_list_shows_what_was_typed_and_nothing_of_the_case(office, admin, case):
    missing = new_reference()
    block(admin, case.reference, user=office.amina)
    block(admin, missing, user=office.noor)
    page = admin.get(LIST).content.decode()
    assert f"{case.reference[:4]} {case.reference[4:8]}" in page and f"{missing[:4]} {missing[4:8]}" in page
    assert "Amina Test" in page and WHY in page and "Alex Test" in page
    for nothing in ("Trang", "Bridge", "Vietnamese", "Draft", "Sam Test", str(case.pk), office.team.name):
        assert nothing not in page, nothing


def test_the_administrator_learns_that_it_was_lifted_and_cannot_lift(office, admin, leads, case, url):
    block(admin, case.reference, user=office.amina)
    (row,) = blocks(office.sam)
    for browser in (admin, browser_of(office.dara)):
        assert browser.post(f"{url}conflicts/{row.pk}/lift/").status_code in (403, 404)
    assert blocks(office.sam)[0].lifted_at is None
    assert leads.post(f"{url}conflicts/{row.pk}/lift/").status_code == 302
    cell = re.findall(r'data-label="Lifted">(.*?)</td>', admin.get(LIST).content.decode())[0]
    assert cell != "No"
    with acting(office.amina):
        assert Case.objects.filter(pk=case.pk).exists()


def test_the_team_is_told_reads_why_and_lets_it_stay_or_lifts_it(office, admin, leads, case, url):
    block(admin, case.reference, user=office.amina)
    assert mails_to(office.sam) == 1 and mails_to(office.amina) == 0
    assert "Somebody was kept away from a case" in leads.get("/").content.decode()
    page = leads.get(f"{url}conflicts/").content.decode()
    assert WHY in page and "It stays" in page and "Lift the block" in page
    (row,) = blocks(office.sam)
    assert leads.post(f"{url}conflicts/{row.pk}/check/").status_code == 302
    assert "Somebody was kept away" not in leads.get("/").content.decode()
    assert "looked at this already" in leads.post(f"{url}conflicts/{row.pk}/check/", follow=True).content.decode()
    assert blocks(office.sam)[0].lifted_at is None


def test_who_is_blocked_is_told_nowhere(office, admin, case, url, his):
    block(admin, case.reference, user=office.noor)
    assert WHY not in his.get("/").content.decode()
    second = new_user("Ada", office.organisation, "administrator")
    block(admin, case.reference, user=second)
    line = f"Ada Test, {office.organisation.name}"
    assert line not in browser_of(second).get(LIST).content.decode()
    assert line in admin.get(LIST).content.decode()
    with acting(second):
        assert not TypedBlock.objects.filter(user=second).exists()


def test_a_block_that_would_leave_nobody_to_lift_it_blocks_nobody_and_goes_to_who_guards_the_data(
    office, admin, leads, case, url
):
    block(admin, case.reference, user=office.sam)
    assert leads.get(url).status_code == 200
    assert mails_to(office.dara) == 1 and mails_to(office.sam) == 0
    assert WHY not in leads.get(f"{url}conflicts/").content.decode()
    assert "A block was held back" not in leads.get("/").content.decode()
    guards = browser_of(office.dara)
    assert "A block was held back" in guards.get("/").content.decode()
    page = guards.get(f"{url}conflicts/").content.decode()
    assert "Held back" in page and WHY in page and "I have seen it" in page
    (row,) = blocks(office.dara)
    assert leads.post(f"{url}conflicts/{row.pk}/lift/").status_code in (302, 404)
    assert guards.post(f"{url}conflicts/{row.pk}/check/").status_code == 302
    assert "A block was held back" not in guards.get("/").content.decode()
    assert ">No<" in admin.get(LIST).content.decode()


def test_with_a_second_supervisor_the_first_can_be_blocked_and_never_both(office, admin, leads, case, url):
    second = new_user("Mate", office.organisation, "supervisor", teams=[office.team])
    block(admin, case.reference, user=office.sam)
    assert leads.get(url).status_code == 404 and mails_to(second) == 1
    block(admin, case.reference, user=second)
    assert browser_of(second).get(url).status_code == 200


def test_the_data_protection_officer_checks_only_what_was_held_back(office, admin, case, url):
    block(admin, case.reference, user=office.amina)
    (row,) = blocks(office.sam)
    guards = browser_of(office.dara)
    assert guards.post(f"{url}conflicts/{row.pk}/check/").status_code == 403
    assert "It stays" not in guards.get(f"{url}conflicts/").content.decode()


def test_offers_and_to_dos_of_who_is_blocked_go_on_without_them(office, admin, case):
    with acting(office.amina):
        offer = actions.offer_case(case, office.noor, by=office.amina, from_user=office.amina)
        todo = raise_todo(case, "next_interview", by=office.amina)
    block(admin, case.reference, user=office.amina)
    with acting(office.sam):
        assert HandOver.objects.get(pk=offer.pk).answer == HandOver.Answer.TAKEN_BACK
        assert Todo.objects.get(pk=todo.pk).owner_id == office.sam.pk


def test_raising_the_same_block_twice_leaves_one_on_the_case_and_two_in_the_list(office, admin, case):
    for _ in range(2):
        block(admin, case.reference, user=office.noor)
    assert len(blocks(office.sam)) == 1
    assert admin.get(LIST).content.decode().count(WHY) == 2


@pytest.mark.parametrize(
    "wrong",
    [{"number": ""}, {"number": "x" * 500}, {"number": "AAAAAAAAAA"}, {"number": "\0"}, {"reason": " "}, {"user": ""},
     {"reason": "a\0b"}, {"user": "' OR 1=1--"}],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said_and_kept(office, admin, case, wrong):
    given = {"number": case.reference, "user": office.noor.pk, "reason": WHY} | wrong
    assert admin.post(NEW, given).status_code == 422
    assert blocks(office.sam) == []


def test_both_a_person_and_an_organisation_is_one_too_many(office, admin, case):
    assert block(admin, case.reference, user=office.noor, about=new_organisation()).status_code == 422


def test_not_oneself_not_ones_own_organisation_and_not_who_guards_the_data(office, alex, case):
    """The same for every number: these sentences tell nothing of a case."""
    for number in (case.reference, new_reference()):
        for whom in ({"user": alex}, {"user": office.dara}, {"about": office.organisation}):
            with acting(alex), pytest.raises(ValidationError):
                blocking.raise_by_number(number, by=alex, reason=WHY, **whom)
    assert blocks(office.sam) == []


def test_only_administrators_raise_and_only_they_and_who_guards_the_data_read(office, elsewhere, admin, case):
    block(admin, case.reference, user=office.noor)
    for name in ("amina", "noor", "sam", "tess", "paul", "lina", "audrey"):
        browser = browser_of(getattr(office, name))
        assert (browser.get(LIST).status_code, browser.get(NEW).status_code) == (404, 404), name
    guards = browser_of(office.dara)
    assert WHY in guards.get(LIST).content.decode()
    assert block(guards, case.reference, user=office.amina).status_code == 403
    assert WHY not in browser_of(elsewhere.alex).get(LIST).content.decode()
    assert SecureClient().get(LIST).status_code == 302


def test_the_database_itself_keeps_what_was_typed_from_everybody_else(office, elsewhere, admin, case):
    """Wall 5 alone; the supervisor reads the row that lies on their case and no other."""
    block(admin, case.reference, user=office.noor)
    block(admin, new_reference(), user=office.noor)
    for user, seen in ((office.alex, 2), (office.dara, 2), (office.sam, 1), (office.noor, 0), (office.amina, 1),
                       (office.tess, 0), (elsewhere.alex, 0), (elsewhere.dara, 0)):  # fmt: skip
        with acting(user):
            assert TypedBlock.objects.count() == seen, user
    assert TypedBlock.objects.count() == 0


def test_the_database_itself_lets_only_administrators_add_and_nobody_change(office, alex, admin, case):
    def row(by):
        made = TypedBlock(organisation=office.organisation, number=case.reference, user=office.noor, raised_by=by)
        made.seal(WHY)
        return made

    for actor, by in ((office.amina, office.amina), (office.sam, office.sam), (alex, office.sam)):
        with acting(actor), pytest.raises(DatabaseError), transaction.atomic():
            row(by).save(force_insert=True)
    block(admin, case.reference, user=office.noor)
    with acting(alex), pytest.raises(DatabaseError), transaction.atomic():
        TypedBlock.objects.update(number="X")
    with acting(alex), pytest.raises(DatabaseError), transaction.atomic():
        TypedBlock.objects.all().delete()


def test_nobody_lays_a_block_by_calling_the_function(office, alex, admin, case):
    """Only for a row of one's own, and only as a standing administrator."""
    with acting(alex):
        made = TypedBlock(organisation=office.organisation, number=case.reference, user=office.noor, raised_by=alex)
        made.seal(WHY)
        made.save(force_insert=True)
    for actor in (office.sam, office.amina, new_user("Ada", office.organisation, "administrator")):
        with acting(actor), connection.cursor() as cursor:
            cursor.execute("SELECT take_hold(%s)", [made.pk])
            cursor.execute("SELECT take_hold(%s)", [uuid.uuid4()])
    with acting(alex, "test.arrange"):
        RoleGrant.objects.filter(user=alex).update(ended_at="2026-01-02T00:00:00Z", ended_by=office.sam)
    with acting(alex), connection.cursor() as cursor:
        cursor.execute("SELECT take_hold(%s)", [made.pk])
    assert blocks(office.sam) == []


def test_an_administrator_who_is_kept_away_keeps_nobody_away(office, admin, case):
    with acting(office.sam):
        actions.raise_conflict(Case.objects.get(pk=case.pk), by=office.sam, reason="Known.", user=office.alex)
    block(admin, case.reference, user=office.amina)
    with acting(office.sam):
        assert not ConflictBlock.objects.filter(user=office.amina).exists()


def test_the_reason_is_sealed_and_opens_as_its_own_row_only(office, admin, case):
    """S-60, S-61"""
    from cryptography.exceptions import InvalidTag

    block(admin, case.reference, user=office.noor)
    block(admin, case.reference, user=office.amina)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("SELECT count(*) FROM casework_typedblock t WHERE t::text LIKE %s", [f"%{WHY}%"])
        assert cursor.fetchone() == (0,)
    with acting(office.alex):
        one, other = TypedBlock.objects.filter(number=case.reference)
        one.sealed, one.wrapped_key = other.sealed, other.wrapped_key
        with pytest.raises(InvalidTag):
            _ = one.reason


def test_the_history_of_the_case_says_who_raised_it(office, admin, leads, case, url):
    block(admin, case.reference, user=office.noor)
    page = leads.get(f"{url}history/").content.decode()
    assert "Raised a conflict block by case number" in page and "Alex Test" in page


def test_the_list_goes_on_by_key_and_costs_the_same_with_many(office, alex, admin):
    counts = []
    admin.get(LIST)
    for more in (1, 29):
        with acting(alex):
            for _ in range(more):
                blocking.raise_by_number(new_reference(), by=alex, user=office.noor, reason=WHY)
        with CaptureQueriesContext(connection) as queries:
            page = admin.get(LIST).content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10
    older = re.findall(r'href="(\?older=[^"]+)"', page)[0]
    assert page.count("<tr") - 1 == 25
    assert admin.get(f"{LIST}{older}").content.decode().count("<tr") - 1 == 5
    for junk in ("?older=x", "?x=1", "?older=%00"):
        assert admin.get(f"{LIST}{junk}").status_code == 400

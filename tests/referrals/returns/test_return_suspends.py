"""A return is suspended by itself at the moment a ground falls away, whether the task runs or not (C-05, R15, R16)."""

import datetime

import pytest
from django.db import ProgrammingError, connections, transaction
from django.utils import timezone

from accounts.acting import acting
from accounts.audit.queries import changes
from accounts.workflow import WrongState
from casework.cases.queries import timeline
from casework.consents import actions as consents
from casework.models import Case, Consent, IdentityPaper, Todo
from referrals.models import Return, RiskAssessment
from referrals.returns import risks, tasks
from referrals.returns.facts import facts_of
from referrals.returns.grounds import fallen, state_of
from tests.referrals.returns.conftest import MITIGATED, past, say_yes
from tests.referrals.steps import mails_to

S = Return.Status
DAY = datetime.timedelta(days=1)


def yes_of(home):
    return Consent.objects.filter(case=home.case, type="return", status="given").latest("recorded_at")


def take_back(home):
    with acting(home.office.amina, "test.arrange"):
        consents.withdraw(yes_of(home), by=home.office.amina)


def consent_ends(home):
    with acting(home.office.amina):
        row = yes_of(home)
    past("casework_consent", row.pk, expires_on=timezone.localdate() - DAY)


def assessment_ends(home):
    with acting(home.office.amina):
        row = RiskAssessment.objects.filter(case=home.case).first()
    past("referrals_riskassessment", row.pk, done_at=row.done_at - 31 * DAY)


def paper_ends(home):
    with acting(home.office.amina, "test.arrange"):
        paper = IdentityPaper.objects.get(case=home.case)
        paper.expires_on = timezone.localdate() - DAY
        paper.save()


def paper_goes(home):
    with acting(home.office.amina, "test.arrange"):
        IdentityPaper.objects.get(case=home.case).delete()


def new_risk(home):
    with acting(home.office.amina, "test.arrange"):
        risks.add_factor(home.now_of(home.office.amina), by=home.office.amina, code="persecution", words="A warrant.")


FALLS = {
    "consent": take_back, "consent ends": consent_ends, "assessment": assessment_ends, "paper": paper_ends,
    "paper gone": paper_goes, "block": new_risk,
}  # fmt: skip


def watched(home):
    """In whose name the worker looks at this return, or None where it does not."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("SELECT way, actor FROM returns_before_the_gate(10000, %s)", [tasks.FIRST])
        return dict(cursor.fetchall()).get(home.row.pk)


def state_as_read(home):
    """(what is written, what it is, which grounds) as Sam reads it."""
    with acting(home.office.sam):
        row = Return.objects.timed().select_related("case", "case__person", "case__organisation").get(pk=home.row.pk)
        facts = facts_of([row])[row.pk]
        return row.status, state_of(row, facts), [ground.code for ground in fallen(row, facts)]


@pytest.mark.parametrize("what", FALLS)
def test_when_a_ground_falls_away_it_is_suspended_before_anybody_writes_it(home, what):
    home.to("ask")
    FALLS[what](home)
    written, state, codes = state_as_read(home)
    code = what.split()[0]
    assert state == S.SUSPENDED and (codes == [code] or written == S.SUSPENDED)
    with pytest.raises(WrongState):
        home.take("depart")
    row = home.now()
    assert (row.status, row.suspended_from, row.suspended_why) == (S.SUSPENDED, S.BOOKED, [code])
    assert row.departed_at is None


def test_the_task_writes_it_down_and_tells_people_once(home, office):
    home.to("book")
    other = home.now()
    assessment_ends(home)
    actor = watched(home)
    assert actor == office.amina.pk and tasks.look_at(home.row.pk, actor)
    row = home.now()
    assert row.status == S.SUSPENDED and row.version > other.version
    with acting(office.sam):
        assert Todo.objects.open().filter(case=home.case, kind="suspended_return").count() == 1
    assert "return" in mails_to(home.ravi)
    before = home.now().version
    assert watched(home) is None
    tasks.look_at(home.row.pk, actor)
    assert home.now().version == before
    with pytest.raises(ProgrammingError), transaction.atomic():  # nobody but the worker may ask
        tasks.waiting(tasks.FIRST)


def test_the_history_names_nobody_for_what_followed_by_itself(home, office):
    home.to("book")
    assessment_ends(home)
    assert tasks.look_at(home.row.pk, watched(home))
    with acting(office.sam):
        case = Case.objects.select_related("person", "team").get(pk=home.case.pk)
        events, _more = timeline(case)
        said = {str(event["text"]): str(event["by"]) for event in events}
        done, _older = changes(case.pk, [Return])
    assert said["The return is suspended by itself."] == "The system"
    assert said["The journey is booked."] == home.ravi.display_name
    whose = {change.action: str(change.by) for change in done}
    assert whose["return.suspend"] == "The system" and whose["return.book"] == home.ravi.display_name


def test_after_a_suspension_everything_begins_again_at_the_planning(home, office):
    home.to("ask")
    take_back(home)
    row = home.take("resume")
    assert row.status == S.PLANNING and row.booked_by_id is None and row.cleared_assessment is None
    assert state_as_read(home)[1] == S.PLANNING
    home.take("assess")
    home.file(factors=MITIGATED)
    home.take("clear")
    with acting(office.amina, "test.arrange"):
        say_yes(home.case, office.amina)
    assert home.take("ready").status == S.READY


def test_a_person_may_stop_a_suspended_return_too(home, office):
    home.to("ready")
    take_back(home)
    assert home.take("stop", by=office.amina).status == S.STOPPED


def test_nobody_suspends_a_wish_by_hand(home):
    from django.core.exceptions import ValidationError

    from referrals.returns.transitions import BY_ITSELF

    home.to("ready")
    with acting(home.ravi), pytest.raises(ValidationError, match="Nobody suspends"):
        BY_ITSELF.move(home.now_of(home.ravi), "suspend", by=home.ravi)


def test_a_no_while_it_is_planned_suspends_it(home, office):
    home.to("assess")
    with acting(office.amina, "test.arrange"):
        told = consents.inform(home.case, by=office.amina, type="return", language="vie")
        consents.answer(told, by=office.amina, status="refused", giver="individual", capacity="can")
    assert state_as_read(home)[1:] == (S.SUSPENDED, ["consent"])


def test_suspending_reads_the_same_number_of_rows_for_one_and_for_many(
    home, office, people, django_assert_max_num_queries
):
    home.to("ready")
    with acting(office.sam):
        row = Return.objects.timed().select_related("case__person", "case__organisation").get(pk=home.row.pk)
        with django_assert_max_num_queries(6):
            facts_of([row] * 3)

"""The pages of needs, plan, safety, conferences, children and births: who reaches them, what they ask, what they cost;
and one look at all of them in a browser."""

import os
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.acting import acting
from casework.children import actions as children
from casework.children.births import Birth
from casework.children.models import Assent, BestInterests, Guardian, Tracing
from casework.models import Case, Person, Relative
from casework.needs import actions
from casework.needs.models import CasePlan, Conference, Need, SafetyPlan
from tests.casework.cases.test_look import WIDTHS, complaints, show  # noqa: F401
from tests.casework.children.conftest import TODAY, Way, as_child
from tests.casework.needs.conftest import Help
from tests.cast import browser_of, their_day


def at(name, case, *args):
    """The address of a page of the case."""
    return reverse(name, args=[case.reference, *args])


def boxes(name, day):
    """A day in three boxes."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_a_need_is_written_down_arranged_met_and_ended_on_its_pages(hers, office, case):
    typed = {"kind": "legal_counsel", "priority": "urgent", "words": "A lawyer who speaks Vietnamese",
             "provider_name": "Legal desk", "owner": str(office.amina.pk)}  # fmt: skip
    assert hers.post(at("need_new", case), typed).status_code == 302
    with acting(office.amina):
        need = Need.objects.get(case=case)
    page = hers.get(at("need_home", case)).content.decode()
    assert "A lawyer who speaks Vietnamese" in page and "Legal desk" in page and "days left" in page
    for name in ("arrange", "begin"):
        assert hers.post(at("need_step", case, need.pk, name)).status_code == 302
    met = {"came": "yes", "words": "One hour.", **boxes("held_on", their_day())}
    assert hers.post(at("need_session", case, need.pk), met).status_code == 302
    assert hers.post(at("need_step", case, need.pk, "finish"), {"result": ""}).status_code == 422
    assert hers.post(at("need_step", case, need.pk, "finish"), {"result": "helped"}).status_code == 302
    assert hers.post(at("need_step", case, need.pk, "finish"), {"result": "helped"}).status_code == 409
    page = hers.get(at("need_detail", case, need.pk)).content.decode()
    assert "The person got what was needed" in page and "One hour." in page


def test_a_need_without_a_kind_keeps_what_was_typed(hers, case):
    answer = hers.post(at("need_new", case), {"kind": "", "priority": "normal", "words": "Sleep badly"})
    assert answer.status_code == 422 and "Sleep badly" in answer.content.decode()


def test_a_referral_is_begun_from_a_need_with_its_kind(hers, office, case):
    one = Help(office, case, kind="primary_health", priority="urgent")
    page = hers.get(at("need_detail", case, one.row.pk)).content.decode()
    address = f"{at('service_new', case)}?need={one.row.pk}"
    assert address in page
    form = hers.get(address).context["form"]
    assert (form.initial["kind"], form.initial["priority"]) == ("primary_health", "urgent")
    assert "kind" not in hers.get(f"{at('service_new', case)}?need=nonsense").context["form"].initial


def test_my_work_names_ones_own_near_needs_and_the_late_ones_of_the_team(hers, office, case):
    one = Help(office, case, kind="family_contact", priority="immediate")
    assert "Safe contact with family" in hers.get("/").content.decode()
    with acting(office.amina):
        row = one.now()
        Need.objects.filter(pk=row.pk).update(due_on="2026-01-01", version=row.version + 1)
    assert "Safe contact with family" in browser_of(office.sam).get("/").content.decode()


def test_the_plan_is_written_agreed_to_and_printed(hers, office, case):
    typed = {"language": "vie", "wishes": "To go home", "steps": "Thứ hai: bác sĩ"}
    assert hers.post(at("plan_write", case), typed).status_code == 302
    yes = {"read_aloud": "on", "agreed_how": "witnessed", **boxes("agreed_on", their_day())}
    assert hers.post(at("plan_step", case, 1, "agree"), {**yes, "read_aloud": ""}).status_code == 422
    assert hers.post(at("plan_step", case, 1, "agree"), yes).status_code == 302
    copy = hers.post(at("plan_copy", case, 1)).content.decode()
    assert 'lang="vi"' in copy and "Thứ hai: bác sĩ" in copy and "print.js" in copy
    assert "Agreed by the person" in hers.get(at("plan_home", case)).content.decode()


def test_two_who_write_the_safety_plan_both_keep_their_words(hers, office, case):
    typed = {"reprisals": "The lender", **boxes("made_on", their_day())}
    assert hers.post(at("safety_write", case), typed).status_code == 302
    with acting(office.amina):
        seen = SafetyPlan.objects.get(case=case).version
        actions.write_safety(SafetyPlan.objects.get(case=case), by=office.amina, reprisals="The lender's brother")
    answer = hers.post(at("safety_write", case), {**typed, "reprisals": "His cousin", "version": seen})
    assert answer.status_code == 409 and b"His cousin" in answer.content and b"brother" in answer.content


def test_a_conference_and_its_decision(hers, office, case):
    typed = {"people": "Sam", "minutes": "Rest first.", **boxes("held_on", their_day())}
    assert hers.post(at("conference_new", case), typed).status_code == 302
    with acting(office.amina):
        row = Conference.objects.get(case=case)
    made = {"words": "See a doctor", "kind": "primary_health", "owner": str(office.amina.pk)}
    assert hers.post(at("conference_decide", case, row.pk), made).status_code == 422
    made |= boxes("due_on", their_day())
    assert hers.post(at("conference_decide", case, row.pk), made).status_code == 302
    assert "See a doctor" in hers.get(at("conference_list", case)).content.decode()


def test_the_childs_room_says_what_is_allowed_and_what_is_missing(hers, office, case):
    assert "Child</a>" not in hers.get(at("person_detail", case)).content.decode()
    way = Way(office, as_child(case, office.amina))
    page = hers.get(at("child_home", case)).content.decode()
    assert "Not yet" in page and "Open a best-interests assessment" in page
    assert hers.post(at("interests_open", case)).status_code == 302
    with acting(office.amina):
        way.row = BestInterests.objects.get(case=case)
    named = {
        "kind": "body",
        "name": "Office for children",
        "appointed": "office",
        "involved": "no",
        "accepted": "unknown",
    }
    assert hers.post(at("child_row_new", case, "guardians"), named).status_code == 302
    words = {
        "child_view": "I want my aunt",
        "needs_words": "School",
        "advice": "Her aunt",
        **boxes("heard_on", their_day()),
    }
    with acting(office.amina):
        version = way.now().version
    assert hers.post(at("interests_edit", case, way.row.pk), {**words, "version": version}).status_code == 302
    assert hers.post(at("interests_step", case, way.row.pk, "finish")).status_code == 403
    cora = browser_of(way.cora)
    assert cora.post(at("interests_step", case, way.row.pk, "finish")).status_code == 302
    assert cora.post(at("interests_step", case, way.row.pk, "need"), {}).status_code == 422
    assert cora.post(at("interests_step", case, way.row.pk, "need"), {"about": ["return"]}).status_code == 302
    page = cora.get(at("child_home", case)).content.decode()
    assert "I want my aunt" in page and "Going home, or to another country" in page


def test_the_officer_who_finds_an_adult_is_led_away_from_the_case(hers, office, case):
    cora = Way(office, case).cora
    doubt = {"disputed_by": "us", "doubt_words": "Papers differ", "says": ""}
    assert hers.post(at("age_doubt", case), doubt).status_code == 302
    assert "Age in doubt" in hers.get(at("child_home", case)).content.decode()
    with acting(cora):
        row = Case.objects.get(pk=case.pk).agedisputes.get()
    typed = {"outcome": "adult", "rests_on": ["paper", "talk"], "outcome_words": "A checked passport."}
    answer = browser_of(cora).post(at("age_decide", case, row.pk), typed)
    assert answer.status_code == 302 and answer.url == reverse("case_list")
    assert browser_of(cora).get(at("child_home", case)).status_code == 404


def test_a_newborn_has_a_case_of_its_own_with_the_mother_in_it(hers, office, case):
    born = {"child_name": "An", "registration": "not_yet", "nationality": "unknown", **boxes("born_on", their_day())}
    assert hers.post(at("child_row_new", case, "births"), born).status_code == 302
    with acting(office.amina):
        row = Birth.objects.get(case=case)
    assert hers.post(at("birth_case", case, row.pk)).status_code == 302
    with acting(office.amina):
        linked = Case.objects.get(pk=Birth.objects.get(pk=row.pk).child_case_id)
        person = Person.objects.get(case=linked)
        assert (linked.child, linked.team_id, person.name) == (True, office.team.pk, "An")
        assert Relative.objects.get(case=linked).name == "Phạm Thu Trang"
    assert hers.post(at("birth_case", case, row.pk)).status_code == 302
    with acting(office.amina):
        assert Case.objects.filter(person__name__isnull=False, child=True).count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"registration": "done"}, "registered_on"), ({"nationality": "has"}, "nationalities"),
        ({"registration": "done", "born_on": "2026-05-02", "registered_on": "2026-05-01"}, "registered_on"),
    ],
)  # fmt: skip
def test_a_birth_that_cannot_be_is_a_sentence_beside_its_field(office, case, typed, field):
    import datetime

    given = {
        name: datetime.date.fromisoformat(value) if name in ("born_on", "registered_on") else value
        for name, value in typed.items()
    }
    from django.core.exceptions import ValidationError

    with acting(office.amina), pytest.raises(ValidationError) as found:
        children.save_row(Birth(case=case), by=office.amina, **given)
    assert field in found.value.message_dict


READS = {"need_home": "amina sam", "plan_home": "amina sam", "safety_plan": "amina sam", "conference_list": "amina sam",
         "child_home": "amina sam", "birth_list": "amina sam"}  # fmt: skip


@pytest.mark.parametrize("name", list(READS))
def test_only_who_looks_after_the_person_opens_a_page(office, case, name):
    for who in ("amina", "sam", "noor", "tess", "paul", "dara", "alex"):
        status = browser_of(getattr(office, who)).get(at(name, case)).status_code
        assert (status == 200) == (who in READS[name].split()), (who, status)
        assert status in (200, 403, 404)


def filled(office, case, times):
    """So many rows of everything that a page lists."""
    with acting(office.amina, "test.arrange"):
        first = CasePlan.objects.filter(case=case).count() + 1
        for number in range(first, first + times):
            actions.add_need(case, by=office.amina, kind="other", provider_name=f"Desk {number}", owner=office.amina)
            held = actions.write_conference(Conference(case=case), by=office.amina, people="Sam")
            actions.decide(held, by=office.amina, words="Call", owner=office.amina, due_on=TODAY())
            row = CasePlan(case=case, number=number, status="replaced", language="vie", written_by=office.amina)
            row.save(force_insert=True)
            for kind, given in ROWS:
                children.save_row(kind(case=case), by=office.amina, **given)
            BestInterests(case=case, status="assessment_done", opened_by=office.amina).save(force_insert=True)


ROWS = [
    (Guardian, {"kind": "body", "name": "Office", "appointed": "office"}), (Tracing, {"state": "asked"}),
    (Assent, {"about": "return", "answer": "unsure", "language": "vie"}), (Birth, {"child_name": "An"}),
]  # fmt: skip
COUNTED = ["need_home", "plan_home", "conference_list", "child_home", "birth_list", "safety_plan"]


def test_a_page_costs_the_same_with_one_row_and_with_thirty(hers, office, case):
    as_child(case, office.amina)
    filled(office, case, 1)
    first = costs(hers, case)
    filled(office, case, 29)
    assert costs(hers, case) == first and max(first.values()) <= 16, first


def costs(browser, case):
    """{page: captured queries}; opened once before, so that nothing is loaded for the first time."""
    found = {}
    for name in COUNTED:
        browser.get(at(name, case))
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(at(name, case)).status_code == 200
        found[name] = len(queries)
    return found


@pytest.fixture
def browser_context_args(browser_context_args):
    """axe is put into the page by the test, past the page's content policy."""
    return {**browser_context_args, "bypass_csp": True}


def test_no_page_of_needs_or_children_has_a_finding(show, office, case):  # noqa: F811
    way = Way(office, as_child(case, office.amina))
    way.to("panel_review")
    way.sat()
    one = Help(office, case, kind="legal_counsel", words="A lawyer who speaks Vietnamese").to("arranged")
    filled(office, case, 1)
    with acting(office.amina, "test.arrange"):
        plan = actions.next_plan(case)
        plan = actions.write_plan(plan, by=office.amina, language="vie", wishes="Home", steps="Thứ hai: bác sĩ")
        actions.write_safety(
            actions.safety_of(case), by=office.amina, reprisals="The lender", what_to_do="Lock the door"
        )
    places = {name: at(name, case) for name in COUNTED}
    places |= {"need": at("need_detail", case, one.row.pk), "need-form": at("need_edit", case, one.row.pk)}
    places |= {"plan-copy": at("plan_copy", case, plan.number), "agree": at("plan_step", case, plan.number, "agree")}
    places |= {"decision": at("interests_edit", case, way.row.pk), "guardian": at("child_row_new", case, "guardians")}
    found = {}
    for name, path in places.items():
        for width in WIDTHS:
            page = show("amina", path, width)
            if folder := os.environ.get("CASEWORK_SHOTS"):
                page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
            if said := complaints(page):
                found[name, width] = said
    assert found == {}

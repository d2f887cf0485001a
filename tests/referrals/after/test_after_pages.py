"""The pages of both rooms: each opens, says what is wrong beside the field, and asks as little of the database for
thirty rows as for one."""

import datetime
import uuid

import pytest
from django.urls import reverse

from accounts.acting import acting
from referrals.after import actions
from referrals.after.models import FollowUp, PlanGoal, ReintegrationPlan
from referrals.endings.models import Ending, EndingStep, WaysTalk
from tests.casework.test_api import send
from tests.cast import browser_of
from tests.referrals.after.conftest import (
    ALL,
    FOLLOWUP,
    TODAY,
    YEAR,
    Elsewhere,
    at_home,
    calls,
    due_now,
    say_yes,
    whole_case,
)
from tests.referrals.after.test_earlier import opened


@pytest.fixture
def amina(office):
    return browser_of(office.amina)


def boxes(name, day):
    """A date as the three boxes send it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def dated(name, day):
    return {f"{name}_{number}": part for number, part in enumerate((day.day, day.month, day.year))} | boxes(name, day)


def test_the_ways_on_from_the_talk_to_the_list(office, woman, people, amina):
    ref = woman.reference
    home = reverse("ways_home", args=[ref])
    text = amina.get(home).content.decode()
    assert all(word in text for word in ("Go home", "Stay here", "Asylum", "A third country"))
    assert amina.post(reverse("ways_talk", args=[ref]), {"told": ["asylum"]}).status_code == 422
    said = {"language": "vie", "told": ALL, "understood": "on", "wants": "asylum", "words": "I fear them."}
    answer = amina.post(reverse("ways_talk", args=[ref]), {**said, **dated("held_on", TODAY())})
    assert (answer.status_code, answer["Location"]) == (302, home), answer.content.decode()[-2000:]
    assert "Nothing goes to the own state" in amina.get(home).content.decode()
    new = reverse("ending_new", args=[ref, "asylum"])
    assert amina.get(new).status_code == 200 and amina.post(new, {"wish": ""}).status_code == 422
    answer = amina.post(new, {"wish": "I cannot go back."})
    detail = answer["Location"]
    assert "Statement prepared with a lawyer" in amina.get(detail).content.decode()
    with acting(office.amina):
        row = Ending.objects.get(case=woman)
        step = EndingStep.objects.get(ending=row, code="no_contact")
    item = reverse("ending_item", args=[ref, row.pk, step.pk])
    assert amina.get(item).status_code == 200
    assert amina.post(item, {"blocker": "No paper.", "version": step.version}).status_code == 302
    assert amina.post(item, {"blocker": "Late.", "version": step.version}).status_code == 422
    assert amina.post(reverse("ending_item_done", args=[ref, row.pk, step.pk])).status_code == 302
    assert amina.get(reverse("ending_step", args=[ref, row.pk, "grant"])).status_code == 409
    assert amina.get(reverse("ending_step", args=[ref, row.pk, "advise"])).status_code == 200
    assert amina.post(reverse("ending_step", args=[ref, row.pk, "advise"]), {}).status_code == 422
    assert amina.get(reverse("ending_new", args=[ref, "return"])).status_code == 404
    answer = amina.post(reverse("ending_step", args=[ref, row.pk, "stop"]))
    assert answer.status_code == 302 and "Stopped by the person" in amina.get(detail).content.decode()


def test_the_calls_the_plan_and_the_question_of_the_intake(office, woman, received, amina):
    ref, row = woman.reference, calls(woman, office.amina)[1]
    place = [ref, row.pk]
    assert "After 12 months" in amina.get(reverse("after_home", args=[ref])).content.decode()
    assert "Before you call" in amina.get(reverse("followup_detail", args=place)).content.decode()
    due_now(row)
    talk = reverse("followup_step", args=[*place, "talk"])
    assert amina.get(talk).status_code == 200
    assert amina.post(talk, {"safe_now": "no", "housing": "well", **dated("done_on", TODAY())}).status_code == 422
    answer = amina.post(talk, {"safe_now": "yes", "housing": "not", "words": "Evicted.", **dated("done_on", TODAY())})
    assert answer.status_code == 302, answer.content.decode()[-1500:]
    assert amina.get(talk).status_code == 409
    assert "Evicted." in amina.get(reverse("followup_detail", args=place)).content.decode()
    assert "Not well" in amina.get(reverse("after_home", args=[ref])).content.decode()
    edit, plan = reverse("reintegration_edit", args=[ref]), reverse("reintegration_plan", args=[ref])
    assert amina.get(plan).status_code == 404
    assert amina.post(edit, {"language": "vie", "wishes": "A shop."})["Location"] == plan
    goal = reverse("reintegration_goal_new", args=[ref])
    assert amina.post(goal, {"area": "debt"}).status_code == 422
    assert amina.post(goal, {"area": "debt", "goal": "Trả nợ"}).status_code == 302
    assert "Trả nợ" in amina.get(plan).content.decode()
    copy = reverse("reintegration_copy", args=[ref])
    assert "Trả nợ" in amina.get(copy).content.decode() and amina.post(copy).status_code == 200
    agree = reverse("reintegration_step", args=[ref, "agree"])
    given = {"read_aloud": "on", "agreed_how": "witnessed", **dated("agreed_on", TODAY())}
    assert amina.post(agree, {}).status_code == 422 and amina.post(agree, given).status_code == 302
    with acting(office.amina):
        one = PlanGoal.objects.get(case=woman)
    assert amina.post(reverse("reintegration_goal_drop", args=[ref, one.pk])).status_code == 302
    assert amina.post(reverse("reintegration_goal_mark", args=[ref, one.pk]), {"stands": "reached"}).status_code == 302
    with acting(office.amina):
        assert PlanGoal.objects.get(case=woman).stands == "reached"


def test_here_before_by_the_page(office, case, amina):
    later = opened(office, office.amina)
    before = reverse("earlier_home", args=[later.reference])
    assert case.reference in amina.get(before).content.decode().replace("-", "").replace(" ", "")
    assert amina.post(before, {"how": "name"}).status_code == 422
    answer = amina.post(before, {"how": "name", "again": "yes", "reference": case.reference})
    assert answer.status_code == 302 and "Trafficked again" in amina.get(before).content.decode()
    sam = browser_of(office.sam)
    assert sam.get(before).status_code == 200 and sam.post(before, {"how": "nobody"}).status_code == 403


def test_the_partner_finds_its_call_and_writes_down_the_talk(office, woman, received, partner, amina):
    road = at_home(office, woman, partner)
    row = calls(woman, office.amina)[1]
    give = reverse("followup_give", args=[woman.reference, row.pk])
    assert amina.post(give, {"to_partner": "yes"}).status_code == 302
    due_now(row)
    theirs = browser_of(road.clara)
    listed = theirs.get(reverse("their_calls")).content.decode()
    assert reverse("their_call", args=[row.pk]) in listed and "Trang" not in listed
    assert "Before you call" in theirs.get(reverse("their_call", args=[row.pk])).content.decode()
    talk = reverse("their_call_step", args=[row.pk, "talk"])
    assert theirs.post(talk, {"safe_now": "yes"}).status_code == 422
    answer = theirs.post(talk, {"safe_now": "yes", "housing": "well", **dated("done_on", TODAY())})
    assert answer.status_code == 302 and theirs.get(talk).status_code == 409
    assert theirs.get(reverse("followup_detail", args=[woman.reference, row.pk])).status_code in (403, 404)
    assert theirs.get(reverse("their_call", args=[calls(woman, office.amina)[3].pk])).status_code == 404
    assert amina.get(reverse("their_call", args=[row.pk])).status_code in (403, 404)


def test_pages_ask_as_little_for_thirty_rows_as_for_one(
    office, woman, people, received, amina, django_assert_max_num_queries
):
    Elsewhere(office, woman, people, "stay").to("begin")
    with acting(office.amina, "test.arrange"):
        plan = actions.write_plan(whole_case(woman), by=office.amina, language="vie")
        for number in range(30):
            actions.save_goal(plan, by=office.amina, area="health", goal=f"Goal {number}")
            WaysTalk(case=woman, by=office.amina, language="vie", told=ALL, understood=True, wants="stay").save(
                force_insert=True
            )
        row = Ending.objects.get(case=woman)
        call = FollowUp.objects.filter(case=woman).first()
    ref = woman.reference
    for name, args in (
        ("ways_home", [ref]), ("ending_detail", [ref, row.pk]), ("after_home", [ref]),
        ("followup_detail", [ref, call.pk]), ("reintegration_plan", [ref]), ("earlier_home", [ref]),
    ):  # fmt: skip
        path = reverse(name, args=args)
        amina.get(path)
        with django_assert_max_num_queries(16) as seen:
            assert amina.get(path).status_code == 200
        print(name, len(seen))


def test_the_same_by_rest_with_problem_answers_and_a_key(office, woman, people, amina):
    ref = woman.reference
    with acting(office.amina, "test.arrange"):
        say_yes(whole_case(woman), office.amina, kind=FOLLOWUP, expires_on=TODAY() + YEAR)
    key = str(uuid.uuid4())
    body = {"case": ref, "kind": "stay", "wish": "Her daughter is at school here."}
    made = send(amina, "POST", "/api/v1/endings/", body, Idempotency_Key=key)
    again = send(amina, "POST", "/api/v1/endings/", body, Idempotency_Key=key)
    assert (made.status_code, again.status_code) == (201, 200), made.content
    assert made.json()["id"] == again.json()["id"] and len(made.json()["steps"]) == 5
    one = f"/api/v1/endings/{made.json()['id']}/"
    assert send(amina, "POST", f"{one}ask/", {}).status_code == 400
    assert send(amina, "POST", f"{one}grant/", {}).status_code == 409
    done = send(
        amina, "POST", f"{one}advise/", {"advised_on": str(TODAY()), "advised_language": "vie", "adviser": "Lea"}
    )
    assert done.status_code == 200 and done.json()["adviser"] == "Lea", done.content
    start = str(TODAY() - datetime.timedelta(days=31))
    first = send(amina, "POST", "/api/v1/follow-ups/", {"case": ref, "start": start}, Idempotency_Key=str(uuid.uuid4()))
    assert first.status_code == 201, first.content
    rows = amina.get(f"/api/v1/follow-ups/?case={ref}").json()["results"]
    assert sorted(row["month"] for row in rows) == [1, 3, 6, 12]
    call = f"/api/v1/follow-ups/{first.json()['id']}/"
    talked = {"safe_now": "yes", "done_on": str(TODAY()), "safety": "partly"}
    assert send(amina, "POST", f"{call}talk/", talked).json()["safety"] == "partly"
    plan = send(
        amina,
        "POST",
        "/api/v1/reintegration-plans/",
        {"case": ref, "language": "vie"},
        Idempotency_Key=str(uuid.uuid4()),
    )
    assert plan.status_code == 201, plan.content
    goal = send(
        amina, "POST", f"/api/v1/reintegration-plans/{plan.json()['id']}/goal/", {"area": "debt", "goal": "None."}
    )
    assert goal.status_code == 200 and [one["goal"] for one in goal.json()["goals"]] == ["None."], goal.content
    noor = browser_of(office.noor)
    assert noor.get(one).status_code == 404 and noor.get("/api/v1/endings/").json()["results"] == []
    with acting(office.amina):
        assert ReintegrationPlan.objects.get(case=woman).status == "draft"

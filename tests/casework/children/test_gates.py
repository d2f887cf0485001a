"""What a child's case allows: every gate, what each rests on, and that it is wired where it must be (P4)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting
from casework.children import actions, queries
from casework.children.ages import AgeDispute
from casework.children.models import Assent, BestInterests
from casework.consents.actions import answer, inform
from casework.models import Case, Person, Sitting
from referrals.sharing.preparing import prepare_share, send_share
from tests.casework.children.conftest import Way
from tests.casework.interviews.conftest import sit_down
from tests.cast import browser_of, new_organisation
from tests.referrals.conftest import agreed

GATES = [queries.full_interview_allowed, queries.placement_allowed, queries.sharing_allowed, queries.return_allowed]
GUARDED = {"giver": "best_interests_basis", "decided_by": "Cora Test, Sam Test", "child_assent": True}


def open_gates(case, user):
    """Which of the four stand open for this case; the same by the columns in clear as by whole rows."""
    with acting(user):
        row = Case.objects.get(pk=case.pk)
        found, whole = opened_by(row, None), opened_by(row, queries.facts_of(row))
    assert found == whole
    return [name for name, sentences in found.items() if not sentences]


def opened_by(case, facts):
    """{gate: what is missing} with these facts."""
    found = {}
    for gate in GATES:
        name = gate.__name__.removesuffix("_allowed")
        try:
            assert gate(case, facts) is True
            found[name] = []
        except ValidationError as error:
            assert error.messages
            found[name] = error.messages
    return found


def test_the_childs_newest_word_counts(office, child):
    way = Way(office, child, about=["return"])
    way.to("decided")
    for answer_given, gate_open in (("yes", True), ("no", False), ("yes", True)):
        with acting(office.amina, "test.arrange"):
            said = {"about": "return", "answer": answer_given, "words": "I said it.", "language": "vie"}
            actions.save_row(Assent(case=child), by=office.amina, **said)
        assert ("return" in open_gates(child, office.amina)) is gate_open


def test_an_adult_passes_every_gate(office, case):
    assert open_gates(case, office.amina) == ["full_interview", "placement", "sharing", "return"]


def test_a_child_passes_none_before_anything_is_done(office, child):
    assert open_gates(child, office.amina) == []


def test_an_open_assessment_and_a_guardian_allow_the_full_interview(way):
    way.opened()
    assert open_gates(way.case, way.office.amina) == []
    way.guardian()
    assert open_gates(way.case, way.office.amina) == ["full_interview"]


def test_a_done_assessment_allows_a_bed_and_sharing_and_not_the_way_home(way):
    way.to("assessment_done")
    assert open_gates(way.case, way.office.amina) == ["full_interview", "placement", "sharing"]


def test_an_open_determination_about_the_place_closes_the_place(office, child):
    way = Way(office, child, about=["placement"])
    way.to("determination_needed")
    assert open_gates(child, office.amina) == ["full_interview", "sharing"]
    way.to_panel_review()
    way.to_decided()
    assert open_gates(child, office.amina) == ["full_interview", "placement", "sharing"]


def test_the_way_home_needs_decision_and_the_childs_own_yes(way):
    way.to("decided")
    assert "return" not in open_gates(way.case, way.office.amina)
    say(way, "no")
    assert "return" not in open_gates(way.case, way.office.amina)
    say(way, "yes")
    assert "return" in open_gates(way.case, way.office.amina)
    say(way, "unsure")
    assert "return" not in open_gates(way.case, way.office.amina)


def say(way, word):
    """The child says this about going home."""
    with acting(way.office.amina, "test.arrange"):
        given = {"about": "return", "answer": word, "words": "So.", "language": "vie"}
        return actions.save_row(Assent(case=way.case), by=way.office.amina, **given)


def test_a_no_of_the_panel_and_a_passed_day_close_the_way_home(office, child):
    way = Way(office, child)
    way.to("panel_review")
    way.sat(allowed=[])
    way.move("sign_officer")
    way.move("sign_supervisor")
    say(way, "yes")
    assert "return" not in open_gates(child, office.amina)


def test_a_decision_stands_until_its_day(way):
    way.to("decided")
    say(way, "yes")
    with acting(way.cora):
        row = way.now()
        row.review_on = timezone.localdate() - datetime.timedelta(days=1)
        row.save()
    assert "return" not in open_gates(way.case, way.office.amina)


def test_a_guardian_who_went_closes_everything_again(way):
    way.to("decided")
    say(way, "yes")
    with acting(way.office.amina):
        for one in way.case.guardians.all():
            actions.end_guardian(one, by=way.office.amina, why="The office closed.")
    assert open_gates(way.case, way.office.amina) == []


def agree_to_talk(case, by, **fields):
    """A yes to the interview that holds for a child."""
    with acting(by, "test.arrange"):
        row = inform(case, by=by, type="interview", purpose="To be heard.", language="vie")
        return answer(row, by=by, status="given", how="written", **GUARDED, **fields)


@pytest.mark.parametrize(
    ("set_code", "needs_it"), [("intake_interview", True), ("rapid_triage", False), ("return_risk", True)]
)
def test_a_first_talk_may_begin_and_a_full_interview_waits(way, set_code, needs_it):
    agree_to_talk(way.case, way.office.amina)
    talk = {"code": set_code, "beside": "Officer Cora"}
    if not needs_it:
        assert sit_down(way.case, way.office.amina, **talk).status == Sitting.Status.IN_PROGRESS
        return
    with pytest.raises(ValidationError, match="best-interests"):
        sit_down(way.case, way.office.amina, **talk)
    way.opened()
    with pytest.raises(ValidationError, match="guardian"):
        sit_down(way.case, way.office.amina, **talk)
    way.guardian()
    assert sit_down(way.case, way.office.amina, **talk).status == Sitting.Status.IN_PROGRESS


def test_nothing_of_a_child_is_sent_before_the_assessment(way):
    by = way.office.amina
    clinic = new_organisation("health", "TH")
    with acting(by):
        consent = agreed(way.case, by, clinic, items=["name"], kind="share_services", **GUARDED)
        given = {"recipient": consent.recipient, "purpose": "service", "consent": consent, "items": ["name"]}
        share = prepare_share(way.case, **given)
        with pytest.raises(ValidationError, match="best-interests"):
            send_share(share)
    way.to("assessment_done")
    with acting(by):
        assert send_share(share).sent_at is not None


def test_who_may_have_had_a_part_in_it_is_never_asked_for_a_consent(way):
    by = way.office.amina
    way.guardian(
        kind="father", name="Trần Văn Hải", appointed="law", involved="possible", involved_words="He sold her."
    )
    with acting(by):
        row = inform(way.case, by=by, type="interview", purpose="To be heard.", language="vie")
        given = {"giver": "guardian", "relation": "father", "child_assent": True, "how": "written", "status": "given"}
        with pytest.raises(ValidationError) as found:
            answer(row, by=by, guardian="TRẦN VĂN  HẢI, her father", **given)
        assert "guardian" in found.value.message_dict
        assert (
            answer(row, by=by, guardian="Lê Thị Mai, her mother", **{**given, "relation": "mother"}).status == "given"
        )


def doubted(office, case):
    """The police doubt the age."""
    with acting(office.amina):
        return actions.doubt_age(case, by=office.amina, disputed_by="authority", doubt_words="The police say nineteen.")


def test_a_doubted_age_counts_as_a_child_with_a_mark_of_its_own(office, case):
    doubted(office, case)
    with acting(office.amina):
        now = Case.objects.get(pk=case.pk)
        assert (now.child, now.age_disputed) == (True, True) and queries.age_disputed(now)
    assert open_gates(case, office.amina) == []


@pytest.mark.parametrize("rests_on", [[], ["medical"], ["paper"]])
def test_nobody_becomes_an_adult_on_one_leg(office, case, rests_on):
    row = doubted(office, case)
    cora = Way(office, case).cora
    with acting(cora), pytest.raises(ValidationError) as found:
        actions.decide_age(row, by=cora, outcome="adult", rests_on=rests_on, outcome_words="Looks older.")
    assert "rests_on" in found.value.message_dict


@pytest.mark.parametrize(("outcome", "child"), [("adult", False), ("child", True)])
def test_the_officer_decides_the_age_and_the_case_follows(office, case, outcome, child):
    row = doubted(office, case)
    cora = Way(office, case).cora
    with acting(cora):
        actions.decide_age(row, by=cora, outcome=outcome, rests_on=["paper", "talk"], outcome_words="Passport, talk.")
    with acting(office.amina):
        now = Case.objects.get(pk=case.pk)
        assert (now.child, now.age_disputed) == (child, False)
        assert AgeDispute.objects.get(case=case).decided_by_id == cora.pk
        assert Person.objects.get(case=case).presumed_child is child


def test_the_age_is_decided_by_the_officer_alone(office, case):
    row = doubted(office, case)
    for user in (office.amina, office.sam, office.dara):
        with acting(user), pytest.raises((PermissionDenied, Http404)):
            actions.decide_age(row, by=user, outcome="child", rests_on=["talk"], outcome_words="Yes.")
    with acting(office.amina):
        assert AgeDispute.objects.get(pk=row.pk).ended_at is None


def test_no_default_leads_to_an_institution():
    """P4: nothing that is chosen by itself names one, and who decides for one writes why and for how long."""
    fields = [field for field in BestInterests._meta.fields if "institution" in str(field.verbose_name).lower()]
    assert [field.name for field in fields] == ["institution_why"]
    assert BestInterests().institution_why == "" and BestInterests().allowed == []


def test_how_to_reach_a_guardian_is_shown_on_demand_and_recorded(office, child):
    way = Way(office, child)
    one, other = (
        way.guardian(reach="CANARY +66 1"),
        way.guardian(name="The aunt", kind="relative", reach="CANARY +66 2"),
    )
    amina = browser_of(office.amina)
    home, show_it = reverse("child_home", args=[child.reference]), reverse("guardian_reveal", args=[child.reference])
    for page in (
        home,
        reverse("case_history", args=[child.reference]),
        f"/api/v1/children/{child.reference}/guardians/",
    ):
        answer = amina.get(page)
        assert answer.status_code == 200 and "CANARY" not in answer.content.decode(), page
    shown = amina.post(show_it, {"what": str(other.pk)}).content.decode()
    assert "CANARY +66 2" in shown and "CANARY +66 1" not in shown
    assert "CANARY" not in amina.get(home).content.decode()
    assert amina.get(show_it).status_code == 405
    assert browser_of(office.noor).post(show_it, {"what": str(one.pk)}).status_code == 404
    seen = browser_of(office.sam).get(reverse("case_looks", args=[child.reference]) + "?which=all").content.decode()
    assert "A number or place, shown on request" in seen

"""The case's side in a browser: telling, choosing, ticking with the preview, approving, the queue."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting
from casework.models import Relative, StateFear
from referrals.consular.models import ConsularReferral
from referrals.models import Share
from tests.cast import browser_of, new_user
from tests.referrals.conftest import agreed
from tests.referrals.steps import TICKED, Way, fresh, known_national

S = ConsularReferral.Status


@pytest.fixture
def amina(office):
    return browser_of(office.amina)


@pytest.fixture
def sam(office):
    return browser_of(office.sam)


def at(name, case, *more):
    return reverse(name, args=[case.reference, *more])


def only_referral(office, case):
    with acting(office.amina):
        return fresh(ConsularReferral.objects.get(case=case))


def ticks(referral, *items, **more):
    """What the form of the boxes sends."""
    day = timezone.localdate() + datetime.timedelta(days=20)
    return {
        "version": referral.version, "items": list(items), "until_day": day.day, "until_month": day.month,
        "until_year": day.year, **more,
    }  # fmt: skip


def test_the_room_says_what_is_not_done_yet_and_where(office, case, amina):
    text = amina.get(at("consular_home", case)).content.decode()
    assert "Nobody has told the person yet" in text and at("consular_tell", case) in text
    assert ">Mission<" in amina.get(at("case_detail", case)).content.decode()


def test_telling_reads_the_words_aloud_in_her_language_and_needs_her_nationality(office, case, amina):
    shown = amina.get(at("consular_tell", case)).content.decode()
    assert "First the nationality" in shown
    with acting(office.amina, "test.arrange"):
        known_national(case, office.amina, "VN", "LA")
    shown = amina.get(at("consular_tell", case)).content.decode()
    assert "right to speak with your embassy" in shown
    today = timezone.localdate()
    given = {"nationality": "VN", "told_on_day": today.day, "told_on_month": today.month, "told_on_year": today.year,
             "told_language": "vie", "already_told_by": "The police post"}  # fmt: skip
    wrong = amina.post(at("consular_tell", case), {**given, "told_on_year": today.year + 1})
    assert wrong.status_code == 422 and "The police post" in wrong.content.decode()
    assert amina.post(at("consular_tell", case), {**given, "nationality": "MM"}).status_code == 422
    assert amina.post(at("consular_tell", case), given).status_code == 302
    again = amina.post(at("consular_tell", case), given)
    assert again.status_code == 422 and "open referral for this nationality" in again.content.decode()


def test_the_way_of_the_pages_from_the_telling_to_the_sending(office, case, amina, sam):
    with acting(office.amina, "test.arrange"):
        known_national(case, office.amina, "VN")
        agreed(case, office.amina, office.mission, items=["name", "birth_date", "family"])
        Way(office, case)
    today = timezone.localdate()
    told = {"nationality": "VN", "told_on_day": today.day, "told_on_month": today.month, "told_on_year": today.year,
            "told_language": "vie"}  # fmt: skip
    amina.post(at("consular_tell", case), told)
    number = only_referral(office, case).number
    assert amina.post(at("consular_step", case, number, "begin")).status_code == 302
    offered = amina.get(at("consular_mission", case, number)).content.decode()
    assert office.mission.name in offered and "Resident" in offered and "The person agreed, until" in offered
    chosen = {"mission": office.mission.pk, "purpose": "papers", "version": only_referral(office, case).version}
    assert amina.post(at("consular_mission", case, number), chosen).status_code == 302
    page = amina.get(at("consular_prepare", case, number)).content.decode()
    assert page.count(" checked") == 0, "nothing is ticked beforehand"
    assert re.search(r'value="birth_place"\s+disabled', page) and "Never shared with a mission" in page
    referral = only_referral(office, case)
    look = amina.post(at("consular_prepare", case, number), ticks(referral, "name", look="1")).content.decode()
    assert "Phạm Thu Trang" in look.split('id="preview"')[1]
    assert only_referral(office, case).share.items == [], "looking stores nothing"
    sent = amina.post(at("consular_prepare", case, number), ticks(referral, "name", "birth_date", send="1"))
    assert sent.status_code == 302 and only_referral(office, case).status == S.READY
    waits = sam.get(at("consular_detail", case, number)).content.decode()
    assert "Approve" in waits and "14 May 2002" in waits
    assert sam.post(at("consular_step", case, number, "approve")).status_code == 302
    assert amina.post(at("consular_step", case, number, "send")).status_code == 302
    assert only_referral(office, case).status == S.SENT


def test_a_share_beyond_the_consent_is_a_sentence_and_nothing_is_stored(office, case, amina):
    way = Way(office, case, items=["name"], nationality="VN")
    way.consented = {"items": ["name"]}
    way.to("ready")
    with acting(office.amina, "test.act"):
        from referrals.consular.transitions import CONSULAR

        CONSULAR.move(fresh(way.referral), "change", by=office.amina)
    referral = only_referral(office, case)
    refused = amina.post(at("consular_prepare", case, referral.number), ticks(referral, "name", "birth_date", send="1"))
    assert refused.status_code == 422 and "did not agree to show: Date of birth" in refused.content.decode()
    assert only_referral(office, case).share.items == ["name"] and only_referral(office, case).status == S.DRAFT


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"until_year": "2001"}, "still to come"),
        ({"until_year": str(timezone.localdate().year + 4)}, "Not after the consent"),
        ({"until_day": "32"}, "does not exist"),
        ({"items": ["health"]}, "can never be shown"),
        ({"version": "0"}, "Somebody changed this"),
    ],
)
def test_bad_ticks_are_sentences_beside_the_field(office, case, amina, change, sentence):
    way = Way(office, case)
    way.to("ready")
    with acting(office.amina, "test.act"):
        from referrals.consular.transitions import CONSULAR

        CONSULAR.move(fresh(way.referral), "change", by=office.amina)
    referral = only_referral(office, case)
    refused = amina.post(at("consular_prepare", case, referral.number), {**ticks(referral, "name", send="1"), **change})
    assert refused.status_code == 422 and sentence in refused.content.decode()
    assert only_referral(office, case).status == S.DRAFT


def test_a_fear_takes_the_place_of_the_send_button(office, case, amina):
    way = Way(office, case)
    way.to("ready")
    with acting(office.amina, "test.act"):
        from referrals.consular.transitions import CONSULAR

        CONSULAR.move(fresh(way.referral), "change", by=office.amina)
    assert amina.post(at("fear_new", case), {"kind": "fear", "note": "They know my father."}).status_code == 302
    referral = only_referral(office, case)
    for name in ("consular_detail", "consular_home"):
        more = [referral.number] if name == "consular_detail" else []
        text = amina.get(at(name, case, *more)).content.decode()
        assert "Blocked:" in text and "They know my father." in text
    page = amina.get(at("consular_mission", case, referral.number))
    chosen = {"mission": office.mission.pk, "purpose": "papers", "version": referral.version}
    refused = amina.post(at("consular_mission", case, referral.number), chosen)
    assert page.status_code == 200 and refused.status_code == 422 and "Blocked" in refused.content.decode()


def test_lifting_takes_another_person_and_her_yes_of_a_later_day(office, case, amina, sam):
    with acting(office.amina, "test.arrange"):
        known_national(case, office.amina, "VN")
    amina.post(at("fear_new", case), {"kind": "fear"})
    with acting(office.amina):
        fear = StateFear.objects.get(case=case)
    ask = at("fear_ask", case, fear.pk)
    early = amina.post(ask, {"reason": "She wants to go home."})
    assert early.status_code == 422 and "First record that the person agrees" in early.content.decode()
    with acting(office.amina, "test.arrange"):
        agreed(case, office.amina, office.mission)
    assert amina.post(ask, {"reason": "She wants to go home."}).status_code == 302
    decide = at("fear_decide", case, fear.pk, "lift")
    assert amina.post(decide).status_code == 403
    assert "She wants to go home." in sam.get(at("consular_home", case)).content.decode()
    assert sam.post(decide).status_code == 302
    with acting(office.amina):
        assert StateFear.objects.get(pk=fear.pk).lifted_by_id == office.sam.pk


def test_the_liaison_officer_reads_and_prepares_only_within_their_groups(office, case):
    """Family and facts are not theirs: what is ticked of them is only said to be shared."""
    kanda = browser_of(new_user("Kanda", office.organisation, "consular_liaison", teams=[office.team]))
    with acting(office.amina, "test.arrange"):
        Relative(case=case, relation="mother", name="Lê Thị Mận").save(force_insert=True)
    referral = Way(
        office,
        case,
        items=["name", "family"],
    ).to("rights_told")
    text = kanda.get(at("consular_detail", case, referral.number)).content.decode()
    assert "Prepare a referral" in text
    way = Way(office, case, items=["name", "family"])
    way.referral, way.consented = referral, {"items": ["name", "family"]}
    for step in ("begin", "request"):
        with acting(office.amina, "test.arrange"):
            way.take(office.amina, step)
    text = kanda.get(at("consular_detail", case, referral.number)).content.decode()
    assert "Lê Thị Mận" not in text and "You may not read it here" in text and "Phạm Thu Trang" in text
    assert "Lê Thị Mận" in browser_of(office.amina).get(at("consular_detail", case, referral.number)).content.decode()


def test_what_is_not_asked_for_and_what_does_not_fit_answers_409_or_404(office, case, amina):
    referral = Way(office, case).to("acknowledged")
    assert amina.post(at("consular_step", case, referral.number, "send")).status_code == 409
    assert amina.post(at("consular_step", case, referral.number, "nonsense")).status_code == 404
    assert amina.post(at("consular_step", case, referral.number, "confirm")).status_code == 403
    assert amina.get(at("consular_detail", case, "ZZZZZZZZZZ")).status_code == 404
    assert amina.get(at("fear_decide", case, referral.pk, "lift")).status_code == 405


def test_a_colleague_who_does_not_work_on_the_case_finds_nothing(office, case):
    referral = Way(office, case).to("ready")
    noor = browser_of(office.noor)
    for name, more in (("consular_home", []), ("consular_detail", [referral.number]), ("fear_new", [])):
        assert noor.get(at(name, case, *more)).status_code == 404, name


def test_the_queue_shows_the_longest_waiting_first_with_its_clock(office, case, amina):
    from casework.cases.actions import open_case

    Way(office, case).to("sent")
    with acting(office.amina, "test.arrange"):
        other = open_case(office.team, by=office.amina, person={"name": "Somebody Late"}, language="vie")
    late = Way(office, other).to("acknowledged")
    with acting(office.amina, "test.arrange"):
        row = fresh(late)
        row.since = timezone.now() - datetime.timedelta(days=9)
        row.save()
    text = amina.get(reverse("consular_queue")).content.decode()
    assert text.index("Somebody Late") < text.index("Phạm Thu Trang") and "2 days late" in text
    only_late = amina.get(reverse("consular_queue") + "?show=late").content.decode()
    assert "Somebody Late" in only_late and "Phạm" not in only_late
    ours = amina.get(reverse("consular_queue") + "?show=ours").content.decode()
    assert "Nothing waits here" in ours
    assert amina.get(reverse("consular_queue") + "?phone=1").status_code == 400
    assert browser_of(office.audrey).get(reverse("consular_queue")).status_code == 404


@pytest.mark.parametrize("status", ["rights_told", "ready", "approved", "acknowledged", "document_issued"])
def test_a_page_of_the_case_takes_at_most_16_queries(office, case, amina, sam, status, django_assert_max_num_queries):
    referral = Way(office, case).to(status)
    for browser in (amina, sam):
        browser.get(at("consular_home", case))
        for name, more in (("consular_home", []), ("consular_detail", [referral.number])):
            with django_assert_max_num_queries(16):
                assert browser.get(at(name, case, *more)).status_code == 200


def test_the_page_of_the_boxes_takes_at_most_16_queries(office, case, amina, django_assert_max_num_queries):
    way = Way(office, case)
    way.to("ready")
    with acting(office.amina, "test.act"):
        from referrals.consular.transitions import CONSULAR

        CONSULAR.move(fresh(way.referral), "change", by=office.amina)
    amina.get(at("consular_home", case))
    for name in ("consular_mission", "consular_prepare", "consular_detail"):
        with django_assert_max_num_queries(16):
            assert amina.get(at(name, case, way.referral.number)).status_code == 200


def test_what_a_mission_sees_is_said_with_the_same_words_as_the_portal(office, case, amina):
    """One partial for preview and portal: the same labels and values in the same order."""
    referral = Way(office, case, items=TICKED).to("acknowledged")
    mine = amina.get(at("consular_detail", case, referral.number)).content.decode().split('class="slip__body"')[1]
    theirs = browser_of(office.lina).get(reverse("portal_detail", args=[referral.number])).content.decode()
    theirs = theirs.split("What was shared with you")[1].split("</section>")[0]
    pairs = [re.findall(r"<dt>([^<]*)</dt><dd[^>]*>(.*?)</dd>", text.split("</dl>")[0]) for text in (mine, theirs)]
    assert pairs[0][:-1] == pairs[1][:-1] and mine.split("</dl>")[0].count("<dt>") == 16
    assert str(Share.Purpose.PAPERS.label) in browser_of(office.lina).get(reverse("portal_list")).content.decode()

"""Two people change one case: nothing typed is lost (I10, S-86)."""

import re

import pytest

from accounts.acting import acting
from casework.cases import grants
from casework.cases.actions import edit_case
from casework.models import Case
from tests.cast import browser_of


@pytest.fixture
def both(office, case, leads):
    """Noor works on the case too."""
    with acting(office.sam, "case.assign"):
        grants.assign(case, office.noor)


def form(case_version, **fields):
    """What a person would send."""
    return {"version": case_version, "stage": "out", "urgency": "usual", "language": "vie", "label": "Bridge",
            "reporter": "", "told": "", "referrer": "", **fields}  # fmt: skip


def test_a_change_is_saved_and_the_same_text_is_no_change(hers, url, now, amina):
    assert hers.post(f"{url}edit/", form(1, told="One\r\ntwo")).status_code == 302
    case = now(amina)
    with acting(amina):
        assert (case.version, case.told) == (2, "One\ntwo")


def test_the_second_saver_sees_both_texts_and_loses_nothing(both, hers, his, url, now, amina):
    hers.post(f"{url}edit/", form(1, told="As Amina heard it"))
    answer = his.post(f"{url}edit/", form(1, told="As Noor heard it"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "As" in text and "Amina" in text and "Noor" in text
    with acting(amina):
        assert now(amina).told == "As Amina heard it"
    inputs = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))
    assert his.post(f"{url}edit/", inputs | {"keep_told": "both"}).status_code == 302
    with acting(amina):
        assert now(amina).told == "As Amina heard it\nAs Noor heard it"


@pytest.mark.parametrize(("keep", "stays"), [("mine", "Noor's"), ("theirs", "Amina's")])
def test_either_text_can_stay(both, hers, his, url, now, amina, keep, stays):
    hers.post(f"{url}edit/", form(1, told="Amina's"))
    text = his.post(f"{url}edit/", form(1, told="Noor's")).content.decode()
    inputs = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))
    inputs = {name: value.replace("&#x27;", "'") for name, value in inputs.items()}
    his.post(f"{url}edit/", inputs | {"keep_told": keep})
    with acting(amina):
        assert now(amina).told == stays


def test_changes_of_different_fields_are_both_in(both, hers, his, url, now, amina):
    hers.post(f"{url}edit/", form(1, told="What Amina heard"))
    assert his.post(f"{url}edit/", form(1, urgency="now")).status_code == 302
    case = now(amina)
    with acting(amina):
        assert (case.told, case.urgency, case.version) == ("What Amina heard", "now", 3)


def test_a_save_between_reading_and_writing_is_met_by_the_database(both, office, case, hers, url, now, amina):
    """The guard in the database holds where the form's version is right by chance."""
    with acting(amina):
        stale = Case.objects.get(pk=case.pk)
    with acting(office.noor):
        edit_case(Case.objects.get(pk=case.pk), by=office.noor, urgency="soon")
    from accounts.performing import Stale

    with acting(amina), pytest.raises(Stale):
        edit_case(stale, by=amina, urgency="now")
    assert now(amina).urgency == "soon"


@pytest.mark.parametrize("version", ["x", "-1", "99999999999999999999", "7"])
def test_a_version_that_never_was_does_not_break_the_page(hers, url, version):
    assert hers.post(f"{url}edit/", form(version, told="Text")).status_code in (302, 409, 422)


def test_a_supervisor_changes_the_routing_and_never_the_story(leads, hers, url, now, amina):
    page = leads.get(f"{url}edit/").content.decode()
    assert 'name="urgency"' in page
    assert 'name="told"' not in page and 'name="label"' not in page
    assert leads.post(f"{url}edit/", form(1, urgency="now", told="Overwritten", label="X")).status_code == 302
    case = now(amina)
    with acting(amina):
        assert (case.urgency, case.told, case.label) == ("now", "", "Bridge")


@pytest.mark.parametrize(
    ("name", "value"),
    [("told", "x" * 100_000), ("told", "a\0b"), ("language", "zz"), ("last_contact_on_day", "32"),
     ("stage", "%00")],
)  # fmt: skip
def test_what_does_not_fit_is_said_and_kept(hers, url, now, amina, name, value):
    answer = hers.post(f"{url}edit/", form(1, reporter="Kept as typed") | {name: value})
    assert answer.status_code == 422
    assert "Kept as typed" in answer.content.decode()
    assert now(amina).version == 1


def test_what_is_not_on_the_form_cannot_be_set(hers, url, now, amina, office):
    """S-29"""
    more = {"status": "closed", "team": str(office.other_team.pk), "child": "on"}
    hers.post(f"{url}edit/", form(1, urgency="soon", **more))
    case = now(amina)
    assert (case.status, case.team_id, case.child, case.urgency) == ("draft", office.team.pk, False, "soon")


def test_who_may_not_change_it_is_told_so_only_where_they_may_look(office, url, his):
    assert his.get(f"{url}edit/").status_code == 404
    assert browser_of(office.dara).get(f"{url}edit/").status_code == 403
    assert browser_of(office.tess).post(f"{url}edit/", form(1)).status_code == 404


def test_a_draft_comes_back_with_the_version_it_was_written_on(both, hers, his, url, now, amina, case):
    """S-06, S-86: what somebody saved since is neither lost nor overwritten."""
    hers.post("/account/drafts/", form(1, told="From the draft", label="") | {"_draft": f"case-edit:{case.pk}"})
    his.post(f"{url}edit/", form(1, urgency="now"))
    page = hers.get(f"{url}edit/").content.decode()
    assert "Your draft of" in page and "From the draft" in page
    version = re.search(r'name="version" value="(\d+)"', page).group(1)
    assert version == "1"
    hers.post(f"{url}edit/", form(version, told="From the draft", label=""))
    row = now(amina)
    with acting(amina):
        assert (row.told, row.label, row.urgency) == ("From the draft", "", "now")
    assert "Your draft of" not in hers.get(f"{url}edit/").content.decode()

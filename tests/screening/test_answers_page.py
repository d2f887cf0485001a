"""Marking answers without script: what is saved, what is refused, and two tabs that never overwrite each other."""

import re

import pytest
from django.urls import reverse

from accounts.acting import acting
from screening import actions
from screening.models import IndicatorAnswer, Screening
from tests.cast import browser_of
from tests.screening.conftest import begin


@pytest.fixture
def hers(office):
    return browser_of(office.amina)


def url(name, screening, *more):
    return reverse(name, args=[screening.case.reference, screening.number, *more])


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def stored(office, screening):
    with acting(office.amina):
        return {
            row.code: (row.state, row.source, row.note) for row in IndicatorAnswer.objects.filter(screening=screening)
        }


def form_of(answer):
    """Names and values of the answers form as a browser would send it."""
    page = answer.content.decode()
    fields = dict(re.findall(r'<input type="hidden"[^>]* name="([^"]+)" value="([^"]*)"', page))
    fields |= {
        re.search(r'name="([^"]+)"', found).group(1): re.search(r'value="([^"]+)"', found).group(1)
        for found in re.findall(r"<input type=\"(?:radio|checkbox)\"[^>]* checked[^>]*>", page)
    }
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        fields[name] = re.search(r'value="([^"]+)" selected', options).group(1)
    for name, words in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.S):
        fields[name] = words
    return fields


def test_the_page_shows_what_was_marked_and_folds_the_rest_away(hers, office, opened):
    screening = begin(opened, office.amina)
    page = hers.get(url("screening_answers", screening)).content.decode()
    before, after = page.split("Show 24 more not asked", 1)
    assert "Housed in a gated or guarded compound" in before
    assert "Approached directly by a recruiter" in after and "Approached directly by a recruiter" not in before
    assert page.count('class="seg"') == 135, "140 signs, five of them of children only"
    assert "Act 2" in text_of(hers.get(url("screening_answers", screening)))


def test_marks_are_saved_by_the_button_with_source_and_note(hers, office, opened):
    screening = begin(opened, office.amina, codes=())
    address = url("screening_answers", screening)
    form = form_of(hers.get(address)) | {
        "M-COE-04": "present", "M-COE-04.source": "document", "M-COE-04.note": "Photo\r\nof the drawer",
        "M-COE-05": "absent", "M-COE-10": "unknown",
    }  # fmt: skip
    assert hers.post(address, form).status_code == 302
    assert stored(office, screening) == {
        "M-COE-04": ("present", "document", "Photo\nof the drawer"),
        "M-COE-05": ("absent", "testimony", ""),
        "M-COE-10": ("unknown", "testimony", ""),
    }
    page = text_of(hers.get(address))
    assert "1 strong, 0 medium, 0 weak" in page and "Something is there" in page
    again = form_of(hers.get(address))
    assert again["M-COE-04.version"] == "1" and again["M-COE-04.note"] == "Photo\nof the drawer"


def test_pressing_save_twice_changes_nothing(hers, office, opened):
    screening = begin(opened, office.amina)
    address = url("screening_answers", screening)
    before = version_now(office, screening)
    assert hers.post(address, form_of(hers.get(address))).status_code == 302
    assert version_now(office, screening) == before


def version_now(office, screening):
    with acting(office.amina):
        return Screening.objects.get(pk=screening.pk).version


def test_two_tabs_that_mark_different_signs_both_count(hers, office, opened):
    screening = begin(opened, office.amina, codes=())
    address = url("screening_answers", screening)
    one, two = form_of(hers.get(address)), form_of(hers.get(address))
    hers.post(address, one | {"M-COE-04": "present"})
    assert hers.post(address, two | {"M-COE-05": "present"}).status_code == 302
    assert set(stored(office, screening)) == {"M-COE-04", "M-COE-05"}


def test_two_tabs_that_mark_the_same_sign_do_not_overwrite_each_other(hers, office, opened):
    screening = begin(opened, office.amina, codes=())
    address = url("screening_answers", screening)
    one, two = form_of(hers.get(address)), form_of(hers.get(address))
    hers.post(address, one | {"M-COE-04": "present"})
    clash = hers.post(address, two | {"M-COE-04": "absent", "M-COE-04.note": "She said no.", "M-COE-07": "present"})
    assert clash.status_code == 409
    words = text_of(clash)
    assert "Amina Test marked this too" in words and "You had marked: Absent" in words and "She said no." in words
    assert "All else is saved" in words
    marks = stored(office, screening)
    assert marks["M-COE-04"][0] == "present" and marks["M-COE-07"][0] == "present"
    again = form_of(clash) | {"M-COE-04": "absent"}
    assert hers.post(address, again).status_code == 302
    assert stored(office, screening)["M-COE-04"][0] == "absent"


def test_an_old_tab_that_changed_nothing_there_keeps_what_the_other_saved(hers, office, opened):
    screening = begin(opened, office.amina, codes=("M-COE-04",))
    address = url("screening_answers", screening)
    old = form_of(hers.get(address))
    hers.post(address, form_of(hers.get(address)) | {"M-COE-04": "absent"})
    assert hers.post(address, old | {"P-FC-01": "present"}).status_code == 302
    marks = stored(office, screening)
    assert marks["M-COE-04"][0] == "absent" and marks["P-FC-01"][0] == "present"


def test_what_is_refused_is_said_beside_its_sign_and_the_rest_is_saved(hers, office, opened):
    screening = begin(opened, office.amina, codes=())
    address = url("screening_answers", screening)
    form = form_of(hers.get(address)) | {
        "M-COE-04": "present", "M-COE-04.note": "x" * 4001, "M-COE-05": "present",
    }  # fmt: skip
    answer = hers.post(address, form)
    assert answer.status_code == 422
    assert "write at most 4,000 letters" in text_of(answer) and "x" * 4001 in answer.content.decode()
    assert set(stored(office, screening)) == {"M-COE-05"}


@pytest.mark.parametrize("junk", ["yes", "", "PRESENT", "\x00", "present\n"])
def test_an_unknown_state_marks_nothing(hers, office, opened, junk):
    screening = begin(opened, office.amina, codes=())
    answer = hers.post(
        url("screening_answers", screening), {"M-COE-04": junk, "X-99": "present", "M-COE-04.version": "9" * 50}
    )
    assert answer.status_code in (302, 422)
    assert stored(office, screening) == {}


def test_right_to_left_combining_and_pasted_html_stay_as_typed_and_are_shown_as_words(hers, office, opened):
    screening = begin(opened, office.amina, codes=())
    address, note = url("screening_answers", screening), "<b>قال</b> ကျွန်တော် é\u0301 ‏x"
    hers.post(
        address, {"M-COE-04": "present", "M-COE-04.source": "testimony", "M-COE-04.note": note, "one": "M-COE-04"}
    )
    assert stored(office, screening)["M-COE-04"][2] == note
    assert "&lt;b&gt;قال&lt;/b&gt;" in hers.get(address).content.decode()


def test_an_unknown_source_is_refused(hers, office, opened):
    screening = begin(opened, office.amina, codes=())
    answer = hers.post(url("screening_answers", screening), {"M-COE-04": "present", "M-COE-04.source": "dream"})
    assert answer.status_code == 422 and stored(office, screening) == {}


def test_finished_parts_are_kept_and_only_what_was_changed_on_this_page_changes(hers, office, opened):
    screening = begin(opened, office.amina, codes=(), act_complete=False)
    address = url("screening_answers", screening)
    form = form_of(hers.get(address))
    assert form["parts"] == "means purpose"
    with acting(office.amina):
        fresh = Screening.objects.get(pk=screening.pk)
        actions.edit_screening(fresh, by=office.amina, purpose_complete=False)
    hers.post(address, form | {"act_complete": "yes"})
    with acting(office.amina):
        row = Screening.objects.get(pk=screening.pk)
    assert (row.act_complete, row.means_complete, row.purpose_complete) == (True, True, False)

"""A question that is answered by files: the checks of the room of files, the state of each, and an answer that points to
it, without script, by autosave and by REST (questions README, R-33, R-50, S-67, S-92)."""

import html
import uuid
from types import SimpleNamespace

import pytest
from django.urls import reverse

from accounts.acting import acting
from casework.cases.actions import assign_worker, break_glass
from casework.files.actions import scan, store_file
from casework.files.models import StoredFile
from casework.interviews.models import Answer
from tests.casework.files import samples
from tests.casework.files.conftest import blobs, folder  # noqa: F401 - each test keeps its files apart
from tests.casework.interviews.conftest import agree, move, sit_down
from tests.casework.interviews.test_interviews_api import API, patch, post
from tests.cast import browser_of

FILES = "pre_files-0"
QUESTION = "Do you have messages or pictures that you want kept safe?"


@pytest.fixture
def report(willing, amina):
    """A report by phone, in which the caller has pictures."""
    return sit_down(willing, amina, "pre_rescue_report")


@pytest.fixture
def address(report, willing):
    return reverse("interview_part", args=[willing.reference, report.pk, "pre.danger"])


def text_of(answer):
    return " ".join(html.unescape(answer.content.decode()).split())


def give(user, address, upload=None, key=None, ticked=(), version=0, accept="text/html", go="stay", **more):
    """Posts the question as its page does: the button, or with `accept` the script."""
    body = {f"{FILES}-version": version, f"{FILES}-note": "", f"{FILES}-value": list(ticked), "go": go, **more}
    body[f"{FILES}-key"] = key or str(uuid.uuid4())
    if upload:
        body[f"{FILES}-file"] = upload
    return browser_of(user).post(address, body, headers={"accept": accept})


def kept(case, by):
    """([ids of files], what the answer holds or None)."""
    with acting(by):
        files = [str(row.pk) for row in StoredFile.objects.filter(case=case).order_by("added_at")]
        row = Answer.objects.filter(case=case, question="pre_files").first()
        held = {name: getattr(row, name) for name in ("state", "value", "note", "version")} if row else None
        return files, held and SimpleNamespace(**held)


def checked(case, by):
    """The worker's part, for all files that wait."""
    with acting(by, "test.arrange"):
        for row in StoredFile.objects.filter(case=case, state="quarantined"):
            scan(row, by=by)


def test_the_page_offers_the_upload_and_works_without_script(report, address, willing, amina):
    page = text_of(browser_of(amina).get(address))
    assert QUESTION in page and f'name="{FILES}-file"' in page and 'enctype="multipart/form-data"' in page
    assert "up to 20 MB" in page and "Do not ask again" in page
    sent = give(amina, address, samples.upload(name="chat one.jpg"), go=f"more:{FILES}")
    assert sent.status_code == 302 and sent["Location"].endswith(f"#{FILES}")
    (file,), answer = kept(willing, amina)
    assert (answer.state, answer.value, answer.version) == ("answered", [file], 1)
    with acting(amina):
        row = StoredFile.objects.get(pk=file)
        assert (row.kind, row.name) == ("answer", "chat one.jpg")
    page = text_of(browser_of(amina).get(address))
    assert "chat one.jpg" in page and f'value="{file}" checked' in page


def test_each_file_is_shown_with_its_state(report, address, willing, amina):
    with acting(amina, "test.arrange"):
        waits, ready, bad = (
            store_file(willing, upload, by=amina, kind="answer")
            for upload in (samples.upload("png"), samples.upload(), samples.malware())
        )
        for row in (ready, bad):
            scan(row, by=amina)
    give(amina, address, ticked=[waits.pk, ready.pk, bad.pk])
    sitting = reverse("interview_sitting", args=[willing.reference, report.pk])
    home = reverse("interview_home", args=[willing.reference])
    for place in (address, sitting, home):
        page = text_of(browser_of(amina).get(place))
        for words in ("scan.png", "scan.jpg", "eicar.txt", "Checked", "Locked away", "something harmful in it"):
            assert words in page, (place, words)
        assert page.count("Take a copy") == 1
        assert reverse("file_download", args=[willing.reference, ready.pk]) in page
    checked(willing, amina)
    assert "Being checked" not in text_of(browser_of(amina).get(sitting))


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (lambda: samples.upload("txt", b"", "empty.txt"), "This file is empty"),
        (lambda: samples.upload("jpeg", b"MZ\x90\x00" * 40), "not what its name says"),
        (lambda: samples.upload("txt", b"x", "run.exe"), "Photos and scans"),
        (lambda: samples.upload("png", samples.huge_png()), "too large"),
    ],
)
def test_what_is_not_taken_is_said_beside_the_question_and_what_was_typed_is_kept(
    report, address, willing, amina, folder, upload, sentence  # noqa: F811
):  # fmt: skip
    """S-67, S-68"""
    answer = give(amina, address, upload(), **{f"{FILES}-note": "She sends three more tonight."})
    page = text_of(answer)
    assert answer.status_code == 422 and sentence in page and "She sends three more tonight." in page
    files, row = kept(willing, amina)
    assert files == [] and blobs(folder) == []
    assert row.note == "She sends three more tonight." and row.value is None


def test_a_full_disk_says_so_and_loses_nothing_else(report, address, willing, amina, folder):  # noqa: F811
    """S-92"""
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("no folder at all")
    answer = give(amina, address, samples.upload(), **{f"{FILES}-note": "Three pictures."})
    assert answer.status_code == 503 and "There is no room for files" in text_of(answer)
    files, row = kept(willing, amina)
    assert files == [] and row.note == "Three pictures."


def test_the_same_form_sent_twice_is_one_file_in_one_answer(report, address, willing, amina):
    """A line that broke before the reply arrived: the key of the form makes both sendings one."""
    key = str(uuid.uuid4())
    for _twice in range(2):
        assert give(amina, address, samples.upload(), key=key).status_code == 302
    (file,), row = kept(willing, amina)
    assert (row.value, row.version) == ([file], 1)


def test_by_script_the_answer_saves_itself_and_names_its_version(report, address, willing, amina):
    first = give(amina, address, samples.upload(), accept="application/json").json()
    assert first["answers"][FILES]["version"] == 1 and first["refused"] == {} and FILES in first["shown"]
    (file,), _row = kept(willing, amina)
    second = give(amina, address, samples.upload("png"), ticked=[file], version=1, accept="application/json").json()
    assert second["answers"][FILES]["version"] == 2
    files, row = kept(willing, amina)
    assert row.value == sorted(files) and len(files) == 2
    refused = give(
        amina, address, samples.upload("txt", b"x", "run.exe"), ticked=files, version=2, accept="application/json"
    )
    assert refused.status_code == 422 and "Photos and scans" in refused.json()["refused"][FILES][0]


def test_two_people_who_add_a_file_each_keep_both(report, address, willing, office, amina):
    with acting(office.sam):
        assign_worker(willing, office.noor, by=office.sam)
    give(amina, address, samples.upload())
    answer = give(office.noor, address, samples.upload("png"), version=0)
    assert answer.status_code == 409
    page = text_of(answer)
    files, row = kept(willing, amina)
    assert len(files) == 2 and len(row.value) == 1
    assert all(f'value="{key}"' in page for key in set(files) - set(row.value))
    left = {f"keep_{FILES}-value": "both", f"{FILES}-value": sorted(set(files) - set(row.value))}
    assert give(office.noor, address, version=1, **left).status_code == 302
    assert kept(willing, amina)[1].value == sorted(files)


def test_a_file_whose_tick_is_taken_away_stays_with_the_case(report, address, willing, amina):
    give(amina, address, samples.upload())
    (file,), row = kept(willing, amina)
    give(amina, address, version=row.version)
    files, row = kept(willing, amina)
    assert files == [file] and row.value is None and row.state == "not_reached"


def test_skip_and_do_not_ask_again_are_as_for_any_other_question(report, address, willing, amina):
    give(amina, address, **{f"{FILES}-mark": "skipped"})
    assert kept(willing, amina)[1].state == "skipped"
    give(amina, address, version=1, **{f"{FILES}-mark": "not_again"})
    assert kept(willing, amina)[1].state == "not_again"
    move(report, "end", amina)
    second = sit_down(willing, amina, "pre_rescue_report")
    later = reverse("interview_part", args=[willing.reference, second.pk, "pre.danger"])
    page = text_of(browser_of(amina).get(later))
    assert "Only the person can open it." in page and f'name="{FILES}-file"' not in page
    answer = give(amina, later, samples.upload(), version=2)
    assert answer.status_code == 422 and "Only the person can open it." in text_of(answer)
    assert kept(willing, amina)[0] == []


def test_nothing_is_kept_after_the_talk_or_without_a_yes(report, address, willing, amina):
    move(report, "end", amina)
    answer = give(amina, address, samples.upload())
    assert answer.status_code == 422 and "This talk is over" in text_of(answer)
    assert kept(willing, amina) == ([], None)


def test_the_last_answer_stands_in_view_with_its_files_and_may_hold_on(report, address, willing, amina):
    """Rule 2: it is asked afresh, and "still so" points to the same files."""
    give(amina, address, samples.upload(name="chat.jpg"))
    move(report, "end", amina)
    second = sit_down(willing, amina, "pre_rescue_report")
    again = reverse("interview_part", args=[willing.reference, second.pk, "pre.danger"])
    page = text_of(browser_of(amina).get(again))
    assert "Last time, told to Amina Test" in page and "chat.jpg" in page and f'name="{FILES}-file"' in page
    assert browser_of(amina).post(again, {"still": FILES}).status_code == 302
    with acting(amina):
        values = list(Answer.objects.filter(case=willing, question="pre_files").order_by("told_at"))
        assert [row.value for row in values] == [values[0].value] * 2 and values[1].sitting_id == second.pk


def test_who_may_not_see_files_reads_that_they_are_not_shared(report, address, willing, office, amina):
    """An emergency look reads the answers and opens no file: policy.ACTIONS, file.view."""
    give(amina, address, samples.upload(name="chat one.jpg"))
    give(amina, address, samples.upload("png", name="chat two.png"), ticked=kept(willing, amina)[0], version=1)
    with acting(office.noor):
        break_glass(willing.reference, by=office.noor, reason="She is about to be moved, and nobody of us is here.")
    sitting = reverse("interview_sitting", args=[willing.reference, report.pk])
    page = text_of(browser_of(office.noor).get(sitting))
    assert QUESTION in page and "Not shared" in page and "chat" not in page
    assert page.split(QUESTION)[1].split("</dd>")[0].count("Not shared") == 1
    assert "chat one.jpg" in text_of(browser_of(office.sam).get(sitting))
    told = browser_of(office.noor).get(f"{API}{report.pk}/").json()["answers"]
    (row,) = [row for row in told if row["question"] == "pre_files"]
    assert "files" not in row and "value" not in row


def test_an_answer_points_only_to_files_of_its_own_case(report, address, willing, elsewhere, amina):
    from casework.cases.actions import open_case

    with acting(elsewhere.amina, "test.arrange"):
        other = open_case(elsewhere.team, by=elsewhere.amina)
        theirs = store_file(other, samples.upload(), by=elsewhere.amina, kind="answer")
    for wrong in (theirs.pk, uuid.uuid4()):
        answer = give(amina, address, ticked=[wrong])
        assert answer.status_code == 422 and "not among those of the case" in text_of(answer)
    junk = give(amina, address, ticked=["../../etc/passwd"])
    assert junk.status_code == 422
    assert kept(willing, amina)[1] is None


def test_by_rest_the_answer_points_to_files_and_says_how_each_stands(report, willing, amina):
    with acting(amina, "test.arrange"):
        ready, waits = (store_file(willing, samples.upload(kind), by=amina, kind="answer") for kind in ("jpeg", "png"))
        scan(ready, by=amina)
    answers = f"{API}{report.pk}/answers/"
    hers = browser_of(amina)
    wrong = post(hers, answers, {"question": "pre_files", "value": [str(uuid.uuid4())]})
    assert wrong.status_code == 400 and "value" in wrong.json()["errors"]
    made = post(hers, answers, {"question": "pre_files", "value": [str(ready.pk)]})
    assert made.status_code == 201, made.content
    assert made.json()["files"] == [{"id": str(ready.pk), "state": "ready", "type": "jpeg", "size": ready.size}]
    both = patch(hers, f"{answers}{made.json()['id']}/", {"value": [str(ready.pk), str(waits.pk)]}, 1)
    assert both.status_code == 200
    assert {row["id"]: row["state"] for row in both.json()["files"]} == {
        str(ready.pk): "ready", str(waits.pk): "quarantined",
    }  # fmt: skip
    told = post(hers, answers, {"question": "pre_danger_now", "note": "x"})
    assert "files" not in told.json()


def test_a_page_takes_the_same_queries_whatever_the_number_of_files(report, address, willing, amina):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser, counts = browser_of(amina), []
    browser.get(address)  # once, for what a process reads only once
    sitting = reverse("interview_sitting", args=[willing.reference, report.pk])
    for number in (1, 8):
        with acting(amina, "test.arrange"):
            made = [store_file(willing, samples.upload(), by=amina, kind="answer") for _ in range(number)]
        row = kept(willing, amina)[1]
        give(amina, address, ticked=[row.pk for row in made], version=row.version if row else 0)
        for place in (address, sitting):
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(place).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:] and max(counts) <= 16, counts


def test_one_who_has_a_yes_of_another_kind_adds_nothing(case, amina):
    """Without a yes to the interview no talk begins, and no file is taken in one."""
    agree(case, amina, "statistics")
    with acting(amina), pytest.raises(Exception, match="agrees"):
        sit_down(case, amina, "pre_rescue_report")

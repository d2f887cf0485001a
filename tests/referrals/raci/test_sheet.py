"""The table as a file: what is written comes back, broken lines are sentences, a dry run changes nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.acting import acting
from referrals.raci import queries, sheet
from tests.cast import browser_of
from tests.referrals.directory.conftest import aged, make_entry
from tests.referrals.raci.conftest import make_row

HEAD = "step,host,home,letter,entry,entry_name,function,note\n"


def send(user, text, **more):
    file = SimpleUploadedFile("raci.csv", text if isinstance(text, bytes) else text.encode())
    return browser_of(user).post("/referrals/raci/import/", {"file": file, **more})


def lines_of(user):
    with acting(user):
        return {sheet.key(row) for row in queries.lines_of(user)}


def test_what_one_office_writes_out_another_brings_in(office, elsewhere):
    entry = make_entry(office.sam, "=Consulate, Kenya")
    make_row(office.sam, entry=entry, note="-first call")
    make_row(office.sam, "reception", "C", "*", "*", function="caseworker")
    text = browser_of(office.sam).get("/referrals/raci/export/").content.decode()
    assert "'=Consulate, Kenya" in text and "'-first call" in text
    seen = send(elsewhere.sam, text)
    assert "2 new lines" in seen.content.decode() and lines_of(elsewhere.sam) == set()
    assert browser_of(elsewhere.sam).post("/referrals/raci/import/", {"text": text, "import": "yes"}).status_code == 302
    assert lines_of(elsewhere.sam) == lines_of(office.sam) and len(lines_of(office.sam)) == 2
    with acting(elsewhere.sam):
        assert {row.note for row in queries.lines_of(elsewhere.sam)} == {"-first call", ""}
    assert "2 stand in the table already" in send(elsewhere.sam, text).content.decode()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("teleport,LA,KE,R,,,caseworker,", "There is no step called “teleport”."),
        ("return,Atlantis,KE,R,,,caseworker,", "There is no country “Atlantis”."),
        ("return,LA,ZZ,R,,,caseworker,", "There is no country “ZZ”."),
        ("return,LA,KE,Q,,,caseworker,", "“Q” is none of R, A, C and I."),
        ("return,LA,KE,R,,,embassy,", "There is no function called “embassy”."),
        ("return,LA,KE,R,,,,", "one of the two"),
        ("return,LA,KE,R,,Nobody at all,,", "There is no such entry in the directory."),
        ("return,LA,KE,R,not-a-key,,,", "There is no such entry in the directory."),
        ("travel_document,LA,KE,A,,,caseworker,", "Two are accountable for “Travel documents”, Lao PDR to Kenya."),
        ("return,LA,KE,A,,,caseworker,\nreturn,LA,KE,A,,,supervisor,", "Two are accountable for “Return travel”"),
        ("return,LA,KE,R,,Twice,,", "Several entries have this name"),
        ("return,LA,KE,R,,Too old OWN,,", "too old to be chosen"),
        ("return,LA,KE,R,,CANARY-hidden,,", "There is no such entry in the directory."),
        ("return,LA,KE,R,,,caseworker," + "x" * 300, "200"),
    ],
)
def test_a_broken_line_is_a_sentence_with_its_number(office, elsewhere, line, said):
    make_row(office.sam)
    make_entry(office.sam, "Twice")
    make_entry(office.sam, "Twice")
    aged(make_entry(office.sam, f"Too old {office.team}"), "2020-01-01", office.sam)
    make_entry(elsewhere.sam, "CANARY-hidden", restricted=True)
    line = line.replace("OWN", str(office.team))
    page = send(office.sam, HEAD + line + "\n").content.decode()
    number = 2 + line.count("\n")
    assert f"Line {number}: " in page and said in page and len(lines_of(office.sam)) == 1


def test_lines_in_order_come_in_while_broken_ones_stay_out(office):
    text = HEAD + "return,LA,KE,R,,,caseworker,\nteleport,LA,KE,R,,,caseworker,\n"
    assert browser_of(office.sam).post("/referrals/raci/import/", {"text": text, "import": "yes"}).status_code == 302
    assert {key[0] for key in lines_of(office.sam)} == {"return"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "Choose a file"),
        (b"a,b\n1,2\n", "Columns are missing: step, host, home, letter."),
        (b"\xff\xfe\x00", "not written in UTF-8"),
        (HEAD.encode() + b"return\x00,LA,KE,R,,,caseworker,\n", "This is no text file"),
        (HEAD.encode() + b'return,LA,KE,R,,,caseworker,"open\n', "a quotation mark is not closed"),
        (HEAD.encode() + b"return,LA,KE,C,,,caseworker,\n" * 2001, "More than 2,000 lines"),
        (HEAD.encode() + b"x" * 1_048_577, "larger than 1 MB"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(office, text, said):
    answer = send(office.sam, text)
    assert answer.status_code == 422 and said in answer.content.decode()

"""The law in letters and in what is known of fines: written from general knowledge, read by no lawyer yet. It leaves only
where the legal officer of the case has checked it."""

import pytest

from accounts.acting import acting
from casework.penalties.codes import known_fines
from referrals.letters.measures import laws
from tests.casework.penalties.conftest import drafted, fresh, penalty_of
from tests.casework.penalties.test_penalty_pages import at
from tests.cast import browser_of


@pytest.fixture
def amina(office):
    return browser_of(office.amina)


def test_every_row_of_the_law_says_whether_a_lawyer_has_read_it_and_none_has_yet():
    assert {row["reviewed"] for row in laws()} == {"no"} and all(row["source"].strip() for row in laws())
    assert [row["reviewed"] for row in known_fines().values()] == [False]


def test_a_fine_that_is_known_here_is_offered_as_what_no_lawyer_has_read(opened, amina):
    page = amina.get(f"{at('penalty_new', opened)}?kind=overstay_fine").content.decode()
    assert "no lawyer has read it" in page and "Immigration Act B.E. 2522 (1979), section 81" in page
    other = amina.post(at("penalty_new", opened), {"kind": "overstay_fine", "country": "KH"}).content.decode()
    assert "no lawyer has read it" not in other


def test_a_letter_whose_law_nobody_checked_is_a_draft_that_nobody_can_approve_or_send(
    office, grounds, gale, office_of_labour
):
    letter = drafted(office, penalty_of(grounds, office.amina), gale, office_of_labour, law_checked=False)
    assert letter.marked_draft
    said = {(office.sam, "approve"): "No lawyer has checked the law", (office.amina, "send"): "A supervisor approves"}
    for (user, step), sentence in said.items():
        answer = browser_of(user).post(at("letter_step", grounds, letter.number, step))
        assert answer.status_code == 422 and sentence in answer.content.decode()
    page = browser_of(office.sam).get(at("letter_detail", grounds, letter.number)).content.decode()
    assert "A lawyer has to check the law in it" in page and "text in this language is a draft" not in page
    with acting(gale):
        assert not grounds.casesteps.filter(step="letter_law_checked").exists()


def test_the_legal_officer_who_checked_the_law_says_so_and_the_letter_may_go(office, grounds, gale, office_of_labour):
    row, url, theirs = penalty_of(grounds, office.amina), at("letter_penalty", grounds), browser_of(gale)
    sent = {"kind": "non_punishment", "to": f"office:{office_of_labour.pk}", "language": "en", "penalties": str(row.pk)}
    look = theirs.post(url, {**sent, "look": "1"}).content.decode()
    assert "A lawyer has to check this law" in look and "cannot be sent" in look and "unofficial translations" in look
    made = theirs.post(url, {**sent, "law_checked": "on", "make": "1"})
    assert made.status_code == 302, made.content.decode()[:2000]
    assert "Gale Test has said that they checked it" in theirs.get(made["Location"]).content.decode()
    with acting(gale):
        said = grounds.casesteps.get(step="letter_law_checked")
        assert said.by == gale and "section 41" in said.reason and "section 37" in said.reason
    number = made["Location"].rstrip("/").rsplit("/", 1)[1]
    for user, step in ((office.sam, "approve"), (office.amina, "send")):
        assert browser_of(user).post(at("letter_step", grounds, number, step)).status_code == 302, step
    with acting(gale):
        assert fresh(row).status == "sent"


def test_a_letter_that_names_no_such_law_asks_for_no_check(office, grounds, gale, office_of_labour):
    row = penalty_of(grounds, office.amina, country="KH", currency="USD")
    assert 'name="law_checked"' not in browser_of(gale).get(at("letter_penalty", grounds)).content.decode()
    assert not drafted(office, row, gale, office_of_labour, law_checked=False).marked_draft

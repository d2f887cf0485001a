"""The demo of law and money is worth looking at: somebody held long, somebody not seen, fines, claims, costs that wait."""

from accounts.acting import acting
from casework.models import Claim, Cost, Death, Penalty
from casework.penalties import queries
from config.demo import law
from referrals.models import Letter
from tests.cast import new_organisation


def test_the_demo_has_something_on_every_page(office):
    users = {"sam": office.sam, "amina": office.amina, "noor": office.noor}
    assert law.load(users) == 6
    with acting(office.sam):
        rows, more = queries.board(office.sam)
        assert [row.days for row in rows] == sorted((row.days for row in rows), reverse=True) and more is None
        assert len(rows) == 4 and len(queries.board(office.sam, "unseen")[0]) == 2
        assert Penalty.objects.filter(status="waived").exists() and Claim.objects.filter(status="filed").exists()
        assert Death.objects.get().status == "reported"
        assert set(Cost.objects.values_list("status", flat=True)) == {"stands", "waiting"}


def test_the_legal_officer_of_the_demo_has_a_letter_that_waits_for_the_second_person(office, grounds, gale):
    law.argued(office.amina, gale, new_organisation("legal_aid", "LA"))
    with acting(gale):
        letter = Letter.objects.get(case=grounds)
        assert (letter.status, letter.marked_draft) == ("draft", False)
        assert Penalty.objects.get(letter=letter.pk).status == "letter_drafted"

"""The demo of law and money is worth looking at: somebody held long, somebody not seen, fines, claims, costs that wait."""

from accounts.acting import acting
from casework.models import Claim, Cost, Penalty
from casework.penalties import queries
from config.demo import law


def test_the_demo_has_something_on_every_page(office):
    users = {"sam": office.sam, "amina": office.amina, "noor": office.noor}
    assert law.load(users) == 5
    with acting(office.sam):
        rows, more = queries.board(office.sam)
        assert [row.days for row in rows] == sorted((row.days for row in rows), reverse=True) and more is None
        assert len(rows) == 4 and len(queries.board(office.sam, "unseen")[0]) == 2
        assert Penalty.objects.filter(status="waived").exists() and Claim.objects.filter(status="filed").exists()
        assert set(Cost.objects.values_list("status", flat=True)) == {"stands", "waiting"}

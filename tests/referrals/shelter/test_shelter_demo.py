"""The demo's houses and people are made by the product's own steps, and make the board worth looking at."""

from django.urls import reverse

from config.demo import shelter
from tests.cast import browser_of


def test_the_demo_fills_two_houses_of_another_organisation(office, elsewhere):
    users = {"amina": office.amina, "paul": elsewhere.paul}
    assert shelter.load(users) == len(shelter.GUESTS) + 1
    board = browser_of(elsewhere.paul).get(reverse("shelter_board")).content.decode()
    for word in ("Riverside House", "Orchard House", "bed--out", "bed--held", "bed--shut", "Fits"):
        assert word in board, word
    assert "dye works" not in board and "Nang Kham" not in board

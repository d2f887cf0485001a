"""Whom the table proposes, and that the pages on which a mission is chosen say so."""

from django.urls import reverse

from accounts.acting import acting
from referrals.raci import queries, words
from tests.cast import browser_of
from tests.referrals.conftest import agreed
from tests.referrals.directory.conftest import aged, make_entry
from tests.referrals.raci.conftest import make_row
from tests.referrals.steps import Way, prepared

STEP = "consular_notification"


def names(found):
    return [one.name for one in found]


def test_those_who_do_it_and_who_answers_are_proposed_and_the_closest_line_counts(office):
    near, far = make_entry(office.sam, "Near consulate"), make_entry(office.sam, "Far consulate")
    make_row(office.sam, STEP, "R", "*", "*", entry=far)
    make_row(office.sam, STEP, "R", "TH", "VN", entry=near)
    make_row(office.sam, STEP, "A", "*", "*", function="supervisor")
    with acting(office.amina):
        found = queries.proposed(office.amina, STEP, "TH", "VN")
        assert names(found) == ["Near consulate", "Supervisor"] and found[0].entry == near.pk
        assert names(queries.proposed(office.amina, STEP, "LA", "KE")) == ["Far consulate", "Supervisor"]
        assert names(queries.proposed(office.amina, STEP, "", "")) == ["Far consulate", "Supervisor"]


def test_who_must_be_told_is_of_the_table_and_of_what_holds_everywhere(office):
    make_row(office.sam, STEP, "I", "TH", "*", function="legal_officer")
    with acting(office.amina):
        assert names(queries.to_be_told(office.amina, STEP, "TH", "VN")) == ["Legal officer", "Repatriation officer"]
        assert names(queries.to_be_told(office.amina, STEP, "LA", "VN")) == ["Repatriation officer"]


def test_an_entry_that_cannot_be_chosen_is_named_as_such(office):
    entry = make_entry(office.sam, "Old consulate")
    make_row(office.sam, STEP, "R", "TH", "VN", entry=entry)
    aged(entry, "2020-01-01", office.sam)
    with acting(office.amina):
        (one,) = queries.proposed(office.amina, STEP, "TH", "VN")
        assert not one.can_act
        assert words.proposal(office.amina, STEP, "TH", "VN")["names"] == "Old consulate (cannot be chosen now)"


def test_another_office_and_who_reads_no_table_is_proposed_nobody(office, elsewhere):
    make_row(office.sam, STEP, "R", "TH", "VN", function="caseworker")
    with acting(elsewhere.amina):
        assert queries.proposed(elsewhere.amina, STEP, "TH", "VN") == []
    with acting(office.lina):
        assert words.proposal(office.lina, STEP, "TH", "VN") is None
        assert queries.proposed(office.lina, STEP, "TH", "VN") == []


def test_the_choice_of_a_mission_and_what_it_will_see_name_them(office, case, django_assert_max_num_queries):
    make_row(office.sam, STEP, "R", "TH", "VN", entry=make_entry(office.sam, "Consular section, Bangkok"))
    make_row(office.sam, STEP, "A", "TH", "VN", function="supervisor")
    way = Way(office, case)
    referral = way.to("draft")
    with acting(office.amina, "test.arrange"):
        agreed(case, office.amina, office.mission)
        prepared(referral, office.amina, office.mission)
    hers = browser_of(office.amina)
    for name in ("consular_mission", "consular_prepare"):
        path = reverse(name, args=[case.reference, referral.number])
        hers.get(path)
        with django_assert_max_num_queries(16):
            page = hers.get(path).content.decode()
        assert "Your table names:" in page and "Consular section, Bangkok, Supervisor" in page, name
        assert "Who must be told:" in page and "Repatriation officer" in page, name

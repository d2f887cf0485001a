"""The pages of the table: gaps in sentences, one accountable, entries that age, walls, history and stale writes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from accounts.acting import acting
from accounts.codes import choices
from accounts.performing import Stale
from referrals.raci import actions, queries
from referrals.raci.models import RaciRow
from tests.cast import browser_of, new_user
from tests.referrals.conftest import seen_by
from tests.referrals.directory.conftest import aged, make_entry
from tests.referrals.raci.conftest import complete, make_row

NOBODY = "Nobody is accountable for “Travel documents”, Lao PDR to Kenya."


def text(user, path):
    answer = browser_of(user).get(path)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_without_lines_the_gap_is_a_sentence_and_the_base_table_stands_for_what_every_office_has(office, way):
    page = text(office.amina, way)
    assert NOBODY in page and "accountable for “Screening”" not in page
    assert "Nobody is named who does “Reception at home”, Lao PDR to Kenya." in page


def test_somebody_who_is_named_closes_the_gap(office, way):
    entry = make_entry(office.sam, "Kenyan consulate", country="KE")
    make_row(office.sam, entry=entry)
    page = text(office.amina, way)
    assert NOBODY not in page and "Kenyan consulate" in page


def test_nothing_is_missing_where_each_step_has_both(office, way):
    entry = make_entry(office.sam)
    complete(office.sam, entry=entry)
    assert "Nothing is missing" in text(office.amina, way)
    listed = text(office.amina, "/referrals/raci/")
    line = listed.split("Lao PDR to Kenya")[1].split("</tr>")[0]
    assert "Nothing is missing" in line


def test_every_way_of_the_list_is_one_country_to_one_other():
    known = {code for code, _words in choices("countries")}
    assert len(queries.routes()) > 15
    assert all(host in known and home in known and host != home for host, home in queries.routes())


def test_an_entry_that_is_too_old_or_works_no_more_is_a_gap(office, way):
    old = make_entry(office.sam, "Old consulate")
    shut = make_entry(office.sam, "Shut house")
    make_row(office.sam, entry=old)
    make_row(office.sam, letter="R", entry=shut)
    aged(old, "2020-01-01", office.sam)
    with acting(office.sam, "test.arrange"):
        shut.refresh_from_db()
        shut.status = "inactive"
        shut.save()
    page = text(office.amina, way)
    assert "The entry Old consulate is too old to be chosen (18 months): Travel documents." in page
    assert "Shut house works no more" in page


def test_a_function_that_nobody_holds_is_a_gap_until_somebody_holds_it(office, way):
    make_row(office.sam, function="consular_liaison")
    said = "Nobody in your office is Consular liaison"
    assert said in text(office.amina, way)
    new_user("Kanda", office.organisation, "consular_liaison")
    assert said not in text(office.amina, way)


def test_one_only_is_accountable_for_a_step_on_a_way(office):
    make_row(office.sam)
    with pytest.raises(ValidationError, match="answers for this step on this way already"):
        make_row(office.sam, function="caseworker")
    make_row(office.sam, home="*", function="caseworker")
    with acting(office.sam, "test.arrange"), pytest.raises(DatabaseError):
        RaciRow(
            keeper=office.organisation, step="travel_document", letter="A", host="LA", home="KE", function="supervisor"
        ).save(force_insert=True)


def test_a_line_for_every_way_may_be_narrowed_and_one_for_this_way_not_doubled(office, way):
    door = "/referrals/raci/new/?step=travel_document&amp;letter=A&amp;host=LA&amp;home=KE"
    make_row(office.sam, host="*", home="*", function="supervisor")
    assert door in text(office.sam, way)
    make_row(office.sam, function="caseworker")
    assert door not in text(office.sam, way)


def test_two_supervisors_who_are_equally_quick_get_a_sentence(office, monkeypatch):
    make_row(office.sam)
    monkeypatch.setattr(RaciRow, "validate_constraints", lambda self: None)
    with pytest.raises(ValidationError, match="answers for this step"):
        make_row(office.sam, function="caseworker")


def test_the_database_wants_an_entry_or_a_function_and_never_both(office):
    entry = make_entry(office.sam)
    for who in ({}, {"entry": entry, "function": "caseworker"}):
        with acting(office.sam, "test.arrange"), pytest.raises(DatabaseError):
            RaciRow(keeper=office.organisation, step="return", letter="C", **who).save(force_insert=True)


def test_supervisors_change_the_table_and_others_only_read_it(office, way):
    row = make_row(office.sam)
    hers = browser_of(office.amina)
    for path in (
        "/referrals/raci/new/",
        f"/referrals/raci/{row.pk}/",
        "/referrals/raci/import/",
        "/referrals/raci/export/",
    ):
        assert hers.get(path).status_code == 403, path
        assert browser_of(office.lina).get(path).status_code == 404, path
        assert browser_of(office.sam).get(path).status_code == 200, path
    assert hers.post(f"/referrals/raci/{row.pk}/remove/").status_code == 403
    assert "/referrals/raci/new/" not in text(office.amina, way)
    assert browser_of(office.lina).get("/referrals/raci/").status_code == 404


def test_another_office_sees_nothing_of_it_by_page_or_by_raw_sql(office, elsewhere, way):
    row = make_row(office.sam, note="CANARY-note")
    assert "CANARY-note" in text(office.amina, way)
    assert "CANARY-note" not in text(elsewhere.sam, way) and NOBODY in text(elsewhere.sam, way)
    assert browser_of(elsewhere.sam).get(f"/referrals/raci/{row.pk}/").status_code == 404
    assert browser_of(elsewhere.sam).post(f"/referrals/raci/{row.pk}/remove/").status_code == 404
    for table in ("referrals_racirow", "referrals_historicalracirow"):
        sql = f"SELECT count(*) FROM {table} WHERE note = 'CANARY-note'"
        assert seen_by(office.amina, sql) == [(1,)], table
        for stranger in (elsewhere.sam, office.lina, office.audrey):
            assert seen_by(stranger, sql) == [(0,)], table
    for nobody in (elsewhere.sam, office.amina):
        with acting(nobody, "test.arrange"), connection.cursor() as cursor:
            cursor.execute("UPDATE referrals_racirow SET note = 'x', version = version + 1 WHERE id = %s", [row.pk])
            assert cursor.rowcount == 0
            cursor.execute("DELETE FROM referrals_racirow WHERE id = %s", [row.pk])
            assert cursor.rowcount == 0


def test_a_partner_at_risk_is_somebody_and_no_name_for_who_may_not_see_it(office, way):
    hidden = make_entry(office.sam, "CANARY-partner", restricted=True)
    make_row(office.sam, entry=hidden)
    make_row(office.sam, "consular_notification", "R", "TH", "VN", entry=hidden)
    page = text(office.amina, way)
    assert "CANARY-partner" not in page and "Somebody at a partner at risk" in page and NOBODY not in page
    assert "CANARY-partner" not in text(office.amina, "/referrals/raci/history/")
    assert "CANARY-partner" in text(office.sam, way) and "CANARY-partner" in text(
        office.sam, "/referrals/raci/history/"
    )
    assert "CANARY-partner" not in text(office.sam, "/referrals/raci/export/")
    with acting(office.amina):
        names = [one.name for one in queries.proposed(office.amina, "consular_notification", "TH", "VN")]
    assert names == ["Somebody at a partner at risk"]


def test_a_hidden_entry_cannot_be_named_and_stays_named_where_it_was(office, elsewhere):
    hidden = make_entry(elsewhere.sam, "CANARY-theirs")
    row = make_row(office.sam, entry=hidden)
    with acting(elsewhere.sam, "test.arrange"):
        hidden.refresh_from_db()
        hidden.restricted = True
        hidden.save()
    with pytest.raises(ValidationError):
        make_row(office.sam, letter="R", entry=hidden)
    his = browser_of(office.sam)
    page = his.get(f"/referrals/raci/{row.pk}/")
    assert "whom you do not see" in page.content.decode() and "CANARY" not in page.content.decode()
    sent = {"step": "travel_document", "host": "LA", "home": "KE", "letter": "A", "note": "Call first", "version": 1}
    assert his.post(f"/referrals/raci/{row.pk}/", sent).status_code == 302
    with acting(office.sam):
        fresh = RaciRow.objects.get(pk=row.pk)
    assert (fresh.entry_id, fresh.note) == (hidden.pk, "Call first")


def test_a_stale_write_is_refused_with_both_versions(office):
    row = make_row(office.sam, note="first")
    his = browser_of(office.sam)
    sent = {"step": "travel_document", "host": "LA", "home": "KE", "letter": "A", "function": "consular_liaison"}
    assert his.post(f"/referrals/raci/{row.pk}/", {**sent, "note": "second", "version": 1}).status_code == 302
    answer = his.post(f"/referrals/raci/{row.pk}/", {**sent, "note": "third", "version": 1})
    page = answer.content.decode()
    assert answer.status_code == 409 and "second" in page and "third" in page
    with acting(office.sam), pytest.raises(Stale):
        actions.change_row(row, by=office.sam, version=1)


def test_what_changed_is_kept_with_who_and_when(office):
    row = make_row(office.sam)
    with acting(office.sam):
        actions.remove_row(row, by=office.sam)
    page = text(office.amina, "/referrals/raci/history/")
    assert "Taken away" in page and "Added" in page and "Sam Test" in page
    assert "Travel documents, Lao PDR to Kenya: Answers for it: Consular liaison" in page


def test_the_pages_cost_the_same_for_one_line_and_for_thirty(office, way):
    entry = make_entry(office.sam)
    make_row(office.sam, entry=entry)
    browser = browser_of(office.sam)
    counts = []
    for more in (0, 30):
        for number in range(more):
            other = make_entry(office.sam, f"Entry {number}")
            make_row(office.sam, "reception", "C", ("LA", "TH", "MM")[number % 3], "KE", entry=other)
        found = []
        for path in (way, "/referrals/raci/", "/referrals/raci/history/"):
            browser.get(path)
            with CaptureQueriesContext(connection) as captured:
                assert browser.get(path).status_code == 200
            found.append(len(captured))
        counts.append(found)
    assert counts[0] == counts[1] and max(counts[0]) <= 10, counts


@pytest.mark.parametrize(
    "query",
    ["host=LA&home=XX", "host=LA&home=%00", "host=LA&home=KE&x=1", "host=LA&host=TH&home=KE", "host=*&home=KE",
     "host=<b>&home=KE"],
)  # fmt: skip
def test_an_address_that_is_on_no_page_is_refused(office, query):
    assert browser_of(office.sam).get(f"/referrals/raci/?{query}").status_code == 400


def test_half_a_choice_says_what_is_missing(office):
    answer = browser_of(office.sam).get("/referrals/raci/?host=LA&home=")
    assert answer.status_code == 422 and "Choose one" in answer.content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"function": ""}, "one of the two"),
        ({"letter": "X"}, "Choose one of the answers shown"),
        ({"step": ""}, "Choose one"),
        ({"home": "ZZ"}, "Choose one of the answers shown"),
        ({"entry": "not-a-key"}, "Choose one of those shown"),
        ({"note": "x" * 300}, "200"),
    ],
)
def test_a_bad_line_is_a_sentence_beside_its_field(office, change, said):
    sent = {"step": "return", "host": "*", "home": "KE", "letter": "R", "function": "caseworker", "note": ""}
    answer = browser_of(office.sam).post("/referrals/raci/new/", {**sent, **change})
    assert answer.status_code == 422 and said in answer.content.decode()


def test_an_entry_that_is_too_old_is_not_newly_chosen(office):
    entry = make_entry(office.sam, "Old consulate")
    aged(entry, "2020-01-01", office.sam)
    sent = {"step": "return", "host": "*", "home": "KE", "letter": "R", "entry": str(entry.pk)}
    answer = browser_of(office.sam).post("/referrals/raci/new/", sent)
    assert answer.status_code == 422 and "cannot be chosen" in answer.content.decode()


def test_a_cell_opens_the_form_filled_in_and_nothing_else_fits_its_address(office):
    his = browser_of(office.sam)
    page = his.get("/referrals/raci/new/?step=reception&letter=I&host=LA&home=KE").content.decode()
    assert 'value="reception" selected' in page and 'value="KE" selected' in page
    for wrong in ("step=nothing", "host=XX", "x=1"):
        assert his.get(f"/referrals/raci/new/?{wrong}").status_code == 400, wrong

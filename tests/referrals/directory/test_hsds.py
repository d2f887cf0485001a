"""Files of HSDS 3.0: out and in again without change, a dry run first, and broken files."""

import datetime
import json
import uuid
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting
from accounts.codes import choices
from referrals.directory import clock
from referrals.directory.codes import DAYS, SEXES, STEPS, ZONE_NAMES
from referrals.directory.hsds import export, loading, mapping, reading
from referrals.directory.models import (
    DirectoryEntry,
    DirectoryPlace,
    DirectoryService,
    FocalPoint,
)
from tests.accounts.signin.conftest import with_password
from tests.cast import browser_of
from tests.referrals.directory.conftest import aged
from tests.referrals.directory.files import imported, planned, renamed, whole

URL = "/directory/import/"


def without_ids(tables):
    """Everything a file says, whatever its ids."""
    mains = ("organization", "location", "service", "contact")
    kept = {name: [dict(row, id="") for row in tables.get(name, ())] for name in mains}
    kept = {name: sorted(rows, key=lambda row: row["name"]) for name, rows in kept.items()}
    for rows in kept.values():
        for row in rows:
            row.pop("organization_id", None)
    facts = sorted((row["link_entity"], row["link_type"], row["taxonomy_term_id"], str(row.get("value")))
                   for row in tables.get("attribute", ()) if "deputy" not in str(row))  # fmt: skip
    return kept, [fact for fact in facts if len(fact[3]) != 36]


def test_the_export_uses_names_of_hsds_three_and_broken_out_tables(keeper, rich):
    tables = whole(rich, keeper)
    assert set(tables) == set(mapping.TABLES)
    (organization,), (service,), (location,) = (tables[name] for name in ("organization", "service", "location"))
    assert organization["name"] == "บ้านริมน้ำ" and organization["alternate_name"] == "River House"
    assert (service["minimum_age"], service["maximum_age"], service["status"]) == (0, 17, "active")
    assert location["location_type"] == "physical" and tables["schedule"][0]["byday"] == "MO,SU"
    assert tables["address"][0]["address_1"] == "1 Moei Rd" and tables["address"][0]["address_type"] == "physical"
    assert tables["cost_option"][0]["amount"] == 0.5
    assert {row["code"] for row in tables["language"]} == {"vie", "tha"}


def test_a_file_comes_in_again_without_change(keeper, rich):
    tables = whole(rich, keeper)
    made = planned(tables, keeper)
    assert made.refused == [] and made.rows == []
    assert {name for name, *_numbers in made.lines()} == set(mapping.MAINS)


def test_a_file_of_another_house_makes_the_same_directory(keeper, elsewhere, rich):
    tables = renamed(whole(rich, keeper))
    made = imported(tables, elsewhere.sam)
    assert made.refused == [] and made.counts["organization", loading.NEW] == 1
    with acting(elsewhere.sam):
        copied = DirectoryEntry.objects.get(pk=tables["organization"][0]["id"])
        assert copied.keeper_id == elsewhere.organisation.pk and copied.verified_by is None
        orn = FocalPoint.objects.get(entry=copied, name="Orn")
        assert orn.deputy.name == "Nok" and orn.opens == orn.closes == datetime.time(0)
    again = whole(copied, elsewhere.sam)
    assert without_ids(again) == without_ids(tables) and again["attribute"]
    assert planned(tables, elsewhere.sam).rows == []


def codes(name):
    return [code for code, _label in (choices(name) if isinstance(name, str) else name)]


def several(name):
    return st.lists(st.sampled_from(codes(name)), unique=True, max_size=4)


WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40).map(str.strip)
SERVICES = st.fixed_dictionaries(
    {
        "name": WORDS.filter(bool),
        "kind": st.sampled_from(codes("service_types")),
        "status": st.sampled_from(codes("org_service_status")),
        "description": WORDS,
        "steps": several(STEPS),
        "sexes": several(SEXES),
        "minimum_age": st.none() | st.integers(0, 30),
        "maximum_age": st.none() | st.integers(30, 120),
        "families": st.booleans(),
        "nationalities": several("countries"),
        "languages": several("languages"),
        "urgency": st.sampled_from(["", *codes("referral_priorities")]),
        "countries": several("countries"),
        "capacity": st.none() | st.integers(0, 10_000),
        "cost": st.none() | st.decimals(0, 10**9, places=2),
        "currency": st.sampled_from(codes("currencies")),
        "cost_words": WORDS,
        "papers": WORDS,
        "area": WORDS,
        "days": several(DAYS),
        "opens": st.none() | st.times().map(lambda time: time.replace(second=0, microsecond=0)),
        "closes": st.none() | st.times().map(lambda time: time.replace(second=0, microsecond=0)),
        "zone": st.sampled_from(["", *ZONE_NAMES]),
        "on_holidays": st.booleans(),
    }
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SERVICES)
def test_whatever_a_service_says_comes_back_as_it_was(keeper, values):
    """Without the database: the tables of rows in memory, read again."""
    entry = DirectoryEntry(name="E", kind="ngo", country="TH", keeper_id=keeper.organisation_id)
    service = DirectoryService(entry=entry, **values)
    made: dict = {name: [] for name in mapping.TABLES}
    terms: dict = {}
    export.put(made, terms, "organization", entry)
    export.put(made, terms, "service", service)
    made["taxonomy_term"] = list(terms.values())
    file = reading.read(reading.checked(json.loads(json.dumps(made))))
    assert file.refused == []
    told = file.rows["service"][str(service.pk)].values
    for name, value in values.items():
        if name in told or value not in (None, "", [], False):
            assert not loading.differs(told[name], value), name


def test_a_changed_file_changes_only_what_it_names_and_keeps_the_rest(keeper, rich):
    tables = whole(rich, keeper)
    tables["organization"][0]["description"] = "New words"
    del tables["organization"][0]["email"]
    del tables["phone"], tables["contact"], tables["attribute"]
    made = imported(tables, keeper)
    assert made.counts["organization", loading.CHANGED] == 1
    with acting(keeper):
        row = DirectoryEntry.objects.get(pk=rich.pk)
        assert (row.description, row.email, row.phone) == ("New words", "a@example.org", "+66 1")
        assert FocalPoint.objects.filter(entry=rich).count() == 2


def test_a_file_cannot_vouch_for_an_entry_nor_open_a_restricted_one(keeper, rich, secret):
    old = aged(rich, datetime.date(2024, 1, 1), keeper)
    tables = whole(old, keeper)
    for row in tables["attribute"]:
        if row.get("value") == "2024-01-01":
            row["value"] = timezone.localdate().isoformat()
    imported(tables, keeper)
    hidden = whole(secret, keeper)
    hidden["attribute"] = [row for row in hidden["attribute"] if row.get("value") != "true"]
    hidden["organization"][0]["description"] = "Changed"
    imported(hidden, keeper)
    with acting(keeper):
        assert DirectoryEntry.objects.get(pk=rich.pk).verified_on == datetime.date(2024, 1, 1)
        row = DirectoryEntry.objects.get(pk=secret.pk)
        assert row.restricted and row.description == "Changed"
        assert DirectoryPlace.objects.get(entry=secret).address == "CANARY-street"


def test_an_entry_that_names_no_day_counts_as_a_year_old(keeper):
    tables = {
        "organization": [{"id": str(uuid.uuid4()), "name": "Plain", "description": ""}],
        "taxonomy_term": [{"id": str(uuid.UUID(int=1)), "code": "ngo", "name": "", "taxonomy": "organisation_types"}],
    }
    key = tables["organization"][0]["id"]
    tables["location"] = [{"id": str(uuid.uuid4()), "organization_id": key, "name": "x", "location_type": "physical"}]
    tables["address"] = [{"id": str(uuid.uuid4()), "location_id": tables["location"][0]["id"], "country": "LA"}]
    tables["attribute"] = [{"link_id": key, "link_entity": "organization", "taxonomy_term_id": str(uuid.UUID(int=1))}]
    assert imported(tables, keeper).refused == []
    with acting(keeper):
        row = DirectoryEntry.objects.get(pk=key)
        assert row.country == "LA" and clock.state(row) == "old"


def test_another_organisations_entry_is_not_changed_by_a_file(keeper, elsewhere, rich):
    tables = whole(rich, keeper)
    tables["organization"][0]["name"] = "Taken"
    made = imported(tables, elsewhere.sam)
    assert {row.reason for row in made.refused} == {"Another organisation keeps this entry."} and made.rows == []
    stolen = renamed(tables)
    stolen["service"][0]["id"] = tables["service"][0]["id"]
    stolen["schedule"], stolen["service_at_location"] = [], []
    assert any("keeps this entry" in row.reason for row in imported(stolen, elsewhere.sam).refused)
    with acting(keeper):
        assert DirectoryEntry.objects.get(pk=rich.pk).name == "บ้านริมน้ำ"
        assert DirectoryService.objects.get(pk=tables["service"][0]["id"]).entry_id == rich.pk


def test_an_id_that_a_hidden_row_has_stores_nothing_at_all_and_says_nothing(keeper, elsewhere, secret):
    """R-16"""
    hidden = renamed(whole(secret, keeper))
    fine = json.loads(json.dumps(hidden).replace(hidden["organization"][0]["id"], str(secret.pk)))
    with acting(elsewhere.sam):
        made = loading.plan(reading.read(fine), elsewhere.sam)
        with pytest.raises(ValidationError, match="as it is"):
            loading.save(made, by=elsewhere.sam)
        assert not FocalPoint.objects.filter(pk__in=[row["id"] for row in fine["contact"]]).exists()


def sent(tables):
    return {"file": SimpleUploadedFile("directory.json", json.dumps(tables).encode(), "application/json")}


def test_the_page_shows_a_dry_run_first_and_imports_what_was_looked_at(office, keeper, elsewhere, rich):
    tables = renamed(whole(rich, keeper))
    browser = browser_of(elsewhere.sam)
    answer = browser.post(URL, sent(tables))
    assert answer.status_code == 200 and "What the import would do" in answer.content.decode()
    with acting(elsewhere.sam):
        assert not DirectoryEntry.objects.filter(pk=tables["organization"][0]["id"]).exists()
    done = browser.post(URL, {"text": answer.context["again"], "import": "yes"})
    assert done.status_code == 302
    with acting(elsewhere.sam):
        assert DirectoryEntry.objects.filter(pk=tables["organization"][0]["id"]).exists()
    assert "nothing to import" in browser.post(URL, sent(tables)).content.decode()
    assert browser_of(office.amina).get(URL).status_code == 403
    assert browser_of(office.lina).post(URL, sent(tables)).status_code == 404


@pytest.mark.parametrize("content", [b"", b"no", b"\xff\xfe\x00", b"[]", b'{"organization": [{"id": "<script>"}]}'])
def test_the_page_answers_broken_files_with_a_sentence(keeper, content):
    upload = SimpleUploadedFile("x.json", content, "application/json")
    answer = browser_of(keeper).post(URL, {"file": upload})
    assert answer.status_code in (200, 422) and "<script>" not in answer.content.decode().split("<main")[-1]
    assert browser_of(keeper).post(URL, {}).status_code == 422


def test_the_file_is_taken_on_the_page_and_over_rest(office, keeper, rich):
    browser = browser_of(keeper)
    answer = browser.post("/directory/export/", {})
    assert answer["Content-Disposition"].startswith("attachment") and str(rich.pk) in answer.content.decode()
    tables = browser.get("/api/v1/directory/hsds/").json()
    url = "/api/v1/directory/hsds/"
    dry = browser.post(f"{url}?dry_run=true", tables, content_type="application/json").json()
    assert dry["new"] == dry["changed"] == 0 and dry["same"] == dry["accepted"] > 0
    tables["organization"] = [row for row in tables["organization"] if row["id"] == str(rich.pk)]
    tables["organization"][0]["name"] = "Renamed"
    told = browser.post(url, tables, content_type="application/json").json()
    assert told["changed"] == 1 and all(row["reason"] for row in told["refused"])
    with acting(keeper):
        assert DirectoryEntry.objects.get(pk=rich.pk).name == "Renamed"
    assert browser.post(url, [], content_type="application/json").status_code == 400


def test_taking_the_file_needs_a_fresh_sign_in(keeper, rich):
    """R-23: who has a password and did not type it within five minutes types it again, or gets nothing over REST."""
    browser = browser_of(with_password(keeper))
    assert browser.get("/api/v1/directory/hsds/").status_code == 403
    for answer in (browser.get("/directory/export/"), browser.post("/directory/export/", {})):
        assert answer.status_code == 302 and "reauthenticate" in answer.url


def test_the_page_of_the_documents_names_every_field_of_the_mapping():
    text = (Path(__file__).parents[3] / "docs/directory.md").read_text(encoding="utf-8")
    named = [f"`{table}.{column}`" for table, main in mapping.MAINS.items() for column, *_rest in main.columns]
    named += [f"`{side.table}.{column}`" for side in mapping.SIDES for column, *_rest in side.columns]
    for term in mapping.TERMS:
        model = mapping.MAINS[term.main].model.__name__
        named.append(f"`{model}.{term.field.removesuffix('_id')}`")
    assert [name for name in named if name not in text] == []

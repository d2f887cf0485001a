"""Broken files of HSDS: each row is refused with its reason, and nothing half of an organisation comes in."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from accounts.acting import acting
from referrals.directory.hsds import mapping, reading
from referrals.directory.models import (
    DirectoryEntry,
    DirectoryOffer,
    DirectoryPlace,
    DirectoryService,
    FocalPoint,
)
from tests.referrals.directory.conftest import make_entry
from tests.referrals.directory.files import imported, planned, renamed, whole

PARTS = (DirectoryPlace, DirectoryService, DirectoryOffer, FocalPoint)


def attribute_of(tables, entity, kind):
    return next(row for row in tables["attribute"] if (row["link_entity"], row["link_type"]) == (entity, kind))


def broken_reference(t):
    t["service"][0]["organization_id"] = str(uuid.uuid4())


def stray_phone(t):
    t["phone"][0]["organization_id"] = str(uuid.uuid4())


def lost_term(t):
    t["taxonomy_term"] = [row for row in t["taxonomy_term"] if row["taxonomy"] != "service_types"]


def unknown_code(t):
    next(row for row in t["taxonomy_term"] if row["taxonomy"] == "service_types")["code"] = "dragons"


def in_atlantis(t):
    t["attribute"].remove(attribute_of(t, "location", "countries"))
    t["address"][0]["country"] = "Atlantis"


# What is done to a good file, the table and field that are refused, and a word of the reason.
BROKEN = [
    (broken_reference, "service", "organization_id", "names no row"),
    (stray_phone, "phone", "organization_id", "names no row"),
    (lost_term, "attribute", "taxonomy_term_id", "names no row"),
    (unknown_code, "attribute", "taxonomy_term_id", "not in our list"),
    (lambda t: t["language"][0].update(code="klingon"), "language", "code", "not in our list"),
    (lambda t: t["service"][0].update(minimum_age="many"), "service", "minimum_age", "wrong type"),
    (lambda t: t["service"][0].update(minimum_age=1.5), "service", "minimum_age", "wrong type"),
    (lambda t: t["service"][0].update(minimum_age=True), "service", "minimum_age", "wrong type"),
    (lambda t: t["service"][0].update(minimum_age=99), "service", "", "first age"),
    (lambda t: t["service"][0].update(minimum_age=-1), "service", "minimum_age", ""),
    (lambda t: t["service"][0].update(minimum_age=10**40), "service", "minimum_age", ""),
    (lambda t: t["service"][0].update(name=7), "service", "name", "wrong type"),
    (lambda t: t["service"][0].update(name=""), "service", "name", ""),
    (lambda t: t["service"][0].update(name="a\0b"), "service", "name", "wrong type"),
    (lambda t: t["service"][0].update(name="\ud800"), "service", "name", "wrong type"),
    (lambda t: t["service"][0].update(name="x" * 300), "service", "name", ""),
    (lambda t: t["service"][0].update(status="asleep"), "service", "status", ""),
    (lambda t: t["service"][0].update(id="no id"), "service", "id", "UUID"),
    (lambda t: t["service"].append(t["service"][0]), "service", "id", "same id"),
    (lambda t: t["service"].append("text"), "service", "id", "UUID"),
    (lambda t: t["phone"].append("text"), "phone", "", "columns"),
    (lambda t: t["phone"].append({"number": "1"}), "phone", "", "no row"),
    (lambda t: t["schedule"][0].update(opens_at="noon"), "schedule", "opens_at", "wrong type"),
    (lambda t: t["schedule"][0].update(byday="XX"), "service", "days", ""),
    (lambda t: t["schedule"].append(dict(t["schedule"][0])), "schedule", "service_id", "Only one"),
    (lambda t: t["cost_option"][0].update(amount="NaN"), "cost_option", "amount", "wrong type"),
    (lambda t: t["cost_option"][0].update(amount=1e30), "cost_option", "amount", "wrong type"),
    (lambda t: t["cost_option"][0].update(currency="XXX"), "service", "currency", ""),
    (lambda t: t["organization"][0].update(email="no mail"), "organization", "email", ""),
    (in_atlantis, "location", "country", ""),
    (lambda t: attribute_of(t, "contact", mapping.FACTS).update(value="later"), "attribute", "value", "wrong type"),
]


@pytest.mark.parametrize(("spoil", "table", "column", "words"), BROKEN)
def test_a_broken_row_is_named_with_its_reason_and_its_organisation_is_left_out_whole(
    keeper, elsewhere, rich, spoil, table, column, words
):
    tables = renamed(whole(rich, keeper))
    fine = renamed(whole(make_entry(keeper, "Fine"), keeper))
    spoil(tables)
    for name, rows in fine.items():
        tables[name] = tables.get(name, []) + [row for row in rows if row not in tables.get(name, [])]
    made = planned(tables, elsewhere.sam)
    assert (table, column) in {(row.table, row.field) for row in made.refused}, made.refused
    assert any(words in row.reason for row in made.refused)
    imported(tables, elsewhere.sam)
    with acting(elsewhere.sam):
        assert DirectoryEntry.objects.filter(pk=fine["organization"][0]["id"]).exists()
        owned = {refused.organisation for refused in made.refused} - {""}
        assert not DirectoryEntry.objects.filter(pk__in=owned).exists()
        for model in PARTS:
            assert not model.objects.filter(entry__in=owned).exists()


@pytest.mark.parametrize(
    "text",
    ["", "no json", "[]", "{}", '{"organization": {}}', '{"organization": [], "service": 5}', "[" * 100_000,
     '{"organization": [' + ",".join(["{}"] * 20_001) + "]}", '{"organization": []}' + " " * reading.LARGEST],
)  # fmt: skip
def test_what_is_no_file_of_tables_is_refused_with_a_sentence(text):
    with pytest.raises(ValidationError):
        reading.parse(text)

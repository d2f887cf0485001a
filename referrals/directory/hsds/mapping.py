"""Which column of HSDS 3.0 is which field of ours. This table is the only place that knows both; docs/directory.md
prints it. What HSDS has no column for stands in `attribute` rows with a `taxonomy_term`, which is how HSDS is meant to
be extended.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from referrals.directory.codes import DAYS, SEXES, STEPS, ZONE_CHOICES
from referrals.directory.models import (
    DirectoryEntry,
    DirectoryOffer,
    DirectoryPlace,
    DirectoryService,
    FocalPoint,
)

SPACE = uuid.UUID("5a1c7f0e-6d0b-4c1e-9a53-2f6f0f3f8f11")  # under which ids of side rows are made, always the same ones
FACTS = "casework_facts"  # the taxonomy of our own values

TEXT, WHOLE, AMOUNT, DAY, TIME, YES, KEY = "text", "whole", "amount", "day", "time", "yes", "key"


@dataclass(frozen=True)
class Main:
    """A table whose rows are rows of ours: (HSDS column, our field, type of value) of each."""

    model: Any
    columns: tuple
    parents: tuple = ()  # (HSDS column, HSDS table, our field)


@dataclass(frozen=True)
class Side:
    """A table with at most one row for each row of a main table, which it names in `link`."""

    table: str
    main: str
    link: str
    columns: tuple
    fixed: tuple = ()  # columns that HSDS asks for and that always say the same


@dataclass(frozen=True)
class Term:
    """A field of ours that is an attribute of a main row: a code of the taxonomy, several of them, or (in FACTS) a
    value under the field's own name. `name` is the code list, or the pairs themselves."""

    main: str
    field: str
    taxonomy: str
    codes: Any = None
    many: bool = False
    type: str = TEXT


MAINS = {
    "organization": Main(
        DirectoryEntry,
        (
            ("name", "name", TEXT),
            ("alternate_name", "other_name", TEXT),
            ("description", "description", TEXT),
            ("email", "email", TEXT),
            ("website", "website", TEXT),
        ),
    ),
    "location": Main(
        DirectoryPlace,
        (("name", "name", TEXT),),
        (("organization_id", "organization", "entry_id"),),
    ),
    "service": Main(
        DirectoryService,
        (
            ("name", "name", TEXT),
            ("status", "status", TEXT),
            ("description", "description", TEXT),
            ("minimum_age", "minimum_age", WHOLE),
            ("maximum_age", "maximum_age", WHOLE),
            ("eligibility_description", "admits_words", TEXT),
            ("application_process", "how_to_refer", TEXT),
            ("fees_description", "cost_words", TEXT),
        ),
        (("organization_id", "organization", "entry_id"),),
    ),
    "service_at_location": Main(
        DirectoryOffer,
        (),
        (("service_id", "service", "service_id"), ("location_id", "location", "place_id")),
    ),
    "contact": Main(
        FocalPoint,
        (("name", "name", TEXT), ("title", "title", TEXT), ("email", "email", TEXT)),
        (("organization_id", "organization", "entry_id"),),
    ),
}

SIDES = (
    Side("phone", "organization", "organization_id", (("number", "phone", TEXT),)),
    Side("phone", "location", "location_id", (("number", "phone", TEXT),)),
    Side("phone", "contact", "contact_id", (("number", "phone", TEXT),)),
    Side(
        "address",
        "location",
        "location_id",
        (
            ("address_1", "address", TEXT),
            ("city", "city", TEXT),
            ("state_province", "area", TEXT),
            ("postal_code", "postcode", TEXT),
            ("country", "country", TEXT),
        ),
        (("address_type", "physical"),),
    ),
    Side("accessibility", "location", "location_id", (("description", "accessibility", TEXT),)),
    Side("service_area", "service", "service_id", (("name", "area", TEXT),)),
    Side("required_document", "service", "service_id", (("document", "papers", TEXT),)),
    Side("cost_option", "service", "service_id", (("amount", "cost", AMOUNT), ("currency", "currency", TEXT))),
    Side(
        "schedule",
        "service",
        "service_id",
        (("byday", "days", TEXT), ("opens_at", "opens", TIME), ("closes_at", "closes", TIME)),
        (("freq", "WEEKLY"),),
    ),
)
LANGUAGE = ("language", "service", "service_id", "code", "languages")  # one row a language

TERMS = (
    Term("organization", "kind", "organisation_types", "organisation_types"),
    Term("organization", "country", "countries", "countries"),
    Term("organization", "status", "org_service_status", "org_service_status"),
    Term("organization", "restricted", FACTS, type=YES),
    Term("organization", "verified_on", FACTS, type=DAY),
    Term("location", "town", "locations", "locations"),
    Term("location", "country", "countries", "countries"),
    Term("location", "hidden", FACTS, type=YES),
    Term("service", "kind", "service_types", "service_types"),
    Term("service", "steps", "steps", STEPS, many=True),
    Term("service", "sexes", "sexes", SEXES, many=True),
    Term("service", "nationalities", "nationalities", "countries", many=True),
    Term("service", "countries", "countries", "countries", many=True),
    Term("service", "urgency", "referral_priorities", "referral_priorities"),
    Term("service", "zone", "time_zones", ZONE_CHOICES),
    Term("service", "families", FACTS, type=YES),
    Term("service", "on_holidays", FACTS, type=YES),
    Term("service", "capacity", FACTS, type=WHOLE),
    Term("contact", "steps", "steps", STEPS, many=True),
    Term("contact", "country", "countries_worked_from", "countries"),
    Term("contact", "countries", "countries", "countries", many=True),
    Term("contact", "languages", "languages", "languages", many=True),
    Term("contact", "days", "week_days", DAYS, many=True),
    Term("contact", "zone", "time_zones", ZONE_CHOICES),
    Term("contact", "opens", FACTS, type=TIME),
    Term("contact", "closes", FACTS, type=TIME),
    Term("contact", "on_holidays", FACTS, type=YES),
    Term("contact", "area", FACTS),
    Term("contact", "deputy_id", FACTS, type=KEY),
)
OWN_TABLES = ("attribute", "taxonomy_term", "language")
TABLES = tuple(dict.fromkeys([*MAINS, *(side.table for side in SIDES), *OWN_TABLES]))
# What a safe house keeps to itself (workflows.md section 13): the whole address row.
HIDDEN_SIDES = frozenset({"address"})
# What is set once, when a row is made, and never by a later file: a file cannot vouch that an entry is still true.
ONCE = frozenset({"verified_on", "restricted"})


def side_id(row_id, *names):
    """The id of a row that is none of ours: the same in every export."""
    return str(uuid.uuid5(SPACE, "/".join([str(row_id), *names])))

"""A file of HSDS tables, checked: every value has its type, every reference a row, every code a list. What is wrong is
refused with its table, row and reason; an organisation of which anything is refused is left out whole.
"""

import datetime
import decimal
import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.codes import choices
from referrals.directory.hsds import mapping
from referrals.directory.hsds.mapping import FACTS, LANGUAGE, MAINS, SIDES, TERMS

LARGEST = 1024 * 1024  # bytes of a file
MOST_ROWS = 20_000
WORDS = {"true": True, "false": False, "1": True, "0": False}


@dataclass
class Refused:
    """One row that cannot be taken: where it stands, which field, why, and whose it is."""

    table: str
    row: int
    field: str
    reason: str
    organisation: str = ""


@dataclass
class Told:
    """A row of ours as the file tells it: its table, its place there, its own organisation, and values by field."""

    table: str
    row: int
    key: str
    organisation: str = ""
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class File:
    """What a file says. `rows` is table -> id -> Told; `skipped` names tables that are not read here."""

    rows: dict[str, dict[str, Told]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def refuse(self, table, row, column, reason, organisation=""):
        """Notes why a row cannot be taken."""
        self.refused.append(Refused(table, row, column, str(reason), organisation))

    def left_out(self):
        """Ids of organisations of which anything was refused."""
        return {refused.organisation for refused in self.refused if refused.organisation}


def parse(text):
    """The tables of a file. ValidationError for what is no JSON, no object of lists of objects, or too large."""
    if len(text) > LARGEST:
        raise ValidationError(_("The file is larger than 1 MB. Send it in parts."))
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValidationError(_("This is no JSON file.")) from error
    return checked(data)


def checked(data):
    """The same for what was parsed already."""
    if not isinstance(data, dict) or not isinstance(data.get("organization"), list):
        raise ValidationError(_("This is no file of HSDS tables: it needs a list called organization."))
    if any(not isinstance(rows, list) for name, rows in data.items() if name in mapping.TABLES):
        raise ValidationError(_("Each table of the file must be a list of rows."))
    if sum(len(rows) for rows in data.values() if isinstance(rows, list)) > MOST_ROWS:
        raise ValidationError(_("The file has more than 20,000 rows. Send it in parts."))
    return data


def read(data):
    """The File of tables that `parse` or `checked` gave."""
    file = File(skipped=sorted(str(name) for name in data if name not in mapping.TABLES))
    for table in MAINS:
        read_main(file, table, data.get(table, []))
    for side in SIDES:
        read_side(file, side, data.get(side.table, []))
    read_languages(file, data.get(LANGUAGE[0], []))
    read_attributes(file, data.get("attribute", []), terms_of(file, data.get("taxonomy_term", [])))
    stray(file, data)
    return file


def key_of(value):
    """A UUID as text, or None."""
    try:
        return str(uuid.UUID(value)) if isinstance(value, str) else None
    except ValueError:
        return None


def keyed(file, table, rows):
    """(number of the row, id, row) of rows that are objects with an id of their own."""
    seen = set()
    for number, row in enumerate(rows, 1):
        key = key_of(row.get("id")) if isinstance(row, dict) else None
        if key is None:
            file.refuse(table, number, "id", _("It has no id that is a UUID."))
        elif key in seen:
            file.refuse(table, number, "id", _("Another row of this table has the same id."))
        else:
            seen.add(key)
            yield number, key, row


def read_main(file, table, rows):
    """Rows that become rows of ours; their parents stand in tables that were read before."""
    main, found = MAINS[table], file.rows.setdefault(table, {})
    for number, key, row in keyed(file, table, rows):
        told = Told(table, number, key, key if table == "organization" else "")
        if find_parents(file, told, main, row):
            take(file, told, table, number, row, main.columns)
            found[key] = told


def find_parents(file, told, main, row):
    """Whether the rows it hangs on are in the file; both of an offer must be of one organisation."""
    for column, table, ours in main.parents:
        parent = file.rows.get(table, {}).get(key_of(row.get(column)) or "")
        if parent is None:
            reason = _("It names no row of %(table)s in this file.") % {"table": table}
            file.refuse(told.table, told.row, column, reason, told.organisation)
            return False
        if told.organisation and told.organisation != parent.organisation:
            file.refuse(told.table, told.row, column, _("It joins two organisations."), told.organisation)
            return False
        told.organisation = parent.organisation
        if ours != "entry_id":
            told.values[ours] = uuid.UUID(parent.key)
    return True


def take(file, told, table, number, row, columns):
    """Puts the values of a row into `told`, each of its type."""
    for column, ours, kind in columns:
        if column in row:
            try:
                told.values[ours] = typed(row[column], kind, ours)
            except (ValueError, TypeError, ArithmeticError):
                file.refuse(table, number, column, _("The value has the wrong type."), told.organisation)


def typed(value, kind, ours=""):
    """A value of the file as ours. ValueError, TypeError or ArithmeticError for another type."""
    if ours == "days":
        return days(value)
    if value is None or value == "":
        return "" if kind == mapping.TEXT else None
    return READERS[kind](value)


def days(value):
    """Week days of `byday`."""
    found = [part.strip() for part in text(value).split(",") if part.strip()]
    return [code for code in dict(mapping.DAYS) if code in found] if set(found) <= dict(mapping.DAYS).keys() else found


def text(value):
    """A text without NUL characters."""
    if not isinstance(value, str) or "\0" in value:
        raise TypeError
    value.encode()
    return value.strip()


def whole(value):
    """A whole number, also as text."""
    if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
        raise TypeError
    return int(value)


def amount(value):
    """An amount with two places."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise TypeError
    number = decimal.Decimal(str(value))
    if not number.is_finite():
        raise ValueError
    return number.quantize(decimal.Decimal("0.01"))


def yes(value):
    """True or false, also as text."""
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value.lower() not in WORDS:
        raise TypeError
    return WORDS[value.lower()]


READERS = {
    mapping.TEXT: text,
    mapping.WHOLE: whole,
    mapping.AMOUNT: amount,
    mapping.DAY: lambda value: datetime.date.fromisoformat(text(value)),
    mapping.TIME: lambda value: datetime.time.fromisoformat(text(value)).replace(tzinfo=None, second=0, microsecond=0),
    mapping.YES: yes,
    mapping.KEY: lambda value: uuid.UUID(text(value)),
}


def read_side(file, side, rows):
    """Rows that belong to one row of ours; a second one for the same is refused, since we keep one."""
    seen = set()
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or side.link not in row:
            continue
        told = file.rows[side.main].get(key_of(row[side.link]) or "")
        if told is None:
            reason = _("It names no row of %(table)s in this file.") % {"table": side.main}
            file.refuse(side.table, number, side.link, reason)
        elif told.key in seen:
            file.refuse(side.table, number, side.link, _("Only one is kept here."), told.organisation)
        else:
            seen.add(told.key)
            take(file, told, side.table, number, row, side.columns)


def read_languages(file, rows):
    """The languages of a service."""
    table, main, link, column, ours = LANGUAGE
    known = dict(choices("languages"))
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or link not in row:
            continue
        told = file.rows[main].get(key_of(row[link]) or "")
        if told is None:
            reason = _("It names no row of %(table)s in this file.") % {"table": main}
            file.refuse(table, number, link, reason)
        elif row.get(column) not in known:
            file.refuse(table, number, column, _("This code is not in our list."), told.organisation)
        else:
            told.values.setdefault(ours, []).append(row[column])


def terms_of(file, rows):
    """{id: (taxonomy, code)} of the taxonomy terms."""
    found = {}
    for _number, key, row in keyed(file, "taxonomy_term", rows):
        found[key] = (str(row.get("taxonomy", "")), row.get("code"))
    return found


KNOWN = {(term.main, term.taxonomy, term.field if term.taxonomy == FACTS else ""): term for term in TERMS}


def read_attributes(file, rows, terms):
    """What our own taxonomies say of a row; attributes of other taxonomies are left alone."""
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or row.get("link_entity") not in MAINS:
            continue
        main, term = row["link_entity"], terms.get(key_of(row.get("taxonomy_term_id")) or "")
        told = file.rows[main].get(key_of(row.get("link_id")) or "")
        if told is None or term is None:
            column, table = ("link_id", main) if told is None else ("taxonomy_term_id", "taxonomy_term")
            reason = _("It names no row of %(table)s in this file.") % {"table": table}
            file.refuse("attribute", number, column, reason, told.organisation if told else "")
            continue
        taxonomy, code = term
        known = KNOWN.get((main, taxonomy, code if taxonomy == FACTS else ""))
        if known is not None:
            take_term(file, told, number, known, code, row.get("value"))


def take_term(file, told, number, term, code, value):
    """One attribute into the field it stands for."""
    if term.taxonomy == FACTS:
        take(file, told, "attribute", number, {"value": value}, (("value", term.field, term.type),))
        return
    pairs = choices(term.codes) if isinstance(term.codes, str) else term.codes
    if code not in dict(pairs):
        file.refuse("attribute", number, "taxonomy_term_id", _("This code is not in our list."), told.organisation)
    elif not term.many:
        told.values[term.field] = code
    elif code not in told.values.setdefault(term.field, []):
        told.values[term.field].append(code)


def stray(file, data):
    """Side rows that are no objects, or that name nothing at all."""
    links = {name: {side.link for side in SIDES if side.table == name} for name in mapping.TABLES if name not in MAINS}
    links["language"] = {LANGUAGE[2], "location_id", "phone_id"}
    for name, wanted in links.items():
        for number, row in enumerate(data.get(name, []), 1):
            if not isinstance(row, dict):
                file.refuse(name, number, "", _("It is no row with columns."))
            elif wanted and not any(column.endswith("_id") for column in row):
                file.refuse(name, number, "", _("It belongs to no row."))

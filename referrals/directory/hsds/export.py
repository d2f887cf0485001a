"""The directory as tables of HSDS 3.0. Only what the reader may see, and no address of a safe house."""

from accounts.codes import choices
from referrals.directory.hsds import mapping
from referrals.directory.hsds.mapping import DAY, FACTS, LANGUAGE, MAINS, SIDES, TERMS, TIME, YES
from referrals.directory.models import DirectoryOffer, DirectoryPlace, DirectoryService, FocalPoint
from referrals.directory.queries import note, seen_by

CONSTANTS = {"location": {"location_type": "physical"}}
REQUIRED = {
    "organization": ("description",),
    "address": ("address_1", "city", "state_province", "postal_code"),
}


def tables(user, with_restricted=False):
    """{table: rows} of all entries that `user` may see; restricted ones only where they are asked for, and noted for
    the read log."""
    entries = seen_by(user).order_by("name", "pk")
    if not with_restricted:
        entries = entries.filter(restricted=False)
    rows = list(entries)
    note(rows, "directory.export")
    return of_entries(rows)


def of_entries(entries):
    """The tables of these entries and all that hangs on them: five statements, whatever their number."""
    keys = [entry.pk for entry in entries]
    found = {"organization": entries}
    for name, model in (
        ("location", DirectoryPlace),
        ("service", DirectoryService),
        ("service_at_location", DirectoryOffer),
        ("contact", FocalPoint),
    ):
        found[name] = list(model.objects.filter(entry__in=keys).order_by("entry_id", "pk"))
    made: dict[str, list] = {name: [] for name in mapping.TABLES}
    terms: dict[str, dict] = {}
    for name, rows in found.items():
        for row in rows:
            put(made, terms, name, row)
    made["taxonomy_term"] = list(terms.values())
    return {name: rows for name, rows in made.items() if rows}


def put(made, terms, name, row):
    """One row of ours in all the tables that tell of it."""
    main = MAINS[name]
    told = {"id": str(row.pk), **CONSTANTS.get(name, {})}
    told |= {column: str(getattr(row, field)) for column, _table, field in main.parents}
    told |= values(name, row, main.columns)
    made[name].append(told)
    for side in SIDES:
        if side.main == name and not (getattr(row, "hidden", False) and side.table in mapping.HIDDEN_SIDES):
            put_side(made, side, row)
    if name == LANGUAGE[1]:
        put_languages(made, row)
    for term in TERMS:
        if term.main == name:
            put_term(made, terms, term, row)


def values(table, row, columns):
    """{column: value} of what is filled in, and of what HSDS asks for in any case."""
    told = {column: said(getattr(row, field), kind) for column, field, kind in columns}
    asked = REQUIRED.get(table, ())
    return {column: value for column, value in told.items() if value not in (None, "") or column in asked}


def said(value, kind):
    """A value as JSON."""
    if isinstance(value, (list, tuple)):
        return ",".join(value)
    if value is None or value == "":
        return value
    if kind == TIME:
        return f"{value:%H:%M}"
    if kind == DAY:
        return value.isoformat()
    return float(value) if kind == mapping.AMOUNT else value


def put_side(made, side, row):
    """The row of a side table, where any of its fields is filled in."""
    told = values(side.table, row, side.columns)
    if any(value for value in told.values()):
        key = mapping.side_id(row.pk, side.table)
        made[side.table].append({"id": key, side.link: str(row.pk), **told, **dict(side.fixed)})


def put_languages(made, row):
    """One row a language of a service."""
    table, _main, link, column, field = LANGUAGE
    names = dict(choices("languages"))
    for code in getattr(row, field):
        key = mapping.side_id(row.pk, table, code)
        made[table].append({"id": key, link: str(row.pk), column: code, "name": str(names.get(code, code))})


def put_term(made, terms, term, row):
    """One attribute for each code, or for a value."""
    value = getattr(row, term.field)
    if value in (None, "", [], False):
        return
    own = term.taxonomy == FACTS
    for code in [term.field] if own else value if term.many else [value]:
        key = mapping.side_id("term", term.taxonomy, code)
        terms[key] = {"id": key, "code": code, "name": name_of(term, code), "description": name_of(term, code),
                      "taxonomy": term.taxonomy}  # fmt: skip
        told = {
            "id": mapping.side_id(row.pk, term.taxonomy, term.field, code),
            "link_id": str(row.pk),
            "link_entity": term.main,
            "link_type": term.taxonomy,
            "taxonomy_term_id": key,
        }
        made["attribute"].append(told | ({"value": fact(value, term.type)} if own else {}))


def fact(value, kind):
    """A value of our own as the text that HSDS asks for."""
    return "true" if kind == YES else str(said(value, kind))


def name_of(term, code):
    """The words of a code."""
    pairs = choices(term.codes) if isinstance(term.codes, str) else term.codes or ()
    return str(dict(pairs).get(code, code.replace("_", " ")))

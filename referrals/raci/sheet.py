"""The table as a file of comma-separated values: written out, read in, and looked at before anything changes."""

import csv
import io
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals.directory import clock
from referrals.directory.queries import seen_by
from referrals.raci import queries
from referrals.raci.actions import key_of
from referrals.raci.codes import ANY, COUNTRIES, OWN, STEP_WORDS, Letter, way
from referrals.raci.models import RaciRow

COLUMNS = ("step", "host", "home", "letter", "entry", "entry_name", "function", "note")
NEEDED = ("step", "host", "home", "letter")
MOST = 2_000  # lines
FORMULA = ("=", "+", "-", "@", "\t", "\r")
CODES = {
    "step": frozenset(STEP_WORDS),
    "host": frozenset(code for code, _words in COUNTRIES),
    "home": frozenset(code for code, _words in COUNTRIES),
    "letter": frozenset(Letter.values),
    "function": frozenset(["", *(code for code, _words in OWN)]),
}


def safe(text):
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def plain(text):
    """The cell as it was before `safe`."""
    text = text.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def written_out(user):
    """The office's table as text. Lines that name a restricted or hidden entry stay in the house (R26)."""
    table = queries.table_of(user)
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(COLUMNS)
    for row in table.rows:
        entry = table.entries.get(row.entry_id)
        if row.entry_id and (entry is None or entry.restricted):
            continue
        named = [str(entry.pk), safe(entry.name)] if entry else ["", ""]
        sheet.writerow([row.step, row.host, row.home, row.letter, *named, row.function, safe(row.note)])
    return out.getvalue()


@dataclass
class Plan:
    """What an import would do: new lines, how many are there already, and (line, sentence) of what is refused."""

    rows: list = field(default_factory=list)
    same: int = 0
    refused: list = field(default_factory=list)


def parse(text):
    """[(line number, {column: text})]. ValidationError with a sentence for what is no such file."""
    if "\0" in text:
        raise ValidationError({"file": _("This is no text file.")})
    try:
        found = list(csv.DictReader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise ValidationError({"file": _("The file cannot be read: a quotation mark is not closed.")}) from error
    head = next(csv.reader(io.StringIO(text)), [])
    if lacking := [name for name in NEEDED if name not in head]:
        raise ValidationError({"file": _("Columns are missing: %(names)s.") % {"names": ", ".join(lacking)}})
    if len(found) > MOST:
        raise ValidationError({"file": _("More than 2,000 lines. Send them in parts.")})
    return [
        (number, {name: plain(value) for name in COLUMNS if isinstance(value := row.get(name) or "", str)})
        for number, row in enumerate(found, start=2)
    ]


def key(row):
    """What makes two lines the same."""
    return row.step, row.host, row.home, row.letter, row.entry_id, row.function


def plan(lines, user):
    """What bringing in these lines would do. Nothing is written."""
    made = Plan()
    there = list(queries.lines_of(user))
    known, answered = {key(row) for row in there}, {key(row)[:3] for row in there if row.letter == "A"}
    entries = Entries(user)
    for number, given in lines:
        try:
            row = read(given, entries)
            if key(row) in known:
                made.same += 1
                continue
            must_be_alone(row, answered)
        except ValidationError as error:
            made.refused.append((number, " ".join(error.messages)))
        else:
            made.rows.append(row)
            known.add(key(row))
            answered |= {key(row)[:3]} if row.letter == "A" else set()
    return made


def must_be_alone(row, answered):
    """ValidationError for a second one who answers for the same step on the same way."""
    if row.letter == "A" and key(row)[:3] in answered:
        said = {"step": STEP_WORDS[row.step], "way": way(row.host, row.home)}
        raise ValidationError(_("Two are accountable for “%(step)s”, %(way)s.") % said)


SAYING = {
    "step": gettext_lazy("There is no step called “%(value)s”."),
    "host": gettext_lazy("There is no country “%(value)s”."),
    "home": gettext_lazy("There is no country “%(value)s”."),
    "letter": gettext_lazy("“%(value)s” is none of R, A, C and I."),
    "function": gettext_lazy("There is no function called “%(value)s”."),
}


def read(given, entries):
    """An unsaved row. ValidationError with a sentence for what the table cannot hold."""
    for name, known in CODES.items():
        value = given[name] or (ANY if name in ("host", "home") else "")
        if value not in known:
            raise ValidationError(SAYING[name] % {"value": value[:40]})
        given[name] = value
    entry = entries.named(given["entry"], given["entry_name"])
    if bool(entry) == bool(given["function"]):
        raise ValidationError(_("A line names an entry or a function, one of the two."))
    row = RaciRow(**{name: given[name] for name in CODES}, entry_id=entry, note=given["note"])
    row.clean_fields(exclude=["keeper", "entry"])
    return row


class Entries:
    """The entries that a reader may name, by key and by name, in two statements for the whole file."""

    def __init__(self, user):
        rows = seen_by(user)
        self.open = set(clock.selectable(rows).values_list("pk", flat=True))
        self.names = {}
        for pk, name in rows.values_list("pk", "name"):
            self.names.setdefault(name, []).append(pk)
        self.keys = {pk for found in self.names.values() for pk in found}

    def named(self, key_text, name):
        """The key of an entry, None where the line names none. ValidationError for one that is not there, too old, or
        not the only one of its name."""
        if not key_text and not name:
            return None
        found = [key_of(key_text)] if key_text else self.names.get(name, [])
        if not found or found[0] not in self.keys:
            raise ValidationError(_("There is no such entry in the directory."))
        if len(found) > 1:
            raise ValidationError(_("Several entries have this name. Give the entry’s key."))
        if found[0] not in self.open:
            raise ValidationError(_("The entry is too old to be chosen (18 months), or works no more."))
        return found[0]

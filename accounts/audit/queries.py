"""What changed on a case, from the history tables, which have the same walls as their models (A-07).

Who looked is in looks.py.
"""

import datetime
import json
from dataclasses import dataclass, field

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext_lazy as _

from accounts.access import readable
from accounts.checks import group_of
from accounts.editing import words
from accounts.models import User
from accounts.policy import Group
from accounts.vault import Sealed, SealedMixin

SALT = "changes"
# Keys, versions, and moments that say no more than the moment of the change itself.
SILENT = {
    "id", "case", "version", "content_object", "permission", "group", "held_from", "created_at", "opened_at",
    "offered_at", "raised_at", "recorded_at", "since", "at", "by", "step", "before", "after", "series", "number",
    # of interviews: who and when is the change itself; what is asked once is the question's
    "once_for", "repeat", "told_at", "corrected_in", "written_by", "held_by", "ended_at",
    # of the screening: what follows from the answers, and what the change itself says
    "screening", "levels", "counts", "origin", "declined", "set_at", "set_by",
    # of the journey: places on the line, and days that were worked out from words which stand beside them
    "told_in", "position", "began_earliest", "began_latest", "ended_earliest", "ended_latest", "earliest", "latest",
}  # fmt: skip

# Keys of other apps whose own name says too little.
LABELS = {"user": _("Who"), "until": _("Until")}
# Actions, and their steps in the timeline, that nobody takes: they follow by themselves. No row is written without a
# name, so it bears that of whoever looks after the case, or was at work; readers are told that it was nobody.
ITSELF: set[str] = set()


@dataclass
class Change:
    """One history row: what became of one row of one model, by whom, when, by which action."""

    at: datetime.datetime
    model: type
    kind: str
    user_id: object
    action: str
    place: tuple
    withheld: bool = False
    fields: list = field(default_factory=list)
    by: str = ""


def history_part(number, model):
    """SELECT of one model's history for the union: newest rows of the case, each with the row before it."""
    table = model.history.model._meta.db_table
    column = model._meta.get_field(model.case_column.removesuffix("_id")).column
    key = model._meta.pk.column
    earlier = f"p.{key} = h.{key} AND p.history_id < h.history_id ORDER BY p.history_id DESC LIMIT 1"
    return (
        f"(SELECT {number} AS kind, h.history_id, h.history_date, h.history_type, h.history_user_id,"
        f" h.history_change_reason, to_jsonb(h) AS now_row,"
        f" (SELECT to_jsonb(p) FROM {table} p WHERE {earlier}) AS old_row FROM {table} h WHERE h.{column} = %s"
        f" AND (%s OR (h.history_date, {number}, h.history_id) < (%s, %s, %s))"
        f" ORDER BY h.history_date DESC, h.history_id DESC LIMIT %s)"
    )


def history_rows(case_id, models, before, size):
    """Raw rows of the union over all models, newest first, in one statement."""
    place = [before is None, *(before or (datetime.datetime.now(datetime.UTC), 0, 0))]
    sql = " UNION ALL ".join(history_part(number, model) for number, model in enumerate(models))
    params = [value for _model in models for value in [case_id, *place, size]]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM ({sql}) c ORDER BY history_date DESC, kind DESC, history_id DESC LIMIT %s",
            [*params, size],
        )
        return cursor.fetchall()


def changes(case_id, models, before=None, size=30):
    """(changes newest first, place of the next page or None), with only the fields this reader may read.

    `before` is the place of the last change shown. Values stay as they are; `put_names` makes them words.
    """
    rows = history_rows(case_id, models, before, size + 1)
    found = []
    for kind, history_id, at, sign, user_id, action, now_row, old_row in rows[:size]:
        now, old = (json.loads(row) if isinstance(row, str) else row for row in (now_row, old_row))
        change = Change(at, models[kind], sign, user_id, action or "", (at, kind, history_id))
        compare(change, row_from(models[kind], now), row_from(models[kind], old) if old else None)
        found.append(change)
    put_names(found)
    return [c for c in found if c.fields], found[-1].place if len(rows) > size else None


def row_from(model, values):
    """A row of `model` as it was, from its history row as JSON."""
    fields = [f for f in model._meta.concrete_fields if f.column in values]
    return model.from_db(None, [f.attname for f in fields], [stored(f, values[f.column]) for f in fields])


def stored(model_field, value):
    """The value of one column as the database layer would have given it."""
    if value is None:
        return None
    if isinstance(model_field, SealedMixin):
        return Sealed(bytes.fromhex(value.removeprefix("\\x")))
    return model_field.to_python(value)


def group_or_routing(row, model_field):
    """The field's group on this row; keys that Django itself adds (the user of an assignment) belong to the routing."""
    own = getattr(type(row), "group_here", None)
    return (own(row, model_field.name) if own else None) or group_of(model_field) or Group.ROUTING


def compare(change, now, old):
    """Notes the fields that differ, as far as the reader may read them.

    The mark says that the model has fields outside the reader's groups; it never tells whether they changed.
    """
    groups = readable(now)
    fields = [f for f in change.model._meta.concrete_fields if f.name not in SILENT]
    change.withheld = any(group_or_routing(now, f) not in groups for f in fields)
    before, after = (now, None) if change.kind == "-" else (old, now)
    for model_field in [f for f in fields if group_or_routing(now, f) in groups and differ(f, before, after)]:
        change.fields.append(entry(model_field, now, value_in(before, model_field), value_in(after, model_field)))
    if change.kind == "~" and change.fields:
        change.fields[:0] = [entry(f, now, "", value_in(now, f)) for f in fields if is_named_by(f, groups)]


def is_named_by(model_field, groups):
    """Whether the field says which row it is ("which sign of the screening"), and the reader may read it."""
    names = getattr(model_field.model, "tells_which", ())
    return model_field.name in names and group_of(model_field) in groups


def differ(model_field, before, after):
    """Whether a field changed. The same ciphertext is the same value; nothing and an empty text are the same."""
    stored_values = [row.__dict__.get(model_field.attname) if row else None for row in (before, after)]
    if stored_values[0] == stored_values[1]:
        return False
    values = [value_in(row, model_field) for row in (before, after)]
    # "No" on a row that is new or gone says something only where nothing at all could stand there too.
    nothing = (None, "", []) if model_field.null or (before and after) else (None, "", [], False)
    return values[0] != values[1] and any(value not in nothing for value in values)


def value_in(row, model_field):
    """The plain value of a field, None where there was no row."""
    return getattr(row, model_field.attname) if row is not None else None


def entry(model_field, row, before, after):
    """One field of a change."""
    label = str(LABELS.get(model_field.name, model_field.verbose_name))
    related = model_field.related_model if model_field.is_relation else None
    say_it = (lambda value: value) if related else (lambda value: shown_value(row, model_field.name, value))
    if model_field.name in getattr(type(row), "on_demand", ()):
        say_it = said_on_demand
    return {
        "label": label[:1].upper() + label[1:],
        "before": say_it(before),
        "after": say_it(after),
        "related": related,
    }


def said_on_demand(value):
    """Numbers and addresses are shown one at a time, on demand, and recorded: never in a list of changes."""
    return _("Shown in the person's room, on demand") if value else ""


def shown_value(row, name, value):
    """A value as the page writes it: days and moments as they are, all else in words."""
    if value in (None, "", []):
        return ""
    if isinstance(value, datetime.date):
        return value
    own = getattr(row, "words_here", None)
    return (own(name, value) if own else None) or words(row, name, value)


def put_names(found):
    """Names of people, organisations, teams and cases in place of their ids: one statement for each kind."""
    wanted = {User: {change.user_id for change in found if change.user_id}}
    for line in [line for change in found for line in change.fields if line["related"]]:
        wanted.setdefault(line["related"], set()).update({line["before"], line["after"]} - {None})
    names = {model: named(model, ids) for model, ids in wanted.items()}
    for change in found:
        change.by = whose(change.action, names[User].get(change.user_id, ""))
        for line in [line for line in change.fields if line["related"]]:
            known = names[line["related"]]
            line["before"], line["after"] = known.get(line["before"], ""), known.get(line["after"], "")


def whose(action, name):
    """Who did it, as readers are told: the system, where it followed by itself or nobody is named."""
    return _("The system") if action in ITSELF or not name else name


def named(model, ids):
    """Id -> what a page calls the row; rows the reader may not see have no name."""
    rows = model._default_manager.in_bulk(list(ids)) if ids else {}
    return {key: getattr(row, "display_name", "") or str(row) for key, row in rows.items()}


def place_text(place):
    """The signed address of a place in the history."""
    at, kind, history_id = place
    return signing.dumps([at.isoformat(), kind, history_id], salt=SALT, compress=False)


def read_place(text):
    """The place behind an address, None for ''. ValidationError for anything we did not sign."""
    if not text:
        return None
    try:
        at, kind, history_id = signing.loads(text, salt=SALT)
        return datetime.datetime.fromisoformat(at), int(kind), int(history_id)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise ValidationError(_("This place in the list is not valid.")) from error

"""Many rows in one statement, as the role `app` and past none of the walls.

COPY is refused on tables under row-level security (kernel-notes 0.2); INSERT … SELECT FROM unnest is not, and
policies and triggers see every row of it.
"""

from base64 import b64encode

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models


def stored_fields(model):
    """Fields that an INSERT names: all but numbers which the database gives."""
    return [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]


def columns_of(model, rows):
    """For each stored field the list of its values over `rows`, as the driver takes them; sealed values sealed."""
    return [
        [field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows]
        for field in stored_fields(model)
    ]


def insert_sql(model):
    """The statement; its parameters are `parameters`."""
    names = ", ".join(f'"{field.column}"' for field in stored_fields(model))
    return f"INSERT INTO {model._meta.db_table} ({names}) {select_sql(model)}"


def select_sql(model):
    """The rows behind `parameters`, a column for each stored field."""
    fields = stored_fields(model)
    names = ", ".join(f'"{field.column}"' for field in fields)
    taken = ", ".join(taken_as(field) for field in fields)
    arrays = ", ".join(f"%s::{travels_as(field)}[]" for field in fields)
    return f"SELECT {taken} FROM unnest({arrays}) u({names})"


def travels_as(field):
    """Type of one value inside unnest: without a length, so that a value that is too long is refused and not cut.

    Lists go as text because unnest would flatten them, bytes as base64 because it is two thirds of hexadecimal.
    """
    kind = field.db_type(connection).split("(")[0]
    return "text" if kind == "bytea" or isinstance(field, ArrayField) else kind


def taken_as(field):
    """SQL that turns the travelling value into the stored one."""
    if field.db_type(connection) == "bytea":
        return f"decode(u.\"{field.column}\", 'base64')"
    cast = f"::{field.db_type(connection)}" if isinstance(field, ArrayField) else ""
    return f'u."{field.column}"{cast}'


def parameters(model, rows):
    """Parameters of `insert_sql`: each column as one array in PostgreSQL's text form.

    A literal of 10,000 elements is one constant; the driver's ARRAY[…] would be 10,000 expressions to parse.
    """
    return [array_text(column) for column in columns_of(model, rows)]


def array_text(column):
    """A list of values as PostgreSQL writes an array; a list in the list as text, since unnest would flatten it."""
    return "{" + ",".join(element(value) for value in column) + "}"


def element(value):
    """One element of an array. Binary values come wrapped by the driver."""
    if value is None:
        return "NULL"
    if isinstance(value, list):
        value = array_text(value)
    raw = getattr(value, "adapted", value)
    if isinstance(raw, (bytes, memoryview)):
        return b64encode(raw).decode()
    return '"' + str(raw).replace("\\", "\\\\").replace('"', '\\"') + '"'


def insert(rows):
    """Inserts unsaved rows of one model; nothing for an empty list. Database errors of walls and constraints."""
    if rows:
        model = type(rows[0])
        with connection.cursor() as cursor:
            cursor.execute(insert_sql(model), parameters(model, rows))

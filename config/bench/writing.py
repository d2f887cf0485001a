"""Many rows in one statement, as the role `app` and past none of the walls.

COPY is refused on tables under row-level security (kernel-notes 0.2); INSERT … SELECT FROM unnest is not, and
policies and triggers see every row of it.
"""

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


def insert_sql(model, table=None):
    """The statement; its parameters are `columns_of` with lists written as texts."""
    fields = stored_fields(model)
    names = ", ".join(f'"{field.column}"' for field in fields)
    taken = ", ".join(f'u."{field.column}"{recast(field)}' for field in fields)
    arrays = ", ".join(f"%s::{column_type(field)}[]" for field in fields)
    return f"INSERT INTO {table or model._meta.db_table} ({names}) SELECT {taken} FROM unnest({arrays}) u({names})"


def column_type(field):
    """Type of one value inside unnest: without a length, so that a value that is too long is refused and not cut."""
    return "text" if isinstance(field, ArrayField) else field.db_type(connection).split("(")[0]


def recast(field):
    """A list travels as text, because unnest would flatten it."""
    return f"::{field.db_type(connection)}" if isinstance(field, ArrayField) else ""


def parameters(model, rows):
    """Parameters of `insert_sql`."""
    pairs = zip(stored_fields(model), columns_of(model, rows), strict=True)
    return [
        ["{" + ",".join(item) + "}" for item in column] if isinstance(field, ArrayField) else column
        for field, column in pairs
    ]


def insert(rows):
    """Inserts unsaved rows of one model; nothing for an empty list. Database errors of walls and constraints."""
    if rows:
        model = type(rows[0])
        with connection.cursor() as cursor:
            cursor.execute(insert_sql(model), parameters(model, rows))

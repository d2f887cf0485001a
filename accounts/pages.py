"""`page`: renders a template with rows that withhold what the reader may not read (wall 4, S-42).

The same groups serve the serializers (api.py) and the history (audit/queries.py).
"""

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.access import case_id_of, readable
from accounts.acting import STATE, current
from accounts.checks import group_of


class Withheld:
    """The fixed mark. It is made from the policy, never from the value, and is true so that no default replaces it."""

    def __html__(self):
        return format_html('<span class="withheld">{}</span>', _("Not shared"))

    __str__ = __html__

    def __bool__(self):
        return True

    def __iter__(self):
        return iter(())


WITHHELD = Withheld()


def shown(group):
    """Marks a property or method of a model as part of a field group; without it a page cannot show it."""

    def mark(function):
        function.group = group
        return function

    return mark


def group_named(model, name):
    """Field group of an attribute of a model; None for what nobody listed."""
    if name.startswith("get_") and name.endswith("_display"):
        name = name[4:-8]
    attribute = getattr(model, name, None)
    marked = getattr(attribute.fget if isinstance(attribute, property) else attribute, "group", None)
    if marked is not None:
        return marked
    try:
        return group_of(model._meta.get_field(name))
    except FieldDoesNotExist:
        return None


def group_on(row, name):
    """Field group of an attribute on this very row. A row whose content decides says so itself: an answer of an
    interview is as private as its question (`group_here`)."""
    own = getattr(type(row), "group_here", None)
    return (own(row, name) if own else None) or group_named(type(row), name)


class Shown:
    """A row as this reader may see it: an attribute outside their field groups is the mark, an unlisted one too."""

    def __init__(self, row, groups):
        self.__dict__.update(_row=row, _groups=groups)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        row = self.__dict__["_row"]
        if name in ("pk", "id", "get_absolute_url", "version"):
            return getattr(row, name)
        if group_on(row, name) not in self.__dict__["_groups"]:
            return WITHHELD
        return wrapped(getattr(row, name))

    def __str__(self):
        return str(self.__dict__["_row"])

    def __eq__(self, other):
        return self.__dict__["_row"] == getattr(other, "_row", other)

    __hash__ = object.__hash__


def wrapped(value):
    """The value as the reader may see it: rows of cases become `Shown`, lists and dicts are walked, others stay."""
    if isinstance(value, models.Model) and case_id_of(value) is not None:
        return Shown(value, readable(value))
    if isinstance(value, (list, tuple, models.QuerySet)):
        return [wrapped(item) for item in value]
    if isinstance(value, dict):
        return {key: wrapped(item) for key, item in value.items()}
    return value


def rows_in(value):
    """All rows of cases inside a context value."""
    if isinstance(value, models.Model):
        return [value] if case_id_of(value) is not None else []
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple, models.QuerySet)):
        return [row for item in value for row in rows_in(item)]
    return []


def page(request, template, status=200, **context):
    """The rendered page. Every case in the context is noted for the read log with the groups shown."""
    rows = rows_in(context)
    if rows and STATE.get() is not None:
        current().load_cases({str(case_id_of(row)) for row in rows})
        for row in rows:
            current().show(case_id_of(row), readable(row))
    return render(request, template, {key: wrapped(value) for key, value in context.items()}, status=status)

"""Two people changed the same row of staff: both versions, field by field, so that nobody's words are lost (R-50).

The rule and what the page is told are those of accounts/editing.py. Here the choice goes back into what was posted and
is checked once more by the form: teams are no value of the row, and belong to the organisation chosen beside them.
"""

from django.utils.translation import gettext as _

from accounts.editing import new_conflict, version_of, whose

MISSING = object()


def plain(value):
    """A value in a form that can be compared: keys for rows, sorted texts for lists."""
    if value is None or value is MISSING:
        return value
    if hasattr(value, "pk"):
        return str(value.pk)
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return str(value)
    return sorted(str(plain(item)) for item in value)


def words(field, value):
    """The value as the page says it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    named = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    value = plain(value)
    if isinstance(value, list):
        return ", ".join(named.get(item, item) for item in value) or _("None")
    return named.get(value, value) or _("None")


def conflict_of(form, fresh):
    """(Conflict, form whose data has the untouched changes of the other person merged in).

    `form` is bound and valid and holds my values, `fresh` is an unbound form of the row as it is now.
    """
    row, conflict = fresh.instance, new_conflict(fresh.instance)
    base, data = version_of(row, form.cleaned_data["version"]), form.data.copy()
    for name in [name for name in fresh.fields if name != "version"]:
        field, mine = fresh.fields[name], form.cleaned_data.get(name)
        theirs = fresh.get_initial_for_field(field, name)
        before = getattr(base, name, MISSING)
        changed = whose(*(plain(value) for value in (mine, theirs, before)))
        if changed == "theirs":
            take(data, form, name, theirs)
            conflict.merged += 1
        elif changed == "both":
            sides = {"mine": words(field, mine), "theirs": words(field, theirs)}
            conflict.fields.append({"name": name, "label": field.label, "keep": "mine", **sides})
    data["version"] = str(row.version)
    return conflict, type(form)(data, instance=row)


def take(data, form, name, value):
    """Writes a value into posted data, as the field's own control would."""
    value = form.fields[name].prepare_value(value)
    key = form.add_prefix(name)
    if isinstance(value, (list, tuple)):
        data.setlist(key, [str(item) for item in value])
    elif value in (None, False):
        data.pop(key, None)
    else:
        data[key] = str(value)


def chosen(posted, fresh):
    """Posted data in which each field answered with `keep_<name>=theirs` has the value of the row as it
    is now."""
    data = posted.copy()
    for name, field in fresh.fields.items():
        if posted.get(f"keep_{name}") == "theirs":
            take(data, fresh, name, fresh.get_initial_for_field(field, name))
    return data

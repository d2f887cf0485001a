"""Two people changed the same row: both versions, field by field, so that nobody's words are lost (R-50).

What only one of the two changed since the version they both started from is taken without asking.
"""

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _

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
    """(what the conflict part shows, form whose data has the untouched changes of the other person
    merged in).

    `form` is bound and valid and holds my values, `fresh` is an unbound form of the row as it is now.
    """
    row = fresh.instance
    base = row.history.filter(version=form.cleaned_data["version"]).first()
    latest = row.history.order_by("-history_id").first()
    data, open_fields, merged = form.data.copy(), [], 0
    for name, field in fresh.fields.items():
        mine, theirs = form.cleaned_data.get(name), fresh.get_initial_for_field(field, name)
        before = getattr(base, name, MISSING) if name != "version" else theirs
        if name == "version" or plain(mine) == plain(theirs) or plain(theirs) == plain(before):
            continue
        if plain(mine) == plain(before):
            take(data, form, name, theirs)
            merged += 1
            continue
        sides = {"mine": words(field, mine), "theirs": words(field, theirs)}
        open_fields.append({"name": name, "label": field.label, "keep": "mine", **sides})
    data["version"] = str(row.version)
    shown = {**both_writers(latest), "version": row.version, "merged": merged, "fields": open_fields}
    return shown, type(form)(data, instance=row)


def both_writers(latest):
    """Who saved the version that stands, and when each of the two wrote."""
    return {
        "theirs_by": name_of(latest.history_user_id),
        "theirs_at": latest.history_date,
        "mine_at": timezone.now(),
    }


def name_of(user_id):
    """The name of whoever saved a version; accounts may be gone."""
    user = get_user_model().objects.filter(pk=user_id).first()
    return user.display_name if user else _("Somebody")


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

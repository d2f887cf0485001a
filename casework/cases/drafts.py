"""Filling a form from the draft its writer left (S-06)."""

from accounts.signin.drafts import open_draft, saved_draft


def prefilled(request, key, form_class):
    """(draft or None, initial values). A form that is being sent is not filled from a draft."""
    draft = saved_draft(request.user, key) if request.method == "GET" else None
    if draft is None:
        return None, {}
    typed = open_draft(draft)
    fields = form_class.base_fields
    initial = {name: field.widget.value_from_datadict(typed, {}, name) for name, field in fields.items()}
    return draft, {name: value for name, value in initial.items() if value is not None}

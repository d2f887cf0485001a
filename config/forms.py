"""How every form of the product is drawn (issue 2, item 9; ui/README 17).

`Renderer` is named in the setting FORM_RENDERER; with it `{{ form }}` and `{{ form.name.as_field_group }}`
use templates/forms/field.html, the one place that knows label, hint, error and control. The words and
controls that forms import are in accounts/forms.py, because lower floors need them.
"""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

# The first widget class that fits gives the CSS classes of the control.
LOOKS: list[tuple[Any, str]] = [
    (forms.MultiWidget, ""),
    ((forms.HiddenInput, forms.CheckboxInput, forms.RadioSelect), ""),
    (forms.Textarea, "area w-full"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
    (forms.Widget, "input"),
]


class PartsField(forms.BoundField):
    """A field as the templates see it."""

    def build_widget_attrs(self, attrs, widget=None):
        """Add the CSS class of the control; groups of choices carry their state on the fieldset."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if isinstance(widget, forms.RadioSelect):
            attrs.pop("aria-invalid", None)
        look = next(css for kinds, css in LOOKS if isinstance(widget, kinds))
        css = f"{look} {widget.attrs.get('class', '')}".strip()
        return attrs | {"class": css} if css else attrs

    @property
    def look(self):
        """Which block of field.html draws the control: one, choice, choices, tiles or boxes."""
        widget = self.field.widget
        if isinstance(widget, forms.RadioSelect):
            return getattr(widget, "look", "choices")
        if isinstance(widget, forms.MultiWidget):
            return "boxes"
        return "choice" if isinstance(widget, forms.CheckboxInput) else "one"

    @property
    def options(self):
        """The choices, each with its control, label and line of help."""
        hints = getattr(self.field.widget, "hints", {})
        for option in self.subwidgets:
            yield {
                "control": option.tag(),
                "label": option.choice_label,
                "hint": hints.get(str(option.data["value"]), ""),
            }

    @property
    def first_id(self):
        """Where a link of the error summary leads."""
        if self.look in ("choices", "tiles", "boxes") and self.auto_id:
            return f"{self.auto_id}_0"
        return self.id_for_label

    @property
    def may_stay_empty(self):
        """Said beside the label only where other fields of the form may not stay empty."""
        needed = any(field.required for field in self.form.fields.values())
        sometimes = getattr(self.field, "needed_sometimes", False)
        return needed and not self.field.required and not sometimes and self.look != "choice"


class Renderer(TemplatesSetting):
    """Draws forms with the product's own parts."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/formset.html"
    bound_field_class = PartsField

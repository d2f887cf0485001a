"""Words and controls that every form shares (issue 2, item 9; ui/README 17).

`PlainWords` is the mixin of every form: its messages say what to do. `DateBoxes` asks for a date in three
boxes. How they are drawn is in config/forms.py and templates/forms/.
"""

import calendar
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

EARLIEST_YEAR = 1900
LATEST_YEAR = 2200
BUDDHIST_YEARS = range(2400, 2800)  # Thailand, Laos and Cambodia count 543 years more.
BUDDHIST_OFFSET = 543

# The first field class that fits gives the words that take the place of Django's own.
WORDS: list[tuple[type[forms.Field], dict[str, Any]]] = [
    (forms.MultipleChoiceField, {"required": _("Choose one or more")}),
    (
        forms.ChoiceField,
        {"required": _("Choose one"), "invalid_choice": _("Choose one of the answers shown")},
    ),
    (forms.ModelChoiceField, {"required": _("Choose one"), "invalid_choice": _("Choose one of those shown")}),
    (forms.BooleanField, {"required": _("Tick this to go on")}),
    (forms.EmailField, {"invalid": _("Write an address such as name@example.org")}),
    (forms.IntegerField, {"invalid": _("Write numbers only, for example 3000")}),
    (forms.FileField, {"required": _("Choose a file")}),
    (forms.CharField, {"max_length": _("This is too long: write at most %(limit_value)s letters.")}),
    (forms.Field, {"required": _("Write an answer here")}),
]


class PlainWords:
    """Mixin of every form: errors are plain sentences that say what to do."""

    fields: dict[str, forms.Field]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _speak_plainly(field)
            _keep_typed(field.widget)


def _speak_plainly(field):
    """Replace Django's default messages of one field; a message the form has set itself stays."""
    defaults: dict[str, Any] = {}
    for parent in reversed(type(field).__mro__):
        defaults |= getattr(parent, "default_error_messages", {})
    for kinds, words in reversed(WORDS):
        if isinstance(field, kinds) and not isinstance(field, DateBoxes):
            for code, text in words.items():
                if field.error_messages.get(code) == defaults.get(code):
                    field.error_messages = field.error_messages | {code: text}
                    defaults = defaults | {code: text}


def _keep_typed(widget):
    """A browser's number box drops what is no number; a text box with number keys keeps it (ui/README 17)."""
    if isinstance(widget, forms.NumberInput):
        widget.input_type = "text"
        widget.attrs.setdefault("inputmode", "decimal")
        for name in ("min", "max", "step"):
            widget.attrs.pop(name, None)


class Choices(forms.RadioSelect):
    """Radios under each other; `hints` maps a value to its line of help."""

    def __init__(self, *args, hints=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.hints = hints or {}


class Tiles(Choices):
    """Radios as tiles, for up to six answers pressed while standing up."""

    look = "tiles"


class Boxes(forms.MultiWidget):
    """Three boxes: day, month, year. What was typed comes back as it was typed."""

    template_name = "forms/date_boxes.html"

    def __init__(self, attrs=None):
        small = {"class": "input w-2", "inputmode": "numeric", "maxlength": 2, "autocomplete": "off"}
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput(small),
            "month": forms.TextInput(small),
            "year": forms.TextInput(small | {"class": "input w-4", "maxlength": 4}),
        }
        super().__init__(boxes, attrs)

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else ["", "", ""]


class DateBoxes(forms.Field):
    """A date in three boxes; `past=True` refuses days that are still to come."""

    widget = Boxes
    default_error_messages = {"required": _("Write the day, the month and the year")}

    def __init__(self, *, past=False, **kwargs):
        super().__init__(**kwargs)
        self.past = past

    def to_python(self, value):
        """The date of three texts [day, month, year], or None when all are empty; raises ValidationError."""
        if isinstance(value, date) or not value:
            return value or None
        texts = [str(text or "").strip() for text in value]
        if not any(texts):
            return None
        found = _date_of(*_numbers(texts))
        if self.past and found > timezone.localdate():
            raise ValidationError(_("This day is still to come"))
        return found


def _numbers(texts):
    """Day, month and year as numbers; digits of any script count."""
    names = [_("day"), _("month"), _("year")]
    for text, name in zip(texts, names, strict=True):
        if not text:
            raise ValidationError(_("The %(part)s is missing"), params={"part": name})
        if not text.isdecimal():
            raise ValidationError(_("Write numbers only, for example 4 3 2026"))
    return [int(text) for text in texts]


def _date_of(day, month, year):
    """A date, or a sentence that says what is wrong with it."""
    if year in BUDDHIST_YEARS:
        params = {"typed": year, "common": year - BUDDHIST_OFFSET}
        raise ValidationError(_("Write the year as %(common)s, not %(typed)s"), params=params)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValidationError(_("Write the year with four digits, for example 2026"))
    if not 1 <= month <= 12:
        raise ValidationError(_("There is no month %(month)s"), params={"month": month})
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        only_leap = f" {year}" if (day, month) == (29, 2) else ""
        params = {"day": day, "month": MONTHS[month], "year": only_leap}
        raise ValidationError(_("%(day)s %(month)s%(year)s does not exist"), params=params)
    return date(year, month, day)


class HiddenBoxes(Boxes):
    """The three boxes as hidden inputs, for pages that carry what was typed."""

    template_name = "django/forms/widgets/multiwidget.html"

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.widgets = [forms.HiddenInput() for _box in self.widgets]


DateBoxes.hidden_widget = HiddenBoxes

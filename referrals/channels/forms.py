"""The form of a contact: one screen, three taps where the usual is right (C8)."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import DateBoxes, PlainWords, Tiles
from referrals.channels.models import LINE, NOTE, Came, Direction, Way
from referrals.consular.forms import line, text

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
WHEN = (("now", _("Now")), ("hour", _("An hour ago")), ("yesterday", _("Yesterday")), ("day", _("On another day")))
AGO = {"now": datetime.timedelta(), "hour": HOUR, "yesterday": DAY}


class ContactForm(PlainWords, forms.Form):
    """By what way, with whom, what came of it. When and who began are set for the usual case."""

    way = forms.ChoiceField(label=_("By"), choices=Way, widget=Tiles, initial=Way.CALL)
    came = forms.ChoiceField(label=_("What came of it"), choices=Came, widget=Tiles, initial=Came.REACHED)
    with_whom = forms.CharField(label=_("With whom"), required=False, max_length=LINE, widget=line())
    role = forms.CharField(label=_("Their post"), required=False, max_length=LINE, widget=line())
    note = forms.CharField(label=_("In a sentence"), required=False, max_length=NOTE, widget=text(2))
    direction = forms.ChoiceField(label=_("Who began"), choices=Direction, widget=Tiles, initial=Direction.OUT)
    when = forms.ChoiceField(label=_("When"), choices=WHEN, widget=Tiles, initial="now")
    day = DateBoxes(label=_("On which day"), required=False, past=True)

    def clean(self):
        """The moment: now, a little ago, or noon of the day that was written."""
        given: dict[str, Any] = super().clean() or {}
        when, day = given.pop("when", "now"), given.pop("day", None)
        if when == "day" and day is None and "day" not in self.errors:
            self.add_error("day", _("Write the day, the month and the year"))
        given["at"] = moment(when, day)
        return given


def moment(when, day):
    """When it was; of a day only the day is known, and noon stands for it."""
    if when != "day" or day is None:
        return timezone.now() - AGO.get(when, AGO["now"])
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    return min(noon, timezone.now())


def initial_of(row):
    """What a correction begins with: the row as it stands."""
    names = ("way", "came", "with_whom", "role", "note", "direction")
    return {name: getattr(row, name) for name in names} | {"when": "day", "day": row.at.date()}

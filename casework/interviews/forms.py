"""The form in which one says where, with whom and in which language one talks. Nothing is ticked beforehand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.editing import PolicyForm
from accounts.forms import Choices, DateBoxes, PlainWords, Tiles
from casework.interviews.models import Sitting

OF_A_PHONE = ("code_word_agreed", "call_back_agreed")
ORDER = ["speaker", "told_by", "language", "interpreter", "interpreter_number", "setting", "place", "present",
         "private_place", "nobody_listening", "needs_met", "official_present", "official_agreed", "private_talk_on",
         *OF_A_PHONE, "beside"]  # fmt: skip

PARTS = [
    (_("Who tells"), ("speaker", "told_by"), False),
    (_("Language"), ("language", "interpreter", "interpreter_number"), False),
    (_("Where, and who is there"), ("setting", "place", "present", "beside"), False),
    (_("Before anything else"), ("private_place", "nobody_listening", "needs_met"), False),
    (_("An official is in the room"), ("official_present", "official_agreed", "private_talk_on"), True),
    (_("By phone or video"), OF_A_PHONE, True),
]


def line():
    """One line, in the direction of its script."""
    return forms.TextInput({"dir": "auto", "autocomplete": "off"})


class SettingForm(PolicyForm):
    """Asked once a sitting (mock 5). Whether all is there is the step's question, not the form's."""

    speaker = forms.ChoiceField(label=_("Who tells?"), choices=Sitting.Speaker.choices, widget=Tiles())
    setting = forms.ChoiceField(label=_("Where do you talk?"), choices=Sitting.Setting.choices, widget=Choices())
    language = forms.ChoiceField(label=_("Language of the talk"), choices=choices("languages"))
    private_talk_on = DateBoxes(
        label=_("Day of a talk in private"),
        required=False,
        help_text=_("With an official in the room only ordinary questions are asked. The rest waits for this day."),
    )

    class Meta:
        model = Sitting
        fields = ORDER
        widgets = {
            name: line() for name in ("told_by", "interpreter", "interpreter_number", "place", "present", "beside")
        }

    field_order = ORDER

    def __init__(self, *args, instance, **options):
        super().__init__(*args, instance=instance, **options)
        case = instance.case
        if not case.child:
            del self.fields["beside"]
        if "interpreter" in self.fields and case.interpreter_needed:
            self.fields["interpreter"].help_text = _(
                "This person needs one. Name, and whether in the room or by phone."
            )

    def group(self, names):
        """Fields of one part of the page, as far as this person may write them."""
        return [self[name] for name in names if name in self.fields]

    @property
    def parts(self):
        """The parts of the page: heading, fields, and whether it stands open. What seldom matters is folded."""
        shown = [(title, self.group(names), folded) for title, names, folded in PARTS]
        return [
            {
                "title": title,
                "fields": fields,
                "folded": folded,
                "open": any(bound.errors or bound.value() for bound in fields),
            }
            for title, fields, folded in shown
            if fields
        ]


class GoOnForm(PlainWords, forms.Form):
    """After a stop: the person was asked again."""

    asked_again = forms.BooleanField(label=_("The person was asked again and wants to go on"), required=False)

"""Forms of the consent pages. Nothing is ticked beforehand (mock 10)."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.forms import Choices, DateBoxes, PlainWords, Tiles
from accounts.models import Organisation
from casework.consents.actions import SHARING, USUAL
from casework.consents.items import CODES
from casework.consents.models import Consent
from casework.consents.titles import PLAIN

S = Consent.Status
ANSWERS = [(S.GIVEN, _("Yes")), (S.GIVEN_LIMITED, _("Yes, with limits")), (S.REFUSED, _("No"))]
ASSENT = [("yes", _("Yes, in their own words")), ("no", _("No"))]
OF_A_CHILD = ("guardian", "appointed_guardian", "best_interests_basis")
OF_AN_ADULT = ("individual", "appointed_guardian")


def text(rows=3):
    """A text of several lines, in the direction of its script."""
    return forms.Textarea({"rows": rows, "dir": "auto"})


def line():
    """A text of one line, in the direction of its script."""
    return forms.TextInput({"dir": "auto", "autocomplete": "off"})


def organisations():
    """To whom something may be shared."""
    return Organisation.objects.filter(is_active=True)


class Recipient(forms.ModelChoiceField):
    """One organisation of the list, or nobody."""

    def __init__(self, **options):
        empty = _("Nobody outside, or a person")
        super().__init__(organisations(), label=_("To whom"), required=False, empty_label=empty, **options)

    def to_python(self, value):
        """The organisation; one plain sentence also for what is no id at all."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from error


class NewForm(PlainWords, forms.Form):
    """What is asked, for whom, in which language, until when."""

    type = forms.ChoiceField(label=_("For what"), choices=[("", "---------"), *PLAIN])
    recipient = Recipient(help_text=_("One organisation at a time. There is no sharing with everybody."))
    language = forms.ChoiceField(label=_("Read in"), choices=choices("languages"))
    interpreter = forms.CharField(
        label=_("Interpreter"),
        required=False,
        widget=line(),
        help_text=_("Leave empty if nobody interprets."),
    )
    expires_on = DateBoxes(
        label=_("Ends on"), help_text=_("At most a year. Before that day the person is asked again.")
    )

    def __init__(self, *args, case, **options):
        usual = {"language": case.language, "expires_on": timezone.localdate() + USUAL}
        super().__init__(*args, initial=usual | options.pop("initial", {}), **options)

    def values(self):
        """What `inform` takes."""
        return dict(self.cleaned_data)


class AnswerForm(PlainWords, forms.Form):
    """The answer, who gives it, and how. For a child also the guardian and the child's own word."""

    # Not required for the form, so that no field says "may stay empty": what is needed depends on the answer.
    status = forms.ChoiceField(label=_("The answer"), choices=ANSWERS, widget=Tiles, required=False)
    items = forms.MultipleChoiceField(
        label=_("What the person agrees to show"),
        required=False,
        choices=CODES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ask one by one, and tick only what the person says yes to. Never shown: where they live, health."),
    )
    limits = forms.CharField(
        label=_("Limits"),
        required=False,
        widget=text(),
        help_text=_("In the person's own words. Needed for “Yes, with limits”."),
    )
    giver = forms.ChoiceField(label=_("Who answers"), required=False, widget=Choices)
    guardian = forms.CharField(label=_("Guardian's name, and how they are related"), required=False, widget=line())
    child_assent = forms.ChoiceField(label=_("Does the child agree?"), choices=ASSENT, required=False, widget=Choices)
    decided_by = forms.CharField(
        label=_("Best interests: who decided"),
        required=False,
        widget=line(),
        help_text=_("Two names with a comma between them. Only where there is no safe guardian."),
    )
    how = forms.ChoiceField(label=_("How it was given"), choices=Consent.How.choices, required=False, widget=Choices)
    witness = forms.CharField(
        label=_("Witness"),
        required=False,
        widget=line(),
        help_text=_("Only if it was said before a witness."),
    )
    expires_on = DateBoxes(label=_("Ends on"), required=False)

    def __init__(self, *args, case, consent, **options):
        ends = consent.expires_on or timezone.localdate() + USUAL
        super().__init__(*args, initial={"expires_on": ends}, **options)
        offered = OF_A_CHILD if case.child else OF_AN_ADULT
        self.fields["giver"].choices = [pair for pair in choices("consent_givers") if pair[0] in offered]
        if not case.child:
            del self.fields["child_assent"], self.fields["decided_by"]
        if consent.type not in SHARING:
            del self.fields["items"]

    def clean_status(self):
        """There is no answer without one."""
        if not self.cleaned_data["status"]:
            raise ValidationError(_("Choose one"))
        return self.cleaned_data["status"]

    def values(self):
        """What `answer` takes: an assent as a yes or no, and nothing where nothing was said."""
        values = dict(self.cleaned_data)
        if "child_assent" in values:
            values["child_assent"] = {"yes": True, "no": False}.get(values["child_assent"])
        return values


class NotPossibleForm(PlainWords, forms.Form):
    """Why somebody could not be asked, and on what basis one acts."""

    type = forms.ChoiceField(label=_("For what"), choices=[("", "---------"), *PLAIN])
    recipient = Recipient()
    basis = forms.CharField(
        label=_("Why, and on what basis you act"),
        widget=text(4),
        help_text=_(
            "For example: unconscious, danger to life, taken to hospital at once."
            " A supervisor confirms it within 24 hours."
        ),
    )

    def values(self):
        """What `record_not_possible` takes."""
        return dict(self.cleaned_data)

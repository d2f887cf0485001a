"""Forms of the consent pages. Nothing is ticked beforehand (mock 10)."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from accounts.forms import Choices, DateBoxes, PlainWords, Tiles
from accounts.models import Organisation
from casework.consents.actions import SHARING, USUAL
from casework.consents.answering import scans_to_choose
from casework.consents.covering import coverable
from casework.consents.items import headed
from casework.consents.models import Consent
from casework.consents.titles import PLAIN
from casework.files.forms import UploadField

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
    purpose = forms.CharField(
        label=_("What exactly for"),
        required=False,
        widget=line(),
        help_text=_("One sentence, as you say it to the person. For example: a travel paper for the way home."),
    )
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
    limits = forms.CharField(
        label=_("Limits"),
        required=False,
        widget=text(),
        help_text=_("In the person's own words. Needed for “Yes, with limits”."),
    )
    items = forms.MultipleChoiceField(
        label=_("What the person agrees to show"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ask one by one, and tick only what the person says yes to."),
    )
    files = forms.MultipleChoiceField(
        label=_("Which of the files"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only these may be shown. A file that is added later is not."),
    )
    capacity = forms.ChoiceField(
        label=_("Can the person decide this?"),
        choices=Consent.Capacity.choices,
        required=False,
        widget=Choices,
        help_text=_("They can say in their own words what it is about, and what a yes or a no would mean."),
    )
    capacity_note = forms.CharField(
        label=_("If not: who decides, and why"), required=False, widget=text(2), help_text=_("One sentence is enough.")
    )
    giver = forms.ChoiceField(label=_("Who answers"), required=False, widget=Choices)
    guardian = forms.CharField(label=_("Guardian's name"), required=False, widget=line())
    relation = forms.ChoiceField(
        label=_("How the guardian is related"),
        choices=[("", "---------"), *Consent.Relation.choices],
        required=False,
        help_text=_("Write it as it is, also where it is no guardian: then there is another way."),
    )
    child_assent = forms.ChoiceField(label=_("Does the child agree?"), choices=ASSENT, required=False, widget=Choices)
    assent_words = forms.CharField(label=_("The child's own words"), required=False, widget=text(2))
    decided_by = forms.CharField(
        label=_("Best interests: who decided"),
        required=False,
        widget=line(),
        help_text=_("Two names with a comma between them. Only where there is no safe guardian."),
    )
    how = forms.ChoiceField(label=_("How it was given"), choices=Consent.How.choices, required=False, widget=Choices)
    drawn = forms.CharField(required=False, widget=forms.HiddenInput({"data-strokes": ""}))
    upload = UploadField(label=_("Photo of the signed sheet, or the recording"), required=False)
    proof = forms.ChoiceField(label=_("Or one that is here already"), required=False)
    recording_agreed = forms.BooleanField(label=_("The person agreed to be recorded"), required=False)
    witness = forms.CharField(
        label=_("Witness"),
        required=False,
        widget=line(),
        help_text=_("Only if it was said before a witness."),
    )
    expires_on = DateBoxes(label=_("Ends on"), required=False)

    def __init__(self, *args, case, consent, **options):
        ends = consent.expires_on or timezone.localdate() + USUAL
        super().__init__(*args, initial={"expires_on": ends, **options.pop("initial", {})}, **options)
        offered = OF_A_CHILD if case.child else OF_AN_ADULT
        self.fields["giver"].choices = [pair for pair in choices("consent_givers") if pair[0] in offered]
        self.offer_files(case, consent)
        unasked = ("capacity", "capacity_note") if case.child else ("child_assent", "assent_words", "decided_by")
        self.leave_out(*unasked)

    def offer_files(self, case, consent):
        """What may be shown, item by item and file by file, where this consent shows anything; and what shows a yes."""
        self.fields["items"].choices = headed(kind=consent.type)
        kept = coverable(case).select_related("case", "paper") if consent.type in SHARING else []
        self.fields["files"].choices = [(str(row.pk), file_words(row)) for row in kept]
        self.leave_out(*(() if consent.type in SHARING else ("items",)), *(() if kept else ("files",)))
        here = scans_to_choose(consent)
        self.fields["proof"].choices = [("", _("None of them")), *here]
        self.leave_out(*(() if here else ("proof",)))

    @property
    def item_groups(self):
        """[(heading, boxes)] of what can be ticked."""
        boxes = {str(box.data["value"]): box for box in self["items"].subwidgets}
        return [(heading, [boxes[code] for code, _label in pairs]) for heading, pairs in self.fields["items"].choices]

    def leave_out(self, *names):
        """Fields that are not asked here."""
        for name in names:
            del self.fields[name]

    def clean_status(self):
        """There is no answer without one."""
        if not self.cleaned_data["status"]:
            raise ValidationError(_("Choose one"))
        return self.cleaned_data["status"]

    def values(self):
        """What `take_answer` takes: an assent as a yes or no, and nothing where nothing was said."""
        values = dict(self.cleaned_data)
        if "child_assent" in values:
            values["child_assent"] = {"yes": True, "no": False}.get(values["child_assent"])
        return values


def file_words(row):
    """A copy of a paper or a photo in words, with the day it came."""
    what = row.note or (row.paper.get_kind_display() if row.paper_id and row.paper else row.get_kind_display())
    return f"{what}, {row.get_type_display()}, {date_format(row.added_at, 'j F Y')}"


class CorrectForm(AnswerForm):
    """What was recorded wrongly, with the reason. It shows what stands there now."""

    reason = forms.CharField(
        label=_("What was recorded wrongly, and how you know"),
        required=False,  # the action asks for it; so no other field says that it may stay empty
        widget=text(),
        help_text=_("The old row stays. More than was recorded needs asking again."),
    )

    def __init__(self, *args, case, consent, **options):
        stands = {name: getattr(consent, name) for name in self.base_fields if hasattr(consent, name)}
        stands["child_assent"] = {True: "yes", False: "no"}.get(consent.child_assent, "")
        stands["files"] = [str(pk) for pk in consent.files]
        super().__init__(*args, case=case, consent=consent, initial=stands, **options)
        self.leave_out(*[name for name in ("drawn", "upload", "proof") if name in self.fields])
        self.order_fields(["reason"])


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

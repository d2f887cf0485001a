"""Forms of the recipients' pages: the answer, a question, a file, and declining."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import Choices, DateBoxes, PlainWords
from casework.files.forms import UploadField
from referrals.consular.forms import ASKED, text
from referrals.consular.models import ConsularReferral

S = ConsularReferral.Status
BEFORE_ANSWER = (S.ACKNOWLEDGED, S.CHECK, S.INTERVIEW)
NATIONALITY = [
    ("confirmed", _("Nationality confirmed")),
    ("not_confirmed", _("Not confirmed")),
    ("more", _("We need more first")),
]
PAPER = [("will", _("Will be issued")), ("issued", _("Issued")), ("not_possible", _("Not possible"))]
OF_A_PAPER = ("document_type", "document_number", "document_expires_on")


class AnswerForm(PlainWords, forms.Form):
    """The mission's answer, as far as the referral has come. What is needed depends on what is chosen."""

    nationality = forms.ChoiceField(
        label=_("Nationality"),
        choices=NATIONALITY,
        required=False,
        widget=Choices(hints={"more": _("Opens a question to the caseworker")}),
    )
    paper = forms.ChoiceField(label=_("Travel paper"), choices=PAPER, required=False, widget=Choices)
    document_due_on = DateBoxes(label=_("Ready on"), required=False, help_text=_("If it will be issued."))
    document_type = forms.ChoiceField(label=_("Kind of paper"), required=False)
    document_number = forms.CharField(label=_("Number of the paper"), required=False, max_length=60)
    document_expires_on = DateBoxes(label=_("Valid until"), required=False)
    answer = forms.CharField(
        label=_("What you want to add"),
        required=False,
        widget=text(),
        max_length=4000,
        help_text=_("Or your question, if you need more first. Why, if a paper is not possible."),
    )

    def __init__(self, *args, referral, **options):
        super().__init__(*args, **options)
        self.referral = referral
        self.fields["document_type"].choices = ASKED["document_type"]().choices
        if self.referral.status not in BEFORE_ANSWER:
            del self.fields["nationality"]
        if self.referral.status == S.REQUESTED:
            del self.fields["paper"], self.fields["document_due_on"]

    def clean(self):
        """One answer that fits together: each lack is a sentence beside its field."""
        given = super().clean()
        if "nationality" in self.fields and not given.get("nationality"):
            self.add_error("nationality", _("Choose one"))
        if given.get("nationality") == "more" and not given.get("answer"):
            self.add_error("answer", _("Write what you need."))
        if given.get("paper") == "not_possible" and not given.get("answer"):
            self.add_error("answer", _("Write why it is not possible."))
        if self.referral.status == S.REQUESTED or given.get("paper") == "issued":
            self.complete_paper(given)
        return given

    def complete_paper(self, given):
        """An issued paper has kind, number and a last day."""
        for name in OF_A_PAPER:
            if name not in self.errors and not given.get(name):
                self.add_error(name, _("Write an answer here"))


class AskForm(PlainWords, forms.Form):
    """A question to the caseworker."""

    text = forms.CharField(label=_("A new question"), widget=text(), max_length=4000)


class AttachForm(PlainWords, forms.Form):
    """A reply document."""

    file = UploadField(
        label=_("Add a file"), help_text=_("PDF, JPEG or PNG, up to 20 MB. It is checked before anyone can open it.")
    )


class DeclineForm(PlainWords, forms.Form):
    """Why the mission declines."""

    reason = forms.CharField(label=_("Reason"), widget=text(), max_length=4000)

"""Forms of service referrals: what is needed, the provider, what is ticked, and what each step asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import codes
from accounts.forms import Choices, DateBoxes, PlainWords, Tiles
from casework.consents.items import CODES
from casework.consents.models import Consent
from referrals.channels.models import Way
from referrals.consular.forms import line, text
from referrals.services.models import COUNTRIES, KINDS, PRIORITIES, ArrivalFeedback, ServiceReferral

GROUPS = {
    "immediate": _("Now"), "health": _("Health"), "mhpss": _("Somebody to talk to"), "access": _("Understanding"),
    "legal": _("Law"), "family": _("Family"), "child": _("Children"), "return": _("Going home"),
    "reintegration": _("Life at home"), "protection": _("Safety"),
}  # fmt: skip
# A mission is asked in its own room; formal identification has a consent of its own and gates nothing (R06, C-12).
ELSEWHERE = {"consular_assistance", "travel_document", "formal_identification"}
AT_HOME = {"return", "reintegration", "family", "health", "mhpss", "legal", "immediate", "protection", "child"}


def kinds(home=False):
    """The kinds of help under headings."""
    found: dict = {}
    for row in codes.rows("service_types"):
        if row["code"] not in ELSEWHERE and (not home or row["group"] in AT_HOME):
            label = GROUPS.get(row["group"], _("Other"))
            found.setdefault(label, []).append((row["code"], codes.label("service_types", row["code"])))
    return list(found.items())


class NeedForm(PlainWords, forms.Form):
    """What is needed, how urgently, in which country."""

    kind = forms.ChoiceField(label=_("Which help is needed"), choices=KINDS)
    priority = forms.ChoiceField(
        label=_("How urgent"),
        choices=PRIORITIES,
        initial="normal",
        widget=Choices(
            hints={
                "immediate": _("An answer within 2 hours. Sent at once; a supervisor reviews it within 24 hours."),
                "emergency": _("An answer within 24 hours. Sent at once; a supervisor reviews it within 24 hours."),
                "urgent": _("An answer within 72 hours, once a supervisor has approved."),
                "normal": _("An answer within 2 weeks, once a supervisor has approved."),
            }
        ),
    )
    needs = forms.CharField(
        label=_("What is needed, in your words"),
        required=False,
        widget=text(),
        max_length=4000,
        help_text=_("Only what helps them to help. No diagnosis and no story. It is shown only if you tick it."),
    )
    country = forms.ChoiceField(label=_("In which country"), choices=COUNTRIES)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, home=False, **options):
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", "---------"), *kinds(home)]


class HomeForm(NeedForm):
    """The same for a partner at home, with what was done and what comes next (C7)."""

    done_words = forms.CharField(
        label=_("What was done here"), required=False, widget=text(), max_length=4000,
        help_text=_("So that nobody asks the same again."),
    )  # fmt: skip
    next_words = forms.CharField(label=_("What comes next"), required=False, widget=text(), max_length=4000)
    expected_on = DateBoxes(label=_("Expected there on"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, home=True, **options)


class ProviderForm(PlainWords, forms.Form):
    """One service of those that admit the person."""

    service = forms.ChoiceField(label=_("Provider"), widget=Choices)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, offers, hints, **options):
        super().__init__(*args, **options)
        self.fields["service"].choices = [
            (str(offer.service.pk), f"{offer.service.entry.name}: {offer.service.name}") for offer in offers
        ]
        self.fields["service"].widget.hints = hints


class TickForm(PlainWords, forms.Form):
    """What is ticked, and until when. The boxes are drawn by the page; the action says what lies beyond the consent."""

    items = forms.MultipleChoiceField(choices=CODES, required=False)
    files = forms.MultipleChoiceField(required=False)
    until = DateBoxes(label=_("Ends on"), required=False)
    basis = forms.CharField(
        label=_("Why it cannot wait for approval"), required=False, widget=text(), max_length=4000,
        help_text=_("A supervisor reads it within 24 hours."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, files, **options):
        super().__init__(*args, **options)
        self.fields["files"].choices = [(row["pk"], row["pk"]) for row in files]


class YesForm(PlainWords, forms.Form):
    """The person's yes to what is said to a provider without an account."""

    agreed_items = forms.MultipleChoiceField(
        label=_("What the person agrees to have said"), choices=CODES, widget=forms.CheckboxSelectMultiple
    )
    agreed_on = DateBoxes(label=_("The person agreed on"), past=True)
    agreed_how = forms.ChoiceField(label=_("How"), choices=Consent.How, widget=Choices)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, open_to, **options):
        super().__init__(*args, **options)
        self.fields["agreed_items"].choices = open_to


class DangerForm(PlainWords, forms.Form):
    """Danger to life: what they need to help, and why nobody could be asked (C-09)."""

    items = forms.MultipleChoiceField(
        label=_("What they need to help, and nothing else"), choices=CODES, widget=forms.CheckboxSelectMultiple
    )
    basis = forms.CharField(label=_("Why it could not wait for the person's yes"), widget=text(), max_length=4000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, open_to, **options):
        super().__init__(*args, **options)
        self.fields["items"].choices = open_to


class NewsForm(PlainWords, forms.Form):
    """What the partner at home knows of the person."""

    news = forms.ChoiceField(label=_("What is known"), choices=ArrivalFeedback.News, widget=Tiles)
    on = DateBoxes(label=_("On"), past=True, required=False)
    met_by = forms.CharField(
        label=_("Who met the person"), required=False, widget=line(), max_length=200,
        help_text=_("Once they have arrived. Write it when you have received them."),
    )  # fmt: skip
    condition = forms.ChoiceField(
        label=_("How the person arrived"), required=False, widget=Choices, choices=ArrivalFeedback.Condition
    )
    words = forms.CharField(label=_("In a sentence"), required=False, widget=text(2), max_length=4000)


class ReviewForm(PlainWords, forms.Form):
    """What the supervisor found."""

    review = forms.CharField(label=_("What you found"), widget=text(), max_length=4000)


ASKED = {
    "reason": lambda: forms.CharField(label=_("Reason"), widget=text(), max_length=4000),
    "basis": lambda: forms.CharField(label=_("Why it cannot wait"), widget=text(), max_length=4000),
    "answer": lambda: forms.CharField(
        label=_("What you want to add"), required=False, widget=text(), max_length=4000,
        help_text=_("For example when and where to come."),
    ),
    "result": lambda: forms.ChoiceField(
        label=_("What came of it"), choices=ServiceReferral.Result, widget=Choices
    ),
    "result_words": lambda: forms.CharField(
        label=_("In a sentence"), required=False, widget=text(), max_length=4000, help_text=_("No diagnosis.")
    ),
    "way": lambda: forms.ChoiceField(label=_("By"), choices=Way, widget=Tiles, initial=Way.CALL),
    "with_whom": lambda: forms.CharField(label=_("With whom"), widget=line(), max_length=200),
    "note": lambda: forms.CharField(label=_("In a sentence"), required=False, widget=text(2), max_length=1000),
}  # fmt: skip


def step_form(names, data=None):
    """The form of what one step asks for; its needs say the rest."""
    return type("StepForm", (PlainWords, forms.Form), {name: ASKED[name]() for name in names})(data)

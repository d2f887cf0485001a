"""Forms of a return: the wish, the risks, one of the seventeen steps, and what each step of the workflow asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import codes
from accounts.forms import Choices, DateBoxes, PlainWords, Tiles
from accounts.models import Organisation
from referrals.consular.forms import line, text
from referrals.returns.models import COUNTRIES, LANGUAGES, MODES, Return
from referrals.returns.records import RISKS
from referrals.returns.removals import Removal

NONE = ("", "---------")
LONG = 4000


def free(label, rows=3, required=False, hint=""):
    """A sealed text."""
    return forms.CharField(label=label, required=required, widget=text(rows), max_length=LONG, help_text=hint)


def tick(label, hint=""):
    """A box; what must be ticked the action says."""
    return forms.BooleanField(label=label, required=False, help_text=hint)


class WishForm(PlainWords, forms.Form):
    """The person asked to go back."""

    asked = tick(_("The person asked for this, and nobody else decided it"))
    to_country = forms.ChoiceField(label=_("To which country"), choices=[NONE, *COUNTRIES])
    to_place = forms.CharField(label=_("To which place"), required=False, widget=line(), max_length=200)
    words = free(_("In the person's words"))
    wished_on = DateBoxes(label=_("Said on"), past=True)
    wish_language = forms.ChoiceField(label=_("Said in"), choices=LANGUAGES)


class AssessForm(PlainWords, forms.Form):
    """The risks: the boxes are drawn by the page, one a risk of the code list, with what is known and what is done."""

    heard = tick(_("I talked with the person about each risk"))
    area = forms.CharField(label=_("For which place"), required=False, widget=line(), max_length=200)
    words = free(_("What it rests on"), required=True, hint=_("Whom you asked, what you read, and when."))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for code, label in RISKS:
            self.fields[f"risk_{code}"] = tick(label)
            self.fields[f"words_{code}"] = free(_("What is known"), rows=2)
            self.fields[f"measure_{code}"] = free(_("What is done about it"), rows=2)

    def factors(self):
        """{code: {"words", "measure"}} of the ticked risks."""
        given = self.cleaned_data
        return {
            code: {"words": given[f"words_{code}"], "measure": given[f"measure_{code}"]}
            for code, _label in RISKS
            if given.get(f"risk_{code}")
        }

    def risks(self):
        """[{code, tick, words, measure, blocks, severity}] as the page draws them, in the order of the code list."""
        rows = codes.rows("return_risk_factors")
        return [
            {
                "code": row["code"],
                "tick": self[f"risk_{row['code']}"],
                "words": self[f"words_{row['code']}"],
                "measure": self[f"measure_{row['code']}"],
                "blocks": row["effect"] == "block_return",
                "severity": row["severity"],
            }
            for row in rows
        ]


class FactorForm(PlainWords, forms.Form):
    """A risk that somebody heard of later."""

    code = forms.ChoiceField(label=_("Which risk"), choices=[NONE, *RISKS])
    words = free(_("What is known"), rows=2)
    measure = free(_("What is done about it"), rows=2, hint=_("Who does what, until when."))


class MeasureForm(PlainWords, forms.Form):
    """What is done about one risk."""

    measure = free(_("What is done about it"), rows=2, required=True, hint=_("Who does what, until when."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class AdviceForm(PlainWords, forms.Form):
    """The advice of a legal officer where a risk forbids the return."""

    advised_on = DateBoxes(label=_("Advice given on"), past=True)
    advice_language = forms.ChoiceField(
        label=_("In which language"), choices=LANGUAGES, help_text=_("One that the person speaks.")
    )
    advice = free(_("What was advised, and what the person said"), required=True)


class PaperForm(PlainWords, forms.Form):
    """The paper to travel with, of those under Person."""

    paper = forms.ChoiceField(label=_("Paper to travel with"), widget=Choices)

    def __init__(self, *args, papers, **options):
        super().__init__(*args, **options)
        self.fields["paper"].choices = papers


class LineForm(PlainWords, forms.Form):
    """Who does a step, until when, and what stops it."""

    owner = forms.ModelChoiceField(label=_("Who does it"), queryset=None, required=False)
    due_on = DateBoxes(label=_("Until"), required=False)
    blocker = free(_("What stops it"), rows=2)

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.fields["owner"].queryset = people
        self.fields["owner"].label_from_instance = lambda user: user.display_name


def partners():
    """Organisations that can receive somebody."""
    return Organisation.objects.filter(is_active=True).order_by("name")


MORE = {
    "receiver": lambda: forms.ModelChoiceField(
        label=_("Organisation there"), queryset=partners(), required=False, help_text=_("If it has an account here.")
    ),
    "receiver_words": lambda: free(_("Who receives the person"), rows=2, required=True),
    "escort": lambda: free(_("Who travels along"), rows=2, required=True),
    "escort_needed": lambda: tick(_("Somebody must travel along, for medical reasons"), _("No diagnosis here.")),
}


def mark_form(names, data=None, initial=None):
    """The form that ticks a step: the day, a sentence, and what that step asks besides."""
    fields = {
        "done_on": DateBoxes(label=_("Done on"), past=True),
        **{name: MORE[name]() for name in names},
        "note_text": free(_("In a sentence"), rows=2, hint=_("Who did it. No diagnosis.")),
    }
    return type("MarkForm", (PlainWords, forms.Form), fields)(data, initial=initial)


class AskForm(PlainWords, forms.Form):
    """The question before the journey. No is as good an answer as yes."""

    answer = forms.ChoiceField(
        label=_("Does the person still want to go?"),
        choices=[("yes", _("Yes")), ("no", _("No: stop it at once"))],
        widget=Tiles,
    )


class RemovalForm(PlainWords, forms.Form):
    """A removal by a state, as far as it is known."""

    by_state = forms.ChoiceField(label=_("By which state"), choices=[NONE, *COUNTRIES])
    to_country = forms.ChoiceField(label=_("To which country"), choices=[NONE, *COUNTRIES])
    announced_on = DateBoxes(label=_("Announced on"), past=True)
    expected_on = DateBoxes(label=_("Expected on"), required=False)
    chosen = forms.ChoiceField(label=_("Did the person choose it?"), choices=Removal.Chosen, widget=Choices)
    informed = forms.ChoiceField(label=_("Was the choice informed?"), choices=Removal.Informed, widget=Choices)
    informed_on = DateBoxes(label=_("Informed on"), required=False, past=True)
    informed_language = forms.ChoiceField(label=_("Informed in"), choices=[NONE, *LANGUAGES], required=False)
    words = free(_("In the person's words"))
    objection = forms.ChoiceField(label=_("Objection"), choices=Removal.Objection, widget=Choices)
    objection_on = DateBoxes(label=_("Lodged on"), required=False, past=True)
    objection_words = free(_("By whom, where, and what was answered"), rows=2)
    receiver = forms.ModelChoiceField(label=_("Organisation there"), queryset=None, required=False)
    receiver_words = free(_("Who receives the person"), rows=2)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    FIXED = ("by_state", "to_country", "announced_on")  # known from the first day on

    def __init__(self, *args, known=False, **options):
        super().__init__(*args, **options)
        self.fields["receiver"].queryset = partners()
        for name in self.FIXED if known else ():
            del self.fields[name]


class TellForm(PlainWords, forms.Form):
    """That the receiving side was told of a removal."""

    told_on = DateBoxes(label=_("Told on"), past=True)


ASKED = {
    "reason": lambda: free(_("Reason"), required=True),
    "told_on": lambda: DateBoxes(label=_("Explained on"), past=True),
    "told_language": lambda: forms.ChoiceField(label=_("Explained in"), choices=[NONE, *LANGUAGES]),
    **{f"told_{code}": lambda label=label: tick(label) for code, label in Return.Option.choices},
    "safer_area": lambda: forms.CharField(
        label=_("The safer area the person goes to"), required=False, widget=line(), max_length=200,
        help_text=_("Only where war or conscription is the risk. Else leave it empty: we do not arrange the way."),
    ),
    "own_information": lambda: tick(_("The person knows what waits there, and whom to call")),
    "own_phone": lambda: tick(_("The person has a phone that works, here and there")),
    "own_money": lambda: tick(_("The person has money for the way")),
    "own_plan": lambda: tick(_("We made a safety plan together")),
    "travel_on": lambda: DateBoxes(label=_("Day of travel")),
    "mode": lambda: forms.ChoiceField(label=_("By"), choices=[NONE, *MODES]),
    "carrier": lambda: forms.CharField(label=_("Carrier, and number of the journey"), widget=line(), max_length=200),
    "booking": lambda: forms.CharField(label=_("Booking number"), required=False, widget=line(), max_length=60),
    "rules_checked": lambda: tick(
        _("I asked the carrier whom it takes"), _("Some take only two people without victim status a flight.")
    ),
    "arrived_on": lambda: DateBoxes(label=_("Arrived on"), past=True),
    "received_on": lambda: DateBoxes(label=_("Received on"), past=True),
    "received_words": lambda: free(_("What the receiving side says"), rows=2),
    "by_hand": lambda: forms.CharField(
        label=_("How they told you"), required=False, widget=line(), max_length=200,
        help_text=_("For example: a call from Mr Ho, on Tuesday at nine."),
    ),
    "left_on": lambda: DateBoxes(label=_("Removed on"), past=True),
    "place": lambda: forms.CharField(label=_("From where, and how"), required=False, widget=line(), max_length=200),
}  # fmt: skip


def step_form(names, data=None, initial=None):
    """The form of what one step asks for; its needs say the rest."""
    fields = {name: ASKED[name]() for name in names}
    return type("StepForm", (PlainWords, forms.Form), fields)(data, initial=initial)

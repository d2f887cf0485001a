"""Forms of needs, the plan, safety and conferences."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import codes
from accounts.editing import PolicyForm
from accounts.forms import Choices, DateBoxes, PlainWords, Tiles
from accounts.models import Organisation, User
from casework.consents.models import Consent
from casework.needs.actions import LINE, LONG, ONE_LINE
from casework.needs.models import CasePlan, Conference, Need, SafetyPlan, Session
from casework.todos.queries import able

GROUPS = {
    "immediate": _("Now"), "health": _("Health"), "mhpss": _("Somebody to talk to"), "access": _("Understanding"),
    "legal": _("Law"), "identification": _("Law"), "consular": _("Papers"), "family": _("Family"),
    "child": _("Children"), "return": _("Going home"), "reintegration": _("Life at home"), "protection": _("Safety"),
}  # fmt: skip
# Who may help: not an office of force, to which nothing goes by this way (firewall, C-12).
NOT_HELPERS = ("police", "immigration", "prosecution_court", "border_command", "armed_group")


def kinds():
    """The kinds of help under headings, for a select."""
    found: dict = {}
    for row in codes.rows("service_types"):
        label = GROUPS.get(row["group"], _("Other"))
        found.setdefault(label, []).append((row["code"], codes.label("service_types", row["code"])))
    return list(found.items())


def text(rows=3):
    """A text of several lines, in the direction of its script."""
    return forms.Textarea({"rows": rows, "dir": "auto"})


def line():
    """A text of one line."""
    return forms.TextInput({"dir": "auto", "autocomplete": "off"})


class CareForm(PolicyForm):
    """What the forms of this room share: lines of one line, and long texts."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget = line() if name in ONE_LINE else text()
                field.max_length = LINE if name in ONE_LINE else LONG


class NeedForm(CareForm):
    """What is needed, who helps, who sees to it, and until when."""

    due_on = DateBoxes(
        label=_("Until when"), required=False, help_text=_("Empty: by how urgent it is, from two hours to two weeks.")
    )
    provider = forms.ModelChoiceField(Organisation.objects.none(), label=_("Who helps"), required=False)
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who sees to it"), required=False)

    class Meta:
        model = Need
        fields = ["kind", "words", "priority", "provider", "provider_name", "owner", "due_on"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "kind" in self.fields:
            self.fields["kind"].choices = [("", "---------"), *kinds()]
        if "provider" in self.fields:
            helpers = Organisation.objects.filter(is_active=True).exclude(kind__in=NOT_HELPERS)
            self.fields["provider"].queryset = helpers.order_by("name")
        if "owner" in self.fields:
            named(self.fields["owner"], able(self.row.case))


def named(field, people):
    """Offers these people by the names that colleagues know."""
    field.queryset, field.label_from_instance = people, lambda user: user.display_name


class SessionForm(CareForm):
    """One time the person met who helps."""

    held_on = DateBoxes(label=_("On"), past=True)
    came = forms.ChoiceField(label=_("How it went"), choices=Session.Came, widget=Tiles, initial=Session.Came.YES)

    class Meta:
        model = Session
        fields = ["held_on", "came", "words"]


class PlanForm(CareForm):
    """The words of one version of the plan."""

    class Meta:
        model = CasePlan
        fields = ["language", "interpreter", "wishes", "steps"]


class SafetyForm(CareForm):
    """What may happen, and what to do then."""

    made_on = DateBoxes(label=_("Talked through on"), past=True)
    again_on = DateBoxes(label=_("Talk it through again on"), required=False)

    class Meta:
        model = SafetyPlan
        fields = ["reprisals", "debts", "family", "signs", "what_to_do", "whom_to_call", "where_to_go", "made_with",
                  "made_on", "again_on"]  # fmt: skip


class ConferenceForm(CareForm):
    """Who was there, and what was said."""

    held_on = DateBoxes(label=_("Held on"), past=True)

    class Meta:
        model = Conference
        fields = ["held_on", "people", "person_there", "minutes"]


class DecisionForm(PlainWords, forms.Form):
    """A decision, who does it, and until when."""

    words = forms.CharField(label=_("What was decided"), widget=text(2), max_length=LINE)
    kind = forms.ChoiceField(
        label=_("Which help it is"), required=False, help_text=_("Leave empty for something else to do."),
    )  # fmt: skip
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who does it"), required=False)
    due_on = DateBoxes(label=_("Until when"), required=False)

    def __init__(self, *args, case, **options):
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", _("Something else to do")), *kinds()]
        named(self.fields["owner"], able(case))


ASKED = {
    "result": lambda: forms.ChoiceField(label=_("What came of it"), choices=Need.Result, widget=Choices),
    "result_words": lambda: forms.CharField(
        label=_("In a sentence"), required=False, widget=text(2), max_length=4000, help_text=_("No diagnosis.")
    ),
    "read_aloud": lambda: forms.BooleanField(
        label=_("It was read to the person in their language, and understood"), required=False
    ),
    "agreed_on": lambda: DateBoxes(label=_("Agreed on"), required=False, past=True),
    "agreed_how": lambda: forms.ChoiceField(label=_("How"), choices=Consent.How, required=False, widget=Choices),
    "copy_given": lambda: forms.BooleanField(
        label=_("The person keeps a copy, and it is safe to have one"), required=False
    ),
    "answer_words": lambda: forms.CharField(
        label=_("What the person wants otherwise"), required=False, widget=text(), max_length=4000
    ),
}


def step_form(names, data=None):
    """The form of what one step asks for; its needs say the rest."""
    return type("StepForm", (PlainWords, forms.Form), {name: ASKED[name]() for name in names})(data)

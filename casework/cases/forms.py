"""Forms of the case pages. What a reader may write decides which fields a form has (accounts/editing.py)."""

import uuid

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.access import Right
from accounts.codes import choices
from accounts.editing import PolicyForm
from accounts.forms import Choices, DateBoxes, PlainWords, Tiles
from accounts.models import Organisation, Team, User
from accounts.policy import rights
from casework.cases.actions import colleagues
from casework.cases.grants import workers
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.cases.reasons import BreakGlass
from casework.people.models import Person

LINE, TEXT = 200, 10_000  # characters
ANY = ("", _("Any"))
WHOSE = {"": None, "mine": (Right.USER,), "team": (Right.TEAM,)}
AT_THE_DOOR = ["name", "name_language", "romanised"]
CASE_FIELDS = ["stage", "urgency", "language", "interpreter_needed", "safety_checked_on", "referrer", "label",
               "reporter", "told"]  # fmt: skip


def one_line(model, name):
    """A sealed text of one line."""
    return model._meta.get_field(name).formfield(widget=forms.TextInput, max_length=LINE)


def long_text(label, *, required=False, rows=3, **options):
    """A text of several lines."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=TEXT, widget=area, **options)


def day(name):
    """A day of the case that is not in the future."""
    return DateBoxes(label=Case._meta.get_field(name).verbose_name, required=False, past=True)


class PlainLines:
    """Mixin: lines end as they are stored (browsers send CRLF), so that a text nobody touched is no change."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for select in [f for f in self.fields.values() if isinstance(f.widget, forms.Select)]:
            if select.choices and not isinstance(select, forms.ModelChoiceField) and not next(iter(select.choices))[0]:
                select.choices = [("", _("Not recorded")), *list(select.choices)[1:]]

    def clean(self):
        """The cleaned values with plain line ends."""
        for name, value in super().clean().items():
            if isinstance(value, str):
                self.cleaned_data[name] = value.replace("\r\n", "\n")
        return self.cleaned_data


class FilterForm(PlainWords, forms.Form):
    """The coded filters of the list; nothing else may stand in its address (S-46)."""

    status = forms.ChoiceField(label=_("Status"), required=False, choices=[ANY, *Case.Status.choices])
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[ANY, *choices("languages")])
    whose = forms.ChoiceField(
        label=_("Whose cases"),
        required=False,
        choices=[("", _("All I may see")), ("mine", _("Mine")), ("team", _("My team’s"))],
    )
    child = forms.ChoiceField(label=_("Age"), required=False, choices=[ANY, ("yes", _("Children"))])

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        if not {Right.USER, Right.TEAM} <= rights(user, "case.list"):
            self.fields["whose"].widget = forms.HiddenInput()  # one way to one's cases: nothing to choose

    def columns(self):
        """Filters as `page_of` takes them."""
        given = {name: self.cleaned_data[name] for name in ("status", "language") if self.cleaned_data[name]}
        return {**given, "child": True} if self.cleaned_data["child"] else given

    def rights(self):
        """The rights to which "whose" narrows, or None."""
        return WHOSE[self.cleaned_data["whose"]]

    def kept(self):
        """What is set, for addresses and hidden inputs."""
        return {name: value for name, value in self.cleaned_data.items() if value}


class WordForm(PlainWords, forms.Form):
    """The word of a search. It is posted, never put into an address."""

    word = forms.CharField(label=_("Name or case number"), max_length=LINE)


class CaseForm(PlainLines, PolicyForm):
    """What is known of the case itself."""

    safety_checked_on, last_contact_on = day("safety_checked_on"), day("last_contact_on")
    label = one_line(Case, "label")
    reporter = long_text(Case._meta.get_field("reporter").verbose_name, rows=2)
    told = long_text(Case._meta.get_field("told").verbose_name, rows=6)

    class Meta:
        model = Case
        fields = [*CASE_FIELDS, "last_contact_on"]
        widgets = {"stage": Choices, "urgency": Tiles}


def fresh_token(user):
    """The id of a case that is about to be opened, signed for this person: the form opens one case, once."""
    return signing.dumps([str(uuid.uuid4()), str(user.pk)], salt="case.new")


class CaseNewForm(PlainLines, PolicyForm):
    """A draft: who told us, what to call it, how to talk with the person, whether it is safe, how urgent."""

    token = forms.CharField(widget=forms.HiddenInput)
    safety_checked_on = day("safety_checked_on")
    label, name, romanised = one_line(Case, "label"), one_line(Person, "name"), one_line(Person, "romanised")
    name_language = Person._meta.get_field("name_language").formfield()
    reporter = long_text(Case._meta.get_field("reporter").verbose_name, rows=2)
    told = long_text(Case._meta.get_field("told").verbose_name, rows=5)

    class Meta:
        model = Case
        fields = ["team", *CASE_FIELDS]
        widgets = {"stage": Choices, "urgency": Tiles}

    def __init__(self, *args, user, **options):
        super().__init__(*args, instance=Case(), **options)
        self.user = user
        self.fields["team"].queryset = Team.objects.filter(organisation=user.organisation_id, is_active=True)
        self.fields["team"].empty_label = None
        self.initial["token"] = self.initial.get("token") or fresh_token(user)
        self.initial["team"] = self.initial.get("team") or next(iter(user.team_ids), None)

    def clean_token(self):
        """The id of the new case. Only one we gave to this person counts."""
        try:
            case_id, user_id = signing.loads(self.cleaned_data["token"], salt="case.new")
        except (signing.BadSignature, ValueError) as error:
            raise ValidationError(_("This form is not valid any more. Open a new one.")) from error
        if user_id != str(self.user.pk):
            raise ValidationError(_("This form is not valid any more. Open a new one."))
        return uuid.UUID(case_id)

    def case_values(self):
        """Values of the Case."""
        return {name: self.cleaned_data[name] for name in CASE_FIELDS}

    def person_values(self):
        """Values of the Person."""
        return {name: self.cleaned_data[name] for name in AT_THE_DOOR}


class StepForm(PlainLines, PlainWords, forms.Form):
    """What a step of the workflow asks for; the step itself says what it needs."""

    closure_reason = forms.ChoiceField(
        label=_("Why does the case end?"), required=False, choices=choices("closure_reasons"), widget=Choices
    )
    reason = long_text(_("Reason"), help_text=_("In a sentence. It stays with the case."))

    def __init__(self, step, *args):
        super().__init__(*args)
        for name in [name for name in self.fields if name not in step.asks]:
            del self.fields[name]


class Colleague(forms.ModelChoiceField):
    """An account, by the name that colleagues see."""

    def label_from_instance(self, user):
        """The name, never the sign-in name."""
        return user.display_name


class WorkerForm(PlainWords, forms.Form):
    """One of several accounts."""

    user = Colleague(label=_("Who"), queryset=User.objects.none(), empty_label=_("Choose"))

    def __init__(self, people, *args):
        super().__init__(*args)
        self.fields["user"].queryset = people


class Supervisor(Colleague):
    """A supervisor, with their organisation: the name alone says nothing where several offices share people."""

    def label_from_instance(self, user):
        """Organisation and name."""
        return f"{user.organisation.name}: {user.display_name}"


class NamingForm(PlainLines, PlainWords, forms.Form):
    """Who is asked to decide, how long they may, and what they are asked."""

    user = Supervisor(
        label=_("Supervisor"),
        queryset=User.objects.none(),
        empty_label=_("Choose"),
        help_text=_("Of a partner, or of another team. Whom a conflict block keeps away is not offered."),
    )
    days = forms.ChoiceField(
        label=_("How long"),
        choices=[("3", _("3 days")), ("7", _("7 days")), ("14", _("14 days")), ("30", _("30 days"))],
        initial="7",
        widget=Tiles,
    )
    reason = long_text(
        _("What they are asked to decide, and why not somebody here"), required=True, help_text=_("They read this.")
    )

    def __init__(self, people, *args):
        super().__init__(*args)
        self.fields["user"].queryset = people


class OfferForm(PlainLines, PlainWords, forms.Form):
    """To whom the case is offered, and from whom it goes."""

    to_user = Colleague(label=_("To whom"), queryset=User.objects.none(), empty_label=_("Choose"))
    from_user = Colleague(
        label=_("Who hands it over"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody: one more person works on it"),
        help_text=_("Their work on the case ends when the other person accepts."),
    )
    note_text = long_text(_("What the next person must know"), help_text=_("They can read it once they have accepted."))

    def __init__(self, case, *args, **options):
        super().__init__(*args, **options)
        on_it = workers(case)
        self.fields["to_user"].queryset = colleagues(case).exclude(pk__in=on_it.values("pk"))
        self.fields["from_user"].queryset = on_it


class ConflictForm(PlainLines, PlainWords, forms.Form):
    """Who must never see the case: one of three."""

    user = Colleague(label=_("A colleague"), queryset=User.objects.none(), required=False, empty_label=_("Nobody"))
    organisation = forms.ModelChoiceField(
        label=_("An organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    number = forms.CharField(
        label=_("The people on another case"),
        help_text=_("Its case number. The two cases are then kept apart in both directions."),
        required=False,
        max_length=20,
    )
    reason = long_text(_("Reason"), required=True)

    def __init__(self, case, *args):
        super().__init__(*args)
        self.fields["user"].queryset = User.objects.filter(organisation=case.organisation_id, is_active=True)
        self.fields["organisation"].queryset = Organisation.objects.filter(is_active=True)

    def clean(self):
        """Exactly one of the three."""
        given = super().clean()
        if sum(bool(given.get(name)) for name in ("user", "organisation", "number")) != 1 and not self.errors:
            raise ValidationError(_("Choose one: a colleague, an organisation, or another case."))
        return given


class TypedBlockForm(PlainLines, PlainWords, forms.Form):
    """A case number, whom to keep away, and why. Nothing says whether there is such a case."""

    number = forms.CharField(label=_("Case number"), max_length=20)
    user = Supervisor(label=_("A person"), queryset=User.objects.none(), required=False, empty_label=_("Nobody"))
    about = forms.ModelChoiceField(
        label=_("An organisation"), queryset=Organisation.objects.none(), required=False, empty_label=_("None")
    )
    reason = long_text(
        _("Reason"), required=True, help_text=_("The supervisors of the case and who guards the data read it.")
    )

    def __init__(self, people, own, *args):
        super().__init__(*args)
        self.fields["user"].queryset = people.order_by("organisation__name", "display_name")
        self.fields["about"].queryset = Organisation.objects.filter(is_active=True).exclude(pk=own)

    def clean_number(self):
        """The number without spaces; a typing slip is said at once, which tells nothing of any case."""
        number = tidy(self.cleaned_data["number"])
        if not number:
            raise ValidationError(_("This is no case number. It has ten characters, the last one checks the rest."))
        return number

    def clean(self):
        """A person or an organisation, not both."""
        given = super().clean()
        if bool(given.get("user")) == bool(given.get("about")) and not self.errors:
            raise ValidationError(_("Choose a person or an organisation."))
        return given


class GlassForm(PlainLines, PlainWords, forms.Form):
    """The number of a case, and why it cannot wait."""

    number = forms.CharField(label=_("Case number"), max_length=20)
    reason = long_text(_("Why do you need it now?"), required=True, help_text=_("Your supervisor reads this."))

    def clean_number(self):
        """The number without spaces; a typing slip is said at once."""
        number = tidy(self.cleaned_data["number"])
        if not number:
            raise ValidationError(_("This is no case number. It has ten characters, the last one checks the rest."))
        return number


class ReviewForm(PlainLines, PlainWords, forms.Form):
    """What the supervisor finds."""

    review = forms.ChoiceField(label=_("What did you find?"), choices=BreakGlass.Review.choices, widget=Choices)
    review_note = long_text(_("What you found, in your words"))

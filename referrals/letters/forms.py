"""Forms of letters: which kind, to whom, in which language; and many at once."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import Choices, PlainWords
from referrals.letters import fonts, measures
from referrals.letters.kinds import CHINESE, CHOICES, KINDS, NO_CHINESE, TONGUES

BULK = [(code, label) for code, label in CHOICES if not KINDS[code].bare and KINDS[code].recipients]


def offer(field):
    """Chinese is offered only where it can be set; else the page says why it is not."""
    if fonts.chinese() is None:
        field.choices = [(tag, name) for tag, name in TONGUES if tag != CHINESE]
        field.help_text = NO_CHINESE


class LetterForm(PlainWords, forms.Form):
    """One letter. `to` names a share of the case, or an organisation that the person agreed to."""

    kind = forms.ChoiceField(label=gettext_lazy("What kind of letter"), choices=CHOICES, widget=Choices)
    to = forms.ChoiceField(
        label=gettext_lazy("To whom"),
        widget=Choices,
        help_text=gettext_lazy("Those to whom something is shared, and those the person agreed that you write to."),
    )
    language = forms.ChoiceField(label=gettext_lazy("In which language"), choices=TONGUES, initial="en")

    def __init__(self, *args, shares, recipients, kinds, **options):
        super().__init__(*args, **options)
        self.there = {f"share:{row.pk}": {"share": row} for row in shares}
        self.there |= {f"office:{row.pk}": {"recipient": row} for row in recipients}
        self.fields["to"].choices = [(name, words_of(**row)) for name, row in self.there.items()]
        offer(self.fields["language"])
        self.fields["kind"].choices = [(code, label) for code, label in CHOICES if code in kinds]

    def values(self):
        """What `make_letter` takes."""
        given = dict(self.cleaned_data)
        return {**self.there[given.pop("to")], **given}


class PenaltyLetterForm(LetterForm):
    """A non-punishment letter: which of the penalties it is about."""

    penalties = forms.MultipleChoiceField(
        label=gettext_lazy("Against what"), widget=forms.CheckboxSelectMultiple, required=True
    )
    law_checked = forms.BooleanField(
        label=gettext_lazy("I have checked these provisions against the law as it stands today"),
        required=False,
        help_text=gettext_lazy("Without this the letter can be made and read, and not sent."),
    )

    def __init__(self, *args, penalties, **options):
        super().__init__(*args, **options)
        self.rows = {str(row.pk): row for row in penalties}
        self.fields["penalties"].choices = [
            (key, f"{row.get_kind_display()}, {row.get_country_display()}") for key, row in self.rows.items()
        ]
        self.unread = [{**row, "cited": measures.cited(row)} for row in measures.unread(penalties)]
        if not self.unread:
            del self.fields["law_checked"]

    def values(self):
        """What `arguing.draft` takes."""
        given = super().values()
        given.pop("kind")
        return {**given, "penalties": [self.rows[key] for key in given["penalties"]]}


def words_of(share=None, recipient=None):
    """One possible recipient in words."""
    if share is not None:
        return f"{share.recipient.name}: {share.get_purpose_display()}"
    return _("%(office)s: nothing of the person in it") % {"office": recipient.name}


class BatchForm(PlainWords, forms.Form):
    """Many letters: the referrals are ticked in the list beside it."""

    kind = forms.ChoiceField(label=gettext_lazy("What kind of letter"), choices=BULK, widget=Choices)
    language = forms.ChoiceField(label=gettext_lazy("In which language"), choices=TONGUES, initial="en")
    send = forms.BooleanField(
        label=gettext_lazy("Send each at once"),
        required=False,
        help_text=gettext_lazy("Only a letter whose referral was sent and stands is sent. All others are not made."),
    )
    referrals = forms.MultipleChoiceField(
        label=gettext_lazy("For which referrals"), widget=forms.CheckboxSelectMultiple, required=True
    )

    def __init__(self, *args, offered, **options):
        super().__init__(*args, **options)
        offer(self.fields["language"])
        self.fields["referrals"].choices = offered

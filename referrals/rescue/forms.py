"""Forms of a rescue request."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.forms import PlainWords
from accounts.models import Organisation
from casework.consents.firewall import WALLED, may_pass
from casework.consents.items import ITEMS
from referrals.consular.forms import line, text
from referrals.sharing.items import opened_by
from referrals.sharing.models import Share

SHUT = [kind for kind in WALLED if not may_pass(kind, "rescue")]
NOT_NEEDED = {"needs_paper", "service_kind", "needs_words", "handover", "journey", "release_day", "paper_copies"}
CHOICES = [
    (code, item.label)
    for code, item in ITEMS.items()
    if code not in NOT_NEEDED and item.group in opened_by(Share.Purpose.RESCUE, Organisation(kind="police"))
]


class AskForm(PlainWords, forms.Form):
    """Whom we ask, where the person is, what they need to know, and why it cannot wait."""

    recipient = forms.ModelChoiceField(Organisation.objects.none(), label=_("Whom we ask"))
    officer = forms.CharField(label=_("Which officer, or which post"), widget=line(), max_length=300)
    place = forms.CharField(
        label=_("Where the person is"), required=False, widget=text(2),
        help_text=_("As exactly as it is known: building, floor, who guards it."),
    )  # fmt: skip
    items = forms.MultipleChoiceField(
        label=_("What they need to know"), choices=CHOICES, required=False, widget=forms.CheckboxSelectMultiple
    )
    basis = forms.CharField(
        label=_("Why it cannot wait, and why the person cannot safely be asked"), widget=text(),
        help_text=_("Somebody else confirms it within 24 hours, else what is shown ends."),
    )  # fmt: skip

    def __init__(self, *args, case, **options):
        super().__init__(*args, **options)
        rows = Organisation.objects.filter(~Q(kind__in=SHUT) & ~Q(pk=case.organisation_id), is_active=True)
        self.fields["recipient"].queryset = rows.order_by("name")


class RenewForm(PlainWords, forms.Form):
    """The danger goes on: one sentence, and where the person is where that changed."""

    basis = forms.CharField(
        label=_("Why the danger goes on"), widget=text(2),
        help_text=_("A sentence is enough. They see the same as before, for 72 hours from now; somebody else confirms"
                    " it within 24 hours, else it ends."),
    )  # fmt: skip
    place = forms.CharField(
        label=_("Where the person is now"), required=False, widget=text(2), help_text=_("Empty: as before.")
    )


class EndForm(PlainWords, forms.Form):
    """How it ended."""

    outcome = forms.CharField(label=_("How it ended"), widget=text())

"""A group of people for one provider: who goes, who is left out and why, before anything is made; then what was."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.acting import current
from accounts.editing import add_errors
from accounts.forms import PlainWords
from accounts.pages import page
from casework.cases.doors import only_for
from casework.cases.queries import line as case_line
from casework.cases.views_people import posted
from casework.consents.items import CODES, ITEMS
from referrals.consular.forms import text
from referrals.directory.clock import selectable
from referrals.directory.models import DirectoryService
from referrals.directory.queries import seen_by
from referrals.services import cards, group
from referrals.services.forms import ELSEWHERE
from referrals.services.models import PRIORITIES
from referrals.services.offers import FIREWALL

NOT_FOR_A_GROUP = {"health", "contact", "handover"}  # told one by one, never for several at once
ITEM_CODES = [
    (code, label) for code, label in CODES if ITEMS[code].fits("share_services") and code not in NOT_FOR_A_GROUP
]
MOST = 200  # services to choose from


class GroupForm(PlainWords, forms.Form):
    """One provider and one need for several people."""

    service = forms.ChoiceField(label=_("Provider"))
    priority = forms.ChoiceField(label=_("How urgent"), choices=PRIORITIES, initial="normal")
    needs_words = forms.CharField(label=_("What is needed, in your words"), widget=text(2), max_length=4000)
    items = forms.MultipleChoiceField(
        label=_("What is shown of each, as far as each agreed"),
        choices=ITEM_CODES,
        widget=forms.CheckboxSelectMultiple,
    )
    cases = forms.MultipleChoiceField(label=_("Who"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, services, people, **options):
        super().__init__(*args, **options)
        for name, open_to in (("service", [("", "---------"), *services]), ("cases", people)):
            field: Any = self.fields[name]
            field.choices = open_to


def providers(user):
    """(id, words) of services with an account that may be chosen."""
    entries = selectable(seen_by(user)).filter(account__isnull=False, account__is_active=True)
    entries = entries.exclude(kind__in=(*FIREWALL, "embassy")).exclude(account=user.organisation_id)
    rows = DirectoryService.objects.filter(entry__in=entries, status="active").exclude(kind__in=ELSEWHERE)
    rows = rows.select_related("entry").order_by("entry__name", "name", "pk")[:MOST]
    return [(str(row.pk), f"{row.entry.name}: {row.name} ({row.get_kind_display()})") for row in rows]


def name_of(case):
    """Name and number of a person, as far as this reader may read them."""
    shown = case_line(case)
    return f"{shown['name'] or _('Name not given')} · {case.reference}"


@require_http_methods(["GET", "HEAD", "POST"])
@only_for("service.group")
def service_group(request):
    """The form; with `look` who goes and who does not, before anything is made; with `make` what was made."""
    cases = group.caseload(request.user)
    current().load_cases([case.pk for case in cases])
    people = [(case.reference, name_of(case)) for case in cases]
    form = GroupForm(posted(request), services=providers(request.user), people=people)
    rows, made = [], False
    if request.method == "POST" and form.is_valid():
        rows, made = rows_of(request, form, [case for case in cases if case.reference in form.cleaned_data["cases"]])
    return page(
        request,
        "referrals/services/service_group.html",
        status=422 if form.errors else 200,
        form=form,
        nobody=not cases,
        going=[shown(row) for row in rows if not row.reasons],
        left_out=[shown(row) for row in rows if row.reasons],
        looked=bool(rows) and not made,
        made=made,
    )


def rows_of(request, form, cases):
    """(the people of the group, whether their referrals were made)."""
    given = {name: value for name, value in form.cleaned_data.items() if name != "cases"}
    try:
        if "make" in request.POST:
            return group.make(request.user, cases, **given), True
        service = group.chosen(request.user, given["service"])
        return group.plan(request.user, cases, service, given["priority"], given["items"]), False
    except ValidationError as error:
        add_errors(form, error)
        return [], False


def shown(row):
    """One person of the group as the page says it."""
    return {
        "name": name_of(row.case),
        "items": [ITEMS[code].label for code in row.items],
        "reasons": row.reasons,
        "url": cards.address("service_detail", row.made) if row.made else "",
    }

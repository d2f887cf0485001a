"""Pages of the consents of a case: the ledger, the text that is read aloud, the answer, and taking it back."""

import uuid
from contextlib import suppress

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch, readable
from accounts.acting import name_reason
from accounts.codes import choices, label
from accounts.editing import add_errors
from accounts.pages import WITHHELD, page
from accounts.policy import Group
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.consents import actions, texts, words
from casework.consents.covering import FILES
from casework.consents.forms import NewForm, NotPossibleForm
from casework.consents.items import ITEMS
from casework.consents.models import Consent
from casework.consents.queries import current_consents, series_of
from casework.consents.titles import title_of
from casework.files.queries import scans_of
from casework.files.words import add_url, entries
from casework.frame import who
from casework.languages import wording

NEEDED = ("person", "person__safe_asked_by", "team", "organisation")
AGAIN = ("type", "recipient", "purpose", "language", "interpreter")
STEPS = {
    "may_ask": "consent.inform",
    "may_answer": "consent.answer",
    "may_withdraw": "consent.withdraw",
    "may_correct": "consent.correct",
    "may_confirm": "consent.confirm_not_possible",
    "may_say_not_possible": "consent.not_possible",
}


def case_of(request, reference, action):
    """The case with what the strip above needs, or 404/403."""
    cases = Case.objects.select_related(*NEEDED)
    return fetch(Case, request.user, action, queryset=cases, reference=tidy(reference))


def consent_of(request, reference, pk, action):
    """A row of the ledger with its case, or 404/403."""
    needed = [f"case__{name}" for name in NEEDED]
    rows = Consent.objects.select_related("case", "recipient", "recorded_by", *needed)
    return fetch(Consent, request.user, action, queryset=rows, pk=pk, case__reference=tidy(reference))


def frame(request, case):
    """What every page of the room needs: the strip, the case, and what this person may do."""
    may = {name: allowed(request.user, action, case) for name, action in STEPS.items()}
    return {"case": case, **may, **who(case, request.user, "consent_list")}


@require_safe
def consent_list(request, reference):
    """The present state of each consent, then what nobody asked, then older answers."""
    case = case_of(request, reference, "consent.view")
    rows = list(current_consents(case))
    newest, older = words.newest_first(rows)
    open_to = Group.CONSENT in readable(case)
    return page(
        request,
        "casework/consents/consent_list.html",
        current=[words.entry(row, case) for row in newest],
        older=[words.entry(row, case) for row in older],
        choices=words.four_choices(newest, case) if open_to else [],
        not_asked=words.not_asked(rows) if open_to else [],
        **frame(request, case),
    )


def reading_of(case, kind, language, recipient, until):
    """The text for this case, ready to be read; None where there is none."""
    return readings_of(case, [kind], language, recipient, until)[0]


def readings_of(case, kinds, language, recipient, until):
    """Several texts in one language, with one look at what was reviewed; the first is that of the consent's type."""
    quality = wording.quality_of(texts.tag_of(language), "en")
    said = {"organisation": case.organisation.name, "quality": quality, "until": until}
    receiver = recipient.name if recipient else ""
    own = receiver if texts.names_receiver(kinds[0]) else case.organisation.name  # nobody else is told: we alone see it
    return [texts.reading(kind, language, receiver=own if kind == texts.GLANCE else receiver, **said) for kind in kinds]


def languages_of(kind):
    """Languages a text can be read in: [(code of three letters, words, tag)]. Drafts only where they may be shown."""
    written = texts.tags_of(kind)
    quality = wording.quality_of(*written)
    tags = [tag for tag in written if quality(tag, wording.consent_code(kind), texts.text_of(kind, tag)["text"])]
    pairs = [(code, words, texts.tag_of(code)) for code, words in choices("languages")]
    first = {tag: (code, words, tag) for code, words, tag in reversed(pairs)}
    return [first[tag] for tag in tags if tag in first]


@require_http_methods(["GET", "HEAD", "POST"])
def consent_new(request, reference):
    """What is asked, then the text to read aloud, then "explained". Nothing is recorded before that."""
    case = case_of(request, reference, "consent.inform")
    form = NewForm(request.POST or None, case=case, initial=begun(request, case))
    step = request.POST.get("step", "choose")
    if step == "choose" or not form.is_valid():
        return ask(request, case, form, 422 if step != "choose" else 200)
    if step == "told":
        try:
            row = actions.inform(case, by=request.user, **form.values(), text_version=version_of(form))
            return HttpResponseRedirect(reverse("consent_answer", args=[case.reference, row.pk]))
        except ValidationError as error:
            add_errors(form, error)
            return ask(request, case, form, 422)
    return read(request, case, form)


def begun(request, case):
    """What stands in the form at first: the type that was pressed, or an older question that is asked again. Its answer
    is not taken over: the person is asked anew."""
    if again := as_key(request.GET.get("again", "")):
        row = Consent.objects.filter(case=case, pk=again).first()
        return {name: getattr(row, name) for name in AGAIN} if row else {}
    known = {code for code, _label in choices("consent_types")}
    asked = request.GET.get("type", "")
    return {"type": asked if asked in known else ""}


def as_key(text):
    """The id in an address, or None for what is none."""
    with suppress(ValueError):
        return uuid.UUID(text)
    return None


def version_of(form):
    """The version of the text that was read; "spoken" where there is no text."""
    row = texts.text_of(form.cleaned_data["type"], "en")
    return row["version"] if row else "spoken"


def ask(request, case, form, status):
    """The page on which one chooses what to ask."""
    return page(request, "casework/consents/consent_new.html", status=status, form=form, **frame(request, case))


def read(request, case, form):
    """The text, sentence by sentence."""
    asked = form.cleaned_data
    about = (asked["language"], asked["recipient"], asked["expires_on"])
    if errors := actions.problems_before_reading(asked):
        add_errors(form, ValidationError(errors))
        return ask(request, case, form, 422)
    reading, glance = readings_of(case, [asked["type"], texts.GLANCE], *about)
    carried = NewForm(request.POST, case=case, auto_id=False)
    return page(
        request,
        "casework/consents/consent_read.html",
        title=title_of(asked["type"]),
        reading=reading,
        glance=glance,
        asked={**asked, "language_label": label("languages", asked["language"])},
        languages=languages_of(asked["type"]),
        hidden=[field.as_hidden() for field in carried],
        hidden_but_language=[field.as_hidden() for field in carried if field.name != "language"],
        **frame(request, case),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def consent_detail(request, reference, pk):
    """One consent with all rows of its series. A POST prints it, which is recorded as such (ui/README 6)."""
    consent = consent_of(request, reference, pk, "consent.view")
    rows = list(series_of(consent).select_related("recorded_by", "recipient"))
    newest, open_to = rows[-1], Group.CONSENT in readable(consent)
    if request.method == "POST":
        name_reason("consent.print")
    return page(
        request,
        "casework/consents/consent_detail.html",
        consent=newest,
        entry=words.entry(newest, consent.case) | {"title": title_of(newest.type) if open_to else WITHHELD},
        rows=rows,
        items=[ITEMS[code].label for code in newest.items if code in ITEMS] if open_to else [],
        shows_files=open_to and bool(FILES.keys() & set(newest.items)),
        ended=newest.status == Consent.Status.WITHDRAWN and open_to,
        printing=request.method == "POST",
        scans=entries(scans_of(consent), request.user) if allowed(request.user, "file.view", consent) else [],
        scan_url=add_url(consent.case, request.user, f"consent:{newest.pk}"),
        **frame(request, consent.case),
    )


def take_step(request, consent, act, said):
    """One step without a form; its sentence, or why it cannot be done, stands above the next page."""
    try:
        consent = act(consent, by=request.user)
        messages.success(request, said)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(reverse("consent_detail", args=[consent.case.reference, consent.pk]))


@require_POST
def consent_confirm(request, reference, pk):
    """A supervisor confirms that somebody could not be asked."""
    consent = consent_of(request, reference, pk, "consent.confirm_not_possible")
    return take_step(request, consent, actions.confirm_not_possible, _("Confirmed."))


@require_http_methods(["GET", "HEAD", "POST"])
def consent_not_possible(request, reference):
    """The person could not be asked: why, and on what basis one acts."""
    case = case_of(request, reference, "consent.not_possible")
    form = NotPossibleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.record_not_possible(case, by=request.user, language=case.language, **form.values())
            messages.success(request, _("Recorded. A supervisor confirms it within 24 hours."))
            return HttpResponseRedirect(reverse("consent_detail", args=[case.reference, row.pk]))
        except ValidationError as error:
            add_errors(form, error)
    status = 422 if form.errors else 200
    return page(
        request,
        "casework/consents/consent_not_possible.html",
        status=status,
        form=form,
        **frame(request, case),
    )

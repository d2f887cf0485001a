"""The answer to what was explained, and putting a wrongly recorded one right."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.access import readable
from accounts.editing import add_errors
from accounts.pages import WITHHELD, page
from accounts.policy import Group
from accounts.signin.drafts import drop_draft, name_drafts
from casework.consents import actions
from casework.consents.answering import take_answer
from casework.consents.corrections import correct
from casework.consents.forms import AnswerForm, CorrectForm
from casework.consents.items import ITEMS
from casework.consents.queries import last_yes
from casework.consents.titles import title_of
from casework.consents.views import consent_of, frame, reading_of
from casework.files.blobs import CannotStore
from casework.files.forms import UploadField
from casework.people.views import with_draft

ANSWER = "consent"
name_drafts(ANSWER, gettext_lazy("An answer under Consent"))


@require_http_methods(["GET", "HEAD", "POST"])
def consent_answer(request, reference, pk, act=actions.answer):
    """The answer to what was explained: yes, yes with limits, or no. `act` records it: what rests on the older answer
    is known on a higher floor (config/urls.py)."""
    consent = consent_of(request, reference, pk, "consent.answer")
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AnswerForm(*sent, case=consent.case, consent=consent)
    key = f"{ANSWER}:{consent.pk}"
    draft = with_draft(request, form, key)
    if form.is_bound and form.is_valid():
        row = kept(form, lambda **values: take_answer(consent, by=request.user, act=act, **values))
        if row:
            drop_draft(request.user, key)
            messages.success(request, _("The answer is recorded."))
            return HttpResponseRedirect(reverse("consent_detail", args=[consent.case.reference, row.pk]))
    until = consent.expires_on or timezone.localdate() + actions.USUAL
    open_to = Group.CONSENT in readable(consent)
    reading = reading_of(consent.case, consent.type, consent.language, consent.recipient, until) if open_to else None
    context = {"reading": reading, "draft": draft, "draft_key": key, "last": last_time(consent) if open_to else []}
    return form_page(request, "casework/consents/consent_answer.html", consent, form, **context)


def kept(form, act):
    """The row that `act` makes of the form; None where it says why not, beside the fields."""
    try:
        return act(**form.values())
    except ValidationError as error:
        add_errors(form, error)
    except CannotStore:
        form.add_error("upload", ValidationError(UploadField.default_error_messages["full"], code="full"))
    return None


def last_time(consent):
    """What the person agreed to show the last time, in words: a help for who asks, and ticked by nobody."""
    before = last_yes(consent)
    return [ITEMS[code].label for code in before.items if code in ITEMS] if before else []


def form_page(request, template, consent, form, **context):
    """The page of a form on one consent: 503 where the disk is full, 422 with what was typed."""
    open_to = Group.CONSENT in readable(consent)
    status = 503 if "upload" in form.fields and form.has_error("upload", "full") else 422 if form.errors else 200
    return page(
        request,
        template,
        status=status,
        form=form,
        consent=consent,
        title=title_of(consent.type) if open_to else WITHHELD,
        **context,
        **frame(request, consent.case),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def consent_correct(request, reference, pk, withdrawing=actions.withdraw):
    """A wrongly recorded answer is put right by a new row with the reason (C-08). `withdrawing` ends what rested on a
    yes that was none, on a higher floor (config/urls.py)."""
    consent = consent_of(request, reference, pk, "consent.correct")
    form = CorrectForm(request.POST if request.method == "POST" else None, case=consent.case, consent=consent)
    if form.is_bound and form.is_valid():
        row = kept(form, lambda **values: correct(consent, by=request.user, withdrawing=withdrawing, **values))
        if row:
            messages.success(request, _("The record is put right. The old row stays below."))
            return HttpResponseRedirect(reverse("consent_detail", args=[consent.case.reference, row.pk]))
    return form_page(request, "casework/consents/consent_correct.html", consent, form)

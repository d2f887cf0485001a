"""The recipients' own pages: their queue, what was shared with them, their answer, questions, a reply document.

Nothing of casework is reached from here, and every look is in the case's trail.
"""

import datetime

from cryptography.exceptions import InvalidTag
from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import cursors
from accounts.access import fetch, refuse
from accounts.acting import current, name_reason
from accounts.pages import page
from accounts.refusals import as_problem
from casework.cases.doors import only_for
from casework.cases.views_people import posted
from casework.files.blobs import CannotStore
from casework.files.downloads import attachment
from casework.files.models import StoredFile
from referrals.consular import actions, words
from referrals.consular.queries import conversation, looks_from
from referrals.consular.transitions import CONSULAR, steps_for
from referrals.consular.views import sent
from referrals.portal import answers, queries
from referrals.portal.forms import BEFORE_ANSWER, AnswerForm, AskForm, AttachForm, DeclineForm
from referrals.sharing.items import file_lines_of, lines_of, shared_values

S = queries.S
ANSWERABLE = (*BEFORE_ANSWER, S.CONFIRMED, S.REQUESTED)


@require_safe
@only_for("portal.list")
def portal_list(request):
    """Own referrals, the longest waiting first, and those that ended: number and days, never why."""
    place = place_asked(request.GET)
    rows, more, ended = queries.lists(request.user, place)
    current().load_cases([row.case_id for row in rows])
    for row in rows:
        current().show_share(row.share, {"referral"})
    names = queries.names_of(rows)
    return page(
        request,
        "referrals/portal/portal_list.html",
        lines=[line(row, names.get(row.pk, "")) for row in rows],
        ended=ended,
        pager={"newer": "." if place else "", "older": f"?older={cursors.place(*more)}" if more else ""},
    )


def place_asked(params):
    """The place in ?older=. BadRequest for a forged one and for any filter (S-46)."""
    if params.keys() - {"older"}:
        raise BadRequest
    try:
        return cursors.read(params.get("older", ""))
    except ValidationError as error:
        raise BadRequest from error


def line(referral, name):
    """One referral in the queue: what everybody of the mission may know, and the name where it was shared."""
    return {
        "number": referral.number,
        "url": reverse("portal_detail", args=[referral.number]),
        "name": name,
        "purpose": referral.share.get_purpose_display(),
        "office": referral.case.organisation.name,
        "sent": referral.sent_at,
        "tag": words.their_tag(referral),
        "clock": words.clock(referral) if referral.status in referral.THEIRS else None,
    }


def ends(share):
    """The clock of the access: how long they may still look."""
    left = max(0, (share.until - timezone.now()).days)
    whole = max(1, (share.until - share.sent_at).days)
    return {
        "name": _("You may see this"),
        "kind": "half",
        "words": ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left},
        "share": min(100, max(0, 100 - left * 100 // whole)),
        "rule": _("until %(day)s, or until it is taken back")
        % {"day": words.long(share.until - datetime.timedelta(seconds=1))},
    }


def detail_of(request, referral, status=200, **forms):
    """The page of one referral: what it shows depends on whether it was received."""
    if not queries.received(referral):
        return page(request, "referrals/portal/portal_notice.html", status=status, line=line(referral, ""))
    slip = shared_values(referral.share, referral.case)
    current().show_share(referral.share, slip.groups)
    return page(
        request,
        "referrals/portal/portal_detail.html",
        status=status,
        line=line(referral, ""),
        number=referral.number,
        name=slip.name,
        lang=slip.language,
        lines=lines_of(slip),
        files=file_lines_of(slip),
        contact=queries.contact_of(referral),
        given=given_before(referral),
        group=group_of(referral),
        talk=[said(row) for row in conversation(referral)],
        may_decline=any(step.name == "decline" for step in steps_for(referral, request.user)),
        ends=ends(referral.share),
        watermark=watermark(referral, request.user),
        printing=request.method == "POST" and not forms,
        **asked(referral, forms),
    )


def group_of(referral):
    """The note on several people, and the list of those of them that are this mission's to see; None for one alone."""
    if not referral.group:
        return None
    return {"note": referral.group_note, "url": reverse("portal_group", args=[referral.group])}


@require_safe
@only_for("portal.list")
def portal_group(request, number):
    """Own referrals of one group that stand now: each is a referral of its own."""
    rows = queries.of_group(request.user, number)
    if not rows:
        refuse(request.user, "portal.list", "referrals.consularreferral", number, visible=False)
    current().load_cases([row.case_id for row in rows])
    for row in rows:
        current().show_share(row.share, {"referral"})
    names = queries.names_of(rows)
    lines = [line(row, names.get(row.pk, "")) for row in rows]
    return page(request, "referrals/portal/portal_group.html", number=number, lines=lines)


def asked(referral, forms):
    """The forms of the page: those that came back with sentences, or fresh ones."""
    answer = AnswerForm(referral=referral) if referral.status in ANSWERABLE else None
    return {"answer": answer, "ask": AskForm(), "attach": AttachForm(), **forms}


def watermark(referral, user):
    """Who looks, when, and the how manieth look it is."""
    looked, _last = looks_from(referral, user)
    return {"name": user.display_name, "at": timezone.now(), "look": looked + 1}


def said(row):
    """One line of the conversation."""
    return {"at": row.at, "text": row.text, "mine": row.from_mission, "by": row.by.display_name}


def given_before(referral):
    """What the mission itself answered up to now."""
    rows = [
        (_("Your words"), referral.answer),
        (_("Travel paper ready on"), referral.document_due_on),
        (_("Kind of paper"), referral.get_document_type_display() if referral.document_type else ""),
        (_("Number of the paper"), referral.document_number),
        (_("Valid until"), referral.document_expires_on),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


@require_http_methods(["GET", "HEAD", "POST"])
def portal_detail(request, number):
    """What was shared with them, with a mark where something was not; before they acknowledge, number, day and purpose.
    A POST prints it, which is recorded as such."""
    referral = queries.referral_for(request.user, number)
    if request.method == "POST":
        name_reason("portal.print")
    return detail_of(request, referral)


@require_POST
def portal_acknowledge(request, number):
    """Received: from now on they may look."""
    referral = queries.referral_for(request.user, number, "consular.acknowledge")
    try:
        CONSULAR.move(referral, "acknowledge", by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("portal_detail", referral.number)


@require_http_methods(["GET", "HEAD", "POST"])
def portal_answer(request, number):
    """The answer is checked on a second page before it is sent. `send` sends it, `change` goes back to the form."""
    referral = queries.referral_for(request.user, number, "portal.answer")
    if request.method != "POST" or not queries.received(referral):
        return redirect("portal_detail", referral.number)
    form = AnswerForm(request.POST, referral=referral)
    act = answers.give if "send" in request.POST else answers.try_out
    if "change" in request.POST or referral.status not in ANSWERABLE:
        return detail_of(request, referral, answer=form)
    if not sent(request, form, lambda **given: act(referral, by=request.user, given=given)):
        return detail_of(request, referral, status=422, answer=form)
    if "send" in request.POST:
        messages.success(request, _("Your answer is sent."))
        return redirect("portal_detail", referral.number)
    return check(request, referral, form)


def check(request, referral, form):
    """The second page: every answer in words, before anything leaves."""
    typed = [field for field in form if form.cleaned_data.get(field.name)]
    return page(
        request,
        "referrals/portal/portal_check.html",
        number=referral.number,
        answers=[{"label": field.label, "value": in_words(form, field)} for field in typed],
        hidden=[field.as_hidden() for field in AnswerForm(request.POST, referral=referral, auto_id=False)],
    )


def in_words(form, field):
    """What was typed, as the page says it."""
    value = form.cleaned_data[field.name]
    return dict(getattr(field.field, "choices", ())).get(value, value)


@require_POST
def portal_ask(request, number):
    """A question to the caseworker. It changes no state."""
    referral = queries.referral_for(request.user, number, "consular.ask")
    form = AskForm(request.POST)
    if sent(request, form, lambda text: actions.ask(referral, by=request.user, text=text)):
        messages.success(request, _("Your question is sent."))
        return redirect("portal_detail", referral.number)
    return detail_of(request, referral, status=422, ask=form)


@require_POST
def portal_attach(request, number):
    """A reply document; it is checked before anyone can open it."""
    referral = queries.referral_for(request.user, number, "consular.attach")
    form = AttachForm(request.POST, request.FILES)
    try:
        if sent(request, form, lambda file: answers.attach(referral, file, by=request.user)):
            messages.success(request, _("The file is here. The caseworker is told once it is checked."))
            return redirect("portal_detail", referral.number)
    except CannotStore:
        form.add_error("file", form.fields["file"].error_messages["full"])
        return detail_of(request, referral, status=503, attach=form)
    return as_problem(request, form) or detail_of(request, referral, status=422, attach=form)


@require_http_methods(["GET", "HEAD", "POST"])
def portal_decline(request, number):
    """The mission declines, with a reason; it no longer looks afterwards."""
    referral = queries.referral_for(request.user, number, "consular.decline")
    form = DeclineForm(posted(request))
    if sent(request, form, lambda reason: CONSULAR.move(referral, "decline", by=request.user, reason=reason)):
        messages.success(request, _("Declined. The caseworker is told, and you no longer see the referral."))
        return redirect("portal_list")
    status = 422 if form.errors else 200
    return page(request, "referrals/portal/portal_decline.html", status=status, form=form, line=line(referral, ""))


@require_safe
def portal_file(request, number, pk):
    """A file that was ticked: the copy without metadata. 503 when the disk does not give it."""
    referral = queries.referral_for(request.user, number)
    if not queries.received(referral):
        refuse(request.user, "portal.view", "casework.storedfile", pk, visible=False)
    slip = shared_values(referral.share, referral.case)
    ticked = [row.pk for rows in slip.files.values() for row in rows]
    rows = StoredFile.objects.filter(pk__in=ticked).select_related("case")
    row = fetch(StoredFile, request.user, "portal.view", queryset=rows, pk=pk)
    current().action = "portal.file"
    current().show_share(referral.share, {"evidence"})
    try:
        return attachment(row, referral.number)
    except (OSError, InvalidTag):
        messages.error(request, _("This file cannot be read at the moment. Ask the caseworker for it."))
        return detail_of(request, referral, status=503)

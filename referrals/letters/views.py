"""The case's side of letters: what there is, a new one with its preview, one letter, its steps and its PDF."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch, readable, refuse
from accounts.acting import current
from accounts.editing import add_errors
from accounts.pages import page
from accounts.workflow import WrongState
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.cases.views_people import posted
from casework.files.blobs import CannotStore
from casework.files.downloads import CLOSED
from casework.frame import who
from referrals.letters import actions, cards, paper, queries
from referrals.letters.forms import LetterForm
from referrals.letters.kinds import KINDS
from referrals.letters.models import Letter
from referrals.letters.transitions import LETTER

ROOM = "letter_list"


def case_here(user, action, reference):
    """The case, for somebody who may see it and do `action` on it. For a recipient it is not there (R-02)."""
    rows = Case.objects.select_related("person", "person__safe_asked_by", "team", "organisation")
    case = fetch(Case, user, "case.view", queryset=rows, reference=tidy(reference))
    current().action = action
    if not allowed(user, action, case):
        refuse(user, action, "casework.case", case.reference, visible=True)
    return case


def letter_here(user, action, reference, number):
    """One letter of the case, in the same way."""
    case = case_here(user, action, reference)
    letter = fetch(Letter, user, action, queryset=queries.whole().filter(case=case), number=tidy(number))
    letter.case = case
    return letter


@require_safe
def letter_list(request, reference):
    """Letters of the case, the newest first."""
    case = case_here(request.user, "letter.view", reference)
    rows = list(queries.of_case(case))
    return page(
        request,
        "referrals/letters/letter_list.html",
        case=case,
        lines=cards.lines(rows),
        may_make=bool(kinds_for(request.user, case)),
        **who(case, request.user, ROOM),
    )


def kinds_for(user, case):
    """Kinds of letters that this person may make here."""
    return [code for code, kind in KINDS.items() if allowed(user, kind.action, case)]


@require_http_methods(["GET", "HEAD", "POST"])
def letter_new(request, reference):
    """A new letter: first the preview with what the recipient may get, then the letter. Nothing leaves by it."""
    case = case_here(request.user, "letter.view", reference)
    kinds = kinds_for(request.user, case)
    if not kinds:
        refuse(request.user, "letter.make", "casework.case", case.reference, visible=True)
    shares, offices = queries.shares_of(case), queries.agreed_recipients(case)
    chosen = {name: request.GET[name] for name in ("kind", "to") if name in request.GET}
    form = LetterForm(posted(request), shares=shares, recipients=offices, kinds=kinds, initial=chosen)
    preview = None
    if request.method == "POST" and form.is_valid():
        preview = previewed(request, case, form)
        letter = made(request, case, form) if "make" in request.POST and preview else None
        if letter:
            messages.success(request, _("The letter is made. Nothing was sent."))
            return redirect("letter_detail", case.reference, letter.number)
    return page(
        request,
        "referrals/letters/letter_new.html",
        status=422 if form.errors else 200,
        case=case,
        form=form,
        preview=preview,
        nobody=not form.there,
        **who(case, request.user, ROOM),
    )


def previewed(request, case, form):
    """The letter as it would be, as far as this reader may read it; None where there can be none."""
    try:
        sheet = actions.sheet_of(case, by=request.user, **form.values())
    except ValidationError as error:
        add_errors(form, error)
        return None
    return cards.preview(sheet, readable(case))


def made(request, case, form):
    """The letter, kept; None with the sentence on the form."""
    try:
        return actions.make_letter(case, by=request.user, **form.values())
    except ValidationError as error:
        add_errors(form, error)
    except CannotStore:
        form.add_error(None, _("The disk is full. Try again later."))
    return None


@require_safe
def letter_detail(request, reference, number):
    """One letter: where it stands, what the recipient gets by it, and every copy."""
    return detail_of(request, letter_here(request.user, "letter.view", reference, number))


def detail_of(request, letter, status=200, error=None):
    """The page of one letter; `error` says why a step was not taken."""
    return page(
        request,
        "referrals/letters/letter_detail.html",
        status=status,
        case=letter.case,
        letter=letter,
        line=cards.lines([letter])[0],
        rows=cards.rows(letter, readable(letter)),
        acts=cards.acts(letter, request.user),
        copies=cards.copies(letter),
        fingerprint=paper.fingerprint(letter),
        law=cards.law_note(letter),
        may_open=letter.status != letter.Status.VOID and allowed(request.user, "letter.open", letter),
        may_take=queries.may_take(letter),
        problem=" ".join(error.messages) if error else "",
        **who(letter.case, request.user, ROOM),
    )


@require_POST
def letter_step(request, reference, number, name):
    """One step. One that does not fit answers 409, one that may not be 422; either says why, and nothing left."""
    if name not in LETTER.steps:
        raise Http404
    letter = letter_here(request.user, LETTER.action(LETTER.steps[name]), reference, number)
    try:
        LETTER.move(letter, name, by=request.user)
    except WrongState as error:
        return detail_of(request, letter, 409, error)
    except ValidationError as error:
        return detail_of(request, letter, 422, error)
    messages.success(request, _("Done. The step stands in the timeline."))
    return redirect("letter_detail", reference, number)


@require_POST
def letter_pdf(request, reference, number):
    """The PDF: the letter once, after that copies that say so. For who may read everything that stands in it."""
    letter = letter_here(request.user, "letter.open", reference, number)
    if letter.status == letter.Status.VOID or not queries.may_take(letter):
        refuse(request.user, "letter.open", "referrals.letter", letter.number, visible=True)
    try:
        return handed(letter, actions.hand_out(letter, by=request.user))
    except ValidationError as error:
        return detail_of(request, letter, 503, error)


def handed(letter, content):
    """The response: to be kept, and never shown by the browser (R-33)."""
    name = paper.name_of(letter)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = CLOSED
    return response

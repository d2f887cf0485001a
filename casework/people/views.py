"""Pages of the person of a case."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allowed, fetch, refuse
from accounts.acting import name_reason
from accounts.editing import add_errors, edit, must_stand_at
from accounts.pages import page
from accounts.performing import Stale, performing
from accounts.signin.drafts import draft_of, drop_draft, name_drafts, saved_draft
from casework.cases.actions import note
from casework.cases.models import Case
from casework.cases.numbers import tidy
from casework.frame import who
from casework.people import cards
from casework.people.actions import edit_person, remove_row, save_row
from casework.people.forms import ROWS, SECTIONS, SafeForm, WhereForm

WHERE = "address"
SHORTEST = 5  # letters of a reason
name_drafts("person", gettext_lazy("The person"))


def case_of(request, reference, action):
    """The case with its person, or 404/403."""
    cases = Case.objects.select_related("person", "person__safe_asked_by", "team")
    return fetch(Case, request.user, action, queryset=cases, reference=tidy(reference))


def detail(request, case, revealed=None):
    """The page of the person; `revealed` is the one thing shown for this view: "address" or the id of a row."""
    return page(
        request,
        "casework/people/person_detail.html",
        case=case,
        person=case.person,
        sections=cards.sections(case, request.user),
        lists=cards.lists(case, request.user, revealed),
        where_shown=revealed == WHERE,
        may_reveal=allowed(request.user, "person.reveal", case),
        has_address=bool(case.person.present_address),
        **who(case, request.user, "person_detail"),
    )


@require_safe
def person_detail(request, reference):
    """Everything known about the person, numbers and the present address covered."""
    return detail(request, case_of(request, reference, "person.view"))


def show_where(case, *, by, reason):
    """Writes in the timeline why `by` looks at the present address (R-20), for the page and for the API.
    ValidationError for a reason nobody could understand."""
    with performing(by, "person.reveal", case):
        if len("".join(reason.split())) < SHORTEST:
            raise ValidationError({"reason": _("Write a few words more, so that somebody else understands it.")})
        note(case, "show_where", by, reason=reason)


def reason_given(request, case, form):
    """Whether the form holds a reason and it was noted; what is wrong with it is then in the form."""
    try:
        if form.is_valid():
            show_where(case, by=request.user, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        add_errors(form, error)
    return form.is_valid()


@require_POST
def person_reveal(request, reference):
    """Shows one number, or the address after a reason, for one page view, and records the look (R-20)."""
    case = case_of(request, reference, "person.reveal")
    what = request.POST.get("what", "")
    if what != WHERE:
        name_reason("person.reveal")
        return detail(request, case, what)
    form = WhereForm(request.POST if "reason" in request.POST else None)
    if not reason_given(request, case, form):
        status = 422 if form.is_bound else 200
        strip = who(case, request.user, "person_detail")
        return page(request, "casework/people/person_where.html", status=status, form=form, case=case, **strip)
    name_reason("person.reveal")
    return detail(request, case, WHERE)


def with_draft(request, form, key):
    """Puts what somebody typed and did not save into an unbound form; the draft's row, or None."""
    typed = None if form.is_bound else draft_of(request.user, key)
    if typed is None:
        return None
    for name, field in form.fields.items():
        if name in typed or any(posted.startswith(f"{name}_") for posted in typed):
            form.initial[name] = field.widget.value_from_datadict(typed, {}, name)
    return saved_draft(request.user, key)


def change_person(request, case, form, template, key, **context):
    """Shows or saves one form of the person. 403 for somebody who may write none of its fields."""
    if not form.names:
        refuse(request.user, "person.edit", "casework.person", case.reference, visible=True)
    key = f"person:{key}:{case.pk}"
    draft = with_draft(request, form, key)

    def save(**values):
        edit_person(case.person, by=request.user, **values)
        drop_draft(request.user, key)
        messages.success(request, _("Saved."))
        return reverse("person_detail", args=[case.reference])

    context |= {"case": case, "draft": draft, "draft_key": key, **who(case, request.user, "person_detail")}
    return edit(request, form, save, template, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request, reference, section):
    """One part of the person."""
    case = case_of(request, reference, "person.edit")
    if section not in SECTIONS:
        raise Http404
    title, form_class = SECTIONS[section]
    form = form_class(request.POST or None, instance=case.person)
    return change_person(
        request, case, form, "casework/people/person_edit.html", section, heading=title, section=section
    )


@require_http_methods(["GET", "HEAD", "POST"])
def person_safe(request, reference):
    """What is safe; saving says that the person was asked today."""
    case = case_of(request, reference, "person.edit")
    form = SafeForm(request.POST or None, instance=case.person)
    return change_person(request, case, form, "casework/people/person_safe.html", "safe")


def kind_of(kind):
    """(model, form, words) of a kind in the address, or 404."""
    if kind not in ROWS:
        raise Http404
    return ROWS[kind]


def change_row(request, case, kind, row):
    """Shows or saves one row around the person."""
    form = ROWS[kind][1](request.POST or None, instance=row)
    if not form.names:
        refuse(request.user, "person.edit", row._meta.label_lower, row.pk, visible=True)

    def save(**values):
        save_row(row, by=request.user, **values)
        messages.success(request, _("Saved."))
        return f"{reverse('person_detail', args=[case.reference])}#{kind}"

    context = {
        "case": case,
        "kind": kind,
        "heading": ROWS[kind][2],
        "row": None if row._state.adding else row,
    }
    strip = who(case, request.user, "person_detail")
    return edit(request, form, save, "casework/people/person_row.html", **context, **strip)


@require_http_methods(["GET", "HEAD", "POST"])
def person_row_new(request, reference, kind):
    """A new name, language, paper, contact or relative."""
    model = kind_of(kind)[0]
    case = case_of(request, reference, "person.edit")
    return change_row(request, case, kind, model(case=case))


def row_of(request, reference, kind, pk):
    """The row with its case and person, or 404/403."""
    rows = kind_of(kind)[0].objects.select_related("case", "case__person", "case__person__safe_asked_by", "case__team")
    return fetch(rows.model, request.user, "person.edit", queryset=rows, pk=pk, case__reference=tidy(reference))


@require_http_methods(["GET", "HEAD", "POST"])
def person_row_edit(request, reference, kind, pk):
    """Changes one row."""
    row = row_of(request, reference, kind, pk)
    return change_row(request, row.case, kind, row)


def not_removed(request, row, kind):
    """409: the row as it stands now, with a sentence; nothing was taken away."""
    messages.error(request, _("Somebody changed this in the meantime. Look at it again before you take it away."))
    form, strip = ROWS[kind][1](instance=row), who(row.case, request.user, "person_detail")
    context = {"case": row.case, "kind": kind, "heading": ROWS[kind][2], "row": row, "form": form, **strip}
    return page(request, "casework/people/person_row.html", status=409, **context)


@require_POST
def person_row_remove(request, reference, kind, pk):
    """Takes one row away as it stood on the page; the history keeps it. 409 when somebody changed it (S-86)."""
    row = row_of(request, reference, kind, pk)
    seen = request.POST.get("version", "")
    try:
        must_stand_at(row, int(seen) if seen.isdecimal() and len(seen) < 10 else None)
    except Stale:
        return not_removed(request, row_of(request, reference, kind, pk), kind)
    remove_row(row, by=request.user)
    messages.success(request, _("Taken away. It is still in “What changed”."))
    return redirect("person_detail", reference=row.case.reference)

"""The answers of a screening, and its ages, flags and risks (ui/README 7)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.access import allowed
from accounts.editing import edit
from accounts.models import User
from accounts.pages import page
from accounts.performing import Stale
from casework.consents.queries import holds
from casework.frame import who
from casework.interviews.queries import completeness_of, has_sitting
from screening import answers_posted, proposals
from screening.actions import decline, edit_screening, mark
from screening.answers_page import rows_of, sections
from screening.catalogue import catalogue
from screening.forms import FactsForm
from screening.models import FLAGS, HEALTH_MARKS, RISKS, IndicatorAnswer
from screening.reading import answers_of, result_of, usable_answers
from screening.views import screening_of

Source = IndicatorAnswer.Source
GONE = gettext_lazy("That proposal is settled already.")


def address(screening, name, at=""):
    """A page of this screening, at one of its signs."""
    place = f"#mk-{at}" if at else ""
    return reverse(name, args=[screening.case.reference, screening.number]) + place


@require_http_methods(["GET", "POST"])
def screening_answers(request, reference, number):
    """GET: what was marked and proposed. POST: saves what changed, of one sign (`one`) or of the whole page."""
    if request.method == "GET":
        return answers_shown(request, screening_of(request, reference, number, "screening.view"))
    screening = screening_of(request, reference, number, "screening.edit")
    if "accept" in request.POST or "decline" in request.POST:
        return settle(request, screening)
    posted = answers_posted.read(request.POST, screening, answers_of(screening))
    errors = save(request, screening, posted)
    bad = 409 if posted.clashes else 422 if errors else 0
    if not bad and not request.headers.get("HX-Request"):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(address(screening, "screening_answers", request.POST.get("one", "")))
    screening.refresh_from_db()
    return answers_shown(request, screening, status=bad or 200, posted=posted, errors=errors)


def save(request, screening, posted):
    """Saves marks and finished parts; {code: sentences} of what was refused. What one sign is refused for stops no
    other; somebody who saved in between makes clashes of the rest."""
    errors = {}
    try:
        mark(screening, posted.changes, by=request.user)
    except ValidationError as error:
        errors = told(error)
        mark_the_rest(request, screening, posted, errors)
    except Stale:
        posted.clashes |= posted.changes
        posted.changes = {}
    finished = answers_posted.parts(request.POST, screening)
    if finished and "" not in errors:
        screening.refresh_from_db()
        edit_screening(screening, by=request.user, **finished)
    return errors


def told(error):
    """{code: sentences}; what belongs to no sign stands under ''."""
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


def mark_the_rest(request, screening, posted, errors):
    """The signs that nothing is wrong with are saved all the same."""
    good = {code: values for code, values in posted.changes.items() if code not in errors}
    if good and "" not in errors:
        mark(screening, good, by=request.user)


def settle(request, screening):
    """Accept or No for one proposal: by the button, and never by itself."""
    key = request.POST.get("accept") or request.POST.get("decline", "")
    found = proposals.find(screening, answers_of(screening), key)
    if found is None:
        messages.error(request, GONE)
        return HttpResponseRedirect(request.path)
    listed, _dot, code = found.target.partition(".")
    try:
        if "decline" in request.POST:
            decline(screening, key, by=request.user)
        elif code:
            accept_flag(screening, listed, code, request.user)
        else:
            mark(screening, {found.target: proposals.as_mark(found)}, by=request.user)
    except (ValidationError, Stale) as error:
        messages.error(request, " ".join(getattr(error, "messages", [str(GONE)])))
    return HttpResponseRedirect(request.path if code else address(screening, "screening_answers", found.target))


def accept_flag(screening, listed, code, by):
    """Adds one code to a list of flags or risks."""
    edit_screening(screening, by=by, **{listed: [*getattr(screening, listed), code]})


def answers_shown(request, screening, status=200, posted=None, errors=None):
    """The page, with what was typed where it could not be saved."""
    answers = usable_answers(screening)
    editable = screening.editable and allowed(request.user, "screening.edit", screening)
    waiting = proposals.waiting(screening, answers) if editable else {}
    rows = rows_of(screening, answers, waiting)
    refused = put_back(rows, posted, errors or {}, answers)
    context = {
        "screening": screening,
        "case": screening.case,
        "editable": editable,
        "signs": len(catalogue(screening.catalogue_version)),
        "sections": sections(screening, rows, *drawn_from(screening, answers, editable)),
        "proposed": [code for code, row in rows.items() if row.proposals],
        "flags_proposed": sum("." in target for target in waiting),
        "refused": refused,
        "problem": " ".join((errors or {}).get("", [])),
        **(form_facts(screening, answers) if editable else {}),
        **who(screening.case, request.user, "screening_home"),
    }
    return page(request, "screening/screening_answers.html", status=status, **context)


def drawn_from(screening, answers, editable):
    """(what the rule says, which parts the interview left open)."""
    result = result_of(screening, answers if screening.screenable else None)
    talked = editable and has_sitting(screening.case)
    return result, completeness_of(screening.case) if talked else {}


def form_facts(screening, answers):
    """What only a page that can be filled in needs."""
    return {
        "sources": Source.choices,
        "usual_source": usual_source(screening),
        "saved_at": max((row.set_at for row in answers), default=None),
        "parts": " ".join(name for name, done in screening.sections_complete.items() if done),
    }


def usual_source(screening):
    """What the list of sources stands at: the person's word, once they agreed to give it."""
    return Source.TESTIMONY if holds(screening.case, "interview") else Source.OBSERVATION


def put_back(rows, posted, errors, answers):
    """Puts refused and clashing marks back into the form; returns the rows to look at."""
    if posted is None:
        return []
    standing = {row.code: row for row in answers}
    for code, values in posted.clashes.items():
        other = standing.get(code)
        rows[code].mine = IndicatorAnswer.State(values["state"]).label
        rows[code].theirs = {"by": name_of(other), "at": other.set_at, "note": values["note"]} if other else None
    for code in [code for code in errors if code in rows]:
        values = posted.changes[code]
        rows[code].state, rows[code].source, rows[code].note = values["state"], values["source"], values["note"]
        rows[code].errors = errors[code]
    return [row for row in rows.values() if row.errors or row.theirs]


def name_of(answer):
    """Who marked it last."""
    user = User.objects.filter(pk=answer.set_by_id).first()
    return user.display_name if user else _("Somebody")


@require_http_methods(["GET", "POST"])
def screening_flags(request, reference, number):
    """Ages, flags and risks, with what the interview proposes."""
    screening = screening_of(request, reference, number, "screening.edit")
    if "accept" in request.POST or "decline" in request.POST:
        return settle(request, screening)
    form = FactsForm(request.POST if request.method == "POST" else None, instance=screening)

    def save_facts(**values):
        edit_screening(screening, by=request.user, add_health=form.added(), **values)
        messages.success(request, _("Saved."))
        return address(screening, "screening_answers")

    waiting = proposals.waiting(screening, []) if screening.editable else {}
    return edit(
        request,
        form,
        save_facts,
        "screening/screening_flags.html",
        screening=screening,
        case=screening.case,
        proposed=[flag_proposed(target, several[0]) for target, several in waiting.items() if "." in target],
        **who(screening.case, request.user, "screening_home"),
    )


def flag_proposed(target, proposal):
    """One proposal of a flag or risk in words."""
    code = target.partition(".")[2]
    words = dict((*FLAGS, *RISKS, *HEALTH_MARKS))
    return {"words": words.get(code, code), "key": proposals.key_of(proposal), "is": proposal}

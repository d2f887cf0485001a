"""Pages on which one row of a case is written, or one step of a workflow is taken: the same in every room of care."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from accounts.editing import add_errors, edit
from accounts.pages import page
from accounts.performing import Stale
from accounts.signin.drafts import drop_draft
from accounts.workflow import WrongState
from casework.cases.views_people import SAID_MEANWHILE
from casework.frame import who
from casework.people.views import with_draft

DONE, WRONG, REFUSED = 303, 409, 422
ROW, STEP = "casework/rows/row_form.html", "casework/rows/step_form.html"


def attempt(form, act):
    """DONE where `act` went through; else its sentences are on the form, and WRONG says that the state has changed."""
    try:
        act()
    except WrongState as error:
        add_errors(form, error)
        return WRONG
    except ValidationError as error:
        add_errors(form, error)
    except Stale:
        form.add_error(None, _("Somebody changed this in the meantime. Open it again and look first."))
    except IntegrityError:
        form.add_error(None, SAID_MEANWHILE)
    else:
        return DONE
    return REFUSED


def write_row(request, form, act, *, room, back, heading, key="", text="", template=ROW, **context):
    """Shows or saves one row through its PolicyForm. `act(**values)` saves; `back` is where the page leads, also after
    saving; `key` names the draft that is kept while somebody types."""
    case = form.row.case
    draft = with_draft(request, form, key) if key else None

    def save(**values):
        act(**values)
        if key:
            drop_draft(request.user, key)
        messages.success(request, _("Saved."))
        return back

    shown = {"case": case, "heading": heading, "text": text, "back_url": back, "draft": draft, "draft_key": key}
    return edit(request, form, save, template, **shown, **context, **who(case, request.user, room))


def take_step(request, form, act, *, case, room, back, heading, text="", verb="", care=False, possible=True, said=""):
    """Shows or takes one step: what it asks for is asked, and one that does not fit answers 409 (S-33)."""
    status = 200 if possible else WRONG
    if request.method == "POST":
        status = attempt(form, lambda: act(**form.cleaned_data)) if form.is_valid() else REFUSED
    if status == DONE:
        messages.success(request, said or _("Done. The step stands in the timeline."))
        return HttpResponseRedirect(back)
    shown = {"case": case, "form": form, "heading": heading, "text": text, "verb": verb or heading, "care": care}
    shown |= {"back_url": back, "wrong_state": status == WRONG}
    return page(request, STEP, status=status, **shown, **who(case, request.user, room))

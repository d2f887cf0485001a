"""Pages on which one row of a case is written, or one step of a workflow is taken: the same in every room of care."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from accounts.editing import edit
from accounts.pages import page
from accounts.signin.drafts import drop_draft
from casework.attempts import DONE, REFUSED, WRONG, attempt
from casework.frame import who
from casework.people.views import with_draft

ROW, STEP = "casework/rows/row_form.html", "casework/rows/step_form.html"


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

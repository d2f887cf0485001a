"""The risks of a return: assessing them, adding one, what is done about one, and the advice of a legal officer."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allowed
from casework.cases.views_people import posted
from referrals.consular.views import sent
from referrals.returns import risks
from referrals.returns.forms import AdviceForm, AssessForm, FactorForm, MeasureForm
from referrals.returns.needs import facts
from referrals.returns.views import ROOM, form_page, return_here


@require_http_methods(["GET", "HEAD", "POST"])
def return_assess(request, reference, pk):
    """The whole code list, each risk with what is known and what is done (T1). Begins from the last assessment."""
    row = return_here(request.user, "return.file", reference, pk)
    form = AssessForm(posted(request), initial=last_found(row))

    def save(**given):
        said = {name: given[name] for name in ("heard", "area", "words")}
        risks.file_assessment(row, by=request.user, factors=form.factors(), **said)

    if sent(request, form, save):
        messages.success(request, _("Saved. A supervisor reads it next."))
        return redirect(ROOM, row.case.reference)
    return form_page(
        request, row.case, form, title=_("What could happen after the return?"), button=_("Save the assessment"),
        text=_("Talk with the person about each. It holds for 30 days. Who assesses does not book the journey."),
        template="referrals/returns/return_assess.html", risks=form.risks(),
    )  # fmt: skip


def last_found(row):
    """What the last assessment found, as the beginning of a new one; what it rests on is written anew."""
    known = facts(row)
    found = {"area": known.assessment.area if known.assessment else row.to_place}
    for factor in known.factors:
        said = {"risk": True, "words": factor.words, "measure": factor.measure}
        found |= {f"{name}_{factor.code}": value for name, value in said.items()}
    return found


def small(action, form_of, act, title, button, said, text=""):
    """The view of one small form about risks."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request, reference, pk, **more):
        row = return_here(request.user, action, reference, pk)
        form = form_of(posted(request), initial=begun(row, **more))
        if sent(request, form, lambda **given: act(row, by=request.user, **more, **given)):
            messages.success(request, said())
            shown = allowed(request.user, "return.list", row.case)
            return redirect(ROOM, row.case.reference) if shown else redirect("return_queue")
        return form_page(request, row.case, form, title=title(), button=button(), text=text and text())

    return view


def begun(row, factor=None):
    """What is filled in beforehand: of a measure, the one that stands."""
    found = next((one for one in facts(row).factors if factor is not None and one.pk == factor), None)
    if found is not None:
        return {"measure": found.measure, "version": found.version}
    return {"advice_language": row.case.language, "advice": row.advice, "advised_on": row.advised_on}


return_factor = small(
    "return.factor", FactorForm, risks.add_factor, lambda: _("A risk that came up later"), lambda: _("Write it down"),
    lambda: _("Written down."), lambda: _("One that forbids the return suspends it at once."),
)  # fmt: skip
return_measure = small(
    "return.measure", MeasureForm, risks.set_measure, lambda: _("What is done about it"), lambda: _("Save"),
    lambda: _("Saved."),
)  # fmt: skip
return_advise = small(
    "return.advise", AdviceForm, risks.advise, lambda: _("Advice to the person"), lambda: _("Save the advice"),
    lambda: _("Saved. A supervisor decides next."),
    lambda: _("Say what the risk is, what else there is, and that the choice is the person's own."),
)  # fmt: skip

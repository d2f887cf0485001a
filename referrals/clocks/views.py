"""The figures of the clocks for supervisors, and the targets of their office."""

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import refuse
from accounts.acting import current
from accounts.codes import label
from accounts.editing import add_errors
from accounts.forms import PlainWords
from accounts.organisations.editing import edit, status_of
from accounts.organisations.forms import version_field
from accounts.pages import page
from accounts.policy import may
from casework.cases.doors import only_for
from casework.cases.queries import for_list
from casework.cases.queries import line as case_line
from referrals.clocks import actions, charts, queries, words
from referrals.clocks.codes import CLOCK_WORDS, CLOCKS, SCREENING
from referrals.clocks.models import ClockTarget
from referrals.directory.views_edit import posted

HOME = "clock_home"


def asked(params):
    """The clock of an address. BadRequest for all that is not on the page."""
    if params.keys() - {"clock"} or params.get("clock", SCREENING) not in CLOCK_WORDS:
        raise BadRequest
    return params.get("clock", SCREENING)


@require_safe
@only_for("clock.figures")
def clock_home(request):
    """How long it takes on the cases of one's own teams: all clocks, then one by month and by nationality, and on which
    cases it is late."""
    clock, user = asked(request.GET), request.user
    months = queries.by_month(user, clock)
    targets, usual = queries.targets_of(user)
    return page(
        request,
        "referrals/clocks/clock_home.html",
        clock=CLOCK_WORDS[clock],
        chips=[{"label": said, "url": f"?clock={code}", "current": code == clock} for code, said in CLOCKS],
        spans=span_lines(queries.spans(user)),
        chart=charts.chart(months),
        months=[figures(row) for row in months],
        nations=[nation(row) for row in queries.by_nationality(user, clock)],
        smallest=queries.SMALLEST,
        late=late_lines(queries.latest(user, clock)),
        targets=[(row, row.get_clock_display(), row.get_country_display(), row.days) for row in targets],
        usual=[(CLOCK_WORDS[code], days) for code, days in usual.items()],
        may_set=may(user, "clock.target"),
    )


def figures(row):
    """Days of a row of the database, as they are written."""
    return {**row, "median": charts.said(row["median"]), "most": charts.said(row["most"])}


def span_lines(found):
    """One line for each clock, also for one that nothing has run on."""
    empty = {"ended": 0, "running": 0, "late_now": 0, "median": None, "most": None, "in_all": None}
    rows = [(said, found.get(code, empty)) for code, said in CLOCKS]
    return [{"name": said, **figures(row), "in_all": charts.said(row["in_all"])} for said, row in rows]


def nation(row):
    """One group with the name of its country."""
    return {**figures(row), "name": label("countries", row["nationality"])}


def late_lines(found):
    """The cases with their people, as far as this reader may read them: two statements and one for the keys."""
    cases = {case.pk: case for case in for_list().filter(pk__in=[row["case_id"] for row in found])}
    current().load_cases(cases)
    shown = [(cases[row["case_id"]], row) for row in found if row["case_id"] in cases]
    return [
        {**case_line(case), "late": words.days_late(row["late"]), "rule": words.line(row)["rule"]}
        for case, row in shown
    ]


class TargetForm(PlainWords, forms.ModelForm):
    """A new target."""

    class Meta:
        model = ClockTarget
        fields = ["clock", "country", "days"]
        help_texts = {"days": gettext_lazy("Counted from what starts the clock. Days of 24 hours.")}


class TargetChange(TargetForm):
    """A target that exists."""

    version = version_field()

    class Meta(TargetForm.Meta):
        pass


def must_set(user):
    """404 for those who see no figures, 403 for those who see a clock and may not set one; both recorded."""
    if not may(user, "clock.target") or user.organisation_id is None:
        refuse(user, "clock.target", actions.KIND, "new", visible=may(user, "clock.view"))


@require_http_methods(["GET", "HEAD", "POST"])
def clock_target_new(request):
    """A target of the own office."""
    must_set(request.user)
    form = TargetForm(posted(request), instance=ClockTarget())
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_target(form.instance, by=request.user)
            return redirect(HOME)
        except ValidationError as error:
            add_errors(form, error)
    return page(request, "referrals/clocks/target.html", form=form, row=None, status=status_of(form, None))


@require_http_methods(["GET", "HEAD", "POST"])
def clock_target_edit(request, pk):
    """One target. A stale form shows both versions."""
    row = actions.target_for(request.user, pk)

    def save(form):
        actions.change_target(form.instance, by=request.user, version=form.cleaned_data["version"])

    form, conflict, saved = edit(request, TargetChange, row, save)
    if saved:
        messages.success(request, _("Saved."))
        return redirect(HOME)
    status = status_of(form, conflict)
    return page(request, "referrals/clocks/target.html", status=status, form=form, conflict=conflict, row=row)


@require_POST
def clock_target_remove(request, pk):
    """Takes a target away; what is usual holds again."""
    actions.remove_target(actions.target_for(request.user, pk), by=request.user)
    messages.success(request, _("Taken away. The usual days hold again."))
    return redirect(HOME)

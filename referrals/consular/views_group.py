"""A group of people for one mission: who goes and who does not, then one list to approve and send one by one; and how
long people wait for their mission, by nationality."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import readable, refuse
from accounts.acting import current
from accounts.editing import add_errors
from accounts.pages import page
from accounts.policy import may
from casework.cases.doors import only_for
from casework.cases.numbers import tidy
from casework.cases.queries import line as case_line
from casework.cases.views_people import posted
from casework.consents.items import ITEMS
from referrals.consular import cards, figures, group
from referrals.consular.forms_more import GroupForm


def name_of(case):
    """Name and number of a person, as far as this reader may read them."""
    return f"{case_line(case)['name'] or _('Name not given')} · {case.reference}"


@require_http_methods(["GET", "HEAD", "POST"])
@only_for("consular.group")
def consular_group(request):
    """The form; with `look` who goes and who does not, before anything is made; `make` makes the referrals."""
    cases = group.caseload(request.user)
    current().load_cases([case.pk for case in cases])
    for case in cases:
        current().show(case.pk, readable(case))
    people = [(case.reference, name_of(case)) for case in cases]
    form = GroupForm(posted(request), missions=group.missions(), people=people)
    rows, number = [], ""
    if request.method == "POST" and form.is_valid():
        rows, number = rows_of(request, form, [case for case in cases if case.reference in form.cleaned_data["cases"]])
    return page(
        request,
        "referrals/consular/consular_group.html",
        status=422 if form.errors else 200,
        form=form,
        nobody=not cases,
        number=number,
        going=[shown(row) for row in rows if not row.reasons],
        left_out=[shown(row) for row in rows if row.reasons],
        looked=bool(rows) and not number,
    )


def rows_of(request, form, cases):
    """(the people of the group, its number where their referrals were made)."""
    given = {name: value for name, value in form.cleaned_data.items() if name != "cases"}
    looked = group.plan(request.user, cases, given["mission"], given["nationality"], given["items"])
    if "make" not in request.POST:
        return looked, ""
    try:
        number, rows = group.make(request.user, cases, **given)
        return rows, number
    except ValidationError as error:
        add_errors(form, error)
        return looked, ""


def shown(row):
    """One person of the group as the page says it."""
    return {
        "name": name_of(row.case),
        "items": [ITEMS[code].label for code in row.items],
        "reasons": row.reasons,
        "url": cards.address("consular_detail", row.made) if row.made else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@only_for("consular.list")
def consular_group_list(request, number):
    """The people of one group: each is read and approved by itself. A POST sends those that are approved."""
    rows = group.of_group(request.user, tidy(number)) if tidy(number) else []
    if not rows:
        refuse(request.user, "consular.list", "referrals.consularreferral", number, visible=False)
    current().load_cases([row.case_id for row in rows])
    if request.method == "POST":
        return sent_all(request, number, rows)
    return page(
        request,
        "referrals/consular/consular_group_list.html",
        number=rows[0].group,
        mission=rows[0].mission.name if rows[0].mission else "",
        note=rows[0],
        lines=[{**cards.line(row), "name": case_line(row.case)["name"], "items": labels(row)} for row in rows],
        approved=sum(row.status == row.S.APPROVED for row in rows) if may(request.user, "consular.send") else 0,
    )


def labels(row):
    """What the mission would see of this person, in words."""
    return ", ".join(str(ITEMS[code].label) for code in (row.share.items if row.share else []))


def sent_all(request, number, rows):
    """Sends the approved ones; who could not be sent is named with the reason."""
    if not may(request.user, "consular.send"):
        refuse(request.user, "consular.send", "referrals.consularreferral", number, visible=True)
    sent, failed = group.send_approved(request.user, rows)
    messages.success(request, _("%(n)s sent.") % {"n": sent})
    for own, sentences in failed.items():
        messages.error(request, f"{own}: {' '.join(sentences)}")
    return redirect("consular_group_list", number)


@require_safe
@only_for("waiting.view")
def consular_waiting(request):
    """Median days of each step, by nationality (R34). A number that rests on few people is not shown."""
    return page(
        request,
        "referrals/consular/consular_waiting.html",
        steps=[label for _name, label, _begin, _end in figures.STEPS],
        rows=figures.waiting_times(request.user.organisation_id),
        small=figures.SMALL,
    )

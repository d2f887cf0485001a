"""Joint identification meetings of a case: the record, and writing one down (C12)."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allowed, fetch, readable
from accounts.pages import WITHHELD, page
from accounts.policy import Group
from casework.attempts import DONE, attempt
from casework.cases.views_people import posted
from casework.frame import who
from referrals.arrivals import meetings
from referrals.arrivals.forms import MeetingForm
from referrals.arrivals.models import IdentificationMeeting
from referrals.consular.views import case_here

ROOM = "meeting_list"


@require_safe
def meeting_list(request, reference):
    """Meetings of a case, newest first; a corrected one stays and says so."""
    case = case_here(request.user, "meeting.view", reference)
    rows, names = meetings.of_case(case)
    corrected = {row.corrects_id for row in rows}
    may_read = Group.SCREENING in readable(case)
    for row in rows:
        row.case = case
    return page(
        request,
        "referrals/arrivals/meeting_list.html",
        case=case,
        lines=[
            {
                "row": row,
                "by": row.by.display_name,
                "views": views_of(row, names) if may_read else [],
                "names": ", ".join(names.get(str(pk), "") for pk in row.agencies),
                "corrected": row.pk in corrected,
                "withheld": "" if may_read else WITHHELD,
            }
            for row in rows
        ],
        may_record=allowed(request.user, "meeting.record", case),
        **who(case, request.user, "exemption_list"),
    )


def views_of(row, names):
    """[{name, words}] in the order in which they were written."""
    said = row.views or {}
    return [{"name": names.get(str(pk), ""), "words": said.get(str(pk), "")} for pk in row.agencies]


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request, reference, pk=None):
    """A new record, or the correction of the one that is named."""
    case = case_here(request.user, "meeting.record", reference)
    old = None
    if pk is not None:
        rows = IdentificationMeeting.objects.filter(case=case)
        old = fetch(IdentificationMeeting, request.user, "meeting.record", queryset=rows, pk=pk)
    form = MeetingForm(posted(request), initial=initial(old))

    def write():
        meetings.record(case, by=request.user, corrects=old, **form.values())

    if request.method == "POST" and form.is_valid() and attempt(form, write) == DONE:
        messages.success(request, _("Written down. Help goes on whatever was decided."))
        return redirect(ROOM, case.reference)
    shown = {"case": case, "form": form, "correcting": old is not None, **who(case, request.user, "exemption_list")}
    return page(request, "referrals/arrivals/meeting_new.html", status=422 if form.errors else 200, **shown)


def initial(old):
    """What stands in the row that is corrected."""
    if old is None:
        return {}
    given = {name: getattr(old, name) for name in ("held_on", "decision", "reasons", "dissent", "told")}
    for number, pk in enumerate(old.agencies, 1):
        given |= {f"agency{number}": pk, f"view{number}": (old.views or {}).get(str(pk), "")}
    return given

"""The start page: what waits for this person, whatever their roles are."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.access import count_of, principals
from accounts.acting import current
from accounts.codes import label
from accounts.models import RoleGrant
from accounts.pages import page
from accounts.policy import may
from accounts.signin.drafts import label_of
from accounts.signin.models import Draft
from casework.cases import waiting
from casework.cases.queries import lines
from casework.cases.views_list import counted
from config import work

FEW = 10
DOORS = (
    ("may_do", "todo.view"),
    ("may_open", "case.open"),
    ("may_break", "glass.break"),
    ("may_list", "case.list"),
)


@require_safe
def my_work(request):
    """Late first, then what waits for me, then my newest cases; drafts and looks beside them. Recipients of referrals
    have a page of their own."""
    user = request.user
    if not may(user, "work.view"):
        return redirect("portal_list")
    current().action = "case.list"
    rows, cases = with_cases(user)
    recent = waiting.newest(user, cases.values())
    tasks = work.lines_of([*rows, *waiting.states_of(user, cases.values())])
    drafts = list(Draft.objects.filter(user=user)[:FEW])
    offers = [offer_line(row) for row in rows if row.source == "offer" and row.case is not None]
    return page(
        request,
        "my_work.html",
        today=timezone.localdate(),
        summary=summary(user, drafts),
        **by_kind(tasks),
        offers=offers,
        recent=lines(recent),
        others=work.with_others(rows),
        drafts=[{"label": label_of(row), "path": row.path, "at": row.saved_at} for row in drafts],
        looks=looks(user, recent),
        roles=role_lines(user),
        nothing=not (tasks or offers or recent or drafts),
        **{name: may(user, action) for name, action in DOORS},
    )


def with_cases(user):
    """(what waits, each row with its case where this reader sees it, the cases by key)."""
    rows = waiting.waiting_rows(user, work.PARTS)
    cases = waiting.cases_for(user, rows)
    for row in rows:
        row.case = cases.get(row.case_id)
    return rows, cases


def by_kind(tasks):
    """What is late, what waits and what was answered, each under its heading."""
    return {
        "late": [task for task in tasks if task["kind"] == "late"],
        "tasks": [task for task in tasks if task["kind"] not in ("late", "done")],
        "news": [task for task in tasks if task["kind"] == "done"],
    }


def summary(user, drafts):
    """How many cases and drafts, in a sentence; nothing for those who have no cases."""
    names = principals(user, "case.list") if may(user, "case.list") else []
    if not names:
        return ""
    cases = count_of(names)
    said = ngettext("%(count)s case", "%(count)s cases", cases) % {"count": counted(cases)}
    texts = ngettext("%(count)s draft", "%(count)s drafts", len(drafts)) % {"count": len(drafts)}
    return _("%(cases)s, %(drafts)s.") % {"cases": said, "drafts": texts} if drafts else f"{said}."


def offer_line(row):
    """An offered case: only what the offer may show."""
    return {"pk": row.row, "case": row.case, "at": row.at, "by": row.who, "team": row.office}


def looks(user, cases):
    """Looks by others for the aside: who, what, and at which case."""
    found = waiting.looks_at_mine(user, cases) if cases else []
    return [
        {
            "who": f"{look.who}, {look.office}" if look.office else look.who,
            "what": f"{look.place}, {at_case(look, case)}",
            "at": look.at,
            "kind": "decide",
            "word": _("Emergency") if look.emergency else "",
        }
        for look, case in found
    ]


def at_case(look, case):
    """The number of the case, or of how many cases."""
    if look.cases > 1:
        return ngettext("%(count)s case of yours", "%(count)s cases of yours", look.cases) % {"count": look.cases}
    text = case.reference
    return f"{text[:4]} {text[4:8]} {text[8:]}"


def role_lines(user):
    """Roles that wait for a second administrator."""
    if not may(user, "role.approve"):
        return []
    rows = (
        RoleGrant.objects.waiting().exclude(requested_by=user).exclude(user=user).select_related("user", "requested_by")
    )
    return [
        {
            "role": label("user_roles", row.role),
            "whom": row.user.display_name,
            "by": row.requested_by.display_name,
            "url": reverse("user_edit", args=[row.user_id]),
        }
        for row in rows.order_by("requested_at")[:FEW]
    ]

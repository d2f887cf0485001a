"""What every page has around its main part: the context processor `frame` (ui/README 6)."""

from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from accounts.policy import may
from accounts.signin.sessions import will_lock

# Label, name of the page, action that opens it (None: everybody). One row a word of the main menu.
NAV = [
    (_("My work"), "my_work", "work.view"),
    (_("Review"), "review_queue", "screening.confirm"),
    (_("Cases"), "case_list", "case.list"),
    (_("Referrals"), "consular_queue", "consular.list"),
    (_("Services"), "service_queue", "service.menu"),
    (_("Referrals"), "portal_list", "portal.list"),
    (_("Beds"), "shelter_board", "shelter.board"),
    (_("Arriving"), "shelter_arriving", "shelter.board"),
    (_("Stays"), "shelter_residents", "shelter.board"),
    (_("Returns"), "return_queue", "return.list"),
    (_("Movements"), "movement_list", "movement.manifest"),
    (_("Detention"), "detention_board", "penalty.list"),
    (_("Costs"), "cost_totals", "cost.totals"),
    (_("Directory"), "directory_list", "directory.view"),
    (_("Clocks"), "clock_home", "clock.figures"),
    (_("Demands"), "demand_list", "demand.view"),
    (_("Emergency looks"), "glass_list", "glass.list"),
    (_("Organisations"), "organisation_list", "staff.view"),
    (_("Accounts"), "user_list", "staff.view"),
    (_("Programs"), "client_list", "staff.view"),
    (_("Files"), "file_totals", "file.totals"),
]
STRANGER: dict[str, Any] = {
    "nav": [],
    "place": "",
    "me": "",
    "account_url": "",
    "session_ends_at": None,
    "session_locks": False,
    "covered": False,
}


def frame(request):
    """Names of the page frame. The page that says the database failed must not need it: it has no menu."""
    try:
        known = _of_reader(request)
    except DatabaseError:
        known = STRANGER
    return known | {"site_name": settings.SITE_NAME, "leave_url": settings.LEAVE_URL, "demo": settings.DEMO}


def _of_reader(request):
    """The part of the frame that depends on who reads."""
    user: Any = getattr(request, "user", None)
    hidden = getattr(request, "failed", False) or getattr(request, "session_locked", False)
    if hidden or not getattr(user, "is_authenticated", False):
        return STRANGER
    return {
        "nav": navigation(user, request.path_info, getattr(request, "nav_counts", {})),
        "place": str(user.organisation or ""),
        "me": str(user.display_name),
        "account_url": address("account_home"),
        "session_ends_at": getattr(request, "session_ends_at", None),
        "session_locks": will_lock(request.session) if getattr(request, "session_ends_at", None) else False,
        "covered": bool(request.session.get("covered")),
    }


def navigation(user, path, counts=None):
    """The words of the main menu that this user may open: label, url, current, and how many wait there, where the page
    has counted them anyway. Of two addresses in which the path stands, the longer one is current."""
    open_to = [(label, name, address(name)) for label, name, action in NAV if action is None or may(user, action)]
    here = max((url for _label, _name, url in open_to if url and stands_in(path, url)), key=len, default="")
    return [
        {"label": label, "url": url, "current": url == here, "count": (counts or {}).get(name)}
        for label, name, url in open_to
        if url
    ]


def stands_in(path, url):
    """Whether a path belongs to a word of the menu; the start page only counts for itself."""
    return path == url if url == "/" else path.startswith(url)


def address(name):
    """The page's address, or nothing while that page does not exist."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""

"""A form that was sent while the session was locked (R-22): kept as its writer's draft, and sent again by them."""

import hashlib
import re

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.signin.drafts import Newer, drop_draft, name_drafts, open_draft, save_draft, saved_draft

DRAFTS = "kept"
SENT = "_kept"  # in the form that is sent again: which draft it came from
TARGET, FILES = "_to", "_files"
SECRET = re.compile(r"password|^pin$")
NOT_KEPT = {"csrfmiddlewaretoken", SENT, TARGET, FILES}

name_drafts(DRAFTS, _("A form that was sent while the page was locked"))


def mark_of(path):
    """A form is kept once for each address. The address itself stands sealed in the draft."""
    return hashlib.sha256(path.encode()).hexdigest()[:32]


def key_of(mark):
    """The draft's name."""
    return f"{DRAFTS}:{mark}"


def keep(request):
    """Keeps what was posted; nothing of a form that holds a password."""
    if request.method != "POST" or any(SECRET.search(name) for name in request.POST):
        return
    fields = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    fields |= {TARGET: [request.get_full_path()], FILES: ["1"] if request.FILES else []}
    mark = mark_of(request.path)
    place = {"path": reverse("kept_form", args=[mark])}
    try:
        save_draft(request.user, key_of(mark), fields, **place)
    except Newer:  # two requests kept the first one at the same moment
        save_draft(request.user, key_of(mark), fields, **place)


def waiting(user, path):
    """The address at which a form kept from `path` is sent, or ''."""
    mark = mark_of(path)
    return reverse("kept_form", args=[mark]) if saved_draft(user, key_of(mark)) else ""


def form_of(user, mark):
    """(draft, target, fields [(name, text)], whether files went with it) of a kept form. 404 where there is none."""
    draft = saved_draft(user, key_of(mark))
    if draft is None:
        raise Http404
    data = open_draft(draft)
    fields = [(name, text) for name, texts in data.lists() if name not in NOT_KEPT for text in texts]
    return draft, data[TARGET], fields, bool(data.getlist(FILES))


def forget_sent(request, response):
    """Drops the draft once its form was sent again and taken."""
    if request.method != "POST" or request.path.startswith("/api/") or response.status_code >= 400:
        return
    mark = request.POST.get(SENT, "")
    if mark and request.user.is_authenticated and not request.session_locked:
        drop_draft(request.user, key_of(mark))

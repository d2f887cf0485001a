"""The start page: what waits for this person, whatever their roles are."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.access import allowed, count_of, principals
from accounts.acting import current
from accounts.codes import label
from accounts.models import RoleGrant
from accounts.pages import page
from accounts.policy import may
from accounts.signin.drafts import label_of
from accounts.signin.models import Draft
from casework.cases import waiting
from casework.cases.queries import line, lines
from casework.cases.views_list import counted
from casework.consents.titles import title_of

FEW = 10


@require_safe
def my_work(request):
    """Late first, then what waits for me, then my newest cases; drafts and looks beside them."""
    user = request.user
    current().action = "case.list"
    recent = waiting.recent_cases(user) if may(user, "case.list") else []
    tasks = late_and_waiting(user)
    drafts = list(Draft.objects.filter(user=user)[:FEW])
    offers = waiting.offers_to(user) if may(user, "case.accept") else []
    return page(
        request,
        "my_work.html",
        today=timezone.localdate(),
        summary=summary(user, drafts),
        late=[task for task in tasks if task["kind"] == "late"],
        tasks=[task for task in tasks if task["kind"] != "late"],
        offers=[offer_line(offer) for offer in offers],
        recent=lines(recent),
        drafts=[{"label": label_of(row), "path": row.path, "at": row.saved_at} for row in drafts],
        looks=looks(user, recent),
        roles=role_lines(user),
        may_open=may(user, "case.open"),
        may_break=may(user, "glass.break"),
        may_list=may(user, "case.list"),
        nothing=not (tasks or offers or recent or drafts),
    )


def summary(user, drafts):
    """How many cases and drafts, in a sentence; nothing for those who have no cases."""
    names = principals(user, "case.list") if may(user, "case.list") else []
    if not names:
        return ""
    cases = count_of(names)
    said = ngettext("%(count)s case", "%(count)s cases", cases) % {"count": counted(cases)}
    texts = ngettext("%(count)s draft", "%(count)s drafts", len(drafts)) % {"count": len(drafts)}
    return _("%(cases)s, %(drafts)s.") % {"cases": said, "drafts": texts} if drafts else f"{said}."


def late_and_waiting(user):
    """Lines of the lists "Late" and "Waiting for you", each with the next thing to do."""
    sources = [
        ("glass.list", waiting.unreviewed_glass, glass_line),
        ("consent.confirm_not_possible", waiting.unconfirmed_consents, unconfirmed_line),
        ("consent.inform", waiting.ending_consents, ending_line),
        ("case.approve_close", waiting.proposals, proposal_line),
        ("case.start", waiting.draft_cases, draft_line),
    ]
    found = [say(row) for action, read, say in sources if may(user, action) for row in read(user)]
    current().load_cases({task["case"].pk for task in found})
    return [{**task, **name_of(task["case"])} for task in found]


def name_of(case):
    """Name and language of the person of a case, as far as this reader may read them."""
    shown = line(case)
    return {"name": shown["name"], "lang": shown["lang"]}


def task(case, title, url, text, kind, word):
    """One line of a list of tasks."""
    return {"case": case, "title": title, "url": url, "text": text, "kind": kind, "word": word}


def glass_line(glass):
    """An emergency look that waits for review: for the supervisor to decide, for others to know."""
    by = {"name": glass.user.display_name}
    if not allowed(current().user, "glass.review", glass):
        text = _("By %(name)s. Next: the supervisor reads the reason.") % by
        return task(glass.case, _("An emergency look"), reverse("glass_list"), text, "wait", _("Waits for review"))
    text = _("By %(name)s. Next: read the reason and say what you found.") % by
    where = reverse("glass_review", args=[glass.pk])
    return task(glass.case, _("Review an emergency look"), where, text, "decide", _("Decide"))


def unconfirmed_line(consent):
    """Somebody could not be asked; a supervisor confirms within 24 hours."""
    late = consent.review_by is not None and consent.review_by < timezone.now()
    return task(
        consent.case,
        _("Confirm: the person could not be asked"),
        reverse("consent_list", args=[consent.case.reference]),
        _("24 hours allowed. Next: read why, and confirm or ask again."),
        "late" if late else "decide",
        _("Late") if late else _("Decide"),
    )


def ending_line(consent):
    """A yes that has ended or ends soon."""
    days = (consent.expires_on - timezone.localdate()).days
    left = ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
    return task(
        consent.case,
        _("Ask again: %(what)s") % {"what": title_of(consent.type)},
        reverse("consent_list", args=[consent.case.reference]),
        _("Next: explain it again and ask. No is an answer too."),
        "late" if days < 0 else "soon",
        _("Ended") if days < 0 else left,
    )


def proposal_line(case):
    """A colleague proposed to close."""
    text = _("Next: read the reason, then close the case or return the proposal.")
    return task(case, _("Decide on closing"), case.get_absolute_url(), text, "decide", _("Decide"))


def draft_line(case):
    """A draft that is not yet an open case."""
    text = _("Next: the safety check, the language, and the consent to keep data.")
    return task(case, _("Finish the draft"), case.get_absolute_url(), text, "todo", _("Draft"))


def offer_line(offer):
    """An offered case: only what the offer may show."""
    return {
        "row": offer,
        "case": offer.case,
        "by": offer.offered_by.display_name,
        "team": offer.case.team.name,
    }


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

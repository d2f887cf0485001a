"""A file in the words and shapes of the pages, as its reader may see it."""

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import allowed, readable
from accounts.pages import WITHHELD, Shown
from casework.consents.titles import title_of
from casework.files.models import StoredFile
from casework.files.queries import scans_by_paper

State = StoredFile.State
TAGS = {State.QUARANTINED: "wait", State.READY: "done", State.REFUSED: "stop"}


def entry(row, user):
    """One file as the templates print it: {key, title, name, facts, about, tag, why, url, added_by, added_at}."""
    seen = Shown(row, readable(row))
    if seen.name is WITHHELD:
        return {"key": str(row.pk), "withheld": True}
    ready = row.state == State.READY and allowed(user, "file.download", row)
    return {
        "key": str(row.pk),
        "title": seen.note or belongs_to(seen) or seen.get_kind_display,
        "name": seen.name,
        "facts": f"{seen.get_type_display()}, {filesizeformat(seen.size)}",
        "about": belongs_to(seen) if seen.note else "",
        "tag": (TAGS[row.state], row.get_state_display()),
        "why": row.get_finding_display(),
        "url": reverse("file_download", args=[row.case.reference, row.pk]) if ready else "",
        "added_by": row.added_by.display_name,
        "added_at": seen.added_at,
    }


def belongs_to(seen):
    """The paper or consent that a file belongs to, or what kind of file it is; marks where that is withheld."""
    if seen.paper_id and seen.paper:
        return seen.paper.get_kind_display() if seen.paper.kind is not WITHHELD else WITHHELD
    if seen.consent_id and seen.consent:
        return title_of(seen.consent.type) if seen.consent.type is not WITHHELD else WITHHELD
    return seen.get_kind_display()


def entries(rows, user):
    """Files as the templates print them."""
    return [entry(row, user) for row in rows]


def add_url(case, user, what):
    """Where a scan of something is added (`what` as in FileForm), or nothing for those who may not."""
    return f"{reverse('file_add', args=[case.reference])}?what={what}" if allowed(user, "file.add", case) else ""


def paper_links(case, user):
    """A function that gives the links beside a paper: to its scans, and to add one."""
    counts = scans_by_paper(case) if allowed(user, "file.view", case) else {}

    def links(paper):
        count, made = counts.get(paper.pk), []
        if count:
            said = ngettext("%(n)s scan", "%(n)s scans", count) % {"n": count}
            made.append({"label": said, "url": reverse("file_list", args=[case.reference])})
        if url := add_url(case, user, f"paper:{paper.pk}"):
            made.append({"label": _("Add a scan"), "url": url})
        return made

    return links

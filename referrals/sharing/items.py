"""What a recipient is shown: consent items, ticked items and what its role may read, worked out at each look (C-03).

One table says how each item is read. `shared_values` is the only thing a recipient is ever shown: the preview, the
portal, its printed sheet and the REST resource all come from it. A mark stands where a line is not shared; it follows
from the kind of referral and what was ticked, never from whether there is a value.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import codes
from accounts.pages import WITHHELD
from accounts.policy import FOR_A_RESCUE, FOR_A_TASK, READABLE, STATE_BODIES, Group, Right, Role
from casework.consents.covering import FILES, covered
from casework.consents.items import ITEMS
from casework.consents.models import Consent
from casework.consents.queries import ALONE
from casework.files.models import StoredFile
from casework.frame import language_tag
from casework.journey.codes import Stop
from casework.journey.models import Leg
from casework.people.models import IdentityPaper, OtherName, Relative
from referrals.sharing import task_lines

# Health is never shown to a mission, whatever was ticked (workflows.md 6); only a task opens it (policy.FOR_A_TASK).
NEVER_SHOWN = {Group.HEALTH}
OPEN_TO_RECIPIENTS = READABLE[Role.EXTERNAL, Right.SHARE] - NEVER_SHOWN
FOR_A_DANGER = ("rescue", "service")
IN_DANGER = (Consent.Status.NOT_POSSIBLE, Consent.Status.CONFIRMED)


def as_told(value):
    """The value as it is."""
    return value


def countries(values):
    """Names of countries, and whose word it is."""
    names = ", ".join(str(codes.label("countries", code)) for code in values)
    return _("%(names)s, as told") % {"names": names} if names else ""


def say_papers(rows):
    """One sentence a paper."""
    return [_paper_words(row) for row in rows]


def _paper_words(row):
    words = f"{codes.label('travel_document_types', row['kind'])} {row['number']}"
    return f"{words} ({codes.label('countries', row['country'])})" if row["country"] else words


def say_family(rows):
    """One sentence a relative."""
    return [f"{Relative.Relation(row['relation']).label}: {row['name']}" for row in rows]


@dataclass(frozen=True)
class Line:
    """One line of what is shown: the item that opens it, its key in JSON, its label, how it is read from the case, and
    how the page says it. `spoken` marks words of the person's own language, `purposes` are those that know the line
    (none: all), `of_share` reads it from what stands behind the share, `there_only` is not shown on our own page."""

    item: str
    key: str
    label: Any
    read: Callable
    say: Callable = as_told
    spoken: bool = False
    purposes: frozenset = frozenset()
    of_share: bool = False
    there_only: bool = False


# Purposes of a share that know a line; "" is a preview for a mission.
FOR_PAPERS, FOR_TASKS = frozenset({"", "papers", "contact"}), frozenset(FOR_A_TASK)
FOR_HELP, FOR_HOME = frozenset({"service", "home"}), frozenset({"home"})


def name_of(case):
    """The name in the own script, or else in Latin letters."""
    return case.person.name or case.person.romanised


def spelled_also(case):
    """The Latin spelling beside another script."""
    return case.person.romanised if case.person.name and case.person.romanised != case.person.name else ""


def other_names(case):
    """Names somebody used or that stand on papers."""
    return [row.name for row in OtherName.objects.filter(case=case).order_by("kind", "pk")]


def papers_of(case):
    """Papers with a number."""
    rows = IdentityPaper.objects.filter(case=case).order_by("kind", "pk")
    return [{"kind": row.kind, "number": row.number, "country": row.country} for row in rows if row.number]


def family_of(case):
    """Names of the family; never how to reach them."""
    rows = Relative.objects.filter(case=case).order_by("relation", "pk")
    return [{"relation": row.relation, "name": row.name} for row in rows if row.name]


def release_day(case):
    """When the person came out, as it was told."""
    out = Leg.objects.filter(case=case, kind=Stop.OUT).in_order().last()
    return out.began_said or out.ended_said if out else ""


def born(case):
    """The birth date, or nothing; an estimate of ours is not for others."""
    return case.person.birth_date


def travel_paper(case):
    """What is asked for."""
    return "travel_paper"


LINES = (
    Line("name", "name", gettext_lazy("Name"), name_of, spoken=True),
    Line("name", "romanised", gettext_lazy("Spelled also"), spelled_also),
    Line("other_names", "other_names", gettext_lazy("Other names"), other_names),
    Line("gender", "gender", gettext_lazy("Gender"), lambda case: case.person.gender,
         lambda code: codes.label("genders", code)),
    Line("birth_date", "birth_date", gettext_lazy("Born"), born),
    Line("nationality", "nationalities", gettext_lazy("Nationality"), lambda case: case.person.nationalities,
         countries),
    Line("languages", "languages", gettext_lazy("Speaks"), task_lines.languages_of, task_lines.say_languages,
         purposes=FOR_TASKS),
    Line("papers", "papers", gettext_lazy("Numbers of papers"), papers_of, say_papers),
    Line("birth_place", "birth_place", gettext_lazy("Place of birth"), lambda case: case.person.birth_place),
    Line("home_address", "home_address", gettext_lazy("Last address at home"), lambda case: case.person.home_address),
    Line("family", "family", gettext_lazy("Family"), family_of, say_family),
    Line("needs_paper", "asks_for", gettext_lazy("Asks for"), travel_paper, lambda code: _("Travel paper"),
         purposes=FOR_PAPERS),
    Line("service_kind", "service_kind", gettext_lazy("Needs"), task_lines.kind_of, task_lines.say_kind,
         purposes=FOR_HELP, of_share=True),
    Line("needs_words", "needs_words", gettext_lazy("In the caseworker's words"), task_lines.needs_of,
         purposes=FOR_HELP, of_share=True),
    Line("contact", "contact", gettext_lazy("How to reach the person"), task_lines.contact_of, task_lines.say_contact,
         purposes=FOR_TASKS, there_only=True),
    Line("health", "health", gettext_lazy("Health"), task_lines.health_of, purposes=FOR_TASKS - FOR_HOME),
    Line("place", "place", gettext_lazy("Where the person is"), task_lines.place_of, purposes=frozenset({"rescue"}),
         of_share=True, there_only=True),
    Line("journey", "journey", gettext_lazy("The way here"), task_lines.journey_of, task_lines.say_journey,
         purposes=frozenset({"exit"})),
    Line("release_day", "release_day", gettext_lazy("Day of release"), release_day),
    Line("handover", "handover", gettext_lazy("Done, and next"), task_lines.handover_of, task_lines.say_handover,
         purposes=FOR_HOME, of_share=True),
)  # fmt: skip
# Lines of files, and lines that no mission is ever shown: the same for every referral of this kind.
FILE_LINES = (("paper_copies", gettext_lazy("Copies of papers")), ("photo", gettext_lazy("Photo")))
CLOSED_LINES = (gettext_lazy("What happened"),)


def opened_by(purpose, recipient):
    """Field groups that may be shown to this recipient for this purpose at all: the role's row, and for a task what the
    task needs; no state body and no mission is told where somebody stays, a rescue aside (C-06, C-09)."""
    if purpose not in FOR_A_TASK:
        return OPEN_TO_RECIPIENTS
    if recipient.kind in STATE_BODIES and purpose not in FOR_A_RESCUE:
        return OPEN_TO_RECIPIENTS
    return OPEN_TO_RECIPIENTS | FOR_A_TASK[purpose]


def groups_of(share):
    """`opened_by` of a share; its recipient is read only where the purpose opens more than the role's row."""
    purpose = getattr(share, "purpose", "")
    return opened_by(purpose, share.recipient) if purpose in FOR_A_TASK else OPEN_TO_RECIPIENTS


def may_be_ticked(codes_given, groups=OPEN_TO_RECIPIENTS):
    """The items of these that a recipient may be shown at all, in the order of the table."""
    return [code for code in ITEMS if code in codes_given and ITEMS[code].group in groups]


def newest_of(share):
    """The present state of the consent that a share rests on, or None."""
    rows = Consent.objects.filter(case=share.case_id, series=share.consent_series)
    return rows.order_by("-number").first()


def items_of(consent, case, groups=OPEN_TO_RECIPIENTS):
    """Items a consent opens today; none where it does not hold, or where a child gave it alone (S-48)."""
    if consent is None or not consent.holds or (case.child and consent.giver in ALONE):
        return []
    return [code for code in may_be_ticked(consent.items, groups) if ITEMS[code].fits(consent.type)]


def open_items(share, case):
    """consent items, and ticked items, and the role's row: at this look."""
    consent, groups = newest_of(share), groups_of(share)
    agreed = may_be_ticked(consent.items, groups) if of_danger(share, consent) else items_of(consent, case, groups)
    return [code for code in agreed if code in share.items]


def of_danger(share, consent):
    """Whether a share rests on a danger to life, not on a yes (C-09). How long it stands the database says."""
    return getattr(share, "purpose", "") in FOR_A_DANGER and consent is not None and consent.status in IN_DANGER


@dataclass(frozen=True)
class Slip:
    """What one recipient is shown of one case at this look."""

    items: tuple
    values: dict
    files: dict
    language: str
    purpose: str = ""

    @property
    def groups(self):
        """Field groups shown, for the read log."""
        return {ITEMS[code].group for code in self.items} | {Group.REFERRAL}

    @property
    def name(self):
        """The name that heads the sheet, or ''."""
        return self.values.get("name", "")


def shared_values(share, case):
    """The `Slip` of a share: the only thing its recipient is ever shown. `case` comes with its person."""
    items = open_items(share, case)
    purpose = getattr(share, "purpose", "")
    read = [line for line in lines_for(purpose) if line.item in items]
    values = {line.key: line.read(share if line.of_share else case) for line in read}
    language = language_tag(case.person.name_language) if "name" in items else ""
    return Slip(tuple(items), values, files_of(share, case, items), language, purpose)


def lines_for(purpose):
    """The lines that a sheet for this purpose has, shared or not."""
    return [line for line in LINES if not line.purposes or purpose in line.purposes]


def files_of(share, case, items):
    """{item: files ready to be opened} of the files that were ticked one by one, and that the consent names today."""
    kinds = {kind: item for item, kind in FILES.items() if item in items}
    if not (kinds and share.files):
        return {item: [] for item in kinds.values()}
    agreed = covered(newest_of(share)) & {str(pk) for pk in share.files}
    rows = StoredFile.objects.filter(case=case, pk__in=agreed, kind__in=kinds, state=StoredFile.State.READY)
    found: dict[str, list] = {item: [] for item in kinds.values()}
    for row in rows.order_by("added_at", "pk"):
        found[kinds[row.kind]].append(row)
    return found


TICKED = gettext_lazy("Shared. You may not read it here.")
SHOWN_THERE = gettext_lazy("Shared. It stands under Person.")


def lines_of(slip, groups=None):
    """[{label, value, lang}] for partials/slip.html, always the same labels in the same order.

    `groups` are the field groups of a reader on our side: what they may not read is only said to be shared.
    """
    shown = [
        {
            "label": line.label,
            "value": said(slip, line, groups) if line.item in slip.items else WITHHELD,
            "lang": slip.language if line.spoken else "",
        }
        for line in lines_for(slip.purpose)
    ]
    return shown + [{"label": label, "value": WITHHELD, "lang": ""} for label in CLOSED_LINES]


def said(slip, line, groups):
    """A shared line in words."""
    if groups is not None and line.item != "needs_paper" and ITEMS[line.item].group not in groups:
        return TICKED
    if groups is not None and line.there_only:
        return SHOWN_THERE
    value = slip.values[line.key]
    return line.say(value) if value else value


def file_lines_of(slip):
    """[{label, shared, files: [{pk, type, size}]}] of the lines that hold files."""
    return [
        {
            "label": label,
            "shared": item in slip.items,
            "files": [
                {"pk": row.pk, "type": row.get_type_display(), "size": row.copy_size}
                for row in slip.files.get(item, ())
            ],
        }
        for item, label in FILE_LINES
    ]


def file_line(row):
    """One file in words."""
    return {"pk": row.pk, "type": row.get_type_display(), "size": row.copy_size}

"""What stands above every page of one case: the person, what is safe, and the rooms."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import codes
from accounts.access import allowed, readable
from accounts.codes import label
from accounts.pages import WITHHELD, Shown
from casework.cases.models import Case
from casework.people.actions import age_of

# label, url name, action, group: a room appears for those who may do its action on this case. The groups stand in the
# order in which their first room does.
TODAY, TODO = gettext_lazy("Overview"), gettext_lazy("To do")
PERSON, ACCOUNT = gettext_lazy("The person"), gettext_lazy("What happened")
SHARED, CARE = gettext_lazy("Who may know"), gettext_lazy("Care")
HOME, RECORD = gettext_lazy("Way home"), gettext_lazy("Record")
ROOMS = [
    (gettext_lazy("Overview"), "case_detail", "case.view", TODAY),
    (gettext_lazy("To do"), "todo_list", "todo.view", TODO),
    (gettext_lazy("Person"), "person_detail", "person.view", PERSON),
    (gettext_lazy("Interview"), "interview_home", "interview.view", ACCOUNT),
    (gettext_lazy("Screening"), "screening_home", "screening.view", ACCOUNT),
    (gettext_lazy("Journey"), "journey_detail", "journey.view", ACCOUNT),
    (gettext_lazy("Files"), "file_list", "file.view", ACCOUNT),
    (gettext_lazy("Consent"), "consent_list", "consent.view", SHARED),
    (gettext_lazy("Who sees what"), "sharing_home", "share.list", SHARED),
    (gettext_lazy("Mission"), "consular_home", "consular.list", SHARED),
    (gettext_lazy("Authorities"), "exemption_list", "exemption.view", SHARED),
    (gettext_lazy("Letters"), "letter_list", "letter.view", SHARED),
    (gettext_lazy("Child"), "child_home", "child.view", PERSON),
    (gettext_lazy("Needs"), "need_home", "need.view", CARE),
    (gettext_lazy("Services"), "service_home", "service.list", CARE),
    (gettext_lazy("Shelter"), "stay_home", "stay.list", CARE),
    (gettext_lazy("Punishment"), "penalty_list", "penalty.list", CARE),
    (gettext_lazy("Claims"), "claim_list", "claim.list", CARE),
    (gettext_lazy("Costs"), "cost_list", "cost.list", CARE),
    (gettext_lazy("Ways on"), "ways_home", "ways.view", HOME),
    (gettext_lazy("Return"), "return_home", "return.list", HOME),
    (gettext_lazy("After"), "after_home", "followup.list", HOME),
    (gettext_lazy("Arrival"), "arrival_home", "arrival.list", HOME),
    (gettext_lazy("What changed"), "case_history", "history.view", RECORD),
    (gettext_lazy("Who looked"), "case_looks", "trail.view", RECORD),
    (gettext_lazy("Conflicts"), "conflict_list", "conflict.view", RECORD),
]
# A room that stands on some cases only.
ONLY = {"child_home": lambda case: case.child or case.age_disputed}
TAGS = {
    Case.Status.DRAFT: "todo",
    Case.Status.OPEN: "todo",
    Case.Status.ACTIVE: "now",
    Case.Status.FOLLOW_UP: "now",
    Case.Status.ON_HOLD: "wait",
    Case.Status.CLOSURE_PROPOSED: "decide",
    Case.Status.CLOSED: "done",
    Case.Status.TRANSFERRED: "done",
}
FLAGS = {Case.Urgency.NOW: "late", Case.Urgency.SOON: "soon"}


def rooms(case, user, current):
    """Groups of rooms for this reader: [{label, url of the first, current, rooms: [{label, url, current}]}]."""
    groups = {}
    for text, name, action, group in ROOMS:
        if resolves(name, case) and allowed(user, action, case):
            url = reverse(name, args=[case.reference])
            groups.setdefault(group, []).append({"label": text, "url": url, "current": name == current})
    return [grouped(group, found) for group, found in groups.items()]


def grouped(label, found):
    """One group as the page draws it. A group of one bears the name of its room."""
    return {
        "label": label if len(found) > 1 else found[0]["label"],
        "url": found[0]["url"],
        "current": any(room["current"] for room in found),
        "rooms": found,
    }


def resolves(name, case):
    """Whether the room has an address yet, and stands on this case."""
    if name in ONLY and not ONLY[name](case):
        return False
    try:
        return bool(reverse(name, args=[case.reference]))
    except NoReverseMatch:
        return False


def tags(case):
    """State, urgency and child as (kind, word) pairs: a word and a shape each."""
    pairs = [(TAGS[case.status], case.get_status_display())]
    if case.urgency in FLAGS:
        pairs.append((FLAGS[case.urgency], case.get_urgency_display()))
    if case.child:
        pairs.append(("decide", _("Child")))
    if case.age_disputed:
        pairs.append(("decide", _("Age in doubt")))
    return pairs


def brief(person, shown):
    """Facts in a few words, as far as the reader may read them."""
    if shown.gender is WITHHELD:
        return []
    age = age_of(person)
    facts = [
        person.get_gender_display() if person.gender != "unknown" else "",
        str(age) if age is not None else "",
    ]
    return [fact for fact in facts if fact]


def who(case, user, current, *, full=False):
    """Context of partials/who.html (full) or who_slim.html: {"who": …, "rooms": …}. Withheld values stay marks."""
    person = case.person
    seen = Shown(person, readable(person))
    facts = person_facts(person, seen)
    safe = seen.safe_lines
    safe = [safe] if safe is WITHHELD else safe
    return {
        "who": {
            "name": seen.shown_name or Shown(case, readable(case)).label or _("Name not given"),
            "lang": language_tag(seen.name_language),
            "other_name": other_name(person, seen),
            "brief": ", ".join(facts[:2]),
            "facts": facts,
            "reference": case.reference,
            "tags": tags(case),
            "safe": list(safe),
            "unsafe": list(seen.unsafe_lines),
            "safe_line": next(iter(safe), ""),
            "safe_note": safe_note(person) if full and seen.safe_asked_on is not WITHHELD else "",
            "safe_url": safe_url(case, user),
        },
        "rooms": rooms(case, user, current),
    }


def person_facts(person, seen):
    """Gender, age, nationality and language, each only where the reader may read it."""
    facts = brief(person, seen)
    nationalities = [str(label("countries", code)) for code in seen.nationalities]
    facts += [", ".join(nationalities)] if nationalities else []
    facts += (
        [_("Speaks %(language)s") % {"language": person.case.get_language_display()}]
        if person.case.language != "und"
        else []
    )
    return [str(fact) for fact in facts]


def safe_url(case, user):
    """Where what is safe is written down, for those who may."""
    may = resolves("person_safe", case) and allowed(user, "person.edit", case)
    return reverse("person_safe", args=[case.reference]) if may else ""


def other_name(person, seen):
    """The name in Latin letters beside the name in the own script. Withheld names leave one mark, not two."""
    both = seen.romanised is not WITHHELD and person.name and person.romanised not in ("", person.name)
    return person.romanised if both else ""


def safe_note(person):
    """When and by whom the safe ways were asked."""
    if person.safe_asked_on is None or person.safe_asked_by is None:
        return ""
    return _("Asked %(day)s by %(name)s. Ask again after each move.") % {
        "day": person.safe_asked_on.strftime("%-d %B %Y"),
        "name": person.safe_asked_by.display_name,
    }


def language_tag(code):
    """The two-letter tag for `lang`, or ''."""
    return next((row["iso639_1"] for row in codes.rows("languages") if row["iso639_3"] == code), "")

"""What a mission sends in is kept, and always answered 'received' (C6). Nothing here looks into any case: the same is
done, with the same statements, whether we know the person or not. Matching is by hand, by us, and ends in a talk."""

import csv
import io

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Organisation, RoleGrant, User
from accounts.outbox.actions import tell_all
from accounts.performing import performing
from accounts.policy import ACTIONS
from casework.cases.actions import note
from casework.people.fear_actions import against, standing
from casework.todos.actions import raise_todo
from referrals.ownkeys import seal
from referrals.sought.models import SoughtMatch, SoughtNotice, SoughtPerson

MOST, LARGEST, LONG, LINE = 500, 512 * 1024, 4_000, 200  # people, bytes of a file, letters of a text, of one field
COLUMNS = ("name", "born", "place")


def send(*, by, kind, words="", people=()):
    """Keeps a report or a list; returns the SoughtNotice. `people` are dicts of COLUMNS. ValidationError beside words
    or people. The statements are the same for one person and for five hundred, known or not."""
    with performing(by, "sought.send"):
        check(kind, words, people)
        mission = by.organisation
        about = {"mission": mission, "hosts": list(mission.covers), "sent_by": by}
        notice = SoughtNotice(kind=kind, **about)
        seal(notice, {"words": words.strip()})
        notice.save(force_insert=True)
        rows = [SoughtPerson(notice=notice, position=n, **about) for n, _person in enumerate(people, 1)]
        for row, person in zip(rows, people, strict=True):
            seal(row, {name: str(person.get(name, "")).strip() for name in COLUMNS})
        SoughtPerson.objects.bulk_create(rows)
        tell_all(readers(mission), "sought")
    return notice


def check(kind, words, people):
    """ValidationError for a notice that says nothing, or more than one can hold."""
    check_words(kind, words)
    if kind == SoughtNotice.Kind.LIST and not people:
        raise ValidationError({"people": _("Write at least one name, or choose a file.")})
    if len(people) > MOST:
        said = _("At most %(most)s people at once. Send the rest in another list.")
        raise ValidationError({"people": said % {"most": MOST}})
    for number, person in enumerate(people, 1):
        check_person(number, person)


def check_words(kind, words):
    """ValidationError for a report without words, or for too many."""
    if len(words) > LONG or "\x00" in words:
        raise ValidationError({"words": _("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"}})
    if kind == SoughtNotice.Kind.REPORT and not words.strip():
        raise ValidationError({"words": _("Write what you heard.")})


def check_person(number, person):
    """ValidationError for a line without a name, or a field nobody could read."""
    if not str(person.get("name", "")).strip():
        raise ValidationError({"people": _("Line %(line)s has no name.") % {"line": number}})
    if any(len(str(value)) > LINE or "\x00" in str(value) for value in person.values()):
        raise ValidationError({"people": _("Line %(line)s is too long.") % {"line": number}})


def typed(text):
    """People of typed lines: name; birth date; place. Semicolon, tab or comma between them."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    mark = next((mark for mark in (";", "\t") if any(mark in line for line in lines)), ",")
    rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=mark)]
    if rows and rows[0][0].lower() == COLUMNS[0]:
        rows = rows[1:]
    return [dict(zip(COLUMNS, [*row, "", ""], strict=False)) for row in rows if any(row)]


def from_file(upload):
    """People of a CSV file. ValidationError for one that is too large or no text."""
    if upload.size > LARGEST:
        raise ValidationError({"file": _("The file is too large: at most 500 KB.")})
    try:
        return typed(io.TextIOWrapper(upload, encoding="utf-8-sig", newline="").read())
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValidationError({"file": _("This file cannot be read as text. Save it as CSV in UTF-8.")}) from error


def readers(mission):
    """Who takes care of contact with missions in agencies where this mission works: the same people whatever it
    sent."""
    here = Organisation.objects.filter(is_active=True, country__in=mission.covers) | Organisation.objects.filter(
        is_active=True, covers__overlap=mission.covers
    )
    holders = RoleGrant.objects.standing().filter(role__in=[*ACTIONS["sought.view"]]).values("user")
    people = User.objects.filter(organisation__in=here.exclude(pk=mission.pk), is_active=True, pk__in=holders)
    return people.order_by("display_name", "pk")


def match(person, case, *, by):
    """Writes down on the case that this may be its person: who works on it tells the person of the right to contact and
    the right to refuse. Nothing goes to the mission. ValidationError for a fear of that state, or a second time."""
    with performing(by, "sought.match", case):
        states = {*person.mission.represents, person.mission.country}
        if against(standing(case), states):
            raise ValidationError(_("Blocked: asylum or a fear of this state is written down. Do not ask about it."))
        row = SoughtMatch(case=case, sought=person.pk, mission=person.mission, by=by)
        row.validate_constraints()
        row.save(force_insert=True)
        note(case, "sought_match", by)
        raise_todo(case, "consular_rights_information", by=by)
    return row

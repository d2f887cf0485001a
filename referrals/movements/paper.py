"""The manifest of a run as PDF: what a carrier must know, and nothing else (T4).

No paper is kept: number, fingerprint and moment are, and the same rows give the same bytes again. What changed since is
a new manifest with a number of its own; what did not is a copy, and says so on every page.
"""

import hashlib
import json
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import codes
from accounts.access import readable
from accounts.acting import current
from accounts.performing import performing
from accounts.policy import Group
from casework.cases.numbers import new_reference
from casework.people.models import OtherName
from referrals.letters import fonts
from referrals.letters.paper import NOWHERE, faces, marked
from referrals.movements import queries, words
from referrals.movements.models import Manifest, ManifestCopy
from referrals.movements.puzzle import Trait

HERE = Path(__file__).parent
SEXES = {"female": "F", "trans_female": "F", "male": "M", "trans_male": "M"}
NEEDED = {Group.IDENTITY, Group.TRAVEL, Group.NATIONALITY}


def lines_of(board, run):
    """[(rider)] of the run. ValidationError where somebody on it may not be read, whole, by who prints."""
    here = board.on(run)
    if not here:
        raise ValidationError(_("Nobody is on this run."))
    if any(one.row is None or not readable(one.row) >= NEEDED for one in here):
        raise ValidationError(
            _("Somebody on it is of a case that you cannot open. Take care that a colleague prints this.")
        )
    return sorted(here, key=lambda one: (board.numbers[one.party], one.key))


def names_on_papers(riders):
    """{case: name as it stands on a paper}."""
    rows = OtherName.objects.filter(case__in=[one.row.case_id for one in riders], kind=OtherName.Kind.PAPER)
    return {row.case_id: row.name for row in rows.order_by("pk")}


def line(rider, board, names):
    """What a carrier learns of one person: as in the paper, and what a seat must know."""
    person, way = rider.row.case.person, rider.row.way_home
    paper = way.paper if way is not None and way.paper_id else None
    name = names.get(rider.row.case_id) or person.romanised or person.name
    return {
        "party": str(board.numbers[rider.party]),
        "name": fonts.setting(name),
        "sex": SEXES.get(person.gender, ""),
        "nationality": ", ".join(str(codes.label("countries", code)) for code in person.nationalities),
        "paper": fonts.setting(paper.number) if paper else "",
        "until": paper.expires_on.strftime("%d %b %Y") if paper and paper.expires_on else "",
        "mark": ", ".join(marks(rider.traits)),
    }


def marks(traits):
    """Child or infant, with somebody, assisted: no reason beside it."""
    told = ((Trait.INFANT, _("infant")), (Trait.CHILD, _("child")), (Trait.CHILD_ALONE, _("with escort")),
            (Trait.ESCORTED, _("with escort")), (Trait.ASSISTED, _("assisted")))  # fmt: skip
    found = [text for trait, text in told if trait in traits]
    return [text for text in found if not (text == _("child") and _("infant") in found)]


def data_of(board, run, riders, number):
    """All words of the paper. In English, as carriers read them, whoever prints."""
    names = names_on_papers(riders)
    told = queries.words_of(run)
    zone = ZoneInfo(board.movement.made_by.time_zone)  # of who made the movement: the same for whoever prints it
    escorts = {str(one.pk): queries.words_of(one)["name"] for one in board.escorts}
    with translation.override("en"):
        return {
            "title": _("Passenger list %(number)s") % {"number": number},
            "number": number,
            "run": fonts.setting(f"{told['carrier']} {told['number']}".strip() or str(run.get_mode_display())),
            "booking": fonts.setting(told["booking"]),
            "way": fonts.setting(words.leg_words(run.leg)),
            "departs": f"{run.departs.astimezone(zone):%d %b %Y %H:%M %Z}",
            "arrives": f"{run.arrives.astimezone(zone):%d %b %Y %H:%M %Z}",
            "heads": [_("Party"), _("Name as in the paper"), _("Sex"), _("Nationality"), _("Paper"), _("Valid until"),
                      _("Mark")],
            "labels": [_("Run"), _("Booking"), _("Way"), _("Departs"), _("Arrives"), _("People"), _("Escorts")],
            "rows": [line(rider, board, names) for rider in riders],
            "people": str(len(riders)),
            "escorts": [fonts.setting(escorts[str(key)]) for key in run.escorts if str(key) in escorts],
            "chinese": fonts.families(),
        }  # fmt: skip


def set_pdf(data, made_at):
    """The bytes: the same for the same words and moment."""
    import typst

    compiler = typst.Compiler(
        input=str(HERE / "manifest.typ"), root=str(HERE), font_paths=faces(), ignore_system_fonts=True,
        package_path=str(NOWHERE), package_cache_path=str(NOWHERE),
    )  # fmt: skip
    words_in = {"manifest": json.dumps(data, ensure_ascii=False)}
    stamp = int(made_at.timestamp())
    return compiler.compile(sys_inputs=words_in, format="pdf", pdf_standards=["ua-1"], timestamp=stamp)


def hand_out(movement, run, *, by):
    """(manifest, bytes): the passenger list of a run, printed by somebody who may read everything in it."""
    with performing(by, "movement.manifest"):
        board = queries.whole(movement)
        run = next(one for one in board.runs if one.pk == run.pk)
        riders = lines_of(board, run)
        for rider in riders:
            current().show(rider.row.case_id, NEEDED)
        last = Manifest.objects.filter(run=run).order_by("-made_at").first()
        if last is not None:
            content = set_pdf(data_of(board, run, riders, last.number), last.made_at)
            if hashlib.sha256(content).hexdigest() == last.sha256:
                return last, copy_of(last, content, by)
        return first_of(movement, board, run, riders, by)


def first_of(movement, board, run, riders, by):
    """A new manifest: its number and fingerprint are kept."""
    row = Manifest(movement=movement, run=run, number=new_reference(), people=len(riders), made_by=by)
    row.made_at = timezone.now().replace(microsecond=0)
    content = set_pdf(data_of(board, run, riders, row.number), row.made_at)
    row.sha256 = hashlib.sha256(content).hexdigest()
    row.save(force_insert=True)
    ManifestCopy(movement=movement, manifest=row, place=1, by=by).save(force_insert=True)
    return row, content


def copy_of(manifest, content, by):
    """The same paper once more, with a mark on every page that says which copy it is, whose and when."""
    place = (manifest.copies.aggregate(last=Max("place"))["last"] or 0) + 1
    row = ManifestCopy(movement_id=manifest.movement_id, manifest=manifest, place=place, by=by)
    row.save(force_insert=True)
    with translation.override("en"):
        return marked(content, number=place, name=by.display_name, at=row.at)

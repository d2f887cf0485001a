"""Keeping what a page sends, by a button or by itself: the same for both (I10, R-50, S-96).

Each question stands alone: one that cannot be kept holds up no other. What is refused, or meets another version, is
kept as a draft of its writer, so that nothing typed depends on the browser.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.acting import current
from accounts.editing import new_conflict
from accounts.performing import Stale
from accounts.signin.drafts import Newer, drop_draft, save_draft
from accounts.signin.models import Draft
from casework.files.blobs import CannotStore
from casework.interviews import typed, values
from casework.interviews.actions import place_for, question_in, save_answer, standing_version
from casework.interviews.given_files import full, is_file, take_file
from casework.interviews.models import Answer
from casework.interviews.reading import Sources
from casework.interviews.typed import Typed, posted, prefix_of

PLACE = re.compile(r"([a-z_]{1,40})-([0-9]{1,3})-version")
DRAFTS = "interview"
MOST_BLOCKS = 400
TRIES = 3
PARTS = {
    "value": gettext_lazy("Answer"),
    "note": gettext_lazy("Note"),
    "heard": gettext_lazy("Also spoken of"),
    "marks": gettext_lazy("How it stands"),
}


@dataclass
class Clash:
    """Two people changed the same part of an answer: both stand here until somebody chooses."""

    question: Any
    prefix: str
    mine: Typed
    theirs: Typed
    parts: list
    version: int
    by: str
    at: Any


@dataclass
class Outcome:
    """What became of each question that was sent."""

    saved: dict = field(default_factory=dict)
    standing: dict = field(default_factory=dict)
    refused: dict = field(default_factory=dict)
    clashes: dict = field(default_factory=dict)
    typed: dict = field(default_factory=dict)
    full: bool = False

    @property
    def status(self):
        """200, 409 where two versions meet, 422 where something cannot be kept, 503 where the disk took no file."""
        if self.full:
            return 503
        return 409 if self.clashes else 422 if self.refused else 200


def draft_key(sitting, prefix):
    """The name of a question's draft; it holds nothing personal."""
    return f"{DRAFTS}:{sitting.pk}:{prefix}"


def drafts_of(user, sitting):
    """{prefix: draft} of one talk."""
    rows = Draft.objects.filter(user=user, key__startswith=draft_key(sitting, ""))
    return {row.key.rpartition(":")[2]: row for row in rows}


def sent(data, sitting):
    """[(question, repeat, seen)] of the questions in a form, in its order. BadRequest for what no page sends (S-77)."""
    places = [PLACE.fullmatch(name) for name in data]
    found = [match for match in places if match][:MOST_BLOCKS]
    try:
        asked = [question_in(sitting, match[1], int(match[2])) for match in found]
    except ValidationError as error:
        raise BadRequest from error
    return [(one, int(match[2]), number(data[match[0]])) for one, match in zip(asked, found, strict=True)]


def number(text):
    """A version somebody sent; 0 for none, and for what is none."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def save_posted(request, sitting):
    """Saves every question of the form that was touched. What nobody touched is left as it stands now."""
    outcome, sources, drafts = Outcome(), Sources.of(sitting.case), drafts_of(request.user, sitting)
    for question, repeat, seen in sent(request.POST, sitting):
        prefix = prefix_of(question.code, repeat)
        mine = posted(question, prefix, request.POST)
        one = Sent(sitting, question, repeat, prefix, seen, mine, keeps(request.POST, prefix))
        problem = take_in(one, request, outcome)
        keep_one(one, sources, outcome, by=request.user)
        if prefix in outcome.refused or prefix in outcome.clashes:
            keep_draft(request, one)
            outcome.typed[prefix] = mine
        elif prefix in drafts:
            drop_draft(request.user, draft_key(sitting, prefix))
        if problem:
            outcome.refused[prefix] = {**outcome.refused.get(prefix, {}), **problem}
            outcome.typed[prefix] = mine
    return outcome


def take_in(one, request, outcome):
    """Keeps the file that came with a question, ticked in its boxes from then on. {part: [sentence]} where it is not
    taken; what was typed beside it is kept all the same."""
    upload = request.FILES.get(f"{one.prefix}-file")
    if upload is None or not is_file(one.question):
        return {}
    key = request.POST.get(f"{one.prefix}-key", "")
    try:
        row = take_file(one.sitting, one.question, one.repeat, upload, by=request.user, key=key)
    except ValidationError as error:
        return sentences(error)
    except CannotStore:
        outcome.full = True
        return {"file": [full()]}
    one.mine.value = sorted({*one.mine.value, str(row.pk)})
    return {}


def keeps(data, prefix):
    """{part: mine, theirs or both} chosen on the page with two versions."""
    start = f"keep_{prefix}-"
    return {name.removeprefix(start): data[name] for name in data if name.startswith(start)}


def keep_draft(request, one):
    """What was typed into one question, for its writer alone, until it can be kept."""
    sitting, prefix = one.sitting, one.prefix
    fields = {name: found for name, found in request.POST.lists() if name.startswith(f"{prefix}-")}
    if is_file(one.question):  # with the file that was kept a moment ago
        fields[f"{prefix}-value"] = one.mine.value
    key, place = draft_key(sitting, prefix), {"path": request.path[:300], "case_id": sitting.case_id}
    try:
        save_draft(request.user, key, fields, **place)
    except Newer:  # the script and the button sent the first draft of it at the same moment
        save_draft(request.user, key, fields, **place)


@dataclass
class Sent:
    """One question of a form, and the version its writer looked at."""

    sitting: Any
    question: Any
    repeat: int
    prefix: str
    seen: int
    mine: Typed
    keep: dict


def keep_one(one, sources, outcome, *, by):
    """Saves one question, merged with what others wrote meanwhile; notes a refusal or two versions that meet."""
    for _attempt in range(TRIES):
        row = place_for(sources, one.sitting, one.question, one.repeat)
        values_to_save, clash = merged(one, row)
        if clash is not None:
            outcome.clashes[one.prefix] = clash
            return
        if values_to_save == typed.kept(one.question, None if row._state.adding else row):
            outcome.standing.update({} if row._state.adding else {one.prefix: row})
            return
        try:
            outcome.saved[one.prefix] = save_answer(
                one.sitting, one.question.code, one.repeat, by=by, seen=standing_version(row), **values_to_save.given()
            )
            return
        except Stale:
            current().held.clear()
            sources = Sources.of(one.sitting.case)
        except ValidationError as error:
            outcome.refused[one.prefix] = sentences(error)
            return
    outcome.refused[one.prefix] = {"": [_("Somebody writes here at the same moment. Try again.")]}


def sentences(error):
    """{part: [sentence]}; what belongs to no part stands under ''."""
    if hasattr(error, "error_dict"):
        return {("" if name == "__all__" else name): list(texts) for name, texts in error.message_dict.items()}
    return {"": list(error.messages)}


def version_kept(row, number_seen):
    """The row as it was at a version, or None."""
    return Answer.history.filter(id=row.pk, version=number_seen).first() if number_seen else None


def merged(one, row):
    """(boxes to save, Clash or None): three versions, part by part. What only one of two people changed is theirs."""
    standing = None if row._state.adding else row
    theirs = typed.kept(one.question, standing)
    if one.seen == standing_version(row) and not one.keep:
        return one.mine, None
    base = typed.kept(one.question, version_kept(row, one.seen) if standing is not None else None)
    result, parts = Typed(), []
    for part in PARTS:
        three = getattr(one.mine, part), getattr(base, part), getattr(theirs, part)
        setattr(result, part, chosen(one.question, part, three, one.keep.get(part)))
        if part not in one.keep and meet(*three):
            parts.append(part)
    return result, clash_of(one, row, result, theirs, parts) if parts else None


def meet(mine, base, theirs):
    """Whether two people changed the same part differently. A text that goes on where theirs ends loses nothing."""
    goes_on = isinstance(mine, str) and bool(theirs) and mine.startswith(theirs)
    return mine != theirs and base not in (mine, theirs) and not goes_on


def chosen(question, part, three, keep):
    """One part of the result: as somebody chose, else whichever side changed it."""
    mine, base, theirs = three
    if keep == "theirs":
        return theirs
    if keep == "both":
        return typed.both(question, mine, theirs) if part == "value" else joined(mine, theirs)
    return theirs if keep != "mine" and mine == base else mine


def joined(mine, theirs):
    """Two notes under each other, ticks of both."""
    if isinstance(mine, str):
        return "\n".join(text for text in (theirs, mine) if text)
    return sorted({*mine, *theirs})


def clash_of(one, row, mine, theirs, parts):
    """Both versions, with who wrote the other. `mine` holds already what did not meet."""
    other = new_conflict(row)
    return Clash(one.question, one.prefix, mine, theirs, parts, row.version, other.theirs_by, other.theirs_at)


def in_words(question, part, boxes):
    """One part of the boxes in words, whatever was typed."""
    found = getattr(boxes, part)
    if part != "value":
        return found if isinstance(found, str) else ", ".join(found)
    try:
        return values.words(question, values.checked(question, found))
    except ValidationError:
        return str(found)

"""Files that were given as an answer: taken in with the checks of the room of files (R-33), pointed to by the answer,
and shown with the state of each. Who may not see the file reads the fixed mark, whatever there is."""

import uuid

from django.utils.translation import gettext as _

from accounts.access import allowed, refuse, writable
from accounts.acting import current
from accounts.performing import performing
from casework.files import words
from casework.files.actions import store_file
from casework.files.blobs import CannotStore
from casework.files.checking import TAKEN
from casework.files.kinds import ACCEPT
from casework.files.models import StoredFile
from casework.files.queries import files_for
from casework.files.uploads import MOST
from casework.interviews import catalogue
from casework.interviews.actions import may_be_written, place_for
from casework.interviews.reading import Sources

KIND = "file"
UPLOAD = {"accept": ACCEPT, "taken": TAKEN, "most": MOST}  # what the box says before anything is sent


def is_file(question):
    """Whether the question is answered by files."""
    return question.kind == KIND


def answered_by_files(row):
    """Whether an answer is one of files; not where nobody knows its question any more."""
    try:
        return is_file(catalogue.question(row.question))
    except KeyError:
        return False


def take_file(sitting, question, repeat, upload, *, by, key=""):
    """Keeps an upload as a file that was given in this talk, in quarantine; the answer that points to it is the
    caller's. With a `key` that was used before the file is there already and is handed back: a form sent twice.

    ValidationError where nothing may be written to the question now, or beside "file" for what is not taken;
    CannotStore when the disk is full.
    """
    with performing(by, "interview.answer", sitting):
        sources = Sources.of(sitting.case)
        row = place_for(sources, sitting, question, repeat)
        if row.group not in writable(row):
            refuse(by, "interview.answer", "casework.answer", question.code, visible=True)
        may_be_written(sources, sitting, question, row)
        if getattr(upload, "problem", "") == "full":
            raise CannotStore
        return store_file(sitting.case, upload, by=by, kind=StoredFile.Kind.ANSWER, key=key_of(key))


def key_of(text):
    """The key a form brought, or None for none and for what is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def entries_for(case, ids):
    """{id: the file as templates print it} of these files of the case, in one statement whatever their number; the one
    mark for those whose policy does not open files to them."""
    wanted = set(ids)
    if not wanted:
        return {}
    user = current().user
    if not allowed(user, "file.view", case):
        return {key: {"key": key, "withheld": True} for key in wanted}
    rows = files_for(case).filter(pk__in=wanted).order_by("added_at", "pk")
    return {str(row.pk): words.entry(row, user) for row in rows}


def ids_in(rows):
    """Ids of the files that these answers point to."""
    return [key for row in rows if answered_by_files(row) for key in row.value or ()]


def shown(row, entries):
    """The files of one answer, of those that `entries_for` found: for who may not see them one mark, not a count."""
    found = [entries[key] for key in ids_in([row]) if key in entries]
    return found[:1] if any(entry.get("withheld") for entry in found) else found


def put_files(blocks, case):
    """Gives the blocks of a page their files: those of the answer, those that stand in its boxes, and those of what was
    told before or by others."""
    asked = [block for block in blocks if is_file(block.question)]
    told = [source for block in asked for source in (block.last, *block.others) if source]
    ids = {key for block in asked for key in held(block)} | {key for source in told for key in source["file_ids"]}
    entries = entries_for(case, ids)
    for block in asked:
        ticked = set(block.typed.value or ())
        block.files = [{**entries[key], "on": key in ticked} for key in held(block) if key in entries]
    for source in told:
        source["files"] = [entries[key] for key in source["file_ids"] if key in entries]


def held(block):
    """Ids of the files that belong to a block, in one order."""
    kept = block.row.value if block.row is not None else None
    return sorted(key for key in {*(kept or ()), *(block.typed.value or ())} if key_of(key))


def full():
    """The sentence for a disk that takes nothing."""
    return str(_("There is no room for files at the moment. Nothing was kept. Try again later."))

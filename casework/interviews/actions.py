"""Sitting down together, and writing what was told (rules 1, 2, 3 and 5). Steps of a sitting are in transitions.py."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import refuse, writable
from accounts.performing import Stale, performing
from accounts.vault import EncryptedTextField
from casework.files.models import StoredFile
from casework.interviews import catalogue, values
from casework.interviews.asking import closed, earlier
from casework.interviews.catalogue import State
from casework.interviews.feeds import heard_targets
from casework.interviews.models import GIVEN, Answer, Sitting
from casework.interviews.reading import Sources, as_heard_from, speaker_of, told_in
from casework.interviews.transitions import case_is_open, consent_problem, safe_setting
from casework.interviews.values import Talk
from casework.people.models import Person

S = Sitting.Status
LONG = 2_000  # letters of a text about the setting
MOST_REPEATS = 60
# What may still be written when the talk is over: the story, what was noticed, what was added (int.seen is filled in
# after the person has left).
AFTERWARDS = ("interview.narrative", "interview.observations", "interview.added")
UNSURE = State.UNSURE.value
KEPT = ("value", "note", "heard", "from_story", "state")


def check_setting(sitting):
    """ValidationError for texts nobody could read, and a private talk in the past."""
    errors = {
        field.name: _("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"}
        for field in sitting._meta.concrete_fields
        if isinstance(field, EncryptedTextField) and len(getattr(sitting, field.attname)) > LONG
    }
    if sitting.private_talk_on and sitting.private_talk_on < timezone.localdate(sitting.opened_at):
        errors["private_talk_on"] = _("This day is over. Choose one that is still to come.")
    if errors:
        raise ValidationError(errors)


def open_sitting(case, *, by, set_code, **fields):
    """A sitting that is being prepared, with the newest version of the set. It begins by the step "start"."""
    with performing(by, "interview.open", case):
        try:
            whole = catalogue.question_set(set_code)
        except LookupError:
            raise ValidationError({"set_code": _("Choose one of the sets of questions.")}) from None
        sitting = Sitting(case=case, set_code=whole.code, set_version=whole.version, held_by=by, **fields)
        case_is_open(sitting, {})
        sitting.clean_fields(exclude=["case"])
        check_setting(sitting)
        sitting.save(force_insert=True)
    return sitting


def change_setting(sitting, *, by, **fields):
    """Corrects who, where and in which language. A talk that goes on may not lose what makes it safe: stop it first."""
    with performing(by, "interview.edit", sitting):
        if sitting.status == S.ENDED:
            raise ValidationError(_("This talk has ended. What it says about itself stays."))
        if "speaker" in fields and fields["speaker"] != sitting.speaker and sitting.status != S.DRAFT:
            raise ValidationError({"speaker": _("Who tells cannot change within a talk. Begin another one.")})
        for name, value in fields.items():
            setattr(sitting, name, value)
        sitting.clean_fields(exclude=["case"])
        check_setting(sitting)
        if sitting.status in Sitting.GOING_ON:
            safe_setting(sitting, {})
        sitting.save()
    return sitting


def discard_sitting(sitting, *, by):
    """Takes an empty draft away; the history keeps it. ValidationError once anything was told."""
    with performing(by, "interview.discard", sitting):
        if sitting.status != S.DRAFT or Answer.objects.filter(sitting=sitting).exists():
            raise ValidationError(_("Something was told in this talk already. It can be ended, not thrown away."))
        sitting.delete()


def born_of(case, sources):
    """The earliest day on which the person can have been born, by their record, else as told; or None."""
    recorded = Person.objects.filter(case=case).first()
    if recorded and recorded.birth_date:
        return recorded.birth_date
    told = [row for row in sources.rows if row.state in GIVEN and catalogue.question(row.question).field == values.BORN]
    days = [values.vague.from_json(row.value).earliest for row in told if isinstance(row.value, dict)]
    return min((day for day in days if day), default=None)


def place_for(sources, sitting, question, repeat):
    """The row that an answer given now is written into: this sitting's own, an earlier one that holds the same fact of
    the same speaker (it is corrected, not asked again), or a new one."""
    own = sources.own(sitting).get((question.code, repeat))
    if own is not None:
        return own
    told = sources.same_fact(question, repeat, sitting) if question.ask_once and question.field else None
    if told is not None:
        return told
    return Answer(
        case_id=sitting.case_id,
        sitting=sitting,
        question=question.code,
        repeat=repeat,
        speaker=sitting.speaker,
        once_for=question.field if question.ask_once else "",
        written_by=sitting.held_by,
    )


def standing_version(row):
    """0 for a row that does not exist yet."""
    return 0 if row._state.adding else row.version


def is_closed(sources, sitting, question, row):
    """Whether the speaker asked, in another sitting or by a topic, not to be asked this again (rule 5).

    What was told or closed in this very sitting can still be corrected in it: a tick by mistake is no wish.
    """
    if row.raised_at and sitting.started_at and row.raised_at >= sitting.started_at:
        return False
    here = sitting.pk in (row.sitting_id, row.corrected_in_id)
    if here and row.state in GIVEN:
        return False
    told = [one for one in sources.told if not (here and one.sitting is row)]
    return closed(question, as_heard_from(told, speaker_of(sitting)))


def may_be_written(sources, sitting, question, row):
    """ValidationError where nothing may be written to this question now."""
    problem = consent_problem(sitting)
    if problem:
        raise ValidationError(problem)
    case_is_open(sitting, {})
    in_its_time(sitting, question, row)
    as_the_person_wants(sources, sitting, question, row)


def in_its_time(sitting, question, row):
    """ValidationError before a talk and after it, but for what was told already."""
    if sitting.status == S.DRAFT:
        raise ValidationError(_("The talk has not begun."))
    told = not row._state.adding and row.state in GIVEN
    if sitting.status in Sitting.OVER and not told and question.field not in AFTERWARDS:
        raise ValidationError(_("The talk is over. What was told can be corrected; new questions wait for the next."))


def as_the_person_wants(sources, sitting, question, row):
    """ValidationError for what is not asked before others, not before the person speaks of it, or not again."""
    if sitting.official_present and question.is_sensitive:
        raise ValidationError(_("With an official in the room this is not asked. Keep it for the talk in private."))
    if question.only_if_raised and row.raised_at is None:
        raise ValidationError(_("This is written only when the person has begun to speak of it."))
    if is_closed(sources, sitting, question, row):
        raise ValidationError(_("The person asked not to be asked this again. Only they can open it."))


def standing_state(question, given, value):
    """The state that marks and value give: a mark of the person's wish goes before any answer."""
    asked = given.get("state") or ""
    if asked in (State.SKIPPED, State.NOT_AGAIN, State.UNSURE):
        return State(asked)
    if question.kind == "yes_no_unsure" and value == "unsure":
        return State.UNSURE
    return State.ANSWERED if value is not None or given.get("from_story") else State.NOT_REACHED


def fill(row, question, given, talk):
    """Puts what was given into the row. ValidationError with sentences for what cannot be."""
    if given.get("state", "") not in ("", *State):
        raise ValidationError({"state": _("Choose how the question stands.")})
    heard = given.get("heard") or []
    if not isinstance(heard, list) or set(heard) - set(heard_targets(question)):
        raise ValidationError({"heard": _("Choose from what can be ticked beside this question.")})
    row.value = values.checked(question, given.get("value"), talk)
    files_of_the_case(row, question)
    row.note = noted(given.get("note") or "")
    row.heard = sorted(heard) or None
    row.from_story = bool(given.get("from_story"))
    row.state = standing_state(question, given, row.value)


def files_of_the_case(row, question):
    """ValidationError for an answer that points to a file which is not one of this case."""
    ids = (row.value or []) if question.kind == "file" else []
    if ids and StoredFile.objects.filter(case=row.case_id, pk__in=ids).count() < len(ids):
        raise ValidationError({"value": _("This file is not among those of the case. Add it again.")})


def noted(text):
    """A note as it is kept."""
    try:
        return values.text_in(text, values.LONG) or ""
    except ValidationError as error:
        raise ValidationError({"note": error.messages}) from error


def question_in(sitting, code, repeat):
    """The question of the sitting's set. ValidationError for a code the set does not have, or a repeat of nothing."""
    try:
        question = catalogue.question_set(sitting.set_code, sitting.set_version).question(code)
    except KeyError:
        raise ValidationError({"question": _("This set does not ask that.")}) from None
    if not 0 <= repeat < (MOST_REPEATS if question.repeats_for else 1):
        raise ValidationError({"repeat": _("There is no such part.")})
    return question


def locked(sitting):
    """The sitting as it stands, held until the transaction ends: two tabs never make two rows of one answer."""
    rows = Sitting.objects.select_related("case", "held_by").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=sitting.pk)


def save_answer(sitting, code, repeat=0, *, by, seen=0, **given):
    """Writes what was told to one question: `given` is value, note, heard, from_story, state.

    `seen` is the version the writer looked at, 0 for an answer that was not there. Stale when another one stands
    there now; ValidationError with a sentence for what cannot be; nothing is written in either case (R-50).
    """
    try:
        with performing(by, "interview.answer", sitting):
            talk, question = locked(sitting), question_in(sitting, code, repeat)
            sources = Sources.of(talk.case)
            row = place_for(sources, talk, question, repeat)
            if row.group not in writable(row):
                refuse(by, "interview.answer", "casework.answer", code, visible=True)
            may_be_written(sources, talk, question, row)
            if standing_version(row) != seen:
                raise Stale
            return write(row, question, given, by, talk, born_of(talk.case, sources))
    except IntegrityError as error:  # the same fact was told in another sitting at the same moment
        raise Stale from error


def write(row, question, given, by, sitting, born):
    """Saves the row where anything changed; who corrected it in a later sitting stands in the row."""
    before = {name: getattr(row, name) for name in KEPT}
    moment = timezone.now()
    over = sitting.status in Sitting.OVER
    on = timezone.localdate(row.told_at if over and not row._state.adding else moment)
    fill(row, question, given, Talk(on, born))
    if not row._state.adding and before == {name: getattr(row, name) for name in KEPT}:
        return row
    if row.sitting_id != sitting.pk:
        row.corrected_in = sitting
    if not (over and told_in(row).pk == sitting.pk and not row._state.adding):
        row.told_at = moment
    row.written_by = by
    row.clean_fields(exclude=["case", "sitting", "corrected_in", "written_by"])
    row.save(force_insert=row._state.adding)
    return row


def raise_question(sitting, code, repeat=0, *, by):
    """The person began to speak of it by themself: a question that only they can open is open in this sitting."""
    with performing(by, "interview.answer", sitting):
        talk, question = locked(sitting), question_in(sitting, code, repeat)
        sources = Sources.of(talk.case)
        row = place_for(sources, talk, question, repeat)
        if row.group not in writable(row):
            refuse(by, "interview.answer", "casework.answer", code, visible=True)
        if talk.speaker != Sitting.Speaker.PERSON or talk.status not in Sitting.GOING_ON:
            raise ValidationError(_("Only the person can open this, in a talk with them."))
        if talk.official_present and question.is_sensitive:
            raise ValidationError(_("With an official in the room this is not asked. Keep it for the talk in private."))
        row.raised_at = timezone.now()
        row.state = State.NOT_REACHED if row.state == State.NOT_AGAIN else row.state
        row.written_by = by
        row.save(force_insert=row._state.adding)
    return row


def still_so(sitting, code, repeat=0, *, by):
    """The person says that the last answer still holds: it is written into this sitting, told today (rule 2)."""
    question = question_in(sitting, code, repeat)
    sources = Sources.of(sitting.case)
    last = earlier(question, repeat, sources.before(sitting), speaker_of(sitting))
    if last is None:
        raise ValidationError(_("There is no earlier answer to use."))
    row = last.sitting
    kept = {"value": row.value, "note": row.note, "heard": row.heard, "state": row.state if row.state == UNSURE else ""}
    return save_answer(sitting, code, repeat, by=by, seen=0, **kept)


def leave_out(talk, section, repeat=0, *, by):
    """Leaves out, at the person's wish, every hard question of a part that nothing was told about yet."""
    for question in section.questions:
        row = place_for(talk.sources, talk.sitting, question, repeat)
        hard = question.is_sensitive and not question.only_if_raised and question.applies_to in ("all", talk.profile)
        untold = row._state.adding and row.group in talk.groups
        if hard and untold and not is_closed(talk.sources, talk.sitting, question, row):
            save_answer(talk.sitting, question.code, repeat, by=by, seen=0, state=State.SKIPPED)

"""What the pages say of talks and answers: in the reader's words, as far as the reader may read them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.access import readable
from accounts.codes import label
from accounts.pages import Shown
from casework.interviews import catalogue
from casework.interviews.blocks import source
from casework.interviews.catalogue import State
from casework.interviews.given_files import entries_for, ids_in, shown
from casework.interviews.models import GIVEN, Answer, Sitting, SittingStep
from casework.interviews.reading import answer_words, answers_of, known
from casework.interviews.typed import prefix_of

S = Sitting.Status
TAGS: dict[str, str] = {S.DRAFT: "todo", S.IN_PROGRESS: "now", S.PAUSED: "wait", S.STOPPED: "stop", S.ENDED: "done"}
SAID_AFTER = {
    "start": gettext_lazy("The talk has begun. You can pause or stop at any moment."),
    "pause": gettext_lazy("Paused. Everything is saved."),
    "resume": gettext_lazy("You go on."),
    "stop": gettext_lazy("Stopped for today. Everything is saved. Do not leave anyone upset alone."),
    "end": gettext_lazy("The talk has ended. Everything is saved."),
}
STEPS = {
    "start": gettext_lazy("Began"),
    "pause": gettext_lazy("Paused"),
    "resume": gettext_lazy("Went on"),
    "stop": gettext_lazy("Stopped"),
    "end": gettext_lazy("Ended"),
    "withdraw": gettext_lazy("Stopped: the person does not want to be interviewed"),
}


def title_of(sitting):
    """The set's title, in the version that was used."""
    return catalogue.question_set(sitting.set_code, sitting.set_version).title


def sittings_of(case):
    """All talks of the case, newest first, with who held them and where they go on."""
    rows = list(Sitting.objects.filter(case=case).select_related("held_by"))
    return [
        {
            "title": title_of(row),
            "tag": (TAGS[row.status], row.get_status_display()),
            "by": row.held_by.display_name,
            "told_by": "" if row.speaker == Sitting.Speaker.PERSON else row.get_speaker_display(),
            "at": row.started_at or row.opened_at,
            "setting": row.get_setting_display(),
            "language": row.get_language_display(),
            "url": reverse(
                "interview_setting" if row.status == S.DRAFT else "interview_sitting", args=[case.reference, row.pk]
            ),
        }
        for row in rows
    ]


def sets_to_choose(case):
    """The sets of questions: what for, how long, who answers."""
    return [
        {
            "title": whole.title,
            "purpose": whole.purpose,
            "minutes": whole.minutes,
            "answered_by": whole.answered_by,
            "note": whole.note,
            "url": reverse("interview_start", args=[case.reference, whole.code]),
        }
        for whole in catalogue.all_sets()
    ]


def place_in_set(row):
    """Where an answer stands in its set, for sorting."""
    question = catalogue.question(row.question)
    return catalogue.SETS.index(question.set), question.order, row.repeat, row.told_at


def known_answers(case):
    """What was told so far, in the order of the questions, with its source and date; what is closed to this reader is
    left out (one fixed line of the page says so)."""
    groups = readable(case)
    rows = [row for row in answers_of(case) if known(row) and row.state in GIVEN and row.group in groups]
    files, found = entries_for(case, ids_in(rows)), {}
    for row in sorted(rows, key=place_in_set):
        question = catalogue.question(row.question)
        section = catalogue.question_set(question.set).section(question.section)
        line = {"question": question.text, "part": part_words(section, row.repeat), **source(row), "note": row.note}
        line["files"] = shown(row, files)
        found.setdefault((section.code, section.title), []).append(line)
    return [{"title": title, "lines": lines} for (_code, title), lines in found.items()]


REPEATS = {
    "leg": gettext_lazy("Part %(n)s of the way"),
    "stay": gettext_lazy("Place %(n)s"),
    "charge": gettext_lazy("Sum %(n)s"),
}
ONE_MORE = {
    "leg": gettext_lazy("Add the next part of the way"),
    "stay": gettext_lazy("Add another place"),
    "charge": gettext_lazy("Add another sum"),
}


def part_words(section, repeat):
    """ "Part 2 of the way"; '' where nothing repeats."""
    return REPEATS[section.repeats_for] % {"n": repeat + 1} if section.repeats_for else ""


def strip(sitting):
    """What stands above every page of a talk: which one, who interprets, who is there, where."""
    seen = Shown(sitting, readable(sitting))
    before = Sitting.objects.filter(case=sitting.case_id, opened_at__lt=sitting.opened_at).exclude(status=S.DRAFT)
    return {
        "number": before.count() + 1,
        "title": title_of(sitting),
        "at": sitting.started_at,
        "tag": (TAGS[sitting.status], sitting.get_status_display()),
        "language": seen.get_language_display,
        "interpreter": seen.interpreter,
        "present": seen.present,
        "place": seen.place,
        "setting": seen.get_setting_display,
        "beside": seen.beside if sitting.case.child else "",
        "speaker": "" if sitting.speaker == Sitting.Speaker.PERSON else seen.get_speaker_display,
        "told_by": seen.told_by if sitting.speaker != Sitting.Speaker.PERSON else "",
        "official": sitting.official_present,
        "private_talk_on": sitting.private_talk_on,
    }


def steps_of(sitting):
    """When it began, paused, went on and ended."""
    rows = SittingStep.objects.filter(sitting=sitting).select_related("by")
    return [
        {"words": STEPS.get(row.step, row.step), "at": row.at, "by": row.by.display_name, "again": row.asked_again}
        for row in rows
    ]


def parts_of(sitting, may_write):
    """Every answer of one talk, part by part. Skips are for those who do the interview, nobody else (rule 4)."""
    groups = readable(sitting)
    whole = catalogue.question_set(sitting.set_code, sitting.set_version)
    codes = {question.code for question in whole.questions}
    rows = [row for row in told_here(sitting) if row.question in codes and row.group in groups]
    files, found = entries_for(sitting.case, ids_in(rows)), []
    for section in whole.sections:
        own = [row for row in rows if whole.question(row.question).section == section.code]
        worth_it = [row for row in sorted(own, key=place_in_set) if worth(row, may_write)]
        lines = [{**line_of(sitting, section, row), "files": shown(row, files)} for row in worth_it]
        if lines:
            found.append({"title": section.title, "lines": lines})
    return found


def told_here(sitting):
    """Rows that this talk wrote or corrected."""
    rows = Answer.objects.filter(case=sitting.case_id).select_related("sitting", "corrected_in", "written_by")
    return [row for row in rows if known(row) and sitting.pk in (row.sitting_id, row.corrected_in_id)]


def worth(row, may_write):
    """Whether the list shows the row at all."""
    if row.state in GIVEN or row.note or row.state == State.NOT_AGAIN:
        return True
    return may_write and row.state == State.SKIPPED


def line_of(sitting, section, row):
    """One answer of the list."""
    question, prefix = catalogue.question(row.question), prefix_of(row.question, row.repeat)
    return {
        "question": question.text,
        "part": part_words(section, row.repeat),
        "hard": question.is_sensitive,
        "words": answer_words(row) if row.state in GIVEN else "",
        "voice": question.kind == "long_text",
        "story": row.from_story,
        "state": "" if row.state in GIVEN else row.get_state_display(),
        "stop": row.state == State.NOT_AGAIN,
        "note": row.note,
        "heard": [heard_words(target) for target in row.heard or ()],
        "corrected": row.corrected_in_id == sitting.pk and row.sitting_id != sitting.pk,
        "url": f"{part_url(sitting, section, row.repeat)}?open={prefix}#{prefix}",
    }


def heard_words(target):
    """ "vulnerability_flags.dependants" in words."""
    name, _dot, code = target.partition(".")
    return label(name, code)


def part_url(sitting, section, repeat=0):
    """The page of one part of a talk."""
    if repeat:
        return reverse("interview_repeat", args=[sitting.case.reference, sitting.pk, section.code, repeat + 1])
    return reverse("interview_part", args=[sitting.case.reference, sitting.pk, section.code])


def after_step(request, sitting, name):
    """Where a step leads: back to the part one was at, or to all that the talk holds."""
    back = request.POST.get("section", "")
    whole = catalogue.question_set(sitting.set_code, sitting.set_version)
    if name == "resume" and back in {section.code for section in whole.sections}:
        return part_url(sitting, whole.section(back))
    return sitting.get_absolute_url()

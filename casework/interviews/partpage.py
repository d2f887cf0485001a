"""What the page of one part is made of: blocks with their words, the jump list, the story beside them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.signin.drafts import open_draft
from casework.interviews import typed, values, words
from casework.interviews.blocks import COUNTRIES, CURRENCIES, LOCATIONS, block_for
from casework.interviews.catalogue import State
from casework.interviews.given_files import UPLOAD, put_files
from casework.interviews.models import GIVEN, Sitting
from casework.interviews.saving import drafts_of, number, sentences
from casework.languages.wording import spoken

ASKING = ("ask",)
SAY = [
    _("We can stop. You decide."),
    _("You do not have to explain why."),
    _("What happened was done to you."),
    _("Rough is enough. Not knowing is an answer."),
]


def blocks_of(talk, section, repeat, opened=()):
    """The blocks of one part, known answers first."""
    found = [block_for(talk, question, repeat, opened) for question in section.questions]
    return sorted((block for block in found if block is not None), key=lambda block: block.mode != "known")


def prefixes_shown(talk, section, repeat):
    """Names of the questions that are asked on the page now."""
    return [block.prefix for block in blocks_of(talk, section, repeat) if block.mode in ASKING]


def conditional(talk, section, repeat):
    """The same, as far as an answer brought them up."""
    asked = [block for block in blocks_of(talk, section, repeat) if block.mode in ASKING]
    return [block.prefix for block in asked if block.question.clauses]


def story_block(talk, section):
    """The person's own telling, which stands beside every other part; None where the set has none."""
    if talk.story is None or talk.story.section == section.code:
        return None
    block = block_for(talk, talk.story, 0)
    return block if block is not None and block.mode == "ask" else None


def put_typed(blocks, outcome):
    """What was typed and refused stands in its boxes, with the sentence beside it."""
    for block in blocks if outcome else ():
        if block.prefix in outcome.typed:
            block.typed, block.errors = outcome.typed[block.prefix], outcome.refused.get(block.prefix, {})


def put_drafts(blocks, drafts):
    """What was typed earlier and could not be kept is offered again, with the reason."""
    for block in blocks:
        draft = drafts.get(block.prefix)
        if draft is None or block.mode != "ask" or block.errors:
            continue
        data = open_draft(draft)
        block.draft, block.typed = draft, typed.posted(block.question, block.prefix, data)
        block.version = number(data.get(f"{block.prefix}-version", ""))
        try:
            values.checked(block.question, block.typed.value)
        except ValidationError as error:
            block.errors = sentences(error)


def jump_list(talk, section):
    """The parts of the set, each with a shape, a count, and where it is."""
    found = []
    for part in talk.whole.sections:
        done, shown = talk.progress.get(part.code, (0, 0))
        if shown == 0:
            continue
        states = [s.state for s in talk.standings if s.question.section == part.code]
        closed = all(state in (State.NOT_AGAIN, State.SKIPPED) for state in states)
        shape = "stop" if closed else "done" if done == shown else "half" if done else "todo"
        text = _("not today") if closed else _("%(done)s of %(all)s") % {"done": done, "all": shown}
        found.append(
            {
                "title": part.title,
                "url": words.part_url(talk.sitting, part),
                "current": part.code == section.code,
                "shape": shape,
                "text": text,
            }
        )
    return found


def said_aloud(talk, section, blocks, story):
    """Puts the words in the language of the talk beside the English; returns those before the section."""
    codes = [block.question.code for block in [*blocks, *([story] if story else [])]]
    found = spoken([*codes, *([section.code] if section.intro else [])], talk.sitting.language)
    for block in [*blocks, *([story] if story else [])]:
        block.text = found[block.question.code]
    return found.get(section.code)


def repeats_of(talk, section, repeat):
    """Links to the parts of a section that repeats."""
    if not section.repeats_for:
        return []
    numbers = sorted({*talk.repeats(section), repeat})
    return [
        {
            "label": words.part_words(section, at),
            "url": words.part_url(talk.sitting, section, at),
            "current": at == repeat,
        }
        for at in numbers
    ]


def told_about(talk, section, repeat):
    """Whether the person has told anything of this repeat yet: then the next can be added."""
    codes = {question.code for question in section.questions}
    return any(told.question in codes and told.repeat == repeat for told in talk.sources.told)


def neighbours(talk, section):
    """The part before and the one after."""
    listed = [part for part in talk.whole.sections if talk.progress.get(part.code)]
    at = next((at for at, part in enumerate(listed) if part.code == section.code), 0)
    before = listed[at - 1] if at else None
    return {
        "back": {"title": before.title, "url": words.part_url(talk.sitting, before)} if before else None,
        "place": at + 1,
        "places": len(listed),
    }


def counted(talk, jump):
    """ "3 of 9 parts done, 3 not to be asked again": no score for a painful story."""
    answers, closed = talk.counts()
    done = sum(part["shape"] == "done" for part in jump)
    return {"answers": answers, "closed": closed, "done": done, "parts": len(jump)}


LISTS = {"currencies": CURRENCIES, "locations": LOCATIONS, "countries": COUNTRIES, "per": values.PER, "upload": UPLOAD}


def context_of(request, talk, section, repeat, outcome=None):
    """Everything the template of one part needs."""
    opened = {request.GET["open"]} if "open" in request.GET else set()
    blocks, story = blocks_of(talk, section, repeat, opened), story_block(talk, section)
    together = [*blocks, *([story] if story else [])]
    put_typed(together, outcome)
    put_drafts(together, drafts_of(request.user, talk.sitting))
    put_files(together, talk.case)
    return {
        "section": section,
        "repeat": repeat,
        "intro": said_aloud(talk, section, blocks, story),
        "blocks": [block for block in blocks if block.mode != "shut"],
        "shut": [block for block in blocks if block.mode == "shut"],
        "story": story,
        "refused": [block for block in together if block.errors],
        "may_leave_out": any(block.mode == "ask" and block.sensitive and not block.row for block in blocks),
        **around_questions(talk, section, repeat),
        **standing_of(talk),
    }


def around_questions(talk, section, repeat):
    """Where this part stands among the others, and the lists its boxes choose from."""
    jump = jump_list(talk, section)
    return {
        "here": words.part_url(talk.sitting, section, repeat),
        "sitting_url": talk.sitting.get_absolute_url(),
        "jump": jump,
        "counts": counted(talk, jump),
        "repeats": repeats_of(talk, section, repeat),
        "add_words": words.ONE_MORE.get(section.repeats_for, "") if told_about(talk, section, repeat) else "",
        "around": neighbours(talk, section),
        "lists": LISTS,
        "bases": values.BASES,
        "say": SAY,
    }


def standing_of(talk):
    """How the talk itself stands."""
    return {
        "strip": words.strip(talk.sitting),
        "problem": talk.problem,
        "over": talk.over,
        "paused": talk.sitting.status == Sitting.Status.PAUSED,
        "saved_at": saved_at(talk),
    }


def saved_at(talk):
    """When the last answer of this talk was written; None before the first."""
    rows = [row for row in talk.sources.rows if talk.sitting.pk in (row.sitting_id, row.corrected_in_id)]
    return max((row.told_at for row in rows if row.state in GIVEN), default=None)

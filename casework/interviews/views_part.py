"""One part of a talk on a page: its questions, the story beside them, and saving by button or by itself."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.pages import page
from accounts.signin.drafts import name_drafts
from accounts.signin.leaving import saves_by_itself
from accounts.workflow import WrongState
from casework.frame import who
from casework.interviews import catalogue, typed, words
from casework.interviews.actions import MOST_REPEATS, leave_out, raise_question, save_answer, still_so
from casework.interviews.blocks import Talk
from casework.interviews.models import Sitting
from casework.interviews.partpage import blocks_of, conditional, context_of, prefixes_shown
from casework.interviews.saving import DRAFTS, PARTS, in_words, save_posted
from casework.interviews.transitions import INTERVIEW
from casework.interviews.typed import read_prefix
from casework.interviews.views import keep_open, sitting_for

name_drafts(DRAFTS, gettext_lazy("What was told in a talk"))


def section_for(sitting, code, number):
    """(section, repeat) of the address, or 404."""
    try:
        section = catalogue.question_set(sitting.set_code, sitting.set_version).section(code)
    except KeyError:
        raise Http404 from None
    if not 1 <= number <= (MOST_REPEATS if section.repeats_for else 1):
        raise Http404
    return section, number - 1


@saves_by_itself
@require_http_methods(["GET", "HEAD", "POST"])
def interview_part(request, reference, pk, section, number=1):
    """The questions of one part. A post saves what was touched; by script each answer by itself, by button all."""
    sitting = sitting_for(request.user, "interview.answer", reference, pk)
    section, repeat = section_for(sitting, section, number)
    if sitting.status == Sitting.Status.DRAFT:
        return HttpResponseRedirect(sitting.get_absolute_url())
    keep_open(request, sitting)
    if request.method == "POST":
        return posted(request, sitting, section, repeat)
    return show(request, sitting, section, repeat)


def show(request, sitting, section, repeat, outcome=None, status=200):
    """The page itself."""
    talk = Talk(sitting)
    context = context_of(request, talk, section, repeat, outcome)
    return page(
        request,
        "casework/interviews/interview_part.html",
        status=status,
        case=sitting.case,
        sitting=sitting,
        **context,
        **who(sitting.case, request.user, "interview_home"),
    )


def posted(request, sitting, section, repeat):
    """Saves, then does what the button says. An act on one question comes after what stood on the page is kept."""
    outcome = save_posted(request, sitting)
    if not request.accepts("text/html"):
        return as_json(request, sitting, section, repeat, outcome)
    if outcome.clashes:
        return two_versions(request, sitting, outcome)
    if outcome.refused:
        return show(request, sitting, section, repeat, outcome, outcome.status)
    try:
        return act(request, sitting, section, repeat)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(words.part_url(sitting, section, repeat))


def skip(sitting, code, repeat, *, by):
    """Leaves one question out, as the person wished."""
    row = Talk(sitting).sources.own(sitting).get((code, repeat))
    save_answer(sitting, code, repeat, by=by, seen=row.version if row else 0, state="skipped")


ACTS: dict[str, Callable] = {"raised": raise_question, "still": still_so, "skip": skip}


def act(request, sitting, section, repeat):
    """What the pressed button asks for, besides saving."""
    for name, action in ACTS.items():
        if name in request.POST:
            code, number = read_prefix(request.POST[name])
            action(sitting, code, number, by=request.user)
            return HttpResponseRedirect(f"{words.part_url(sitting, section, repeat)}#{request.POST[name]}"[:500])
    if "step" in request.POST:
        return step(request, sitting, section, repeat)
    if "leave_out" in request.POST:
        leave_out(Talk(sitting), section, repeat, by=request.user)
    return HttpResponseRedirect(after(request, sitting, section, repeat))


def step(request, sitting, section, repeat):
    """Pause, stop and the like from within a part: what stood there is saved already."""
    name = request.POST["step"]
    if name not in INTERVIEW.steps:
        raise Http404
    try:
        moved = INTERVIEW.move(sitting, name, by=request.user, asked_again=request.POST.get("asked_again", ""))
    except WrongState:
        messages.error(request, _("Somebody took this step already. The page shows how it stands now."))
        return HttpResponseRedirect(sitting.get_absolute_url())
    keep_open(request, moved)
    messages.success(request, words.SAID_AFTER[name])
    going_on = moved.status == Sitting.Status.IN_PROGRESS
    return HttpResponseRedirect(words.part_url(sitting, section, repeat) if going_on else sitting.get_absolute_url())


def after(request, sitting, section, repeat):
    """The next part; the same one where another row was asked for, or where an answer brought up one more question."""
    here = words.part_url(sitting, section, repeat)
    wanted = request.POST.get("go", "next")
    if wanted.startswith("more:"):
        return f"{here}#{wanted[5:45]}"
    if wanted.startswith("add"):
        return words.part_url(sitting, section, min(repeat + 1, MOST_REPEATS - 1))
    talk = Talk(sitting)
    seen = {name.removesuffix("-version") for name in request.POST if name.endswith("-version")}
    came_up = [prefix for prefix in conditional(talk, section, repeat) if prefix not in seen]
    if came_up and wanted == "next":
        messages.info(request, _("One more question came up. It stands below."))
        return f"{here}#{came_up[0]}"
    sections = list(talk.whole.sections)
    at = sections.index(section) + 1
    stay = wanted != "next" or at >= len(sections)
    return (sitting.get_absolute_url() if wanted == "next" else here) if stay else words.part_url(sitting, sections[at])


def two_versions(request, sitting, outcome):
    """Page 16: both texts of each place that differs, and everything else that was typed, hidden (R-50)."""
    clashes = list(outcome.clashes.values())
    first = clashes[0]
    hidden = [
        pair for clash in clashes for pair in typed.fields_of(clash.question, clash.prefix, clash.mine, clash.version)
    ]
    places = [place_of(clash, part) for clash in clashes for part in clash.parts]
    return page(
        request,
        "casework/interviews/interview_conflict.html",
        status=409,
        sitting=sitting,
        hidden=hidden,
        conflict={
            "theirs_by": first.by,
            "theirs_at": first.at,
            "mine_at": timezone.now(),
            "merged": 0,
            "fields": places,
            "version": "",
        },
        **who(sitting.case, request.user, "interview_home"),
    )


def place_of(clash, part):
    """One place that differs, as the conflict page reads it."""
    free = part == "note" or (part == "value" and clash.question.kind not in ("choice", "yes_no_unsure", "number"))
    free = free and not (part == "value" and clash.question.kind == "date_vague")
    label = clash.question.text if part == "value" else f"{clash.question.text} ({PARTS[part]})"
    return {
        "name": f"{clash.prefix}-{part}",
        "label": label,
        "mine": in_words(clash.question, part, clash.mine),
        "theirs": in_words(clash.question, part, clash.theirs),
        "both": free,
        "keep": "both" if free else "mine",
    }


def as_json(request, sitting, section, repeat, outcome):
    """What a script needs to know: versions, sentences, the other text where two meet; never more than was sent."""
    answers = {prefix: {"version": row.version} for prefix, row in {**outcome.standing, **outcome.saved}.items()}
    talk = Talk(sitting)
    for block in blocks_of(talk, section, repeat):
        if block.prefix in answers:
            answers[block.prefix]["meaning"] = str(block.meaning)
    return JsonResponse(
        {
            "saved_at": timezone.localtime().strftime("%H:%M"),
            "ends_at": int(request.session_ends_at.timestamp()),
            "answers": answers,
            "refused": {
                prefix: [text for texts in found.values() for text in texts]
                for prefix, found in outcome.refused.items()
            },
            "clashes": {prefix: clash_json(clash) for prefix, clash in outcome.clashes.items()},
            "shown": prefixes_shown(talk, section, repeat),
        },
        status=outcome.status,
    )


def clash_json(clash):
    """The other text, for a writer who may read it: they write the same answer."""
    return {
        "by": str(clash.by),
        "at": timezone.localtime(clash.at).strftime("%H:%M"),
        "theirs": "; ".join(in_words(clash.question, part, clash.theirs) for part in clash.parts),
    }

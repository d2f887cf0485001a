"""What the pages say of a letter."""

from django.urls import reverse
from django.utils.translation import gettext as _

from referrals.letters import measures, needs, paper, queries
from referrals.letters.actions import composed
from referrals.letters.kinds import KINDS, LANGUAGES
from referrals.letters.transitions import LETTER, steps_for
from referrals.letters.words import SHAPES
from referrals.sharing.items import lines_for, lines_of, shared_values


def address(name, letter, *more):
    """The address of a page of one letter."""
    return reverse(name, args=[letter.case.reference, letter.number, *more])


def lines(letters):
    """Letters in a list. `over` where the share it rests on has ended: then its recipient no longer has it."""
    open_now = queries.standing(letters)
    return [
        {
            "row": row,
            "url": address("letter_detail", row),
            "kind": KINDS[row.kind].label,
            "language": LANGUAGES[row.language],
            "tag": (SHAPES[row.status], row.get_status_display()),
            "over": over(row, open_now),
        }
        for row in letters
    ]


def over(letter, open_now):
    """Whether what it rests on has ended: a share that was sent and stands no longer, or that was closed."""
    share = letter.share
    return share is not None and share.pk not in open_now and (share.sent_at is not None or share.ended_at is not None)


def preview(sheet, groups):
    """The letter before it is made: its words, and the list as the recipient would get it, a mark where not. `groups`
    are the reader's: what they may not read is only said to be shared."""
    words = composed(sheet)
    said = {name: words[name] for name in ("subject", "greeting", "before", "after", "closing")}
    return {
        "words": said,
        "lang": sheet.row.language,
        "draft": sheet.draft,
        "argument": [words[name] for name in ("measures", "law") if name in words],
        "law_open": sheet.law_open,
        "no_law": bool(sheet.penalties) and "law" not in words,
        "to": sheet.row.recipient.name,
        "lines": on_paper(sheet.slip, groups),
        "version": sheet.text.version,
    }


def law_note(letter):
    """ "open" where nobody checked the law that no lawyer has read, "checked" where the legal officer did; else ""."""
    if letter.kind != measures.ABOUT_PENALTIES or not measures.unread(measures.about(letter)):
        return ""
    return "open" if needs.law_open(letter) else "" if letter.marked_draft else "checked"


def on_paper(slip, groups):
    """What the recipient may get of it, in the order of the portal; a line that is never on paper says so."""
    if slip is None:
        return []
    printed = paper.printed(slip)
    kept = {str(line.label) for line in lines_for(slip.purpose) if line.item in slip.items and line.item not in printed}
    return [
        {**line, "value": _("Shared, and never on paper. It stands on their page.")} if str(line["label"]) in kept
        else line
        for line in lines_of(slip, groups)
    ]  # fmt: skip


def rows(letter, groups):
    """What the letter's share opens now, item by item; nothing where it has ended."""
    share = letter.share
    if share is None or share.ended_at is not None:
        return []
    return on_paper(shared_values(share, letter.case), groups)


def acts(letter, user):
    """The steps as buttons, and what is still missing for those that lead on."""
    return [
        {
            "name": step.name,
            "label": step.label,
            "url": address("letter_step", letter, step.name),
            "care": step.care,
            "missing": missing(letter, step, user),
        }
        for step in steps_for(letter, user)
    ]


def missing(letter, step, user):
    """The first thing that stands against a step, in a sentence; '' where it may be taken."""
    if step is LETTER.steps["void"]:
        return ""
    for need in step.needs:
        if need is needs.untouched:
            continue
        try:
            need(letter, {"by": user})
        except needs.ValidationError as error:
            return " ".join(error.messages)
    return ""


def copies(letter):
    """Every time it was handed out: [{row, by, words}]."""
    return [
        {
            "row": row,
            "by": row.by.display_name,
            "words": _("The letter") if row.place == 1 else _("Copy %(n)d") % {"n": row.place - 1},
            "side": letter.recipient.name if row.outside else "",
        }
        for row in queries.copies_of(letter)
    ]

"""Making a letter, and handing it out. Its steps are in transitions.py."""

import datetime
import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.acting import current
from accounts.outbox.actions import tell_all
from accounts.performing import performing
from accounts.policy import Group
from casework.consents.items import ITEMS
from casework.files.blobs import write_blob
from casework.todos.actions import raise_todo
from casework.todos.queries import supervisors
from referrals.letters import measures, needs, paper, texts
from referrals.letters.kinds import KINDS
from referrals.letters.models import Letter, LetterCopy
from referrals.sharing.danger import guardians_of_data
from referrals.sharing.items import shared_values
from referrals.sharing.models import Share


@dataclass
class Sheet:
    """A letter before it is kept: the row, its text, and what the recipient may get. `draft`: nobody has read the
    translation; `law_open`: nobody has checked the law that it names."""

    row: Letter
    text: texts.Template
    slip: Any
    draft: bool
    until: Any
    penalties: tuple = ()
    law_open: bool = False


def last_day(share):
    """The last day of a share, which counts as a whole; None without one."""
    return (share.until - datetime.timedelta(seconds=1)).date() if share else None


def sheet_of(case, *, by, kind, language, share=None, recipient=None, penalties=(), law_checked=False):
    """A letter as it would be now; nothing is kept. ValidationError with a sentence where there can be none."""
    recipient = share.recipient if share else recipient
    needs.may_go(case, kind, share, recipient)
    needs.can_be_set(language)
    text = texts.template(kind, language)
    slip = shared_values(share, case) if share else None
    if slip is not None and not slip.items:
        raise ValidationError({"to": _("The person's consent does not hold, or opens nothing. Ask first.")})
    draft, law_open = not texts.reviewed(text), not law_checked and bool(measures.unread(penalties))
    row = Letter(
        case=case, kind=kind, language=language, text_version=text.version, text_digest=text.digest, share=share,
        recipient=recipient, marked_draft=draft or law_open, made_by=by, items=paper.printed(slip),
    )  # fmt: skip
    return Sheet(row, text, slip, draft, last_day(share), tuple(penalties), law_open)


def composed(sheet):
    """All its words."""
    row = sheet.row
    said = paper.compose(
        sheet.text,
        letter=row,
        slip=sheet.slip,
        team=row.case.team.name,
        signer=row.made_by.display_name,
        until=sheet.until,
        draft=sheet.draft,
    )
    if sheet.law_open:
        said["banner"] = [*said["banner"], {"lang": measures.ENGLISH, "words": measures.LAW_OPEN}]
    return {**said, **measures.words_of(sheet.text, sheet.penalties, row.recipient)}


def make_letter(case, *, by, kind, language, share=None, recipient=None, penalties=(), law_checked=False):
    """Makes and keeps a letter: the row, and its PDF sealed on the disk. Nothing leaves the house by it.

    `case` comes with person, team and organisation. ValidationError beside kind, language or to; TemplateFault for a
    broken text; CannotStore when the disk is full.
    """
    if kind not in KINDS:
        raise ValidationError({"kind": _("Choose one of the answers shown")})
    with performing(by, KINDS[kind].action, case):
        share = fresh(share)
        given = {"share": share, "recipient": recipient, "penalties": penalties, "law_checked": law_checked}
        sheet = sheet_of(case, by=by, kind=kind, language=language, **given)
        content = paper.pdf(sheet.text, composed(sheet), sheet.row.made_at)
        row = sheet.row
        row.sha256 = hashlib.sha256(content).hexdigest()
        written = write_blob(row, paper.PART, [content])
        row.blob, row.size = written.name, written.size
        row.save(force_insert=True)
        ask_others(row, by, penalties)
    return row


def ask_others(letter, by, penalties=()):
    """A letter that goes on no other approval waits for others: they are told, and it stands on their page (for one
    about penalties their own room puts it there)."""
    if not KINDS[letter.kind].bare:
        return
    if not penalties:
        raise_todo(letter.case, "approve_letter", by=by, about=letter.pk)
    tell_all(supervisors(letter.case, but=by), "review")
    if needs.others(letter) > 1:
        tell_all(guardians_of_data(letter.case.organisation_id).exclude(pk=by.pk), "review")


def fresh(share):
    """The share as it stands, kept as it is until the letter is made; None without one."""
    if share is None:
        return None
    found = Share.objects.select_for_update(of=("self",)).select_related("recipient").filter(pk=share.pk).first()
    if found is None:
        raise Http404
    return found


def hand_out(letter, *, by, outside=False):
    """The PDF, for somebody whom `fetch` let through: the letter itself the first time on each side, and after that a
    copy that says so. Each is written down. ValidationError where it cannot be read."""
    action = "letter.read" if outside else "letter.open"
    with performing(by, action, letter):
        Letter.objects.select_for_update(of=("self",)).filter(pk=letter.pk).first()
        before = LetterCopy.objects.filter(letter=letter, outside=outside).aggregate(most=Max("place"))["most"] or 0
        at = timezone.now()
        content = paper.whole(letter)
        if before:
            content = paper.marked(content, number=before, name=by.display_name, at=at)
        LetterCopy(
            case=letter.case, letter=letter, recipient=letter.recipient, outside=outside, place=before + 1, by=by, at=at
        ).save(force_insert=True)
    current().show(letter.case_id, groups_of(letter))
    current().action = "letter.take"
    return content


def groups_of(letter):
    """Field groups that stand in a letter."""
    argues = {Group.JUSTICE} if measures.about(letter).exists() else set()
    return {ITEMS[code].group for code in letter.items} | {Group.REFERRAL} | argues

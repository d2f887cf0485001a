"""What must be true before a letter is made, approved or sent. Each need of a step takes (letter, given) and raises
ValidationError with a sentence."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from casework.cases.models import Case
from casework.consents.actions import SHARING
from casework.consents.queries import current_consents, yes_of
from referrals.letters import fonts, measures, paper, texts
from referrals.letters.kinds import CHINESE, KINDS, NO_CHINESE, TO_AUTHORITIES
from referrals.letters.letters_sql import OTHERS
from referrals.sharing.items import open_items
from referrals.sharing.models import Share
from referrals.sharing.preparing import FIREWALL, shut_out


def can_be_set(language):
    """ValidationError for Chinese where the system has no Chinese font."""
    if language == CHINESE and fonts.chinese() is None:
        raise ValidationError({"language": NO_CHINESE})


def must_fit(kind, recipient):
    """ValidationError for a kind of letter that does not go to an organisation of this kind."""
    if not recipient.is_active:
        raise ValidationError({"to": _("%(office)s is closed. Choose another organisation.") % {"office": recipient}})
    if not KINDS[kind].takes(recipient):
        raise ValidationError({"to": _("A letter of this kind does not go to an organisation of this kind.")})


def agreed_with(case, recipient):
    """The standing yes of the person to this recipient; for an authority behind the firewall only one of the consent
    for authorities counts (C-12)."""
    kinds = (TO_AUTHORITIES,) if recipient.kind in FIREWALL else SHARING
    known = list(current_consents(case))
    rows = [row for kind in kinds for row in yes_of(case, kind, known)]
    return next((row for row in rows if row.recipient_id == recipient.pk), None)


def may_go(case, kind, share, recipient):
    """ValidationError where no letter of this kind goes to this recipient: nobody, an ended share, no share where the
    kind needs one, or no consent where it needs that."""
    if recipient is None:
        raise ValidationError({"to": _("Choose one of those shown")})
    must_fit(kind, recipient)
    if share is not None and share.ended_at is not None:
        raise ValidationError({"to": _("The sharing with them has ended. Nothing can be written on it.")})
    if share is not None and not KINDS[kind].goes_with(share):
        raise ValidationError({"to": _("What is shared with them is for something else than this kind of letter.")})
    if KINDS[kind].bare:
        may_argue(case, recipient)
    elif share is None:
        raise ValidationError({"to": _("A letter of this kind goes only with something that is shared.")})


def may_argue(case, recipient):
    """A letter without a share names nothing of the person; it needs their yes to this recipient all the same."""
    if agreed_with(case, recipient) is None:
        raise ValidationError({"to": _("First ask the person: there is no consent to write to them.")})
    if shut_out(case, recipient):
        raise ValidationError({"to": _("Blocked: asylum or a fear of this state is written down.")})


def by_another(letter, given):
    """Neither who made it nor who approved it first approves it (R-07, C-12)."""
    if given.get("by") is not None and given["by"].pk in (letter.made_by_id, letter.approved_by_id):
        raise ValidationError(_("Somebody else must approve this: it was you who made it, or who approved it first."))


def others(letter):
    """How many who did not make it say yes before a letter of its own leaves: as many as the table of the firewall asks
    for where it goes to an office of force (C-12), else one."""
    return OTHERS if letter.recipient.kind in FIREWALL else 1


def needs_approval(letter, given):
    """Only a letter of a kind that can go bare is approved by itself; all others go on what was approved with their
    referral."""
    if not KINDS[letter.kind].bare:
        raise ValidationError(_("This letter needs no approval of its own: it goes with its referral."))


def approved_first(letter, given):
    """A letter to an authority goes only after others said yes (C-12)."""
    if not KINDS[letter.kind].bare or letter.status == letter.Status.APPROVED:
        return
    if others(letter) > 1:
        raise ValidationError(_("Two people who did not make it approve this letter before it is sent."))
    raise ValidationError(_("A supervisor approves this letter before it is sent."))


def words_read(letter, given):
    """The text was reviewed when the letter was made, and these very words still are; the law that it names was
    checked."""
    if law_open(letter):
        raise ValidationError(
            _("No lawyer has checked the law in this letter, and it is marked so. It cannot be sent. The legal officer"
              " checks it, takes this letter back, and drafts a new one.")
        )  # fmt: skip
    if letter.marked_draft:
        raise ValidationError(
            _("The text in this language is a draft, and the letter is marked so. It cannot be sent. A lead of the"
              " language reads the text first, then a new letter is made.")
        )  # fmt: skip
    text = texts.template(letter.kind, letter.language)
    if text.digest != letter.text_digest:
        raise ValidationError(_("There is a newer text of this letter. Make a new letter, and send that."))
    if not texts.reviewed(text):
        raise ValidationError(_("The text in this language is a draft again. The letter cannot be sent."))


def law_open(letter):
    """Whether it is a draft because of its law: no lawyer has read the provisions, nor did its maker."""
    read = texts.reviewed(texts.template(letter.kind, letter.language)) if letter.marked_draft else False
    return read and bool(measures.unread(measures.about(letter)))


def still_open(letter, given):
    """The share stands at this moment by the database's clock, and still opens all that is printed; it and the case are
    locked until the letter is sent or not, so that a withdrawal comes before or after (C-04, C-05)."""
    case = Case.objects.select_for_update(no_key=True).get(pk=letter.case_id)
    must_fit(letter.kind, letter.recipient)
    if KINDS[letter.kind].bare:
        may_argue(case, letter.recipient)
    if letter.share_id is None:
        return
    Share.objects.select_for_update().filter(pk=letter.share_id).first()
    share = Share.objects.standing_for(letter.recipient_id).filter(pk=letter.share_id).first()
    if share is None:
        raise ValidationError(_("The sharing has ended, or was not sent yet. The letter stays here."))
    if not covered(letter, share):
        raise ValidationError(_("Less is shared now than the letter says. Take it back and make a new one."))


def covered(letter, share):
    """Whether the share still opens every item that is printed."""
    return set(letter.items) <= set(open_items(share, letter.case))


def untouched(letter, given):
    """The PDF on the disk is the one that was made."""
    paper.whole(letter)

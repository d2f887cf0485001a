"""Reading letters: of a case, of a recipient, what can be written to whom, and what a reader may take along."""

from accounts.access import readable
from accounts.acting import current
from accounts.models import Organisation
from casework.consents.actions import SHARING
from casework.consents.models import Consent
from casework.consents.queries import current_consents, yes_of
from referrals.letters.actions import groups_of
from referrals.letters.kinds import KINDS
from referrals.letters.models import Letter, LetterCopy
from referrals.sharing.items import groups_of as groups_of_share
from referrals.sharing.items import items_of
from referrals.sharing.models import Share

KEPT = 100  # letters in a recipient's list


def whole():
    """Letters with what a page of one needs."""
    return Letter.objects.select_related(
        "case", "case__person", "case__person__safe_asked_by", "case__team", "case__organisation", "recipient", "share",
        "share__recipient", "made_by", "approved_by", "second_by", "sent_by",
    )  # fmt: skip


def of_case(case):
    """All letters of a case, the newest first."""
    return whole().filter(case=case)


def received_by(user):
    """What a recipient may take along today, the newest first: two queries whatever their number."""
    rows = list(whole().permitted(user, "letter.read").order_by("-sent_at", "pk")[:KEPT])
    current().load_cases([row.case_id for row in rows])
    return opened_now(rows)


def opened_now(rows):
    """Of these letters to a recipient those whose share opens all that is printed, in one query."""
    series = [row.share.consent_series for row in rows]
    consents = {row.series: row for row in Consent.objects.filter(series__in=series).newest()}
    return [row for row in rows if set(row.items) <= opened(row, consents.get(row.share.consent_series))]


def opened(letter, consent):
    """The items that a letter's share opens now, on the newest row of its consent."""
    share = letter.share
    return {code for code in items_of(consent, letter.case, groups_of_share(share)) if code in share.items}


def standing(letters):
    """Ids of the shares behind these letters that stand now by the database's clock; one query a recipient."""
    wanted: dict = {}
    for letter in letters:
        if letter.share_id:
            wanted.setdefault(letter.recipient_id, set()).add(letter.share_id)
    found: set = set()
    for recipient, shares in wanted.items():
        found |= set(Share.objects.standing_for(recipient).filter(pk__in=shares).values_list("pk", flat=True))
    return found


def shares_of(case):
    """Open shares of a case that a letter can go with."""
    return Share.objects.open().filter(case=case).select_related("recipient").order_by("recipient__name", "pk")


def agreed_recipients(case):
    """Organisations that the person said yes to and that a letter without a share can go to."""
    known = list(current_consents(case))
    ids = {row.recipient_id for kind in SHARING for row in yes_of(case, kind, known) if row.recipient_id}
    rows = Organisation.objects.filter(pk__in=ids, is_active=True).order_by("name")
    return [row for row in rows if any(kind.bare and kind.takes(row) for kind in KINDS.values())]


def copies_of(letter):
    """Every time it was handed out, the newest first."""
    return LetterCopy.objects.filter(letter=letter).select_related("by")


def may_take(letter):
    """Whether this reader of our side may read all that stands in the letter."""
    return groups_of(letter) <= readable(letter)

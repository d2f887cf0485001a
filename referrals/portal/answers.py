"""What a mission answers, as steps of the workflow: tried on the first page, taken on the second."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.performing import performing
from casework.files.actions import store_file
from casework.files.models import StoredFile
from referrals.consular import actions
from referrals.consular.models import ConsularReferral
from referrals.consular.transitions import CONSULAR
from referrals.portal.forms import BEFORE_ANSWER

S = ConsularReferral.Status
PAPER = ("document_type", "document_number", "document_expires_on")
MOST_REPLIES = 20  # files of one mission on one referral: a case takes no more than a hundred, and needs them itself


class TakenBack(Exception):
    """Ends a trial: everything it did is rolled back."""


def plan(referral, given):
    """[(step, what it is given)] that an answer amounts to, from the state the referral is in."""
    if referral.status in BEFORE_ANSWER:
        return nationality_steps(referral, given)
    return paper_steps(referral, given)


def nationality_steps(referral, given):
    """Confirmed, with what follows for the paper, or not confirmed."""
    first = [("check", {})] if referral.status == S.ACKNOWLEDGED else []
    words = {"answer": given.get("answer", "")}
    if given.get("nationality") == "not_confirmed":
        return [*first, ("not_confirm", words)]
    return [*first, ("confirm", words), *paper_steps(referral, given)]


def paper_steps(referral, given):
    """The travel paper: will be issued, is issued, or not possible."""
    due = ("request_document", {"document_due_on": given.get("document_due_on")})
    issued = ("issue_document", {name: given.get(name) for name in PAPER})
    if referral.status == S.REQUESTED:
        return [issued]
    return {"will": [due], "issued": [("request_document", {}), issued]}.get(given.get("paper", ""), [])


def give(referral, *, by, given):
    """Takes all steps of an answer, or none. Words beside no step become a message. ValidationError beside a field."""
    with performing(by, "portal.answer", referral):
        if given.get("nationality") == "more":
            actions.ask(referral, by=by, text=given.get("answer", ""))
            return
        steps = plan(referral, given)
        for name, values in steps:
            CONSULAR.move(referral, name, by=by, **values)
        if given.get("answer", "").strip() and not any("answer" in values for _name, values in steps):
            actions.ask(referral, by=by, text=given["answer"])
        elif not steps:
            raise ValidationError({"paper": _("Choose one")})


def try_out(referral, *, by, given):
    """ValidationError where the answer could not be given; nothing stays of the trial."""
    with suppress(TakenBack), transaction.atomic():
        give(referral, by=by, given=given)
        raise TakenBack


def must_have_room(referral):
    """ValidationError beside "file" once the mission has added as many files as one referral takes."""
    if referral.messages.filter(from_mission=True, file__isnull=False).count() >= MOST_REPLIES:
        told = _("You have added %(n)d files here, and it takes no more. Write to the caseworker instead.")
        raise ValidationError({"file": told % {"n": MOST_REPLIES}})


def attach(referral, upload, *, by):
    """Keeps a reply document with the case, and says so in the conversation. ValidationError beside "file" for what is
    not taken, CannotStore when the disk is full."""
    with performing(by, "consular.attach", referral):
        actions.must_be_received(referral)
        must_have_room(referral)
        row = store_file(referral.case, upload, by=by, kind=StoredFile.Kind.REPLY, action="consular.attach")
        return actions.message(referral, _("We added a file."), by=by, from_mission=True, file=row.pk)

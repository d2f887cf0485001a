"""Recording an answer at the doors that people use, the page and REST: with what shows that it was given (C-01).

The signed paper, the signature drawn on the screen or the recording is stored as a sealed file of the case in the same
transaction as the row that names it. Answers that another organisation recorded, and keeps the paper of, come by
`actions.answer` (screening/loading.py).
"""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.performing import performing
from casework.consents import actions
from casework.consents.models import Consent
from casework.consents.signing import picture_of
from casework.files.actions import store_file
from casework.files.models import StoredFile
from casework.files.queries import scans_of

HOW = Consent.How
PAPER, SOUND = ("jpeg", "png", "webp", "pdf"), ("m4a", "mp3", "ogg")
TAKES = {HOW.WRITTEN: PAPER, HOW.RECORDED: SOUND}  # how a yes was given -> types of file that show it


def take_answer(consent, *, by, status, upload=None, drawn="", act=actions.answer, **fields):
    """Records an answer by `act`, and keeps what shows a yes. Returns the ledger's row.

    `upload` is a file that was sent, `drawn` the strokes of a signature (signing.py), `proof` the id of a file that is
    here already. ValidationError beside a field: then there is neither row nor file. CannotStore as from store_file.
    """
    with performing(by, "consent.answer", consent.case):
        if status in Consent.YES:
            must_be_whole(consent, fields, upload, drawn)
            fields["proof"] = keep_proof(consent, fields, upload, drawn, by)
        return act(consent, by=by, status=status, **fields)


def must_be_whole(consent, fields, upload, drawn):
    """ValidationError with everything that is missing at once, before a byte is stored."""
    errors = door_errors(consent.case, fields)
    if not errors.keys() & {"how"} and fields.get("how") in TAKES and not (upload or drawn or fields.get("proof")):
        errors["upload"] = MISSING[fields["how"]]()
    try:
        actions.rules_of_a_yes(consent.case, {"type": consent.type, **fields})
    except ValidationError as error:
        errors = {**errors, **error.message_dict}
    if errors:
        raise ValidationError(errors)


MISSING = {
    HOW.WRITTEN: lambda: _(
        "Sign on the screen, or add a photo of the signed sheet. Neither is possible? Ask a witness."
    ),
    HOW.RECORDED: lambda: _("Add the recording. There is none? Ask a witness."),
}


def door_errors(case, fields):
    """What a page must ask although another organisation's record may lack it: capacity, and who the guardian is."""
    errors = {}
    if not case.child and not fields.get("capacity"):
        errors["capacity"] = _("Say whether the person can decide this.")
    if fields.get("giver") in actions.BY_GUARDIAN and not fields.get("relation"):
        errors["relation"] = _("Choose how they are related. Only a guardian can answer for somebody.")
    return errors


def keep_proof(consent, fields, upload, drawn, by):
    """The id of the file that shows this yes; None where a witness stands for it."""
    if fields.get("how") not in TAKES:
        return None
    if fields["how"] == HOW.WRITTEN and drawn and not upload:
        upload = picture_of(drawn)
    if not upload:
        return known(consent, fields["how"], fields["proof"])
    try:
        row = store_file(consent.case, upload, by=by, kind=StoredFile.Kind.CONSENT, consent=consent)
    except ValidationError as error:
        raise ValidationError({"upload": error.messages}) from error
    return fitting(row, fields["how"]).pk


def known(consent, how, pk):
    """The id of a file that was added to this consent before. ValidationError where it is none."""
    row = None
    with suppress(ValidationError, ValueError):
        row = scans_of(consent).exclude(state=StoredFile.State.REFUSED).filter(pk=pk).first()
    if row is None:
        raise ValidationError({"proof": _("Choose one of those shown")})
    return fitting(row, how).pk


def fitting(row, how):
    """The row. ValidationError for a sound that is to be a signature, or a picture that is to be a recording."""
    if row.type not in TAKES[how]:
        said = (
            _("This is not a picture or document of the signed sheet.")
            if how == HOW.WRITTEN
            else _("This is no sound.")
        )
        raise ValidationError({"upload": said})
    return row


def scans_to_choose(consent):
    """[(id, words)] of the files that were added to this consent before its answer."""
    rows = scans_of(consent).exclude(state=StoredFile.State.REFUSED)
    return [(str(row.pk), f"{row.note or row.name}, {row.get_type_display()}") for row in rows]

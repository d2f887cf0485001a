"""Routes of letters for tests/test_withheld.py, and a letter that was sent to the mission of the planted case."""

import hashlib

from casework.files.blobs import write_blob
from referrals.letters import paper
from referrals.letters.models import Letter, LetterJob, LetterLine
from referrals.letters.texts import template

LETTER_ROUTES = {
    "letter_list": {"reference": "case"}, "letter_new": {"reference": "case"},
    "letter_detail": {"reference": "case", "number": "letter"}, "letter_pdf": {"reference": "case", "number": "letter"},
    "letter_step": {"reference": "case", "number": "letter", "name": "void"},
    "letter_batches": {}, "letter_batch": {"pk": "letter_job"}, "letter_batch_progress": {"pk": "letter_job"},
    "letter_batch_go_on": {"pk": "letter_job"},
    "portal_letters": {}, "portal_letter": {"number": "letter"}, "api_letters": {}, "api_letter": {"number": "letter"},
    "api_letter_pdf": {"number": "letter"}, "api_letter_step": {"number": "letter", "step": "void"},
}  # fmt: skip


def plant_letter(case, by, share):
    """Keys of a letter that was sent on this share, and of a job whose one line failed with a canary."""
    text = template("handover", "en")
    letter = Letter(
        case=case, kind="handover", language="en", text_version=text.version, text_digest=text.digest,
        marked_draft=False, recipient=share.recipient, share=share, items=share.items, status="sent", made_by=by, sent_by=by, sent_at=share.sent_at,
    )  # fmt: skip
    content = paper.set_pdf({"large": "", "words": "planted", "chinese": []}, letter.made_at, "mark.typ")
    letter.sha256, letter.size = hashlib.sha256(content).hexdigest(), len(content)
    letter.blob = write_blob(letter, paper.PART, [content]).name
    letter.save(force_insert=True)
    job = LetterJob(by=by, kind="handover", language="en")
    job.save(force_insert=True)
    LetterLine(case=case, job=job, share=share, state="failed", reason="CANARY-consent-LetterLine-reason").save(
        force_insert=True
    )
    return {"letter": letter.number, "letter_job": job.pk}

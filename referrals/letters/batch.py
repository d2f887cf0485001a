"""Many letters at once: a job with a line each, made by the worker one by one, each exactly once.

A line and its letter are written in one transaction, with the line locked: a task that is delivered twice, or again
after a worker was killed, finds the line made and does nothing.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import Count
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.acting import current
from accounts.afterwards import afterwards
from accounts.performing import Stale, performing
from accounts.policy import Group
from casework.files.blobs import CannotStore
from referrals.consular.models import ConsularReferral
from referrals.consular.queries import whole
from referrals.letters import needs, texts
from referrals.letters.actions import make_letter
from referrals.letters.models import LetterJob, LetterLine
from referrals.letters.transitions import LETTER

MOST = 200  # lines of one job, and referrals offered on one page
S = ConsularReferral.Status
READY = (S.APPROVED, S.SENT, S.ACKNOWLEDGED, S.CHECK, S.INTERVIEW, S.CONFIRMED, S.REQUESTED)
State = LetterLine.State


def candidates(user, mission=None):
    """Referrals to missions, approved and under way, for which this person may write; the longest waiting first."""
    rows = whole().permitted(user, "letter.make").filter(status__in=READY, share__ended_at__isnull=True)
    return (rows.filter(mission=mission) if mission else rows).order_by("since", "pk")[:MOST]


def ask_for(referrals, *, by, kind, language, send, request):
    """A job with a line for each of these referrals; `request` (line id, user id) sends the task once all is committed.
    ValidationError for none, for a language that cannot be set, and for a draft that is to be sent."""
    with performing(by, "letter.batch"):
        if not referrals:
            raise ValidationError({"referrals": _("Choose one or more")})
        needs.can_be_set(language)
        if send and not texts.reviewed(texts.template(kind, language)):
            raise ValidationError(
                {"send": _("The text in this language is a draft. Its letters can be made, and not sent.")}
            )
        current().load_cases([row.case_id for row in referrals])
        job = LetterJob(by=by, kind=kind, language=language, send=send)
        job.save(force_insert=True)
        lines = [LetterLine(case=row.case, job=job, share=row.share) for row in referrals]
        LetterLine.objects.bulk_create(lines)
        for line in lines:
            current().show(line.case_id, {Group.REFERRAL})
            afterwards(request, line.pk, by.pk)
    return job


def write_line(line_id, *, by):
    """Makes the letter of one line, and sends it where the job says so; both or none. Returns the line's state, None
    where it is made already or not this person's."""
    rows = LetterLine.objects.permitted(by, "letter.make").filter(pk=line_id, state=State.WAITING)
    rows = rows.select_related("job", "share", "case", "case__person", "case__team", "case__organisation")
    line = rows.select_for_update(of=("self",), skip_locked=True).first()
    if line is None:
        return None
    try:
        with transaction.atomic():
            line.letter = written(line, by)
        line.state = State.DONE
    except (ValidationError, Http404, PermissionDenied, Stale, CannotStore) as error:
        line.state, line.reason = State.FAILED, why(error)
    line.save()
    return line.state


def written(line, by):
    """The letter of one line."""
    letter = make_letter(line.case, by=by, kind=line.job.kind, language=line.job.language, share=line.share)
    return LETTER.move(letter, "send", by=by) if line.job.send else letter


def why(error):
    """A sentence for the page."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, CannotStore):
        return _("The disk is full. Try again later.")
    if isinstance(error, Stale):
        return _("Somebody changed it at the same moment. Make this letter by itself.")
    return _("You may no longer write letters on this case.")


def counts(job):
    """{state: how many} of a job, all states among them. It tells nothing of a case."""
    found = dict(LetterLine.objects.filter(job=job).order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in State.values} | {"total": sum(found.values())}


def lines_of(job):
    """The lines of a job with what the page says of them."""
    rows = LetterLine.objects.filter(job=job).select_related("case", "case__person", "letter", "letter__recipient")
    return rows.order_by("state", "pk")


def waiting(most):
    """[(line id, user id)] of lines that no task has made for two minutes. For the worker."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT line, actor FROM letters_waiting(%s)", [most])
        return cursor.fetchall()


def unknown(names):
    """Which of these blob names no letter knows. For the worker."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT letters_unknown(%s)", [names])
        return [name for (name,) in cursor.fetchall()]

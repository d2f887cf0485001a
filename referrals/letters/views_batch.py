"""Many letters at once: choosing the referrals, and watching how far the job is. Works by reloading as well."""

import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import first_or_none, refuse
from accounts.acting import current
from accounts.editing import add_errors
from accounts.models import Organisation
from accounts.pages import page
from casework.cases.doors import only_for
from casework.cases.queries import line as case_line
from casework.cases.views_people import posted
from referrals.letters import batch
from referrals.letters.forms import BatchForm
from referrals.letters.kinds import KINDS, LANGUAGES
from referrals.letters.models import LetterJob, LetterLine
from referrals.letters.tasks import request_letter
from referrals.letters.words import LINE_SHAPES

LOOKS = 90  # how often a page asks by itself, every two seconds: looking on is not working, and a session ends
KEPT = 20
LATE = datetime.timedelta(minutes=2)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for("letter.batch")
def letter_batches(request):
    """Referrals to choose from, of one mission or of all, and the jobs of this person."""
    mission = first_or_none(Organisation.objects.filter(kind="embassy"), {"pk": request.GET.get("mission") or None})
    rows = list(batch.candidates(request.user, mission))
    current().load_cases([row.case_id for row in rows])
    form = BatchForm(posted(request), offered=[(str(row.pk), row.number) for row in rows])
    if request.method == "POST" and form.is_valid():
        job = asked_for(request, rows, form)
        if job:
            messages.success(request, _("Asked for. You can leave this page; the letters are made all the same."))
            return redirect("letter_batch", job.pk)
    return page(
        request,
        "referrals/letters/letter_batches.html",
        status=422 if form.errors else 200,
        form=form,
        lines=[line_of(row, form) for row in rows],
        missions=missions_of(request.user, mission),
        jobs=[job_line(job) for job in LetterJob.objects.filter(by=request.user)[:KEPT]],
    )


def asked_for(request, rows, form):
    """The job; None with the sentence on the form."""
    given = dict(form.cleaned_data)
    chosen = set(given.pop("referrals"))
    try:
        return batch.ask_for(
            [row for row in rows if str(row.pk) in chosen], by=request.user, request=request_letter, **given
        )
    except ValidationError as error:
        add_errors(form, error)
    return None


def line_of(referral, form):
    """One referral to tick: number and mission, and the name as far as this reader may read it."""
    shown = case_line(referral.case)
    ticked = form.data.getlist("referrals") if form.is_bound else []
    return {
        "pk": str(referral.pk),
        "number": referral.number,
        "mission": referral.mission.name,
        "name": shown["name"],
        "lang": shown["lang"],
        "ticked": str(referral.pk) in ticked,
    }


def missions_of(user, chosen):
    """Chips: all missions that this person's referrals are with."""
    found = {row.mission_id: row.mission.name for row in batch.candidates(user)}
    first = [{"label": _("All"), "url": reverse("letter_batches"), "current": chosen is None}]
    return first + [
        {"label": name, "url": f"?mission={pk}", "current": chosen is not None and chosen.pk == pk}
        for pk, name in sorted(found.items(), key=lambda pair: pair[1])
    ]


def job_line(job):
    """One job in words."""
    return {
        "pk": job.pk,
        "kind": KINDS[job.kind].label,
        "language": LANGUAGES[job.language],
        "send": job.send,
        "at": job.asked_at,
    }


def job_here(user, pk):
    """A job of this person; for all others it is not there."""
    job = first_or_none(LetterJob.objects.filter(by=user), {"pk": pk})
    if job is None:
        refuse(user, "letter.batch", "referrals.letterjob", pk, visible=False)
    return job


def progress_of(job, look=0):
    """How far it is: counts and nothing of a case. It asks again by itself while something waits."""
    found = batch.counts(job)
    late = found["waiting"] and timezone.now() - job.asked_at > LATE
    return {
        "counts": found,
        "made": found["done"] + found["failed"],
        "next": look + 1 if found["waiting"] and look < LOOKS else 0,
        "late": bool(late),
    }


@require_safe
@only_for("letter.batch")
def letter_batch(request, pk):
    """One job: how far it is, which letters were made, and why others were not."""
    job = job_here(request.user, pk)
    rows = list(batch.lines_of(job))
    current().load_cases([row.case_id for row in rows])
    return page(
        request,
        "referrals/letters/letter_batch.html",
        job=job_line(job),
        progress=progress_of(job),
        lines=[result(row) for row in rows],
    )


def result(row):
    """One line of a job in words."""
    return {
        "reference": row.case.reference,
        "tag": (LINE_SHAPES[row.state], row.get_state_display()),
        "number": row.letter.number if row.letter else "",
        "row": row,
        "failed": row.state == LetterLine.State.FAILED,
    }


@require_safe
@only_for("letter.batch")
def letter_batch_progress(request, pk):
    """The counts alone, for a page that asks again by itself."""
    look = request.GET.get("look", "")
    job = job_here(request.user, pk)
    progress = progress_of(job, min(int(look), LOOKS) if look.isdecimal() and len(look) < 4 else LOOKS)
    return page(request, "referrals/letters/progress.html", job=job_line(job), progress=progress)


@require_POST
@only_for("letter.batch")
def letter_batch_go_on(request, pk):
    """Asks the worker again for what waits; what is made stays made."""
    job = job_here(request.user, pk)
    waiting = LetterLine.objects.filter(job=job, state=LetterLine.State.WAITING).values_list("pk", flat=True)
    for line_id in waiting:
        request_letter(line_id, request.user.pk)
    messages.success(request, _("Asked again."))
    return redirect("letter_batch", job.pk)

"""When a talk may begin, pause, go on, stop and end (workflows.md section 3). Nothing else assigns its status."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.workflow import Step, Workflow
from casework.cases.models import Case
from casework.children.queries import full_interview_allowed
from casework.consents.queries import current_consents, yes_of
from casework.interviews import catalogue
from casework.interviews.models import Sitting, SittingStep
from casework.interviews.queries import CONSENT, said_no

S, PLACE = Sitting.Status, Sitting.Setting
AGREED = ("yes", "true", "on", "1")
# Sets that need a consent besides the interview's own.
MORE_CONSENTS = {catalogue.FOLLOW_UP: "reintegration_followup"}
# A child is asked these without waiting for the best-interests assessment: a first talk, what somebody else reports,
# and what is needed today. Every other set is a full interview (P4).
NOT_FULL = (catalogue.TRIAGE, catalogue.REPORT, catalogue.NEEDS)
NO_CONSENT = gettext_lazy("First ask whether the person agrees to be interviewed, and record the answer under Consent.")
TAKEN_BACK = gettext_lazy(
    "The person does not want to be interviewed, or took it back. Nothing can be added; what was told stays as it is."
)

# (field, whether it is asked of this sitting, whether it is there, sentence): S002, IOM-HB 2, R27.
SETTING = [
    (
        "private_place",
        lambda sitting: not sitting.official_present,
        lambda sitting: sitting.private_place,
        gettext_lazy("Find a place where nobody else can see or hear. If there is an official, say so below."),
    ),
    (
        "nobody_listening",
        lambda sitting: True,
        lambda sitting: sitting.nobody_listening,
        gettext_lazy("Nobody who may have had a part in it may be near. Move, or do it another day."),
    ),
    (
        "needs_met",
        lambda sitting: True,
        lambda sitting: sitting.needs_met,
        gettext_lazy("First what is urgent: water, rest, a doctor, a call."),
    ),
    (
        "official_agreed",
        lambda sitting: sitting.official_present,
        lambda sitting: sitting.official_agreed,
        gettext_lazy("Tell the person who this is and what they may hear, and ask whether to go on."),
    ),
    (
        "private_talk_on",
        lambda sitting: sitting.official_present,
        lambda sitting: sitting.private_talk_on is not None,
        gettext_lazy("Agree on a day for a talk in private, and write it here."),
    ),
    (
        "code_word_agreed",
        lambda sitting: sitting.setting == PLACE.PHONE,
        lambda sitting: sitting.code_word_agreed,
        gettext_lazy("Agree on a word that means “I cannot talk now” before anything else."),
    ),
    (
        "call_back_agreed",
        lambda sitting: sitting.setting == PLACE.PHONE,
        lambda sitting: sitting.call_back_agreed,
        gettext_lazy("Agree on who calls back, and that the other waits, if the line drops."),
    ),
    (
        "interpreter",
        lambda sitting: sitting.case.interpreter_needed and sitting.speaker == Sitting.Speaker.PERSON,
        lambda sitting: bool(sitting.interpreter.strip()),
        gettext_lazy("This person needs an interpreter. Write who interprets."),
    ),
    (
        "beside",
        lambda sitting: sitting.case.child and sitting.speaker == Sitting.Speaker.PERSON,
        lambda sitting: bool(sitting.beside.strip()),
        gettext_lazy("A child is asked together with a child protection officer or guardian whom the child accepts."),
    ),
    (
        "told_by",
        lambda sitting: sitting.speaker != Sitting.Speaker.PERSON,
        lambda sitting: bool(sitting.told_by.strip()),
        gettext_lazy("Write who tells, and how they know the person."),
    ),
]


def consent_problem(sitting):
    """A sentence where nothing may be asked or written: the person has not agreed, or said no. '' where all is well.

    Somebody else who tells is not the person; yet after the person's no nothing is added through others either.
    """
    consents = list(current_consents(sitting.case))
    if said_no(sitting.case, consents):
        return TAKEN_BACK
    if sitting.speaker != Sitting.Speaker.PERSON:
        return ""
    needed = [CONSENT, *([MORE_CONSENTS[sitting.set_code]] if sitting.set_code in MORE_CONSENTS else [])]
    return "" if all(yes_of(sitting.case, kind, consents) for kind in needed) else NO_CONSENT


def agreed(sitting, given):
    """The person agreed to be interviewed."""
    problem = consent_problem(sitting)
    if problem:
        raise ValidationError(problem)


def safe_setting(sitting, given):
    """Place, people, needs and words are as they must be; all that is missing is said at once."""
    missing = {name: text for name, asked, there, text in SETTING if asked(sitting) and not there(sitting)}
    if missing:
        raise ValidationError(missing)


def best_interests_first(sitting, given):
    """A child is interviewed in full once the best-interests assessment is open and somebody answers for it (P4)."""
    if sitting.set_code not in NOT_FULL and sitting.speaker == Sitting.Speaker.PERSON:
        full_interview_allowed(sitting.case)


def case_is_open(sitting, given):
    """A closed case is opened again first."""
    if sitting.case.status in Case.CLOSED:
        raise ValidationError(_("This case is closed. It must be opened again first."))


def asked_again(sitting, given):
    """After a stop the person is asked again whether to go on."""
    if sitting.status == S.STOPPED and str(given.get("asked_again", "")).lower() not in AGREED:
        raise ValidationError(
            {"asked_again": _("First ask the person again whether they want to go on, and tick it here.")}
        )


def no_was_said(sitting, given):
    """The step that follows from a no needs that no."""
    if not said_no(sitting.case):
        raise ValidationError(_("The person did not take back their yes to the interview."))


def begins(sitting, by, before, given):
    """The moment at which the first word was said."""
    sitting.started_at = sitting.started_at or timezone.now()


def ends(sitting, by, before, given):
    """The moment at which it was over."""
    sitting.ended_at = timezone.now()


def record(sitting, step, before, by, given):
    """One line of the sitting's own record: pauses and stops with their times."""
    SittingStep(
        case_id=sitting.case_id,
        sitting=sitting,
        step=step.name,
        before=before,
        after=sitting.status,
        asked_again=before == S.STOPPED and step.name == "resume",
        by=by,
    ).save(force_insert=True)


INTERVIEW = Workflow(
    "interview",
    record,
    Step(
        "start", frozenset({S.DRAFT}), S.IN_PROGRESS, gettext_lazy("Begin the talk"),
        (case_is_open, agreed, best_interests_first, safe_setting), (), (begins,),
    ),
    Step("pause", frozenset({S.IN_PROGRESS}), S.PAUSED, gettext_lazy("Pause")),
    Step(
        "resume", frozenset({S.PAUSED, S.STOPPED}), S.IN_PROGRESS, gettext_lazy("Go on"),
        (case_is_open, agreed, best_interests_first, safe_setting, asked_again), ("asked_again",),
    ),
    Step("stop", frozenset(Sitting.GOING_ON), S.STOPPED, gettext_lazy("Stop for today")),
    Step(
        "end", frozenset({*Sitting.GOING_ON, S.STOPPED}), S.ENDED, gettext_lazy("End the talk"), then=(ends,)
    ),
)  # fmt: skip

# Nobody takes this by a button: it follows from a no under Consent, whoever records it (workflows.md section 3).
BY_ITSELF = Workflow(
    "interview",
    record,
    Step("withdraw", frozenset(Sitting.GOING_ON), S.STOPPED, gettext_lazy("The person said no"), (no_was_said,)),
)


def stop_asking(case, *, by):
    """The person's last word on being interviewed is no: no talk of the case goes on, with whoever it is held. Part of
    the act that records the no; what was told stays as it is. Returns how many talks stopped."""
    rows = Sitting.objects.filter(case=case, status__in=Sitting.GOING_ON)
    return len([BY_ITSELF.move(row, "withdraw", by=by) for row in rows])

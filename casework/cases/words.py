"""What happened, in words: steps of the timeline and actions of the history."""

from django.utils.translation import gettext_lazy as _

from accounts.audit.queries import ITSELF
from casework.cases.transitions import CASE

# The step of a CaseStep row: (sentence, kind of mark, chip of the timeline).
STEPS = {
    "open": (_("A draft was made."), "todo", "steps"),
    "start": (_("The case was opened."), "done", "steps"),
    "assist": (_("Assistance began."), "done", "steps"),
    "follow_up": (_("Follow-up began."), "done", "steps"),
    "hold": (_("Put on hold."), "wait", "steps"),
    "resume": (_("Contact again. The case goes on."), "done", "steps"),
    "discard": (_("The draft was discarded."), "stop", "steps"),
    "propose_close": (_("Closing was proposed."), "decide", "steps"),
    "take_back_proposal": (_("The proposal to close was taken back."), "done", "steps"),
    "approve_close": (_("The case was closed."), "done", "steps"),
    "return_proposal": (_("The proposal to close was returned."), "decide", "steps"),
    "transfer_close": (_("Closed: another organisation has the case now."), "done", "steps"),
    "reopen": (_("The case was opened again."), "now", "steps"),
    "protect": (_("A protection basis was recorded."), "decide", "steps"),
    "assign": (_("One more caseworker was put on the case."), "now", "people"),
    "offer": (_("The case was offered to a colleague."), "wait", "people"),
    "offer_accepted": (_("The offer was accepted."), "done", "people"),
    "offer_refused": (_("The offer was refused."), "stop", "people"),
    "offer_taken_back": (_("The offer was taken back."), "stop", "people"),
    "name_supervisor": (_("A supervisor from elsewhere was asked to decide."), "now", "people"),
    "end_named": (_("The supervisor from elsewhere no longer decides."), "stop", "people"),
    "show_where": (_("The present address was shown."), "decide", ""),
}

# Actions of policy.ACTIONS that change rows; the steps of a case follow from their own table.
ACTIONS = {
    "case.open": _("Made the draft"),
    "case.edit": _("Changed the case"),
    "case.assign": _("Put a caseworker on the case"),
    "case.offer": _("Offered the case, or took the offer back"),
    "case.accept": _("Took the case over"),
    "case.refuse": _("Did not take the case"),
    "person.edit": _("Changed what we know of the person"),
    "person.reveal": _("Had a number or place shown"),
    "health.grant": _("Gave access to health notes"),
    "interview.open": _("Prepared a talk"),
    "interview.edit": _("Changed where or with whom one talks"),
    "interview.answer": _("Wrote what was told"),
    "interview.start": _("Began a talk"),
    "interview.pause": _("Paused a talk"),
    "interview.resume": _("Went on with a talk"),
    "interview.stop": _("Stopped a talk"),
    "interview.end": _("Ended a talk"),
    "interview.discard": _("Threw a prepared talk away"),
    "interview.withdraw": _("Stopped a talk: the person does not want to be interviewed"),
    "consent.inform": _("Explained a consent"),
    "consent.answer": _("Recorded an answer"),
    "consent.withdraw": _("Recorded that a yes was taken back"),
    "consent.not_possible": _("Recorded that nobody could be asked"),
    "consent.confirm_not_possible": _("Confirmed that nobody could be asked"),
    "named.give": _("Asked a supervisor from elsewhere to decide"),
    "named.end": _("Ended the deciding of a supervisor from elsewhere"),
    "journey.edit": _("Changed the journey"),
    "todo.add": _("Added a to-do"),
    "todo.reassign": _("Changed a to-do, or gave it to somebody"),
    "todo.done": _("Did a to-do"),
    "todo.reopen": _("Opened a to-do again"),
    "conflict.raise": _("Raised a conflict block"),
    "block.raise": _("Raised a conflict block by case number"),
    "conflict.check": _("Looked at a block of an administrator"),
    "conflict.lift": _("Lifted a conflict block"),
    "glass.break": _("Opened the case in an emergency"),
    "glass.review": _("Reviewed an emergency look"),
    **{CASE.action(step): step.label for step in CASE.steps.values()},
}


def speak_of(steps, actions, itself=()):
    """Adds the words of a higher floor, which tells them when it is loaded; `itself`: names of those that nobody
    takes."""
    STEPS.update(steps)
    ACTIONS.update(actions)
    ITSELF.update(itself)


def step_words(step):
    """(sentence, kind) of a step; a step this version does not know keeps its own name."""
    sentence, kind, _chip = STEPS.get(step, (step, "todo", ""))
    return sentence, kind


def action_words(action):
    """What somebody did, in words; an action this version does not know keeps its own name."""
    return ACTIONS.get(action, action or _("A change"))

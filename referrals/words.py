"""What this floor adds to the words of the case: its steps on the timeline, its acts and rows in the history."""

from django.utils.translation import gettext_lazy as _

from casework.cases.views_trail import RECORDED
from casework.cases.words import speak_of
from casework.files import queries as files
from casework.people.fears import StateFear
from referrals.channels.models import ChannelEntry
from referrals.consular import words_more as missions
from referrals.consular.models import ConsularReferral, Message
from referrals.consular.transitions import BY_ITSELF, CONSULAR
from referrals.consular.words import TIMELINE
from referrals.letters import batch
from referrals.letters import texts as letter_texts
from referrals.letters import words as letters
from referrals.letters.models import Letter, LetterCopy
from referrals.letters.transitions import LETTER
from referrals.services import words as services
from referrals.services.models import ArrivalFeedback, ServiceReferral
from referrals.services.transitions import BY_ITSELF as SERVICE_BY_ITSELF
from referrals.services.transitions import SERVICE
from referrals.sharing import words as sharing
from referrals.sharing.models import Share
from referrals.sharing.records import ShareMessage, Transfer

WORKFLOWS = (CONSULAR, BY_ITSELF, SERVICE, SERVICE_BY_ITSELF, LETTER)
ACTIONS = {
    "consular.tell": _("Told the person of the right to contact with the mission"),
    "consular.prepare": _("Ticked what a mission will see"),
    "consular.write": _("Wrote to the mission"),
    "consular.ask": _("Asked, for the mission"),
    "consular.attach": _("Added a reply document of the mission"),
    "portal.answer": _("Answered, for the mission"),
    "fear.raise": _("Wrote down asylum or a fear of the own state"),
    "fear.ask_lift": _("Asked to lift a fear of the own state"),
    "fear.lift": _("Decided on a fear of the own state"),
    "service.begin": _("Began a referral to a service"),
    "service.prepare": _("Prepared a referral to a service"),
    "service.review": _("Reviewed what was sent at once"),
    "service.feedback": _("Wrote down news from a partner at home"),
    **sharing.ACTIONS,
    "channel.add": _("Wrote down a contact about a referral"),
    **letters.ACTIONS,
    **missions.ACTIONS,
    **{workflow.action(step): step.label for workflow in WORKFLOWS for step in workflow.steps.values()},
}
MODELS: dict = {
    StateFear: _("A fear of the own state, or asylum"),
    Share: _("What is shared"),
    ConsularReferral: _("A referral to a mission"),
    Message: _("A question or an answer"),
    ServiceReferral: _("A referral to a service"),
    ArrivalFeedback: _("News from a partner at home"),
    ChannelEntry: _("A contact about a referral"),
    ShareMessage: _("Words between us and another organisation"),
    Transfer: _("That another organisation has the case"),
    Letter: _("A letter"),
    LetterCopy: _("A letter that was handed out"),
    **missions.MODELS,
}


def introduce():
    """Adds them; the order of the models is part of the signed places in the history."""
    letter_texts.introduce()
    files.ELSEWHERE.append(batch.unknown)
    speak_of({**TIMELINE, **services.TIMELINE, **sharing.TIMELINE, **letters.TIMELINE, **missions.TIMELINE}, ACTIONS)
    RECORDED.update(MODELS)

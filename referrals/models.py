"""Models of the storey, gathered from its rooms for Django."""

from referrals.arrivals.models import Arrival, IdentificationMeeting
from referrals.channels.models import ChannelEntry, DirectoryContact
from referrals.clocks.models import CaseClock, ClockTarget
from referrals.consular.models import ConsularReferral, Message
from referrals.consular.records import Appointment, StatelessReview
from referrals.directory.models import (
    DirectoryEntry,
    DirectoryOffer,
    DirectoryPlace,
    DirectoryReminder,
    DirectoryService,
    FocalPoint,
)
from referrals.firewall.models import Demand, Exemption
from referrals.letters.models import Letter, LetterCopy, LetterJob, LetterLine
from referrals.raci.models import RaciRow
from referrals.rescue.models import RescueRequest
from referrals.services.models import ArrivalFeedback, ServiceReferral
from referrals.sharing.models import Receipt, Share
from referrals.sharing.records import ShareMessage, Transfer
from referrals.sought.models import SoughtMatch, SoughtNotice, SoughtPerson

__all__ = [
    "Appointment",
    "Arrival",
    "ArrivalFeedback",
    "CaseClock",
    "ChannelEntry",
    "ClockTarget",
    "ConsularReferral",
    "Demand",
    "DirectoryContact",
    "DirectoryEntry",
    "DirectoryOffer",
    "DirectoryPlace",
    "DirectoryReminder",
    "DirectoryService",
    "Exemption",
    "FocalPoint",
    "IdentificationMeeting",
    "Letter",
    "LetterCopy",
    "LetterJob",
    "LetterLine",
    "Message",
    "RaciRow",
    "Receipt",
    "RescueRequest",
    "ServiceReferral",
    "Share",
    "ShareMessage",
    "SoughtMatch",
    "SoughtNotice",
    "SoughtPerson",
    "StatelessReview",
    "Transfer",
]

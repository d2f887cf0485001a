"""Models of the storey, gathered from its rooms for Django."""

from referrals.after.models import Earlier, FollowUp, PlanGoal, ReintegrationPlan
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
from referrals.endings.models import Ending, EndingStep, WaysTalk
from referrals.firewall.models import Demand, Exemption
from referrals.letters.models import Letter, LetterCopy, LetterJob, LetterLine
from referrals.movements.models import Escort, Leg, Manifest, ManifestCopy, Movement, MovementPlan, Run
from referrals.movements.people import Traveller, TravelTick
from referrals.raci.models import RaciRow
from referrals.rescue.models import RescueRequest
from referrals.returns.models import Return
from referrals.returns.records import ReturnStep, RiskAssessment, RiskFactor
from referrals.returns.removals import Removal
from referrals.services.models import ArrivalFeedback, ServiceReferral
from referrals.sharing.models import Receipt, Share
from referrals.sharing.records import ShareMessage, Transfer
from referrals.shelter.houses import Shelter, ShelterBed, ShelterLook, ShelterPlace, ShelterUnit
from referrals.shelter.models import ConflictPair, Custody, Stay
from referrals.sought.models import SoughtMatch, SoughtNotice, SoughtPerson

__all__ = [
    "Appointment",
    "Arrival",
    "ArrivalFeedback",
    "CaseClock",
    "ChannelEntry",
    "ClockTarget",
    "ConflictPair",
    "ConsularReferral",
    "Custody",
    "Demand",
    "DirectoryContact",
    "DirectoryEntry",
    "DirectoryOffer",
    "DirectoryPlace",
    "DirectoryReminder",
    "DirectoryService",
    "Earlier",
    "Ending",
    "EndingStep",
    "Escort",
    "Exemption",
    "FocalPoint",
    "FollowUp",
    "IdentificationMeeting",
    "Leg",
    "Letter",
    "LetterCopy",
    "LetterJob",
    "LetterLine",
    "Manifest",
    "ManifestCopy",
    "Message",
    "Movement",
    "MovementPlan",
    "PlanGoal",
    "RaciRow",
    "Receipt",
    "ReintegrationPlan",
    "Removal",
    "RescueRequest",
    "Return",
    "ReturnStep",
    "RiskAssessment",
    "RiskFactor",
    "Run",
    "ServiceReferral",
    "Share",
    "ShareMessage",
    "Shelter",
    "ShelterBed",
    "ShelterLook",
    "ShelterPlace",
    "ShelterUnit",
    "SoughtMatch",
    "SoughtNotice",
    "SoughtPerson",
    "StatelessReview",
    "Stay",
    "Transfer",
    "TravelTick",
    "Traveller",
    "WaysTalk",
]

"""Models of the storey, gathered from its rooms for Django."""

from referrals.consular.models import ConsularReferral, Message
from referrals.directory.models import (
    DirectoryEntry,
    DirectoryOffer,
    DirectoryPlace,
    DirectoryReminder,
    DirectoryService,
    FocalPoint,
)
from referrals.sharing.models import Receipt, Share

__all__ = [
    "ConsularReferral",
    "DirectoryEntry",
    "DirectoryOffer",
    "DirectoryPlace",
    "DirectoryReminder",
    "DirectoryService",
    "FocalPoint",
    "Message",
    "Receipt",
    "Share",
]

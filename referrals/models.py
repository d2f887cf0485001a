"""Models of the storey, gathered from its rooms for Django."""

from referrals.consular.models import ConsularReferral, Message
from referrals.sharing.models import Receipt, Share

__all__ = ["ConsularReferral", "Message", "Receipt", "Share"]

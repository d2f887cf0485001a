"""The networks a client may call from, and the address a request comes from."""

import ipaddress

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WIDEST = {4: 16, 6: 32}  # bits: a list of addresses and not half the world
MOST = 20


def networks(text):
    """Networks out of what an administrator wrote, one a line, as CIDR. ValidationError with the line that is none."""
    lines = [line.strip() for line in text.replace(",", "\n").splitlines() if line.strip()]
    if not lines:
        raise ValidationError(_("Write at least one address."))
    if len(lines) > MOST:
        raise ValidationError(_("Write at most %(most)s addresses.") % {"most": MOST})
    return sorted({str(network(line)) for line in lines})


def network(line):
    """One address or network."""
    try:
        found = ipaddress.ip_network(line, strict=False)
    except ValueError as error:
        raise ValidationError(
            _("%(line)s is no address. Write for example 192.0.2.7 or 192.0.2.0/28.") % {"line": line}
        ) from error
    if found.prefixlen < WIDEST[found.version]:
        raise ValidationError(_("%(line)s is too wide. Name the machines that will call.") % {"line": line})
    return found


def address_of(meta):
    """The address a request (its META) comes from, or None where that cannot be said.

    Only the last entry of X-Forwarded-For is believed, and only behind our own proxy, which wrote it (S-18).
    Unlike a person's, a program's address is never guessed: a socket without one is no address.
    """
    text = meta.get("REMOTE_ADDR", "")
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        text = meta.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1]
    try:
        found = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def is_inside(address, allowed):
    """Whether the address lies in one of the networks."""
    return address is not None and any(address in ipaddress.ip_network(name) for name in allowed)

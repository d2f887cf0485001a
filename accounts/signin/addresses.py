"""Where a request comes from, and as much of it as a person needs to recognise their own sign-in."""

import ipaddress

from django.conf import settings
from django.utils.translation import gettext as _

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
FULL_LENGTH = {4: 24, 6: 48}  # bits kept of an address: the network, not the machine


def client_address(request):
    """The address of the browser as text. Only our own proxy's header is believed; without one, the
    connection's."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rsplit(",", 1)[-1]
    try:
        return str(ipaddress.ip_address(address.strip()))
    except ValueError:
        return "127.0.0.1"  # a socket of this machine has no address


def truncated(address):
    """The network of an address (S-13: no full IP is kept with a sign-in or put into a notice)."""
    version = ipaddress.ip_address(address).version
    return str(ipaddress.ip_network(f"{address}/{FULL_LENGTH[version]}", strict=False))


def place_of(request):
    """Network and browser of a request, as a sign-in keeps them: what one recognises one's own device by."""
    return {
        "address": truncated(client_address(request)),
        "browser": browser_words(request.META.get("HTTP_USER_AGENT", ""))[:60],
    }


def is_loopback(request):
    """Whether the request was made on this very machine."""
    return ipaddress.ip_address(client_address(request)).is_loopback


def browser_words(agent):
    """ "Firefox on Windows" from a User-Agent header; a neutral word where it says nothing known."""
    browser = next((word for mark, word in BROWSERS if mark in agent), _("A browser"))
    system = next((word for mark, word in SYSTEMS if mark in agent), "")
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if system else str(browser)

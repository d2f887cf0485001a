"""The headers of R-40 on every response, also on errors, and the content policy.

Order in MIDDLEWARE: HeadersMiddleware first of all, csp.middleware.CSPMiddleware second. Django turns an
exception into the 400, 403, 404 or 500 page inside each middleware, so both see those pages as well. (With
DEBUG on, django-csp leaves Django's own yellow 404 and 500 pages without a policy; the pages of the product
are never served with DEBUG on a public host, S-64.)
"""

from csp.constants import NONCE, NONE, SELF
from django.conf import settings

YEAR = 365 * 24 * 60 * 60

# The DIRECTIVES of django-csp 4. Everything is closed and then opened one by one.
POLICY = {
    "default-src": [NONE],
    "script-src": [SELF, NONCE],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
    "manifest-src": [NONE],
}

CLOSED = [
    "accelerometer",
    "autoplay",
    "bluetooth",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "screen-wake-lock",
    "serial",
    "usb",
    "web-share",
    "xr-spatial-tracking",
]

HEADERS = {
    "Strict-Transport-Security": f"max-age={2 * YEAR}; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Passkeys are asked for by this site's own pages only.
    "Permissions-Policy": ", ".join([f"{name}=()" for name in CLOSED] + ["publickey-credentials-get=(self)"]),
    "X-Robots-Tag": "noindex, nofollow",
}

CLEARED = '"cache", "cookies", "storage"'


class HeadersMiddleware:
    """Put R-40's headers on every response; what is not a static file is never stored by anything."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if not is_static(request):
            response.headers["Cache-Control"] = "no-store"
            response.headers["Pragma"] = "no-cache"
        if has_left(request, response):
            response.headers["Clear-Site-Data"] = CLEARED
        return response


def is_static(request):
    """True for the files under STATIC_URL, the only ones that may be kept by a browser."""
    return request.path_info.startswith(settings.STATIC_URL)


def has_left(request, response):
    """True for an answer that ended a session: Leave now, and sign-out once it is done (not its question)."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    signed_out = name == "account_logout" and request.method == "POST"
    return response.status_code < 400 and (name == "leave" or signed_out)

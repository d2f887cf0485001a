"""The few mails about accounts. They say that there is something to do and where, and nothing else (R-42).

They do not go through the outbox (accounts/outbox), because they hold what no row of it may: a link that works once,
the browser of a sign-in, an address that is no longer the account's. So they leave at once after the commit, and one
that the mail server does not take is lost: a link is asked for again, a sign-in stands on the account's own page.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _


def send(user, template, **context):
    """One mail in the reader's language. It names the site and no person, organisation or case."""
    with translation.override(user.language):
        text = render_to_string(f"accounts/mail/{template}.txt", {"site_name": settings.SITE_NAME, **context})
        subject = _("%(site)s: there is an update") % {"site": settings.SITE_NAME}
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email])


def send_link(user, link):
    """A link with which the person chooses a password; it works once and for PASSWORD_RESET_TIMEOUT
    seconds."""
    send(user, "choose_password", link=link)


def tell_about_failures(user):
    """Somebody typed a wrong password too often (S-03)."""
    send(user, "failures")


def tell_about_new_place(user, browser, network):
    """A sign-in from a browser and network that this account had not used (S-13)."""
    send(user, "new_place", browser=browser, network=network)

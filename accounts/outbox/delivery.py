"""How a row of the outbox becomes a mail, at most once.

1. `claim`, one transaction: what was told before, or at the same time, joins one mail; the row's next try moves on, so
   that nobody else takes it. 2. The mail server is reached. 3. `hand` commits "given to the mail server". 4. The mail
goes, with the row's id as its Message-ID. 5. `sent_at` says that the server took it.

Killed before 3: nothing left, and the sweep tries again. Killed between 3 and 5: the mail may be out or not, nobody can
know, and it is not repeated: at most one mail, never two; `report_unanswered` counts such rows in the log. A server
that is down or says no is tried again, later each time. What waits also stands on "My work", which needs no mail.
"""

import datetime
import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.outbox.models import OutboxMail

log = logging.getLogger("casework.outbox")
QUIET = datetime.timedelta(minutes=10)  # updates of one kind for one person within this time are one mail
LEASE = datetime.timedelta(minutes=2)  # longer than one mail can take (settings.EMAIL_TIMEOUT)
LONGEST = datetime.timedelta(hours=1)  # between two tries
GIVEN_UP = datetime.timedelta(days=3)
KEPT = datetime.timedelta(days=30)
AT_ONCE = 100  # mails of one sweep
REFUSED = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)


def deliver(row_id):
    """Mails one row, or the row it is told with. True when a mail left. Never raises for what a mail server does."""
    row = claim(row_id)
    message = message_for(row) if row else None
    if message is None:
        return False
    try:
        with get_connection() as server:  # reaches the server: one that is down fails here, before anything is marked
            return hand(row) and send(server, message, row)
    except (OSError, smtplib.SMTPException):
        log.warning("The mail server failed.", exc_info=True)
        return False


def waiting():
    """Ids of open rows that are due, oldest first, at most AT_ONCE."""
    since = timezone.now() - GIVEN_UP
    return list(OutboxMail.objects.due().filter(created_at__gte=since).values_list("pk", flat=True)[:AT_ONCE])


def claim(row_id):
    """The row to mail now, taken for this try, or None: it is mailed already, or somebody is busy with it."""
    with transaction.atomic():
        asked = OutboxMail.objects.open().filter(pk=row_id).first()
        if asked is None:
            return None
        one_at_a_time(asked)
        same = OutboxMail.objects.filter(user=asked.user_id, kind=asked.kind)
        last = same.told().order_by("-created_at").first()
        waits = [row for row in same.open().select_for_update() if not joins(row, last)]
        for row in waits[1:]:
            join(row, waits[0])
        if not waits or waits[0].due_at > timezone.now():
            return None
        return take(waits[0])


def one_at_a_time(row):
    """Until the transaction ends, nobody else decides on this person's mails of this kind."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"outbox:{row.user_id}:{row.kind}"])


def joins(row, last):
    """Whether the last mail was about the same ten minutes; then the row is told with it."""
    told = last is not None and row.created_at - last.created_at < QUIET
    if told:
        join(row, last)
    return told


def join(row, mail):
    """The row is told with the mail of another one."""
    OutboxMail.objects.filter(pk=row.pk).update(joined=mail)


def take(row):
    """The row for one more try; the next one is allowed later than this one can last."""
    row.attempts += 1
    row.due_at = timezone.now() + min(LEASE * 2 ** (row.attempts - 1), LONGEST)
    OutboxMail.objects.filter(pk=row.pk).update(attempts=row.attempts, due_at=row.due_at)
    return row


def message_for(row):
    """The mail, in the reader's language, which says that there is an update and where to sign in (R-42). None, and the
    row is gone, for somebody who cannot be mailed."""
    user = row.user
    if not user.is_active or not user.email:
        row.delete()
        return None
    address = f"{settings.SITE_URL}{reverse('account_login')}"
    with translation.override(user.language):
        text = render_to_string("accounts/mail/update.txt", {"site_name": settings.SITE_NAME, "address": address})
        subject = _("%(site)s: there is an update") % {"site": settings.SITE_NAME}
    mark = f"<{row.pk}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].strip('>') or 'localhost'}>"
    return EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email], headers={"Message-ID": mark})


def hand(row):
    """Commits that the mail server is about to get the mail. False when this try was overtaken by a later one."""
    mine = OutboxMail.objects.open().filter(pk=row.pk, attempts=row.attempts)
    return mine.update(handed_at=timezone.now()) == 1


def send(server, message, row):
    """Gives the mail to the server. One that it refuses is open again: it has certainly not left."""
    mine = OutboxMail.objects.filter(pk=row.pk)
    try:
        server.send_messages([message])
    except REFUSED:
        mine.update(handed_at=None)
        raise
    mine.update(sent_at=timezone.now())
    return True


def report_unanswered():
    """One line in the log for mails of the last hour that may have been lost on the way to the mail server."""
    now = timezone.now()
    lost = OutboxMail.objects.unanswered().filter(handed_at__range=(now - LONGEST, now - LEASE)).count()
    if lost:
        log.warning("Mails of the last hour left without an answer from the mail server.", extra={"count": lost})


def clear():
    """Deletes rows older than KEPT; the number of them."""
    return OutboxMail.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]

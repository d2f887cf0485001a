"""A slow brake for one account, whatever the addresses the guesses come from (R-24).

django-axes locks a pair of name and address. Somebody with many addresses is slowed here: after `FREE` wrong
passwords for one name from places its account does not use, the next try from such a place waits twice as long each
time, up to a quarter of an hour. Places the account has signed in from are never slowed, so nobody can lock the owner
out from their own device. A name that is no account is slowed just the same, and the answer is that of a wrong
password.
"""

import datetime
import hmac

from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.afterwards import afterwards
from accounts.audit.actions import record_refusal
from accounts.signin.addresses import place_of
from accounts.signin.mails import tell_about_failures
from accounts.signin.models import Guess, SignIn
from accounts.users.models import User

FREE = 10  # wrong passwords without a wait; the owner's own slips are fewer
LONGEST = 900  # seconds
FORGOTTEN = datetime.timedelta(hours=24)
COUNT = """
INSERT INTO accounts_guess AS g (name_hash, failures, last_at) SELECT %s, 1, now() WHERE %s
ON CONFLICT (name_hash) DO UPDATE
  SET failures = CASE WHEN g.last_at < %s THEN 1 ELSE g.failures + 1 END, last_at = now()
RETURNING failures"""


def hash_of(username):
    """The only form in which a typed name is counted: people type their password there, too."""
    return hmac.new(settings.SECRET_KEY.encode(), b"guess:" + username.encode(), "sha256").hexdigest()


def wait_after(failures):
    """Seconds that a name rests after so many failures: 1, 2, 4 … 900."""
    return 0 if failures < FREE else min(LONGEST, 2 ** min(failures - FREE, 20))


def is_known(request, username):
    """Whether the account of this name has signed in from this network with this browser (the last 180 days)."""
    return SignIn.objects.filter(user__username=username, **place_of(request)).exists()


def must_rest(username):
    """Whether this name is still at rest, by the clock of the last failure."""
    row = Guess.objects.filter(name_hash=hash_of(username)).first()
    rest = datetime.timedelta(seconds=wait_after(row.failures)) if row else datetime.timedelta()
    return row is not None and timezone.now() < row.last_at + rest


def count_failure(request, username, *, known, resting):
    """Records a refused sign-in, and counts it where it came from a place the account does not use and the name was
    not at rest already. The first time a name comes to rest its owner is told."""
    owner = User.objects.filter(username=username, is_active=True).first()
    with connection.cursor() as cursor:  # the same statement whether it counts or not
        cursor.execute(COUNT, [hash_of(username), not known and not resting, timezone.now() - FORGOTTEN])
        counted = cursor.fetchone()
    outcome = "slowed" if counted == (FREE,) else "failed"
    record_refusal(owner, "account.sign_in", "sign-in", "", outcome, getattr(request, "id", ""))
    if outcome == "slowed" and owner and owner.email:
        afterwards(tell_about_failures, owner)

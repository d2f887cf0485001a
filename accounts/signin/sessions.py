"""The life of a session: begins, is seen, ends (R-22)."""

import hashlib
import time
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import F, Func, Q
from django.utils import timezone

from accounts.afterwards import afterwards
from accounts.signin.addresses import place_of
from accounts.signin.mails import tell_about_new_place
from accounts.signin.models import SignIn

HOLDS = "holds"  # in a session that locks instead of ending: what is held open (lock.py)
WRITE_EVERY = 20  # seconds between two notes that a session was used: most requests need no write


def hash_of(session_key):
    """The only form in which a session's key is kept outside the session table."""
    return hashlib.sha256((session_key or "").encode()).hexdigest()


def begin(request, user):
    """Starts the clocks of a session that has just been signed in; the oldest of too many sign-ins ends."""
    now = time.time()
    request.session["began_at"] = request.session["seen_at"] = now
    moment = timezone.now()
    place = place_of(request)
    known = SignIn.objects.filter(user=user)
    is_new = known.exists() and not known.filter(**place).exists()
    row = SignIn(user=user, session_hash=hash_of(request.session.session_key), began_at=moment, seen_at=moment, **place)
    SignIn.objects.bulk_create([row], ignore_conflicts=True)
    end(list(own(user)[settings.SESSIONS_PER_PERSON :]))
    if is_new and user.email:
        afterwards(tell_about_new_place, user, place["browser"], place["address"])


def own(user):
    """Sign-ins of a person that can still be used, newest first. One whose clock ran out needs no ending."""
    now = timezone.now()
    idle = timedelta(seconds=settings.SESSION_IDLE_SECONDS + WRITE_EVERY)
    locked = idle + timedelta(seconds=settings.SESSION_LOCKED_SECONDS)
    return SignIn.objects.live().filter(
        Q(seen_at__gt=now - idle) | Q(seen_at__gt=now - locked, holds=True),
        user=user,
        began_at__gt=now - timedelta(seconds=settings.SESSION_ABSOLUTE_SECONDS),
    )


def ends_at(session):
    """The moment at which this session will be over, or locked, if nothing more happens, aware, UTC."""
    return moment(session, settings.SESSION_IDLE_SECONDS)


def closes_at(session):
    """The moment from which only the password helps: the same, or the end of the lock where something is held open."""
    locked = settings.SESSION_LOCKED_SECONDS if HOLDS in session else 0
    return moment(session, settings.SESSION_IDLE_SECONDS + locked)


def moment(session, idle):
    """`idle` seconds after the last use, but never after the absolute end (R-22)."""
    last = min(session["seen_at"] + idle, session["began_at"] + settings.SESSION_ABSOLUTE_SECONDS)
    return datetime.fromtimestamp(last, UTC)


def will_lock(session):
    """Whether the end that comes next is a lock."""
    return HOLDS in session and closes_at(session) > ends_at(session)


def is_locked(session):
    """Idle for too long while something is held open: a PIN opens it again."""
    return ends_at(session) <= datetime.now(UTC) < closes_at(session)


def is_over(session):
    """Idle for too long, or open for too long."""
    return closes_at(session) <= datetime.now(UTC)


def touch(request, *, every=WRITE_EVERY):
    """Notes that the session is used, at most once in `every` seconds. No effect on the absolute end."""
    now = time.time()
    if now - request.session["seen_at"] >= every:
        request.session["seen_at"] = now
        SignIn.objects.filter(session_hash=hash_of(request.session.session_key)).update(seen_at=timezone.now())


def follow(old_key, new_key):
    """The same sign-in under a new session key, as Django gives one after a password change."""
    SignIn.objects.live().filter(session_hash=hash_of(old_key)).update(session_hash=hash_of(new_key))


def end(sign_ins):
    """Ends these sign-ins and the sessions behind them, so that the next request with one is refused."""
    if not sign_ins:
        return
    hashes = [sign_in.session_hash for sign_in in sign_ins]
    SignIn.objects.live().filter(session_hash__in=hashes).update(ended_at=timezone.now())
    key_hash = Func(F("session_key"), template="encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')")
    Session.objects.annotate(key_hash=key_hash).filter(key_hash__in=hashes).delete()


def end_all(user, *, but=None):
    """Ends every sign-in of a person, but for the session with the key `but`."""
    end(list(SignIn.objects.live().filter(user=user).exclude(session_hash=hash_of(but) if but else "")))


def end_current(request):
    """Notes that this request's own session ends. Whoever calls this signs out or flushes next."""
    if request.session.session_key:
        SignIn.objects.live().filter(session_hash=hash_of(request.session.session_key)).update(ended_at=timezone.now())

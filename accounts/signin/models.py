"""Sign-ins a person can see and end, and drafts that only their writer can open."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.fields import VersionField, of
from accounts.history import Audited
from accounts.policy import Group
from accounts.walls import ACTOR, USERS, Statement, VersionGuard


class SignInQuerySet(models.QuerySet):
    """Adjectives for sign-ins."""

    def live(self):
        """Not ended."""
        return self.filter(ended_at__isnull=True)


class SignIn(models.Model):
    """One sign-in of an account. The session's key is kept hashed: whoever reads this table cannot use it."""

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    user = of(Group.STAFF, models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins"))
    session_hash = of(Group.STAFF, models.CharField(max_length=64, unique=True))
    began_at = of(Group.STAFF, models.DateTimeField(_("Began")))
    seen_at = of(Group.STAFF, models.DateTimeField(_("Last used")))
    address = of(Group.STAFF, models.CharField(_("From"), max_length=60, blank=True))
    browser = of(Group.STAFF, models.CharField(_("Browser"), max_length=60, blank=True))
    ended_at = of(Group.STAFF, models.DateTimeField(_("Ended"), null=True))
    # Locks instead of ending when idle, because a sitting is open (lock.py), and how many wrong PINs were typed since.
    holds = of(Group.STAFF, models.BooleanField(default=False, db_default=False))
    wrong_pins = of(Group.STAFF, models.PositiveSmallIntegerField(default=0, db_default=0))

    objects = SignInQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at", "pk"]
        indexes = [
            models.Index(fields=["user", "ended_at"], name="accounts_signin_live"),
            models.Index(fields=["began_at"], name="accounts_signin_began"),
        ]

    def __str__(self):
        return f"Sign-in {self.pk}"


class Guess(models.Model):
    """How often a wrong password was typed for one name from places its account does not use (backoff.py). The name is
    kept as a keyed hash, so that the table tells no name, and rows go after a day without a failure."""

    name_hash = of(Group.STAFF, models.CharField(primary_key=True, max_length=64))
    failures = of(Group.STAFF, models.PositiveIntegerField())
    last_at = of(Group.STAFF, models.DateTimeField())

    def __str__(self):
        return "guesses"


OWN = f"user_id = (SELECT {ACTOR})"
OWN_ROWS = f"""
ALTER TABLE {{table}} ENABLE ROW LEVEL SECURITY; ALTER TABLE {{table}} FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON {{table}} FOR SELECT TO {USERS} USING ({OWN});
CREATE POLICY add ON {{table}} FOR INSERT TO {USERS} WITH CHECK ({OWN});
CREATE POLICY change ON {{table}} FOR UPDATE TO {USERS} USING ({OWN}) WITH CHECK ({OWN});
CREATE POLICY drop ON {{table}} FOR DELETE TO {USERS} USING ({OWN});"""
# A draft goes 30 days after it was last saved, but never before its writer could read on the page of drafts when that
# will be: they signed in after it had lain for 16 days, and 14 more days went by. Whoever is away for long finds it as
# it was, for 180 days at most. The page and the clearing ask the same function.
CLEARED = """
CREATE OR REPLACE FUNCTION draft_ends(who uuid, saved timestamptz) RETURNS timestamptz LANGUAGE sql STABLE
SET search_path = pg_catalog, public AS $$
  SELECT CASE WHEN s.warned IS NULL THEN saved + interval '180 days'
    ELSE LEAST(saved + interval '180 days', GREATEST(saved + interval '30 days', s.warned + interval '14 days')) END
  FROM (SELECT min(began_at) AS warned FROM accounts_signin
    WHERE user_id = who AND began_at >= saved + interval '16 days') s $$;
CREATE OR REPLACE FUNCTION drop_old_drafts() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE gone bigint;
BEGIN
  DELETE FROM {table} d WHERE d.saved_at < now() - interval '30 days' AND draft_ends(d.user_id, d.saved_at) < now();
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION drop_old_drafts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_old_drafts() TO worker;
ALTER FUNCTION drop_old_drafts() OWNER TO keeper;"""
CLEARED_DROP = "DROP FUNCTION IF EXISTS drop_old_drafts(); DROP FUNCTION IF EXISTS draft_ends(uuid, timestamptz);"
NOBODYS_ROWS = "".join(f"DROP POLICY IF EXISTS {name} ON {{table}};" for name in ("see", "add", "change", "drop"))


class Draft(models.Model):
    """What somebody typed into a form and has not sent. Sealed under a key of its own, seen by its
    writer alone.

    It has no history on purpose: a draft is not yet a record. `key` names the form and holds no
    personal data.
    """

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    user = of(Group.STAFF, models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts"))
    key = of(Group.STAFF, models.CharField(max_length=200))
    path = of(Group.STAFF, models.CharField(max_length=300, blank=True))
    case_id = of(Group.STAFF, models.UUIDField(null=True))
    wrapped_key = of(Group.STAFF, models.BinaryField())
    master_version = of(Group.STAFF, models.PositiveSmallIntegerField())
    sealed = of(Group.STAFF, models.BinaryField())
    saved_at = of(Group.STAFF, models.DateTimeField())
    version = VersionField()

    class Meta:
        ordering = ["-saved_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="accounts_draft_once"),
            VersionGuard(name="accounts_draft_version"),
            Statement(name="accounts_draft_own_rows", make=OWN_ROWS, drop=NOBODYS_ROWS),
            Statement(name="accounts_draft_cleared", make=CLEARED, drop=CLEARED_DROP),
        ]

    def __str__(self):
        return f"Draft {self.pk}"


class Pin(Audited):
    """The digits with which a person opens their own locked page again (R-22), as an Argon2 hash that only they reach.
    Its history tells when it was set, changed or taken away, and holds no hash."""

    unrecorded = frozenset({"encoded"})

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    user = of(Group.STAFF, models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pin"))
    encoded = of(Group.STAFF, models.CharField(max_length=200))
    set_at = of(Group.STAFF, models.DateTimeField())

    class Meta:
        constraints = [Statement(name="accounts_pin_own_rows", make=OWN_ROWS, drop=NOBODYS_ROWS)]

    def __str__(self):
        return f"PIN {self.pk}"

"""Writing down, and lifting, a fear of the own state (C-05, C-06).

Who writes it down closes at once what was shared with that state; only another person than who asks for it lifts it,
and only where the person said yes to contact after the fear was written down.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.outbox.actions import tell, tell_all
from accounts.performing import performing
from casework.cases.models import Case
from casework.cases.recipients import focal_points
from casework.consents.queries import yes_of
from casework.people.fears import StateFear
from casework.todos.actions import raise_todo, settle_todos
from casework.todos.queries import supervisors

PROTECTED = ("asylum_seeker", "refugee", "complementary")  # codes of migration_statuses.csv
LONG = 5_000  # letters
CONTACT = "share_embassy"
# What else ends with a fear, as (fear, by), inside the act that writes it down. Higher floors add theirs when they are
# loaded (referrals/apps.py), because imports go down only.
ENDS: list[Callable] = []
# What keeps a fear standing, as (fear) that raises ValidationError: an open asylum claim. Added in the same way.
HOLDS: list[Callable] = []


def standing(case):
    """Fears of the case that nobody lifted, oldest first."""
    return StateFear.objects.filter(case=case, lifted_at__isnull=True).order_by("raised_at", "pk")


def against(fears, states):
    """Those of `fears` that shut out one of these states; a fear that names none shuts out all."""
    return [fear for fear in fears if not fear.countries or set(fear.countries) & set(states)]


def note_fear(case, kind, *, by, source=StateFear.Source.PERSON, countries=(), note=""):
    """The standing fear of this kind and these states, written down now if it is not there. Part of the caller's act.

    Shares that it shuts out end by trigger in the same statement; their recipients are told that there is an update.
    """
    for fear in standing(case):
        if fear.kind == kind and set(fear.countries) == set(countries):
            return fear
    # What is being sent at this moment is seen first: its recipient is told as well.
    Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    shared = {share.pk: share.recipient_id for share in case.shares.filter(ended_at=None, sent_at__isnull=False)}
    fear = StateFear(case=case, kind=kind, source=source, countries=sorted(set(countries)), note=note, raised_by=by)
    fear.full_clean(exclude=["case", "raised_by"])
    fear.save(force_insert=True)
    ended = case.shares.filter(pk__in=shared, ended_at__isnull=False).values_list("recipient_id", flat=True)
    tell_all(focal_points(set(ended)), "access_ended")
    tell_all(supervisors(case, but=by), "fear")
    for end in ENDS:
        end(fear, by)
    return fear


def raise_fear(case, *, by, kind, countries=(), note=""):
    """The person is afraid of the own state, or asked for asylum. ValidationError for what does not fit."""
    with performing(by, "fear.raise", case):
        if len(note) > LONG:
            raise ValidationError(
                {"note": _("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"}}
            )
        return note_fear(case, kind, by=by, countries=countries, note=note)


def follow_status(person, before, *, by):
    """Asylum or protection as the status in this country says so too. Part of the caller's act."""
    if person.migration_status in PROTECTED and before not in PROTECTED:
        note_fear(person.case, StateFear.Kind.ASYLUM, by=by, source=StateFear.Source.STATUS)


def agreed_since(fear):
    """The yes to contact with a mission that the person gave after the fear was written down, or None (C-06)."""
    rows = yes_of(fear.case, CONTACT)
    return next((row for row in rows if row.recorded_at > fear.raised_at), None)


def must_agree(fear):
    """ValidationError without such a yes, and while something keeps the fear standing."""
    for hold in HOLDS:
        hold(fear)
    if agreed_since(fear) is None:
        raise ValidationError(
            _("First record that the person agrees to contact with the mission, on a day after the fear was written.")
        )


def fresh(fear):
    """The fear as it stands, locked. ValidationError where somebody lifted it meanwhile."""
    row = StateFear.objects.select_for_update().get(pk=fear.pk)
    if row.lifted_at is not None:
        raise ValidationError(_("This was lifted already."))
    return row


def ask_lift(fear, *, by, reason):
    """The person wishes contact after all: asks a supervisor to lift the fear."""
    with performing(by, "fear.ask_lift", fear.case):
        row = fresh(fear)
        if not reason.strip():
            raise ValidationError({"lift_reason": _("Write what the person says now.")})
        if len(reason) > LONG:
            raise ValidationError(
                {"lift_reason": _("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"}}
            )
        must_agree(row)
        row.lift_asked_by, row.lift_asked_at, row.lift_reason = by, timezone.now(), reason
        row.save()
        raise_todo(row.case, "lift_fear", by=by)
        tell_all(supervisors(row.case, but=by), "fear")
    return row


def decided(fear, by):
    """The fear that somebody else asked to lift. ValidationError where nobody did, or where it was `by`."""
    row = fresh(fear)
    if row.lift_asked_by_id is None:
        raise ValidationError(_("Nobody asked to lift this."))
    if row.lift_asked_by_id == by.pk:
        raise ValidationError(_("Somebody else must decide this: it was you who asked for it."))
    return row


def lift_fear(fear, *, by):
    """A supervisor who did not ask for it lifts the fear, on the person's own yes. What ended stays ended."""
    with performing(by, "fear.lift", fear.case):
        row = decided(fear, by)
        must_agree(row)
        row.lifted_by, row.lifted_at = by, timezone.now()
        row.save()
        answered(row, by)
    return row


def keep_fear(fear, *, by):
    """The supervisor leaves the fear as it is; it may be asked again."""
    with performing(by, "fear.lift", fear.case):
        row = decided(fear, by)
        asker = row.lift_asked_by
        row.lift_asked_by = row.lift_asked_at = None
        row.save()
        answered(row, by, asker)
    return row


def answered(row, by, asker=None):
    """Settles the to-do and tells who asked."""
    settle_todos(row.case, "lift_fear", by=by)
    tell(asker or row.lift_asked_by, "reviewed")

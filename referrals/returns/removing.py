"""Noting and following a removal by a state (T7): the same care as on a return, in a workflow of its own."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.performing import performing
from accounts.workflow import Step, Workflow
from casework.cases.actions import note
from casework.cases.models import Case
from casework.consents.queries import holds
from casework.penalties.actions import record_penalty
from casework.penalties.models import Penalty
from casework.todos.actions import raise_todo, settle_todos
from referrals.consular.needs import Fill, a_reason
from referrals.returns.actions import check, not_to_come
from referrals.returns.following import TALK
from referrals.returns.needs import EARLY, by_the_receiver, due_on
from referrals.returns.removals import Removal

S = Removal.Status
ORDER = "deportation_order"  # code of legal_penalty_types.csv: a removal is recorded as a penalty (section 8)
PARTNER, AFTER = "share_origin_partner", "reintegration_followup"
LODGED = (Removal.Objection.LODGED, Removal.Objection.UPHELD, Removal.Objection.REFUSED)
CHANGED = ("expected_on", "chosen", "informed", "informed_on", "informed_language", "words", "objection",
           "objection_on", "objection_words", "receiver", "receiver_words")  # fmt: skip


def whole():
    """Removals with what an act on one needs."""
    return Removal.objects.select_related(
        "case", "case__person", "case__person__safe_asked_by", "case__team", "case__organisation", "receiver"
    )


def fits(row):
    """ValidationError for what cannot be: an informed choice without day and language, an objection without a day."""
    told, lodged = row.informed == Removal.Informed.YES, row.objection in LODGED
    wanted = (
        ("informed_on", told, row.informed_on, _("Write the day on which the person was told.")),
        ("informed_language", told, row.informed_language, _("In which language was it?")),
        ("objection_on", lodged, row.objection_on, _("Write the day on which it was lodged.")),
    )
    errors = {name: said for name, needed, value, said in wanted if needed and not value}
    if errors:
        raise ValidationError(errors)
    check(row, "penalty")
    for name in ("announced_on", "informed_on", "objection_on"):
        not_to_come(name, getattr(row, name))


def note_removal(case, *, by, **fields):
    """A state removes the person, or says so. It is a penalty too: the one on record, or a new one."""
    with performing(by, "removal.note", case):
        if case.status in Case.CLOSED:
            raise ValidationError(_("The case is closed. Reopen it first."))
        row = Removal(case=case, noted_by=by, **fields)
        fits(row)
        row.penalty = order_of(case, row.by_state, by)
        row.validate_constraints()
        row.save(force_insert=True)
        note(case, "removal_note", by, after=row.status)
        if row.objection == Removal.Objection.NONE:
            raise_todo(case, "legal_counsel", by=by)
    return row


def order_of(case, country, by):
    """The open order of removal among the penalties, or a new one."""
    found = Penalty.objects.filter(case=case, kind=ORDER, ended_at__isnull=True).first()
    if found is None:
        found = record_penalty(case, by=by, kind=ORDER, country=country)
    return found


def change(row, *, by, version, **fields):
    """What is known now: whether it was chosen, informed, objected to, who receives. Stale when somebody was faster."""
    from accounts.editing import must_stand_at

    with performing(by, "removal.change", row):
        must_stand_at(row, version)
        fresh = whole().get(pk=row.pk)
        if fresh.status in Removal.ENDED:
            raise ValidationError(_("This has ended."))
        for name in CHANGED:
            setattr(fresh, name, fields.get(name, getattr(fresh, name)))
        fits(fresh)
        fresh.save()
        note(fresh.case, "removal_change", by)
    return fresh


def tell_receiver(row, *, by, told_on):
    """Somebody there was told, on the person's yes to that (share_origin_partner) and on nothing else."""
    with performing(by, "removal.tell", row):
        fresh = whole().select_for_update(of=("self",)).get(pk=row.pk)
        not_to_come("told_on", told_on)
        if not fresh.receiver_words.strip() and fresh.receiver is None:
            raise ValidationError({"told_on": _("First write who receives the person.")})
        if not holds(fresh.case, PARTNER, fresh.receiver_id):
            raise ValidationError({"told_on": _("First ask the person, under Consent: may they be told?")})
        fresh.receiver_told_on = told_on
        fresh.save()
        note(fresh.case, "removal_tell", by)
    return fresh


def agreed_to_talks(row, given):
    """The person agreed to be asked afterwards (R19)."""
    if not holds(row.case, AFTER):
        raise ValidationError(_("The person has not agreed to be asked after the return, or the yes has ended."))


def due(target):
    """A talk is held when its time has come, two weeks before at the earliest."""

    def need(row, given):
        day = due_on(row, target)
        if day is None or timezone.localdate() < day - EARLY:
            raise ValidationError(_("It is too early for this talk."))

    return need


def nothing_to_follow(row, given):
    """The last talk was held, or the person does not want any more of them."""
    if row.status in (*Removal.FOLLOWED[:-1], S.ARRIVED) and holds(row.case, AFTER):
        raise ValidationError(_("The person agreed to be asked again. The last talk is after 12 months."))


def restarted(row, by, before, given):
    """It is in this state from now on."""
    row.since = timezone.now()


def talk_next(row, by):
    """The next talk has its day, where the person agreed."""
    from referrals.after.scheduling import after_arrival

    settle_todos(row.case, TALK, by=by)
    at = Removal.FOLLOWED.index(row.status) + 1
    if at < len(Removal.FOLLOWED) and holds(row.case, AFTER):
        raise_todo(row.case, TALK, by=by, due_on=due_on(row, Removal.FOLLOWED[at]))
    if row.status == S.HANDED_OVER:
        after_arrival(row.case, by)


def record(row, step, before, by, given):
    """The line of the timeline, the next talk, and the end."""
    note(row.case, f"removal_{step.name}", by, before=before, after=row.status, reason=str(given.get("reason", "")))
    if row.status in Removal.FOLLOWED:
        talk_next(row, by)
    if row.status in Removal.ENDED:
        row.ended_at = timezone.now()
        row.save()


def step(name, sources, target, label, needed=(), asks=(), care=False):
    """One row; each step restarts the clock of the state."""
    return Step(name, frozenset(sources), target, label, needed, asks, (restarted,), care)


def follow(target, source, label):
    """One talk afterwards."""
    return step(target, {source}, target, label, (agreed_to_talks, due(target)))


REMOVAL = Workflow(
    "removal",
    record,
    step("lift", {S.ANNOUNCED}, S.LIFTED, gettext_lazy("It is called off"), (a_reason,), ("reason",)),
    step("leave", {S.ANNOUNCED}, S.LEFT, gettext_lazy("The person was removed"),
         (Fill("left_on", "place", needed=("left_on",), past=("left_on",)),), ("left_on", "place")),
    step("arrive", {S.LEFT}, S.ARRIVED, gettext_lazy("Arrived"),
         (by_the_receiver, Fill("arrived_on", needed=("arrived_on",), past=("arrived_on",))),
         ("arrived_on", "by_hand")),
    step("receive", {S.LEFT, S.ARRIVED}, S.HANDED_OVER, gettext_lazy("Received"),
         (by_the_receiver, Fill("received_on", "received_words", needed=("received_on",), past=("received_on",))),
         ("received_on", "received_words", "by_hand")),
    follow(S.MONTH_1, S.HANDED_OVER, gettext_lazy("Followed up after 1 month")),
    follow(S.MONTH_3, S.MONTH_1, gettext_lazy("Followed up after 3 months")),
    follow(S.MONTH_6, S.MONTH_3, gettext_lazy("Followed up after 6 months")),
    follow(S.MONTH_12, S.MONTH_6, gettext_lazy("Followed up after 12 months")),
    step("complete", {S.ARRIVED, *Removal.FOLLOWED}, S.COMPLETED, gettext_lazy("Done: close it"),
         (nothing_to_follow,)),
)  # fmt: skip

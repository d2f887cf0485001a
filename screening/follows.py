"""What must and what must not follow an outcome (decision-rule.md section 8), and the to-dos that a step raises."""

from django.utils.translation import gettext_lazy as _

from casework.penalties.follows import grounds_found
from casework.todos.actions import raise_todo
from screening.rule import FURTHER, INDICATED, NOTHING, UNABLE, VULNERABLE

MUST = {
    INDICATED: (
        _("Review by a supervisor who did not do the interview"),
        _("Services offered, without condition"),
        _("A non-punishment letter offered"),
        _("Formal identification offered. The person may say no."),
    ),
    FURTHER: (
        _("Treated as presumed to be trafficked meanwhile"),
        _("A day for the next interview"),
        _("An interpreter, if one is needed"),
    ),
    VULNERABLE: (
        _("A referral to protection made"),
        _("Told of the right to be screened again"),
    ),
    NOTHING: (
        _("Information given"),
        _("The door left open"),
    ),
    UNABLE: (
        _("Basic help, without condition"),
        _("Offered to try later"),
    ),
}
MUST_NOT = {
    INDICATED: (
        _("Help that depends on work with the police"),
        _("Detention used as shelter"),
    ),
    FURTHER: (
        _("Closing as not trafficked"),
        _("Removal from the country"),
    ),
    VULNERABLE: (_("Marking the person as trafficked"),),
    NOTHING: (_("Sharing with police or immigration"),),
    UNABLE: (_("Use of answers that were taken back"),),
}
PRESUMED = (
    _("A lawyer found"),
    _("Told of the right to reach the own mission, and to refuse"),
)
RELEASE = _("Release asked for: detention is no shelter")


def must(screening):
    """Sentences for the outcome that stands, with what presumed protection adds."""
    added = PRESUMED if screening.protection_presumed else ()
    return [*MUST.get(screening.outcome, ()), *added, *([RELEASE] if added and detained(screening) else [])]


def detained(screening):
    """The person is held in detention."""
    return "detained" in screening.vulnerability_flags


def due(screening):
    """Kinds of to-dos that the result calls for (workflows.md section 3; R04, R08, R10, R12)."""
    kinds = []
    if screening.reasonable_grounds:
        kinds.append("non_punishment_letter")
    if screening.protection_presumed:
        kinds += ["consular_rights_information", "legal_counsel"]
        kinds += ["release_request"] if detained(screening) else []
    return kinds


def raise_due(screening, by, already=()):
    """Raises what is due and was not raised at an earlier step of the same screening."""
    for kind in due(screening):
        if kind not in already:
            raise_todo(screening.case, kind, by=by)


# To-dos that wait for the supervisor's word.
ONCE_DECIDED = {VULNERABLE: "protection_referral", FURTHER: "next_interview"}


def raise_decided(screening, by):
    """What follows from an outcome that stands now; on reasonable grounds each open penalty is raised (P5)."""
    if screening.reasonable_grounds:
        grounds_found(screening.case, by)
    if screening.outcome in ONCE_DECIDED:
        raise_todo(screening.case, ONCE_DECIDED[screening.outcome], by=by)

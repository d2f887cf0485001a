"""What a step of a screening changes besides the status: run inside the step, before the row is saved."""

from django.utils import timezone

from accounts.outbox.actions import tell, tell_all
from casework.todos.actions import raise_todo, settle_todos
from casework.todos.queries import able, supervisors
from screening import follows
from screening.models import Screening
from screening.reading import forget_result, in_doubt, inputs_of, result_of, write_result
from screening.rule import grounds, lowers, presumed

S = Screening.Status


def begin(screening, by, before, given):
    """When it began, by whom, and who was with a child."""
    screening.screener, screening.started_at, screening.setting_checked = by, timezone.now(), True
    screening.accompanied_by = given.get("present", "") if screening.case.child else ""


def evaluated(screening):
    """Writes what the rule says now, with the doubt about the age as it is known now."""
    screening.age_disputed = in_doubt(screening)
    write_result(screening, result_of(screening))


def hinder(screening, by, before, given):
    """Nobody is screened: the answers are not used, and presumed protection starts all the same."""
    screening.hindrance = given["hindrance"]
    evaluated(screening)
    settle_todos(screening.case, "answer_review", by=by)
    follows.raise_due(screening, by)


def go_on(screening, by, before, given):
    """The answers may be used again."""
    screening.hindrance = ""
    forget_result(screening)


def propose(screening, by, before, given):
    """The rule's outcome is written down, its to-dos start at once, and supervisors are told."""
    screening.submitted_at, screening.submitted_by = timezone.now(), by
    screening.proposed_outcome, screening.proposed_by = "", None
    evaluated(screening)
    settle_todos(screening.case, "answer_review", by=by)
    follows.raise_due(screening, by)
    ask_for_review(screening, by)


def ask_for_review(screening, by, kind="review"):
    """A to-do of the supervisors and their mail (R-42)."""
    raise_todo(screening.case, "review_screening", by=by)
    tell_all(supervisors(screening.case, but=by), kind)


def send_back(screening, by, before, given):
    """The caseworker is asked about the record."""
    screening.decision_reason = given["reason"]
    settle_todos(screening.case, "review_screening", by=by)
    raise_todo(
        screening.case, "answer_review", by=by, owner=able(screening.case).filter(pk=screening.screener_id).first()
    )


def decide(screening, by, before, given):
    """A supervisor's word stands; the one before is replaced."""
    screening.decided_by, screening.decided_at = by, timezone.now()
    screening.decision_reason = given.get("reason", "") or screening.decision_reason
    supersede_older(screening, by)
    settle_todos(screening.case, "review_screening", by=by)
    follows.raise_decided(screening, by)
    tell(screening.screener, "reviewed")


def state_of_override(screening):
    """Lowering protection waits for a second supervisor (decision-rule.md section 8)."""
    return S.OVERRIDE_PROPOSED if lowers(screening.rule_outcome, screening.proposed_outcome) else S.OVERRIDDEN


def decide_otherwise(screening, by, before, given):
    """The proposal is written beside the rule's outcome; one that lowers protection waits for a second supervisor."""
    screening.proposed_by, screening.decision_reason = by, given["reason"]
    if screening.status == S.OVERRIDE_PROPOSED:
        settle_todos(screening.case, "review_screening", by=by)
        ask_for_review(screening, by, "second_look")
    else:
        screening.proposed_by = None
        let_stand(screening, by)


def agree(screening, by, before, given):
    """The second supervisor agrees; the first one's reason stays."""
    let_stand(screening, by)


def disagree(screening, by, before, given):
    """It waits for a decision again, by whoever reviews."""
    screening.proposed_outcome, screening.proposed_by = "", None
    screening.decision_reason = given["reason"]
    settle_todos(screening.case, "review_screening", by=by)
    ask_for_review(screening, by)


def let_stand(screening, by):
    """The outcome that was chosen instead becomes the one that stands; what follows from it is raised."""
    raised = set(follows.due(screening))
    screening.outcome = screening.proposed_outcome
    strong = {element: (counts["strong"],) for element, counts in screening.counts.items()}
    screening.reasonable_grounds = grounds(screening.outcome, strong)
    screening.protection_presumed = presumed(inputs_of(screening), screening.reasonable_grounds)
    decide(screening, by, "", {})
    follows.raise_due(screening, by, already=raised)


def withdraw(screening, by, before, given):
    """The answers are no longer used for anything (workflows.md section 3, last line)."""
    screening.hindrance = Screening.Hindrance.WITHDRAWN
    screening.proposed_outcome, screening.proposed_by = "", None
    settle_todos(screening.case, "review_screening", by=by)
    hinder(screening, by, before, {"hindrance": screening.hindrance})


def supersede_older(screening, by):
    """The system's step on the decision that stood until now."""
    from screening.transitions import BY_ITSELF

    for older in Screening.objects.decided().filter(case=screening.case_id).exclude(pk=screening.pk):
        BY_ITSELF.move(older, "supersede", by=by)

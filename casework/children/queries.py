"""What a child's case allows, for the rooms that must ask before they act (P4, workflows.md section 9).

Each gate returns True, or raises ValidationError with the sentence that says what is missing. An adult always passes;
somebody whose age is in doubt counts as a child (R03). Only columns in clear decide: whoever reaches the case may ask.
"""

import datetime
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy

from casework.cases.models import Case
from casework.children.ages import AgeDispute
from casework.children.models import About, Assent, BestInterests, Guardian

# A bed for a child before any assessment: so long, and the child protection officer is told at once (P4).
EMERGENCY_BED = datetime.timedelta(hours=72)

NOT_ASSESSED = gettext_lazy("First the best-interests assessment, with the child's own view. It is done at once.")
NOT_OPENED = gettext_lazy("First open the best-interests assessment. A first screening talk may be held without it.")
NO_GUARDIAN = gettext_lazy("First name a guardian, or the body that answers for the child.")
UNDECIDED = {
    About.RETURN: gettext_lazy("The determination about going home is not decided yet."),
    About.PLACEMENT: gettext_lazy("The determination about where the child lives is not decided yet."),
}
SAID_NO = {
    About.RETURN: gettext_lazy("The panel did not say yes to going home, or its decision stands no more."),
    About.PLACEMENT: gettext_lazy("The panel did not say yes to another place, or its decision stands no more."),
}
NO_DECISION = gettext_lazy("A child goes home only by a best-interests decision of the panel for it.")
NO_ASSENT = gettext_lazy("The child has not said yes to going home. Ask, and write down what the child says.")
SAYS_YES = (Assent.Answer.YES, Assent.Answer.TOO_YOUNG)


def age_disputed(case):
    """Whether somebody doubts the age and nobody has decided: such a person sleeps in a quarter apart (P4)."""
    return case.age_disputed


@dataclass
class Facts:
    """What the gates rest on, newest first; read in three statements."""

    procedures: list
    guardians: list
    assents: list

    @property
    def answering(self):
        """Who answers for the child today. Whoever may have had a part in it is never among them."""
        return [row for row in self.guardians if row.answers]

    def determination(self, about):
        """The newest procedure in which this was or is to be decided, or None."""
        return next((row for row in self.procedures if about in row.about), None)

    def assent_to(self, about):
        """The child's newest word on this, or None."""
        return next((row for row in self.assents if row.about == about), None)


def facts_of(case):
    """The facts of one case."""
    kinds = (BestInterests, Guardian, Assent)
    return Facts(*(list(kind.objects.filter(case=case)) for kind in kinds))


# The columns in clear that gates ask about; each is read newest first.
CLEAR: dict = {
    BestInterests: ("status", "about", "assessed_at", "allowed", "stands", "review_on"),
    Guardian: ("appointed", "involved", "ended_on"),
    Assent: ("about", "answer"),
}


def clear_parts(case):
    """Annotations that carry these columns along with a row; `case` says where it holds the key of its case."""
    return {
        part_of(kind): ArraySubquery(
            kind.objects.filter(case=OuterRef(case)).values(row=JSONObject(**{name: name for name in names}))
        )
        for kind, names in CLEAR.items()
    }


def part_of(kind):
    """The name under which a row carries them."""
    return f"clear_{kind._meta.model_name}"


def facts_in(row):
    """The facts that a row carries along: nothing that is sealed. Its rows are not to be saved."""
    return Facts(*([clear_row(kind, said) for said in getattr(row, part_of(kind))] for kind in CLEAR))


def clear_facts_of(case):
    """The same for gates, in one statement."""
    row = Case.objects.filter(pk=case.pk).only("pk").annotate(**clear_parts("pk")).first()
    return facts_in(row) if row is not None else Facts([], [], [])


def clear_row(kind, said):
    """A row of these columns: days and moments came as text."""
    return kind(**{name: kind._meta.get_field(name).to_python(value) for name, value in said.items()})


def guardians_of(case):
    """Who answers for the child today, newest first."""
    return [row for row in Guardian.objects.filter(case=case) if row.answers]


def never_ask(case, name):
    """Whether somebody of this name may have had a part in it: nobody asks or tells them anything (P4)."""
    rows = Guardian.objects.filter(case=case, involved=Guardian.Involved.POSSIBLE)
    wanted = plain(name)
    return any(plain(row.name) in wanted or wanted in plain(row.name) for row in rows) if wanted else False


def plain(name):
    """A name without case and extra spaces."""
    return " ".join(str(name).casefold().split())


def disputes_of(case):
    """Doubts about the age, the open one first."""
    return AgeDispute.objects.filter(case=case).order_by(F("ended_at").desc(nulls_first=True), "-opened_at")


def named(facts):
    """ValidationError unless a guardian or body answers for the child today."""
    if not facts.answering:
        raise ValidationError(NO_GUARDIAN)
    return True


def assessed(facts):
    """ValidationError unless the best-interests assessment is done and somebody answers for the child."""
    if not any(row.assessed_at for row in facts.procedures):
        raise ValidationError(NOT_ASSESSED)
    return named(facts)


def not_refused(facts, about):
    """ValidationError while a determination about this is open, or where the newest one did not say yes."""
    row = facts.determination(about)
    if row is None:
        return True
    if row.status in BestInterests.UNDECIDED:
        raise ValidationError(UNDECIDED[about])
    if about not in row.allowed or not row.stands_today:
        raise ValidationError(SAID_NO[about])
    return True


def full_interview_allowed(case, facts=None):
    """Full interview of a child: the assessment is at least opened, and a guardian or body is named. A first screening
    talk (triage) needs neither."""
    if not case.child:
        return True
    facts = facts or clear_facts_of(case)
    if not facts.procedures:
        raise ValidationError(NOT_OPENED)
    return named(facts)


def placement_allowed(case, facts=None):
    """A bed for a child beyond the emergency bed (EMERGENCY_BED): assessed, and no determination about it is open or
    said no."""
    if not case.child:
        return True
    facts = facts or clear_facts_of(case)
    assessed(facts)
    return not_refused(facts, About.PLACEMENT)


def sharing_allowed(case, facts=None):
    """Telling another organisation of a child: assessed, and somebody answers for the child (S-48 asks for the consent
    besides). Danger to life goes another way (C-09)."""
    return assessed(facts or clear_facts_of(case)) if case.child else True


def return_allowed(case, facts=None):
    """A child goes home: a standing decision of the panel for it, a guardian or body, and the child's own yes."""
    if not case.child:
        return True
    facts = facts or clear_facts_of(case)
    assessed(facts)
    if facts.determination(About.RETURN) is None:
        raise ValidationError(NO_DECISION)
    not_refused(facts, About.RETURN)
    said = facts.assent_to(About.RETURN)
    if said is None or said.answer not in SAYS_YES:
        raise ValidationError(NO_ASSENT)
    return True

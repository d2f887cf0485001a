"""Children as parts of the page "My work": who is not assessed yet, what waits for a signature, what is to be looked
at again."""

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.cases.models import Case
from casework.cases.waiting import part
from casework.children.models import BestInterests
from casework.people.models import Person
from casework.todos.words import clock

S = BestInterests.Status


def unassessed(user):
    """Children of open cases for whom no best-interests assessment was ever done, the oldest case first: at once."""
    done = BestInterests.objects.filter(case=OuterRef("case"), assessed_at__isnull=False)
    rows = Person.objects.permitted(user, "interests.finish").filter(case__child=True)
    rows = rows.exclude(case__status__in=(*Case.CLOSED, Case.Status.DRAFT)).filter(~Exists(done))
    return part("child_new", rows.order_by("case__opened_at", "pk"), at=F("case__opened_at"))


def to_sign(user):
    """Determinations before a panel that this person may still sign, the oldest first; nobody signs twice."""
    lead = BestInterests.objects.permitted(user, "interests.sign_supervisor").filter(signed_supervisor=None)
    officer = BestInterests.objects.permitted(user, "interests.sign_officer").filter(signed_officer=None)
    rows = BestInterests.objects.filter(Q(pk__in=lead.values("pk")) | Q(pk__in=officer.values("pk")), status=S.PANEL)
    rows = rows.exclude(signed_supervisor=user).exclude(signed_officer=user)
    return part("child_sign", rows.order_by("opened_at", "pk"), at=F("opened_at"))


def to_review(user):
    """Decisions whose day to be looked at has come."""
    rows = BestInterests.objects.permitted(user, "interests.review").filter(status__in=BestInterests.FINAL, stands=True)
    rows = rows.filter(review_on__lte=timezone.localdate()).order_by("review_on", "pk")
    return part("child_review", rows, day=F("review_on"))


def place_of(row):
    """The child's room."""
    return reverse("child_home", args=[row.case.reference])


def new_task(row):
    """A child who is not assessed yet."""
    text = _("Next: hear the child, and name who answers for it. A bed for 72 hours need not wait.")
    return {"title": _("A child: best interests, at once"), "url": place_of(row), "text": text, "kind": "late",
            "word": _("At once")}  # fmt: skip


def sign_task(row):
    """A determination waits for a signature."""
    text = _("Next: read what was weighed and decided, then sign, or give it back.")
    return {"title": _("A child: the panel's decision"), "url": place_of(row), "text": text, "kind": "decide",
            "word": _("Decide")}  # fmt: skip


def review_task(row):
    """A decision is to be looked at again; until then it stands no more."""
    kind, word = clock(row.day)
    text = _("Next: hear the child again. After its day the decision stands no more.")
    return {"title": _("A child: look at the decision again"), "url": place_of(row), "text": text, "kind": kind,
            "word": word}  # fmt: skip

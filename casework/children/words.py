"""What happened for a child, in words: for the case's timeline and for the history."""

from django.utils.translation import gettext_lazy as _

from casework.children.transitions import INTERESTS

TIMELINE = {
    "interests_open": (_("A best-interests assessment was opened."), "now", "steps"),
    "interests_finish": (_("The best-interests assessment is done."), "done", "steps"),
    "interests_need": (_("A panel is to decide what is best for the child."), "decide", "steps"),
    "interests_convene": (_("The child's case was put before the panel."), "decide", "steps"),
    "interests_back": (_("The panel found something missing."), "wait", "steps"),
    "interests_sign_supervisor": (_("A supervisor signed the best-interests decision."), "done", "steps"),
    "interests_sign_officer": (_("A child protection officer signed the best-interests decision."), "done", "steps"),
    "interests_review": (_("The best-interests decision was looked at again."), "done", "steps"),
    "child_guardian": (_("Somebody was named who answers for the child."), "done", "people"),
    "child_guardian_ended": (_("Somebody no longer answers for the child."), "stop", "people"),
    "child_assent": (_("The child was asked."), "done", "steps"),
    "child_tracing": (_("Looking for the family was written down."), "done", "steps"),
    "child_birth": (_("A child of the person was written down."), "now", "people"),
    "child_birth_case": (_("A child of the person has a case of its own."), "done", "people"),
    "age_doubted": (_("Somebody doubts the age. The person counts as a child."), "decide", "steps"),
    "age_decided": (_("It was decided about the age."), "done", "steps"),
}
ACTIONS = {
    "child.edit": _("Wrote down what concerns a child"),
    "child.age": _("Decided about the age"),
    "child.birth": _("Opened a case for a child of the person"),
    "interests.open": _("Opened a best-interests assessment"),
    "interests.edit": _("Wrote in a best-interests procedure"),
    **{INTERESTS.action(step): step.label for step in INTERESTS.steps.values()},
}

"""Letters in words: the timeline, the history, and the shape of each state."""

from django.utils.translation import gettext_lazy as _

from referrals.letters.models import Letter

S = Letter.Status
TIMELINE = {
    "letter_approve": (_("A letter was approved."), "done", "steps"),
    "letter_send": (_("A letter was sent."), "done", "steps"),
    "letter_law_checked": (_("A legal officer checked the law in a letter."), "done", "steps"),
    "letter_void": (_("A letter was taken back."), "stop", "steps"),
}
ACTIONS = {
    "letter.make": _("Made a letter"),
    "letter.argue": _("Made a letter on non-punishment"),
    "letter.open": _("Took a letter along"),
    "letter.read": _("Took a letter along, for the recipient"),
    "letter.batch": _("Asked for many letters"),
}
SHAPES = {S.DRAFT: "todo", S.HALF: "decide", S.APPROVED: "now", S.SENT: "done", S.VOID: "stop"}
LINE_SHAPES = {"waiting": "wait", "done": "done", "failed": "stop"}

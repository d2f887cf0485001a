"""What happened to what is shared, in sentences of the timeline and of the history."""

from typing import Any

from django.utils.translation import gettext_lazy as _

TIMELINE: dict[str, Any] = {
    "share_narrow": (_("Another organisation sees less from now on."), "now", "steps"),
    "share_extend": (_("More, or longer, for another organisation waits for approval."), "decide", "steps"),
    "share_extended": (_("Another organisation sees more, or for longer, from now on."), "now", "steps"),
    "share_offer": (_("An offer of the case to another organisation waits for approval."), "decide", "steps"),
    "share_sent": (_("The case was offered to another organisation."), "wait", "steps"),
    "share_return": (_("What was asked for another organisation was given back."), "stop", "steps"),
    "share_accept": (_("Another organisation accepted. It may look from now on."), "now", "steps"),
    "share_decline": (_("Another organisation declined."), "stop", "steps"),
    "share_end": (_("The sharing with another organisation was ended by us."), "stop", "steps"),
    "share_danger": (_("Shared at once, without a yes: danger to life."), "late", "steps"),
    "transferred": (_("Another organisation took the case over."), "done", "steps"),
}
ACTIONS = {
    "share.narrow": _("Showed another organisation less"),
    "share.extend": _("Asked to show another organisation more, or longer"),
    "share.approve": _("Approved what another organisation sees"),
    "share.return": _("Gave back what was asked for another organisation"),
    "share.end": _("Ended what another organisation sees"),
    "share.accept": _("Accepted, for another organisation"),
    "share.decline": _("Declined, for another organisation"),
    "share.ask": _("Asked, for another organisation"),
    "share.write": _("Wrote to another organisation"),
    "share.danger": _("Shared at once: danger to life"),
    "transfer.offer": _("Offered the case to another organisation"),
    "transfer.accept": _("Took the case over, for another organisation"),
    "case.transferred": _("Closed the case: another organisation has it"),
}

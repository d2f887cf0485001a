"""The kinds of letters, and the languages they are written in: a table each."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from referrals.sharing.preparing import FIREWALL

# A letter to an authority behind the firewall needs a consent of its own (C9, C-12).
TO_AUTHORITIES = "share_law_enforcement"
LANGUAGES = {
    "en": _("English"),
    "th": _("Thai"),
    "my": _("Burmese"),
    "km": _("Khmer"),
    "lo": _("Lao"),
    "vi": _("Vietnamese"),
    "zh-Hans": _("Chinese (simplified)"),
    "id": _("Indonesian"),
}


@dataclass(frozen=True)
class Kind:
    """One kind of letter: its words, the action that makes it, the kinds of recipient (none named: any), the purposes
    of a share that it goes with (none: any), and whether it can go without anything of the person in it."""

    label: Any
    action: str = "letter.make"
    recipients: frozenset = frozenset()
    purposes: frozenset = frozenset()
    bare: bool = False

    def takes(self, organisation):
        """Whether such a letter goes to an organisation of this kind."""
        return organisation.kind in self.recipients if self.recipients else organisation.kind not in FIREWALL

    def goes_with(self, share):
        """Whether such a letter goes with what is shared for this purpose."""
        return not self.purposes or share.purpose in self.purposes


MISSIONS, PAPERS = frozenset({"embassy"}), frozenset({"papers", "contact"})
KINDS = {
    "consular_notification": Kind(_("Notification of the mission"), recipients=MISSIONS, purposes=PAPERS),
    "travel_document": Kind(_("Request for a travel document"), recipients=MISSIONS, purposes=PAPERS),
    "service_referral": Kind(_("Referral for services"), purposes=frozenset({"service", "rescue"})),
    "handover": Kind(_("Handover"), purposes=frozenset({"service", "transfer", "home"})),
    # with a referral to a partner at home or to a provider: what was done and what comes next (C7)
    "handover_pack": Kind(_("Handover pack"), purposes=frozenset({"service", "home"})),
    # To an authority, and only on a consent of its own; it names the law, and of the person what a share opens.
    "non_punishment": Kind(
        _("Non-punishment"),
        action="letter.argue",
        recipients=FIREWALL - {"armed_group"} | {"social_welfare", "labour", "local_government", "legal_aid"},
        bare=True,
    ),
}
CHINESE = "zh-Hans"
NO_CHINESE = _(
    "No Chinese font is installed here, so no letter can be set in Chinese. Whoever runs this installation can add one"
    " (the package fonts-noto-cjk)."
)
CHOICES = [(code, kind.label) for code, kind in KINDS.items()]
TONGUES = list(LANGUAGES.items())

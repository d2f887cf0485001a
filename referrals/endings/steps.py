"""What each way needs, as data: like the seventeen steps of a return (repatriation_steps.csv), for those who go
elsewhere (T6). Sources: 1951 Convention and UNHCR procedural standards (asylum); UNHCR Resettlement Handbook (third
country); OHCHR F (permits for people who were trafficked)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from referrals.endings.models import Ending

K = Ending.Kind
BEFORE, DURING, AFTER = "before", "during", "after"
WHEN = {
    BEFORE: _("Before it is asked for"),
    DURING: _("While it is decided"),
    AFTER: _("Once it is granted"),
}


@dataclass(frozen=True)
class Item:
    """One thing to do: `when` says on which side of the decision, `days` after that begins it is due, `law`: a legal
    officer sees to it where there is one. What stands before must be done before it is asked for."""

    kind: str
    code: str
    label: Any
    when: str
    days: int
    law: bool = False


ITEMS = (
    Item(K.STAY, "grounds", _("Grounds for a permit found: health, family, witness, hardship"), BEFORE, 14, True),
    Item(K.STAY, "papers", _("Papers and proof gathered"), BEFORE, 21),
    Item(K.STAY, "not_removed", _("Paper in hand that nobody may remove the person meanwhile"), DURING, 7, True),
    Item(K.STAY, "card", _("Permit in the person's own hands"), AFTER, 30),
    Item(K.STAY, "work_school", _("Work, school and a doctor opened by the permit"), AFTER, 60),
    Item(K.ASYLUM, "no_contact", _("Checked: no paper, list or call has gone to the own state"), BEFORE, 1),
    Item(K.ASYLUM, "statement", _("Statement prepared with a lawyer, in the own language"), BEFORE, 21, True),
    Item(K.ASYLUM, "not_removed", _("Paper in hand that nobody may remove the person meanwhile"), DURING, 7, True),
    Item(K.ASYLUM, "interview", _("Talk with the asylum office, with interpreter and lawyer"), DURING, 90, True),
    Item(K.ASYLUM, "paper", _("Protection paper in the person's own hands"), AFTER, 30),
    Item(K.ASYLUM, "family", _("Asked whether the family should come too, and asked for it"), AFTER, 90, True),
    Item(K.RESETTLEMENT, "no_solution", _("Written down why neither here nor home is safe"), BEFORE, 14, True),
    Item(K.RESETTLEMENT, "submitter", _("Office found that puts the person forward"), BEFORE, 30),
    Item(K.RESETTLEMENT, "interview", _("Talk with the third country, with an interpreter"), DURING, 120),
    Item(K.RESETTLEMENT, "medical", _("Medical check, explained before"), DURING, 120),
    Item(K.RESETTLEMENT, "exit", _("Leave to depart, and a paper to travel with"), AFTER, 60, True),
    Item(K.RESETTLEMENT, "orientation", _("Told what to expect there, in the own language"), AFTER, 30),
    Item(K.RESETTLEMENT, "received", _("Received in the third country"), AFTER, 120),
)
OF_KIND = {kind: tuple(item for item in ITEMS if item.kind == kind) for kind in K.values}
BY_CODE = {(item.kind, item.code): item for item in ITEMS}
# The legal service behind each way: while it is open the legal officer of the team reads the case (R16, section 3).
SERVICE = {K.STAY: "immigration_regularisation", K.ASYLUM: "asylum_referral", K.RESETTLEMENT: "asylum_referral"}

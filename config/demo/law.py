"""The demo's punishments, claims, costs and a death: invented people in detention, with fines and bans, and a letter
that the legal officer drafted."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.acting import acting
from accounts.models import Organisation
from casework.cases.transitions import SCREENING_DECIDED
from casework.claims.actions import add_claim
from casework.claims.transitions import CLAIM
from casework.consents import actions as consents
from casework.costs.actions import add_cost, save_kept
from casework.costs.models import FundingLine, SpendingLimit
from casework.deaths.actions import note_death
from casework.models import Case
from casework.penalties.actions import add_hearing, record_penalty, save_visit
from casework.penalties.models import Penalty, Visit
from casework.penalties.transitions import PENALTY
from config.demo import cases
from config.demo.referrals import person
from config.demo.stories import DATA, OPEN, ago, case
from referrals.letters import arguing

TODAY = timezone.localdate()


def soon(days):
    """A day to come."""
    return TODAY + datetime.timedelta(days=days)


# Who, worked on by whom, held since how many days and where, when seen and how (None: nobody was there yet).
HELD: list[tuple] = [
    (person("Tưởng Văn Hải", "Tuong Van Hai", "vie", "1999-02-02", "Hà Tĩnh"), "amina", 71, "Immigration hall, wing 2",
     (3, "seen", "worse")),
    (person("ดาวเรือง", "Dao Rueang", "tha", "2001-06-15", "Nan", "female"), "noor", 44, "District police, cell 1",
     (1, "refused", "")),
    (person("မင်းသူ", "Min Thu", "mya", "1996-12-01", "Hinthada"), "amina", 19, "Border camp", None),
    (person("Phùng Thị Yến", "Phung Thi Yen", "vie", "2003-04-09", "Lào Cai", "female"), "noor", 6,
     "Immigration hall, wing 1", (0, "seen", "doctor_today")),
]  # fmt: skip
DEAD = person("ကျော်မင်း", "Kyaw Min", "mya", "1998-08-08", "Magway")
AGREED = {"giver": "individual", "capacity": "can", "how": "witnessed", "witness": "Daw Mya Hnin"}
FINE: dict[str, Any] = {
    "kind": "overstay_fine", "country": "TH", "currency": "THB", "daily": Decimal(500), "cap": Decimal(20_000),
    "begun_on": ago(21), "authority_kind": "immigration", "authority": "Checkpoint 2", "file_number": "BC 77/2569",
}  # fmt: skip
COSTS: list[tuple] = [
    ("transport", "THB", "640", "A moped to the checkpoint, no paper.", 5),
    ("medical", "THB", "2350", "Clinic, the paper follows.", 4),
    ("papers", "USD", "35.50", "Photographs and the fee.", 2),
    ("phone", "MMK", "10000", "A card from the market.", 1),
]


def load(users):
    """Makes them; returns how many cases. `users` is {username: User}."""
    with acting(users["sam"], "demo.load"):
        grant = save_kept(FundingLine(), by=users["sam"], name="Flexible fund", code="FLEX-3")
        save_kept(SpendingLimit(), by=users["sam"], currency="THB", amount=Decimal(2_000))
        save_kept(SpendingLimit(), by=users["sam"], currency="MMK", amount=Decimal(50_000))
    for who, by, days, place, seen in HELD:
        with acting(users[by], "demo.load"):
            hold(told(who, by, users), users[by], days, place, seen)
    with acting(users["amina"], "demo.load"):
        fined(told(person("Triệu Quốc Bảo", "Trieu Quoc Bao", "vie", "1995-10-10", "Sơn La"), "amina", users),
              users["amina"], grant)  # fmt: skip
        died(told(DEAD, "amina", users), users["amina"])
    if "lena" in users:
        argued(users["amina"], users["lena"], Organisation.objects.get(name="Mekong Legal Circle"))
    return len(HELD) + 2


def died(case, by):
    """A report that waits for a second person."""
    note_death(
        case, by=by, where="inside", country="MM", place="Building C", source="witness",
        source_words="Two friends were in the room, and told us one after the other.", kin_agreed="His brother Min",
    )  # fmt: skip


def argued(by, lawyer, office):
    """On a case with confirmed grounds: a charge, a yes to this legal office, and the letter, drafted."""
    with acting(by, "demo.load"):
        rows = Case.objects.permitted(by, "penalty.add").exclude(status__in=Case.CLOSED).order_by("opened_at", "pk")
        found = rows.filter(screenings__status__in=SCREENING_DECIDED, screenings__reasonable_grounds=True)
        case = found.select_related("person", "team", "organisation").first()
        if case is None:
            return
        charge = {"kind": "illegal_entry_charge", "country": "TH", "authority_kind": "police", "imposed_on": ago(8)}
        row = record_penalty(case, by=by, **charge)
        asked = consents.inform(case, by=by, type="share_services", recipient=office, language=case.language)
        consents.answer(asked, by=by, status="given", items=["name"], **AGREED)
    with acting(lawyer, "demo.load"):
        case = Case.objects.select_related("person", "team", "organisation").get(pk=case.pk)
        row = Penalty.objects.select_related("case").get(pk=row.pk)
        arguing.draft(case, by=lawyer, penalties=[row], language="en", recipient=office, law_checked=True)


def told(who, by, users):
    """An open case of this person."""
    story = {
        "person": who["person"], "more": who["more"], "case": case(who["language"], urgency="soon", stage="out"),
        "consents": [DATA], "steps": [OPEN], "by": by,
    }  # fmt: skip
    return cases.tell(story, users)


def hold(held, by, days, place, seen):
    """A detention with its visit log."""
    row = record_penalty(
        held, by=by, kind="immigration_detention", country="TH", begun_on=ago(days), place=place,
        authority_kind="immigration", authority="Immigration office",
    )  # fmt: skip
    if seen is None:
        return
    since, outcome, condition = seen
    save_visit(
        Visit(case=held, penalty=row), by=by, on=ago(since), outcome=outcome, condition=condition,
        more="Asks for soap and for somebody who speaks her language.", next_on=soon(4),
    )  # fmt: skip


def fined(held, by, grant):
    """Fines, a ban that was waived, a hearing, claims and costs of one person."""
    row = record_penalty(held, by=by, **FINE)
    add_hearing(row, by=by, on=soon(6), court="District court, room 4", subject="The fine", lawyer="Ms Orn")
    ban = record_penalty(held, by=by, kind="re_entry_ban", country="TH", ban_years=5, authority_kind="immigration")
    PENALTY.move(ban, "waive", by=by, outcome_on=ago(1), outcome_words="Officer Lek on the telephone.")
    wages = add_claim(
        held, by=by, kind="wages", against_kind="employer", currency="CNY", amount=Decimal(18_000), agreed_on=ago(3),
        grounds="Six months, 3,000 a month were promised.",
    )  # fmt: skip
    CLAIM.move(wages, "file", by=by, filed_on=ago(2), filed_with="Labour office")
    add_claim(held, by=by, kind="documents", against_kind="broker", papers=["passport"], agreed_on=ago(3))
    for kind, currency, amount, why, days in COSTS:
        add_cost(
            held, by=by, kind=kind, currency=currency, amount=Decimal(amount), no_receipt=why, spent_on=ago(days),
            line=grant,
        )  # fmt: skip

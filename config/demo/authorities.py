"""What the demo shows of authorities and missions' own way in: openings of the firewall, demands, letters, rescues,
what a mission sent, who is expected, meetings, and clocks that are really late. All invented."""

import datetime
import uuid

from django.utils import timezone

from accounts.acting import acting
from accounts.models import Organisation
from casework.cases.models import Case
from casework.consents import actions as consents
from casework.consents.models import Consent
from config.demo import cases
from config.demo.referrals import person
from config.demo.stories import DATA, OPEN, ago, case
from referrals.arrivals import actions as arrivals
from referrals.arrivals import meetings
from referrals.firewall import demands, exemptions, handing
from referrals.letters.actions import make_letter
from referrals.letters.transitions import LETTER
from referrals.rescue import actions as rescue
from referrals.rescue.models import RescueRequest
from referrals.sharing.models import Share
from referrals.sought import actions as sought

IMMIGRATION, POLICE = "Tak immigration office (demo)", "Myawaddy border command (demo)"
EXIT = ["name", "birth_date", "nationality", "papers", "journey"]
AGREED = {"giver": "individual", "capacity": "can", "how": "witnessed", "witness": "Daw Mya Hnin"}
PEOPLE = [
    ("Ko Phyo", person("ဖြိုးကို", "Phyo Ko", "mya", "1996-02-02", "Hpa-An")),
    ("Ma Nu", person("မနု", "Ma Nu", "mya", "2000-07-19", "Myawaddy", "female")),
    ("Ko Lwin", person("လွင်ကို", "Lwin Ko", "mya", "1993-12-24", "Bago")),
    ("Ma Cho", person("မချို", "Ma Cho", "mya", "2001-05-30", "Dawei", "female")),
]  # fmt: skip
LATE = (44, 31, 23, 17)  # days since some cases were opened: later than what is allowed


def load(users):
    """Everything; returns how many cases were made for it. `users` is {username: User}."""
    offices = {row.name: row for row in Organisation.objects.filter(name__in=[IMMIGRATION, POLICE])}
    with acting(users["amina"], "demo.load"):
        made = [told(entry, users) for _name, entry in PEOPLE]
    exits(made[0], made[1], offices[IMMIGRATION], users)
    argue(made[2], offices[IMMIGRATION], users)
    rescues(made[2], made[3], offices[POLICE], users)
    demanded(users)
    sent_in(users)
    expected(users)
    late(users)
    return len(made)


def told(entry, users):
    """An open case of Amina's."""
    story = {
        "person": entry["person"], "more": {**entry["more"], "nationalities": ["MM"]},
        "case": case(entry["language"], urgency="soon", stage="out"),
        "consents": [DATA], "steps": [OPEN], "by": "amina",
    }  # fmt: skip
    return cases.tell(story, users)


def yes(row, by, office, kind, items):
    """The person's yes to this office."""
    asked = consents.inform(row, by=by, type=kind, recipient=office, language=row.language)
    return consents.answer(asked, by=by, status="given", items=items, **AGREED)


def exits(first, second, office, users):
    """One exit clearance that waits for a yes, and one that was agreed and handed over by hand."""
    amina, sam = users["amina"], users["sam"]
    for row in (first, second):
        with acting(amina, "demo.load"):
            yes(row, amina, office, "share_exit_clearance", EXIT)
            given = {"recipient": office, "purpose": "exit", "items": EXIT}
            asked = exemptions.ask(row, by=amina, reason="The bus to the bridge goes on Friday.", **given)
    with acting(sam, "demo.load"):
        exemptions.EXEMPTION.move(asked, "approve", by=sam)
    with acting(amina, "demo.load"):
        agreed = {"way": "personal", "with_whom": "Desk 3, Lieutenant Somboon", "note": "He signed for it."}
        handing.hand_over(type(asked).objects.select_related("case", "share").get(pk=asked.pk), by=amina, **agreed)


def argue(row, office, users):
    """A letter on non-punishment that one of two has approved."""
    amina, sam = users["amina"], users["sam"]
    with acting(amina, "demo.load"):
        yes(row, amina, office, "share_law_enforcement", ["name"])
        whole = Case.objects.select_related("person", "team", "organisation").get(pk=row.pk)
        letter = make_letter(whole, by=amina, kind="non_punishment", language="en", recipient=office)
    with acting(sam, "demo.load"):
        LETTER.move(letter, "approve", by=sam)


def rescues(first, second, office, users):
    """One asked today, that waits for its second person, and one of which three days are nearly over."""
    amina = users["amina"]
    with acting(amina, "demo.load"):
        first, second = inside(first), inside(second)
        words = {"officer": "Colonel Aung Kyaw", "basis": "She wrote that the guards took her telephone."}
        rescue.ask(first, by=amina, recipient=office, place="Building C, 4th floor", items=["name", "place"], **words)
        stood(second, office, users, 63)


def inside(row):
    """The person is inside and wrote to us."""
    fresh = Case.objects.select_related("person", "team", "organisation").get(pk=row.pk)
    fresh.stage = "in_contact"
    fresh.save()
    return fresh


def stood(row, office, users, hours):
    """A request as the ledger holds it so many hours after the act: nobody brings that about by acting today."""
    then = timezone.now() - datetime.timedelta(hours=hours)
    basis = {
        "case": row, "series": uuid.uuid4(), "type": "share_law_enforcement", "recipient": office,
        "items": ["name", "place"],
        "language": row.language, "basis": "He was beaten on Sunday.", "review_by": then + datetime.timedelta(hours=24),
        "recorded_by": users["amina"],
    }  # fmt: skip
    Consent(**basis, number=1, status="not_possible", recorded_at=then).save(force_insert=True)
    confirmed = {"status": "not_possible_confirmed", "recorded_at": then + datetime.timedelta(hours=2)}
    Consent(**basis, number=2, **confirmed).save(force_insert=True)
    share = Share(
        case=row, recipient=office, purpose="rescue", consent_series=basis["series"], items=basis["items"],
        sent_at=then,
        live_from=then, until=then + datetime.timedelta(hours=72),
    )  # fmt: skip
    share.save(force_insert=True)
    RescueRequest(
        case=row, recipient=office, share=share, number=share.number, officer="The duty officer", asked_at=then,
        place="The blue gate, second yard", asked_by=users["amina"], until=then + datetime.timedelta(days=30),
    ).save(force_insert=True)  # fmt: skip


def demanded(users):
    """A demand that came in, and one that waits for who guards the data."""
    given = {"kind": "police", "received_on": ago(3), "due_on": ago(-4), "basis": "A letter without a court order."}
    with acting(users["amina"], "demo.load"):
        demands.receive(by=users["amina"], asker="Station 2, Captain Prasert", asked="All names of this week.", **given)
    with acting(users["sam"], "demo.load"):
        asked = {"kind": "prosecution_court", "received_on": ago(6), "basis": "Order 417/2569 (invented)."}
        row = demands.receive(by=users["sam"], asker="Provincial court", asked="Whether one person came here.", **asked)
        demands.DEMAND.move(row, "propose", by=users["sam"], decision="part", why="The order names one file only.")


def sent_in(users):
    """What Lina's mission sent of its own accord."""
    lina = users["lina"]
    with acting(lina, "demo.load"):
        sought.send(by=lina, kind="report", words="A family called: their son works behind the river and cannot leave.")
        names = [("Đỗ Văn Hải", "1.4.1999", "Vinh"), ("Ngô Thị Bích", "", "Hà Tĩnh"), ("Lý Quốc", "2001", "")]
        people = [dict(zip(sought.COLUMNS, row, strict=True)) for row in names]
        sought.send(by=lina, kind="list", words="Reported missing since June.", people=people)


def expected(users):
    """Somebody whom the partner at home expects, and somebody of our own who comes back; and a joint meeting."""
    amina = users["amina"]
    with acting(amina, "demo.load"):
        home = (
            Share.objects.filter(purpose="home", live_from__isnull=False, ended_at=None).select_related("case").first()
        )
        words = {"province": "Nghệ An", "reception": "Hương waits at the gate."}
        arrivals.plan(home.case, by=amina, way="home", expected_on=ago(-6), share=home, **words)
        own = Case.objects.permitted(amina, "arrival.plan").filter(status="open").order_by("opened_at").first()
        arrivals.plan(own, by=amina, way="back", expected_on=ago(-2), screening="Chai, on the third day")
        views = {
            home.recipient: "He told the same to us, twice.",
            amina.organisation: "Eleven indicators, all from him.",
        }
        meetings.record(
            home.case,
            by=amina,
            held_on=ago(2),
            decision="yes",
            reasons="Papers taken, debt, a locked gate.",
            views=views,
        )


def late(users):
    """Some cases were opened long ago, and nobody went on with them: their clocks are late."""
    amina = users["amina"]
    with acting(amina, "demo.load"):
        mine = Case.objects.permitted(amina, "clock.mine").filter(status="open").order_by("opened_at", "pk")
        for row, days in zip(list(mine[: len(LATE)]), LATE, strict=False):
            row.opened_at -= datetime.timedelta(days=days)
            row.save()

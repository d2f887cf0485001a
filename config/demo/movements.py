"""The demo's journey for a group: people from East Africa who go home over two flights, because the carrier takes only
two people without status a flight; it is planned, and one of them has changed their mind since (T4, T7)."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.acting import acting
from config.demo import returns
from config.demo.referrals import person
from config.demo.stories import ago
from referrals.movements import actions, joining, proposing
from referrals.movements.models import Escort, Leg, Movement, Run
from referrals.movements.transitions import MOVEMENT
from referrals.returns import actions as return_actions
from referrals.returns import removing

TO = {"amh": "ET", "swa": "KE", "eng": "UG"}
GOING: list[dict[str, Any]] = [
    person("አበባ ተስፋዬ", "Abeba Tesfaye", "amh", "1999-04-11", "Gondar", "female"),
    person("ሰላም ተስፋዬ", "Selam Tesfaye", "amh", "2002-09-30", "Gondar", "female"),
    person("ዳዊት ከበደ", "Dawit Kebede", "amh", "1996-12-01", "Jimma"),
    person("ሂሩት አለሙ", "Hirut Alemu", "amh", "1998-02-17", "Mekelle", "female"),
    person("ብሩክ ገብሬ", "Bruk Gebre", "amh", "2000-07-08", "Adama"),
    person("Wanjiru Kamau", "Wanjiru Kamau", "swa", "1997-05-23", "Nakuru", "female"),
    person("Otieno Odhiambo", "Otieno Odhiambo", "swa", "1995-10-14", "Kisumu"),
    person("Achieng Atieno", "Achieng Atieno", "swa", "2001-03-03", "Siaya", "female"),
    person("Nakato Sarah", "Nakato Sarah", "eng", "1999-11-19", "Jinja", "female"),
    person("Mugisha Brian", "Mugisha Brian", "eng", "1994-01-27", "Mbarara"),
]
REMOVED: list[dict[str, Any]] = [
    person("Musa Ssebunya", "Musa Ssebunya", "eng", "1993-06-06", "Masaka"),
    person("Juma Mwangi", "Juma Mwangi", "swa", "1996-08-12", "Thika"),
    person("Okello Denis", "Okello Denis", "eng", "1998-04-02", "Gulu"),
    person("Kiprono Cheruiyot", "Kiprono Cheruiyot", "swa", "1997-09-21", "Eldoret"),
]
UPTO = returns.WAY[: returns.WAY.index("ready") + 1]
DAY = datetime.timedelta(days=9)


def load(users):
    """Makes them all; returns how many people. `users` is {username: User}."""
    ready = [brought(who, users) for who in GOING]
    removed = [announced(who, users) for who in REMOVED]
    by, lead = users["rafi"], users["sam"]
    with acting(by, "demo.load"):
        movement = journey(by)
        sisters = [joining.add(movement, home, by=by) for home in ready][:2]
        joining.join(sisters[1], sisters[0], by=by, words="Sisters.", related=True)
    with acting(lead, "demo.load"):
        for home in removed:
            joining.add(movement, home, by=lead)
    planned(movement, by, lead)
    with acting(users["amina"], "demo.load"):
        return_actions.step(return_actions.whole().get(case=ready[6], ended_at=None), "stop", by=users["amina"])
    return len(ready) + len(removed)


def brought(who, users):
    """One person whose return is ready: each step by whoever may take it."""
    entry = returns.row(who, TO[who["language"]], returns.LENDER, "ready", words="I want to go home.")
    made: dict[str, Any] = {}
    for name in UPTO:
        role = returns.WHO.get(name, "")
        by = users[{"by": "amina", "lead": "sam"}.get(role, "rafi")]
        with acting(by, "demo.load"):
            returns.DOES.get(name, returns.move)(made, name, entry, by, users)
    return made["row"].case


def announced(who, users):
    """One person whom the state removes, and who may fly with the group."""
    by = users["amina"]
    with acting(by, "demo.load"):
        home = returns.story({**who, "country": TO[who["language"]], "by": "amina"}, users)
        removing.note_removal(home, by=by, by_state="TH", to_country=TO[who["language"]], chosen="chosen",
                              informed="no", words="The quickest way out.")  # fmt: skip
    return home


def at(hour):
    """An hour of the day of travel."""
    noon = datetime.datetime.combine(ago(0) + DAY, datetime.time(0), tzinfo=timezone.get_current_timezone())
    return noon + datetime.timedelta(hours=hour)


def journey(by):
    """The movement: a bus to the airport, two flights to choose from, somebody who travels along."""
    from accounts.models import Team

    row = Movement(team=Team.objects.get(pk=by.team_ids[0]))
    actions.save_movement(row, by=by, name="Group to East Africa", from_country="TH", to_country="KE",
                          from_on=ago(0) + DAY, until_on=ago(0) + DAY + datetime.timedelta(days=1))  # fmt: skip
    bus = leg(row, by, "TH", "Mae Sot", "TH", "Bangkok airport")
    flight = leg(row, by, "TH", "Bangkok airport", "KE", "Nairobi")
    run(row, by, bus, "road_bus", "Tak Coaches", "", (1, 9), 20, {})
    run(row, by, flight, "air_commercial", "Kenya Airways", "KQ 887", (14, 24), 10, {"without_status": 2})
    run(row, by, flight, "air_commercial", "Ethiopian Airlines", "ET 619", (17, 28), 9, {"without_status": 2})
    actions.save_escort(Escort(movement=row), by=by, name="Mercy Njeri", phone="+254 700 000 417",
                        legs=[bus.pk, flight.pk])  # fmt: skip
    return row


def leg(row, by, here, from_place, there, to_place):
    """One leg."""
    return actions.save_leg(Leg(movement=row), by=by, from_country=here, from_place=from_place, to_country=there,
                            to_place=to_place)  # fmt: skip


def run(row, by, of, mode, carrier, number, hours, seats, limits):
    """One run."""
    actions.save_run(Run(movement=row), by=by, leg_id=str(of.pk), mode=mode, carrier=carrier, number=number,
                     departs=at(hours[0]), arrives=at(hours[1]), seats=seats, limits=limits, rules_checked=True,
                     children_an_escort=1, call="Carrier desk, +66 2 000 0417")  # fmt: skip


def planned(movement, by, lead):
    """Worked out, accepted by the officer, approved by the supervisor."""
    with acting(by, "demo.load"):
        plan = proposing.ask(movement, by=by, request=lambda *given: None)
    with acting(by, "demo.load"):
        proposing.work_out(plan.pk, by=by)
        MOVEMENT.move(Movement.objects.get(pk=movement.pk), "plan", by=by, number=plan.number)
    with acting(lead, "demo.load"):
        MOVEMENT.move(Movement.objects.get(pk=movement.pk), "approve", by=lead)

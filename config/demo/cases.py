"""The demo's cases: opened, told, moved and handed over by the people themselves, through the real actions."""

from typing import Any

from accounts.acting import acting
from casework.cases import actions
from casework.cases.models import Case
from casework.cases.transitions import CASE
from casework.consents import actions as consents
from casework.people.actions import edit_person, save_row
from casework.people.models import Contact, IdentityPaper, OtherName, Relative, Speaks
from config.demo.stories import STORIES

ROWS: dict[str, Any] = {
    "names": OtherName,
    "languages": Speaks,
    "papers": IdentityPaper,
    "contacts": Contact,
    "family": Relative,
}


def load(users):
    """Makes every story's case; returns how many. `users` is {username: User}."""
    for story in STORIES:
        with acting(users[story["by"]], "demo.load"):
            tell(story, users)
    hand_over(users)
    return len(STORIES)


def tell(story, users):
    """One case: opened, person described, consents asked, steps taken; returns it as it stands."""
    by = users[story["by"]]
    team = by.teams.get()
    case = actions.open_case(team, by=by, person=story["person"], **story["case"])
    edit_person(case.person, by=by, **story.get("more", {}))
    for kind, rows in story.get("rows", {}).items():
        for values in rows:
            save_row(ROWS[kind](case=case, **values), by=by)
    for kind, status, fields in story.get("consents", ()):
        ask(case, kind, status, by, fields)
    for name, given in story.get("steps", ()):
        case = CASE.move(case, name, by=by, **given)
    return case


def ask(case, kind, status, by, fields):
    """Told, then answered."""
    told = consents.inform(case, by=by, type=kind, language=case.language, **fields.get("told", {}))
    if status == "informed":
        return
    said = {"giver": "individual", "how": "witnessed", "witness": "Daw Mya Hnin"}
    answer = said | ({} if case.child else {"capacity": "can"}) | fields.get("answer", {})
    consents.answer(told, by=by, status=status, **(answer if status != "refused" else {}))


def hand_over(users):
    """One case waits for Noor's answer, and one emergency look waits for Sam's."""
    amina, noor, tun = users["amina"], users["noor"], users["tun"]
    with acting(amina, "demo.load"):
        mine = list(Case.objects.permitted(amina, "case.list").order_by("opened_at"))
        actions.offer_case(
            mine[0],
            noor,
            by=amina,
            from_user=amina,
            note_text="She asked for a woman. You speak some Swahili.",
        )
        number = mine[1].reference
    with acting(tun, "demo.load"):
        actions.break_glass(number, by=tun, reason="She called the hotline at night and asked for her caseworker.")

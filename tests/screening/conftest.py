"""An open case whose person agreed to the interview, and screenings of it in every state."""

import pytest

from accounts.acting import acting
from casework.cases.transitions import CASE
from casework.consents import actions as consents
from casework.models import Case
from screening import actions
from screening.models import Screening
from screening.transitions import SCREENING
from tests.cast import new_user

INDICATED = ("A-REC-01", "A-HAR-01", "M-DEC-01", "M-COE-04", "P-FC-01", "P-FL-01")
PARTS = {"act_complete": True, "means_complete": True, "purpose_complete": True}


def told(case, kind, by, status="given", **fields):
    """Explained, then answered."""
    row = consents.inform(case, by=by, type=kind, language="vie")
    yes = {"giver": "individual", "how": "written", **fields} if status != "refused" else {}
    return consents.answer(row, by=by, status=status, **yes)


def present(*codes, source="testimony"):
    return {code: {"state": "present", "source": source} for code in codes}


@pytest.fixture
def opened(office, case):
    """Amina's case, open, with a yes to the interview."""
    with acting(office.amina, "test.arrange"):
        row = Case.objects.get(pk=case.pk)
        row.safety_checked_on = "2026-01-05"
        row.save()
        told(row, "case_data", office.amina)
        row = CASE.move(row, "start", by=office.amina)
        told(row, "interview", office.amina)
    return row


@pytest.fixture
def second(office):
    """Another supervisor of the same team."""
    return new_user("Second", office.organisation, "supervisor", teams=[office.team])


def begin(case, by, codes=INDICATED, **facts):
    """A screening under way, with these signs present and all parts finished."""
    with acting(by, "test.arrange"):
        screening = actions.open_screening(case, by=by, **{**PARTS, **facts})
        screening = SCREENING.move(screening, "start", by=by, setting="yes", present="guardian")
        return actions.mark(screening, present(*codes), by=by)


def submit(case, by, codes=INDICATED, **facts):
    """A screening that waits for review."""
    with acting(by, "test.arrange"):
        return SCREENING.move(begin(case, by, codes, **facts), "submit", by=by)


def move(screening, step, by, **given):
    """One step in a transaction of its own, on the row as it stands."""
    with acting(by, "test.act"):
        return SCREENING.move(Screening.objects.get(pk=screening.pk), step, by=by, **given)

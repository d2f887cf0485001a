"""Needs of Amina's case."""

import pytest

from accounts.acting import acting
from casework.needs import actions
from casework.needs.models import Need
from casework.needs.transitions import NEED
from tests.cast import browser_of


class Help:
    """One need on its way: `Help(office, case).to("running")`."""

    ORDER = ("noted", "arranged", "running", "done")
    GIVEN = {"done": {"result": "helped", "result_words": "Seen twice."}}
    STEPS = {"arranged": "arrange", "running": "begin", "done": "finish"}

    def __init__(self, office, case, kind="mhpss_basic", **fields):
        self.office, self.case = office, case
        helped = {"provider_name": "Riverside clinic", "owner": office.amina}
        with acting(office.amina, "test.arrange"):
            self.row = actions.add_need(case, by=office.amina, kind=kind, **{**helped, **fields})

    def now(self):
        """The need as it stands."""
        return Need.objects.select_related("case", "case__person", "case__team", "owner").get(pk=self.row.pk)

    def move(self, name, by=None, **given):
        """One step."""
        by = by or self.office.amina
        with acting(by):
            self.row = NEED.move(self.now(), name, by=by, **given)
        return self.row

    def to(self, status):
        """All that leads there."""
        for state in self.ORDER[1 : self.ORDER.index(status) + 1]:
            self.move(self.STEPS[state], **self.GIVEN.get(state, {}))
        return self


@pytest.fixture
def help_for(office, case):
    """help_for(kind=…): a need of the case."""
    return lambda **fields: Help(office, case, **fields)


@pytest.fixture
def hers(amina):
    """Amina's browser."""
    return browser_of(amina)

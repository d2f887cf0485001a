"""Lines of a table, and a way on which nothing is missing."""

import pytest

from accounts.acting import acting
from referrals.raci import actions
from referrals.raci.codes import MUST_NAME
from referrals.raci.models import RaciRow


def make_row(by, step="travel_document", letter="A", host="LA", home="KE", **fields):
    """A line of the office of `by`; of the own office's liaison unless an entry or a function is named."""
    who = fields if fields.keys() & {"entry", "function"} else {"function": "consular_liaison", **fields}
    with acting(by, "test.arrange"):
        return actions.add_row(RaciRow(step=step, letter=letter, host=host, home=home, **who), by=by)


def complete(by, host="LA", home="KE", **who):
    """Somebody for each step on which an office must name somebody."""
    for step in sorted(MUST_NAME):
        for letter in "RA":
            make_row(by, step, letter, host, home, **who)


@pytest.fixture
def way():
    """The address of the table from Lao PDR to Kenya."""
    return "/referrals/raci/?host=LA&home=KE"

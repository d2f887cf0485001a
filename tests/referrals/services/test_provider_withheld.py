"""Canaries in every confidential field, every route as a provider with a live share of two items (S-42, S-45)."""

import re

from tests.cast import browser_of
from tests.referrals.services.planting import OPEN_TO_PROVIDER
from tests.test_withheld import ROUTES, address, bodies, planted  # noqa: F401


def test_a_provider_with_a_live_share_of_two_items_finds_these_two_and_its_own_words_and_nothing_else(planted):  # noqa: F811
    """And it does find them: on every page and resource together, exactly these."""
    browser, found = browser_of(planted["clara"]), set()
    for name in sorted(ROUTES):
        for answer in bodies(browser, name, address(name, planted["keys"])):
            text = answer.getvalue().decode(errors="replace") + str(dict(answer.headers))
            found |= set(re.findall(r"CANARY-[a-z]+-\w+-\w+", text))
            assert answer.status_code < 500, name
    assert found == OPEN_TO_PROVIDER

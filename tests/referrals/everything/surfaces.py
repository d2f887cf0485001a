"""What people really find: the rows and fields of the program, and every door that leads to them."""

from django.db import transaction
from django.urls import reverse

from accounts.access import readable
from accounts.acting import acting
from casework.models import Case
from referrals.models import Share
from referrals.sharing.items import shared_values
from tests.referrals.everything.feed import compare_feed
from tests.referrals.everything.looking import looking
from tests.referrals.everything.oracle import WORDS, words_of
from tests.referrals.everything.paper import compare_papers
from tests.referrals.everything.world import canary

# Of each kind of door some at each walk and others at the next, so that everybody comes through each in turn.
PAGES = ("person_detail", "sharing_home", "consular_home", "consent_list", "letter_list")
BY_REST = ("api_shares", "api_consular_referrals", "api_letters", "api_consents")
LISTS = (("portal_list", "api_shares"), ("share_list", "api_consular_referrals"), ("portal_letters", "api_letters"))
CLOSED = ("case_detail", "case_history", "api_case")


def compare_rows(world, case):
    """`permitted()` and the fields, for everybody of our side and every recipient, with the oracle."""
    told = world.told[case.pk]
    with transaction.atomic():
        for user in world.ours:
            with looking(user):
                row = Case.objects.permitted(user, "case.view").filter(pk=case.pk).first()
                assert (row is not None) == told.reaches(user), (user, case)
                assert row is None or set(readable(row)) == told.reads(user), (user, case)
        for office in world.recipients:
            compare_share(world, case, office)


def compare_share(world, case, office):
    """What one recipient holds of the case."""
    user, told = world.theirs[office.pk], world.told[case.pk]
    with looking(user):
        rows = Share.objects.permitted(user, "portal.view").filter(case=case)
        found = list(rows.select_related("case", "case__person"))
        assert bool(found) == told.lists(user, office), (office.kind, case, found)
        for share in found:
            shown = shared_values(share, share.case) if share.live_from else None
            items = set(shown.items) if shown else set()
            assert items == told.shown(user, office), (office.kind, case, items)
            for item in items:
                assert canary(case, item) in str(shown.values), item


def compare_surfaces(world, case, user, turn):
    """Every door of one person, and the feed: none shows a word that the oracle does not allow, and those that must show
    it do. `turn` says which doors it is the turn of."""
    browser = world.browser(user)
    office = next((row for row in world.recipients if row.pk == user.organisation_id), None)
    doors = doors_of_recipient(world, case, office, turn) if office else doors_of_ours(world, case, turn)
    for method, address, given in doors:
        answer = getattr(browser, method)(address, given)
        assert answer.status_code < 500, (address, answer.status_code)
        text = answer.getvalue().decode(errors="replace")
        compare_text(world, user, office, text, address)
        must_show(world, case, user, office, answer.status_code, text, address)
    compare_papers(world, case, user, office, turn)
    compare_feed(world)


def doors_of_ours(world, case, turn):
    """The case's page, its history and one more; case or person, and a list, by REST; all cases; the search."""
    pages = [reverse(name, args=[case.reference]) for name in ("case_detail", "case_history", PAGES[turn % len(PAGES)])]
    one = reverse("api_case", args=[case.reference]), reverse("api_person", args=[world.people[case.pk]])
    listed = f"{reverse(BY_REST[turn % len(BY_REST)])}?case={case.reference}"
    many = reverse("case_list"), reverse("api_people")
    found = ("post", reverse("case_search"), {"word": canary(case, "name")})
    return [*(("get", address, None) for address in (*pages, one[turn % 2], listed, many[turn % 2])), found]


def doors_of_recipient(world, case, office, turn):
    """The page, its print and its row by REST; lists; and what the case's own addresses say to them."""
    with acting(world.office.sam, "test.look"):
        share = world.share(case, office)
    mission, number = office.kind == "embassy", share.number if share else case.reference
    page = reverse("portal_detail" if mission else "share_detail", args=[number])
    key = number if mission else share.pk if share else case.pk
    row = reverse("api_consular_referral" if mission else "api_share", args=[key])
    more = [*map(reverse, LISTS[turn % 3]), reverse(CLOSED[turn % 3], args=[case.reference])]
    return [("get", page, None), ("post", page, {}), *(("get", address, None) for address in (row, *more))]


def compare_text(world, user, office, text, address):
    """No word of any case that this reader may not see now."""
    for case in world.cases:
        allowed = words_of(world.told[case.pk], user, office)
        found = {item for item in WORDS if canary(case, item) in text}
        if address.endswith("/search/"):
            found.discard("name")  # what was typed stands in the box
        assert found <= allowed, (user, address, found - allowed)


def must_show(world, case, user, office, status, text, address):
    """The page that is there for it shows it all, and so does its row by REST; nobody is sent away who may look."""
    told = world.told[case.pk]
    if office is None:
        own = ("case_detail", [case.reference]), ("api_case", [case.reference])
        if address in [reverse(name, args=given) for name, given in own]:
            assert (status == 200) == told.reaches(user), (user, address, status)
        return
    if one_row(address):
        assert (status == 200) == told.lists(user, office), (user, address, status)
        missing = {item for item in words_of(told, user, office) if canary(case, item) not in text}
        assert not missing, (user, address, missing)


def one_row(address):
    """Whether an address of a recipient is the one of a single share or referral."""
    rooms = ("/portal/shares/", "/api/v1/shares/", "/api/v1/consular-referrals/", "/portal/")
    last = next((address.removeprefix(room) for room in rooms if address.startswith(room)), "")
    return bool(last) and last not in ("shares/", "letters/")

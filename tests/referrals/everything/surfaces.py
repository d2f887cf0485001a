"""What people really find: the rows and fields of the program, and every door that leads to them."""

from django.urls import reverse

from accounts.access import readable
from accounts.acting import acting
from casework.models import Case
from referrals.models import Share
from referrals.sharing.items import shared_values
from tests.cast import browser_of
from tests.referrals.everything.oracle import WORDS, words_of
from tests.referrals.everything.world import canary

OF_CASE = ("case_detail", "person_detail", "case_history", "sharing_home", "consular_home", "consent_list")


def compare_rows(world, case):
    """`permitted()` and the fields, for everybody of our side and every recipient, with the oracle."""
    told = world.told[case.pk]
    for user in world.ours:
        with acting(user, "test.look"):
            row = Case.objects.permitted(user, "case.view").filter(pk=case.pk).first()
            assert (row is not None) == told.reaches(user), (user, case)
            assert row is None or set(readable(row)) == told.reads(user), (user, case)
    for office in world.recipients:
        compare_share(world, case, office)


def compare_share(world, case, office):
    """What one recipient holds of the case."""
    user, told = world.theirs[office.pk], world.told[case.pk]
    with acting(user, "test.look"):
        rows = Share.objects.permitted(user, "portal.view").filter(case=case)
        found = list(rows.select_related("case", "case__person"))
        assert bool(found) == told.lists(user, office), (office.kind, case, found)
        for share in found:
            shown = shared_values(share, share.case) if share.live_from else None
            items = set(shown.items) if shown else set()
            assert items == told.shown(user, office), (office.kind, case, items)
            for item in items:
                assert canary(case, item) in str(shown.values), item


def compare_pages(world, case, user):
    """Every door of one person: none shows a word that the oracle does not allow, and those that must show it do."""
    browser = browser_of(user)
    office = next((row for row in world.recipients if row.pk == user.organisation_id), None)
    doors = doors_of_recipient(world, case, office) if office else doors_of_ours(case)
    for method, address, given in doors:
        answer = getattr(browser, method)(address, given)
        assert answer.status_code < 500, (address, answer.status_code)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        compare_text(world, user, office, text.decode(errors="replace"), address)
        must_show(world, case, user, office, answer, address)


def doors_of_ours(case):
    """Pages of the case, the list, and the search for its name."""
    pages = [("get", reverse(name, args=[case.reference]), None) for name in OF_CASE]
    search = ("post", reverse("case_search"), {"word": canary(case, "name")})
    return [*pages, ("get", reverse("case_list"), None), search]


def doors_of_recipient(world, case, office):
    """Both lists, the page, its print and what the case's own address says to them."""
    with acting(world.office.sam, "test.look"):
        share = world.share(case, office)
    number = share.number if share else case.reference
    detail = reverse("portal_detail" if office.kind == "embassy" else "share_detail", args=[number])
    lists = [("get", reverse(name), None) for name in ("portal_list", "share_list")]
    ours = [("get", reverse(name, args=[case.reference]), None) for name in ("case_detail", "case_history")]
    return [*lists, ("get", detail, None), ("post", detail, {}), *ours]


def compare_text(world, user, office, text, address):
    """No word of any case that this reader may not see now."""
    for case in world.cases:
        allowed = words_of(world.told[case.pk], user, office)
        found = {item for item in WORDS if canary(case, item) in text}
        if address.endswith("/search/"):
            found.discard("name")  # what was typed stands in the box
        assert found <= allowed, (user, address, found - allowed)


def must_show(world, case, user, office, answer, address):
    """The page that is there for it shows it all; nobody is sent away who may look."""
    told, text = world.told[case.pk], answer.content.decode() if not answer.streaming else ""
    if office is None:
        if address == reverse("case_detail", args=[case.reference]):
            assert (answer.status_code == 200) == told.reaches(user), (user, address, answer.status_code)
        return
    if address.startswith("/portal/") and address not in (reverse("portal_list"), reverse("share_list")):
        assert (answer.status_code == 200) == told.lists(user, office), (user, address, answer.status_code)
        missing = {item for item in words_of(told, user, office) if canary(case, item) not in text}
        assert not missing, (user, address, missing)

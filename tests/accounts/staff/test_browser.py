"""The pages for administrators in a real browser: wide and narrow, and the two longest ways through them."""

import pytest
from django.urls import reverse

from accounts.models import RoleGrant
from accounts.users import actions
from tests.accounts.signin.conftest import PASSWORD, with_password
from tests.cast import loaded
from tests.looking import WIDTHS, complaints
from tests.waiting import follow
from tests.walking import seated


def sign_in(page, live_app, user, path):
    """A window of this person on `path`."""
    seated(page, user).goto(live_app.url + path)


def addresses(office):
    """Every page of one's own account and of the staff pages."""
    own = [reverse(name) for name in ("account_home", "account_sessions", "account_drafts", "staff_home")]
    lists = [reverse(name) for name in ("organisation_list", "organisation_new", "user_list", "user_invite")]
    return [
        *own,
        *lists,
        reverse("organisation_edit", args=[office.organisation.pk]),
        reverse("team_new", args=[office.organisation.pk]),
        reverse("team_edit", args=[office.team.pk]),
        reverse("user_edit", args=[office.noor.pk]),
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_and_nothing_serious_is_in_the_way_of_anybody(office, alex, bea, live_app, page, width):
    actions.request_role(RoleGrant(user=office.noor, role="supervisor"), by=bea)
    page.set_viewport_size({"width": width, "height": 768})
    sign_in(page, live_app, with_password(alex), "/account/staff/")
    wrong = {}
    for path in addresses(office):
        page.goto(live_app.url + path)
        wrong[path] = complaints(page)

    assert {path: faults for path, faults in wrong.items() if faults} == {}


def test_a_role_is_approved_once_the_password_was_typed_again(office, alex, bea, live_app, page):
    actions.request_role(RoleGrant(user=office.noor, role="supervisor"), by=bea)
    sign_in(page, live_app, with_password(alex), reverse("user_edit", args=[office.noor.pk]))

    follow(page, page.get_by_role("button", name="Approve"))
    page.wait_for_url("**/account/reauthenticate/**")
    assert loaded(office.noor).role_codes == ["caseworker"]
    page.fill("[name=password]", PASSWORD)
    follow(page, page.get_by_role("button", name="Go on"))

    page.get_by_text("Approved. The role counts from the next page they open.").wait_for()
    assert sorted(loaded(office.noor).role_codes) == ["caseworker", "supervisor"]


def test_a_stale_save_shows_both_versions_and_keeps_the_chosen_one(office, alex, bea, live_app, page):
    sign_in(page, live_app, with_password(alex), reverse("user_edit", args=[office.noor.pk]))
    noor = loaded(office.noor)
    noor.display_name = "Noor from Bea"
    actions.change_user(noor, [office.team], by=bea, version=noor.version)

    page.fill("[name=display_name]", "Noor from Alex")
    page.select_option("[name=time_zone]", "Asia/Yangon")
    follow(page, page.get_by_role("button", name="Save", exact=True))
    page.get_by_label("From Bea Test").check()
    follow(page, page.get_by_role("button", name="Save this"))
    page.get_by_role("heading", name="Noor from Bea").wait_for()

    noor = loaded(noor)
    assert (noor.display_name, noor.time_zone, noor.team_ids) == (
        "Noor from Bea",
        "Asia/Yangon",
        [office.team.pk],
    )

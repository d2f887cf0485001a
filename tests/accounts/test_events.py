"""The list of events: administrators read what hangs on no case, the data protection officer also what was refused
and looked at, and no line names a case (security-rules.md section 3, audit log; R-23, A-01)."""

import re

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from accounts.acting import acting
from accounts.audit.actions import record_refusal
from accounts.audit.events import KINDS, events, line
from accounts.models import Look, Membership, Organisation, RoleGrant, SignIn, Team, User
from casework.cases import actions
from tests.accounts.signin.conftest import with_password
from tests.cast import SecureClient, browser_of, new_team, new_user

URL = "/account/staff/events/"


@pytest.fixture
def admin(alex):
    """Alex's browser."""
    return browser_of(alex)


def lines_of(user, kind="", everything=False):
    """The newest page of events, in words."""
    with acting(user):
        return [line(event) for event in events(kind, None, everything)[0]]


def said(user, kind, **options):
    return [(row["about"], row["what"], row["detail"], row["by"]) for row in lines_of(user, kind, **options)]


def test_a_sign_in_is_listed_with_network_and_browser(office, alex):
    from django.utils import timezone

    SignIn.objects.create(
        user=office.noor, session_hash="h" * 64, began_at=timezone.now(), seen_at=timezone.now(),
        address="203.0.113.0/24", browser="Firefox on Linux",
    )  # fmt: skip
    assert said(alex, "sign_in")[0] == ("Noor Test", "Signed in", "Firefox on Linux, 203.0.113.0/24", "")


def test_refused_sign_ins_and_lock_outs_are_listed(office, alex):
    record_refusal(office.noor, "account.sign_in", "sign-in", "", "failed")
    record_refusal(None, "account.sign_in", "sign-in", "", "failed")
    record_refusal(office.noor, "account.sign_in", "sign-in", "", "locked")
    record_refusal(office.noor, "account.sign_in", "sign-in", "", "slowed")
    assert [row[0] for row in said(alex, "failure")[:2]] == ["Nobody we know", "Noor Test"]
    whats = [row[1] for row in said(alex, "lock")[:2]]
    assert "places this account does not use" in whats[0] and "one address" in whats[1]


def test_changes_of_accounts_roles_organisations_and_teams_are_listed_with_who_made_them(office, alex, dara, noor):
    with acting(alex, "test.arrange"):
        row = User.objects.get(pk=office.noor.pk)
        row.display_name, row.time_zone = "Noor New", "Asia/Jakarta"
        row.save()
        row.is_active = False
        row.save()
        RoleGrant.objects.filter(user=office.noor).update(ended_at="2026-05-01T00:00:00Z", ended_by=alex)
        asked = RoleGrant.objects.create(user=office.noor, role="legal_officer", requested_by=alex)
        RoleGrant.objects.filter(pk=asked.pk).update(approved_by=office.dara, approved_at="2026-05-02T00:00:00Z")
        Membership.objects.create(user=office.noor, team=office.other_team)
        Membership.objects.filter(user=office.noor, team=office.team).delete()
        place = Organisation.objects.get(pk=office.organisation.pk)
        place.country = "LA"
        place.save()
        team = Team.objects.get(pk=office.team.pk)
        team.is_active = False
        team.save()
    who = "Alex Test"
    assert said(alex, "account")[:2] == [
        ("Noor New", "Account switched off", "", who),
        ("Noor New", "Account changed", "Name as colleagues see it, Time zone", who),
    ]
    assert said(alex, "role")[:3] == [
        ("Noor New", "Role approved", "Legal officer", who),
        ("Noor New", "Role asked for", "Legal officer", who),
        ("Noor New", "Role ended", "Caseworker", who),
    ]
    assert said(alex, "organisation")[0] == (place.name, "Organisation changed", "Country", who)
    assert said(alex, "team")[:3] == [
        (team.name, "Team switched off", "", who),
        ("Noor New", "Left a team", team.name, who),
        ("Noor New", "Joined a team", office.other_team.name, who),
    ]


def test_changed_values_are_named_and_not_shown(office, admin, alex):
    with acting(alex, "test.arrange"):
        row = User.objects.get(pk=office.noor.pk)
        row.email = "a.new.address@example.org"
        row.save()
    page = admin.get(f"{URL}?kind=account").content.decode()
    assert "E-mail" in page and "a.new.address" not in page


def seen_by_case(office, case):
    """Looks, refusals and changes around a case."""
    with acting(office.sam):
        actions.assign_worker(case, office.noor, by=office.sam)
    browser_of(office.amina).get(f"/cases/{case.reference}/")
    browser_of(office.tess).get(f"/cases/{case.reference}/")
    browser_of(office.noor).get(f"/cases/{case.reference}/assign/")


@pytest.mark.parametrize("name", ["alex", "dara"])
def test_no_line_names_a_case(office, case, name):
    seen_by_case(office, case)
    browser = browser_of(getattr(office, name))
    for kind in ("", *KINDS):
        answer = browser.get(f"{URL}?kind={kind}")
        text = answer.content.decode()
        assert answer.status_code == (200 if name == "dara" or kind not in ("refusal", "look") else 400), kind
        for nothing in (case.reference, case.reference[:4], str(case.pk), "Trang", "Bridge", "Vietnamese"):
            assert nothing not in text, (kind, nothing)


def test_the_administrator_reads_no_look_and_no_refused_act(office, case, alex):
    """Neither on the page nor from the database."""
    seen_by_case(office, case)
    with acting(alex):
        found, _older = events("", None, everything=True)
        assert not {event.kind for event in found} & {"look", "refusal"}


def test_the_data_protection_officer_reads_them_of_the_own_office_without_what_they_were_about(office, elsewhere, case):
    seen_by_case(office, case)
    with acting(elsewhere.amina):
        theirs = actions.open_case(elsewhere.team, by=elsewhere.amina)
    browser_of(elsewhere.amina).get(f"/cases/{theirs.reference}/")
    browser_of(elsewhere.tess).get(f"/cases/{theirs.reference}/")
    refused = said(office.dara, "refusal", everything=True)
    assert {row[1] for row in refused} == {"Refused", "Not found"} and len(refused) == 2
    looks = lines_of(office.dara, "look", everything=True)
    assert looks and all(row["detail"].endswith(("case", "cases")) for row in looks)
    assert {event.actor for event in seen(office.dara)} <= {str(u.pk) for u in people(office)}


def seen(user):
    with acting(user):
        return events("look", None, everything=True)[0] + events("refusal", None, everything=True)[0]


def people(office):
    return User.objects.filter(organisation=office.organisation)


@pytest.mark.parametrize("name", ["amina", "noor", "sam", "tess", "paul", "lina", "audrey"])
def test_for_all_others_the_page_is_not_there_and_the_database_gives_nothing(office, case, name):
    record_refusal(office.noor, "account.sign_in", "sign-in", "", "failed")
    user = getattr(office, name)
    assert browser_of(user).get(URL).status_code == 404
    with acting(user):
        for kind in ("failure", "refusal", "look"):
            assert events(kind, None, everything=True)[0] == [], kind


def test_nobody_selects_from_the_logs_themselves(office, alex):
    from django.db import DatabaseError

    for table in ("audit_look", "audit_refusal"):
        with acting(alex), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")


def test_that_somebody_read_it_is_recorded(admin, alex):
    admin.get(URL)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        looks = Look.objects.using("owner").filter(actor=alex.pk, action="event.list")
        assert [row.case_ids for row in looks] == [[]]


def test_it_asks_for_the_password_where_it_was_not_typed_lately(alex):
    """R-23"""
    with_password(alex)
    browser = SecureClient()
    browser.force_login(alex, backend="accounts.signin.backend.StandingBackend")
    answer = browser.get(URL)
    assert answer.status_code == 302 and "/account/reauthenticate/" in answer["Location"]


def walked(kind, pages):
    """The events of so many pages."""
    found, place = [], None
    for _page in range(pages):
        rows, place = events(kind, place)
        found += rows
    return found


def test_pages_follow_each_other_without_gap_or_doubling(office, alex):
    """Many sources, and many rows of one moment."""
    from django.utils import timezone

    moment = timezone.now()
    with acting(alex, "test.arrange"):
        for number in range(45):
            new_team(office.organisation, f"Crossing {number}")
            SignIn.objects.create(
                user=alex, session_hash=f"{number:064}{alex.pk}"[:64], began_at=moment, seen_at=moment,
                address="", browser="",
            )  # fmt: skip
    with acting(alex):
        found = walked("", 5)
        assert len(found) == len(set(found)) == 150
        places = [(event.at, event.number, event.key) for event in found]
        assert places == sorted(places, reverse=True)
        assert {event.key for event in found if event.number == 1} >= {
            str(row.pk) for row in SignIn.objects.filter(user=alex, began_at=moment)
        }
        teams = [event for event in found if event.number in (7, 8)]
        assert teams == walked("team", 5)[: len(teams)]


def test_the_next_page_is_reached_by_its_address(office, admin, alex):
    with acting(alex, "test.arrange"):
        for number in range(40):
            new_team(office.organisation, f"Bridge {number}")
    first = admin.get(f"{URL}?kind=team").content.decode()
    older = re.findall(r'href="(\?kind=team&amp;older=[^"]+)"', first)[0].replace("&amp;", "&")
    second = admin.get(f"{URL}{older}").content.decode()
    names = [set(re.findall(r"Bridge \d+ \d+", page)) for page in (first, second)]
    assert len(names[0]) == 30 and names[1] and not names[0] & names[1]


@pytest.mark.parametrize("junk", ["?kind=x", "?older=x", "?older=%00", "?q=1", "?kind=look", "?kind=%27%20OR%201=1--"])
def test_what_is_not_known_is_refused(admin, junk):
    """S-77"""
    assert admin.get(f"{URL}{junk}").status_code == 400


def test_it_costs_at_most_ten_statements_whatever_happened(office, admin, alex):
    counts = []
    admin.get(URL)
    for more in (1, 30):
        for _ in range(more):
            new_user("Kim", office.organisation, "caseworker", teams=[office.team])
        with CaptureQueriesContext(connection) as queries:
            admin.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12

"""Machine clients in the list of events: made, approved, secrets changed and ended, without a secret in any line
(security-rules.md section 3, audit log; A-01, R-07, R-25)."""

import pytest

from accounts.acting import acting
from accounts.audit.events import events, line
from accounts.clients import actions
from accounts.clients.models import ClientSecret
from tests.cast import browser_of
from tests.machines import Machine

URL = "/account/staff/events/"


@pytest.fixture
def machine(office):
    """A program that two administrators approved."""
    return Machine(office.organisation, scopes=("case:read", "stats:read"))


def told(reader, client, number):
    """(what, detail, by) of the newest events about this client."""
    with acting(reader):
        found = [line(event) for event in events("client")[0]]
    return [(row["what"], row["detail"], row["by"]) for row in found if row["about"] == client.name][:number]


def test_that_a_client_was_made_and_approved_is_listed_with_scopes_networks_and_who_did_it(machine, alex, dara):
    lines = [
        ("A new secret approved", "", machine.second.display_name),
        ("Approved what a client may do", "case:read, stats:read, 127.0.0.1/32", machine.second.display_name),
        ("A new secret asked for", "", machine.asker.display_name),
        ("Asked what a client may do", "case:read, stats:read, 127.0.0.1/32", machine.asker.display_name),
        ("Machine client made", machine.client.client_id, machine.asker.display_name),
    ]
    assert told(alex, machine.client, 5) == lines
    assert told(dara, machine.client, 5) == lines


def test_a_changed_secret_is_listed_and_who_changed_it(machine, alex):
    actions.request_secret(machine.client, by=machine.asker)
    actions.approve_secret(ClientSecret.objects.waiting().get(client=machine.client), by=machine.second)
    second = machine.second.display_name
    assert sorted(told(alex, machine.client, 2)) == [
        ("A new secret approved", "", second),
        ("The older secret ends after an overlap", "", second),
    ]
    assert told(alex, machine.client, 3)[2] == ("A new secret asked for", "", machine.asker.display_name)


def test_a_secret_that_the_client_changed_itself_is_listed_as_such(machine, alex):
    from tests.cast import loaded

    actions.rotate_own(machine.client, by=loaded(machine.client.user))
    assert ("Secret changed by the client itself", "", machine.client.name) in told(alex, machine.client, 2)


def test_what_was_refused_or_ended_is_listed(machine, alex):
    asked = actions.request_grant(machine.client, ["case:read"], ["192.0.2.7/32"], by=machine.asker)
    actions.refuse(asked, by=machine.second)
    actions.end_secret(machine.client.secrets.get(), by=machine.second)
    refused = ("Refused or taken back: what a client may do", "case:read, 192.0.2.7/32", machine.second.display_name)
    assert told(alex, machine.client, 2) == [("A secret ended", "", machine.second.display_name), refused]
    actions.end_client(machine.client, by=machine.asker)
    asker = machine.asker.display_name
    assert sorted(told(alex, machine.client, 2)) == [
        ("Ended: what a client might do", "case:read, stats:read, 127.0.0.1/32", asker),
        ("Machine client ended for good", "", asker),
    ]


def test_the_page_shows_them_by_their_own_chip_and_never_a_secret(machine, alex):
    page = browser_of(alex).get(f"{URL}?kind=client").content.decode()
    assert "Machine clients" in page and "Machine client made" in page and machine.client.client_id in page
    assert machine.secret not in page and actions.hash_of(machine.secret) not in page


@pytest.mark.parametrize("name", ["amina", "sam", "lina"])
def test_for_all_others_the_page_is_not_there(machine, office, name):
    assert browser_of(getattr(office, name)).get(f"{URL}?kind=client").status_code == 404

"""One program that reads the cases of Moei Relief, made by two administrators through the real actions."""

from accounts.acting import acting
from accounts.clients import actions
from accounts.clients.models import Client

HERE = ["127.0.0.1/32", "::1/128"]


def load(users):
    """The demo's program as `var/demo.json` names it: {"client_id", "client_secret", "scopes", "organisation"}."""
    alex, robin = users["alex"], users["robin"]
    organisation = alex.organisation
    with acting(alex, "demo.load"):
        client = Client(name="Intake program (demo)", organisation=organisation)
        client, secret = actions.request_client(client, ["case:read"], HERE, by=alex)
    with acting(robin, "demo.load"):
        grant = actions.approve_grant(client.grants.get(), by=robin)
    return {
        "client_id": client.client_id,
        "client_secret": secret,
        "scopes": grant.scopes,
        "organisation": organisation.name,
    }

"""Machine clients for tests: made by two administrators through the real actions, calling through the real door."""

import base64

from accounts.clients import actions
from accounts.clients.models import Client
from tests.cast import SecureClient, new_user

HERE = ["127.0.0.1/32"]
TOKEN = "/api/v1/token/"
CHANGES = "/api/v1/changes/"


class Machine:
    """A program of an organisation, with its secret; `token()` asks for one, `call()` uses it."""

    def __init__(self, organisation, scopes=("case:read",), addresses=HERE, approved=True):
        self.asker, self.second = (new_user("Admin", organisation, "administrator") for _ in range(2))
        client = Client(name="Intake program", organisation=organisation)
        self.client, self.secret = actions.request_client(client, list(scopes), list(addresses), by=self.asker)
        if approved:
            actions.approve_grant(self.client.grants.get(), by=self.second)
        self.door = SecureClient()
        self.kept = None

    def basic(self, secret=None):
        """The Authorization header with name and secret."""
        both = f"{self.client.client_id}:{secret or self.secret}".encode()
        return {"authorization": f"Basic {base64.b64encode(both).decode()}"}

    def ask(self, body="grant_type=client_credentials", secret=None, **options):
        """The answer of the token's address."""
        form = "application/x-www-form-urlencoded"
        return self.door.post(TOKEN, body, content_type=form, headers=self.basic(secret), **options)

    def token(self, scope=""):
        """A fresh token's text."""
        answer = self.ask(f"grant_type=client_credentials&scope={scope}" if scope else "grant_type=client_credentials")
        assert answer.status_code == 200, answer.content
        return answer.json()["access_token"]

    def token_behind(self, address):
        """A token asked for through our own proxy, which names the caller."""
        answer = self.ask(HTTP_X_FORWARDED_FOR=address)
        assert answer.status_code == 200, answer.content
        return answer.json()["access_token"]

    def call(self, url, token=None, method="GET", **options):
        """A call with a token: the given one, or the one that is kept between calls."""
        if token is None:
            token = self.kept = self.kept or self.token()
        return self.door.generic(method, url, headers={"authorization": f"Bearer {token}"}, **options)

    def feed(self, cursor="", limit=200):
        """(results, cursor) of one page of changes."""
        answer = self.call(f"{CHANGES}?cursor={cursor}&limit={limit}")
        assert answer.status_code == 200, answer.content
        return answer.json()["results"], answer.json()["cursor"]

    def all_changes(self, cursor="", limit=200):
        """(results, cursor) of all pages until the feed says that there is nothing more."""
        found = []
        while True:
            page, after = self.feed(cursor, limit)
            found += page
            if not page:
                return found, after
            cursor = after


def replayed(changes, state=None):
    """{(type, id): record} after these changes, as a client keeps them."""
    state = {} if state is None else state
    for change in changes:
        key = change["type"], change["id"]
        if change["op"] == "upsert":
            state[key] = change["record"]
        else:
            state.pop(key, None)
    return state

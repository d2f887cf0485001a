"""What happened that hangs on no case: sign-ins, refused sign-ins, and changes of accounts, roles, organisations, teams
and machine clients, newest first (security-rules.md section 3, audit log; A-01). No row of this list can name a case:
none is selected.
"""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.audit.words import place as page_words
from accounts.codes import label
from accounts.models import Client, ClientGrant, ClientSecret, Membership, Organisation, Pin, RoleGrant, Team, User

SIZE = 30
SALT = "events"
FIRST = (datetime.datetime.max.replace(tzinfo=datetime.UTC), 0, "")
SILENT = {"id", "version", "group_id", "password", "is_superuser"}
LAST = "~"  # greater than any key


@dataclass(frozen=True)
class Source:
    """Rows of one table: SQL that gives (at, key, actor, now, old), the newest before a place. `number` is its rank
    among rows of the same moment, and part of the place."""

    number: int
    kind: str
    sql: str
    given: Callable = tuple  # further parameters of the statement, before place and size


def history(model):
    """SQL of the history of a model without cases, each row with the one before it."""
    table, key = model.history.model._meta.db_table, model._meta.pk.column
    before = (
        f"(SELECT to_jsonb(p) FROM {table} p WHERE p.{key} = h.{key} AND p.history_id < h.history_id"
        " ORDER BY p.history_id DESC LIMIT 1)"
    )
    return (
        f"SELECT h.history_date, h.history_id::text, h.history_user_id, to_jsonb(h), {before} FROM {table} h"
        ' WHERE (h.history_date, h.history_id::text COLLATE "C") < (%s, %s)'
        ' ORDER BY h.history_date DESC, h.history_id::text COLLATE "C" DESC LIMIT %s'
    )


SIGNED_IN = (
    "SELECT s.began_at, s.id::text, s.user_id, jsonb_build_object('address', s.address, 'browser', s.browser),"
    ' NULL::jsonb FROM accounts_signin s WHERE (s.began_at, s.id::text COLLATE "C") < (%s, %s)'
    ' ORDER BY s.began_at DESC, s.id::text COLLATE "C" DESC LIMIT %s'
)
REFUSED = "SELECT r.at, r.id::text, r.actor, jsonb_build_object('action', r.action, 'outcome', r.outcome), NULL::jsonb"
NO_SIGN_IN = f"{REFUSED} FROM sign_ins_refused(%s::text[], %s, %s, %s) r"
NO_ACT = f"{REFUSED} FROM refusals_told(%s, %s, %s) r"
LOOKED = (
    "SELECT l.at, l.id::text, l.actor, jsonb_build_object('action', l.action, 'cases', l.cases), NULL::jsonb"
    " FROM looks_told(%s, %s, %s) l"
)
SOURCES = [
    Source(1, "sign_in", SIGNED_IN),
    Source(2, "failure", NO_SIGN_IN, lambda: [["failed", "wrong_pin"]]),
    Source(3, "lock", NO_SIGN_IN, lambda: [["locked", "slowed", "pin_over"]]),
    Source(4, "account", history(User)),
    Source(5, "role", history(RoleGrant)),
    Source(6, "organisation", history(Organisation)),
    Source(7, "team", history(Team)),
    Source(8, "team", history(Membership)),
    Source(11, "client", history(Client)),
    Source(12, "client", history(ClientGrant)),
    Source(13, "client", history(ClientSecret)),
    Source(14, "account", history(Pin)),
]
# What only the data protection officer reads: refused acts, and looks, both without saying at what.
MORE = [Source(9, "refusal", NO_ACT), Source(10, "look", LOOKED)]
KINDS = {
    "sign_in": gettext_lazy("Sign-ins"),
    "failure": gettext_lazy("Wrong passwords"),
    "lock": gettext_lazy("Lock-outs"),
    "account": gettext_lazy("Accounts"),
    "role": gettext_lazy("Roles"),
    "organisation": gettext_lazy("Organisations"),
    "team": gettext_lazy("Teams"),
    "client": gettext_lazy("Machine clients"),
    "refusal": gettext_lazy("Refused"),
    "look": gettext_lazy("Looks"),
}
MODELS = {4: User, 6: Organisation, 7: Team}
# Source: made, switched on, switched off, changed.
BECAME = {
    4: (gettext_lazy("Account made"), gettext_lazy("Account switched on"), gettext_lazy("Account switched off"),
        gettext_lazy("Account changed")),
    6: (gettext_lazy("Organisation made"), gettext_lazy("Organisation switched on"),
        gettext_lazy("Organisation switched off"), gettext_lazy("Organisation changed")),
    7: (gettext_lazy("Team made"), gettext_lazy("Team switched on"), gettext_lazy("Team switched off"),
        gettext_lazy("Team changed")),
}  # fmt: skip


@dataclass(eq=False)
class Event:
    """One line of the list. `now` and `old` are what the source gave; `names` is id -> name."""

    at: datetime.datetime
    number: int
    kind: str
    key: str
    actor: str
    now: dict
    old: dict
    names: dict = field(default_factory=dict)

    @property
    def place(self):
        """Where the page after this line begins."""
        return (self.at, self.number, self.key)

    def __eq__(self, other):
        return self.place == other.place

    def __hash__(self):
        return hash(self.place)

    def name(self, key):
        """The name behind an id, or a word where nobody is behind it."""
        return self.names.get(key) or _("Nobody we know")


def tie_for(number, place):
    """What a source compares its keys with among rows of the same moment, so that (at, number, key) is one order."""
    at_place = place[1]
    return place[2] if number == at_place else LAST if number < at_place else ""


def events(kind="", place=None, everything=False):
    """(events newest first, place of the next page or None). `kind` narrows to one of KINDS; `everything` adds what
    only the data protection officer reads. One statement, and one for each kind of name."""
    sources = [s for s in [*SOURCES, *(MORE if everything else [])] if kind in ("", s.kind)]
    parts, params = [], []
    for source in sources:
        parts.append(f"SELECT {source.number} AS number, x.* FROM ({source.sql}) x(at, key, actor, now, old)")
        start = place or FIRST
        params += [*source.given(), start[0], tie_for(source.number, start) if place else LAST, SIZE + 1]
    sql = " UNION ALL ".join(parts)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT * FROM ({sql}) e ORDER BY at DESC, number DESC, key COLLATE "C" DESC LIMIT %s', [*params, SIZE + 1]
        )
        rows = cursor.fetchall()
    found = [made(row) for row in rows[:SIZE]]
    put_names(found)
    return found, found[-1].place if len(rows) > SIZE else None


def made(row):
    """An event of one row."""
    number, at, key, actor, now, old = row
    now, old = (json.loads(value) if isinstance(value, str) else value or {} for value in (now, old))
    kind = next(source.kind for source in [*SOURCES, *MORE] if source.number == number)
    return Event(at, number, kind, key, str(actor or ""), now, old)


def put_names(found):
    """Names of accounts, organisations, teams and clients: one statement for each, whatever the number of events."""
    ids = {event.actor for event in found}
    for event in found:
        ids |= {str(event.now.get(name) or "") for name in ("user_id", "team_id", "client_id", "id")}
    ids.discard("")
    names = {}
    for model in (User, Organisation, Team, Client):
        rows = model.objects.filter(pk__in=[key for key in ids if len(key) == 36])
        names |= {str(row.pk): getattr(row, "display_name", "") or row.name for row in rows}
    for event in found:
        event.names = names


def line(event):
    """The words of one event: what happened, about whom, and by whom."""
    about, what, detail = SAID[event.number](event)
    mine = event.number <= 3
    return {
        "at": event.at,
        "kind": KINDS[event.kind],
        "about": about,
        "what": what,
        "detail": detail,
        "by": "" if mine or event.number in (9, 10) else event.names.get(event.actor) or _("The system"),
    }


def sign_in_words(event):
    """Somebody signed in: from which network and browser."""
    return (
        event.name(event.actor),
        _("Signed in"),
        ", ".join(filter(None, (event.now["browser"], event.now["address"]))),
    )


def failure_words(event):
    """A sign-in that was refused; a name that is no account stays untold."""
    said = {
        "failed": _("A sign-in was refused"),
        "locked": _("Locked for a while: too many wrong passwords from one address"),
        "wrong_pin": _("A wrong PIN"),
        "pin_over": _("Signed out: five wrong PINs"),
        "slowed": _("Slowed down: too many wrong passwords from places this account does not use"),
    }
    return event.name(event.actor), said.get(event.now["outcome"], event.now["outcome"]), ""


def changed_words(event):
    """An account, organisation or team: made, switched off or on, or which fields changed; no values."""
    model, (is_new, on, off, changed) = MODELS[event.number], BECAME[event.number]
    about = event.now.get("display_name") or event.now.get("name") or ""
    if event.now["history_type"] == "+":
        return about, str(is_new), ""
    if event.old.get("is_active") != event.now.get("is_active"):
        return about, str(on if event.now["is_active"] else off), ""
    fields = [f for f in model._meta.concrete_fields if f.column not in SILENT]
    names = [str(f.verbose_name) for f in fields if event.old.get(f.column) != event.now.get(f.column)]
    return about, str(changed), ", ".join(names)


def pin_words(event):
    """Somebody set the PIN of their own locked page, changed it, or took it away."""
    said = {"+": _("PIN set"), "~": _("PIN changed"), "-": _("PIN taken away")}
    return event.name(event.now["user_id"]), said[event.now["history_type"]], ""


def role_words(event):
    """A role: asked for, approved, refused or ended."""
    role = str(label("user_roles", event.now["role"]))
    if event.now["ended_at"]:
        said = _("Role ended") if event.now["approved_at"] else _("Role refused or taken back")
    else:
        said = _("Role approved") if event.now["approved_at"] else _("Role asked for")
    return event.name(event.now["user_id"]), said, role


def member_words(event):
    """Somebody joined or left a team."""
    said = _("Joined a team") if event.now["history_type"] == "+" else _("Left a team")
    return event.name(event.now["user_id"]), said, event.name(event.now["team_id"])


def client_words(event):
    """A program: made, ended for good, or its name changed."""
    about = event.now["name"]
    if event.now["history_type"] == "+":
        return about, _("Machine client made"), event.now["client_id"]
    if event.now["ended_at"] and not event.old.get("ended_at"):
        return about, _("Machine client ended for good"), ""
    return about, _("Machine client changed"), ""


def grant_words(event):
    """What a program may do: asked for, approved, refused or ended, with its scopes and networks."""
    said = ASKED[answer_to(event.now)]
    return event.name(event.now["client_id"]), str(said), ", ".join([*event.now["scopes"], *event.now["addresses"]])


def secret_words(event):
    """A secret of a program: asked for, approved, made by the program itself, ending after the overlap, or ended."""
    about, answered = event.name(event.now["client_id"]), answer_to(event.now)
    if answered == "approved" and event.old.get("approved_at"):
        return about, _("The older secret ends after an overlap"), ""
    if answered == "approved" and not event.now["approved_by_id"]:
        return about, _("Secret changed by the client itself"), ""
    return about, str(SECRETS[answered]), ""


def answer_to(now):
    """What became of something that one administrator asks for and another approves."""
    if now["ended_at"]:
        return "ended" if now["approved_at"] else "refused"
    return "approved" if now["approved_at"] else "asked"


ASKED = {
    "asked": gettext_lazy("Asked what a client may do"),
    "approved": gettext_lazy("Approved what a client may do"),
    "refused": gettext_lazy("Refused or taken back: what a client may do"),
    "ended": gettext_lazy("Ended: what a client might do"),
}
SECRETS = {
    "asked": gettext_lazy("A new secret asked for"),
    "approved": gettext_lazy("A new secret approved"),
    "refused": gettext_lazy("A new secret refused or taken back"),
    "ended": gettext_lazy("A secret ended"),
}


def refusal_words(event):
    """Something was refused to somebody; what it was about stays untold."""
    said = _("Refused") if event.now["outcome"] == "refused" else _("Not found")
    return event.name(event.actor), said, page_words(event.now["action"])


def look_words(event):
    """Somebody looked: the kind of page, and at how many cases."""
    cases = ngettext("%(count)s case", "%(count)s cases", event.now["cases"]) % {"count": event.now["cases"]}
    return event.name(event.actor), page_words(event.now["action"], event.now["cases"] > 1), cases


SAID = {
    1: sign_in_words, 2: failure_words, 3: failure_words, 4: changed_words, 5: role_words, 6: changed_words,
    7: changed_words, 8: member_words, 9: refusal_words, 10: look_words,
    11: client_words, 12: grant_words, 13: secret_words, 14: pin_words,
}  # fmt: skip


def place_text(place):
    """The signed address of a place in the list."""
    return signing.dumps([place[0].isoformat(), place[1], place[2]], salt=SALT, compress=False)


def read_place(text):
    """The place behind an address, None for ''. ValidationError for anything we did not sign."""
    if not text:
        return None
    try:
        at, number, key = signing.loads(text, salt=SALT)
        return datetime.datetime.fromisoformat(at), int(number), str(key)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise ValidationError(_("This place in the list is not valid.")) from error

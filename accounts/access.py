"""Which rows somebody may see: `case_access`, read the same way by the list, by one row and by the policies.

`permitted()` serves one row, children and small sets; `ordered()` serves lists (performance.md section 1: no cliff
for any kind of user). django-guardian is told and asked in casework/cases/grants.py only.
"""

import datetime
import uuid
from functools import cache

from django.core.exceptions import FieldError, PermissionDenied, ValidationError
from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.http import Http404

from accounts import policy
from accounts.acting import STATE, current
from accounts.audit.actions import record_refusal
from accounts.fields import of
from accounts.policy import Group, Right
from accounts.vault import is_sealed
from accounts.walls import ACTOR, BLOCKED, PRINCIPALS, Statement, Wall

LIVE = "(a.until IS NULL OR a.until > now())"
GRANTED = (
    f"SELECT a.case_id FROM case_access a WHERE {LIVE} AND a.principal = ANY (%s::text[])"
    f" AND a.case_id <> ALL ({BLOCKED})"
)
BY_USER = (Right.USER, Right.GLASS, Right.HEALTH, Right.DUTY, Right.OFFER, Right.NAMED)
BY_TEAM = (Right.TEAM, Right.CONSULAR, Right.RETURN, Right.LEGAL, Right.BED, Right.RESIDENT)
BY_ORGANISATION = (Right.ORG, Right.SHARE, Right.CHILD, Right.NOTICE)
FIRST = (datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC), uuid.UUID(int=2**128 - 1))
CAP = 1000
# The key also carries `until`, so that a policy answers from the index alone: three pages a row instead of four. The
# index is kept visible by early vacuums: whoever lists the newest cases would else read the table after all.
# Inside coalesce the policy's own condition says nothing to the planner, which has the same condition from every
# statement already: counted twice it expects one row, takes any index, and a filtered list of 100,000 cases costs 870
# pages instead of 180, its count 25,000 instead of 270.
OWN_ROWS = f"""
ALTER TABLE {{table}} DROP CONSTRAINT {{table}}_pkey, ADD PRIMARY KEY (case_id, principal) INCLUDE (until),
  SET (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE {{table}} ENABLE ROW LEVEL SECURITY; ALTER TABLE {{table}} FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON {{table}} FOR SELECT TO app, worker USING (coalesce(principal = ANY ({PRINCIPALS}), false));
REVOKE INSERT, UPDATE, DELETE ON {{table}} FROM app, worker;"""

PRUNE = """
CREATE OR REPLACE FUNCTION drop_ended_access() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE gone bigint;
BEGIN
  DELETE FROM {table} WHERE until < now() - interval '1 hour';
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION drop_ended_access() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_ended_access() TO worker;
ALTER FUNCTION drop_ended_access() OWNER TO keeper;"""


class CaseAccess(models.Model):
    """Derived index of all grants: one row a (case, principal), with the keys lists are sorted and filtered by.

    Triggers of the grant tables are its only writers; `check_access` recomputes and compares.
    """

    pk = models.CompositePrimaryKey("case_id", "principal")
    case_id = of(Group.ROUTING, models.UUIDField())
    principal = of(Group.ROUTING, models.TextField(db_collation="C"))
    until = of(Group.ROUTING, models.DateTimeField(null=True))
    opened_at = of(Group.ROUTING, models.DateTimeField())
    status = of(Group.ROUTING, models.CharField(max_length=24))
    language = of(Group.ROUTING, models.CharField(max_length=3))
    child = of(Group.ROUTING, models.BooleanField())

    class Meta:
        db_table = "case_access"
        indexes = [
            models.Index(fields=["principal", "-opened_at", "-case_id"], include=["until"], name="case_access_newest"),
            models.Index(
                fields=["principal", "status", "-opened_at", "-case_id"],
                include=["until"],
                name="case_access_status",
            ),
            models.Index(
                fields=["principal", "language", "-opened_at", "-case_id"],
                include=["until"],
                name="case_access_language",
            ),
            models.Index(
                fields=["principal", "-opened_at", "-case_id"],
                include=["until"],
                condition=models.Q(child=True),
                name="case_access_child",
            ),
        ]
        constraints = [
            Statement(name="case_access_wall", make=OWN_ROWS, drop="DROP POLICY IF EXISTS see ON {table};"),
            Statement(name="case_access_prune", make=PRUNE, drop="DROP FUNCTION IF EXISTS drop_ended_access();"),
        ]

    def __str__(self):
        return f"{self.principal} on {self.case_id}"


# Only the opener sees the row, and only the triggers of the case and of its assignments write it.
OPENER = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON {table} FOR SELECT TO app, worker
  USING (user_id = nullif(current_setting('app.actor', true), '')::uuid);
REVOKE INSERT, UPDATE, DELETE ON {table} FROM app, worker;"""


class CaseOpening(models.Model):
    """Who opened a case that nobody was assigned to yet: they may assign themselves (docs/decisions/0003)."""

    case_id = of(Group.ROUTING, models.UUIDField(primary_key=True))
    user_id = of(Group.ROUTING, models.UUIDField())
    opened_at = of(Group.ROUTING, models.DateTimeField())

    class Meta:
        db_table = "case_opening"
        constraints = [
            Statement(name="case_opening_wall", make=OPENER, drop="DROP POLICY IF EXISTS see ON {table};"),
        ]

    def __str__(self):
        return f"opening of {self.case_id}"


# Without its key nothing of a case can be opened by anybody: so nobody reaches it any more, from that statement on.
ERASED = """
CREATE OR REPLACE FUNCTION {table}_erased() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO case_erasure (case_id, at) SELECT case_id, now() FROM gone ON CONFLICT DO NOTHING;
  PERFORM refresh_access((SELECT array_agg(case_id) FROM gone));
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {table}_erased() FROM PUBLIC;
CREATE TRIGGER erased AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION {table}_erased();
ALTER FUNCTION {table}_erased() OWNER TO keeper;"""
ERASED_DROP = "DROP TRIGGER IF EXISTS erased ON {table}; DROP FUNCTION IF EXISTS {table}_erased();"
ERASURE_WALL = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {table} FROM app, worker;"""


class CaseErasure(models.Model):
    """That the key of a case was deleted, and when; `access_due` leaves such a case out for everybody."""

    case_id = of(Group.ROUTING, models.UUIDField(primary_key=True))
    at = of(Group.ROUTING, models.DateTimeField())

    class Meta:
        db_table = "case_erasure"
        constraints = [
            Statement(
                name="case_erasure_wall",
                make=ERASURE_WALL,
                drop="GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO app, worker;",
            ),
        ]

    def __str__(self):
        return f"erasure of {self.case_id}"


class CaseKey(models.Model):
    """The wrapped key of one case. Deleting the row is erasure, in history and backups too (R-34)."""

    case_id = of(Group.ROUTING, models.UUIDField(primary_key=True))
    wrapped = of(Group.ROUTING, models.BinaryField())
    master_version = of(Group.ROUTING, models.PositiveSmallIntegerField())

    class Meta:
        db_table = "case_key"
        constraints = [
            Wall(name="case_key_wall", column="case_id", erasable=False),
            Statement(name="case_key_erased", make=ERASED, drop=ERASED_DROP),
        ]

    def __str__(self):
        return f"key of {self.case_id}"


def holders(user):
    """Right -> the ids behind its principals for this user."""
    organisation = [user.organisation_id] if user.organisation_id else []
    return {
        **{right: [user.pk] for right in BY_USER},
        **{right: list(user.team_ids) for right in BY_TEAM},
        **dict.fromkeys(BY_ORGANISATION, organisation),
    }


def strings(user, kinds):
    """Principals of `user` for these rights, like "team:<uuid>"."""
    held = holders(user)
    return sorted(f"{right.value}:{holder}" for right in kinds for holder in held[right])


def principals(user, action, only=None):
    """Principals for which the user's roles may do `action`; `only` narrows to some rights."""
    kinds = policy.rights(user, action)
    return strings(user, kinds & set(only) if only else kinds)


def every_principal(user):
    """All principals the user's roles may use for anything: what the database is told at the start. A token's call
    is told those its scopes have a use for."""
    roles = set(policy.roles_of(user))
    read = {right for role, right in policy.READABLE if role in roles}
    if hasattr(user, "scopes"):
        return strings(user, read & set().union(*(policy.rights(user, action) for action in policy.ACTIONS)))
    return strings(user, read.union(*map(named_anywhere, roles)))


@cache
def named_anywhere(role):
    """Every right that some row of the policy names for this role. Asked at each request, and the same each time."""
    return frozenset().union(*(row[role] for row in policy.ACTIONS.values() if role in row))


class PolicyQuerySet(models.QuerySet):
    """Rows of cases. `path` is the column that names the case."""

    path = "case_id"

    def permitted(self, user, action):
        """Rows on which `user` may do `action`. For one row, children and small sets; lists use `page_of`."""
        names = principals(user, action)
        if not names:
            return self.none()
        return self.filter(**{f"{self.path}__in": RawSQL(GRANTED, [names])})

    def order_by(self, *names):
        """FieldError for a sealed field: the order of ciphertext means nothing, and a page sorted by it would lie."""
        sealed = [name for name in names if isinstance(name, str) and is_sealed(self.model, name)]
        if sealed:
            raise FieldError(f"Nobody can sort by {', '.join(sealed)}: it is sealed.")
        return super().order_by(*names)


def ordered(names, after=None, newer=False, size=26, **filters):
    """Ids of the next `size` cases, newest first, as one expression for `pk__in`.

    `names` are principals; `after` is (opened_at, id) of the last case shown; `newer` walks the other way;
    `filters` are columns of case_access (status, language, child).
    """
    sign, way = (">", "ASC") if newer else ("<", "DESC")
    where = "".join(f" AND a.{column} = %s" for column in filters if column in ("status", "language"))
    where += " AND a.child" if filters.get("child") else ""
    values = [filters[column] for column in filters if column in ("status", "language")]
    keyset, bounds = ("", []) if after is None else (f" AND (a.opened_at, a.case_id) {sign} (%s, %s)", list(after))
    sql = (
        "SELECT t.case_id FROM (SELECT DISTINCT k.case_id, k.opened_at FROM unnest(%s::text[]) p(principal)"
        f" CROSS JOIN LATERAL (SELECT a.case_id, a.opened_at FROM case_access a"
        f" WHERE a.principal = p.principal AND {LIVE} AND a.case_id <> ALL ({BLOCKED}){where}{keyset}"
        f" ORDER BY a.opened_at {way}, a.case_id {way} LIMIT %s) k"
        f" ORDER BY k.opened_at {way}, k.case_id {way} LIMIT %s) t"
    )
    return sql, [names, *values, *bounds, size, size]


def page_of(queryset, names, after=None, newer=False, size=25, **filters):
    """(rows, more): one page of cases, newest first, and whether another follows in that direction."""
    if not names:
        return [], False
    sql, params = ordered(names, after, newer, size + 1, **filters)
    order = ("opened_at", "pk") if newer else ("-opened_at", "-pk")
    rows = list(queryset.filter(pk__in=RawSQL(sql, params)).order_by(*order)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return (rows[::-1] if newer else rows), more


def count_of(names, **filters):
    """How many cases, at most CAP + 1: the page then says "1,000+"."""
    if not names:
        return 0
    sql, params = ordered(names, size=CAP + 1, **filters)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql}) n", params)
        return cursor.fetchone()[0]


def keys_and_rights(state, case_ids):
    """Loads, in one statement, the opened keys of these cases and the rights for which the actor reaches each."""
    from accounts.vault import unwrap

    state.held.update({case_id: frozenset() for case_id in case_ids})
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT a.case_id, array_agg(a.principal), k.wrapped, k.master_version FROM case_access a"
            f" LEFT JOIN case_key k ON k.case_id = a.case_id WHERE a.case_id = ANY (%s::uuid[]) AND {LIVE}"
            f" AND a.principal = ANY ({PRINCIPALS}) AND a.case_id <> ALL ({BLOCKED}) GROUP BY a.case_id, k.case_id",
            [case_ids],
        )
        for case_id, names, wrapped, version in cursor.fetchall():
            state.held[str(case_id)] = frozenset(Right(name.split(":", 1)[0]) for name in names)
            if wrapped is not None:
                state.keys[str(case_id)] = unwrap(wrapped, case_id, version)


def case_id_of(row):
    """The case a row belongs to, or None for rows of no case (organisations, accounts)."""
    column = getattr(getattr(row, "instance_type", type(row)), "case_column", "")
    return getattr(row, column) if column else None


def held_on(row):
    """Rights for which the actor reaches the case of `row`."""
    case_id = str(case_id_of(row))
    current().load_cases([case_id])
    return current().held[case_id]


def readable(row):
    """Field groups the actor may read on `row`. Of a share, nothing until its items are known (C-03)."""
    return policy.groups(policy.READABLE, current().user, held_on(row) - {Right.SHARE})


def writable(row):
    """Field groups the actor may write on `row`."""
    return policy.groups(policy.WRITABLE, current().user, held_on(row) - {Right.SHARE})


def allowed(user, action, row=None):
    """Whether `user` (the actor) may do `action`, on `row` where there is one."""
    if not policy.may(user, action):
        return False
    return row is None or case_id_of(row) is None or bool(held_on(row) & policy.rights(user, action))


def first_or_none(queryset, lookup):
    """The row, or None also for keys no row can have (text for a UUID, a NUL character; S-77)."""
    try:
        return queryset.filter(**lookup).first()
    except (ValueError, ValidationError):
        return None


def fetch(model, user, action, *, queryset=None, **lookup):
    """The row, noted for the read log. Http404 where it is hidden or missing, PermissionDenied where only the
    action is refused (R-02); each refusal is recorded on a connection of its own."""
    rows = model.objects.all() if queryset is None else queryset
    row = first_or_none(rows.permitted(user, action), lookup)
    if row is None:
        view = f"{action.split('.', 1)[0]}.view"
        seen = first_or_none(rows.permitted(user, view), lookup) if view in policy.ACTIONS else None
        refuse(user, action, model._meta.label_lower, next(iter(lookup.values()), ""), seen is not None)
    current().action = current().action or action
    current().show(case_id_of(row), readable(row))
    return row


def refuse(user, action, kind, wanted, visible):
    """Records and raises: 403 for something the actor may see, 404 for all else."""
    state = STATE.get()
    record_refusal(user, action, kind, wanted, "refused" if visible else "not found", state.request_id if state else "")
    if visible:
        raise PermissionDenied
    raise Http404


def actor_is(column):
    """SQL for a policy: the row's `column` is the acting user."""
    return f"{column} = {ACTOR}"

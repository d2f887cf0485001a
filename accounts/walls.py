"""Triggers, policies and guards as constraints of the models, so that migrations carry and regenerate them.

Each is a `BaseConstraint` in `Meta.constraints`; `makemigrations --check` finds drift in the code because the
sha256 of the SQL template is part of the constraint ("revision"). Why each wall exists: docs/architecture.md.
"""

from hashlib import sha256

from django.db.models import BaseConstraint

PRINCIPALS = "(SELECT nullif(current_setting('app.principals', true), '')::text[])::text[]"
BLOCKED = "(SELECT coalesce(nullif(current_setting('app.blocked', true), ''), '{}')::uuid[])::uuid[]"
ACTOR = "nullif(current_setting('app.actor', true), '')::uuid"
ORGANISATION = "nullif(current_setting('app.organisation', true), '')::uuid"
USERS = "app, worker"
NAMELESS = "IF who IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'A change needs a named actor.'; END IF;"


def sees(column, kinds=()):
    """SQL: the actor holds a live principal (of these `kinds`, where some are named) on the case in `column` and no
    conflict block.

    OFFSET 0 keeps the planner from hashing the whole of case_access (kernel measurement: 34 ms against 3.6 ms).
    """
    names = ", ".join(f"'{kind}'" for kind in kinds)
    of_kind = f" AND split_part(a.principal, ':', 1) IN ({names})" if kinds else ""
    return (
        f"(EXISTS (SELECT FROM case_access a WHERE a.case_id = {column} AND (a.until IS NULL OR a.until > now())"
        f" AND a.principal = ANY ({PRINCIPALS}){of_kind} OFFSET 0) AND {column} <> ALL ({BLOCKED}))"
    )


def has_role(who, *roles):
    """SQL: the account `who` (an SQL expression) holds one of these roles, approved and not ended."""
    names = ", ".join(f"'{role}'" for role in roles)
    return (
        f"EXISTS (SELECT FROM accounts_rolegrant g WHERE g.user_id = {who} AND g.role IN ({names})"
        " AND g.approved_at IS NOT NULL AND g.ended_at IS NULL)"
    )


class DatabaseObject(BaseConstraint):
    """SQL that belongs to a table and to nothing else. Subclasses give `up` and `down`."""

    def __init__(self, *, name, revision=None, **options):
        super().__init__(name=name)
        self.options = options
        self.revision = revision or sha256(self.up("t").encode()).hexdigest()[:8]

    def up(self, table):
        """SQL that makes the object for `table`; runnable again after `down`."""
        raise NotImplementedError

    def down(self, table):
        """SQL that takes the object away."""
        raise NotImplementedError

    def create_sql(self, model, schema_editor):
        """SQL of AddConstraint."""
        return self.up(model._meta.db_table)

    def constraint_sql(self, model, schema_editor):
        """Part of CREATE TABLE: nothing. The SQL runs once all tables of the migration exist.

        `down` first: dropping a table leaves its functions behind, and keeper's cannot be replaced, only dropped.
        """
        table = model._meta.db_table
        schema_editor.deferred_sql.append(f"{self.down(table)} {self.up(table)}")

    def remove_sql(self, model, schema_editor):
        """SQL of RemoveConstraint."""
        return self.down(model._meta.db_table)

    def validate(self, model, instance, exclude=None, using="default"):
        """Nothing to ask in Python: the database holds this rule."""

    def deconstruct(self):
        """Arguments for the migration; the revision makes a changed template a changed constraint."""
        path = f"{type(self).__module__}.{type(self).__qualname__}"
        return path, (), {"name": self.name, "revision": self.revision, **self.options}

    def __eq__(self, other):
        return isinstance(other, DatabaseObject) and self.deconstruct() == other.deconstruct()

    __hash__ = object.__hash__


class Wall(DatabaseObject):
    """Row-level security by `case_access`, one policy for each command, forced also on the owner (R-11).

    Options: `column` (the case), `add` (own condition for INSERT) or `signed` (the column that must name the actor)
    or `kinds` (the kinds of right that may add), `first` (another condition that also lets a row be added), `own`
    (another condition that also lets a row be seen), `moves` (an UPDATE may carry the row out of sight), `erasable`
    (False: nobody deletes).
    """

    def up(self, table):
        """ENABLE and FORCE, then see, add, change and drop."""
        see = sees(f"{table}.{self.options['column']}")
        stays = f"{ACTOR} IS NOT NULL" if self.options.get("moves") else see
        signed = f" AND {table}.{self.options['signed']} = {ACTOR}" if self.options.get("signed") else ""
        adds = sees(f"{table}.{self.options['column']}", self.options.get("kinds", ())) + signed
        adds = " OR ".join(filter(None, [self.options.get("add") or adds, self.options.get("first")]))
        reads = " OR ".join(filter(None, [see, self.options.get("own")]))
        policies = [
            f"CREATE POLICY see ON {table} FOR SELECT TO {USERS} USING ({reads})",
            f"CREATE POLICY add ON {table} FOR INSERT TO {USERS} WITH CHECK ({adds})",
            f"CREATE POLICY change ON {table} FOR UPDATE TO {USERS} USING ({see}) WITH CHECK ({stays})",
        ]
        if self.options.get("erasable", True):
            policies.append(f"CREATE POLICY drop ON {table} FOR DELETE TO {USERS} USING ({see})")
        head = f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        return f"{head} {'; '.join(policies)};"

    def down(self, table):
        """Takes the policies away; the table stays shut (enabled, no policy, no rows) until the next `up`."""
        return "".join(f"DROP POLICY IF EXISTS {name} ON {table};" for name in ("see", "add", "change", "drop"))


class AppendOnly(DatabaseObject):
    """Rows are added and never changed, for everyone including the owner (A-06, C-08).

    Option `grants`: what app and worker keep, "SELECT", "SELECT, INSERT" or "" (a function writes, nobody reads).
    Option `until_old`: a function of keeper, who cannot log in, takes rows away once their time is over.
    """

    def up(self, table):
        """Revokes and a trigger that raises."""
        kept = f"GRANT {self.options['grants']} ON {table} TO {USERS};" if self.options["grants"] else ""
        return f"""
REVOKE ALL ON {table} FROM {USERS}; {kept}
CREATE OR REPLACE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN{self.spared()} RAISE insufficient_privilege USING MESSAGE = 'These rows are kept as they are.'; END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION {table}_frozen();"""

    def spared(self):
        """What may happen to a row all the same."""
        old = " IF TG_OP = 'DELETE' AND current_user = 'keeper' THEN RETURN NULL; END IF;"
        return old if self.options.get("until_old") else ""

    def down(self, table):
        """Back to an ordinary table."""
        return (
            f"DROP TRIGGER IF EXISTS frozen ON {table}; DROP FUNCTION IF EXISTS {table}_frozen();"
            f" GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {USERS};"
        )


class VersionGuard(DatabaseObject):
    """A write must raise `version` by one, or it is stale: SQLSTATE CW412 (R-50).

    Option `fixed`: columns that never change (a row stays on its case; an hour stays an hour).
    """

    def up(self, table):
        """One row trigger before the update."""
        moved = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in self.options.get("fixed", ()))
        stays = (
            f"IF {moved} THEN RAISE insufficient_privilege"
            " USING MESSAGE = 'This part of the row never changes.'; END IF;"
            if moved
            else ""
        )
        return f"""
CREATE OR REPLACE FUNCTION {table}_version() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN
    RAISE SQLSTATE 'CW412' USING MESSAGE = 'Somebody else saved this in the meantime.';
  END IF;
  {stays}
  RETURN NEW;
END $$;
CREATE TRIGGER version_guard BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_version();"""

    def down(self, table):
        """Removes trigger and function."""
        return f"DROP TRIGGER IF EXISTS version_guard ON {table}; DROP FUNCTION IF EXISTS {table}_version();"


class HistoryTrigger(DatabaseObject):
    """Writes the history row for every statement, by whatever path it came, and refuses a nameless change (A-07).

    Options: `history` (table), `columns`, `key`, `only_changes` (skip updates that touch no recorded column).
    """

    def up(self, table):
        """One function, three statement triggers (a transition table serves one event each)."""
        columns = ", ".join(f'"{name}"' for name in self.options["columns"])
        into = (
            f"INSERT INTO {self.options['history']}"
            f" ({columns}, history_date, history_type, history_user_id, history_change_reason)"
        )
        return f"""
CREATE OR REPLACE FUNCTION {table}_history() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE who uuid := {ACTOR}; why text := current_setting('app.reason', true);
BEGIN
  IF TG_OP = 'INSERT' THEN {self.whole("fresh", "+", into, columns)}
  ELSIF TG_OP = 'DELETE' THEN {self.whole("gone", "-", into, columns)}
  ELSIF TG_OP = 'UPDATE' THEN {self.update(into, columns)}
  ELSE RAISE insufficient_privilege USING MESSAGE = 'These rows cannot be emptied at once.';
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {table}_history() FROM PUBLIC;
{self.triggers(table)}
ALTER FUNCTION {table}_history() OWNER TO keeper;"""

    def triggers(self, table):
        """One trigger for each event."""
        run = f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_history();"
        return f"""CREATE TRIGGER history_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh {run}
CREATE TRIGGER history_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh {run}
CREATE TRIGGER history_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone {run}
CREATE TRIGGER history_truncate BEFORE TRUNCATE ON {table} {run}"""

    def whole(self, rows, mark, into, columns):
        """The branch for INSERT and DELETE: every row of the transition table."""
        return f"""
    IF NOT EXISTS (SELECT FROM {rows}) THEN RETURN NULL; END IF;
    {NAMELESS}
    {into} SELECT {columns}, clock_timestamp(), '{mark}', who, why FROM {rows};"""

    def update(self, into, columns):
        """The branch for UPDATE; with `only_changes` a row whose recorded columns stay as they were is no change."""
        changed = "TRUE"
        if self.options.get("only_changes"):
            key, names = self.options["key"], self.options["columns"]
            old, new = (", ".join(f'{alias}."{name}"' for name in names) for alias in ("g", "f"))
            changed = (
                f'EXISTS (SELECT FROM gone g WHERE g."{key}" = f."{key}" AND ROW({old}) IS DISTINCT FROM ROW({new}))'
            )
        picked = ", ".join(f'f."{name}"' for name in self.options["columns"])
        return f"""
    IF NOT EXISTS (SELECT FROM fresh f WHERE {changed}) THEN RETURN NULL; END IF;
    {NAMELESS}
    {into} SELECT {picked}, clock_timestamp(), '~', who, why FROM fresh f WHERE {changed};"""

    def down(self, table):
        """Removes the triggers and the function."""
        triggers = "".join(
            f"DROP TRIGGER IF EXISTS history_{event} ON {table};"
            for event in ("insert", "update", "delete", "truncate")
        )
        return f"{triggers} DROP FUNCTION IF EXISTS {table}_history();"


class Statement(DatabaseObject):
    """Any other SQL of a table: options `make` and `drop`, with {table} standing for its name."""

    def up(self, table):
        """The `make` SQL."""
        return self.options["make"].replace("{table}", table)

    def down(self, table):
        """The `drop` SQL."""
        return self.options["drop"].replace("{table}", table)

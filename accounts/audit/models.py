"""What happened: looks and refusals. Both are added and never changed; neither holds a name or a value (A-02)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from accounts.audit import events_sql
from accounts.fields import of
from accounts.policy import Group
from accounts.walls import AppendOnly, Statement

LOOKS_AT = """
CREATE OR REPLACE FUNCTION looks_at(wanted uuid, before timestamptz, size int) RETURNS SETOF {table}
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT l.* FROM {table} l WHERE l.case_ids @> ARRAY[wanted] AND (before IS NULL OR l.at < before)
  AND EXISTS (SELECT FROM case_access a WHERE a.case_id = wanted AND (a.until IS NULL OR a.until > now())
    AND a.principal = ANY (coalesce(nullif(current_setting('app.principals', true), ''), '{}')::text[]))
  AND wanted <> ALL (coalesce(nullif(current_setting('app.blocked', true), ''), '{}')::uuid[])
  ORDER BY l.at DESC LIMIT size $$;
REVOKE ALL ON FUNCTION looks_at(uuid, timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION looks_at(uuid, timestamptz, int) TO app, worker;
ALTER FUNCTION looks_at(uuid, timestamptz, int) OWNER TO keeper;"""

# The only way into the table, so that nobody writes a look in another's name: who looked is what the database was told
# when the transaction began. Its plan is kept: the row is written on every page (docs/performance.md).
NOTE_LOOK = """
CREATE OR REPLACE FUNCTION note_look(deed text, door text, cases uuid[], groups text[], reasons text[], request text,
  sitting text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO {table} (id, at, actor, organisation, action, via, case_ids, field_groups, rights, request_id, session)
    VALUES (gen_random_uuid(), clock_timestamp(), nullif(current_setting('app.actor', true), '')::uuid,
      nullif(current_setting('app.organisation', true), '')::uuid, deed, door, cases, groups, reasons, request,
      sitting);
END $$;
REVOKE ALL ON FUNCTION note_look(text, text, uuid[], text[], text[], text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION note_look(text, text, uuid[], text[], text[], text, text) TO app, worker;
ALTER FUNCTION note_look(text, text, uuid[], text[], text[], text, text) OWNER TO keeper;"""


class Look(models.Model):
    """One page, answer or export that showed cases: who, which cases, which field groups, when (A-01, A-03).

    Nobody selects from this table; `looks_at` gives the looks at one case to those who may see the case.
    """

    id = of(Group.TRAIL, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    at = of(Group.TRAIL, models.DateTimeField())
    actor = of(Group.TRAIL, models.UUIDField(null=True))
    organisation = of(Group.TRAIL, models.UUIDField(null=True))
    action = of(Group.TRAIL, models.CharField(max_length=40))
    via = of(Group.TRAIL, models.CharField(max_length=10))
    case_ids = of(Group.TRAIL, ArrayField(models.UUIDField()))
    field_groups = of(Group.TRAIL, ArrayField(models.CharField(max_length=12)))
    rights = of(Group.TRAIL, ArrayField(models.CharField(max_length=10)))
    request_id = of(Group.TRAIL, models.CharField(max_length=36, blank=True))
    session = of(Group.TRAIL, models.CharField(max_length=64, blank=True))

    class Meta:
        db_table = "audit_look"
        indexes = [
            GinIndex(fields=["case_ids"], name="audit_look_cases"),
            models.Index(fields=["at"], name="audit_look_at"),
            models.Index(fields=["actor", "at"], condition=Q(action="case.search"), name="audit_look_searches"),
        ]
        constraints = [
            AppendOnly(name="audit_look_frozen", grants=""),
            Statement(
                name="audit_look_writer",
                make=NOTE_LOOK,
                drop="DROP FUNCTION IF EXISTS note_look(text, text, uuid[], text[], text[], text, text);",
            ),
            Statement(
                name="audit_look_reader",
                make=LOOKS_AT,
                drop="DROP FUNCTION IF EXISTS looks_at(uuid, timestamptz, int);",
            ),
            Statement(name="audit_look_counter", make=events_sql.SEARCHES, drop=events_sql.SEARCHES_DROP),
            Statement(name="audit_look_events", make=events_sql.LOOKS, drop=events_sql.LOOKS_DROP),
        ]

    def __str__(self):
        return f"look {self.id}"


class Refusal(models.Model):
    """A denied request, written on the auditor's own connection so that no rollback loses it (A-04)."""

    id = of(Group.TRAIL, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    at = of(Group.TRAIL, models.DateTimeField())
    actor = of(Group.TRAIL, models.UUIDField(null=True))
    action = of(Group.TRAIL, models.CharField(max_length=40))
    kind = of(Group.TRAIL, models.CharField(max_length=40))
    wanted = of(Group.TRAIL, models.CharField(max_length=64, blank=True))
    outcome = of(Group.TRAIL, models.CharField(max_length=12))
    request_id = of(Group.TRAIL, models.CharField(max_length=36, blank=True))

    class Meta:
        db_table = "audit_refusal"
        indexes = [
            models.Index(fields=["at"], name="audit_refusal_at"),
            models.Index(fields=["kind", "at"], name="audit_refusal_kind"),
        ]
        constraints = [
            AppendOnly(name="audit_refusal_frozen", grants=""),
            Statement(
                name="audit_refusal_auditor",
                make="GRANT INSERT ON {table} TO auditor;",
                drop="REVOKE INSERT ON {table} FROM auditor;",
            ),
            Statement(name="audit_refusal_sign_ins", make=events_sql.SIGN_INS, drop=events_sql.SIGN_INS_DROP),
            Statement(name="audit_refusal_events", make=events_sql.REFUSALS, drop=events_sql.REFUSALS_DROP),
        ]

    def __str__(self):
        return f"refusal {self.id}"

"""Each receipt says until when its share stands, so that a recipient with many lists them fast."""

from django.conf import settings
from django.db import migrations, models

import accounts.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_erasure"),
        ("casework", "0015_erased"),
        ("referrals", "0009_raci"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="share",
            name="referrals_share_receipts",
        ),
        migrations.AddField(
            model_name="receipt",
            name="stands_until",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="consularreferral",
            index=models.Index(
                condition=models.Q(("sent_at__isnull", False)),
                fields=["mission", "since", "id"],
                name="referrals_consular_mission",
            ),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["recipient", "-until"],
                name="referrals_receipt_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=accounts.walls.Statement(
                drop="DROP TRIGGER IF EXISTS receipts_insert ON {table}; DROP TRIGGER IF EXISTS receipts_update ON {table}; DROP FUNCTION IF EXISTS {table}_receipts();",
                make="\nCREATE OR REPLACE FUNCTION {table}_receipts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$\nBEGIN\n  DELETE FROM referrals_receipt r USING fresh f WHERE f.ended_why = 'replaced' AND r.id = f.id;\n  INSERT INTO referrals_receipt (id, recipient_id, number, sent_at, until, ended_at)\n    SELECT id, recipient_id, number, sent_at, until, ended_at FROM fresh\n      WHERE sent_at IS NOT NULL AND ended_why <> 'replaced'\n    ON CONFLICT (id) DO UPDATE SET until = EXCLUDED.until, ended_at = EXCLUDED.ended_at;\n  PERFORM refresh_receipts((SELECT array_agg(DISTINCT case_id) FROM fresh));\n  RETURN NULL;\nEND $$;\nREVOKE ALL ON FUNCTION {table}_receipts() FROM PUBLIC;\nCREATE TRIGGER receipts_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh\n  FOR EACH STATEMENT EXECUTE FUNCTION {table}_receipts();\nCREATE TRIGGER receipts_update AFTER UPDATE ON {table} REFERENCING NEW TABLE AS fresh\n  FOR EACH STATEMENT EXECUTE FUNCTION {table}_receipts();\nALTER FUNCTION {table}_receipts() OWNER TO keeper;",
                name="referrals_share_receipts",
                revision="6c912c13",
            ),
        ),
    ]
    operations = [
        *together(operations),
        migrations.RunSQL(
            [
                "SET LOCAL ROLE keeper",
                "SELECT refresh_receipts((SELECT array_agg(DISTINCT case_id) FROM referrals_share))",
                "RESET ROLE",
            ],
            migrations.RunSQL.noop,
        ),
    ]

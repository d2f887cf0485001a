"""Referrals to missions are told to machine clients."""

from django.db import migrations

import accounts.changes.sql
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0009_changes"),
        ("referrals", "0001_first"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="consularreferral",
            constraint=accounts.changes.sql.Told(
                column="case_id", kind="consular-referrals", name="referrals_consularreferral_told", revision="76bf256e"
            ),
        ),
    ]
    operations = together(operations)

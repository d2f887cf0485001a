"""Journeys for groups."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("referrals", "0012_returns")]
    operations = []

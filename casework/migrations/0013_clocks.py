"""Placeholder of this session; filled by its room."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0012_consent")]
    operations = []

"""The words a story begins with, for papers without a headline."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0007_claims_waiting")]
    operations = [migrations.AddField("reading", "lead", models.CharField(blank=True, default="", max_length=200), preserve_default=False)]

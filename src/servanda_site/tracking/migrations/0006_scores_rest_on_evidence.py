"""A score names the evidence it rests on; scores given before keep their reason alone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("tracking", "0005_day_of_minutes")]

    operations = [
        migrations.AddField(
            model_name="score", name="evidence",
            field=models.ManyToManyField(blank=True, related_name="scores", to="tracking.suggestion")),
    ]

"""A state that has lost its ground is told; the paper of agreed minutes is of the day they were agreed."""

from dataclasses import replace

from django.db import migrations, models

from servanda_site.register import texts
from servanda_site.register.store import store


def date_minutes(apps, editor):
    """Papers of minutes that were agreed before had no day."""
    session, reading = apps.get_model("tracking", "Session"), apps.get_model("register", "Reading")
    partnership = apps.get_model("register", "Partnership")
    agreed = session.objects.filter(agreed__isnull=False, paper__state__in=("read", "sealed"), paper__reading__isnull=False)
    for row in agreed.select_related("paper__reading"):
        held = row.paper.reading
        if held.published:
            continue
        day = row.agreed.isoformat()
        text = texts.load(store().get(held.content))
        content = store().put(texts.dump(replace(text, published=day)))
        reading.objects.filter(pk=held.pk).update(content=content, published=day)
        partnership.objects.filter(pk=row.partnership_id).update(stale=True)


class Migration(migrations.Migration):

    dependencies = [
        ("register", "0012_papers_to_review"),
        ("tracking", "0004_told_and_named"),
    ]

    operations = [
        migrations.AlterField("notice", "kind", models.CharField(choices=[("assigned", "assigned to you"), ("soon", "due soon"), ("overdue", "overdue"), ("notice", "last day to give notice"), ("ends", "its term ends"), ("renews", "goes on for another term"), ("over", "its term is over; nobody said what became of it"), ("meets", "meets soon"), ("held", "its days are over; nobody said that it was held"), ("late", "should have met by its own rule"), ("ground", "its state has lost its ground: the evidence does not stand any more")], max_length=12)),
        migrations.RunPython(date_minutes, migrations.RunPython.noop),
    ]

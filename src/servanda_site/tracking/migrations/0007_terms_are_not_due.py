"""What supports a candidature for a term ("2028-2029") is not due by the end of the term: rows made before said so."""

from django.db import migrations
from django.db.models import Exists, OuterRef


def forget_days(apps, editor):
    """Such rows have no day by which something is due; the date stays, as their papers tell it."""
    fact, bearing = apps.get_model("register", "Fact"), apps.get_model("tracking", "Bearing")
    races = bearing.objects.filter(kind="candidature", fact=OuterRef("fact"), marking=OuterRef("projection__marking"),
                                   partnership=OuterRef("projection__partnership"))
    found = fact.objects.filter(Exists(races), kind="undertaking", date__contains="/", end__isnull=False)
    keys = list(found.exclude(date__startswith="../").exclude(date__endswith="/..").values_list("pk", flat=True))
    for start in range(0, len(keys), 500):
        fact.objects.filter(pk__in=keys[start : start + 500]).update(start=None, end=None)


class Migration(migrations.Migration):

    dependencies = [("register", "0012_papers_to_review"), ("tracking", "0006_scores_rest_on_evidence")]

    operations = [migrations.RunPython(forget_days, migrations.RunPython.noop)]

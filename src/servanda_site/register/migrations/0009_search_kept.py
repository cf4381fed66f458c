"""PostgreSQL keeps what the search compares, so that no phrase is taken apart again at each question."""

from django.db import migrations

_COLUMNS = ("words", "plain")


def make(apps, editor):
    if editor.connection.vendor != "postgresql":
        return
    for name in _COLUMNS:
        editor.execute(f"DROP INDEX IF EXISTS register_entry_{name}")
        editor.execute(f"ALTER TABLE register_entry ADD COLUMN {name}_index tsvector "
                       f"GENERATED ALWAYS AS (to_tsvector('simple', {name})) STORED")
        editor.execute(f"CREATE INDEX register_entry_{name} ON register_entry USING gin ({name}_index)")


def drop(apps, editor):
    if editor.connection.vendor != "postgresql":
        return
    for name in _COLUMNS:
        editor.execute(f"ALTER TABLE register_entry DROP COLUMN {name}_index")
        editor.execute(f"CREATE INDEX register_entry_{name} ON register_entry USING gin (to_tsvector('simple', {name}))")


class Migration(migrations.Migration):
    dependencies = [("register", "0008_reading_lead")]
    operations = [migrations.RunPython(make, drop)]

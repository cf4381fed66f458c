"""The database's own index over the words of entries: FTS5 on SQLite, a GIN index on PostgreSQL."""

from django.db import migrations, models

_SQLITE = (
    "CREATE VIRTUAL TABLE register_entry_words USING fts5(words, plain, content='register_entry', content_rowid='id', "
    "tokenize=\"unicode61 remove_diacritics 0\")",
    "CREATE TRIGGER register_entry_added AFTER INSERT ON register_entry BEGIN "
    "INSERT INTO register_entry_words(rowid, words, plain) VALUES (new.id, new.words, new.plain); END",
    "CREATE TRIGGER register_entry_gone AFTER DELETE ON register_entry BEGIN "
    "INSERT INTO register_entry_words(register_entry_words, rowid, words, plain) VALUES ('delete', old.id, old.words, old.plain); END",
    "CREATE TRIGGER register_entry_changed AFTER UPDATE ON register_entry BEGIN "
    "INSERT INTO register_entry_words(register_entry_words, rowid, words, plain) VALUES ('delete', old.id, old.words, old.plain); "
    "INSERT INTO register_entry_words(rowid, words, plain) VALUES (new.id, new.words, new.plain); END",
    "INSERT INTO register_entry_words(register_entry_words) VALUES ('rebuild')",
)
_POSTGRESQL = (
    "CREATE INDEX register_entry_words ON register_entry USING gin (to_tsvector('simple', words))",
    "CREATE INDEX register_entry_plain ON register_entry USING gin (to_tsvector('simple', plain))",
)
_BACK = {
    "sqlite": ("DROP TRIGGER register_entry_added", "DROP TRIGGER register_entry_gone", "DROP TRIGGER register_entry_changed",
               "DROP TABLE register_entry_words"),
    "postgresql": ("DROP INDEX register_entry_words", "DROP INDEX register_entry_plain"),
}


def make(apps, editor):
    for statement in _POSTGRESQL if editor.connection.vendor == "postgresql" else _SQLITE:
        editor.execute(statement)


def drop(apps, editor):
    for statement in _BACK[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]
    operations = [
        migrations.AddField("entry", "plain", models.TextField(default="")),
        migrations.RunPython(make, drop),
    ]

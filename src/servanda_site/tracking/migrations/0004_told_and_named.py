"""Digests, reminders of texts and sessions, secret addresses of news, evidence that people name."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat


def of_items(apps, editor):
    """Every notice so far is about an item of a plan."""
    notice, item = apps.get_model("tracking", "Notice"), apps.get_model("tracking", "Item")
    notice.objects.update(about=Concat(Value("item:"), Cast(F("item_id"), models.CharField())),
                          partnership=Subquery(item.objects.filter(pk=OuterRef("item_id")).values("partnership")[:1]))
    if editor.connection.vendor == "postgresql":
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the table cannot be altered before the transaction ends
        editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):

    dependencies = [
        ("register", "0009_search_kept"),
        ("tracking", "0003_ties"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameModel("CalendarAddress", "SecretAddress"),
        migrations.AlterField("secretaddress", "user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="addresses", to=settings.AUTH_USER_MODEL)),
        migrations.AddField("secretaddress", "kind", models.CharField(choices=[("calendar", "Calendar"), ("news", "News")], default="calendar", max_length=12)),
        migrations.AddField("secretaddress", "given", models.CharField(blank=True, max_length=64)),
        migrations.AddField("secretaddress", "changed", models.DateTimeField(null=True)),
        migrations.AddField("suggestion", "named", models.BooleanField(default=False)),
        migrations.RemoveConstraint("notice", "one_notice_each"),
        migrations.AlterField("notice", "item", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="tracking.item")),
        migrations.AddField("notice", "about", models.CharField(default="", max_length=60), preserve_default=False),
        migrations.AddField("notice", "session", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tracking.session")),
        migrations.AddField("notice", "fact", models.CharField(blank=True, max_length=40)),
        migrations.AddField("notice", "partnership", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.partnership")),
        migrations.AddField("notice", "marking", models.PositiveSmallIntegerField(choices=[(0, "public"), (1, "official use"), (2, "restricted")], default=0)),
        migrations.RunPython(of_items, migrations.RunPython.noop),
        migrations.AlterField("notice", "partnership", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.partnership")),
        migrations.AlterField("notice", "kind", models.CharField(choices=[("assigned", "assigned to you"), ("soon", "due soon"), ("overdue", "overdue"), ("notice", "last day to give notice"), ("ends", "its term ends"), ("renews", "goes on for another term"), ("over", "its term is over; nobody said what became of it"), ("meets", "meets soon"), ("held", "its days are over; nobody said that it was held"), ("late", "should have met by its own rule")], max_length=12)),
        migrations.AddConstraint("notice", models.UniqueConstraint(fields=("user", "about", "kind", "day"), name="one_notice_each")),
        migrations.CreateModel("MailChoice", [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("every", models.CharField(choices=[("off", "never"), ("daily", "every day"), ("weekly", "every week")], default="off", max_length=8, verbose_name="How often")),
            ("weekday", models.PositiveSmallIntegerField(default=0, verbose_name="On which day")),
            ("hour", models.PositiveSmallIntegerField(default=7, verbose_name="From which hour on")),
            ("zone", models.CharField(blank=True, max_length=64, verbose_name="Time zone")),
            ("reminders", models.BooleanField(default=True, verbose_name="Reminders as they come")),
            ("changed", models.DateTimeField(default=django.utils.timezone.now)),
            ("user", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="mail_choice", to=settings.AUTH_USER_MODEL)),
        ]),
        migrations.CreateModel("DigestOf", [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("day", models.DateField()),
            ("since", models.DateTimeField()),
            ("until", models.DateTimeField()),
            ("told", models.PositiveIntegerField(default=0)),
            ("sent", models.DateTimeField(null=True)),
            ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
        ], options={"ordering": ("-until",)}),
        migrations.AddConstraint("digestof", models.UniqueConstraint(fields=("user", "day"), name="one_digest_each")),
    ]

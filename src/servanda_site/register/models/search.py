"""What the search box looks through: sentences of papers and facts, folded and stemmed."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """A passage of a paper, or a fact. words: the forms of its folded words; plain: these words in order; both between spaces, as
    the database's own index takes them.

    Exactly one of paper and fact is set; who may see that may find this.
    """

    OF_PAPERS = ("title", "passage")

    paper = models.ForeignKey("register.Paper", null=True, on_delete=models.CASCADE, related_name="entries")
    fact = models.ForeignKey("register.Fact", null=True, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=16)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    text = models.TextField()
    words = models.TextField()
    plain = models.TextField(default="")

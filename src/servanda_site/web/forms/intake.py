"""Forms by which papers come in: choices are limited to what the person may do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda_site.register.models import Feed, Marking, Partnership, Role, Watch
from servanda_site.register.visibility import Access
from servanda_site.web.templatetags.record import states


class Files(forms.ClearableFileInput):
    """A picker of several files."""

    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Several files at once."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files, each as it came (what is wrong with one is told of that one)."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [file for file in given if file]


class Placed(forms.Form):
    """Where papers belong and who may see them."""

    partnership = forms.ChoiceField(label=_("Partnership"), required=False)
    marking = forms.TypedChoiceField(label=_("Who may see it"), coerce=int)

    def __init__(self, access: Access, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.access = access
        self.desks = {str(p.pk): p for p in access.desks(Role.OFFICER)}
        anywhere = [("", _("the paper tells"))] if access.may(Role.OFFICER) else []
        self.fields["partnership"].choices = anywhere + [(k, states(p.states)) for k, p in self.desks.items()]
        top = max([access.clearance(p) for p in self.desks.values()] + [access.clearance() if anywhere else -1])
        self.fields["marking"].choices = [(m.value, m.label) for m in Marking if m.value <= top]

    def clean(self) -> dict[str, Any]:
        """The partnership itself, and a marking that is the person's to give there."""
        given = super().clean() or {}
        place = self.desks.get(given.get("partnership") or "")
        if place is None and not self.access.may(Role.OFFICER):
            self.add_error("partnership", _("Choose a partnership."))
        elif "marking" in given and given["marking"] > self.access.clearance(place):
            self.add_error("marking", _("You are not cleared for this marking there."))
        given["partnership"] = place
        return given

    @property
    def place(self) -> Partnership | None:
        """The partnership chosen (None: the paper tells)."""
        chosen: Partnership | None = self.cleaned_data["partnership"]
        return chosen


class Upload(Placed):
    """Files, a folder, or text."""

    files = ManyFiles(label=_("Files"), required=False)
    folder = ManyFiles(label=_("A folder"), required=False, widget=Files(attrs={"webkitdirectory": True}))
    text = forms.CharField(label=_("Text"), required=False, strip=False, max_length=3_000_000, widget=forms.Textarea)
    title = forms.CharField(label=_("Its name"), required=False, max_length=200,
                            help_text=_("How the text is listed, for instance its headline."))
    source = forms.CharField(label=_("Where it comes from"), required=False, max_length=500)
    field_order = ("files", "folder", "text", "title", "source", "partnership", "marking")

    def clean(self) -> dict[str, Any]:
        """Something was given."""
        given = super().clean()
        if not given.get("files") and not given.get("folder") and not (given.get("text") or "").strip():
            self.add_error(None, _("Choose a file or paste a text."))
        return given


class FeedForm(Placed):
    """An address whose entries are brought in."""

    url = forms.URLField(label=_("Address of the feed"), max_length=1000, assume_scheme="https",
                         widget=forms.URLInput(attrs={"placeholder": "https://"}))
    every_hours = forms.IntegerField(label=_("Fetch every (hours)"), min_value=0, max_value=24 * 31, initial=0,
                                     help_text=_("0: only when somebody asks."))
    field_order = ("url", "every_hours", "partnership", "marking")

    def save(self) -> Feed:
        """The feed, not yet kept."""
        return Feed(url=self.cleaned_data["url"], every_hours=self.cleaned_data["every_hours"], partnership=self.place,
                    marking=self.cleaned_data["marking"])


class WatchForm(Placed):
    """A folder of the server that is looked through."""

    folder = forms.CharField(label=_("Folder on the server"), max_length=1000)
    every_hours = forms.IntegerField(label=_("Look every (hours)"), min_value=0, max_value=24 * 31, initial=0,
                                     help_text=_("0: only when somebody asks."))
    field_order = ("folder", "every_hours", "partnership", "marking")

    def save(self) -> Watch:
        """The folder, not yet kept."""
        return Watch(folder=self.cleaned_data["folder"], every_hours=self.cleaned_data["every_hours"], partnership=self.place,
                     marking=self.cleaned_data["marking"])

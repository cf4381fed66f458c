"""Forms of joint bodies, sessions and visits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servanda_site.register.models import Fact, Marking, Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking import days
from servanda_site.tracking.models import BodyMember, Gathering, InvitationChange, Visit
from servanda_site.web.forms.days import DayField
from servanda_site.web.templatetags.facts import heading
from servanda_site.web.templatetags.record import day
from servanda_site.web.templatetags.record import state as state_name


class Time(forms.TimeInput):
    """A time of day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def _sides(partnership: Partnership, *, none: bool = True) -> list[tuple[str, str]]:
    named = [(code, state_name(code)) for code in partnership.codes]
    return [("", "–"), *named] if none else named


class GatheringForm(forms.Form):
    """Days, place and status. The zones of the partnership's capitals come first."""

    status = forms.ChoiceField(label=_("Where it stands"), choices=Gathering.Status.choices)
    start = DayField(label=_("First day"), required=False)
    end = DayField(label=_("Last day"), required=False, help_text=_("If it lasts more than one day."))
    starts = forms.TimeField(label=_("Begins at"), required=False, widget=Time())
    ends = forms.TimeField(label=_("Ends at"), required=False, widget=Time())
    zone = forms.ChoiceField(label=_("Time zone"), required=False, help_text=_("Of the times of day above."))
    place = forms.CharField(label=_("Place"), required=False, max_length=300)
    host = forms.ChoiceField(label=_("Host"), required=False)
    link = forms.URLField(label=_("Video link"), required=False, max_length=500, assume_scheme="https")
    marking = forms.TypedChoiceField(label=_("Who may see it"), coerce=int)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, access: Access, partnership: Partnership, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        near = list(dict.fromkeys(days.zone_of(code) for code in partnership.codes))
        others = sorted(available_timezones() - set(near))
        fields["zone"].choices = [("", "–"), *((z, z) for z in (*near, *others))]
        fields["host"].choices = _sides(partnership)
        top = access.clearance(partnership)
        fields["marking"].choices = [(m.value, m.label) for m in Marking if m.value <= top]

    def given(self) -> dict[str, Any]:
        """What was typed, without the version (call once the form is valid)."""
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}


class SessionForm(GatheringForm):
    """A session."""

    ordinal = forms.IntegerField(label=_("Number of the session"), required=False, min_value=1, max_value=9999)
    field_order = ("ordinal", "status", "start", "end", "starts", "ends", "zone", "place", "host", "link", "marking")


class VisitForm(GatheringForm):
    """A visit or consultations. invitations: those it may follow from."""

    title = forms.CharField(label=_("What it is called"), max_length=300)
    kind = forms.ChoiceField(label=_("What it is"), choices=Visit.Kind.choices)
    form = forms.ChoiceField(label=_("How they meet"), choices=Visit.Form.choices)
    forum = forms.CharField(label=_("On the margins of"), required=False, max_length=300,
                            help_text=_("The multilateral meeting, if it is on the margins of one."))
    guest = forms.ChoiceField(label=_("Guest"), required=False)
    promise = forms.ChoiceField(label=_("Follows from the invitation"), required=False)
    outcome = forms.CharField(label=_("What came of it"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    field_order = ("title", "kind", "form", "forum", "status", "guest", "host", "start", "end", "starts", "ends", "zone", "place",
                   "link", "promise", "outcome", "marking")

    def __init__(self, access: Access, partnership: Partnership, invitations: Sequence[Fact], *args: Any, **options: Any) -> None:
        super().__init__(access, partnership, *args, **options)
        fields: dict[str, Any] = self.fields
        fields["guest"].choices = _sides(partnership)
        fields["promise"].choices = [("", "–"), *((f.fact, heading(f)[:110]) for f in invitations)]


class RulesForm(forms.Form):
    """How a body meets. bodies: those it may report to."""

    every_months = forms.IntegerField(label=_("Meets every (months)"), required=False, min_value=1, max_value=600)
    alternates = forms.BooleanField(label=_("Each side hosts in turn"), required=False)
    parent = forms.ChoiceField(label=_("Reports to"), required=False)
    note = forms.CharField(label=_("What else its rules say"), required=False, max_length=2000,
                           widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, bodies: Sequence[Fact], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.bodies = {b.fact: b for b in bodies}
        self.fields["parent"].choices = [  # type: ignore[attr-defined]
            ("", "–"), *((k, heading(b)[:110]) for k, b in self.bodies.items())]


class MemberForm(forms.Form):
    """Somebody who sits in a body."""

    part = forms.ChoiceField(label=_("Part"), choices=BodyMember.Part.choices)
    state = forms.ChoiceField(label=pgettext_lazy("delegation", "Side"))
    name = forms.CharField(label=_("Name"), max_length=300)
    office = forms.CharField(label=_("Office"), max_length=300, required=False)
    since = DayField(label=_("Since"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, partnership: Partnership, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["state"].choices = _sides(partnership, none=False)  # type: ignore[attr-defined]


class DelegateForm(forms.Form):
    """Somebody of a delegation."""

    state = forms.ChoiceField(label=pgettext_lazy("delegation", "Side"))
    name = forms.CharField(label=_("Name"), max_length=300)
    office = forms.CharField(label=_("Office"), max_length=300, required=False)
    head = forms.BooleanField(label=_("Head of delegation"), required=False)

    def __init__(self, partnership: Partnership, *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="id_delegate_%s", **options)
        self.fields["state"].choices = _sides(partnership, none=False)  # type: ignore[attr-defined]


class InviteeForm(forms.Form):
    """Somebody to be asked by a calendar invitation."""

    name = forms.CharField(label=_("Name"), max_length=300)
    email = forms.EmailField(label=_("E-mail address"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="id_invitee_%s", **options)


class ReplyForm(forms.Form):
    """A reply that came back from a calendar program."""

    reply = forms.FileField(label=_("Reply from a calendar program (.ics)"))


class LanguagesForm(forms.Form):
    """The two languages of minutes."""

    left = forms.ChoiceField(label=_("First language"))
    right = forms.ChoiceField(label=_("Second language"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("left", "right"):
            self.fields[name].choices = settings.LANGUAGES  # type: ignore[attr-defined]


class PointForm(forms.Form):
    """A meeting on a visit's programme."""

    day = DayField(label=_("Day"), required=False)
    at = forms.TimeField(label=_("Time"), required=False, widget=Time())
    title = forms.CharField(label=pgettext_lazy("programme", "What"), max_length=300)
    people = forms.CharField(label=_("With whom"), max_length=500, required=False)
    place = forms.CharField(label=_("Place"), max_length=300, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="id_point_%s", **options)


class SettleForm(forms.Form):
    """What became of an invitation."""

    state = forms.ChoiceField(label=_("What became of it"), choices=InvitationChange.State.choices)
    day = DayField(label=_("On which day"))
    visit = forms.ChoiceField(label=_("By which visit it was paid"), required=False)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=2000)
    expects = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, visits: Sequence[Visit], events: Sequence[Fact], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.visits = {f"visit:{v.pk}": v for v in visits}
        self.events = {f"event:{e.fact}": e for e in events}
        told = [*((k, f"{v.title} ({v.start or '–'})") for k, v in self.visits.items()),
                *((k, f"{heading(e)}, {day(e.date)}"[:110]) for k, e in self.events.items())]
        self.fields["visit"].choices = [("", "–"), *told]  # type: ignore[attr-defined]

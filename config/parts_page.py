"""A page that shows every part once, with invented content; in demo mode and while developing only."""

from datetime import date, timedelta

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.forms import Choices, DateBoxes, PlainWords, Tiles
from accounts.pages import WITHHELD

KINDS = [
    ("fine", _("Fine")),
    ("detention", _("Detention")),
    ("ban", _("Charge or entry ban")),
    ("other", _("Something else")),
]
HINTS = {"detention": _("You will be asked for place and days. An alert goes to your supervisor.")}
YES_NO = [("yes", _("Yes")), ("no", _("No")), ("unknown", _("Does not know")), ("later", _("Not now"))]


class PartsForm(PlainWords, forms.Form):
    """One field of each look."""

    amount = forms.IntegerField(label=_("Amount"), help_text=_("As on the paper. Leave empty if there is none."))
    currency = forms.ChoiceField(label=_("Currency"), choices=[("THB", "THB, baht"), ("USD", "USD, dollar")])
    on = DateBoxes(label=_("Date of the paper"), past=True)
    kind = forms.ChoiceField(label=_("What kind?"), choices=KINDS, widget=Choices(hints=HINTS))
    told = forms.ChoiceField(label=_("Was she told why?"), choices=YES_NO, widget=Tiles, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages on the paper"),
        choices=[("th", _("Thai")), ("my", _("Burmese")), ("en", _("English"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    story = forms.CharField(label=_("What happened"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    about = forms.BooleanField(
        label=_("The date is about right, not exact"),
        help_text=_("Say so when it was guessed."),
        required=False,
    )


WRONG = {
    "amount": "3000 baht",
    "currency": "THB",
    "on_day": "31",
    "on_month": "2",
    "on_year": "2026",
    "story": "Paper given at the bridge, in Thai only. She did not understand it.",
}
WHO = {
    "name": "Phạm Thu Trang",
    "lang": "vi",
    "other_name": "Pham Thu Trang",
    "brief": "23, woman",
    "facts": ["Woman, 23", "Vietnamese, as she says", "Speaks Vietnamese, some English"],
    "reference": "H4K9TQ2M7C",
    "tags": [("now", _("Assistance under way")), ("done", _("Reasonable grounds"))],
    "safe": ["Text only, 18:00 to 20:00", "Say you are “from the clinic”"],
    "unsafe": ["No calls, no voicemail", "Not through her cousin. He knew the recruiter."],
    "safe_note": "Asked 5 March by Amina Hadi. Ask again after each move.",
    "safe_url": "#safe",
    "safe_line": "text only, 18:00 to 20:00.",
}
ROOMS = {
    "Overview": ["Overview"],
    "Person": ["Person"],
    "What happened": ["Interviews", "Screening", "Journey"],
    "Who may know": ["Consent", "Referrals"],
    "Who looked": ["Who looked"],
}
MENU = ["My work", "Cases", "Arrivals", "Referrals", "Beds", "Returns", "Directory"]


def links(words, current):
    """Entries of a menu whose words lead nowhere."""
    return [{"label": word, "url": f"#{word.lower().replace(' ', '-')}", "current": word == current} for word in words]


def groups(words, current):
    """Groups of rooms that lead nowhere."""
    found = [{"label": word, "url": "#", "rooms": links(inside, current)} for word, inside in words.items()]
    return [{**group, "current": any(room["current"] for room in group["rooms"])} for group in found]


def events(now):
    """Lines of a timeline."""
    asked = {"text": "Mission asked a question:", "quote": "Could we have a photo of the old passport?"}
    return [
        {"at": now, "kind": "half", "text": "Second sitting began. Interpreter by phone, agreed by her."},
        {"at": now - timedelta(hours=26), "kind": "decide", **asked},
        {"at": now - timedelta(days=4), "kind": "done", "text": "Triage at the bridge.", "by": "Noor Khalid"},
    ]


def looks(now):
    """Who looked."""
    emergency = {"who": "Noor Khalid, caseworker", "what": "Emergency look", "word": "Reason given"}
    return [
        {"who": "You", "what": "Overview", "at": now},
        {"who": "Lina Tran, mission", "what": "Referral page", "at": now - timedelta(hours=3)},
        {"at": now - timedelta(days=2), "kind": "decide", **emergency},
    ]


def conflict(now):
    """Two versions of one page."""
    return {
        "theirs_by": "Noor Khalid",
        "theirs_at": now - timedelta(minutes=2),
        "mine_at": now,
        "merged": 4,
        "version": 13,
        "fields": [
            {
                "name": "stay",
                "label": "How long in the first compound",
                "mine": "4 July to mid October, 3 months",
                "theirs": "4 July to end of September, under 3 months",
                "keep": "mine",
            },
            {
                "name": "price",
                "label": "Price of the sale",
                "mine": "60,000 CNY",
                "theirs": "80,000 CNY",
                "both": True,
            },
        ],
    }


ANSWERS = [
    {"label": _("Kind"), "value": _("Fine"), "url": "#kind"},
    {"label": _("Amount"), "value": "3,000 THB", "url": "#amount"},
    {"label": _("Date"), "value": date(2026, 3, 4), "url": "#date"},
]
STEPS = [{"label": _("Start a case"), "url": "#start"}, {"label": _("See your cases"), "url": "#cases"}]
CHIPS = [
    {"label": _("All open"), "url": "#all", "current": True},
    {"label": _("Late"), "url": "#late", "count": 38, "kind": "late"},
    {"label": _("Needs a decision"), "url": "#decide", "count": 12, "kind": "decide"},
]


def example():
    """Everything the page shows."""
    now = timezone.now()
    form = PartsForm(WRONG)
    form.is_valid()
    return {
        "me": "Amina Hadi",
        "place": "Moei Crossing Team",
        "nav": links(MENU, "Cases"),
        "demo": True,
        "session_ends_at": now + timedelta(minutes=15),
        "form": form,
        "who": WHO,
        "rooms": groups(ROOMS, "Screening"),
        "conflict": conflict(now),
        "answers": ANSWERS,
        "now": now,
        "withheld": WITHHELD,
        "empty_list": [],
        "steps": STEPS,
        "chips": CHIPS,
        "events": events(now),
        "looks": looks(now),
    }


@login_not_required
@require_safe
def parts(request, template="parts.html"):
    """Every part once. Nothing on it is real, so it needs no sign-in; it does not exist outside demo mode."""
    return render(request, template, example() | {"covered": "covered" in request.GET})

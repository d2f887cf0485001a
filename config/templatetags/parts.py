"""The small words templates are made of: tags, labels, dates, case numbers, covered names.

Rules of the look: a state is a word and a shape, never a colour alone; dates are "10 March 2026" and
in dense tables "10 Mar 12:04", in the reader's own time zone; a case number stands in groups
(issue 2, item 9).
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.translation import gettext as _

register = template.Library()


def is_mark(value):
    """True for what carries its own markup without being text: a withheld value keeps its mark."""
    return hasattr(value, "__html__") and not isinstance(value, str)


# A kind of state -> the shape drawn beside its word. The kind also names the colour.
SHAPES = {
    "done": "done",
    "now": "half",
    "half": "half",
    "todo": "todo",
    "late": "late",
    "soon": "wait",
    "wait": "wait",
    "stop": "stop",
    "decide": "decide",
    "bar": "bar",
}


@register.filter
def shape(kind):
    """Shape of a kind of state; an unknown kind is drawn as not begun."""
    return SHAPES.get(kind, "todo")


@register.inclusion_tag("partials/tag.html")
def tag(kind, word):
    """The state of a thing: `{% tag "late" "4 days late" %}`."""
    return {"kind": kind, "word": word}


@register.inclusion_tag("partials/lab.html")
def lab(kind, word):
    """A state inside a sentence or a cell: `{% lab "done" "Confirmed" %}`."""
    return {"kind": kind, "word": word}


@register.filter
def grouped(reference):
    """A case reference in groups, 4-4-2: H4K9 TQ2M 7C."""
    if is_mark(reference):
        return reference
    text = str(reference or "")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


@register.filter(expects_localtime=True)
def short(moment):
    """`10 Mar 12:04` for dense tables, with the year once it is another year."""
    if is_mark(moment) or not moment:
        return moment or ""
    year = "" if moment.year == timezone.localdate().year else " Y"
    clock = " H:i" if isinstance(moment, datetime) else ""
    return date_format(moment, f"j M{year}{clock}")


@register.filter(expects_localtime=True)
def day(moment):
    """`10 March 2026`."""
    if is_mark(moment) or not moment:
        return moment or ""
    return date_format(moment, "j F Y")


@register.filter(expects_localtime=True)
def moment(value, inside=""):
    """`Today 11:40`, `8 March 14:02`, with another year named; `|moment:"inside"` within a sentence."""
    if is_mark(value) or not value:
        return value or ""
    today = timezone.localdate()
    on = value.date() if isinstance(value, datetime) else value
    names = (_("today"), _("yesterday")) if inside else (_("Today"), _("Yesterday"))
    near = {today: names[0], today - timedelta(days=1): names[1]}.get(on)
    words = near or date_format(on, "j F" if on.year == today.year else "j F Y")
    return f"{words} {date_format(value, 'H:i')}" if isinstance(value, datetime) else words


def initial(word):
    """First written letter of a word with the marks that belong to it."""
    end = 1
    while end < len(word) and unicodedata.category(word[end]).startswith("M"):
        end += 1
    return f"{word[:end]}."


@register.filter
def covered(name, is_covered):
    """The initials of a name while names are covered (for work in public places), else the name."""
    if not is_covered or not isinstance(name, str):
        return name
    return " ".join(initial(word) for word in name.split())


@register.filter(expects_localtime=True)
def recorded(value):
    """How a value reads on a page: nothing is "Not recorded", a withheld value keeps its one fixed mark."""
    if value is None or value in ("", [], ()):
        return format_html('<span class="quiet">{}</span>', _("Not recorded"))
    return _written(value)


def _written(value):
    """A value that exists, in words."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return date_format(value, "j F Y H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, (list, tuple)):
        return format_html_join(", ", "{}", ((recorded(part),) for part in value))
    return conditional_escape(value)


@register.filter
def differs(text, other):
    """A text with the words that the other version lacks underlined, for the page with two versions."""
    if not isinstance(text, str) or not isinstance(other, str):
        return recorded(text)
    mine, theirs = re.findall(r"\S+\s*", text), re.findall(r"\S+\s*", other)
    before, after = [word.strip() for word in theirs], [word.strip() for word in mine]
    pieces = []
    for kind, _start, _end, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        words = "".join(mine[start:end])
        if words:
            pieces.append((words, "") if kind == "equal" else ("", words))
    return format_html_join("", "{}{}", ((same, _underlined(new)) for same, new in pieces)) or recorded("")


def _underlined(words):
    """Words in <ins>, with the space after them outside."""
    bare = words.rstrip()
    return format_html("<ins>{}</ins>{}", bare, words[len(bare) :]) if bare else ""


@register.filter
def problems(form):
    """Each error of a form with the place it belongs to, for the summary at the top of a page."""
    found = [{"id": "", "text": text} for text in form.non_field_errors()]
    for field in form:
        place = getattr(field, "first_id", field.id_for_label)
        for text in field.errors:
            found.append({"id": "" if field.is_hidden else place, "text": _with_label(field, text)})
    return found


def _with_label(field, text):
    """The message with the name of its field; a label that asks needs no colon."""
    if field.is_hidden:
        return text
    between = " " if str(field.label).endswith(("?", ".")) else ": "
    return f"{field.label}{between}{text}"

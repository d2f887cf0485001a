"""What the pages say of a clock: how late it is, since when it runs, and what to do next."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.cases.overview import TIMED
from casework.cases.queries import MARKED
from referrals.clocks import queries
from referrals.clocks.codes import CLOCK_WORDS, DEPARTURE, DOCUMENT, NOTIFICATION, SCREENING
from screening.reviewing import FLAGS

# The room in which one goes on, what the line of My work is called, and what to do there.
NEXT = {
    SCREENING: ("screening_home", gettext_lazy("Screen this person"),
                gettext_lazy("Next: screen, or write down why it cannot be done.")),
    NOTIFICATION: ("consular_home", gettext_lazy("Ask about contact with the mission"),
                   gettext_lazy("Next: prepare the referral, or write down the person's no. No is an answer too.")),
    DOCUMENT: ("consular_home", gettext_lazy("The travel paper is late"),
               gettext_lazy("Next: ask the mission again, or take the next way.")),
    DEPARTURE: ("consular_home", gettext_lazy("The departure is late"),
                gettext_lazy("Next: ask the person what they want now, and see what holds it up.")),
}  # fmt: skip
SINCE = {
    SCREENING: gettext_lazy("The case was opened on %(day)s."),
    NOTIFICATION: gettext_lazy("The case was opened on %(day)s."),
    DOCUMENT: gettext_lazy("The mission was told on %(day)s."),
    DEPARTURE: gettext_lazy("The travel paper was issued on %(day)s."),
}
OUT = gettext_lazy("Out since %(day)s.")


def long(moment):
    """10 March 2026, as a day of UTC: a day that was written down has no hour."""
    return date_format(moment.astimezone(timezone.get_fixed_timezone(0)), "j F Y")


def days_late(days):
    """`5 days late`, or `Due today`."""
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days} if days else _("Due today")


def since(clock, started_at, released):
    """With which fact the clock began."""
    return (OUT if released else SINCE[clock]) % {"day": long(started_at)}


def line(row, reference=""):
    """One running clock as partials/clock.html takes it, from a dict of queries.LINE."""
    left = row["days"] - row["gone"]
    room = NEXT[row["clock"]][0]
    target = ngettext("%(days)s day allowed.", "%(days)s days allowed.", row["days"]) % {"days": row["days"]}
    return {
        "name": CLOCK_WORDS[row["clock"]],
        "url": reverse(room, args=[reference]) if reference else "",
        "kind": kind_of(row, left),
        "words": words_of(row, left),
        "share": min(100, max(0, row["gone"] * 100 // row["days"])),
        "rule": f"{since(row['clock'], row['started_at'], row['released'])} {target}",
    }


def kind_of(row, left):
    """The shape: late, nearly late, or under way."""
    if row["late"] is not None:
        return "late"
    return "wait" if left <= 3 else "half"


def words_of(row, left):
    """How late, or how many days are left."""
    if row["late"] is not None:
        return days_late(row["late"])
    return ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}


def flag(row):
    """A late clock in a few words, for a line of a list: `Release to screening: 5 days late`."""
    return f"{CLOCK_WORDS[row['clock']]}: {days_late(row['late'])}"


def on_case(case, user):
    """The strip on the overview of a case."""
    return [line(row, case.reference) for row in queries.of_case(case, user)]


def flags(cases, user):
    """{case key: words} for the late ones among the cases of a list."""
    return {key: flag(row) for key, row in queries.late_of(cases, user).items()}


def flag_of_text(text):
    """The same of `queries.latest_as_text`."""
    clock, days = text.split(":")
    return flag({"clock": clock, "late": int(days)})


def introduce():
    """Hangs the clocks on the pages of the floors below."""
    TIMED.append(on_case)
    FLAGS.append((queries.latest_as_text, flag_of_text))
    MARKED.append((queries.latest_as_text, flag_of_text))


def task(row):
    """The line of My work, from a row of casework.cases.waiting."""
    room, title, text = NEXT[row.code]
    return {
        "title": title,
        "url": reverse(room, args=[row.case.reference]),
        "text": f"{since(row.code, row.at, row.flag)} {text}",
        "kind": "late",
        "word": days_late(int(row.office)),
    }

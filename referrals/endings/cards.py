"""What the pages show of the ways on: four cards side by side, and one way with its list."""

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import allowed, readable
from accounts.policy import Group
from casework.cases.overview import missing
from referrals.endings.models import Ending, EndingStep, Way
from referrals.endings.steps import AFTER, BEFORE, BY_CODE, DURING, OF_KIND, WHEN
from referrals.endings.transitions import ENDING
from referrals.endings.words import ABOUT, tag_of
from referrals.returns.models import Return

FORWARD = ("ask", "agree", "advise", "grant", "appeal", "close")
OWN = ("advise", "agree")  # offered as long as they are still to be done
S = Ending.Status


def address(name, row, *more):
    """The address of a page of one way."""
    return reverse(name, args=[row.case.reference, row.pk, *more])


def ways_of(case, user, endings):
    """Four cards, in the order of the table and of no merit: [{way, label, about, tag, url, done, all, needs}]."""
    if Group.IMMIGRATION not in readable(case):
        return []
    rows = {}
    for row in sorted(endings, key=lambda row: (row.status in Ending.STANDING, row.noted_at)):
        rows[row.kind] = row
    counted = counts(rows.values())
    return [
        card_of_return(case, user) if way == Way.RETURN else card_of(case, user, way, rows.get(way.value), counted)
        for way in Way
    ]


def counts(rows):
    """{way on: steps that are done}, in one statement."""
    found: dict = {}
    done = EndingStep.objects.filter(ending__in=list(rows), done_on__isnull=False)
    for key in done.values_list("ending_id", flat=True):
        found[key] = found.get(key, 0) + 1
    return found


def card_of(case, user, way, row, counted):
    """One way that is no return."""
    begins = row is None or row.status not in Ending.STANDING
    may = begins and allowed(user, "ending.begin", case)
    return {
        "way": way.value,
        "label": way.label,
        "about": ABOUT[way],
        "tag": tag_of(row) if row else ("todo", _("Not begun")),
        "url": reverse("ending_detail", args=[case.reference, row.pk]) if row else "",
        "begin": reverse("ending_new", args=[case.reference, way.value]) if may else "",
        "done": counted.get(row.pk, 0) if row else 0,
        "whole": len(OF_KIND[way.value]) if row else 0,
        "needs": [item.label for item in OF_KIND[way.value]] if row is None else [],
    }


def card_of_return(case, user):
    """The return, as its own room has it; nobody is pushed to it."""
    row = Return.objects.filter(case=case).order_by("-noted_at").first()
    return {
        "way": Way.RETURN.value,
        "label": Way.RETURN.label,
        "about": ABOUT[Way.RETURN],
        "tag": (("now" if row.ended_at is None else "stop"), row.get_status_display())
        if row
        else ("todo", _("Not begun")),
        "url": room(case, user, "return_home", "return.list"),
        "begin": "",
        "done": 0,
        "whole": 0,
        "needs": [_("The person's own wish"), _("A risk assessment by somebody other than who books"),
                  _("Nationality, paper, penalties lifted"), _("Somebody who receives them")] if row is None else [],
    }  # fmt: skip


def room(case, user, name, action):
    """The address of another room for those who may go there, else ''."""
    try:
        return reverse(name, args=[case.reference]) if allowed(user, action, case) else ""
    except NoReverseMatch:
        return ""


def steps_of(row, user):
    """[(heading, [{step, label, tag, owner, …}])] of one way, in the order of the list."""
    rows = {step.code: step for step in EndingStep.objects.filter(ending=row).select_related("owner", "done_by")}
    may = row.status in Ending.STANDING and allowed(user, "ending.edit", row)
    groups: dict = {BEFORE: [], DURING: [], AFTER: []}
    for number, item in enumerate(OF_KIND[row.kind], 1):
        if item.code in rows:
            groups[item.when].append(line_of(row, rows[item.code], item, number, may))
    return [(WHEN[when], lines) for when, lines in groups.items() if lines]


def line_of(row, step, item, number, may):
    """One step as the page draws it."""
    late = step.done_on is None and step.due_on is not None and step.due_on < timezone.localdate()
    return {
        "row": step,
        "number": number,
        "label": item.label,
        "done": step.done_on is not None,
        "css": "is-done" if step.done_on else "is-stop" if late else "",
        "tag": ("done", _("Done")) if step.done_on else ("late", _("Late")) if late else ("todo", _("To do")),
        "owner": step.owner.display_name if step.owner else "",
        "edit": address("ending_item", row, step.pk) if may and step.done_on is None else "",
        "tick": address("ending_item_done", row, step.pk) if may else "",
    }


def label_of(step):
    """The words of a step."""
    return BY_CODE[step.ending.kind, step.code].label


def acts(row, user):
    """(the step that leads on with what is still missing for it or None, the other steps)."""
    made = {step.name: act(row, step) for step in ENDING.available(row, user)}
    order = [name for name in FORWARD if name in made and not done_already(row, name)]
    # what misses nothing comes first; with nothing ready, what must come first is said on the way to asking
    ready = [name for name in order if not made[name]["missing"]]
    first = next(iter(ready or order), None)
    return (made.pop(first) if first else None), list(made.values())


def done_already(row, name):
    """Advice and yes that still count are not asked for again, though they can be."""
    if name not in OWN:
        return False
    newer = row.decided_on is None or (row.advised_on is not None and row.advised_on >= row.decided_on)
    return row.advised_on is not None and newer if name == "advise" else row.agreed_on is not None


def act(row, step):
    """One step as a link."""
    return {
        "name": step.name,
        "label": step.label,
        "url": address("ending_step", row, step.name),
        "care": step.care,
        "form": bool(step.asks),
        "missing": missing(row, step),
    }

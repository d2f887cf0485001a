"""Why an outcome: plain sentences made from the result of the rule alone; the same record reads the same (S4)."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from screening.catalogue import ELEMENTS, HUB, catalogue

if TYPE_CHECKING:
    from screening.rule import Result

ELEMENT_WORDS = {"act": gettext_lazy("Act"), "means": gettext_lazy("Means"), "purpose": gettext_lazy("Purpose")}
LEVEL_WORDS = {
    "positive": gettext_lazy("threshold met"),
    "partial": gettext_lazy("something is there, threshold not met"),
    "none": gettext_lazy("no sign is present"),
}
# The line of the rule that fitted -> what it says.
DECIDED = {
    "1": gettext_lazy("The person was not screened. What was recorded is not used. Help does not depend on it."),
    "2": gettext_lazy("Every element that is needed reaches its threshold: a presumed victim of trafficking."),
    "3": gettext_lazy(
        "An element that is needed does not reach its threshold, and its part of the interview is not finished: more"
        " must be asked. What was not asked counts against nobody."
    ),
    "4 partial": gettext_lazy(
        "Every element that is needed has a sign, but not every one reaches its threshold: more must be asked."
    ),
    "4 received": gettext_lazy(
        "Means and purpose both reach their threshold. Whoever is received and held was brought there by an act that is"
        " only not told yet: more must be asked."
    ),
    "4 made to": gettext_lazy(
        "No means were told, but the person was made to do what they did, and that is itself a sign of means: more must"
        " be asked."
    ),
}
CONCERNED = gettext_lazy(
    "An element that is needed has no sign after its part was finished: not trafficked on present facts. There is a"
    " concern for protection, so help goes on."
)
UNCONCERNED = gettext_lazy(
    "An element that is needed has no sign after its part was finished, and there is no concern for protection. The"
    " person is informed, and the door stays open."
)


def present_in(result: "Result", keep):
    """Indicators that are present and that `keep`, in the order of the catalogue, whatever the order of the answers."""
    rows = catalogue(result.catalogue_version).values()
    return [row for row in rows if result.inputs.answers.get(row.code) == "present" and keep(row)]


def counted_in(result, element):
    """The indicators that were counted for one element, in the order of the catalogue."""
    if not result.inputs.screenable:
        return []
    return present_in(result, lambda row: row.element == element and row.strength_for(result.profile))


def neutral_in(result):
    """Neutral facts that were written down."""
    return present_in(result, lambda row: row.neutral) if result.inputs.screenable else []


def listed(rows):
    """Their labels in one line."""
    return "; ".join(str(row.words) for row in rows)


def who_it_is(result):
    """Adult or child, why, and what is therefore needed."""
    if result.profile == "adult":
        return _("The person is an adult: act, means and purpose are all needed.")
    ages = (result.inputs.age_at_screening, result.inputs.age_at_recruitment)
    if any(age is not None and age < 18 for age in ages):
        return _("The person is or was under 18: act and purpose are enough. Means and agreement play no part.")
    return _(
        "The age is in doubt, so the person is treated as a child: act and purpose are enough. Means and agreement"
        " play no part."
    )


def of_element(result, element, signs):
    """Level, counts and, with `signs`, the signs behind them."""
    strong, medium, weak = result.counts[element]
    words = {
        "element": ELEMENT_WORDS[element],
        "level": LEVEL_WORDS[result.levels[element]],
        "strong": strong,
        "medium": medium,
        "weak": weak,
        "signs": listed(counted_in(result, element)),
    }
    if not words["signs"]:
        return _("%(element)s: %(level)s.") % words
    if not signs:
        return _("%(element)s: %(level)s. %(strong)d strong, %(medium)d medium, %(weak)d weak.") % words
    return _("%(element)s: %(level)s. %(strong)d strong, %(medium)d medium, %(weak)d weak: %(signs)s.") % words


def decided(result):
    """Which line of the rule fitted."""
    if result.line == "5":
        return str(CONCERNED if result.outcome == "vulnerable_not_trafficked" else UNCONCERNED)
    return str(DECIDED[result.line])


def besides(result):
    """What plays no part, and what starts at once."""
    if result.profile == "adult" and any(result.counts["means"]):
        yield _("Means were used. What the person agreed to, or knew, plays no part.")
    if neutral := neutral_in(result):
        yield _("Written down, and counted neither up nor down: %(facts)s.") % {"facts": listed(neutral)}
    if result.reasonable_grounds:
        yield _("There are reasonable grounds: protection and the steps against punishment start now.")
    elif result.inputs.answers.get(HUB) == "present":
        yield _("The person left a known hub: protection is presumed.")
    elif result.protection_presumed:
        yield _("The person or their lawyer says that they were trafficked: protection is presumed.")


def sentences(result, signs=True) -> list[str]:
    """The explanation, sentence by sentence, in the reader's language; without `signs` for a page that lists them."""
    elements = [of_element(result, element, signs) for element in ELEMENTS] if result.inputs.screenable else []
    versions = {"rule": result.rule_version, "catalogue": result.catalogue_version}
    return [
        who_it_is(result),
        *elements,
        decided(result),
        *besides(result),
        _("Rule version %(rule)d, catalogue version %(catalogue)d.") % versions,
    ]

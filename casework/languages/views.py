"""Pages of the languages: what is still a draft, and the texts of one language beside the English."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import refuse
from accounts.editing import add_errors
from accounts.forms import PlainWords
from accounts.organisations.editing import row_or_404
from accounts.pages import page
from accounts.policy import may
from casework.languages import actions, wording
from casework.languages.models import LanguageLead


def named():
    """(tag, name) of each language that anything is written in."""
    return [(tag, wording.names().get(tag, tag)) for tag in wording.tags()]


class LeadForm(PlainWords, forms.Form):
    """Who looks after which language."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=named)
    username = forms.CharField(
        label=gettext_lazy("User name of a colleague"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("Somebody who speaks the language from home and knows this work."),
    )


def must(request, action):
    """Refuses somebody whose roles do not allow it: 404 for those who may not know of these pages."""
    if not may(request.user, action):
        seen = may(request.user, "language.view")
        refuse(request.user, action, "languages", request.resolver_match.url_name, seen)


def counted(found, read):
    """How many of these texts are reviewed, and how many drafts."""
    reviewed = sum((piece.what, piece.digest) in read for piece in found)
    return {"all": len(found), "reviewed": reviewed, "drafts": len(found) - reviewed}


def lines(user):
    """One line a language: its name, the counts, and who looks after it."""
    held = list(wording.reviews(*wording.tags()).values_list("language", "what", "digest"))
    leads = list(LanguageLead.objects.standing().select_related("user", "user__organisation"))
    found = []
    for tag in wording.tags():
        read = {(what, digest) for language, what, digest in held if language == tag}
        named = [lead for lead in leads if lead.language == tag]
        found.append(
            {
                "tag": tag,
                "name": wording.names().get(tag, tag),
                "leads": [of_lead(lead, user) for lead in named],
                **counted(wording.pieces(tag), read),
            }
        )
    return found


def of_lead(lead, user):
    """A lead with their office, and whether this reader may end it."""
    own = lead.user.organisation_id == user.organisation_id
    return {
        "pk": lead.pk,
        "name": lead.user.display_name,
        "office": lead.user.organisation.name,
        "may_end": own and may(user, "language.lead"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def language_list(request):
    """The languages with their drafts; those who lead people name somebody to look after one."""
    must(request, "language.view")
    form = LeadForm(request.POST or None) if may(request.user, "language.lead") else None
    if request.method == "POST":
        must(request, "language.lead")
        if form.is_valid():
            try:
                actions.name_lead(**form.cleaned_data, by=request.user)
                messages.success(request, _("Saved."))
                return HttpResponseRedirect(reverse("language_list"))
            except ValidationError as error:
                add_errors(form, error)
    status = 422 if form is not None and form.errors else 200
    template = "casework/languages/language_list.html"
    return page(request, template, status=status, form=form, languages=lines(request.user))


@require_POST
def language_lead_end(request, pk):
    """Somebody no longer looks after a language."""
    must(request, "language.lead")
    lead = row_or_404(LanguageLead.objects.standing().select_related("user"), pk)
    try:
        actions.end_lead(lead, by=request.user)
        messages.success(request, _("Ended. What was read stays reviewed."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(reverse("language_list"))


def chosen_part(request, tag):
    """The group of texts that the address names, else the first that this language has."""
    held = dict.fromkeys(piece.part for piece in wording.pieces(tag))
    asked = request.GET.get("part", "")
    return asked if asked in held else next(iter(held))


@require_http_methods(["GET", "HEAD", "POST"])
def language_detail(request, tag):
    """The texts of one language beside the English; its lead sets them reviewed, one by one or all that are shown."""
    must(request, "language.view")
    if tag not in wording.tags():
        raise Http404
    part = chosen_part(request, tag)
    if request.method == "POST":
        return change(request, tag, part)
    rows = {(row.what, row.digest): row for row in wording.reviews(tag).select_related("reviewed_by")}
    texts = [{"piece": p, "review": rows.get((p.what, p.digest))} for p in wording.pieces(tag) if p.part == part]
    return page(
        request,
        "casework/languages/language_detail.html",
        tag=tag,
        name=wording.names().get(tag, tag),
        part=part,
        parts=chips(tag, part, set(rows)),
        texts=texts,
        drafts=sum(text["review"] is None for text in texts),
        leads=actions.leads(request.user, tag),
    )


def chips(tag, part, read):
    """The groups of texts with how many drafts each still has."""
    found = []
    for code, words in wording.parts():
        own = [piece for piece in wording.pieces(tag) if piece.part == code]
        if own:
            found.append({"code": code, "label": words, "current": code == part, **counted(own, read)})
    return found


def change(request, tag, part):
    """Sets what was ticked off reviewed, or one text back to a draft; the page then shows the same group."""
    try:
        if "back" in request.POST:
            actions.take_back(tag, request.POST["back"], by=request.user)
            messages.success(request, _("A draft again."))
        else:
            count = actions.review(tag, read_by(request.POST), by=request.user)
            said = ngettext("%(count)s text is reviewed now.", "%(count)s texts are reviewed now.", count)
            messages.success(request, said % {"count": count})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(f"{reverse('language_detail', args=[tag])}?part={part}")


def read_by(posted):
    """(what, digest) of the texts that somebody says they have read: one, or all that stood on the page."""
    seen = [tuple(text.partition(" ")[::2]) for text in posted.getlist("seen")]
    return {(what, digest) for what, digest in seen if "all" in posted or what == posted.get("one")}

"""What somebody may be told about by mail. The kind decides which updates are one mail; no mail says which it was."""

from django.utils.translation import gettext_lazy as _

# Code: what happened, for those who run the site. A room that tells somebody something adds its row here.
KINDS = {
    "glass": _("Somebody opened a case of your team in an emergency"),
    "offer": _("A case was offered to you"),
    "todo": _("A to-do was given to you"),
    "review": _("An outcome waits for your review"),
    "reviewed": _("An outcome of yours was reviewed"),
    "second_look": _("An outcome waits for a second supervisor"),
    "conflict": _("An administrator kept somebody away from a case of your team"),
    "named": _("A colleague of a partner named you to look at one record"),
    "referral": _("A referral came in"),
    "referral_answer": _("A referral was answered"),
    "question": _("A question came in about a referral"),
    "fear": _("A fear of the own state was written down, or is to be lifted"),
    "access_ended": _("Access to a referral ended"),
    "share": _("Something that is shared with you was changed"),
    "danger": _("Somebody acted on a danger to life without asking the person"),
    "consent_ended": _("A consent ended or was taken back"),
    "file": _("A file could not be kept"),
    "not_seen": _("Somebody in detention was not seen on the day of a visit"),
    "demand": _("An authority asked for something"),
    "sought": _("A mission sent in a report or a list"),
    "directory": _("Entries of the directory are to be asked about again"),
    "bed": _("Something about a bed was asked or answered"),
    "custody": _("Somebody is held in custody"),
    "child_placed": _("A child was given a bed"),
    "return": _("Something about a way home was planned, stopped or suspended"),
}

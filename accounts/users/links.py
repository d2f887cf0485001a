"""The link with which somebody chooses a password: one use, PASSWORD_RESET_TIMEOUT seconds."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse


def invitation_path(user):
    """Path of the page where `user` chooses a password. Whoever has it can take the account: mail it,
    never log it."""
    key = default_token_generator.make_token(user)
    return reverse("invitation", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})

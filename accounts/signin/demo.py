"""The demo accounts of the sign-in page: those that `manage.py demo` wrote down, and no other."""

import json

from django.conf import settings

from accounts.codes import label
from accounts.users.models import User


def demo_names():
    """User names in var/demo.json, in its order; none where there is no such file."""
    path = settings.STATE_DIR / "demo.json"
    if not path.exists():
        return []
    return [account["username"] for account in json.loads(path.read_text(encoding="utf-8")).get("accounts", [])]


def demo_accounts():
    """What the sign-in page offers: user name, name, role and organisation of each demo account."""
    names = demo_names()
    users = {user.username: user for user in User.objects.with_standing().filter(username__in=names, is_active=True)}
    return [
        {
            "username": user.username,
            "name": user.display_name,
            "role": ", ".join(str(label("user_roles", role)) for role in user.role_codes),
            "organisation": user.organisation.name,
        }
        for user in (users[name] for name in names if name in users)
    ]


def demo_user(username):
    """The demo account of that name, or None."""
    return (
        User.objects.with_standing().filter(username=username, is_active=True).first()
        if username in demo_names()
        else None
    )

"""What happens once a transaction stands: mails, messages to the worker, tidying up."""

from django.db import transaction


def afterwards(function, *given):
    """Calls `function(*given)` after the commit, at once where there is no transaction. What goes wrong there is logged
    and harms neither the answer nor what else was to happen.

    A function of our own on purpose: for a `functools.partial` Django's own robust hook fails while it logs the failure
    (it asks for a __qualname__), and a mail server that is down would answer 500 for what is saved.
    """

    def call():
        function(*given)

    transaction.on_commit(call, robust=True)

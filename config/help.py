"""Access and help: one page in plain words, open to everybody."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def show_help(request):
    """How to leave, work by keyboard, and whom to ask."""
    return render(request, "help.html")

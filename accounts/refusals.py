"""One answer where a posted form, or a file in it, is not taken: 422, as a page for people and as a problem document
for who asks for one (RFC 9457; design/interfaces.md)."""

from django.http import JsonResponse

from accounts.problems import sendable

HTML, PROBLEM = "text/html", "application/problem+json"
TYPES = [HTML, PROBLEM, "application/json"]


def as_problem(request, form):
    """The refusal as a problem document, or None for who is shown the page."""
    wanted = request.get_preferred_type(TYPES)
    if form.is_valid() or wanted in (HTML, None):
        return None
    errors = {"" if name == "__all__" else name: list(said) for name, said in form.errors.items()}
    title = " ".join(said for sentences in errors.values() for said in sentences)
    body = {"type": "about:blank", "title": title, "status": 422, "errors": sendable(errors)}
    return JsonResponse(body, status=422, content_type=PROBLEM)

"""What the framework cannot see for the OpenAPI schema: addresses whose last word decides what is sent.

A workflow's steps share one address pattern and one view, and so do the kinds of rows around a person. Here each gets
an address of its own, with its own body and its own operation id.
"""

from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from accounts.api import LIMIT, MOST, PolicyViewSet, texts
from accounts.codes import choices

# what the settings name as enumerations
LANGUAGES, COUNTRIES, ORGANISATIONS = choices("languages"), choices("countries"), choices("organisation_types")
ONCE = OpenApiParameter(
    "Idempotency-Key", str, OpenApiParameter.HEADER, required=True, description="Your own value, once for each row."
)
SEEN = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag of the version you change."
)
HEADERS = {"create": [ONCE], "partial_update": [SEEN], "destroy": [SEEN]}
PLACE = [
    OpenApiParameter("cursor", str, description="`next` of the answer before."),
    OpenApiParameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT}),
]


@lru_cache(maxsize=8)
def whole(_language):
    """The schema in one language. Making it takes a second, and it is the same for everybody."""
    return SchemaGenerator().get_schema(request=None, public=True)


class MadeOnce(SchemaGenerator):
    """What the address of the schema uses: made once in each process."""

    def get_schema(self, request=None, public=False):
        """The kept one, whoever asks."""
        return whole(get_language())


class Schema(AutoSchema):
    """Asks the view for the body of a step, the filters of a list, and the key that names what a new row hangs on."""

    def get_operation_id(self):
        """A step is called by its name."""
        name = super().get_operation_id()
        return name.removesuffix("_create") if hasattr(self.view, "told_step") else name

    def get_override_parameters(self):
        """The headers that writing needs, and the parameters of a list."""
        if not isinstance(self.view, PolicyViewSet):
            return []
        if self.view.action == "list":
            filters = self.view.allowed_filters.items()
            chosen = [OpenApiParameter(name, str, enum=sorted(codes) if codes else None) for name, codes in filters]
            return PLACE + chosen
        return HEADERS.get(self.view.action, [])

    def get_request_serializer(self):
        """The body of a step; of a new row, with its parent; else what the view says."""
        view = self.view
        if hasattr(view, "told_step"):
            return view.bodies()[view.told_step]
        serializer = super().get_request_serializer()
        parent = getattr(view, "hangs_on", "")
        return with_parent(serializer, parent) if parent and view.action == "create" else serializer

    def _get_paginator(self):
        return Page() if isinstance(self.view, PolicyViewSet) else super()._get_paginator()


class Page:
    """The shape of a list, as the framework asks a paginator for it."""

    def get_paginated_response_schema(self, rows):
        """The rows and the cursor of the next page."""
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {"results": rows, "next": {"type": "string", "nullable": True}},
        }

    def get_schema_operation_parameters(self, view):
        """Those of the list are in `get_override_parameters`."""
        return []


def with_parent(serializer, name):
    """The serializer with one more text: the number of the case that the row is made for."""
    kind = type(serializer)
    meta = type("Meta", (kind.Meta,), {"fields": list(dict.fromkeys([name, *kind.Meta.fields]))})
    parent = serializers.CharField(max_length=20)
    return type(f"New{kind.__name__}", (kind,), {"Meta": meta, name: parent})()


def step_body(noun, step):
    """The texts that a step asks for, or None for a step without a body."""
    title = "".join(word.title() for word in f"{noun}_{step.name}".split("_"))
    return texts(title, *step.asks, words=str(step.label))() if step.asks else None


def addresses_apart(endpoints, **options):
    """PREPROCESSING_HOOKS of drf-spectacular: one address for each step and each kind instead of a pattern."""
    return [each for endpoint in endpoints for each in apart(*endpoint)]


def apart(path, regex, method, callback):
    """The endpoint itself, or one for each value of each part of its address that the view takes apart."""
    view = getattr(callback, "cls", None)
    for part, values in getattr(view, "parts", dict)().items():
        if f"{{{part}}}" in path:
            for value, changes in values.items():
                yield from apart(path.replace(f"{{{part}}}", value), regex, method, narrowed(callback, changes))
            return
    yield path, regex, method, callback


def narrowed(callback, changes):
    """The same view for one value only. Nobody calls it: the generator reads what hangs on it."""

    def described(request, *args, **kwargs):
        return callback(request, *args, **kwargs)

    copy: Any = described
    copy.cls = type(callback.cls.__name__, (callback.cls,), {"__doc__": callback.cls.__doc__, **changes})
    copy.initkwargs, copy.actions = callback.initkwargs, callback.actions
    copy.csrf_exempt = True
    return copy

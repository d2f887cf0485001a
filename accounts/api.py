"""The API's own furniture: serializers that withhold and viewsets that name the action, nothing else (wall 4)."""

from typing import Any

from django.core.exceptions import ValidationError as Invalid
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers, status, viewsets
from rest_framework.response import Response

from accounts import cursors
from accounts.access import fetch, readable, writable
from accounts.pages import group_named
from accounts.performing import Stale
from accounts.problems import PreconditionNeeded, problem
from accounts.replay import once

LIMIT, MOST = 25, 200


class PolicySerializer(serializers.ModelSerializer):
    """Lists its fields; a field outside the reader's groups is absent, not null (section 4 of the rules)."""

    def to_representation(self, instance):
        """Only what this reader may read of this row."""
        groups = readable(instance)
        model = type(instance)
        whole = super().to_representation(instance)
        open_to = groups | {None}
        return {name: value for name, value in whole.items() if self.group(model, name) in open_to}

    def group(self, model, name):
        """Field group of one key; None for keys that hold rows of their own or nothing of the row."""
        field = self.fields[name]
        if isinstance(field, (serializers.BaseSerializer, serializers.SerializerMethodField)):
            return None
        group = group_named(model, field.source)
        if group is None:
            raise exceptions.APIException(f"{model.__name__}.{name} names no field group")
        return group

    def to_internal_value(self, data):
        """400 for keys this resource does not have, or that this person may not write on this row (S-29)."""
        known = {name for name, field in self.fields.items() if not field.read_only}
        if self.instance is not None:
            allowed, model = writable(self.instance), type(self.instance)
            known = {name for name in known if group_named(model, self.fields[name].source) in allowed}
        sent = data if isinstance(data, dict) else {}
        wrong = {name: [_("This cannot be set here.")] for name in sent if name not in known}
        if wrong:
            raise exceptions.ValidationError(wrong)
        return super().to_internal_value(data)


def tag(row):
    """The ETag of a row: its version."""
    return f'"{row.version}"' if hasattr(row, "version") else f'"{row.pk}"'


def expected_version(request):
    """The version in If-Match. 428 without one, 400 for what is no version."""
    text = request.headers.get("If-Match", "").strip()
    if not text:
        raise PreconditionNeeded(_("Send If-Match with the ETag of the version you change."))
    number = text.removeprefix("W/").strip('"')
    if not number.isdecimal():
        raise exceptions.ValidationError({"If-Match": [_("Send the ETag exactly as you received it.")]})
    return int(number)


def given(data, names):
    """The fields of a step. 400 for anything else in the body."""
    if not isinstance(data, dict) or set(data) - set(names):
        raise exceptions.ValidationError({"": [_("This step takes: %(names)s.") % {"names": ", ".join(names) or "{}"}]})
    return dict(data)


class PolicyViewSet(viewsets.GenericViewSet):
    """Read, create, change and step one kind of row. Subclasses name model, noun, workflow and the four actions."""

    model: Any = None
    noun = ""
    workflow: Any = None
    allowed_filters: dict[str, set | None] = {}
    filterset_fields: list[str] = []

    def get_queryset(self):
        """All rows; `fetch` and `page_of` cut them down."""
        return self.model.objects.all()

    def row(self, action):
        """The row of the address, for `noun.action`."""
        name = self.lookup_url_kwarg or self.lookup_field
        return fetch(
            self.model,
            self.request.user,
            f"{self.noun}.{action}",
            queryset=self.get_queryset(),
            **{self.lookup_field: self.kwargs[name]},
        )

    def query(self):
        """{filter: value} of the address. 400 for a filter or a value nobody listed (S-46)."""
        given = {name: value for name, value in self.request.query_params.items() if name not in ("cursor", "limit")}
        wrong = {name: [_("Unknown filter.")] for name in given if name not in self.allowed_filters}
        for name, value in given.items():
            codes = self.allowed_filters.get(name)
            if codes is not None and value not in codes:
                wrong[name] = [_("Unknown value.")]
        if wrong:
            raise exceptions.ValidationError(wrong)
        return given

    def bounds(self):
        """(place in the list, rows wanted). 400 for a forged cursor or a limit outside 1 to 200."""
        try:
            after = cursors.read(self.request.query_params.get("cursor", ""))
        except Invalid as error:
            raise exceptions.ValidationError(error.message_dict) from error
        text = self.request.query_params.get("limit", str(LIMIT))
        if not text.isdecimal() or not 1 <= int(text) <= MOST:
            raise exceptions.ValidationError({"limit": [_("Choose a number from 1 to 200.")]})
        return after, int(text)

    def shown(self, row, code=status.HTTP_200_OK):
        """One row with its ETag."""
        return Response(self.get_serializer(row).data, status=code, headers={"ETag": tag(row)})

    def retrieve(self, request, *args, **kwargs):
        """One row."""
        return self.shown(self.row("view"))

    def create(self, request, *args, **kwargs):
        """A new row, once for each Idempotency-Key."""
        sent = self.get_serializer(data=request.data)
        sent.is_valid(raise_exception=True)
        key, made = once(request, lambda: self.make(sent.validated_data))
        row = fetch(self.model, request.user, f"{self.noun}.view", queryset=self.get_queryset(), pk=key)
        return self.shown(row, status.HTTP_201_CREATED if made else status.HTTP_200_OK)

    def partial_update(self, request, *args, **kwargs):
        """Changes the version named in If-Match; 412 with the current version when it has moved on (S-86)."""
        row = self.row("edit")
        version = expected_version(request)
        sent = self.get_serializer(row, data=request.data, partial=True)
        if row.version != version:
            return self.moved_on(row)
        sent.is_valid(raise_exception=True)
        try:
            self.change(row, sent.validated_data)
        except Stale:
            return self.moved_on(self.row("edit"))
        return self.shown(self.row("view"))

    def moved_on(self, row):
        """412: the version that stands now, as far as this reader may read it."""
        detail = _("Somebody saved this in the meantime. Nothing of yours was written; compare and send it again.")
        answer = problem(412, detail, current=self.get_serializer(row).data)
        answer["ETag"] = tag(row)
        return answer

    def step(self, request, step=None, **kwargs):
        """Takes one workflow step with its fields."""
        row = self.row("view")
        if self.workflow is None or step not in self.workflow.steps:
            raise exceptions.NotFound
        asks = self.workflow.steps[step].asks
        self.workflow.move(row, step, by=request.user, **given(request.data, asks))
        return self.shown(self.row("view"))

    def make(self, values):
        """The action that creates; returns the row."""
        raise exceptions.MethodNotAllowed("POST")

    def change(self, row, values):
        """The action that changes."""
        raise exceptions.MethodNotAllowed("PATCH")

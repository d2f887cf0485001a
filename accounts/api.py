"""The API's own furniture: serializers that withhold and viewsets that name the action, nothing else (wall 4)."""

from contextlib import ExitStack
from typing import Any

from django.core.exceptions import ValidationError as Invalid
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, serializers, status, viewsets
from rest_framework.permissions import SAFE_METHODS
from rest_framework.response import Response

from accounts import cursors, policy
from accounts.access import fetch, readable, writable
from accounts.acting import current
from accounts.audit.actions import record_refusal
from accounts.pages import group_named, group_on
from accounts.performing import Stale
from accounts.problems import PreconditionNeeded, problem
from accounts.replay import once
from accounts.requests import acting_by_token

LIMIT, MOST = 25, 200
DIGITS = 9  # int() refuses numbers of more than 4,300 digits, and no version or limit is this long
LONG = 4000  # characters


class PolicySerializer(serializers.ModelSerializer):
    """Lists its fields; a field outside the reader's groups is absent, not null (section 4 of the rules)."""

    def to_representation(self, instance):
        """Only what this reader may read of this row."""
        open_to = readable(instance) | {None}
        whole = super().to_representation(instance)
        return {name: value for name, value in whole.items() if self.group_on(instance, name) in open_to}

    def group_on(self, row, name):
        """The same for one row: a row whose content decides names its own groups."""
        group = self.group(type(row), name)
        return group and group_on(row, self.fields[name].source)

    def group(self, model, name):
        """Field group of one key; None for keys that hold rows of their own or nothing of the row."""
        field = self.fields[name]
        if isinstance(field, (serializers.BaseSerializer, serializers.SerializerMethodField)):
            return None
        group = group_named(model, field.source)
        if group is None:
            raise exceptions.APIException(f"{model.__name__}.{name} names no field group")
        return group

    def groups_shown(self, row):
        """Field groups this reader is shown of a row through this serializer: what the read log says of a list."""
        return {self.group_on(row, name) for name in self.fields} & readable(row)

    def to_internal_value(self, data):
        """400 for keys this resource does not have, or that this person may not write on this row (S-29)."""
        known = {name for name, field in self.fields.items() if not field.read_only}
        if self.instance is not None:
            allowed, row = writable(self.instance), self.instance
            known = {name for name in known if group_on(row, self.fields[name].source) in allowed}
        sent = data if isinstance(data, dict) else {}
        wrong = {name: [_("This cannot be set here.")] for name in sent if name not in known}
        if wrong:
            raise exceptions.ValidationError(wrong)
        return super().to_internal_value(data)


def tag(row):
    """The ETag of a row: its version."""
    return f'"{row.version}"' if hasattr(row, "version") else f'"{row.pk}"'


def whole_number(text):
    """The number somebody wrote, or None for what is none or is longer than any number here (S-77)."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None


def expected_version(request):
    """The version in If-Match. 428 without one, 400 for what is no version."""
    text = request.headers.get("If-Match", "").strip()
    if not text:
        raise PreconditionNeeded(_("Send If-Match with the ETag of the version you change."))
    number = whole_number(text.removeprefix("W/").strip('"'))
    if number is None:
        raise exceptions.ValidationError({"If-Match": [_("Send the ETag exactly as you received it.")]})
    return number


class Words(serializers.CharField):
    """A text of a step: valid Unicode without NUL, never a number or a list taken for text (S-77)."""

    default_error_messages = {"invalid": gettext_lazy("Write text here.")}

    def __init__(self, **options):
        super().__init__(**{"required": False, "allow_blank": True, "max_length": LONG, **options})

    def to_internal_value(self, data):
        """The text as it was sent, without spaces around it."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class StepFields(serializers.Serializer):
    """The texts a step asks for, by name."""

    names: tuple = ()

    def get_fields(self):
        """One text for each name."""
        return {name: Words() for name in self.names}


def texts(title, *names, words=""):
    """The serializer of a step that asks for these texts; `title` names it in the OpenAPI schema."""
    return type(f"{title}Step", (StepFields,), {"names": names, "__doc__": words})


def given(data, names):
    """The checked texts of a step. 400 for anything else in the body, and for what is no text."""
    if not isinstance(data, dict) or set(data) - set(names):
        raise exceptions.ValidationError({"": [_("This step takes: %(names)s.") % {"names": ", ".join(names) or "{}"}]})
    sent = texts("Any", *names)(data=data)
    sent.is_valid(raise_exception=True)
    return sent.validated_data


def size_asked(request):
    """How many rows are wanted. 400 for a limit outside 1 to 200."""
    limit = whole_number(request.query_params.get("limit", str(LIMIT)))
    if limit is None or not 1 <= limit <= MOST:
        raise exceptions.ValidationError({"limit": [_("Choose a number from 1 to 200.")]})
    return limit


class ActingView:
    """A view whose caller may be a machine: the transaction of its actor begins once the token is known (R-13).

    A person's began in the middleware, with their session. `steady` gives a machine one snapshot for all it reads.
    """

    steady = False

    def dispatch(self, request, *args, **kwargs):
        """The transaction ends, and what was looked at is recorded, before the answer leaves (A-03)."""
        with ExitStack() as self.stack:
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request, *args, **kwargs):
        """403 for a token that may only read and a method that does not (S-16)."""
        super().initial(request, *args, **kwargs)
        if request.auth is None:
            return
        if request.method not in SAFE_METHODS and not policy.may_write(request.user) and not self.only_reads():
            record_refusal(request.user, "client.write", "accounts.client", request.auth.application_id, "refused")
            raise exceptions.PermissionDenied
        self.stack.enter_context(acting_by_token(request, self.steady))

    def only_reads(self):
        """Whether a POST to this address stores nothing."""
        return False


class PolicyViewSet(ActingView, viewsets.GenericViewSet):
    """Read, create, change and step one kind of row. Subclasses name model, noun, workflow and the four actions.

    `listed_class` is the shorter serializer of lists: what a list shows of many people at once is kept small.
    """

    model: Any = None
    noun = ""
    workflow: Any = None
    listed_class: Any = None
    allowed_filters: dict[str, set | None] = {}
    filterset_fields: list[str] = []
    other_steps: dict[str, Any] = {}  # steps beside the workflow's: their serializer class, or None without a body
    hangs_on = ""  # the key by which a new row names its case, where that is no field of the row

    def get_queryset(self):
        """All rows; `fetch` and `page_of` cut them down."""
        return self.model.objects.all()

    def get_serializer_class(self):
        """The shorter one for lists, where there is one."""
        return self.listed_class if self.action == "list" and self.listed_class else super().get_serializer_class()

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
        return after, size_asked(self.request)

    def listed(self, rows, case_ids, after=None):
        """{"results", "next"}: the rows, each noted for the read log with the groups that this list shows of it."""
        current().action = f"{self.noun}.list"
        current().load_cases(case_ids)
        many = self.get_serializer(rows, many=True)
        for row, case_id in zip(rows, case_ids, strict=True):
            current().show(case_id, many.child.groups_shown(row))
        return Response({"results": many.data, "next": after})

    def shown(self, row, code=status.HTTP_200_OK):
        """One row with its ETag."""
        return Response(self.get_serializer(row).data, status=code, headers={"ETag": tag(row)})

    def shown_after(self, row):
        """The row as it stands after a change; 204 where the change took it out of the actor's own sight, as when a
        child protection officer records an adult: what was written stands, and there is nothing to show."""
        seen = self.get_queryset().permitted(self.request.user, f"{self.noun}.view").filter(pk=row.pk)
        if not seen.exists():
            return Response(status=status.HTTP_204_NO_CONTENT)
        return self.shown(self.row("view"))

    def retrieve(self, request, *args, **kwargs):
        """One row."""
        return self.shown(self.row("view"))

    def body(self):
        """The values of a new row; the Idempotency-Key is bound to all that was sent, also to what is no value."""
        return self.request.data

    def create(self, request, *args, **kwargs):
        """A new row, once for each Idempotency-Key."""
        sent = self.get_serializer(data=self.body())
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
        return self.shown_after(row)

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
        return self.shown_after(row)

    @classmethod
    def bodies(cls):
        """{step: serializer or None}: what each step takes, for the OpenAPI schema."""
        from accounts.schema import step_body

        steps = cls.workflow.steps.values() if cls.workflow else ()
        others = {name: body and body() for name, body in cls.other_steps.items()}
        return {step.name: step_body(cls.noun, step) for step in steps} | others

    @classmethod
    def parts(cls):
        """{part of the address: {value: attributes of the view}}: addresses that the schema describes one by one."""
        return {"step": {name: {"told_step": name} for name in cls.bodies()}}

    def make(self, values):
        """The action that creates; returns the row."""
        raise exceptions.MethodNotAllowed("POST")

    def change(self, row, values):
        """The action that changes."""
        raise exceptions.MethodNotAllowed("PATCH")

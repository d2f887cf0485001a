"""The paths that `bench` measures: name, and how to make it ready. Each has its floor and its check beside it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

from config.bench.doors import html_list, json_list
from config.bench.measuring import Race
from config.bench.offices import PERSONAS
from config.bench.reading import (
    STATUS,
    at_depth,
    counting,
    listing,
    one_case,
    policies,
    read_log,
    row_security,
    searching,
)
from config.bench.rule import evaluating
from config.bench.writing_paths import SAVE, SAVE_WITH_ACCESS, creating, importing, updating

SEEING = [name for name in PERSONAS if name != "nobody"]

PATHS: dict[str, Callable[[], AbstractContextManager[Race]]] = {
    **{f"list:{name}": partial(listing, name) for name in PERSONAS},
    **{f"list:{name}:status": partial(listing, name, **STATUS) for name in PERSONAS},
    **{f"security:{name}": partial(row_security, name) for name in SEEING},
    **{f"policies:{name}": partial(policies, name) for name in SEEING},
    **{f"count:{name}": partial(counting, name) for name in PERSONAS},
    **{f"count:{name}:status": partial(counting, name, **STATUS) for name in PERSONAS},
    **{f"depth:{name}": partial(at_depth, name) for name in SEEING},
    "detail": partial(one_case, "coordinator"),
    "search": partial(searching, "coordinator"),
    "create": creating,
    "update": partial(updating, "urgency", ("soon", "usual"), SAVE),
    "update:status": partial(updating, "status", ("on_hold", "active_assistance"), SAVE_WITH_ACCESS),
    "update:language": partial(updating, "language", ("vie", "tha"), SAVE_WITH_ACCESS),
    "import": importing,
    "read-audit": partial(read_log, "coordinator"),
    "html-list": partial(html_list, "coordinator"),
    "json-list": partial(json_list, "coordinator"),
    "rule": evaluating,
}

"""Structured logs with allow-listed keys: no bodies, no parameters, no names (R-45)."""

import json
import logging
import logging.config
import sys
import time
import uuid
from contextvars import ContextVar

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
ALLOWED = ("status", "method", "route", "ms", "task", "kind", "actor", "event", "count")
log = logging.getLogger("casework.request")


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, a fixed message, the request id and the allowed keys.

    Arguments and exception texts are left out, because they can carry what somebody typed.
    """

    def format(self, record):
        """The line."""
        line = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname,
            "logger": record.name,
            "message": str(record.msg),
            "request": REQUEST_ID.get(),
        }
        line.update({key: record.__dict__[key] for key in ALLOWED if key in record.__dict__})
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["where"] = where(record.exc_info[2])
        return json.dumps({key: value for key, value in line.items() if value != ""}, default=str)


def where(trace):
    """The last places of a traceback as file:line, without locals and without the exception's text."""
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}:{code.co_name}")
        trace = trace.tb_next
    return places[-6:]


def configure(options):
    """LOGGING_CONFIG: everything to standard error as JSON lines; Django's own SQL and mail handlers stay off."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": {"()": "config.logs.JsonLines"}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "stream": sys.stderr}},
            "root": {"handlers": ["stderr"], "level": options.get("level", "INFO")},
            "loggers": {
                "django.db.backends": {"level": "ERROR"},
                "django.server": {"level": "ERROR"},
                "axes": {"level": "ERROR"},
            },
        }
    )


class RequestMiddleware:
    """Gives each request an id and writes one line for it: route pattern, never the path with its values."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = str(uuid.uuid4())
        token, began = REQUEST_ID.set(request.id), time.monotonic()
        try:
            response = self.get_response(request)
            match = getattr(request, "resolver_match", None)
            log.info(
                "request",
                extra={
                    "status": response.status_code,
                    "method": request.method,
                    "route": match.route if match else "",
                    "ms": round((time.monotonic() - began) * 1000),
                },
            )
            return response
        finally:
            REQUEST_ID.reset(token)

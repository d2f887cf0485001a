"""Reading what the API is sent."""

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class PlainJSONParser(JSONParser):
    """JSON. 400 also for what is nested deeper than anybody writes, where Python's reader gives up (S-77)."""

    def parse(self, stream, media_type=None, parser_context=None):
        """The value; ParseError for what is none."""
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError(_("This is nested too deeply.")) from error

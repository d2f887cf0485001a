"""A signature drawn on the screen: its strokes come as numbers and become a picture here, so that the web process never
opens a picture that somebody sent."""

import io
import math
import re
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

WIDTH, HEIGHT = 1000, 300  # the box, in the units of the strokes; static/js/sign.js counts in the same
MOST = 60_000  # letters
SHORTEST = 150  # units of line; a dot is no signature
INK, PAPER, PEN = (31, 42, 46), (255, 255, 255), 5
SENT = re.compile(r"\d{1,4},\d{1,4}(?:[ ;]\d{1,4},\d{1,4})*")


def strokes_of(drawn):
    """[[(x, y), ...], ...] of "x,y x,y;x,y x,y". ValidationError beside "upload" for anything else."""
    if len(drawn) > MOST or not SENT.fullmatch(drawn):
        raise ValidationError({"upload": _("The signature did not arrive. Sign again, or use paper.")})
    return [
        [(min(int(x), WIDTH), min(int(y), HEIGHT)) for x, y in (point.split(",") for point in stroke.split(" "))]
        for stroke in drawn.split(";")
    ]


def length_of(strokes):
    """How long the line is, in units of the box."""
    return sum(math.dist(*pair) for stroke in strokes for pair in pairwise(stroke))


def picture_of(drawn):
    """The signature as an upload (PNG). ValidationError for what is no signature."""
    from PIL import Image, ImageDraw

    strokes = strokes_of(drawn)
    if length_of(strokes) < SHORTEST:
        raise ValidationError({"upload": _("There is no signature yet. Sign in the box, or use paper.")})
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    for stroke in strokes:
        pen.line(stroke, fill=INK, width=PEN, joint="curve")
    held = io.BytesIO()
    image.save(held, "PNG")
    return SimpleUploadedFile("signature.png", held.getvalue(), "image/png")

"""Reads one file and writes it anew without metadata: a program of its own, because the file may be hostile.

    python -I cleaning.py check|clean TYPE < original > copy

It knows no secrets, gets no environment, imports no Django, and limits its own memory and time, so that a file which
breaks a decoder breaks nothing else. Exit status: 0 done, the codes of `Refused` below, anything else: not readable.
"""

import io
import re
import resource
import struct
import sys
import zlib
from contextlib import suppress

MEMORY = 1536 * 1024 * 1024  # bytes of address space
SECONDS = {"check": 20, "clean": 120}  # of processor time
MOST_PIXELS = 50_000_000
FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
SAVED = {"jpeg": {"quality": 90}, "png": {}, "webp": {"quality": 90}}
LOCKED, MANY_PIXELS, MORE_THAN_SOUND = 3, 4, 5


class Refused(Exception):
    """A file that can be read and is not taken; the argument is the exit status."""


# --- pictures -------------------------------------------------------------------------------------------------------


def read_picture(data, kind):
    """The decoded picture. Refused for too many pixels, before any is decoded; OSError for a damaged one."""
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(data), formats=[FORMATS[kind]])
    except Image.DecompressionBombError as error:
        raise Refused(MANY_PIXELS) from error
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused(MANY_PIXELS)
    picture.load()
    return picture


def write_picture(picture, kind):
    """The picture turned upright and encoded anew: pixels only, the first frame only."""
    from PIL import ImageOps

    if picture.mode.startswith("I"):  # 16 bits a pixel; convert() would cut and not scale
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    upright = ImageOps.exif_transpose(picture)
    clear = kind != "jpeg" and upright.has_transparency_data
    plain = upright.convert("RGBA" if clear else "L" if upright.mode in ("1", "L") else "RGB")
    plain.info = {}  # colour profile, comment and text would be written again
    copy = io.BytesIO()
    plain.save(copy, FORMATS[kind], **SAVED[kind])
    return copy.getvalue()


# --- PDF ------------------------------------------------------------------------------------------------------------

PAGE_KEYS = {"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Group", "/UserUnit"}
DROPPED = ("/Metadata", "/PieceInfo", "/Ref", "/OPI", "/AF", "/LastModified", "/StructParents", "/Thumb")


def read_pdf(data, kind):
    """The document. Refused for one with a password."""
    import pikepdf

    try:
        document = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as error:
        raise Refused(LOCKED) from error
    if not len(document.pages):
        raise ValueError
    return document


def write_pdf(document, kind):
    """A new document of the pages alone: no script, action, form, attached file, comment or metadata comes along."""
    import pikepdf

    with suppress(pikepdf.PdfError):
        document.generate_appearance_streams()
    document.flatten_annotations("all")  # what was written into a form stays to be seen
    fresh = pikepdf.new()
    for page in document.pages:
        fresh.pages.append(page)
    layers = document.Root.get("/OCProperties")
    if layers is not None:  # without them hidden layers would be shown
        fresh.Root.OCProperties = fresh.copy_foreign(document.make_indirect(layers))
    for page in fresh.pages:
        for name in set(page.obj.keys()) - PAGE_KEYS:
            del page.obj[name]
    for item in fresh.objects:
        scrub(item)
    copy = io.BytesIO()
    fresh.save(copy, deterministic_id=True)
    return copy.getvalue()


def scrub(item):
    """Takes metadata out of one object of a document, and out of the photo that it may be."""
    import pikepdf

    if not isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        return
    for name in DROPPED:
        if name in item:
            del item[name]
    if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
        scrub_photo(item)


def scrub_photo(item):
    """A photo inside a document keeps its pixels and loses what the camera wrote beside them."""
    import pikepdf

    filters = item.get("/Filter", [])
    filters = [str(name) for name in (filters if isinstance(filters, pikepdf.Array) else [filters])]
    raw = item.read_raw_bytes()
    if filters == ["/FlateDecode", "/DCTDecode"]:
        raw, filters = zlib.decompress(raw), filters[1:]
    if filters == ["/DCTDecode"]:
        item.write(bare_jpeg(raw), filter=pikepdf.Name.DCTDecode)
    elif filters == ["/JPXDecode"]:
        item.write(blank_boxes(raw, {b"uuid", b"xml ", b"uinf"}), filter=pikepdf.Name.JPXDecode)


MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
SEEN = {0xE0, 0xEE}  # JFIF and Adobe's colour transform: needed to show it. A document names its colours itself.


def bare_jpeg(data):
    """A JPEG without EXIF, comments, makers' notes, and whatever follows its end."""
    kept, at = [data[:2]], 2
    while found := MARKER.search(data, at):
        code, start = data[found.start() + 1], found.start()
        kept.append(data[at:start])
        if code == 0xD9:
            return b"".join([*kept, b"\xff\xd9"])
        at = start + 2 + int.from_bytes(data[start + 2 : start + 4], "big")
        if not (0xE0 <= code <= 0xEF and code not in SEEN) and code != 0xFE:
            kept.append(data[start:at])
    raise ValueError


# --- sound ----------------------------------------------------------------------------------------------------------

HOLDS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf", b"mvex", b"moof", b"traf"}
TIMES = {b"mvhd", b"tkhd", b"mdhd"}
SHOWS = {b"ftyp", b"styp", b"mdat", b"hdlr", b"smhd", b"dref", b"stsd", b"stts", b"ctts", b"stsc", b"stsz", b"stz2",
         b"stco", b"co64", b"stss", b"elst", b"sgpd", b"sbgp", b"trex", b"mfhd", b"tfhd", b"tfdt", b"trun", b"sidx",
         b"mehd"}  # fmt: skip


def boxes(data, start=0, end=None):
    """(kind, start, start of the content, end) of the boxes of an MP4 file between two places. ValueError for junk."""
    at, end = start, len(data) if end is None else end
    while at < end:
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", data, at + 8), 16
        size = size or end - at
        if size < head or at + size > end:
            raise ValueError
        yield kind, at, at + head, at + size
        at += size


def blank(data, start, inside, end):
    """Makes a box an empty space of the same length, so that no place in the file moves."""
    data[start + 4 : start + 8] = b"free"
    data[inside:end] = bytes(end - inside)


def blank_boxes(raw, kinds):
    """JPEG 2000 (the same boxes) without these kinds; a bare code stream is left as it is."""
    data = bytearray(raw)
    if data[4:8] == b"jP  ":
        for kind, start, inside, end in list(boxes(data)):
            if kind in kinds:
                blank(data, start, inside, end)
    return bytes(data)


def read_m4a(data, kind):
    """The file's bytes. Refused where a track is no sound; ValueError where there is none."""
    from mutagen.mp4 import MP4

    MP4(io.BytesIO(data))
    tracks = [data[inside + 8 : inside + 12] for kind, inside in heads(data) if kind == b"hdlr"]
    if any(track != b"soun" for track in tracks):
        raise Refused(MORE_THAN_SOUND)
    return bytearray(data)


def heads(data, start=0, end=None, within=b""):
    """(kind, start of the content) of all boxes that tell of tracks, however deep."""
    for kind, _start, inside, stop in boxes(data, start, end):
        if kind in HOLDS:
            yield from heads(data, inside, stop, kind)
        elif within == b"mdia":
            yield kind, inside


def write_m4a(data, kind):
    """Only what is needed to play stays: places, names, pictures and times of the recording become empty space."""
    strip(data, 0, len(data))
    return bytes(data)


def strip(data, start, end):
    """Blanks the boxes between two places that playing does not need."""
    for kind, begin, inside, stop in list(boxes(data, start, end)):
        if kind in HOLDS:
            strip(data, inside, stop)
        elif kind in TIMES:
            width = 16 if data[inside] == 1 else 8
            data[inside + 4 : inside + 4 + width] = bytes(width)
        elif kind == b"hdlr":
            data[inside + 24 : stop] = bytes(max(stop - inside - 24, 0))  # a name that a program gave the track
        elif kind not in SHOWS:
            blank(data, begin, inside, stop)


def read_mp3(data, kind):
    """The file's bytes. mutagen's error for what is no MP3."""
    from mutagen.mp3 import MP3

    sound = MP3(io.BytesIO(data)).info
    if sound is None or sound.sketchy:
        raise ValueError
    return data


def write_mp3(data, kind):
    """Without the tags before and after the sound."""
    from mutagen import apev2, id3

    copy = io.BytesIO(data)
    id3.delete(copy)
    with suppress(apev2.error):
        apev2.delete(copy)
    return copy.getvalue()


def read_ogg(data, kind):
    """The file's bytes. Refused where there is more than one stream, ValueError where it is no sound."""
    from mutagen.ogg import OggPage

    file, streams = io.BytesIO(data), []
    while file.tell() < len(data):
        page = OggPage(file)
        streams += [page.packets[0][:8]] if page.first else []
    if len(streams) != 1:
        raise Refused(MORE_THAN_SOUND)
    if not streams[0].startswith((b"OpusHead", b"\x01vorbis", b"Speex", b"\x7fFLAC")):
        raise ValueError
    return data


def write_ogg(data, kind):
    """Without the comments."""
    from mutagen import File

    copy = io.BytesIO(data)
    File(copy).delete(copy)
    return copy.getvalue()


# --- text -----------------------------------------------------------------------------------------------------------

MARKUP = re.compile(r"\s*<(!doctype|!--|\?xml|html|head|body|svg|script|iframe)", re.I)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def read_text(data, kind):
    """The text of UTF-8 or marked UTF-16. ValueError for anything else, and for pages of the web."""
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    if "\0" in text or MARKUP.match(text):
        raise ValueError
    return text


def write_text(text, kind):
    """UTF-8 with plain line ends and without control characters."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).encode()


KINDS = {
    **dict.fromkeys(FORMATS, (read_picture, write_picture)),
    "pdf": (read_pdf, write_pdf),
    "m4a": (read_m4a, write_m4a),
    "mp3": (read_mp3, write_mp3),
    "ogg": (read_ogg, write_ogg),
    "txt": (read_text, write_text),
}


def limit(verb):
    """Bounds this process. Where the system does not know a limit it goes without."""
    for what, most in (("RLIMIT_AS", MEMORY), ("RLIMIT_CPU", SECONDS[verb]), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0)):
        with suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, what), (most, most))


def main(verb, kind):
    """Checks or cleans standard input; returns the exit status."""
    limit(verb)
    read, write = KINDS[kind]
    try:
        found = read(sys.stdin.buffer.read(), kind)
        if verb == "clean":
            sys.stdout.buffer.write(write(found, kind))
    except Refused as error:
        return error.args[0]
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

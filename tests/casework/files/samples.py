"""Small files of every type that is taken, made here, with canaries where cameras and programs write what they know."""

import io
import struct
import zlib

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from mutagen import id3
from mutagen.ogg import OggPage
from PIL import Image

from casework.files.kinds import TYPES
from casework.files.scanning import TEST_FILE

CANARY = "Zzcanary"
PLACE = "+16.7137+098.5744/"  # where a phone says it was


def gps():
    """EXIF as a phone writes it: where, when, whose."""
    exif = Image.Exif()
    exif[0x010F] = f"{CANARY} phone"
    exif[0x0112] = 6  # lies on its side
    exif[0x8825] = {1: "N", 2: (16.0, 42.0, 49.3), 3: "E", 4: (98.0, 34.0, 27.8), 29: "2026:03:10"}
    return exif


def picture(kind="JPEG", size=(60, 40), **options):
    """An encoded picture, half red and half blue."""
    image = Image.new("RGB", size, (200, 0, 0))
    image.paste((0, 0, 200), (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def jpeg():
    return picture("JPEG", exif=gps(), comment=f"{CANARY} comment".encode(), icc_profile=f"{CANARY} profile".encode())


def png():
    from PIL.PngImagePlugin import PngInfo

    text = PngInfo()
    text.add_text("Author", f"{CANARY} author")
    return picture("PNG", pnginfo=text, exif=gps())


def webp():
    return picture("WEBP", exif=gps(), xmp=f"<x>{CANARY}</x>".encode())


def huge_png(width=20_000, height=20_000):
    """400 million pixels in half a megabyte."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer, body, line = zlib.compressobj(9), [], bytes(width // 8 + 1) * 100
    for _ in range(height // 100):
        body.append(packer.compress(line))
    data = b"".join([*body, packer.flush()])
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pdf(**options):
    """One page with a photo, a filled-in field, a script, an attached file, links and descriptions."""
    document = pikepdf.new()
    photo = document.make_stream(
        jpeg(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=60, Height=40,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    photo.Metadata = document.make_stream(f"<x>{CANARY}</x>".encode())
    page = document.add_blank_page(page_size=(200, 200))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=photo))
    page.Contents = document.make_stream(b"q 100 0 0 60 20 20 cm /Photo Do Q")
    page.obj.PieceInfo = pikepdf.Dictionary(Word=pikepdf.String(CANARY))
    look = document.make_stream(
        b"0 0 1 rg 0 0 20 20 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 20, 20]
    )
    act = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(f"app.alert('{CANARY}')"))
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[10, 150, 30, 170], F=4,
        AP=pikepdf.Dictionary(N=look), Contents=pikepdf.String(CANARY), A=act,
    )  # fmt: skip
    page.obj.Annots = pikepdf.Array([document.make_indirect(note)])
    page.obj.AA = pikepdf.Dictionary(O=act)
    document.Root.OpenAction = act
    document.attachments["secret.txt"] = f"{CANARY} attached".encode()
    document.docinfo["/Author"] = f"{CANARY} author"
    with document.open_metadata() as words:
        words["dc:title"] = f"{CANARY} title"
    out = io.BytesIO()
    document.save(out, compress_streams=False, **options)
    return out.getvalue()


def box(kind, *parts):
    data = b"".join(parts)
    return struct.pack(">I", 8 + len(data)) + kind + data


# What an AAC decoder is told: a descriptor of the stream, of the decoder, and of eight kilohertz on one channel.
SOUND = box(b"esds", bytes(4), bytes.fromhex("0319000100 0411 4015 000000 00000000 00000000 0502 1588 060102"))


def track(handler=b"soun"):
    """A track of one sample, as far as readers look."""
    head = bytes(4) + struct.pack(">IIII", 3_900_000_000, 3_900_000_001, 1000, 1000) + bytes(4)
    entry = box(
        b"mp4a", bytes(6), struct.pack(">H", 1), bytes(8), struct.pack(">HHHHI", 1, 16, 0, 0, 8000 << 16), SOUND
    )
    table = box(
        b"stbl",
        box(b"stsd", struct.pack(">II", 0, 1), entry),
        box(b"stts", struct.pack(">IIII", 0, 1, 1, 1000)),
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, 1, 1)),
        box(b"stsz", struct.pack(">III", 0, 8, 1)),
        box(b"stco", struct.pack(">III", 0, 1, 36)),
    )
    return box(
        b"trak",
        box(b"tkhd", bytes(4), struct.pack(">II", 3_900_000_000, 3_900_000_001), bytes(72)),
        box(
            b"mdia",
            box(b"mdhd", head),
            box(b"hdlr", bytes(8), handler, bytes(12), f"{CANARY}\0".encode()),
            box(b"minf", box(b"smhd", bytes(8)), table),
        ),
        box(b"meta", bytes(4), CANARY.encode()),
    )


def m4a(*handlers):
    """A recording with its place (a phone's own box), a title in iTunes' box and times in the heads."""
    head = box(b"mvhd", bytes(4), struct.pack(">IIII", 3_900_000_000, 3_900_000_001, 1000, 1000), bytes(80))
    place = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0x15C7), PLACE.encode()))
    tracks = [track(handler) for handler in handlers or [b"soun"]]
    return b"".join([
        box(b"ftyp", b"M4A \0\0\0\0M4A isom"), box(b"mdat", b"SOUND!!!"), box(b"moov", head, *tracks, place),
        box(b"uuid", bytes(16), CANARY.encode()),
    ])  # fmt: skip


def mp3():
    """Twenty frames of silence between tags."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    out = io.BytesIO(frame * 20)
    tags = id3.ID3()
    tags.add(id3.TIT2(encoding=3, text=f"{CANARY} title"))
    tags.add(id3.GEOB(encoding=3, mime="x/y", filename="f", desc=CANARY, data=PLACE.encode()))
    tags.save(out, v1=2)
    return out.getvalue()


def ogg(streams=1):
    """The heads and one packet of a voice message."""
    words = b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<I", 1)
    comment = f"LOCATION={CANARY} {PLACE}".encode()
    words += struct.pack("<I", len(comment)) + comment
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48000, 0, 0)
    out = b""
    for number in range(streams):
        for place, packet in enumerate([head, words, b"\xf8\xff\xfe"]):
            page = OggPage()
            page.serial, page.sequence, page.packets = number + 1, place, [packet]
            page.first, page.last, page.position = place == 0, place == 2, 960 if place == 2 else 0
            out += page.write()
    return out


def txt():
    return "Đừng gọi số này.\r\nကျွန်တော် ဒီမှာပါ\x07\r\n".encode()


MAKERS = {"jpeg": jpeg, "png": png, "webp": webp, "pdf": pdf, "m4a": m4a, "mp3": mp3, "ogg": ogg, "txt": txt}


def upload(kind="jpeg", data=None, name=None, declared=None):
    """An upload of a type, with whatever of it is to be otherwise."""
    found = TYPES[kind]
    content = MAKERS[kind]() if data is None else data
    return SimpleUploadedFile(name or f"scan.{found.endings[0]}", content, declared or found.declared[0])


def malware():
    """The EICAR test file as a text."""
    return upload("txt", TEST_FILE, "eicar.txt")

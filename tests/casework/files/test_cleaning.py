"""The copy that people take along holds what can be seen or heard, and nothing else (S-70, R-33)."""

import io
import subprocess
import sys

import pikepdf
import pytest
from mutagen import id3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from PIL import Image

from casework.files.checking import OTHER, PROGRAM, Unreadable, clean
from casework.files.cleaning import LOCKED, MANY_PIXELS, MORE_THAN_SOUND, bare_jpeg
from tests.casework.files import samples
from tests.casework.files.samples import CANARY, PLACE


def copy_of(kind, data=None):
    return b"".join(clean(kind, io.BytesIO(samples.MAKERS[kind]() if data is None else data)))


def pixel(picture, place) -> tuple:
    return picture.getpixel(place)


def status_of(kind, data, verb="clean"):
    """The exit status of the program itself."""
    return subprocess.run([sys.executable, "-I", str(PROGRAM), verb, kind], input=data, capture_output=True, env={})


@pytest.mark.parametrize("kind", sorted(set(samples.MAKERS) - {"txt"}))
def test_the_sample_tells_something_and_its_copy_does_not(kind):
    """S-70"""
    original = samples.MAKERS[kind]()
    copy = copy_of(kind, original)

    assert CANARY.encode() in original or PLACE.encode() in original
    for told in (CANARY.encode(), PLACE.encode(), b"2026:03:10", b"Exif", b"JavaScript", b"secret.txt"):
        assert told not in copy, told
    assert CANARY.encode("utf-16-be") not in copy


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_picture_stands_upright_and_keeps_its_colours(kind):
    """S-70: the direction is metadata too, so it is turned into the pixels. GPS is gone with the rest."""
    copy = Image.open(io.BytesIO(copy_of(kind)))

    assert copy.size == (40, 60) and not copy.getexif() and not set(copy.info) - {"jfif", "jfif_version", "jfif_unit",
                                                                                  "jfif_density", "loop", "background",
                                                                                  "timestamp", "duration"}  # fmt: skip
    top, bottom = pixel(copy.convert("RGB"), (20, 5)), pixel(copy.convert("RGB"), (20, 55))
    assert top[2] > 150 > top[0] and bottom[0] > 150 > bottom[2]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_colour_mode_have_a_copy(mode):
    kind = "jpeg" if mode == "CMYK" else "png"
    out = io.BytesIO()
    Image.new(mode, (10, 10)).save(out, kind.upper())

    assert Image.open(io.BytesIO(copy_of(kind, out.getvalue()))).size == (10, 10)


def test_a_bright_picture_of_sixteen_bits_is_not_cut_to_white():
    out = io.BytesIO()
    Image.new("I;16", (4, 4), 128 * 256).save(out, "PNG")

    assert Image.open(io.BytesIO(copy_of("png", out.getvalue()))).getpixel((1, 1)) == 128


def test_what_is_transparent_stays_so():
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (1, 2, 3, 0)).save(out, "PNG")

    assert pixel(Image.open(io.BytesIO(copy_of("png", out.getvalue()))), (1, 1))[3] == 0


def test_a_moving_picture_becomes_its_first_frame():
    out = io.BytesIO()
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])

    assert getattr(Image.open(io.BytesIO(copy_of("webp", out.getvalue()))), "n_frames", 1) == 1


def test_a_document_keeps_its_pages_and_what_was_stamped_on_them_and_no_more():
    copy = pikepdf.open(io.BytesIO(copy_of("pdf")))

    assert len(copy.pages) == 1
    assert set(copy.Root.keys()) <= {"/Type", "/Pages"} and "/Info" not in copy.trailer
    page = copy.pages[0]
    assert set(page.obj.keys()) <= {"/Type", "/Parent", "/Resources", "/MediaBox", "/Contents"}
    assert len(page.Resources.XObject.keys()) == 2, "the photo, and the stamp as a part of the page"
    photo = page.Resources.XObject.Photo
    shown = Image.open(io.BytesIO(photo.read_raw_bytes()))
    assert shown.size == (60, 40) and not shown.getexif() and "comment" not in shown.info


def test_a_photo_packed_twice_in_a_document_is_cleaned_too():
    import zlib

    document = pikepdf.open(io.BytesIO(samples.pdf()))
    photo = document.pages[0].Resources.XObject.Photo
    packed = zlib.compress(photo.read_raw_bytes())
    photo.write(packed, filter=[pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode], decode_parms=None)
    out = io.BytesIO()
    document.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    copy = pikepdf.open(io.BytesIO(copy_of("pdf", out.getvalue())))
    assert CANARY.encode() not in copy.pages[0].Resources.XObject.Photo.read_raw_bytes()


def test_a_layer_that_was_hidden_stays_hidden():
    document = pikepdf.open(io.BytesIO(samples.pdf()))
    layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Draft")))
    document.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
    out = io.BytesIO()
    document.save(out)

    copy = pikepdf.open(io.BytesIO(copy_of("pdf", out.getvalue())))
    assert len(copy.Root.OCProperties.D.OFF) == 1


def test_a_document_with_a_password_is_refused_by_its_name():
    locked = samples.pdf(encryption=pikepdf.Encryption(owner="a", user="b"))

    assert status_of("pdf", locked).returncode == LOCKED


def test_a_photo_loses_what_follows_its_end():
    """Phones append films and second pictures, each with a place of its own."""
    assert bare_jpeg(samples.jpeg() + samples.jpeg()).count(b"\xff\xd8\xff") == 1


def test_a_recording_still_plays_and_knows_neither_place_nor_time():
    original, copy = samples.m4a(), copy_of("m4a")

    assert len(copy) == len(original) and b"SOUND!!!" in copy, "no place in the file may move"
    assert MP4(io.BytesIO(copy)).info.length == 1 and not MP4(io.BytesIO(copy)).tags
    assert (3_900_000_000).to_bytes(4, "big") in original
    assert (3_900_000_000).to_bytes(4, "big") not in copy and (3_900_000_001).to_bytes(4, "big") not in copy


@pytest.mark.parametrize("other", [b"vide", b"meta", b"text"])
def test_a_recording_with_another_track_is_refused(other):
    """A film, or the places a phone wrote down second by second, is not sound only."""
    assert status_of("m4a", samples.m4a(b"soun", other)).returncode == MORE_THAN_SOUND


def test_a_voice_message_loses_its_comments():
    assert OggOpus(io.BytesIO(samples.ogg())).tags and not OggOpus(io.BytesIO(copy_of("ogg"))).tags
    assert status_of("ogg", samples.ogg(streams=2)).returncode == MORE_THAN_SOUND


def test_an_mp3_begins_and_ends_with_sound():
    copy = copy_of("mp3")

    assert copy.startswith(b"\xff\xfb") and b"TAG" not in copy[-128:]
    with pytest.raises(id3.ID3NoHeaderError):
        id3.ID3(io.BytesIO(copy))


def test_a_text_keeps_its_scripts_and_loses_control_characters():
    assert copy_of("txt").decode() == "Đừng gọi số này.\nကျွန်တော် ဒီမှာပါ\n"
    assert copy_of("txt", "ไทย\r\n".encode("utf-16")).decode() == "ไทย\n"


@pytest.mark.parametrize("kind", sorted(samples.MAKERS))
def test_half_a_file_and_noise_have_no_copy_or_a_harmless_one(kind):
    """Never a crash of ours: an answer or a sentence."""
    data = samples.MAKERS[kind]()
    for broken in (data[: len(data) // 2], data[:20], data[::-1], bytes(1000), b"\xff" * 1000):
        try:
            assert CANARY.encode() not in copy_of(kind, broken)
        except Unreadable as error:
            assert error.messages


def test_too_many_pixels_are_refused_before_one_is_decoded():
    assert status_of("png", samples.huge_png(), "check").returncode == MANY_PIXELS
    assert status_of("png", samples.huge_png(8000, 7000), "check").returncode == MANY_PIXELS
    assert status_of("png", samples.huge_png(8000, 6000), "check").returncode == 0


def test_the_program_knows_no_secret_and_limits_itself():
    """It is started without our environment; memory and time are bounded by itself."""
    seen = subprocess.run(
        [sys.executable, "-I", "-c", f"import runpy, os, resource; limit = runpy.run_path({str(PROGRAM)!r})['limit'];"
         "limit('check'); print(dict(os.environ), resource.getrlimit(resource.RLIMIT_AS)[0],"
         " resource.getrlimit(resource.RLIMIT_CPU)[0])"],
        capture_output=True, env={}, text=True, check=True,
    ).stdout  # fmt: skip
    assert "CASEWORK" not in seen and "DATABASE" not in seen and str(1536 * 1024 * 1024) in seen and " 20" in seen


def test_a_program_that_dies_is_a_sentence_and_no_crash(monkeypatch, tmp_path):
    dying = tmp_path / "dying.py"
    dying.write_text("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    monkeypatch.setattr("casework.files.checking.PROGRAM", dying)

    with pytest.raises(Unreadable, match=str(OTHER)[:20]):
        copy_of("jpeg")


def test_a_program_that_never_ends_is_ended(monkeypatch, tmp_path):
    waiting = tmp_path / "waiting.py"
    waiting.write_text("import sys, time; sys.stdin.buffer.read(); time.sleep(600)")
    monkeypatch.setattr("casework.files.checking.PROGRAM", waiting)
    monkeypatch.setattr("casework.files.checking.SECONDS", 0.5)

    with pytest.raises(Unreadable):
        copy_of("jpeg")


def test_a_copy_that_grows_without_end_is_cut_off(monkeypatch, tmp_path):
    pouring = tmp_path / "pouring.py"
    pouring.write_text("import sys\nwhile True: sys.stdout.buffer.write(bytes(1 << 20))")
    monkeypatch.setattr("casework.files.checking.PROGRAM", pouring)

    with pytest.raises(Unreadable):
        copy_of("txt", b"x")

"""Cut the fonts of the letters out of whole Noto fonts (`python3 tools/letter_fonts.py FOLDER`).

Run by hand when a version changes, with fontTools at hand; nothing of it is needed at run time. FOLDER holds the whole
TrueType fonts of Noto Sans (OFL). What is left are the blocks below, with all their shaping rules, the version and the
sum of each file in VERSIONS.json, and in COVERAGE.json the code points that can be drawn.
"""

import hashlib
import json
import sys
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "referrals/letters/fonts"
SIGNS = "20-7e a0-ff 2000-206f 20a0-20bf 2100-214f 25cc 200b-200d 2190-2193 2212 fffd"
LATIN = "100-24f 250-2af 2b0-2ff 300-36f 1e00-1eff a720-a7ff"
FACES = {
    "NotoSans": f"{SIGNS} {LATIN}",
    "NotoSansThai": "20 a0 e00-e7f 200b-200d 25cc",
    "NotoSansMyanmar": "20 a0 1000-109f a9e0-a9ff aa60-aa7f 200b-200d 25cc",
    "NotoSansKhmer": "20 a0 1780-17ff 19e0-19ff 200b-200d 25cc",
    "NotoSansLao": "20 a0 e80-eff 200b-200d 25cc",
}
WEIGHTS = ("Regular", "Bold")


def points(text):
    """The code points of ranges such as "20-7e a0"."""
    found = set()
    for part in text.split():
        first, _, last = part.partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def cut(source, wanted):
    """(font cut to these code points, its version)."""
    from fontTools import subset, ttLib

    font = ttLib.TTFont(source)
    options = subset.Options(layout_features=["*"], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], notdef_outline=True)
    options.hinting = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    version = font["name"].getDebugName(5)
    cutter.subset(font)
    return font, version


def ranges(numbers):
    """Neighbouring numbers as [first, last]."""
    found = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


def write(folder):
    """Writes all fonts, VERSIONS.json and COVERAGE.json."""
    versions, drawn = {}, set()
    for name, blocks in FACES.items():
        for weight in WEIGHTS:
            font, version = cut(folder / f"{name}-{weight}.ttf", points(blocks))
            target = FONTS / f"{name}-{weight}.ttf"
            font.save(target)
            versions[target.name] = {"version": version, "sha256": hashlib.sha256(target.read_bytes()).hexdigest()}
            drawn |= set(font.getBestCmap())
    (FONTS / "VERSIONS.json").write_text(json.dumps(versions, indent=2) + "\n")
    (FONTS / "COVERAGE.json").write_text(json.dumps(ranges(drawn)) + "\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))

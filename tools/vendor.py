"""Refresh the vendored front-end files from npm packages (`python3 tools/vendor.py`).

Run by hand when a version changes; nothing of it is needed at run time. `--check` compares the files
in the tree with the sums in static/vendor/VERSIONS.json and needs neither npm nor a network (R-44).
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ROOT / "static/vendor/VERSIONS.json"
FONTS_CSS = ROOT / "static/fonts.css"
FONTS = "static/vendor/fonts"

# (package, family, subsets, weights). Amharic, Devanagari and Chinese use the system's fonts.
FACES = [
    ("@fontsource/noto-sans", "Noto Sans", ["latin-ext", "vietnamese", "latin"], [400, 700]),
    ("@fontsource/noto-sans-thai", "Noto Sans Thai", ["thai"], [400, 700]),
    ("@fontsource/noto-sans-myanmar", "Noto Sans Myanmar", ["myanmar"], [400, 700]),
    ("@fontsource/noto-sans-khmer", "Noto Sans Khmer", ["khmer"], [400, 700]),
    ("@fontsource/noto-sans-lao", "Noto Sans Lao", ["lao"], [400, 700]),
    ("@fontsource/noto-serif", "Noto Serif", ["vietnamese", "latin"], [400]),
]

# package -> (version, {file in the package: file in this project})
PACKAGES = {
    "htmx.org": (
        "2.0.11",
        {
            "dist/htmx.min.js": "static/vendor/htmx.min.js",
            "LICENSE": "static/vendor/htmx.LICENSE.txt",
        },
    ),
    "axe-core": (
        "4.14.1",
        {"axe.min.js": "tests/vendor/axe.min.js", "LICENSE": "tests/vendor/axe.LICENSE.txt"},
    ),
}
FONT_VERSION = "5.3.0"


def font_files(package, subsets, weights):
    """Files of one font package and where each goes."""
    stem = package.split("/")[1]
    names = [f"{stem}-{subset}-{weight}-normal.woff2" for subset in subsets for weight in weights]
    files = {f"files/{name}": f"{FONTS}/{name}" for name in names}
    return files | {"LICENSE": f"{FONTS}/{stem}.OFL.txt"}


def wanted():
    """Every package with its version and files."""
    fonts = {package: (FONT_VERSION, font_files(package, subsets, weights)) for package, _, subsets, weights in FACES}
    return PACKAGES | fonts


def unpack(package, version, folder):
    """Return the package opened as a tar archive, fetched by the npm client."""
    command = ["npm", "pack", f"{package}@{version}", "--json", "--silent"]
    printed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    packed = json.loads(printed)
    entry = packed[0] if isinstance(packed, list) else next(iter(packed.values()))
    name = entry["filename"].replace("@", "").replace("/", "-")
    return tarfile.open(Path(folder) / name)


def face(stem, family, subset, weight, unicode_range):
    """One @font-face rule."""
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-display: swap;\n'
        f'  src: url("vendor/fonts/{stem}-{subset}-{weight}-normal.woff2") format("woff2");\n'
        f"  unicode-range: {unicode_range}; }}\n"
    )


def faces(package, ranges):
    """The @font-face rules of one font package; `ranges` is its unicode.json."""
    for name, family, subsets, weights in FACES:
        if name == package:
            stem = package.split("/")[1]
            return [face(stem, family, s, w, ranges[s]) for s in subsets for w in weights]
    return []


def refresh():
    """Fetch everything, write the files, fonts.css and VERSIONS.json."""
    record, rules = {}, []
    with tempfile.TemporaryDirectory() as folder:
        for package, (version, files) in wanted().items():
            with unpack(package, version, folder) as archive:
                for inside, target in files.items():
                    path = ROOT / target
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(archive.extractfile(f"package/{inside}").read())
                if package.startswith("@fontsource/"):
                    ranges = json.load(archive.extractfile("package/unicode.json"))
                    rules += faces(package, ranges)
            record[package] = {"version": version, "files": {t: digest(t) for t in sorted(files.values())}}
    FONTS_CSS.write_text("/* Written by tools/vendor.py. */\n" + "".join(rules))
    VERSIONS.write_text(json.dumps(record, indent=2) + "\n")


def digest(path):
    """SHA-256 of a project file, in hexadecimal."""
    return hashlib.sha256((ROOT / path).read_bytes()).hexdigest()


def changed():
    """Vendored files whose content is not the one recorded."""
    record = json.loads(VERSIONS.read_text())
    sums = {path: sha for entry in record.values() for path, sha in entry["files"].items()}
    return sorted(path for path, sha in sums.items() if not (ROOT / path).exists() or digest(path) != sha)


if __name__ == "__main__":
    if "--check" in sys.argv:
        wrong = changed()
        sys.exit(f"Changed by hand: {', '.join(wrong)}" if wrong else 0)
    refresh()

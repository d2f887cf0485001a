"""Finds the browser for the tests, and on Debian as root installs it. Standard library only."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAYWRIGHT_BUILDS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium",
    "chromium_headless_shell-*/chrome-*/*headless*shell",
)
PACKAGES = ["chromium", "chromium-driver"]
MISSING = "There is no browser: set CHROMIUM_PATH, install chromium, or run `playwright install chromium`."


def find_browser() -> str | None:
    """The path of a Chromium: CHROMIUM_PATH, the system's, Playwright's own; None when there is none."""
    if named := os.environ.get("CHROMIUM_PATH"):
        return named if os.access(named, os.X_OK) else None
    on_system = [found for name in ON_PATH if (found := shutil.which(name))]
    return next(iter([*on_system, *playwright_browsers()]), None)


def playwright_browsers() -> list[str]:
    """The browsers that Playwright downloaded for this user, the newest first."""
    usual = "~/Library/Caches/ms-playwright" if sys.platform == "darwin" else "~/.cache/ms-playwright"
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or usual).expanduser()
    return [str(path) for build in PLAYWRIGHT_BUILDS for path in sorted(folder.glob(build), reverse=True)]


def install_browser(fonts: bool = False) -> None:
    """As root on Debian install the package, with the Chinese fonts when asked; elsewhere do nothing.

    A failure is not an error here: the tests say that they have no browser.
    """
    wanted = [] if find_browser() else PACKAGES
    if fonts and not Path("/usr/share/fonts/opentype/noto").exists():
        wanted = [*wanted, "fonts-noto-cjk"]
    if not wanted or os.getuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing {', '.join(wanted)} …", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "--no-install-recommends", *wanted]
    for command in (["apt-get", "update"], install):
        subprocess.run(command, env=environment, check=False, capture_output=True)

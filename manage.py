#!/usr/bin/env python3
"""The one command of the project: `manage.py demo`, `manage.py test`, and every Django command.

Kept in old syntax and to the standard library, so that a wrong Python gets a sentence and not a traceback.
"""

import os
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))


def main():
    if sys.version_info < (3, 11):
        sys.exit("This needs Python 3.11 or newer; %s is Python %d.%d." % ((sys.executable,) + sys.version_info[:2]))
    if sys.platform == "win32":
        sys.exit("This runs on Linux and macOS; on Windows use the Windows Subsystem for Linux.")
    sys.path.insert(0, ROOT)
    from config.stack_venv import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()

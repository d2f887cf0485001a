"""Where the case files of the demo are, for the tests."""

from pathlib import Path

SCENARIOS = sorted((Path(__file__).resolve().parents[2] / "config/demo/scenarios").glob("sc-*.json"))

"""What the front is made of: vendored files as recorded, no inline code, neutral titles."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
OURS = [
    *TEMPLATES,
    *sorted((ROOT / "static/js").glob("*.js")),
    ROOT / "static/daybook.css",
    ROOT / "static/fonts.css",
]


def name_of(path):
    return str(path.relative_to(ROOT))


def test_vendored_files_are_the_recorded_ones():
    assert runpy.run_path(str(ROOT / "tools/vendor.py"))["changed"]() == []


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_no_file_of_the_front_names_another_site(path):
    text = path.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")

    assert re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_has_inline_style_script_handler_or_unescaped_text(path):
    text = path.read_text()

    assert re.findall(r"\sstyle=|<style|\son[a-z]+=|javascript:", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []
    assert re.findall(r"\|safe\b|autoescape off", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_asks_the_database_or_about_roles(path):
    assert re.findall(r"\.all\b|\.objects|user\.role|role_codes|is_superuser", path.read_text()) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_page_title_is_a_fixed_neutral_text(path):
    for title in re.findall(r"{% block title %}(.*?){% endblock", path.read_text(), re.DOTALL):
        assert re.fullmatch(r'{% translate "[A-Z][a-z]+( [a-z]+){0,2}" %}', title.strip())


def test_every_partial_that_pages_use_lists_its_inputs_with_only():
    loose = [
        f"{name_of(path)}: {found}"
        for path in TEMPLATES
        for found in re.findall(r'{% include "partials/[^%]*%}', path.read_text())
        if " only %}" not in found
    ]

    assert loose == []

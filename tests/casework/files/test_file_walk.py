"""Files in real browsers with a real worker: added with and without script, scanned, taken along."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.casework.files import samples
from tests.looking import WIDTHS, complaints
from tests.walking import seated


@pytest.fixture
def folder(settings):
    """The folder that the live web server and the worker share."""
    return settings.FILES_DIR


@pytest.fixture
def enter(browser, live_app, browser_context_args):
    """enter(user, …): a window of this person, signed in."""
    opened = []

    def signed_in(user, **options):
        context = browser.new_context(**{**browser_context_args, **options})
        opened.append(context)
        return seated(context.new_page(), user)

    yield signed_in
    for context in opened:
        context.close()


def file(kind="jpeg", data=None):
    return {
        "name": "IMG_2041.jpg",
        "mimeType": "image/jpeg",
        "buffer": samples.MAKERS[kind]() if data is None else data,
    }


def fill(window, live_app, case, chosen, note="Photo of the gate"):
    window.goto(f"{live_app.url}/cases/{case.reference}/files/new/")
    window.get_by_label("What is it?").select_option(label="Something else that shows what happened")
    window.get_by_label(re.compile("What does it show")).fill(note)
    window.get_by_label("File", exact=True).set_input_files(chosen)


def seen(window, live_app, case, word):
    """Opens the list until the word stands there; a worker needs a moment."""
    for _ in range(240):
        window.goto(f"{live_app.url}/cases/{case.reference}/files/")
        if window.get_by_text(word, exact=True).count():
            return True
        window.wait_for_timeout(500)
    return False


def test_a_photo_is_added_scanned_by_the_worker_and_taken_along(office, case, live_app, worker, enter):
    """S-66, S-70"""
    window = enter(office.amina)
    fill(window, live_app, case, file())
    window.get_by_role("button", name="Add it").click()
    expect(window.get_by_role("heading", name="Files", exact=True)).to_be_visible()
    expect(window.get_by_text("The file is here.")).to_be_visible()
    assert seen(window, live_app, case, "Checked")
    with window.expect_download() as caught:
        window.get_by_role("link", name=re.compile("Take a copy")).click()

    assert re.fullmatch(rf"{case.reference}-[0-9a-f]{{8}}\.jpg", caught.value.suggested_filename)
    copy = Image.open(io.BytesIO(Path(caught.value.path()).read_bytes()))
    assert copy.size == (40, 60) and not copy.getexif()


def test_malware_is_locked_away_by_the_worker(office, case, live_app, worker, enter):
    """S-66"""
    window = enter(office.amina)
    upload = samples.malware()
    fill(window, live_app, case, {"name": "x.txt", "mimeType": "text/plain", "buffer": upload.read()})
    window.get_by_role("button", name="Add it").click()
    expect(window.get_by_text("The file is here.")).to_be_visible()
    assert seen(window, live_app, case, "Locked away")
    assert window.get_by_role("link", name=re.compile("Take a copy")).count() == 0


def test_a_refused_file_is_a_sentence_and_what_was_typed_and_chosen_stays(office, case, live_app, enter):
    window = enter(office.amina)
    fill(window, live_app, case, file(data=b"MZ" + bytes(100)), note="The contract")
    window.get_by_role("button", name="Add it").click()
    expect(window.get_by_role("alert")).to_contain_text("not what its name says")

    expect(window.get_by_label(re.compile("What does it show"))).to_have_value("The contract")
    assert window.get_by_label("File", exact=True).evaluate("box => box.files.length") == 1
    expect(window.get_by_role("button", name="Add it")).to_be_enabled()


def test_a_broken_line_keeps_the_file_and_a_second_press_sends_it_once(office, case, live_app, enter):
    window = enter(office.amina)
    fill(window, live_app, case, file())
    window.context.set_offline(True)
    window.get_by_role("button", name="Add it").click()
    expect(window.get_by_role("status").filter(has_text="The line broke")).to_be_visible()
    window.context.set_offline(False)
    window.get_by_role("button", name="Add it").click()
    expect(window.get_by_text("The file is here.")).to_be_visible()
    expect(window.get_by_text("One file")).to_be_visible()


def test_a_file_that_is_too_large_is_not_even_sent(office, case, live_app, enter, tmp_path):
    window = enter(office.amina)
    large = tmp_path / "large.jpg"
    large.write_bytes(bytes(20 * 1024 * 1024 + 1))
    fill(window, live_app, case, large)
    sent = []
    window.on("request", lambda request: sent.append(request.method))
    window.get_by_role("button", name="Add it").click()
    expect(window.get_by_role("status").filter(has_text="too large")).to_be_visible()

    assert "POST" not in sent


def test_how_much_has_gone_is_shown_on_a_slow_line(office, case, live_app, enter):
    window = enter(office.amina)
    line = window.context.new_cdp_session(window)
    line.send("Network.enable")
    data = samples.jpeg() + bytes(2_000_000)
    fill(window, live_app, case, file(data=data))
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 20_000}
    line.send("Network.emulateNetworkConditions", slow)
    window.get_by_role("button", name="Add it").click()

    expect(window.get_by_label(re.compile("Sending"))).to_be_visible()
    expect(window.get_by_role("button", name="Add it")).to_be_disabled()
    line.send("Network.emulateNetworkConditions", slow | {"uploadThroughput": -1})
    expect(window.get_by_role("heading", name="Files", exact=True)).to_be_visible(timeout=60_000)


def test_it_works_without_script(office, case, live_app, enter):
    window = enter(office.amina, java_script_enabled=False)
    fill(window, live_app, case, file())
    window.get_by_role("button", name="Add it").click()

    expect(window.get_by_text("The file is here.")).to_be_visible()
    expect(window.get_by_text("Photo of the gate")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_have_no_fault_of_access(office, case, live_app, enter, add, width, shots):
    add(samples.upload(), note="Photo of the gate, taken from the van")
    add(samples.malware(), note="")
    add(samples.upload("pdf"), scanned=False, kind="reply")
    window = enter(office.amina, bypass_csp=True, viewport={"width": width, "height": 800})
    for name in ("files/", "files/new/"):
        window.goto(f"{live_app.url}/cases/{case.reference}/{name}")
        shots(window, f"{name.strip('/').replace('/', '-')}-{width}")
        assert complaints(window) == []


@pytest.fixture
def shots():
    """Pictures of the pages, where CASEWORK_SHOTS names a folder for them."""
    import os

    folder = os.environ.get("CASEWORK_SHOTS")
    return lambda window, name: folder and window.screenshot(path=f"{folder}/{name}.png", full_page=True)

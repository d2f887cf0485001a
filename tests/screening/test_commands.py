"""`screen` and `load_scenarios`, as interfaces.md describes them."""

import json

import pytest
from django.core.management import CommandError, call_command

from accounts.acting import acting
from casework.models import Case
from screening.models import Screening
from screening.scenarios import read_file
from tests.screening.files import SCENARIOS

SHOWN = ("profile", "levels", "counts", "outcome", "reasonable_grounds")


def test_screen_prints_one_object_a_file_with_exactly_what_each_scenario_expects(capsys):
    call_command("screen", *map(str, SCENARIOS))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 12
    for path, line in zip(SCENARIOS, lines, strict=True):
        told, answer = json.loads(path.read_text()), json.loads(line)
        assert {name: answer[name] for name in SHOWN} == {name: told["expected"][name] for name in SHOWN}
        assert (answer["id"], answer["rule_version"]) == (told["id"], 1)
        assert answer["explanation"] and all(isinstance(sentence, str) for sentence in answer["explanation"])


def test_screen_asks_the_database_nothing(django_db_blocker, capsys):
    """It is blocked in this test."""
    call_command("screen", str(SCENARIOS[0]))


BAD = {
    "no object": "[]",
    "no json": "{",
    "not utf-8": b"\xff\xfe",
    "nothing said of indicators": "{}",
    "indicators are no list": '{"indicators_present": "A-REC-01"}',
    "an unknown indicator": '{"indicators_present": ["A-REC-99"]}',
    "an indicator that is a list": '{"indicators_present": [["A-REC-01"]]}',
    "an unknown state": '{"answers": {"A-REC-01": "yes"}}',
    "a state that is a list": '{"answers": {"A-REC-01": []}}',
    "both": '{"answers": {"A-REC-01": "absent"}, "indicators_present": ["A-REC-01"]}',
    "an unknown flag": '{"indicators_present": [], "vulnerability_flags": ["tall"]}',
    "an unknown risk": '{"indicators_present": [], "return_risk_factors": ["rain"]}',
    "an unknown part": '{"indicators_present": [], "sections_complete": {"acts": true}}',
    "a part that is a word": '{"indicators_present": [], "sections_complete": {"act": "yes"}}',
    "a negative age": '{"indicators_present": [], "person": {"age_at_screening": -1}}',
    "an age in words": '{"indicators_present": [], "person": {"age_at_screening": "17"}}',
    "an age that is a truth": '{"indicators_present": [], "person": {"age_at_screening": true}}',
    "an age nobody reaches": '{"indicators_present": [], "person": {"age_at_recruitment": 131}}',
    "recruited later than screened": '{"indicators_present": [], "person": {"age_at_screening": 20, "age_at_recruitment": 21}}',
    "a person that is a list": '{"indicators_present": [], "person": []}',
    "screenable in words": '{"indicators_present": [], "screenable": "no"}',
    "deep": "[" * 100_000,
}


@pytest.mark.parametrize("name", BAD)
def test_screen_says_in_a_sentence_what_is_wrong_with_a_file_and_ends_with_2(tmp_path, capsys, name):
    bad = tmp_path / "bad.json"
    bad.write_bytes(BAD[name] if isinstance(BAD[name], bytes) else BAD[name].encode())
    with pytest.raises(CommandError, match=r"bad\.json: .*\.") as refused:
        call_command("screen", str(bad), str(SCENARIOS[0]))
    assert refused.value.returncode == 2
    assert len(capsys.readouterr().out.splitlines()) == 1, "the good file is answered all the same"


def test_screen_names_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="cannot be read") as refused:
        call_command("screen", str(tmp_path / "none.json"))
    assert refused.value.returncode == 2


def test_load_scenarios_stores_all_twelve_and_each_screening_says_exactly_what_is_expected(office, capsys):
    """SC-12 refused the interview: its screening is stopped and unable to screen, the others wait for review."""
    call_command("load_scenarios", str(SCENARIOS[0].parent), by=office.amina.username)
    assert capsys.readouterr().out == "12 of 12 invented cases stored.\n"
    with acting(office.amina):
        rows = {row.case.label: row for row in Screening.objects.select_related("case")}
        for path in SCENARIOS:
            told = read_file(path)
            row, expected = rows[told["person"]["label"]], told["expected"]
            stored = {name: getattr(row, name) for name in SHOWN}
            assert stored == {name: expected[name] for name in SHOWN}, path.stem
            assert row.status == ("stopped" if path.stem == "sc-12" else "submitted")
            assert row.case.status == Case.Status.OPEN
        assert len(rows) == 12


@pytest.mark.parametrize("mark", [False, "true", 1, None])
def test_load_scenarios_refuses_what_is_not_marked_as_invented_and_stores_nothing_of_it(office, tmp_path, capsys, mark):
    told = json.loads(SCENARIOS[0].read_text())
    told["synthetic"] = mark
    (tmp_path / "real.json").write_text(json.dumps(told))
    (tmp_path / "sc.json").write_text(SCENARIOS[1].read_text())
    with pytest.raises(CommandError, match=r"real\.json: synthetic: Only invented cases"):
        call_command("load_scenarios", str(tmp_path), by=office.amina.username)
    assert capsys.readouterr().out == "1 of 2 invented cases stored.\n"
    with acting(office.amina):
        assert [case.label for case in Case.objects.all()] == ["Client SC-02"]


def test_a_file_that_the_actions_refuse_leaves_nothing_behind(office, tmp_path):
    told = json.loads(SCENARIOS[0].read_text())
    told["consents"]["case_data"] = "refused"
    (tmp_path / "sc.json").write_text(json.dumps(told))
    with pytest.raises(CommandError, match="agrees to us keeping their data"):
        call_command("load_scenarios", str(tmp_path), by=office.amina.username)
    with acting(office.amina):
        assert not Case.objects.exists()


def test_load_scenarios_needs_a_folder_with_files_and_a_caseworker(office, tmp_path):
    with pytest.raises(CommandError, match=r"holds no \.json file"):
        call_command("load_scenarios", str(tmp_path), by=office.amina.username)
    (tmp_path / "sc.json").write_text("{}")
    for name in (office.sam.username, "nobody"):
        with pytest.raises(CommandError, match="is no caseworker with a team"):
            call_command("load_scenarios", str(tmp_path), by=name)

"""The shape of the house (architecture.md): what no linter knows. Imports between floors are import-linter's."""

import ast
import re
import subprocess
from pathlib import Path

from accounts.policy import ACTIONS, Role

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("accounts", "casework", "screening", "referrals", "config")
SOURCES = [
    path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py")) if "migrations" not in path.parts
]  # fmt: skip
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}
FORBIDDEN_NAMES = {"utils", "common", "core", "services", "helpers", "signals", "manager", "handlers", "misc"}
# Help that somebody is referred to is called a service by those who give it (workflows.md section 5).
SERVICES = ("referrals/services/", "config/demo/services.py")


def name_of(path):
    return str(path.relative_to(ROOT))


def code_lines(text):
    return sum(1 for line in text.splitlines() if line.strip() and not line.strip().startswith("#"))


def functions():
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield path, node


def body_lines(path, node):
    """Code lines of a function without its docstring."""
    start = node.body[0]
    documented = isinstance(start, ast.Expr) and isinstance(getattr(start, "value", None), ast.Constant)
    first = start.end_lineno + 1 if documented else start.lineno
    lines = path.read_text(encoding="utf-8").splitlines()[first - 1 : node.end_lineno]
    return code_lines("\n".join(lines))


def test_no_python_file_is_longer_than_300_lines():
    long = {
        name_of(p): n for p in [*SOURCES, *(ROOT / "tests").rglob("*.py")] if (n := code_lines(p.read_text())) > 300
    }
    assert long == {}


def test_no_function_is_longer_than_25_lines():
    long = {f"{name_of(path)}:{node.name}": n for path, node in functions() if (n := body_lines(path, node)) > 25}
    assert long == {}


def test_no_room_has_a_name_that_says_nothing():
    assert [
        name_of(path)
        for path in SOURCES
        if FORBIDDEN_NAMES & {path.stem, *path.parts} and not name_of(path).startswith(SERVICES)
    ] == []


def test_every_module_and_public_function_says_what_it_is_for():
    silent = [name_of(path) for path, tree in TREES.items() if tree.body and not ast.get_docstring(tree)]
    assert silent == []


def calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "id", getattr(node.func, "attr", "")), node


def test_rows_of_cases_are_fetched_and_shown_only_through_policy():
    """`fetch`, never get_object_or_404; `page`, never render (wall 4)."""
    own = {"accounts/pages.py", "config/errors.py"}
    wrong = [
        f"{name_of(path)}: {called}"
        for path, tree in TREES.items()
        for called, _node in calls(tree)
        if called in ("get_object_or_404", "get_list_or_404") or (called == "render" and name_of(path) not in own)
    ]
    found = [row for row in wrong if not row.startswith(("accounts/", "config/"))]
    assert found == []


def test_models_neither_override_save_nor_listen_to_signals():
    saves = [
        f"{name_of(path)}:{node.name}"
        for path, node in functions()
        if path.name == "models.py" and node.name in ("save", "delete", "__save__")
    ]
    listens = [name_of(path) for path, tree in TREES.items() for called, _n in calls(tree) if called == "receiver"]
    assert (saves, listens) == ([], [])


def compared(node):
    """Text of every comparison and membership test."""
    return [ast.unparse(part) for part in ast.walk(node) if isinstance(part, ast.Compare)]


def test_nobody_branches_on_a_role_outside_the_tables():
    """R-03: roles are named in policy.py, and where a colleague of a certain role is looked up."""
    allowed = {"accounts/policy.py", "accounts/policy_rows.py", "casework/cases/actions.py", "accounts/users/models.py"}
    codes = "|".join(f"'{role.value}'" for role in Role)
    pattern = re.compile(rf"\brole(s|_codes)?\b.*({codes})|Role\.[A-Z_]+|is_superuser|is_staff")
    wrong = [
        f"{name_of(path)}: {text}"
        for path, tree in TREES.items()
        if name_of(path) not in allowed
        for text in compared(tree)
        if pattern.search(text)
    ]
    assert [row for row in wrong if not row.startswith(("accounts/users/", "accounts/management/"))] == []


def test_only_the_workflow_assigns_a_status():
    assigned = [
        f"{name_of(path)}:{node.lineno}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr == "status" and not name_of(path).startswith("config/")
    ]
    assert assigned == []


def named_actions():
    """Every "noun.verb" that code hands to fetch, performing, allowed, may, permitted or principals."""
    asks = {"fetch", "performing", "allowed", "may", "permitted", "principals", "answer", "rights"}
    found = set()
    for tree in TREES.values():
        for called, node in calls(tree):
            texts = [a for a in [*node.args, *(k.value for k in node.keywords)] if isinstance(a, ast.Constant)]
            if called in asks:
                found |= {
                    t.value for t in texts if isinstance(t.value, str) and re.fullmatch(r"[a-z]+\.[a-z_]+", t.value)
                }
    return found


def test_code_asks_only_for_actions_that_stand_in_the_table():
    assert named_actions() - set(ACTIONS) == set()


def test_templates_ask_nothing_about_roles_and_never_query():
    wrong = [
        f"{name_of(path)}: {found}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for found in re.findall(
            r"user\.role\w*|is_superuser|is_staff|\.objects|\.all\b|\bstyle=|\bonclick=", path.read_text()
        )
    ]
    assert wrong == []


def test_no_path_of_this_machine_is_named():
    """The checkout's own folder, and the folder above it, stand in no file."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    files = [ROOT / name for name in listed.stdout.splitlines()]
    text = {".py", ".html", ".md", ".toml", ".in", ".txt", ".yml", ".js", ".css", ".json", ".sh", ""}
    read = {p: p.read_text(encoding="utf-8", errors="ignore") for p in files if p.is_file() and p.suffix in text}
    assert [name_of(path) for path, words in read.items() if f"{ROOT}/" in words] == []

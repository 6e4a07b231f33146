"""What holds for the project as a whole: directions of imports, the locks, the documents."""

from __future__ import annotations

import ast
import hashlib
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports
from radon.complexity import cc_visit

from cli.main import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("kb", "files", "indexer", "web", "cli")
LEFT_OUT = {".git", ".venv", ".kb", "build", "node_modules", "__pycache__"}

# Whoosh's releases differ, and another engine may take its place: one module knows it.
WHOOSH_ALLOWED = {"kb/search/engine.py"}
NETWORK = {"requests", "urllib.request", "http.client", "socket", "ftplib", "smtplib", "httpx", "aiohttp", "urllib3"}
HEAVY = {"pymupdf", "whoosh", "flask", "docx", "pptx", "lxml", "libvoikko", "pyvoikko", "rapidfuzz"}


def modules(*packages: str) -> list[Path]:
    return sorted(path for package in packages or PACKAGES for path in (ROOT / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Every module a file imports anywhere in it, and each name taken from one: `http`, `http.client`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def module_name(path: Path) -> str:
    """`kb/store/log.py` → kb.store.log, a package's own module → the package."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_within(package: str) -> dict[str, set[str]]:
    """Each module of a package with the others of it that it imports, anywhere in it."""
    paths = {module_name(path): path for path in modules(package)}
    return {name: set(taken(path, paths)) & set(paths) - {name} for name, path in paths.items()}


def taken(path: Path, known: Collection[str]) -> Iterator[str]:
    """What a file imports by name; a module taken out of its package is that module, not the package."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            whole = ((f"{node.module}.{alias.name}", node.module or "") for alias in node.names)
            yield from (inner if inner in known else outer for inner, outer in whole)


def room_of(name: str) -> str:
    """The part of a package that a module belongs to: kb.store.log → kb.store."""
    return ".".join(name.split(".")[:2])


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """A round of names of which each imports the next; nothing where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def text_files() -> Iterator[Path]:
    """Every file people write: code, documents, configuration; not the demo's materials, what is vendored, or the licence."""
    kinds = {".py", ".md", ".toml", ".txt", ".in", ".html", ".yaml", ".cfg", ""}
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part in LEFT_OUT or part.endswith((".egg-info", "_cache")) or part == ".hypothesis" for part in parts)
        material = parts[0] == "corpus" and "tarina" not in parts and path.suffix not in {".py", ".toml"}
        if path.is_file() and path.suffix in kinds and not hidden and not material and "vendor" not in parts:
            yield path


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def pins(name: str) -> dict[str, str]:
    """Distribution → version, as a lock pins them."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE))


def dependencies() -> set[str]:
    """The distributions that the project names as its own needs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {re.split(r"[<>=!~ \[]", line)[0].lower() for line in project["dependencies"]}


def extras() -> set[str]:
    """The distributions that its extras name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (line for extra in project["optional-dependencies"].values() for line in extra)
    return {re.split(r"[<>=!~ \[]", line)[0].lower() for line in lines}


class TestImports:
    def test_the_contracts_of_import_linter_hold(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(ROOT)
        assert lint_imports(config_filename="pyproject.toml", no_cache=True) == EXIT_STATUS_SUCCESS

    @pytest.mark.parametrize("package", PACKAGES)
    def test_no_circle_goes_round_between_modules(self, package: str) -> None:
        assert circle(imports_within(package)) == []

    @pytest.mark.parametrize("package", PACKAGES)
    def test_no_circle_goes_round_between_rooms(self, package: str) -> None:
        rooms: defaultdict[str, set[str]] = defaultdict(set)
        for name, known in imports_within(package).items():
            rooms[room_of(name)] |= {room_of(other) for other in known} - {room_of(name)}
        assert circle(rooms) == []

    def test_the_table_of_rooms_is_what_the_contract_holds(self) -> None:
        contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
        layers = next(contract["layers"] for contract in contracts if contract.get("containers") == ["kb"])
        told = re.findall(r"^\| \[kb/(\w+)", (ROOT / "docs/architecture.md").read_text(encoding="utf-8"), re.MULTILINE)
        assert told == [room for layer in layers for room in re.split(r" [|:] ", layer)]

    def test_whoosh_stays_behind_one_module(self) -> None:
        users = {name_of(path) for path in modules() if any(name.split(".")[0] == "whoosh" for name in imported(path))}
        assert users <= WHOOSH_ALLOWED

    def test_nothing_in_the_product_talks_to_a_network(self) -> None:
        talkers = {name_of(path): found for path in modules() if (found := imported(path) & NETWORK)}
        # Signing in with a provider is: only where the settings name one, in an extra that is not installed otherwise.
        assert talkers == {"web/accounts/oidc.py": {"requests"}}

    def test_every_library_that_is_imported_is_a_named_dependency(self) -> None:
        names = {"pptx": "python-pptx", "docx": "python-docx", "whoosh": "whoosh3", "flask_babel": "flask-babel"}
        names |= {
            "dateutil": "python-dateutil",
            "markdown_it": "markdown-it-py",
            "oxmsg": "python-oxmsg",
            "argon2": "argon2-cffi",
            "flask_login": "flask-login",
        }
        used = {name.split(".")[0] for path in modules() for name in imported(path)}
        foreign = used - set(sys.stdlib_module_names) - {*PACKAGES, "__future__"}
        assert {names.get(name, name) for name in foreign} <= dependencies() | extras()

    def test_help_starts_without_the_heavy_libraries(self) -> None:
        code = f"import cli.main, sys; print(sorted({HEAVY!r} & set(sys.modules)))"
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"

    def test_every_module_says_what_its_job_is(self) -> None:
        silent = [name_of(path) for path in modules() if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
        assert silent == []


class TestLocks:
    @pytest.mark.parametrize("name", ["run.txt", "check.txt", "lock.txt"])
    def test_a_lock_pins_and_hashes_all_and_names_no_place_to_get_it(self, name: str) -> None:
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
        unpinned = [entry for entry in entries if not re.match(r"[a-z0-9._-]+==\S+", entry) or "--hash=sha256:" not in entry]
        assert unpinned == []
        assert not re.search(r"://|@ |--(extra-)?index-url|--find-links|--trusted-host", text)

    def test_the_checks_run_on_what_users_run(self) -> None:
        run, check = pins("run.txt"), pins("check.txt")
        assert {name: check.get(name) for name in run} == run

    def test_every_dependency_of_the_project_is_locked_within_its_bounds(self) -> None:
        assert dependencies() <= set(pins("run.txt"))

    def test_the_record_of_dependencies_knows_all_that_is_locked_at_its_version(self) -> None:
        text = (ROOT / "docs" / "decisions" / "0006-dependencies.md").read_text(encoding="utf-8")
        recorded: dict[str, str] = {}
        for names, versions in re.findall(r"^\| ([a-z][a-z0-9, -]+) \| (\d[0-9a-z., ]*) \|", text, re.MULTILINE):
            recorded |= dict(zip(names.split(", "), versions.split(", "), strict=True))
        assert {name: version for name, version in pins("check.txt").items() if name != "colorama"} == recorded

    def test_one_release_of_whoosh_and_no_second_pymupdf(self) -> None:
        run = pins("run.txt")
        assert [name for name in run if name.startswith("whoosh")] == ["whoosh3"]
        assert int(run["pymupdf"].split(".")[0]) < 2


class TestDocuments:
    def test_the_licence_is_the_free_software_foundations_own_text(self) -> None:
        digest = hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest()
        assert digest == "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"

    def test_the_changelog_has_a_place_for_what_is_not_released(self) -> None:
        text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
        unreleased = re.search(r"^## Unreleased\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
        assert unreleased is not None
        assert "\n- " in unreleased[1]

    def test_what_make_runs_is_there(self) -> None:
        text = (ROOT / "Makefile").read_text(encoding="utf-8")
        named = [name for name in re.findall(r"-m ([\w.]+)", text) if name.startswith("tests.")]
        assert named
        places = {name: ROOT / name.replace(".", "/") for name in named}
        assert [
            name for name, at in places.items() if not (at.with_suffix(".py").is_file() or (at / "__main__.py").is_file())
        ] == []

    def test_the_first_screen_of_the_readme_has_both_commands(self) -> None:
        screen = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:40])
        assert "python3 kokousmuisti.py serve" in screen
        assert "python3 kokousmuisti.py check" in screen

    def test_the_commands_and_the_documents_agree(self) -> None:
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        assert set(re.findall(r"`kb ([a-z-]+)", readme)) == set(COMMANDS)

    def test_every_link_of_the_documents_leads_somewhere(self) -> None:
        broken = []
        for path in text_files():
            if path.suffix != ".md" or path.is_relative_to(ROOT / "tests"):
                continue
            for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
                file, _, anchor = link.partition("#")
                target = (path.parent / file) if file else path
                if ":" in file:
                    continue
                if not target.exists() or (anchor and anchor not in anchors(target)):
                    broken.append(f"{name_of(path)}: {link}")
        assert broken == []

    def test_every_decision_is_in_the_index_of_decisions(self) -> None:
        folder = ROOT / "docs" / "decisions"
        index = (folder / "README.md").read_text(encoding="utf-8")
        records = sorted(path.name for path in folder.glob("[0-9]*.md"))
        assert records
        assert [name for name in records if f"({name})" not in index] == []

    def test_nothing_is_left_to_do_and_no_ones_machine_is_named(self) -> None:
        unwanted = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|/(?:root|home|Users)/\w|(?<![\w./])/wor" + r"k\b")
        found = [
            f"{name_of(path)}:{number}: {line.strip()[:80]}"
            for path in text_files()
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
            if unwanted.search(line)
        ]
        assert found == []


def anchors(path: Path) -> set[str]:
    """The anchors that the headings of a Markdown page get."""
    headings = re.findall(r"^#+ +(.+?) *$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


class TestComplexity:
    """A ratchet: the figures may only fall. By radon, over every function and method of the product."""

    OVER_TWELVE = 87
    OVER_TWENTY = 0

    def test_few_functions_are_complex_and_fewer_with_every_change(self) -> None:
        found = {
            f"{name_of(path)}:{name}": complexity
            for path in modules()
            for name, complexity in complexities(path.read_text(encoding="utf-8"))
        }
        worst = sorted((name for name in found if found[name] > 20), key=lambda name: -found[name])
        assert len(worst) <= self.OVER_TWENTY, worst
        assert sum(complexity > 12 for complexity in found.values()) <= self.OVER_TWELVE


def complexities(source: str) -> Iterator[tuple[str, int]]:
    """Each function and method with its cyclomatic complexity."""
    for block in cc_visit(source):
        if not hasattr(block, "methods"):
            yield f"{block.classname}.{block.name}" if block.classname else block.name, block.complexity

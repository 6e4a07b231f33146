#!/usr/bin/env python3
"""Kokousmuisti from a fresh checkout in one command: makes its own environment, then serves or checks.

    python3 kokousmuisti.py serve [CORPUS]   builds the index of CORPUS (default: the demo in corpus/) and serves it
    python3 kokousmuisti.py check            passes the checks and the tests
    python3 kokousmuisti.py kb …             runs the `kb` command

Standard library only, since nothing is installed yet when it starts. The environment is `.venv` (or `KB_VENV`), filled from
the hash-locked files of requirements/ with wheels only, and filled again only when a lock changes. Finnish is read with
Debian's own Voikko where its packages are or may be installed (root, or sudo that asks nothing), else with pyvoikko;
`KB_VOIKKO=pyvoikko` chooses the latter. Debian packages are installed only after a yes at the terminal, or with `KB_APT=1`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST, NEWEST = (3, 11), (3, 13)

RUN = "run"  # what the program needs
CHECK = "check"  # the same and what its tests need

READ_WITH_PROBLEMS = 3  # the exit status of `kb index` when the index is whole but some files could not be read
BAD_USE = 2


class Failure(Exception):
    """What stopped the work, in Finnish, with what to do about it."""


def main(arguments: list[str]) -> int:
    """Runs one command; the exit status is that of what was run."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace", line_buffering=True)  # type: ignore[union-attr]
    # What follows `kb` and `check` is theirs, in the order it was written.
    own = arguments[:1] if arguments[:1] in (["kb"], ["check"]) else arguments
    parser = _parser()
    options, rest = parser.parse_args(own), arguments[len(own) :]
    if options.run is None:
        parser.print_help(sys.stderr)
        return BAD_USE
    try:
        _require_python(arguments)
        return int(options.run(options, rest))
    except Failure as failure:
        say(f"Ei onnistunut. {failure}")
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = _in_finnish(
        argparse.ArgumentParser(
            prog="kokousmuisti.py",
            usage="python3 kokousmuisti.py {serve,check,kb} …",
            description="Kokousmuisti: kokousaineistojen haku. Ensimmäinen käynnistys asentaa tarvittavan kansioon .venv.",
            add_help=False,
        )
    )
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="komennot", metavar="KOMENTO")
    usage = "python3 kokousmuisti.py serve [KANSIO] [--data KANSIO] [--host OSOITE] [--port PORTTI]"
    command = _in_finnish(
        commands.add_parser("serve", help="rakenna hakemisto ja avaa haku selaimelle", usage=usage, add_help=False)
    )
    command.add_argument("corpus", nargs="?", type=Path, metavar="KANSIO", help="aineisto (oletus: esimerkkiaineisto corpus)")
    command.add_argument("--data", type=Path, metavar="KANSIO", help="hakemiston paikka (oletus: .kb aineiston vieressä)")
    command.add_argument("--host", metavar="OSOITE", help="osoite, jossa palvellaan (oletus 127.0.0.1, vain tämä kone)")
    command.add_argument("--port", metavar="PORTTI", help="portti (oletus 8765)")
    command.set_defaults(run=serve)
    command = commands.add_parser("check", help="aja tarkistukset ja testit; loput valinnat menevät pytestille")
    command.set_defaults(run=check)
    command = commands.add_parser("kb", help="aja kb-komento, esimerkiksi: kb search seurantarakenne")
    command.set_defaults(run=kb)
    return parser


def _in_finnish(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    # argparse has no other way to name its headings than these two.
    parser._positionals.title, parser._optionals.title = "kohteet", "valinnat"
    parser.add_argument("-h", "--help", action="help", help="näytä tämä ohje")
    return parser


# The commands


def serve(options: argparse.Namespace, rest: list[str]) -> int:
    """Builds the index and serves it until stopped; what could not be read does not stop the serving."""
    environment = prepare(RUN)
    corpus = (options.corpus or ROOT / "corpus").expanduser().absolute()
    environ = _environ() | {"KB_CORPUS": str(corpus)}
    index = (options.data or Path(os.environ.get("KB_DATA", corpus.parent / ".kb"))).expanduser().absolute()
    data = ["--data", str(index)] if options.data else []
    say(f"Luen aineiston: {corpus}")
    status = subprocess.run([*_kb(environment), "index", str(corpus), *data], env=environ, check=False).returncode
    if status not in (0, READ_WITH_PROBLEMS):
        if status == BAD_USE or not (index / "current").is_file():
            return status
        say("Palvelen edellistä hakemistoa.")
    served = [part for name in ("host", "port") if getattr(options, name) for part in (f"--{name}", getattr(options, name))]
    return _hand_over([*_kb(environment), "serve", *data, *served], environ)


def check(options: argparse.Namespace, rest: list[str]) -> int:
    """Runs every check even when one fails, the tests last; 0 when all passed."""
    environment = prepare(CHECK)
    python = str(_python(environment))
    steps = {
        "ruff check": [str(_program(environment, "ruff")), "check", "."],
        "ruff format": [str(_program(environment, "ruff")), "format", "--check", "."],
        "mypy": [python, "-m", "mypy"],
        "lint-imports": [str(_program(environment, "lint-imports"))],
        "pytest": [python, "-m", "pytest", *(rest or [])],
    }
    failed = []
    for name, step in steps.items():
        say(f"Tarkistus: {name}")
        if subprocess.run(step, cwd=ROOT, env=_environ(), check=False).returncode:
            failed.append(name)
    if failed:
        say(f"Tarkistuksista ei mennyt läpi: {', '.join(failed)}")
    return 1 if failed else 0


def kb(options: argparse.Namespace, rest: list[str]) -> int:
    """Hands over to the `kb` command."""
    return _hand_over([*_kb(prepare(RUN, quiet=True)), *rest], _environ())


# The environment


def prepare(group: str, quiet: bool = False) -> Path:
    """The folder of an environment that holds what `group` needs, made and filled where it is not yet."""
    environment = Path(os.environ.get("KB_VENV", ROOT / ".venv")).expanduser().absolute()
    make_environment(environment)
    wanted = lock_digest(group)
    if _recorded(environment, group) != wanted:
        _fill(environment, group)
        _record(environment, group, wanted)
        if group == CHECK:  # it holds all that RUN does
            _record(environment, RUN, lock_digest(RUN))
    _choose_voikko(environment, quiet)
    return environment


def lock_digest(group: str) -> str:
    """What the environment was filled from, as one word: changes with the locks, the project's metadata and Python."""
    digest = hashlib.sha256(f"{group} {sys.version_info[:2]} {ROOT}".encode())
    for path in (ROOT / "requirements" / f"{group}.txt", ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def make_environment(environment: Path) -> None:
    """Makes the environment where it is missing, was moved or belongs to another Python."""
    ours = _recorded(environment, "for")  # an environment does not survive being moved: its scripts name its old place
    if not _works(environment) or ours not in ("", str(environment)):
        if environment.exists() and not ours and any(environment.iterdir()):
            raise Failure(f"Kansio {environment} on jo olemassa, eikä se kelpaa Python-ympäristöksi. Siirrä se muualle.")
        say(f"Luon Python-ympäristön: {environment}")
        bundled = _has_ensurepip() or (apt_install(["python3-venv"], "Pythonin venv-osan") and _has_ensurepip())
        command = [sys.executable, "-m", "venv", "--clear", *([] if bundled else ["--without-pip"]), str(environment)]
        _run_or_fail(command, "Python-ympäristön luominen ei onnistunut.")
        _record(environment, "for", str(environment))


def _pip(environment: Path) -> list[str]:
    """The command that installs into the environment: its own pip, Debian's, or that of the Python that runs this."""
    python = str(_python(environment))
    pip = [python, "-m", "pip"]
    if _succeeds([*pip, "--version"]) or _brought_pip(environment):
        return pip
    outer = [sys.executable, "-m", "pip", "--python", python]
    if _succeeds([*outer, "--version"]):  # pip 22.3 or newer installs into an environment it is not in
        return outer
    raise Failure(
        "Pythonin venv-osa puuttuu, eikä sitä voi asentaa näillä oikeuksilla. "
        "Debianissa ja Ubuntussa: sudo apt install python3-venv. Käynnistä sitten uudelleen."
    )


def _brought_pip(environment: Path) -> bool:
    """Whether Debian's own pip was put into the environment without the right to install packages.

    A fresh Debian has Python without pip. Anyone may download a package that apt verifies, and unpack it in a folder.
    """
    if not _apt() or not shutil.which("dpkg-deb"):
        return False
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "state/lists/partial").mkdir(parents=True)
        (Path(folder) / "cache/archives/partial").mkdir(parents=True)
        places = (f"Dir::State={folder}/state", f"Dir::Cache={folder}/cache", "Dir::State::status=/var/lib/dpkg/status")
        own = [part for place in places for part in ("-o", place)]
        download = ["download", "python3-pip-whl"]
        fetched = _succeeds(["apt-get", *download], cwd=folder) or (
            _succeeds(["apt-get", *own, "update"]) and _succeeds(["apt-get", *own, *download], cwd=folder)
        )
        if not fetched or not all(_succeeds(["dpkg-deb", "-x", str(path), folder]) for path in Path(folder).glob("*.deb")):
            return False
        python = str(_python(environment))
        wheels = sorted(Path(folder).glob("usr/share/python-wheels/pip-*.whl"))
        return any(_succeeds([python, f"{wheel}/pip", "install", "--no-index", str(wheel)]) for wheel in wheels)


def _works(environment: Path) -> bool:
    version = ".".join(map(str, sys.version_info[:2]))
    test = f"import sys; sys.exit('%d.%d' % sys.version_info[:2] != {version!r})"
    return _python(environment).exists() and _succeeds([str(_python(environment)), "-c", test])


def _has_ensurepip() -> bool:
    # Asked in a process of its own: it may have been installed while this one was running.
    return _succeeds([sys.executable, "-c", "import ensurepip, venv"])


def _fill(environment: Path, group: str) -> None:
    pip = _pip(environment)
    say("Asennan riippuvuudet lukitusta luettelosta. Ensimmäisellä kerralla tämä kestää noin minuutin.")
    lock = ROOT / "requirements" / f"{group}.txt"
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input", "--root-user-action=ignore"]
    # Wheels only: nothing downloaded runs while it is installed. The lock is whole: no dependency is looked for.
    locked = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "-r", str(lock)]
    _run_or_fail(
        [*pip, "install", *quiet, *locked],
        "Riippuvuuksien asennus ei onnistunut. Tarkista verkkoyhteys (ja välityspalvelimen asetukset) ja yritä uudelleen.",
    )
    own = ["--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)]
    _run_or_fail([*pip, "install", *quiet, *own], "Kokousmuistin oma asennus ei onnistunut.")


def _recorded(environment: Path, group: str) -> str:
    path = environment / f"installed-{group}"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _record(environment: Path, group: str, text: str) -> None:
    (environment / f"installed-{group}").write_text(text, encoding="utf-8")


def _python(environment: Path) -> Path:
    return _program(environment, "python")


def _program(environment: Path, name: str) -> Path:
    return environment / "Scripts" / f"{name}.exe" if os.name == "nt" else environment / "bin" / name


def _kb(environment: Path) -> list[str]:
    return [str(_program(environment, "kb"))]


# Voikko


def _choose_voikko(environment: Path, quiet: bool) -> None:
    """Offers Debian's Voikko once where it can be installed, and says which Voikko reads the Finnish."""
    wanted = os.environ.get("KB_VOIKKO", "").strip().lower()
    python = str(_python(environment))
    native = wanted != "pyvoikko" and _succeeds([python, "-c", "import libvoikko; libvoikko.Voikko('fi')"])
    if not native and wanted != "pyvoikko" and not _recorded(environment, "voikko"):
        native = apt_install(["libvoikko1", "voikko-fi"], "suomen kielen sanaston Voikon")
        _record(environment, "voikko", "tried\n")
    if quiet:
        return
    if native:
        say("Suomen kieli: Voikko käyttöjärjestelmästä (libvoikko).")
    else:
        say(
            "Suomen kieli: Voikko Python-pakettina (pyvoikko). Haku löytää saman, mutta indeksointi on hitaampaa "
            "ja kirjoitusvirheisiin ehdotetaan vähemmän korjauksia."
        )
        if sys.platform == "linux" and wanted != "pyvoikko":
            say(
                "  Nopeampi Debianissa ja Ubuntussa: sudo apt install libvoikko1 voikko-fi, tai käynnistä asetuksella KB_APT=1."
            )


def apt_install(packages: list[str], what: str) -> bool:
    """Whether Debian's packages were installed: only where that was allowed. False where there is no apt-get or no right to it."""
    apt, become = _apt(), _may_become_root()
    if not apt or become is None or not _may_install(packages, what):
        return False
    say(f"Asennan {what} Debianin paketeista: {' '.join(packages)}")
    apt_get = [*become, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-q", "-y", "-o", "DPkg::Lock::Timeout=60"]
    patience = ["-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20"]
    install = [*apt_get, *patience, "install", "--no-install-recommends", *packages]
    # A fresh machine has no package lists; one that has them need not fetch them again.
    if _succeeds(install) or (_succeeds([*apt_get, *patience, "update"]) and _succeeds(install)):
        return True
    say("  Pakettien asennus ei onnistunut; jatkan ilman niitä.")
    return False


def _may_install(packages: list[str], what: str) -> bool:
    """Whether the machine's own packages may be added to: `KB_APT=1` says so beforehand, else a person at the terminal is asked."""
    if os.environ.get("KB_APT", "").strip() == "1":
        return True
    if not (sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(f"Asennetaanko {what} Debianin paketeista ({' '.join(packages)})? [k/E] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("k", "kyllä", "y", "yes", "j", "ja")


def _may_become_root() -> list[str] | None:
    """What makes a command run as root without asking: nothing for root, sudo where it needs no password, else None."""
    if os.name == "nt":
        return None
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and _succeeds(["sudo", "-n", "true"]) else None


def _apt() -> str:
    """Where apt-get is; empty where there is none or it is not to be used."""
    return shutil.which("apt-get") or "" if sys.platform == "linux" and os.environ.get("KB_APT") != "0" else ""


# Processes


def say(sentence: str) -> None:
    """One line for the person at the terminal; standard output stays free for what is run."""
    print(sentence, file=sys.stderr)


def _environ() -> dict[str, str]:
    """The environment of what is run: UTF-8 also on Windows, nobody else's Python modules."""
    unwanted = {"PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
    return {name: value for name, value in os.environ.items() if name not in unwanted} | {"PYTHONUTF8": "1"}


def _succeeds(command: list[str], cwd: str | None = None) -> bool:
    """Whether the command ends well; nothing of it is shown, and it can ask nothing."""
    silent = subprocess.DEVNULL
    try:
        done = subprocess.run(command, cwd=cwd, env=_environ(), stdin=silent, stdout=silent, stderr=silent, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _run_or_fail(command: list[str], sentence: str) -> None:
    try:
        done = subprocess.run(command, env=_environ(), cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    except OSError as error:
        raise Failure(f"{sentence}\n{error}") from error
    if done.returncode:
        raise Failure(f"{sentence}\n{done.stdout[-2000:]}{done.stderr[-4000:]}".rstrip())


def _hand_over(command: list[str], environ: dict[str, str]) -> int:
    """Becomes the command, so that signals and the exit status are its own; on Windows runs it and waits."""
    if os.name != "nt":
        os.execve(command[0], command, environ)
    return subprocess.run(command, env=environ, check=False).returncode


def _require_python(arguments: list[str]) -> None:
    """Goes on in a Python that is new enough and not too new; raises Failure where the machine has none."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other and _succeeds([other, "-c", f"import sys; sys.exit(sys.version_info[:2] != (3, {minor}))"]):
            raise SystemExit(subprocess.run([other, str(Path(__file__).resolve()), *arguments], check=False).returncode)
    have = ".".join(map(str, sys.version_info[:3]))
    raise Failure(f"Tarvitaan Python 3.11, 3.12 tai 3.13. Tämä on Python {have} ({sys.executable}).")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

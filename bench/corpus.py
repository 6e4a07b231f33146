"""A corpus of any size in the shape of real ones: several bodies that meet for years, with minutes, agendas and decks.

About three files a meeting: minutes as Markdown, DOCX or PDF (each body has a habit), often an agenda, and decks and papers
as PPTX, PDF and DOCX. Matters come back from meeting to meeting, decisions are carried out or put off, people come and go.
With ten times the files there are more bodies and longer years, both. The same size and seed give the same bytes.
"""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.words import CASES, KNOWN, Case, Lexicon, Noun, often
from corpus.tarina.markdown import write_markdown
from corpus.tarina.markup import Block, Run, parse_blocks
from corpus.tarina.pdf import write_pdf
from corpus.tarina.slides import write_pptx
from corpus.tarina.word import write_docx

VERSION: Final = 2
_DONE: Final = "bench.json"
_FIRST_DAY: Final = datetime.date(2018, 1, 9)
_FILES_PER_MEETING: Final = 3
_SUBJECTS: Final = ("Kuntatiedon", "Luparekisterin", "Vesiverkon", "Palvelukartan", "Koulutiedon", "Talviteiden", "Metsäkannan")
_KINDS: Final = ("ohjausryhmä", "työryhmä", "lautakunta", "asiantuntijaryhmä", "johtoryhmä")
_TALK: Final = (
    "{who} esitteli {gen} {par} ja totesi, että {nom} on valmis {ine}.",
    "{who} kertoi, että {gen} {nom2} viivästyy {ela} johtuvista syistä.",
    "Keskusteltiin {ela} ja {gen} vaikutuksista {ill}. Pidettiin tärkeänä, että {nom} otetaan huomioon {ine}.",
    "{who} kysyi, miten {nom} liittyy {ill}, ja korosti {gen} merkitystä.",
    "Saatujen {plgen} perusteella {nom} koskee myös {par} ja {plpar}.",
    "{org} on laatinut {gen} ja toimittanut {plpar} ryhmälle ennen kokousta.",
    "{gen} käyttöönotto edellyttää {par}, joten {nom} arvioidaan uudelleen {ade}.",
    "Todettiin, että {nom} ei vielä riitä {ill} eikä {par} ole saatu kaikilta.",
)
_OUTCOMES: Final = (
    "Päätettiin, että {org} laatii {gen} {day} mennessä.",
    "Sovittiin, että {who} valmistelee {par} seuraavaan kokoukseen.",
    "**Päätös:** Hyväksyttiin {nom} esityksen mukaisesti.",
    "Merkittiin {nom} tiedoksi.",
    "Hyväksyttiin {gen} {nom2} (tuotos {output}).",
    "{org} toimittaa {plpar} viimeistään {day}.",
    "Palataan {ill} seuraavassa kokouksessa.",
    "Siirrettiin {gen} käsittely seuraavaan kokoukseen.",
)


@dataclass(slots=True)
class Body:
    """A body: its name, its people (name, organisation), its matters and its habits."""

    name: str
    folder: str
    people: list[tuple[str, str]]
    matters: list[tuple[Noun, ...]]
    format: str
    every: int
    outputs: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class File:
    """One file to write: where, and what its bytes are made of."""

    path: str
    format: str
    day: datetime.date
    blocks: tuple[Block, ...] = ()
    slides: str = ""

    def content(self) -> bytes:
        """The file's bytes."""
        if self.format == "pptx":
            return write_pptx(self.slides, day=self.day, invented="Keksitty aineisto")
        if self.format == "md":
            return write_markdown(self.blocks)
        if self.format == "docx":
            return write_docx(self.blocks, day=self.day, header="Keksitty aineisto", footer="")
        return write_pdf(self.blocks, day=self.day, header=("Keksitty aineisto",), footer="")


def make(folder: Path, size: int, seed: int = 1) -> Path:
    """The corpus of so many files in a folder, made unless it is there already."""
    mark = folder / _DONE
    wanted = {"version": VERSION, "size": size, "seed": seed}
    if mark.is_file() and json.loads(mark.read_text(encoding="utf-8")) == wanted:
        return folder / "aineisto"
    home = folder / "aineisto"
    files = list(plan(size, seed))
    with ProcessPoolExecutor() as pool:
        for _ in pool.map(_write, [home] * len(files), files, chunksize=20):
            pass
    mark.write_text(json.dumps(wanted), encoding="utf-8")
    return home


def _write(home: Path, file: File) -> None:
    path = home / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.content())


def plan(size: int, seed: int = 1) -> Iterator[File]:
    """The files of a corpus of `size` files, body by body, oldest first."""
    bodies = max(2, round(0.4 * size**0.5))
    share = size // bodies
    for number in range(bodies):
        # Small and large bodies: from half the mean to one and a half.
        own = share if bodies < 2 else round(share * (0.5 + number / (bodies - 1)))
        if number == bodies - 1:
            own = size - sum(round(share * (0.5 + n / (bodies - 1))) for n in range(bodies - 1))
        yield from _of_body(number, own, seed)


def one_more(size: int, seed: int = 1) -> File:
    """Minutes that a corpus does not have yet: of its first body, the day after its last meeting."""
    body, chance = _body(0, seed), random.Random(f"one more {size} {seed}")
    day = max(file.day for file in _of_body(0, size, seed)) + datetime.timedelta(days=1)
    return File(f"{body.folder}/{day.isoformat()}/muistio.md", "md", day, _minutes(body, 999, day, chance, []))


def _body(number: int, seed: int) -> Body:
    lexicon, chance = Lexicon(1000 * seed + number), random.Random(f"body {seed} {number}")
    organisations = [lexicon.acronym() for _ in range(6)]
    people = [(f"{lexicon.first_name()} {lexicon.surname()}", chance.choice(organisations)) for _ in range(14)]
    subject = _SUBJECTS[number] if number < len(_SUBJECTS) else lexicon.compound().form("gen").capitalize()
    name = f"{subject} {_KINDS[number % len(_KINDS)]}"
    matters = [lexicon.matter() for _ in range(25)]
    outputs = [f"{part}.{place}" for part in range(1, 4) for place in range(1, 5)]
    format = ("md", "pdf", "docx")[number % 3]
    return Body(name, f"toimielin-{number + 1:02}", people, matters, format, chance.choice((21, 28, 35)), outputs)


def _of_body(number: int, count: int, seed: int) -> Iterator[File]:
    body, lexicon = _body(number, seed), Lexicon(77_000 * seed + number)
    left, place, day = count, 0, _FIRST_DAY + datetime.timedelta(days=number % 20)
    while left > 0:
        place += 1
        day += datetime.timedelta(days=body.every)
        chance = random.Random(f"{seed} {number} {place}")
        # Matters come and go: each meeting one old one ends and a new one begins.
        body.matters[chance.randrange(len(body.matters))] = lexicon.matter()
        for file in _of_meeting(body, place, day, chance)[:left]:
            left -= 1
            yield file


def _of_meeting(body: Body, place: int, day: datetime.date, chance: random.Random) -> list[File]:
    folder = f"{body.folder}/{day.isoformat()}"
    decks = [
        (number, often(chance, body.matters[number % len(body.matters)])) for number in range(1, chance.choice((1, 2, 3, 4)))
    ]
    names = [f"LIITE {number} {noun.form('nom').capitalize()}" for number, noun in decks]
    files = [File(f"{folder}/muistio.{body.format}", body.format, day, _minutes(body, place, day, chance, names))]
    if chance.random() < 0.5:
        files.append(File(f"{folder}/esityslista.docx", "docx", day, _agenda(body, place, day, chance)))
    for name in names:
        format = chance.choices(("pptx", "pdf", "docx"), (6, 3, 1))[0]
        slides = _slides(body, name, chance) if format == "pptx" else ""
        blocks = () if slides else _paper(body, name, chance)
        files.append(File(f"{folder}/liitteet/{name}.{format}", format, day, blocks, slides))
    return files


def _head(body: Body, place: int, day: datetime.date, kind: str) -> list[Block]:
    return [
        Block("title", (Run(f"{body.name.capitalize()}n kokous {place}/{day.year}"),)),
        Block("subtitle", (Run(kind),)),
        Block("label", (Run("Aika ja paikka"),)),
        Block("paragraph", (Run(f"{day.day}.{day.month}.{day.year}, klo 13.00–15.00, Teams-kokous"),)),
    ]


def _minutes(body: Body, place: int, day: datetime.date, chance: random.Random, attached: list[str]) -> tuple[Block, ...]:
    blocks = _head(body, place, day, "KOKOUSMUISTIO")
    blocks.append(Block("label", (Run("Läsnäolijat"),)))
    present = sorted(chance.sample(range(len(body.people)), 9))
    for rank, number in enumerate(present):
        name, organisation = body.people[number]
        role = " (pj.)" if rank == 0 else " (sihteeri)" if rank == 8 else ""
        blocks.append(Block("bullet", (Run(f"{name}, {organisation}{role}"),)))
    blocks.append(Block("item", (Run("Kokouksen avaaminen"),), (), "1"))
    blocks.append(Block("paragraph", (Run("Puheenjohtaja avasi kokouksen klo 13.00."),)))
    for number, matter in enumerate(_chosen(body, chance), start=2):
        name, organisation = body.people[chance.choice(present)]
        output = f" (tuotos {chance.choice(body.outputs)})" if chance.random() < 0.25 else ""
        title = f"{matter[0].form('gen').capitalize()} {matter[3].form('nom')}{output}, {name.split()[1]}/{organisation}"
        blocks.append(Block("item", (Run(title),), (), str(number)))
        source = [_talk(body, matter, day, chance) for _ in range(chance.choice((1, 2, 2, 3)))]
        source += [_filled(chance.choice(_OUTCOMES), body, matter, day, chance) for _ in range(chance.choice((0, 1, 1, 2)))]
        blocks += parse_blocks("\n\n".join(source))
    blocks.append(Block("label", (Run("Liitteet"),)))
    blocks += [Block("bullet", (Run(name),)) for name in attached]
    return tuple(blocks)


def _agenda(body: Body, place: int, day: datetime.date, chance: random.Random) -> tuple[Block, ...]:
    blocks = _head(body, place, day, "ESITYSLISTA")
    for number, matter in enumerate(_chosen(body, chance), start=1):
        title = f"{matter[0].form('gen').capitalize()} {matter[3].form('nom')}"
        blocks.append(Block("item", (Run(title),), (), str(number)))
    return tuple(blocks)


def _paper(body: Body, name: str, chance: random.Random) -> tuple[Block, ...]:
    matter = chance.choice(body.matters)
    blocks = [Block("title", (Run(name),))]
    for _ in range(chance.choice((3, 5, 8))):
        blocks.append(
            Block("heading", (Run(f"{often(chance, matter).form('gen').capitalize()} {chance.choice(KNOWN).form('nom')}"),))
        )
        blocks.append(Block("paragraph", (Run(_talk(body, matter, _FIRST_DAY, chance)),)))
    return tuple(blocks)


def _slides(body: Body, name: str, chance: random.Random) -> str:
    matter = chance.choice(body.matters)
    lines = [f"# {name}", body.people[0][1]]
    for _ in range(chance.choice((4, 6, 9))):
        lines.append(f"## {often(chance, matter).form('gen').capitalize()} {chance.choice(KNOWN).form('nom')}")
        lines += [f"- {_filled(chance.choice(_TALK), body, matter, _FIRST_DAY, chance)}" for _ in range(3)]
        if chance.random() < 0.3:
            lines.append(f"! {_filled(chance.choice(_TALK), body, matter, _FIRST_DAY, chance)}")
    return "\n".join(lines)


def _chosen(body: Body, chance: random.Random) -> list[tuple[Noun, ...]]:
    return chance.sample(body.matters, chance.choice((4, 6, 8)))


def _talk(body: Body, matter: tuple[Noun, ...], day: datetime.date, chance: random.Random) -> str:
    return " ".join(_filled(chance.choice(_TALK), body, matter, day, chance) for _ in range(chance.choice((2, 3, 4))))


def _filled(template: str, body: Body, matter: tuple[Noun, ...], day: datetime.date, chance: random.Random) -> str:
    """A sentence of a matter: its own words in the cases that the template asks for, now and then another word."""

    def noun(case: Case) -> str:
        own = often(chance, matter) if chance.random() < 0.7 else often(chance, KNOWN)
        return own.form(case)

    due = day + datetime.timedelta(days=chance.choice((14, 30, 60, 120)))
    name, organisation = chance.choice(body.people)
    words = {case: noun(case) for case in CASES}
    text = template.format(
        **words,
        nom2=noun("nom"),
        who=name.split()[1],
        org=organisation,
        day=f"{due.day}.{due.month}.{due.year}",
        output=chance.choice(body.outputs),
    )
    return text[0].upper() + text[1:]

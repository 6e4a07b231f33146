"""Lines of a PDF into rows, and rows into paragraphs, list items and headings, in reading order.

What a word processor knew is guessed from geometry: a paragraph goes on where the next line's first word would not have
fitted, the distance between the lines is the usual one and the indents agree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest
from statistics import median
from typing import Final

from files.extract.pdf_lines import Line, PdfWord, make_line

BULLETS: Final = frozenset("•◦▪▫■□●○‣⁃∙·►▶➢➤❖✓✔")
_SOFT_BULLETS: Final = frozenset("-–—o*")
_ENUMERATOR: Final = re.compile(r"\(?(?:\d{1,2}|[a-zåäö]|[ivx]{1,4})[.)]")
_NUMBERED: Final = re.compile(r"§|\d{1,3}(?:\.\d{1,2})*[.)]?|[A-ZÅÄÖ][.)]|\(?[a-zåäö]\)")
_COUNTED: Final = re.compile(r"\(?\d{1,3}[.)]?")
_ITEM_NUMBER: Final = re.compile(r"§\s*\d+(?:\s*[a-z])?|\d+\s*(?:[a-z]\s*)?§|\d{1,3}(?:\s*[a-z])?[.)]?")
_LABEL: Final = re.compile(r"[A-ZÅÄÖ][^\W\d_]+:")
_BEFORE_NUMBERS: Final = frozenset(
    ("klo", "kello", "liite", "liitteen", "kohta", "kohdan", "§", "sivu", "nro", "n:o", "kl.", "bilaga")
)
_ENDS: Final = (".", ":", ";", "!", "?")
_COLUMN_LINES: Final = 5


@dataclass(slots=True)
class Row:
    """Lines side by side. Segments are parted by wide gaps, as a label from its value."""

    segments: list[Line]
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    right: float = 0.0

    @property
    def words(self) -> list[PdfWord]:
        """All words from left to right."""
        return [word for segment in self.segments for word in segment.words]

    @property
    def size(self) -> float:
        """The size of its widest segment."""
        return max(self.segments, key=lambda line: line.x1 - line.x0).size

    @property
    def scanned(self) -> bool:
        """Whether it was read from a picture, where nothing stands quite straight."""
        return self.segments[0].words[0].confidence is not None

    @property
    def bullet(self) -> bool:
        """Whether a list bullet stands first."""
        first = self.words[0].text
        if len(self.words) < 2:
            return False
        return (first[0] in BULLETS and len(first) == 1) or first in _SOFT_BULLETS

    @property
    def hang(self) -> float:
        """Where a second line would begin that hangs under the text after a bullet, number or label."""
        words = self.words
        if len(self.segments) > 1:
            return self.segments[1].x0
        if len(words) > 1 and (self.bullet or _NUMBERED.fullmatch(words[0].text)):
            return words[1].x0
        return self.x0


@dataclass(slots=True)
class Paragraph:
    """Rows that belong together, and what they were found to be."""

    rows: list[Row]
    gap: float = 0.0
    new_page: bool = False
    heading: int | None = None
    bullet: bool = False
    depth: int = 0
    cells: tuple[tuple[Row, ...], ...] = ()
    header: bool = False

    @property
    def words(self) -> list[PdfWord]:
        """All words in reading order."""
        return [word for row in self.rows for word in row.words]


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document: body size, body font, the distance from line to line (in sizes), where pages end."""

    size: float
    font: str
    leading: float
    bottom: float
    bold: bool
    italic: bool


def rows_of(lines: Sequence[Line], width: float) -> list[list[Row]]:
    """The rows of a page's columns, in reading order: one list a region that is read as one."""
    regions: list[list[Row]] = []
    for region in _regions(sorted(lines, key=lambda line: (round(line.y0), line.x0)), width):
        rows = _rows(region)
        right = _right_edge(rows)
        for row in rows:
            row.right = right
        regions.append(_lift_labels(rows))
    return regions


def row_of(line: Line) -> Row:
    """A row of one line."""
    return Row([line], line.page, line.x0, line.y0, line.x1, line.y1)


def _rows(lines: Sequence[Line]) -> list[Row]:
    rows: list[Row] = []
    for line in lines:
        home = next((row for row in reversed(rows[-4:]) if _beside(row, line)), None)
        if home is None:
            rows.append(row_of(line))
        else:
            home.segments.append(line)
            home.segments.sort(key=lambda segment: segment.x0)
            home.x0, home.x1 = min(home.x0, line.x0), max(home.x1, line.x1)
            home.y0, home.y1 = min(home.y0, line.y0), max(home.y1, line.y1)
    for row in rows:
        row.segments = _close_segments(row.segments)
    return sorted(rows, key=lambda row: (row.y0, row.x0))


def _beside(row: Row, line: Line) -> bool:
    """Whether a line stands on the row's height and over none of its segments."""
    overlap = min(row.y1, line.y1) - max(row.y0, line.y0)
    if overlap < 0.55 * min(row.y1 - row.y0, line.y1 - line.y0):
        return False
    return all(line.x0 >= segment.x1 - 2 or line.x1 <= segment.x0 + 2 for segment in row.segments)


def _close_segments(segments: list[Line]) -> list[Line]:
    """Segments so close that a plain space parts them are one; where not even a space does, their words are one too."""
    out = [segments[0]]
    for line in segments[1:]:
        gap, last = line.x0 - out[-1].x1, out[-1]
        if gap < 0.1 * line.size:
            glued = _glue(last.words[-1], line.words[0])
            out[-1] = make_line([*last.words[:-1], glued, *line.words[1:]], line.page)
        elif gap < line.size:
            out[-1] = make_line([*last.words, *line.words], line.page)
        else:
            out.append(line)
    return out


def _glue(left: PdfWord, right: PdfWord) -> PdfWord:
    return replace(
        left, text=left.text + right.text, x1=max(left.x1, right.x1), y0=min(left.y0, right.y0), y1=max(left.y1, right.y1)
    )


def _lift_labels(rows: list[Row]) -> list[Row]:
    """A label centred on the lines of the cell beside it ("§ 28" before a title of two or three lines) goes to the first."""
    for row in list(rows):
        at = rows.index(row)
        if len(row.segments) == 1:
            above = [other for other in rows[max(0, at - 2) : at] if _overlaps(row, other)]
            is_between = bool(above) and any(_overlaps(row, other) for other in rows[at + 1 : at + 3])
            if len(row.words) <= 3 and is_between:
                _move(row.segments[0], above[0])
                rows.remove(row)
        elif len(row.segments[0].words) <= 3:
            above, below = _stack(rows[:at][::-1], row), _stack(rows[at + 1 :], row)
            if above and len(above) == len(below):
                label = row.segments.pop(0)
                row.x0 = row.segments[0].x0
                _move(label, above[-1])
    return rows


def _overlaps(label: Row, other: Row) -> bool:
    overlap = min(label.y1, other.y1) - max(label.y0, other.y0)
    return label.x1 < other.x0 and overlap > 0.15 * (label.y1 - label.y0)


def _stack(rows: Sequence[Row], row: Row) -> list[Row]:
    """Rows next to one another, from a row on, that begin where its second segment does."""
    out: list[Row] = []
    last = row
    for other in rows:
        close = abs(other.y0 - last.y0) < 1.45 * row.size
        if not close or len(other.segments) > 1 or abs(other.x0 - row.segments[1].x0) > 2:
            break
        out.append(other)
        last = other
    return out


def _move(label: Line, row: Row) -> None:
    row.segments.insert(0, label)
    row.x0 = label.x0


def _right_edge(rows: Sequence[Row]) -> float:
    """The furthest that lines of some words reach, but for the odd one that sticks out (a hanging hyphen)."""
    ends = sorted((row.x1 for row in rows if len(row.words) >= 3), reverse=True) or sorted(
        (row.x1 for row in rows), reverse=True
    )
    few = 1 + len(ends) // 100
    if len(ends) > 20 and ends[0] - ends[few] > 6:
        ends = ends[few:]
    return ends[0] if ends else 0.0


def _columns(band: list[Line], gutter: float) -> list[list[Line]]:
    """The left and right column of a part of a page; the part whole where they are none."""
    left, right = [line for line in band if line.x1 <= gutter], [line for line in band if line.x0 >= gutter]
    return [left, right] if _is_column(left) and _is_column(right) else [band]


def _regions(lines: list[Line], width: float) -> list[list[Line]]:
    """Parts of a page read one after another: above, left column, right column, below."""
    gutter = _gutter(lines, width)
    if gutter is None:
        return [lines] if lines else []
    regions: list[list[Line]] = []
    band: list[Line] = []
    for line in [*lines, None]:
        if line is not None and not line.x0 < gutter < line.x1:
            band.append(line)
            continue
        if band:
            regions += _columns(band, gutter)
            band = []
        if line is not None:
            regions.append([line])
    return [region for region in _merged(regions) if region]


def _merged(regions: list[list[Line]]) -> list[list[Line]]:
    """Single full-width lines after another make one region."""
    out: list[list[Line]] = []
    for region in regions:
        if out and len(region) == 1 and region[0].y0 >= max(line.y0 for line in out[-1]) and not _is_column(out[-1]):
            out[-1] = [*out[-1], *region]
        else:
            out.append(region)
    return out


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """Where a white stripe parts two columns of running text, None in a page of one column."""
    starts = Counter(round(line.x0) for line in lines if 0.3 * width < line.x0 < 0.75 * width)
    for start, count in starts.most_common(3):
        if count < _COLUMN_LINES:
            continue
        gutter = start - 3.0
        left = [line for line in lines if line.x1 <= gutter]
        right = [line for line in lines if line.x0 >= gutter]
        across = len(lines) - len(left) - len(right)
        if _is_column(left) and _is_column(right) and across < min(len(left), len(right)):
            return gutter
    return None


def _is_column(lines: Sequence[Line]) -> bool:
    return len(lines) >= _COLUMN_LINES and median(len(line.words) for line in lines) >= 4


def set_right_edges(pages: Sequence[tuple[float, Sequence[Sequence[Row]]]]) -> None:
    """Give each row the right edge of its text: of its column, or of all pages as wide as its own.

    A text of short lines only does not show its edge: it is taken to be as far from the paper's as the left one.
    """
    single = [(round(width), row) for width, regions in pages if len(regions) == 1 for row in regions[0]]
    by_width: dict[int, list[Row]] = {}
    for width, row in single:
        by_width.setdefault(width, []).append(row)
    for width, rows in by_width.items():
        right = _right_edge(rows)
        mirrored = width - min(row.x0 for row in rows)
        if right < 0.8 * mirrored and sum(len(row.words) >= 7 for row in rows) < 3:
            right = mirrored
        for row in rows:
            row.right = right


def measure(pages: Sequence[Sequence[Row]]) -> Measures:
    """What is usual in the document."""
    looks: Counter[tuple[float, str, bool, bool]] = Counter()
    for word in (word for rows in pages for row in rows for word in row.words):
        looks[word.size, word.font, word.bold, word.italic] += len(word.text)
    bottom = max((row.y1 for rows in pages for row in rows), default=0.0)
    if not looks:
        return Measures(11.0, "", 1.3, bottom, False, False)
    by_size: Counter[float] = Counter()
    for (size, *_), count in looks.items():
        by_size[size] += count
    size = by_size.most_common(1)[0][0]
    _, font, bold, italic = max((look for look in looks if look[0] == size), key=looks.__getitem__)
    return Measures(size, font, _usual_pitch(pages), bottom, bold, italic)


def _usual_pitch(pages: Sequence[Sequence[Row]]) -> float:
    """The distance from row to row within a paragraph, as a share of the letters' size."""
    pitches: Counter[float] = Counter()
    for above, below in (pair for rows in pages for pair in pairwise(rows)):
        if below.y0 > above.y0 and above.size == below.size:
            pitches[round((below.y0 - above.y0) / (above.size or 1), 1)] += 1
    most = max(pitches.values(), default=0)
    return min((pitch for pitch, count in pitches.items() if pitch < 2.2 and count >= 0.25 * most), default=1.3)


def paragraphs(rows: Sequence[Row], usual: Measures) -> list[Paragraph]:
    """The paragraphs of one region."""
    out: list[Paragraph] = []
    for index, row in enumerate(rows):
        last = out[-1] if out else None
        if _is_tabular(row, rows[max(0, index - 1) : index + 2]):
            out.append(Paragraph([row], cells=tuple((row_of(segment),) for segment in row.segments)))
        elif last is not None and not last.cells and _continues(last, row, usual) and not _is_listed(out, row, usual):
            last.rows.append(row)
        else:
            gap = row.y0 - last.rows[-1].y0 if last is not None else 0.0
            out.append(Paragraph([row], gap / (row.size or 1), last is None, bullet=row.bullet))
    return out


def _is_tabular(row: Row, around: Sequence[Row]) -> bool:
    """Whether three or more wide gaps, in this row and in one beside it, show a table without lines."""
    return len(row.segments) >= 3 and any(len(other.segments) >= 3 for other in around if other is not row)


def _continues(paragraph: Paragraph, row: Row, usual: Measures) -> bool:
    above = paragraph.rows[-1]
    pitch = (row.y0 - above.y0) / (above.size or 1)
    if (
        abs(above.size - row.size) > 0.6
        or row.bullet
        or pitch > _leading(paragraph, usual) * 1.2 + _slack(row, 0.05, 0.3)
        or pitch <= 0.3
    ):
        return False
    if not _aligned(paragraph, row):
        return False
    if _is_next_number(paragraph, row) or (_begins_anew(above, row) and not _runs_on(above, row)):
        return False
    return is_full(above, row) or _runs_on(above, row)


def _is_next_number(paragraph: Paragraph, row: Row) -> bool:
    """Whether a row begins with the number after the one that its paragraph begins with: "2 …" and then "3 …"."""
    first, second = paragraph.words[0].text, row.words[0].text
    if not (_COUNTED.fullmatch(first) and _COUNTED.fullmatch(second)):
        return False
    return int(second.strip("().")) == int(first.strip("().")) + 1 and first.strip("0123456789") == second.strip("0123456789")


def _is_listed(before: Sequence[Paragraph], row: Row, usual: Measures) -> bool:
    """Whether a row is the next line of a list of lines (names, each on its own), though the line above is full."""
    if len(before) < 2 or len(before[-1].rows) > 1 or before[-2].cells:
        return False
    above, further = before[-1].rows[0], before[-2].rows[-1]
    tight = 0 < above.y0 - further.y0 <= usual.leading * 1.15 * (above.size or 1)
    same = abs(above.x0 - row.x0) < 2 and abs(above.x0 - further.x0) < 2 and not before[-1].bullet
    return (
        tight
        and same
        and row.words[0].text[0].isupper()
        and not above.words[-1].text.endswith((",", "-", "\u00ad", "ja", "sekä"))
    )


def _begins_anew(above: Row, row: Row) -> bool:
    """Whether an item's number or a label ("Päätös:") stands first: not the time after "klo", nor the day before a month."""
    words = row.words
    first = words[0].text
    if _LABEL.fullmatch(first):
        return True
    if not _NUMBERED.fullmatch(first) or above.words[-1].text.casefold() in _BEFORE_NUMBERS:
        return False
    if len(words) == 1 or first.endswith(")") or first == "§":
        return True
    return words[1].text[0].isupper() or words[1].x0 - words[0].x1 > 0.6 * row.size


def _slack(row: Row, printed: float, scanned: float) -> float:
    """How much a measure may be off."""
    return scanned if row.scanned else printed


def _leading(paragraph: Paragraph, usual: Measures) -> float:
    if len(paragraph.rows) > 1:
        first, second = paragraph.rows[0], paragraph.rows[1]
        return max((second.y0 - first.y0) / (first.size or 1), usual.leading)
    return max(usual.leading, 1.0)


def _aligned(paragraph: Paragraph, row: Row) -> bool:
    first, above = paragraph.rows[0], paragraph.rows[-1]
    near = _slack(row, 3, 7)
    if len(paragraph.rows) > 1:
        return abs(row.x0 - above.x0) < near or _centred(above, row)
    # The first line of a page may be the last of an item that hangs: then an outdent begins something new.
    # A value's second line stands under the value; what stands under the label is new.
    outdent = (
        len(first.segments) == 1
        and -45 < row.x0 - first.x0 < 3
        and (not paragraph.new_page or _runs_on(above, row) or row.x0 > first.x0 - 3)
    )
    return abs(row.x0 - first.hang) < near or (outdent and not first.bullet) or _centred(above, row)


def _centred(above: Row, row: Row) -> bool:
    return abs((above.x0 + above.x1) / 2 - (row.x0 + row.x1) / 2) < 3 and above.x0 > 100


def _runs_on(above: Row, row: Row) -> bool:
    """Whether the words themselves run on: a broken word, a bracket left open, or no full stop before and a small letter
    after, in a long line; a number after a word that takes one ("tuotos | 5.1", "kohdassa | 4") runs on too."""
    last, first = above.words[-1].text, row.words[0].text
    if is_full(above, row) and (_brackets_run_on(above, row) or _number_runs_on(last, first, row)):
        return True
    if last.endswith(("-", "\u00ad")) and len(last) > 1:
        return True
    if first[0].isdigit() and last.casefold() in _BEFORE_NUMBERS:
        return True
    return not last.endswith(_ENDS) and first[0].islower() and above.x1 > above.x0 + 0.55 * (above.right - above.x0)


def _brackets_run_on(above: Row, row: Row) -> bool:
    return _is_open(above) and not _is_open(row, first_only=True)


def _number_runs_on(last: str, first: str, row: Row) -> bool:
    return first[0].isdigit() and last[-1:].islower() and not row.bullet


def _is_open(row: Row, *, first_only: bool = False) -> bool:
    """Whether a row leaves a bracket open."""
    text = row.words[0].text if first_only else " ".join(word.text for word in row.words)
    return text.count("(") > text.count(")")


def is_full(above: Row, row: Row) -> bool:
    """Whether the first word of a row would not have fitted at the end of the one above."""
    first = row.words[0]
    gaps = sorted(right.x0 - left.x1 for left, right in pairwise(above.words))
    space = max(0.2 * above.size, gaps[0] if gaps else 0.25 * above.size)
    return above.x1 + space + (first.x1 - first.x0) > above.right - _slack(row, 1.0, 0.04 * (above.right - above.x0))


def crosses_page(before: Paragraph, after: Paragraph, usual: Measures) -> bool:
    """Whether a page break cuts one paragraph in two."""
    above, row = before.rows[-1], after.rows[0]
    if after.bullet or not _is_prose(before) or not _is_prose(after) or abs(above.size - row.size) > 0.6:
        return False
    if above.y1 < usual.bottom - 4.5 * usual.leading * above.size:
        return False
    if _begins_anew(above, row) and not _runs_on(above, row):
        return False
    return _is_aligned(before, row) and (is_full(above, row) or _runs_on(above, row))


def _is_prose(paragraph: Paragraph) -> bool:
    """Whether it is neither a heading nor of a table."""
    return not paragraph.cells and paragraph.heading is None


def _is_aligned(before: Paragraph, row: Row) -> bool:
    """Whether a row begins where the paragraph's next row would: below its last one, or below the first as that hangs."""
    if len(before.rows) > 1:
        return abs(row.x0 - before.rows[-1].x0) < 3
    first = before.rows[0]
    return abs(row.x0 - first.hang) < 3 or (not before.bullet and -45 < row.x0 - first.x0 < 3)


@dataclass(slots=True)
class _Look:
    size: float
    bold: bool
    italic: bool
    font: str
    found: list[Paragraph] = field(default_factory=list)


def join_numbers(found: Sequence[Paragraph], usual: Measures) -> list[Paragraph]:
    """Item numbers that stand alone above their titles ("§ 22" in bold, the title below) made one paragraph with them."""
    out: list[Paragraph] = []
    for paragraph in found:
        last = out[-1] if out else None
        if last is not None and _is_number_of(last, paragraph, usual):
            last.rows += paragraph.rows
        else:
            out.append(paragraph)
    return out


def _is_number_of(number: Paragraph, title: Paragraph, usual: Measures) -> bool:
    words, after = number.words, title.words
    if title.cells or title.bullet or not _ITEM_NUMBER.fullmatch(" ".join(word.text for word in words)):
        return False
    same = all(word.bold and not usual.bold and word.size == words[0].size for word in (*words, *after))
    above, below = number.rows[-1], title.rows[0]
    return (
        same and above.page == below.page and 0 < below.y0 - above.y0 < 3.2 * above.size and not _NUMBERED.match(after[0].text)
    )


def mark_headings(found: Sequence[Paragraph], usual: Measures) -> None:
    """Give headings their levels: by size, then bold, then italic or another font than the body's."""
    looks: dict[tuple[float, bool, bool, str], _Look] = {}
    for paragraph, after in zip_longest(found, found[1:]):
        look = None if after is not None and _goes_on_alike(paragraph, after, usual) else _heading_look(paragraph, usual)
        if look is not None:
            looks.setdefault(look, _Look(*look)).found.append(paragraph)
    order = sorted(looks.values(), key=lambda look: (-look.size, not look.bold, look.italic, look.font))
    for level, ranked in enumerate(order, start=1):
        for paragraph in ranked.found:
            paragraph.heading = min(level, 6)


def _goes_on_alike(paragraph: Paragraph, after: Paragraph, usual: Measures) -> bool:
    """Whether a page break cuts a text in bold in two: its first part is no heading, however short it is."""
    last, first = paragraph.words[-1], after.words[0]
    alike = (last.bold, last.italic, last.font) == (first.bold, first.italic, first.font)
    return alike and after.rows[0].page != paragraph.rows[-1].page and crosses_page(paragraph, after, usual)


def _heading_look(paragraph: Paragraph, usual: Measures) -> tuple[float, bool, bool, str] | None:
    """The look of a paragraph that reads as a heading, by which headings are ranked; None where it reads as text."""
    text = " ".join(word.text for word in paragraph.words)
    if not _may_be_heading(paragraph, text):
        return None
    look = _look_of(paragraph, usual)
    is_heading = _is_large(paragraph, text, usual) or (_differs(look, usual) and _is_set_apart(paragraph, text, look, usual))
    return look if is_heading else None


def _may_be_heading(paragraph: Paragraph, text: str) -> bool:
    """Whether it is short, has letters, and is no item of a list or row of a table."""
    is_plain = not paragraph.bullet and not paragraph.cells
    return is_plain and len(paragraph.rows) <= 4 and len(text) <= 220 and any(char.isalpha() for char in text)


def _look_of(paragraph: Paragraph, usual: Measures) -> tuple[float, bool, bool, str]:
    """The size, whether all letters are bold and italic, and the font: the body's where it changes inside."""
    letters = [word for word in paragraph.words if any(char.isalpha() for char in word.text)]
    fonts = {word.font for word in letters}
    font = letters[0].font if len(fonts) == 1 else usual.font
    return paragraph.rows[0].size, all(word.bold for word in letters), all(word.italic for word in letters), font


def _is_large(paragraph: Paragraph, text: str, usual: Measures) -> bool:
    """Whether it is in larger letters than the body, and no sentence."""
    return paragraph.rows[0].size >= usual.size + 0.9 and not text.endswith((".", ",", ";")) and len(paragraph.rows) <= 3


def _differs(look: tuple[float, bool, bool, str], usual: Measures) -> bool:
    """Whether it is bold, italic or in a font that the body is not."""
    _, bold, italic, font = look
    return (bold and not usual.bold) or (italic and not usual.italic) or font != usual.font


def _is_set_apart(paragraph: Paragraph, text: str, look: tuple[float, bool, bool, str], usual: Measures) -> bool:
    """Whether it is no sentence and stands by itself: below a gap and bold or numbered, or bold and numbered."""
    size, bold, _, _ = look
    if size < usual.size - 0.6 or text.endswith((".", ",", ";", "!", "?")) or len(text) > 160:
        return False
    apart = paragraph.new_page or paragraph.gap > usual.leading * 1.15 + 0.02
    numbered = bool(_NUMBERED.match(text)) and len(paragraph.words) > 1
    return (bold or apart) and (apart or numbered)


def mark_depths(found: Sequence[Paragraph]) -> None:
    """Depths of list items by where their bullets stand."""
    stack: list[float] = []
    for paragraph in found:
        if not paragraph.bullet:
            if paragraph.heading is not None or paragraph.rows[0].x0 <= (stack[0] if stack else 0):
                stack = []
            continue
        x0 = paragraph.rows[0].x0
        while stack and x0 < stack[-1] - 4:
            stack.pop()
        if not stack or x0 > stack[-1] + 4:
            stack.append(x0)
        paragraph.depth = len(stack) - 1


def is_enumerated(paragraph: Paragraph) -> bool:
    """Whether a paragraph begins with a number or letter set off by a gap, as an automatic list's item."""
    row = paragraph.rows[0]
    words = row.words
    return len(words) > 1 and bool(_ENUMERATOR.fullmatch(words[0].text)) and words[1].x0 - words[0].x1 > 0.45 * row.size

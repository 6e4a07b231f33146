"""One answer in the form that was asked for: a page, or at the same address JSON (`?muoto=json` or the Accept header), for a list
also CSV, Excel and Markdown (`?muoto=csv`, `xlsx`, `md`), and where there is a paper also Word and PDF (`?muoto=docx`, `pdf`)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote, urlencode

from flask import Response, current_app, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from kb.shapes import stated
from web import tables
from web.language import language
from web.office import printing, word
from web.office.paper import Paper
from web.open_library import state_of
from web.tables import Table

Value = str | int | None
DOCX, PDF = "docx", "pdf"
# What in an address changes how a page looks and not what it tells.
_NO_CONTENT: Final = dict.fromkeys(("muoto", "nakyma", "jarjestys", "tarkasti"))


def wants_json() -> bool:
    """Whether the reader asked for JSON."""
    if "muoto" in request.args:
        return request.args["muoto"] == "json"
    best = request.accept_mimetypes.best_match(("text/html", "application/json"))
    return best == "application/json" and request.accept_mimetypes["text/html"] < request.accept_mimetypes[best]


def answer(
    template: str,
    data: object,
    table: Callable[[], Table] | None = None,
    paper: Callable[[], Paper] | None = None,
    **context: Any,
) -> Response | str:
    """The page that `template` makes of `context`, or `data` as JSON; a list with a `table` and what has a `paper` in those
    forms too."""
    if wants_json():
        return json_response(data)
    form = request.args.get("muoto", "")
    if table is not None and form in tables.WRITERS:
        made = table()
        return _file(tables.WRITERS[form](made), tables.MEDIA_TYPES[form], made.name, form)
    if paper is not None and form in (DOCX, PDF):
        return _document(paper(), form)
    forms = _forms(table is not None, paper is not None)
    return render_template(template, forms=forms, canonical=address(**_NO_CONTENT), **context)


def _forms(is_list: bool, is_paper: bool) -> list[tuple[str, str]]:
    """The forms that an answer may be saved in, with what they are called."""
    pdf = [(PDF, "PDF")] if is_paper and printing.is_possible() else []
    lists = [(tables.XLSX, "Excel"), (tables.CSV, "CSV"), (tables.MARKDOWN, "Markdown")] if is_list else []
    return [*([(DOCX, "Word")] if is_paper else []), *pdf, *lists, *([("json", "JSON")] if is_list or is_paper else [])]


def _document(paper: Paper, form: str) -> Response:
    """A paper as a Word document or a PDF. Raises NoOffice."""
    made = word.docx_of(paper)
    if form == PDF:
        return _file(printing.pdf_of(made), "application/pdf", paper.name, form)
    return _file(made, word.MEDIA_TYPE, paper.name, form)


def _file(content: bytes, media_type: str, name: str, ending: str) -> Response:
    """A file to save, under a name that says what it is and of which day."""
    day = current_app.config["KB_TODAY"]()
    response = Response(content, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}-{day.isoformat()}.{ending}")
    return response


def json_response(data: object, status: int = 200) -> Response:
    """`data` as JSON, in UTF-8; every decision in it with where it stands."""
    text = json.dumps(stated(data, state_of, language()), ensure_ascii=False, indent=1)
    return Response(text + "\n", status=status, mimetype="application/json")


def address(path: str | None = None, **changes: object) -> str:
    """This page's address with some of its query's values changed: None removes one, a list gives several."""
    values: dict[str, list[str]] = {key: request.args.getlist(key) for key in request.args}
    for key, value in changes.items():
        if value is None or value == "":
            values.pop(key, None)
        else:
            values[key] = [str(part) for part in value] if isinstance(value, (list, tuple)) else [str(value)]
    query = urlencode([(key, part) for key, parts in values.items() for part in parts])
    return quote(request.path if path is None else path) + (f"?{query}" if query else "")


def first(mapping: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    """The value of a choice in the address when it is one of the allowed, else the first of them."""
    value = mapping.get(name, "")
    return value if value in allowed else allowed[0]


def whole(name: str, default: int, low: int, high: int) -> int:
    """A whole number in the address, within its limits; the default when it is none."""
    try:
        value = int(request.args.get(name, default))
    except ValueError:
        return default
    return max(low, min(high, value))


__all__ = ["BaseResponse", "address", "answer", "first", "json_response", "wants_json", "whole"]

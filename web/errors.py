"""The one place where an error becomes a page: what happened, and what to do next."""

from __future__ import annotations

import json
from http import HTTPStatus

from flask import Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException

from kb.errors import BadQuery, KbError
from web.answers import json_response, wants_json
from web.language import _, language

Page = tuple[str, int] | Response
# Fields of forms that hold a person's own words, by how their names begin.
_WRITTEN = ("teksti", "otsikko", "esittelija", "nimi", "korjattu-", "muu")


def show_kb_error(error: KbError) -> Page:
    """The page of an error of our own, in the reader's language."""
    position = error.position if isinstance(error, BadQuery) else None
    return _show(error.text(language()), error.hint(language()), error.code, error.http_status, position)


def show_http_error(error: HTTPException) -> Page | HTTPException:
    """The page of an error of the protocol: no such address, a stale form, a fault in the program."""
    status = error.code or 500
    if status < 400:
        return error
    texts = {
        403: (_("Lomake on vanhentunut."), _("Palaa edelliselle sivulle, lataa se uudelleen ja yritä sitten uudelleen.")),
        404: (_("Sivua ei löydy."), _("Osoitteessa voi olla virhe, tai asia on poistunut aineistosta. Kokeile hakua.")),
        405: (_("Tätä osoitetta ei voi käyttää näin."), _("Palaa etusivulle ja yritä sieltä.")),
        413: _too_large(),
    }
    fallback = (_("Pyyntöä ei voitu käsitellä."), _("Palaa etusivulle ja yritä uudelleen."))
    if status >= 500:
        fallback = (_("Ohjelmassa on virhe."), _("Yritä uudelleen. Jos virhe toistuu, ilmoita siitä ylläpitäjälle."))
        current_app.logger.error("Unhandled error", exc_info=error)
    text, hint = texts.get(status, fallback)
    return _show(text, hint, f"http_{status}", status, None)


def _too_large() -> tuple[str, str]:
    """What was too large, told from the header alone: a file, or else the text of a form."""
    if (request.content_length or 0) > (current_app.config["MAX_CONTENT_LENGTH"] or 0):
        return _("Tiedosto on liian suuri."), _("Suurin sallittu koko on 32 Mt.")
    return _("Teksti on liian pitkä."), _("Tekstiä saa olla enintään 200 000 merkkiä. Palaa takaisin ja jaa se osiin.")


def _show(text: str, hint: str, code: str, status: int, position: int | None) -> Page:
    if request.path.startswith("/api/"):
        return problem(text, hint, code, status, position)
    if wants_json():
        return json_response({"error": {"code": code, "message": text, "hint": hint}}, status)
    if request.headers.get("HX-Request") and request.method == "POST":
        # What is written stays as it is on the page; only the line that tells of saving changes.
        notice = render_template("_refused.html", text=text, hint=hint)
        return Response(notice, headers={"HX-Reswap": "none"})
    # What was too large to be read is not read for this page either.
    own = "" if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE else written()
    page = render_template("error.html", text=text, hint=hint, status=status, position=position, written=own)
    return page, status


def written() -> str:
    """What the reader wrote into the form that was refused, so that it is not lost; empty where nothing was."""
    if request.method != "POST":
        return ""
    texts = [value.strip() for name, value in request.form.items(multi=True) if name.startswith(_WRITTEN)]
    return "\n\n".join(text for text in texts if text)


def problem(text: str, hint: str, code: str, status: int, position: int | None = None) -> Response:
    """An error as a program reads it (RFC 9457): its kind is told by its status and `code`."""
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": text,
        "hint": hint,
        "code": code,
    }
    if position is not None:
        told["position"] = position
    return Response(json.dumps(told, ensure_ascii=False) + "\n", status=status, mimetype="application/problem+json")

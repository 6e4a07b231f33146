"""Concepts of a thesaurus that an organisation has: a SKOS file, as Turtle, N-Triples or RDF/XML, named in `kb.toml`.

It needs rdflib, which is an extra of the package: `pip install kokousmuisti[skos]`.
"""

from __future__ import annotations

from typing import Any
from xml.sax import SAXException

from kb.model import Problem
from kb.settings import Settings, TopicSetting

_FORMATS = {".ttl": "turtle", ".rdf": "xml", ".xml": "xml", ".nt": "nt"}
_LANGUAGE = "fi"


def concepts(settings: Settings) -> tuple[tuple[TopicSetting, ...], tuple[Problem, ...]]:
    """The concepts with their Finnish names, other names and broader concepts; a Problem where the file could not be read. Nothing
    of either where `kb.toml` names no file."""
    if settings.thesaurus is None:
        return (), ()
    path = settings.corpus / settings.thesaurus
    try:
        import rdflib
        from rdflib.exceptions import Error
        from rdflib.namespace import SKOS
    except ImportError:
        return (), (Problem(settings.thesaurus, None, "warning", "thesaurus_needs_rdflib"),)
    graph = rdflib.Graph()
    try:
        graph.parse(data=path.read_bytes(), format=_FORMATS.get(path.suffix.lower(), "turtle"))
    except (Error, SAXException, OSError, SyntaxError, ValueError) as error:
        return (), (Problem(settings.thesaurus, None, "warning", "thesaurus_unread", (("why", str(error)[:200]),)),)
    names = {subject: label for subject, label in graph.subject_objects(SKOS.prefLabel) if _is_finnish(label)}
    return tuple(
        TopicSetting(
            str(name),
            tuple(sorted(str(label) for label in graph.objects(subject, SKOS.altLabel) if _is_finnish(label))),
            next((str(names[above]) for above in sorted(graph.objects(subject, SKOS.broader)) if above in names), None),
        )
        for subject, name in sorted(names.items(), key=lambda pair: str(pair[1]))
    ), ()


def content(settings: Settings) -> bytes:
    """What the file holds, for telling whether it has changed; empty where there is none."""
    path = settings.corpus / settings.thesaurus if settings.thesaurus else None
    return path.read_bytes() if path is not None and path.is_file() else b""


def _is_finnish(label: Any) -> bool:
    return getattr(label, "language", None) in (_LANGUAGE, None)

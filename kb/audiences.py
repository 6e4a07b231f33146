"""Who may see what, as rules: by folder, by body, by document, or by a marking in its text. `kb.access` holds readers to them."""

from __future__ import annotations

import fnmatch
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from kb.slugs import slug

Audience = tuple[str, ...]
PUBLIC: Final[Audience] = ("public",)
SIGNED_IN: Final[Audience] = ("signed_in",)
MEMBERS: Final[Audience] = ("members",)
_WIDTH: Final = (PUBLIC, SIGNED_IN, MEMBERS)


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may see what lies in a folder, belongs to a body, or is one document (a path, or a pattern of paths).

    `to` is "public", "signed_in", "members" (of the document's body) alone, or names of accounts.
    """

    to: Audience
    folder: str | None = None
    body: str | None = None
    document: str | None = None

    def fits(self, paths: Iterable[str], bodies: Collection[str]) -> bool:
        """Whether anything there is falls under the rule; `bodies` are slugs.

        >>> Rule(("members",), body="Ranta ryhmä").fits(("ranta/muistio.md",), {"rantaryhmä"})
        False
        """
        if self.document is not None:
            return any(fnmatch.fnmatchcase(path, self.document) for path in paths)
        if self.folder is not None:
            return any(_lies_in(path, self.folder) for path in paths)
        return self.body is not None and slug(self.body) in bodies


@dataclass(frozen=True, slots=True)
class Access:
    """All rules: what holds where no rule does, what holds at least for marked documents, and the rules."""

    default: Audience = SIGNED_IN
    marked: Audience = MEMBERS
    rules: tuple[Rule, ...] = ()

    def audience(self, path: str, bodies: Collection[str] = (), marking: str | None = None) -> Audience:
        """Who may see a document. A rule for the document itself is the last word, also over a marking; then the deepest
        folder's, then its bodies' strictest. `bodies` are slugs.

        >>> access = Access(rules=(Rule(("members",), folder="johto"), Rule(("public",), document="johto/esite.pdf")))
        >>> access.audience("johto/muistio.md"), access.audience("johto/esite.pdf"), access.audience("muu.md")
        (('members',), ('public',), ('signed_in',))
        >>> access.audience("muu.md", marking="SALAINEN")
        ('members',)
        """
        for rule in self.rules:
            if rule.document is not None and fnmatch.fnmatchcase(path, rule.document):
                return rule.to
        found = self._of_folder(path) or self._of_bodies(bodies) or self.default
        return found if marking is None else _strictest((found, self.marked))

    def _of_folder(self, path: str) -> Audience | None:
        """What the rule for the deepest folder around a file says."""
        own = [rule for rule in self.rules if rule.folder is not None and _lies_in(path, rule.folder)]
        return max(own, key=lambda rule: len(str(rule.folder).strip("/"))).to if own else None

    def _of_bodies(self, bodies: Collection[str]) -> Audience | None:
        """The strictest of what the rules for its bodies say."""
        own = [rule.to for rule in self.rules if rule.body is not None and slug(rule.body) in bodies]
        return _strictest(own) if own else None

    @property
    def is_open(self) -> bool:
        """Whether somebody who has not signed in may see anything at all."""
        return self.default == PUBLIC or any(rule.to == PUBLIC for rule in self.rules)


# What holds where no rule is given.
ACCESS: Final = Access()


def is_restricted(audience: Audience) -> bool:
    """Whether only some of those who have signed in may see it: reading it is then logged."""
    return audience not in (PUBLIC, SIGNED_IN)


def _strictest(audiences: Iterable[Audience]) -> Audience:
    """The narrowest audience; named people are narrower than all."""
    return max(audiences, key=lambda audience: _WIDTH.index(audience) if audience in _WIDTH else len(_WIDTH))


def _lies_in(path: str, folder: str) -> bool:
    wanted = folder.strip("/")
    return wanted in ("", ".") or path == wanted or path.startswith(f"{wanted}/")

"""What can go wrong, as a user should hear it: faces catch `KbError` once, show its `text` and `hint`."""

from __future__ import annotations

from kb import messages


class KbError(Exception):
    """An error with a sentence for the user. `code` names the sentence in `kb.messages`, `params` fill it."""

    code = "error"
    exit_status = 1
    http_status = 500

    def __init__(self, code: str | None = None, **params: object) -> None:
        self.code = code or type(self).code
        self.params = {key: str(value) for key, value in params.items()}
        super().__init__(self.text("en"))

    def text(self, language: str = "fi") -> str:
        """What happened, in one sentence."""
        return messages.message(self.code, language, **self.params)

    def hint(self, language: str = "fi") -> str:
        """What to do next, in one sentence; empty when there is nothing to do."""
        return messages.hint(self.code, language, **self.params)


class CorpusMissing(KbError):
    """The folder of materials does not exist, is no folder or cannot be read."""

    code = "corpus_missing"
    exit_status = 2


class CorpusEmpty(KbError):
    """The folder of materials holds no file that could be read."""

    code = "corpus_empty"


class IndexMissing(KbError):
    """There is no index where one was looked for."""

    code = "index_missing"
    http_status = 503


class IndexOutdated(KbError):
    """The index was made by another version of the schema: it must be built again."""

    code = "index_outdated"
    http_status = 503


class IndexBroken(KbError):
    """The index cannot be read."""

    code = "index_broken"
    http_status = 503


class IndexBusy(KbError):
    """Another build is running on the same index directory."""

    code = "index_busy"


class DiskRefused(KbError):
    """A folder that was to be written is full, read-only or forbidden. `code` tells which; `path` is the folder."""

    code = "disk_failed"
    http_status = 503


class AddressRefused(KbError):
    """The address or port to serve at is taken, is not this machine's, or is not allowed."""

    code = "address_refused"


class BadQuery(KbError):
    """A query that cannot be read; `position` is the character (from 0) where reading stopped."""

    code = "bad_query"
    exit_status = 2
    http_status = 400

    def __init__(self, code: str | None = None, *, position: int = 0, **params: object) -> None:
        self.position = position
        super().__init__(code, position=position + 1, **params)


class BadParameter(KbError):
    """A parameter of an address that is not known or holds what cannot be used."""

    code = "bad_parameter"
    exit_status = 2
    http_status = 400


class NoItems(KbError):
    """A draft agenda in which no items are found."""

    code = "no_items"
    http_status = 422


class NoOffice(KbError):
    """A PDF was asked for where there is no LibreOffice to make it, or it made none in time."""

    code = "no_pdf"
    http_status = 501


class NoSuch(KbError):
    """Nothing has this id."""

    code = "no_such"
    exit_status = 4
    http_status = 404


class BadSettings(KbError):
    """`kb.toml`, an environment variable or an option holds what cannot be used."""

    code = "bad_settings"
    exit_status = 2


class BadAccount(KbError):
    """An account that cannot be made, or accounts that cannot be read."""

    code = "accounts_unreadable"
    exit_status = 2
    http_status = 503


class DoorMissing(KbError):
    """The server was to be reached from other machines without any door."""

    code = "door_missing"
    exit_status = 2


class NotAllowed(KbError):
    """What was asked needs other rights than the reader has."""

    code = "not_allowed"
    http_status = 403


class SignInNeeded(KbError):
    """What was asked needs somebody who has signed in."""

    code = "sign_in_needed"
    http_status = 401


class McpMissing(KbError):
    """The SDK of the Model Context Protocol is not installed."""

    code = "mcp_missing"


class VoikkoMissing(KbError):
    """Neither libvoikko with its Finnish dictionary nor pyvoikko can be used."""

    code = "voikko_missing"


class ExtractError(KbError):
    """A file that could not be read. `source` is its path, `reason` the code of the sentence; the cause is chained."""

    code = "extract_failed"
    exit_status = 3
    http_status = 422

    def __init__(self, source: str, reason: str = "extract_failed", **params: object) -> None:
        self.source = source
        self.reason = reason
        super().__init__(reason, file=source, **params)


class BadEntry(KbError):
    """Something that cannot be written into the journal, because a part of it is missing or makes no sense."""

    code = "bad_entry"
    exit_status = 2
    http_status = 400


class JournalConflict(KbError):
    """Somebody else changed the same thing meanwhile."""

    code = "conflict"
    http_status = 409

"""Office files without a trace of when they were made: fixed times, one order, nested workbooks too."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def freeze(content: bytes, day: date) -> bytes:
    """Return the same zip with every member dated to the day and its core properties' times fixed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith(".xlsx"):
                data = freeze(data, day)
            elif name.endswith("docProps/core.xml"):
                data = _STAMP.sub(rb"\g<1>" + f"{day.isoformat()}T09:00:00Z".encode() + rb"\g<2>", data)
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, data)
    return out.getvalue()

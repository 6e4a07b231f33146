"""Words for what a body lays down and brings up to date: plans, rules, instructions, lists."""

from __future__ import annotations

import re
from typing import Final

# What is made anew for a year or a term.
_PLANS: Final = "suunnitelm|tiekart|strategi|talousarvio|budjet|kokoonpano|hinnasto|taks|ohjesään|johtosään|työjärjesty"
PLAN: Final = re.compile(rf"\b\w*(?:{_PLANS})\w*", re.IGNORECASE)
DOCUMENT: Final = re.compile(
    rf"\b\w*(?:{_PLANS}|sään(?:tö|nö)"
    r"|ohje(?!lm)|linjau|luettelo|mall|lomak|periaat|työnku|kaavio|kuvau|sopimu|pohja(?!l)|mittari)\w*",
    re.IGNORECASE,
)
# "Kokoonpano" and "hinnasto" name one by themselves, "suunnitelma" alone is of anything.
OF_ANYTHING: Final = frozenset(("suunnitelma", "pohja", "malli", "ohje", "sopimus", "kuvaus", "luettelo", "lomake", "kaavio"))

"""Whether examples are drawn at random: `make fuzz`, as against `check`, which draws the same ones every time."""

import os

FUZZ = bool(os.environ.get("KB_FUZZ"))

"""The web interface: pages, JSON and feeds over `kb`. One blueprint a topic, its templates in a folder of the same name."""

from __future__ import annotations

from web.app import create_app

__all__ = ["create_app"]

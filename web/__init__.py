"""The web interface: one blueprint a topic, its templates in a folder of the same name."""

"""How it sounds: scripts spoken, encoded and kept. Does not know what an article is."""

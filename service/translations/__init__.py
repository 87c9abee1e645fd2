"""The UI's texts for translators: `messages.pot` lists them all, a folder a language holds its own."""

"""Sources of articles: article packages in folders, written in Markdown and TOML."""

"""Articles on other sites: pages for frames, a script that shows them in place, and oEmbed."""

"""Imports: an article as it is found (a page, a post, a document, a text) becomes a package to work on.

Each format has a module that reads bytes into a `Manuscript`: everything that was said, in order, and
what the format itself tells about title, author and date. From there all formats go one way:

    bytes -> Manuscript -> recognition -> arrangement (sections) -> package -> account of every sentence

Nothing here reaches for the network, and nothing is dropped in silence: a sentence stands in the
package or in its import report.
"""

"""What a page is, in schema.org's words (JSON-LD): for search engines, libraries and assistants.

An article's page is an `Article` and a `LearningResource`. It is no `MedicalWebPage`, and nobody is
named as `reviewedBy`: what is reviewed here is wording and numbers, which is no clinical review. The
disclaimer goes along as `usageInfo`, schema.org's place for words on how a work is to be used.
"""

from __future__ import annotations

from service.pages.structured_data.article import article_data
from service.pages.structured_data.shown import Shown
from service.pages.structured_data.site import NAME, library_data

__all__ = ["NAME", "Shown", "article_data", "library_data"]

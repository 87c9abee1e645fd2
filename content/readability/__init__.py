"""Readability: the prose view of a text, textstat's formulas on it, and what they say of its level."""

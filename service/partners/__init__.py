"""Partner sites: their keys, their limits, and how much each of them asks for."""

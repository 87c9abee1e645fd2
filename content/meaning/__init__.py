"""Meaning guards: what an easier text may not lose of a harder one, nor add to it, nor turn round.

Numbers, units and declared facts are held strictly; all else is asked about, since people's own rewrites
trip such guards in a few sentences of a hundred. `compare` holds two texts against each other, `Guards`
the levels of an article's sections. What a package leaves out on purpose is in its `[[omits]]`, what its
editors looked at and found right in `[[confirmed]]`, each with the reason.
"""

from content.meaning.comparison import compare
from content.meaning.confirmed import Confirmations
from content.meaning.difference import Difference, Place
from content.meaning.guards import Guards, check_numbers
from content.meaning.statement import plain
from content.meaning.telling import Said

__all__ = [
    "Confirmations",
    "Difference",
    "Guards",
    "Place",
    "Said",
    "check_numbers",
    "compare",
    "plain",
]

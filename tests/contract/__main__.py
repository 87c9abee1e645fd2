"""`make contract`: asks for the examples anew and writes the contract; with `--release` promises it.

What would break a partner is refused: such a change belongs under `/api/v2`.
"""

from __future__ import annotations

import sys

from service.api.document import forget_examples
from tests.contract.answers import answers, application, problems, webhooks
from tests.contract.breaking import breaking
from tests.contract.committed import EXAMPLES, NOW, RELEASED, bare, major, now, read, write


def main() -> int:
    """Write the files; 1 where the change would break a partner."""
    with application() as app:
        write(EXAMPLES, {"answers": answers(app), "problems": problems(app), "webhooks": webhooks(app)})
        forget_examples()
        contract = now(app)
    promised = read(RELEASED) if RELEASED.exists() else None
    if promised and major(promised) == major(contract):
        broken = breaking(promised, contract)
        if broken:
            told = "\n  ".join(("This would break partners; offer it under a new version instead:", *broken))
            sys.stderr.write(f"{told}\n")
            return 1
    write(NOW, contract)
    if "--release" in sys.argv[1:]:
        write(RELEASED, bare(contract))
    return 0


sys.exit(main())

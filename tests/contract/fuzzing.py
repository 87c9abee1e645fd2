"""schemathesis on the running application: every check, in every phase, from a seed. `make fuzz` takes longer.

Its phases are the contract's examples, the bounds of each schema, requests that nobody thought of (valid and
not), and chains of them along what answers lead to.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from tests.browser.serving import serving
from tests.contract.answers import KEY, application

DOCUMENT = "/api/openapi.json"


@dataclass(slots=True)
class Findings:
    """What was sent in which phase and to which operation, what came back, and what was wrong with it."""

    phases: Counter[str] = field(default_factory=Counter)
    operations: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def fuzzed(address: str, key: str | None, *, seed: int, examples: int) -> Findings:
    """Try the server at an address with so many examples an operation and phase."""
    config = SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "continue-on-failure": True,
            # What one run finds must not depend on what another found.
            "cache": {"enabled": False},
            "headers": {"Authorization": f"Bearer {key}"} if key else {},
            "generation": {"max-examples": examples, "database": "none", "no-shrink": True},
        }
    )
    schema = schemathesis.openapi.from_url(address + DOCUMENT, config=config)
    schema.config.update(base_url=address)
    found = Findings()
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            _note(event, found)
        elif isinstance(event, events.NonFatalError):
            found.faults.append(f"{event.label}: {event.value}")
        elif isinstance(event, events.FatalError):
            raise event.exception
        elif isinstance(event, events.EngineFinished):
            found.faults += [str(each) for each in event.failures]
    return found


def _note(event: events.ScenarioFinished, found: Findings) -> None:
    for case in event.recorder.cases.values():
        found.phases[event.phase.value] += 1
        found.operations[case.value.operation.label] += 1
    for interaction in event.recorder.interactions.values():
        if interaction.response is not None:
            found.statuses[interaction.response.status_code] += 1
    for checks in event.recorder.checks.values():
        for check in checks:
            if check.failure_info is not None:
                told = check.failure_info
                found.faults.append(f"{event.recorder.label}: {told.failure}\n{told.code_sample}")


def main() -> int:
    """Print what was tried and each fault; 1 where there is one."""
    parser = argparse.ArgumentParser(prog="python -m tests.contract.fuzzing", description=__doc__)
    parser.add_argument("--examples", type=int, default=300, help="for each operation and phase (300)")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    faults = 0
    with application() as app, serving(app) as address:
        for whose, key in (("without a key", None), ("with a key", app.config[KEY])):
            found = fuzzed(address, key, seed=asked.seed, examples=asked.examples)
            faults += len(found.faults)
            told = [f"{sum(found.phases.values())} requests {whose}: {dict(found.phases)}"]
            told += [f"answers: {dict(sorted(found.statuses.items()))}", *found.faults]
            sys.stdout.write("\n".join(told) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

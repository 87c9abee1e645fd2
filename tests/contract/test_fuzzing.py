from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, Response

from tests.browser.serving import serving
from tests.contract.answers import KEY, application
from tests.contract.committed import now
from tests.contract.fuzzing import fuzzed

#: A few of each kind for an operation; `make fuzz` takes hundreds.
FEW = 6


@pytest.fixture
def app() -> Iterator[Flask]:
    with application() as made:
        yield made


@pytest.mark.timeout(400)
@pytest.mark.parametrize("keyed", [False, True])
def test_no_request_that_the_contract_allows_or_forbids_is_answered_otherwise(
    app: Flask, *, keyed: bool
) -> None:
    with serving(app) as address:
        found = fuzzed(address, app.config[KEY] if keyed else None, seed=6, examples=FEW)
    assert not found.faults, "\n\n".join(found.faults)
    assert set(found.phases) == {"examples", "coverage", "fuzzing", "stateful"}
    assert set(found.operations) == {
        f"{method.upper()} {path}"
        for path, methods in now(app)["paths"].items()
        for method in methods.keys() & {"get", "post", "put", "patch", "delete"}
    }
    assert not [status for status in found.statuses if status >= 500]
    assert found.statuses[200] > 100
    assert found.statuses[422] > 100


def test_a_server_error_and_a_member_that_is_lost_are_noticed(app: Flask) -> None:
    @app.after_request
    def break_it(response: Response) -> Response:
        if response.status_code == 200 and response.is_json and "articles" in (body := response.get_json()):
            response.set_data(app.json.dumps({name: body[name] for name in body if name != "total"}))
        if response.status_code == 415:
            response.status_code = 500
        return response

    with serving(app) as address:
        told = "\n".join(fuzzed(address, None, seed=6, examples=1).faults)
    assert "Server error" in told
    assert "Response violates schema" in told

from __future__ import annotations

import io
import re

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from service.translations.extraction import TEMPLATE, catalogue, template

MESSAGES = [message for message in catalogue() if message.id]


def forms(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (list, tuple)) else (message.id,)


def test_the_list_for_translators_is_what_stands_in_the_code() -> None:
    assert TEMPLATE.read_text("utf-8") == template(), "run `make catalogue`"


def test_the_list_can_be_read_and_has_each_text_from_templates_and_from_python() -> None:
    read = read_po(io.BytesIO(template().encode()))
    assert {m.id for m in read if m.id} == {m.id for m in MESSAGES}
    files = {where for message in MESSAGES for where, _ in message.locations}
    assert {each.rsplit(".", maxsplit=1)[1] for each in files} == {"py", "html"}
    assert not any(each.startswith("/") for each in files)


def test_no_text_breaks_out_of_an_attribute_and_each_has_tidy_blanks() -> None:
    for form in (form for message in MESSAGES for form in forms(message)):
        # What `_` gives is taken for markup: such a sign would end the attribute that it stands in.
        marks = re.sub(r'<(/?)(a href="%\(\w+\)s"|a|code|kbd|strong|span|span class="\w+")>', "", form)
        assert not re.search(r'[<>"&]', marks), form
        assert form == " ".join(form.split()), form
        # An empty one is the header of a translation.
        assert form


def test_a_singular_takes_no_value_that_its_plural_lacks() -> None:
    for one, many in (forms(message) for message in MESSAGES if len(forms(message)) > 1):
        assert set(re.findall(r"%\(\w+\)", one)) <= set(re.findall(r"%\(\w+\)", many))

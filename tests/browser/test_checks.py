"""The checks of the audit see faults: a page with one fault for each of them, and each tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.audit import EVERYWHERE, IN_COLOUR, IN_ROOM, ON_PAPER, prepare
from tests.browser.views import DESK, PAPER, PHONE, STILL, View

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LONG = "Words that go on and on, so that this is a text to read and no label of anything at all. " * 6
WRONG = f"""<!doctype html><html lang=""><head><title>Nothing</title><meta http-equiv="refresh" content="900">
<style>
body {{ font-size: 16px; line-height: 1.2; }} p {{ margin: 0; }}
.caps {{ text-transform: uppercase; }} .tiny {{ font-size: 9px; }} .fixed {{ user-select: none; }}
.pale {{ color: #aaa; }} a.bare {{ text-decoration: none; }} .row {{ display: flex; flex-direction: row-reverse; }}
.wide {{ width: 3000px; }} .cut {{ width: 60px; height: 10px; overflow: hidden; white-space: nowrap; }}
.scroll {{ width: 90px; height: 20px; overflow: auto; }} .spill {{ display: block; width: 20px; }}
.over {{ margin-top: -20px; background: #ffe; }} .stuck {{ position: sticky; top: 0; height: 80vh; }}
button {{ border: 0; background: #fff; }} .made::before {{ content: "Important"; }}
input {{ font-size: 12px; }} .still {{ transition: color 2s; animation: turn 9s infinite; }}
@keyframes turn {{ to {{ opacity: 0.9; }} }}
@media print {{ body {{ background: #222; color: #333; }} footer, h1 {{ display: none; }} }}
</style></head><body>
<div>Outside of all</div>
<nav><a href="#gone">here</a></nav><nav><a href="https://example.org/1">One</a> <a href="https://example.org/2">One</a></nav>
<main>
<h3>Too deep</h3><h1></h1><h1>Two</h1><article data-article="x"></article>
<a href="">nowhere</a> <a href="https://example.org/" target="_blank">A new one</a> <a href="https://example.org/" aria-label="Other">Shown</a>
<button></button><div role="button" tabindex="0">Not one</div><button><a href="/x">Inside</a></button>
<ul aria-current="true">Blue</ul><p aria-hidden="true"><a href="/h">Hidden</a></p>
<input name="a" placeholder="Name"><input type="radio" name="r"><input aria-invalid="true" id="i">
<img src="data:,"><svg width="20" height="20"><rect width="9" height="9" fill="#eee"></rect><text>Hi</text></svg>
<p title="A tip" id="twice" lang="">Tip</p><p id="twice" aria-labelledby="nobody" style="color: red">Twice</p>
<audio autoplay loop></audio><table><tr><td>1</td></tr></table><br><br><p tabindex="4">Four</p>
<p class="caps">shouted</p><p class="tiny">tiny</p><p class="fixed">fixed</p><p class="pale">{LONG}</p><p>{LONG}</p>
<p>Some words around a <a class="bare" href="/bare">bare</a> link that nobody sees in this text.</p>
<div class="row"><span>One</span><span>Two</span></div><div class="wide">Wide</div><p style="white-space: nowrap">{LONG}</p><div class="cut">This is cut off here</div>
<div class="scroll">{LONG}</div><a class="spill" href="/s">Otorhinolaryngological</a><div class="over">Over what is before it</div>
<div class="stuck">Stuck</div><p class="made">Made</p><p class="still">Still</p>
<a href="/p" style="position: absolute; left: 0; top: 300px">Placed</a><a href="/q" style="position: absolute; left: 4px; top: 302px">Placed too</a>
</main></body></html>"""


def test_each_check_tells_of_its_fault(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(WRONG)
    prepare(page)
    forced = View("forced", media={"forced_colors": "active"})
    names = {*EVERYWHERE, *IN_COLOUR, *IN_ROOM, *ON_PAPER}
    told = set()
    for view in (DESK, PHONE, STILL, forced, PAPER[0]):
        view.of(page)
        told |= {name for name in names if page.evaluate("name => checks[name]().length", name)}
    page.close()
    assert "; ".join(sorted(names - told)) == ""
    assert len(names) >= 34

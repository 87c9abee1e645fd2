"""Texts that a partner brings itself: in the API's HTML, or laid out by the partner."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from content.article import Level
from content.store.protocol import Correction
from service.partners.verifying.page import PageUnreadable
from service.wiring import Services
from tests.fakes.articles import sample_article
from tests.service.partners.verifying.conftest import Look
from tests.service.partners.verifying.found import ALL, findings, told
from tests.service.partners.verifying.pages import (
    CARE,
    EASY,
    HERE,
    PARTNER,
    PLAIN,
    article,
    fragment,
    own_layout,
    sound,
)


def test_a_page_with_all_that_is_owed_is_good(look: Look, parts: Services) -> None:
    report = look(own_layout(parts))
    assert [(str(each.place), each.what) for each in report.checks] == [
        ("blood-pressure/introduction/plain", what) for what in ALL
    ]
    assert report.good
    assert report.closing == "All 7 checks are as they should be."
    assert told(report, "revision") == "It is the text of revision 2, the current one."


@pytest.mark.parametrize("what", ["disclaimer", "attribution", "link", "audio"])
def test_what_is_left_out_is_missing(look: Look, parts: Services, what: str) -> None:
    report = look(own_layout(parts, **{what: ""}))
    assert findings(report) == {what: "missing"}
    assert not report.good
    assert report.closing == "1 of 7 checks is not as it should be."


@pytest.mark.parametrize(
    "hiding",
    [
        "<!-- {} -->", "<div hidden>{}</div>", "<div style='color: red; DISPLAY:none'>{}</div>",
        "<template>{}</template>", "<noscript>{}</noscript>", "<p aria-hidden=true><b>{}</b></p>",
        "<div style='visibility: hidden'><section><p>{}</section></div>", "<script>'{}'</script>",
        "<textarea>{}</textarea>", "<dialog><p>{}</dialog>", "<p style='opacity: 0.0'>{}</p>", "<p style='opacity: 0%'>{}</p>",
        *(f"<p style='color: red; font-size: {size}'>{{}}</p>"
          for size in ("0", "0px", "0.0em", ".0em", "0%", "0!important", "0 ; color: red")),
    ],
)  # fmt: skip
def test_a_disclaimer_that_readers_cannot_see_is_missing(look: Look, parts: Services, hiding: str) -> None:
    assert findings(
        look(own_layout(parts, disclaimer=hiding.format("This is not medical advice (plain).")))
    ) == {"disclaimer": "missing"}


@pytest.mark.parametrize(
    "shown",
    [
        "<p style='opacity: 0.9'>{}</p>", "<p style='opacity:'>{}</p>", "<details><p>{}</details>", "<dialog open>{}</dialog>", "<span>{}</span>",
        *(f"<p style='font-size:{size}'>{{}}</p>" for size in ("0.9em", "0.875rem", "0.05in", ".9em", "00.8em")),
    ],
)  # fmt: skip
def test_a_disclaimer_that_readers_can_see_is_there(look: Look, parts: Services, shown: str) -> None:
    assert look(own_layout(parts, disclaimer=shown.format("This is not medical advice (plain)."))).good


@pytest.mark.parametrize(
    ("words", "verdict", "says"),
    [
        ("This is not medical advice (easy).", "altered", "level easy"),
        ("This is medical advice (plain).", "altered", "A “not” was lost"),
        ("Ask somebody.", "missing", "Owed is: “This is not medical advice (plain).”"),
    ],
)
def test_another_disclaimer_is_told_of(
    look: Look, parts: Services, words: str, verdict: str, says: str
) -> None:
    report = look(own_layout(parts, disclaimer=f"<p>{words}</p>"))
    assert findings(report) == {"disclaimer": verdict}
    assert says in told(report, "disclaimer")


def test_the_disclaimer_and_the_attribution_of_before_are_stale(look: Look, parts: Services) -> None:
    now = article()
    disclaimer = replace(now.disclaimer, texts={level: f"Ask a nurse first ({level})." for level in Level})
    parts.store.publish(replace(now, disclaimer=disclaimer, source=replace(now.source, author="B. Doctor")))
    assert findings(look(own_layout(parts))) == {"disclaimer": "stale", "attribution": "stale"}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Take 5 mg", "Take 50 mg", "A number is another: “Take 5 mg"),
        ("Do not stop", "Do stop", "A “not” was lost or added: “Do not stop"),
        ("hard for a long", "hard for a short", "“High blood pressure is when"),
        ("Your doctor will look at your heart twice a year.", "", "It lacks: “Your doctor will"),
    ],
)
def test_a_text_that_was_altered_is_told_with_its_first_sentence(
    look: Look, parts: Services, old: str, new: str, says: str
) -> None:
    report = look(own_layout(parts, text=PLAIN.replace(old, new)))
    assert findings(report) == {"text": "altered"}
    assert told(report, "text").startswith("Altered sentences: 1 of 4. ")
    assert says in told(report, "text")


def test_signs_and_blanks_as_editors_change_them_alter_no_text(look: Look, parts: Services) -> None:
    parts.store.publish(article(plain=PLAIN.replace("at once", "at once - it's “bad”...")))
    typed = PLAIN.replace("at once", 'at\u00a0once \u2013 it\u2019s\n\n <b>"b</b>ad"\u2026')
    html = own_layout(parts, text="@").replace("@", typed)
    assert findings(look(html)) == {}


def test_an_earlier_text_is_stale_and_told_since_when(look: Look, parts: Services) -> None:
    today = datetime.now(UTC).date()
    page = own_layout(parts)
    parts.store.publish(article(care=CARE.replace("dizzy", "tired")))  # of another section: nothing to do
    assert findings(look(page)) == {}
    parts.store.publish(article(plain=PLAIN.replace("5 mg", "4 mg")), Correction(True, today, "A dose."))
    parts.store.publish(article(plain=PLAIN.replace("5 mg", "3 mg")))
    report = look(page)
    assert findings(report) == {"revision": "stale", "audio": "stale"}
    assert told(report, "revision") == (
        f"It is the text of revision 3, which was replaced on {today}; now there is 5. "
        f"A correction asked to refresh it by {today}."
    )
    later = look(page, today=today + timedelta(days=1))
    assert told(later, "revision").endswith(f"by {today}, which has passed.")


def test_a_correction_of_another_level_asks_nothing_of_this_one(look: Look, parts: Services) -> None:
    page, other = own_layout(parts), PLAIN.replace("5 mg", "4 mg")
    parts.store.publish(article(plain=other))
    mended = article(plain=other, easy=EASY.replace("one", "a"))
    parts.store.publish(mended, Correction(True, date(2020, 1, 1)))
    assert told(look(page), "revision").endswith("now there is 4.")


def test_a_correction_that_a_text_has_already_asks_nothing_of_it(look: Look, parts: Services) -> None:
    parts.store.publish(article(plain=PLAIN.replace("5 mg", "4 mg")), Correction(True, date(2020, 1, 1)))
    page = own_layout(parts, text=PLAIN.replace("5 mg", "4 mg"))
    parts.store.publish(article(plain=PLAIN.replace("5 mg", "3 mg")))
    assert told(look(page), "revision").endswith("now there is 4.")


def test_an_earlier_text_that_was_written_anew_is_known_all_the_same(look: Look, parts: Services) -> None:
    page = own_layout(parts, link="", audio="")
    parts.store.publish(article(plain="All is told otherwise here, and no word of it is as it was."))
    assert findings(look(page))["revision"] == "stale"
    parts.store.publish(sample_article("blood-pressure", words={Level.FULL: "Nothing of it is left."}))
    report = look(page)
    assert told(report, "revision") == "There is no such section at this level since revision 4."


def test_a_text_that_was_withdrawn_is_told_with_the_reason(look: Look, parts: Services) -> None:
    page = own_layout(parts)
    parts.store.unpublish("blood-pressure", "It is wrong.")
    report = look(page)
    assert findings(report) == {"revision": "stale", "audio": "stale"}
    assert "(It is wrong.): take the text down." in told(report, "revision")


def test_a_text_that_was_withdrawn_is_found_beside_another(look: Look, parts: Services) -> None:
    other = "Sleep well each night, and go to bed at the same hour. Do not eat late in the evening."
    parts.store.publish(sample_article("sleep", sections=("rest",), words={Level.FULL: other}))
    parts.store.unpublish("sleep", "It is wrong.")
    report = look(own_layout(parts).replace("</main>", f"<p>{other}</p></main>"))
    assert ("sleep/rest/full", "revision", "stale") in [
        (str(each.place), each.what, each.verdict) for each in report.findings
    ]


def test_a_page_of_our_own_is_no_piece_that_claims_a_revision(
    look: Look, parts: Services, client: FlaskClient
) -> None:
    report = look(client.get("/articles/blood-pressure/plain/", base_url=HERE).text)
    assert not {"level", "revision"} & findings(report).keys()


def test_two_levels_of_a_section_are_told_apart(look: Look, parts: Services) -> None:
    easy = (
        f"<p>{EASY}</p><p>This is not medical advice (easy).</p><a href='{sound(parts, 'easy')}'>Hear it</a>"
    )
    report = look(own_layout(parts).replace("</main>", f"{easy}</main>"))
    assert {str(each.place) for each in report.checks} == {
        "blood-pressure/introduction/plain", "blood-pressure/introduction/easy",
    }  # fmt: skip
    assert report.good


@pytest.mark.parametrize(
    ("sound_link", "verdict"),
    [
        ("/audio/blood-pressure/plain/introduction.mp3", "ok"),
        ("/audio/blood-pressure/plain.opus", "ok"),
        ("/audio/blood-pressure/plain/introduction.mp3?v=0123456789abcdef", "stale"),
        ("/audio/blood-pressure/easy/introduction.mp3", "missing"),
        ("/audio/blood-pressure/plain/treatment.mp3", "missing"),
    ],
)
def test_the_sound_is_that_of_the_text_and_current(
    look: Look, parts: Services, sound_link: str, verdict: str
) -> None:
    report = look(own_layout(parts, audio=f"<audio><source src='{HERE}{sound_link}'></audio>"))
    assert findings(report) == ({} if verdict == "ok" else {"audio": verdict})


def test_a_page_that_only_leads_here_or_cites_a_sentence_shows_nothing(look: Look, parts: Services) -> None:
    link = f"<a href='{HERE}/articles/blood-pressure/plain/'>Blood pressure</a>"
    report = look(f"<p>We like this: {PLAIN.split('.')[1]}.</p> <p>{'Quite another text. ' * 30}</p>{link}")
    assert (report.checks, report.good) == ((), False)
    assert report.closing == "Nothing of this service was found on the page."


@pytest.mark.parametrize("path", ["/sections/introduction?level=plain", "?level=plain", "?level=easy"])
def test_the_apis_html_is_good_as_it_is(look: Look, parts: Services, client: FlaskClient, path: str) -> None:
    report = look(f"<body><h1>Ours</h1>{fragment(client, path)}</body>")
    assert findings(report) == {}
    assert len(report.checks) == 7 * (1 if "introduction" in path else 2)


def test_the_apis_html_with_something_cut_out_is_told_of(
    look: Look, parts: Services, client: FlaskClient
) -> None:
    whole = fragment(client)
    assert findings(look(whole.replace("data-disclaimer", "hidden"))) == {"disclaimer": "missing"}
    assert findings(look(whole.replace("data-audio", "hidden"))) == {"audio": "missing"}
    assert findings(look(whole.replace("<section ", "<section hidden "))) == {"text": "missing"}
    assert findings(look(whole.replace('data-level="plain"', 'data-level="easy"'))) == {"level": "altered"}
    assert findings(look(whole.replace('data-revision="2"', 'data-revision="7"'))) == {"revision": "altered"}
    assert findings(look(whole.replace(PLAIN, "Nothing. Much. Here."))) == {"text": "missing"}
    parts.store.publish(article(plain=PLAIN.replace("5 mg", "4 mg")))
    assert findings(look(whole)) == {"revision": "stale", "audio": "stale"}


def test_where_the_service_is_is_told_or_anything_that_fits_is_taken(look: Look, parts: Services) -> None:
    page = own_layout(parts).replace(HERE, "https://other.example")
    assert findings(look(page)) == {"link": "missing", "audio": "missing"}
    report = look(page, None)
    assert report.good
    assert "--service" in report.notes[0]
    # A partner's own pages are not ours, whatever they are called.
    assert findings(look(page.replace("https://other.example", ""), None)) == {
        "link": "missing",
        "audio": "missing",
    }
    below = page.replace("https://other.example", "https://other.example/texts")
    assert look(below, "https://other.example/texts/").good
    assert look(below.replace("https://other.example", "//other.example"), "https://other.example/texts").good


@pytest.mark.parametrize("service", ["x", "ftp://x", "https://", "https://x:y"])
def test_a_service_that_is_no_address_is_refused(look: Look, service: str) -> None:
    with pytest.raises(ValueError, match="no web address"):
        look("<p>x</p>", service)


def test_a_page_in_another_encoding_is_read(look: Look, parts: Services) -> None:
    html = own_layout(parts).replace("&ldquo;", "“").replace("&rdquo;", "”")
    assert look(html.encode("cp1252"), content_type="text/html; charset=windows-1252").good
    assert look(html.encode("utf-16")).good
    for name in (
        "nonsense",
        "undefined",
        "idna",
        "punycode",
        "hex",
        "rot13",
        "unicode_escape",
        "a\0b",
        "utf-8" * 99,
    ):
        assert look(html.encode(), content_type=f"text/html; charset={name}").good


@pytest.mark.parametrize("kind", ["application/pdf", "image/png"])
def test_what_is_no_page_can_not_be_read(look: Look, kind: str) -> None:
    with pytest.raises(PageUnreadable, match="no page"):
        look("x", content_type=kind)
    with pytest.raises(PageUnreadable, match="PDF"):
        look(b"%PDF-1.7")


def test_today_does_not_matter_where_nothing_is_stale(look: Look, parts: Services) -> None:
    assert look(own_layout(parts), today=date(2050, 1, 1), url=PARTNER).good

// Checks the text again while it is typed. Sends the form as its button would and shows the same result, so
// that there is one way to tell it. Without this script the button does all of it.
// Keeps nothing: no storage, no cookies, no addresses with the text in them.
(function () {
  "use strict";

  // Long enough not to interrupt a word, short enough to follow a change.
  var PAUSE_MS = 600;
  // A longer text is checked by the button alone: to read all of it again at each pause would help nobody.
  var LONGEST_LIVE = 20000;

  var form = document.getElementById("bench");
  var field = document.getElementById("text");
  var told = document.getElementById("told");
  var result = document.getElementById("result");
  var faults = document.getElementById("faults-place");
  // What is said and written here: the page has the words, in its language.
  var words = form.dataset;
  var asking = null;
  var timer = 0;
  // The text that the result on the page is of, and a result that waits until the focus has left the old one.
  var shown = field.value;
  var asked = fields();
  var waiting = null;

  // A field that is left tells of its change once more, when it was checked already.
  function fields() {
    return JSON.stringify(Array.from(new FormData(form).values()));
  }

  function say(what) {
    if (told.textContent !== what) {
      told.textContent = what;
    }
  }

  // The field counts UTF-16 units, the service code points.
  function unitsTo(text, points) {
    var units = 0;
    for (var sign of text) {
      if (points-- === 0) {
        break;
      }
      units += sign.length;
    }
    return units;
  }

  function button(name, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.addEventListener("click", act);
    return made;
  }

  function select(note) {
    if (field.value !== shown) {
      say(words.changed);
      return;
    }
    field.focus();
    field.setSelectionRange(
      unitsTo(shown, Number(note.dataset.start)),
      unitsTo(shown, Number(note.dataset.end))
    );
  }

  function jump(step) {
    var places = Array.from(result.querySelectorAll(".ref"));
    var here = places.indexOf(jump.last);
    jump.last = places[(here + step + places.length) % places.length];
    if (here < 0) {
      jump.last = places[step > 0 ? 0 : places.length - 1];
    }
    jump.last.focus();
  }

  // What needs a script is put there by the script.
  function equip() {
    var bar = document.getElementById("jump");
    if (!bar || !result.querySelector(".ref")) {
      return;
    }
    bar.append(
      button(words.next, function () { jump(1); }),
      button(words.before, function () { jump(-1); })
    );
    result.querySelectorAll(".notes > li").forEach(function (note) {
      var made = button(words.select, function () { select(note); });
      var which = document.createElement("span");
      which.className = "hidden";
      which.textContent = ": " + words.which.replace("{}", note.id.slice("note-".length));
      made.append(which);
      note.append(made);
    });
  }

  function show(answer, text) {
    if (result.contains(document.activeElement)) {
      waiting = [answer, text];
      return;
    }
    waiting = null;
    var fresh = answer.getElementById("result");
    var fault = answer.getElementById("faults-place");
    if (!fresh || !fault) {
      say(words.failed);
      return;
    }
    shown = text;
    result.replaceChildren.apply(result, Array.from(fresh.childNodes));
    var why = fault.querySelector("li");
    // Not the summary itself: it is an alert, and would break into every word that is typed.
    faults.replaceChildren();
    say(why ? why.textContent.trim() : answer.getElementById("told").textContent.trim());
    equip();
  }

  function ask() {
    var text = field.value;
    if (fields() === asked) {
      return;
    }
    asked = fields();
    if (asking) {
      asking.abort();
    }
    if (!text.trim()) {
      result.replaceChildren();
      say("");
      return;
    }
    if (text.length > LONGEST_LIVE) {
      say(words.long);
      return;
    }
    var mine = asking = new AbortController();
    result.setAttribute("aria-busy", "true");
    fetch(form.action, { method: "POST", body: new FormData(form), cache: "no-store", credentials: "omit", signal: mine.signal })
      .then(function (response) { return response.text(); })
      .then(function (html) {
        if (mine === asking) {
          show(new DOMParser().parseFromString(html, "text/html"), text);
        }
      })
      .catch(function (error) {
        if (error.name !== "AbortError") {
          asked = "";
          say(words.failed);
        }
      })
      .finally(function () {
        if (mine === asking) {
          asking = null;
          result.removeAttribute("aria-busy");
        }
      });
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
  }

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  result.addEventListener("focusout", function (event) {
    if (waiting && !result.contains(event.relatedTarget)) {
      var late = waiting;
      // The focus is still on its way: it must not be lost with what it leaves.
      setTimeout(function () {
        if (waiting === late) {
          show(late[0], late[1]);
        }
      }, 0);
    }
  });
  equip();
})();

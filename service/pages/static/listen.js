// Slower and faster without a new render: the browser stretches the sound and keeps its pitch.
// Without this script the player is the browser's own, which has a speed of its own in most browsers.
(function () {
  "use strict";

  var SPEEDS = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
  var NORMAL = SPEEDS.indexOf(1);
  var players = Array.prototype.slice.call(document.querySelectorAll(".listen audio"));
  var controls = [];
  var chosen = NORMAL;

  function told() {
    return "Speed: " + (chosen === NORMAL ? "normal" : SPEEDS[chosen] + " times normal");
  }

  // One speed for all players: who needs it slow in one part needs it so in the next.
  function choose(index, asked) {
    chosen = Math.min(Math.max(index, 0), SPEEDS.length - 1);
    players.forEach(function (player) {
      player.defaultPlaybackRate = SPEEDS[chosen];
      player.playbackRate = SPEEDS[chosen];
    });
    controls.forEach(function (control) {
      // Only the one that was used speaks: a screen reader would hear the others say the same.
      control.told.setAttribute("aria-live", control === asked ? "polite" : "off");
      control.told.textContent = told();
      control.slower.setAttribute("aria-disabled", String(chosen === 0));
      control.faster.setAttribute("aria-disabled", String(chosen === SPEEDS.length - 1));
    });
  }

  function button(label, step, control) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", function () {
      choose(chosen + step, control);
    });
    return made;
  }

  players.forEach(function (player) {
    var line = document.createElement("p");
    var control = { told: document.createElement("span") };
    line.className = "speed";
    control.slower = button("Slower", -1, control);
    control.faster = button("Faster", 1, control);
    control.told.setAttribute("role", "status");
    line.append(control.slower, " ", control.faster, " ", control.told);
    player.insertAdjacentElement("afterend", line);
    controls.push(control);
  });
  choose(NORMAL, null);
})();

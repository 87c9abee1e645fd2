// How the reader likes pages to look, set before anything is painted. The rest is looks/main.js's.
(function () {
  try {
    var kept = JSON.parse(localStorage.getItem("plainspoken.looks")) || {};
    Object.keys(kept).forEach(function (name) {
      var value = kept[name];
      if (typeof value !== "string" || !/^[a-z]+$/.test(name + value)) return;
      if (value) document.documentElement.setAttribute("data-" + name, value);
      else document.documentElement.removeAttribute("data-" + name);
    });
  } catch (error) {
    // Storage is switched off, or holds what is not ours: then the page looks as it is made.
  }
})();

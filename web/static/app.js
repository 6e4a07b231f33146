// Small comforts for readers with JavaScript; every page works without.
(function () {
  "use strict";
  document.documentElement.classList.add("js");

  // Before the page is ready: htmx runs nothing that a page holds, styles nothing and asks this server alone.
  if (window.htmx) Object.assign(htmx.config, {
    includeIndicatorStyles: false, allowEval: false, allowScriptTags: false, selfRequestsOnly: true, historyCacheSize: 0,
    scrollIntoViewOnBoost: false,
  });

  // Copy a citation.
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy]");
    if (!button) return;
    var source = document.getElementById(button.dataset.copy);
    var text = source.innerText.trim();
    var copied = "rich" in button.dataset && window.ClipboardItem
      ? navigator.clipboard.write([new ClipboardItem({
        "text/html": new Blob([source.innerHTML.trim()], { type: "text/html" }),
        "text/plain": new Blob([text], { type: "text/plain" }),
      })])
      : navigator.clipboard.writeText(text);
    copied.then(function () {
      var status = document.getElementById(button.dataset.status);
      if (status) status.textContent = button.dataset.done;
    });
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
  });

  // The desk: up and down go from item to item; opening one closes the others where the browser does not do it itself.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    var row = event.target.closest(".desk-item > details > summary");
    if (!row) return;
    var rows = Array.from(document.querySelectorAll(".desk-item > details > summary"));
    var next = rows[rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  });
  document.addEventListener("toggle", function (event) {
    if (!event.target.matches(".desk-item > details") || !event.target.open) return;
    document.querySelectorAll(".desk-item > details[open]").forEach(function (one) { if (one !== event.target) one.open = false; });
  }, true);

  // Keys in the document viewer: j and k go from mark to mark, the arrows from page to page.
  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "/") {
      var field = document.querySelector("input[type=search]");
      if (field) { event.preventDefault(); field.focus(); field.select(); }
      return;
    }
    if (event.key === "?") {
      event.preventDefault();
      showKeys();
      return;
    }
    if ((event.key === "1" || event.key === "2" || event.key === "0") && answer(event)) return;
    var keys = { j: "[data-key=next]", k: "[data-key=previous]", ArrowRight: "[data-key=forward]", ArrowLeft: "[data-key=backward]" };
    var link = keys[event.key] && document.querySelector(keys[event.key]);
    if (link) { event.preventDefault(); link.click(); return; }
    if (event.key === "j" || event.key === "k") move(event, event.key === "j" ? 1 : -1);
  });

  // The keys of every page are fetched when they are first asked for.
  function showKeys() {
    var shown = document.getElementById("nappaimet");
    if (shown) { if (!shown.open) shown.showModal(); return; }
    fetch("/ohje/nappaimet").then(function (answer) { return answer.ok ? answer.text() : ""; }).then(function (text) {
      if (!text || document.getElementById("nappaimet")) return;
      document.body.insertAdjacentHTML("beforeend", text);
      document.getElementById("nappaimet").showModal();
    });
  }

  // What waits to be checked: 1 says yes and 2 no to the question at hand, 0 takes the latest answer back. The page comes back at the
  // next question.
  function answer(event) {
    var list = document.querySelector("[data-questions]");
    if (!list) return false;
    var entries = Array.from(list.querySelectorAll(".entry"));
    var at = Math.max(0, entries.findIndex(function (one) { return one.contains(document.activeElement); }));
    var button = event.key === "0" ? document.querySelector("[data-undo] button") : entries[at] && entries[at].querySelector("[data-answer='" + event.key + "']");
    if (!button || button.disabled) return false;
    event.preventDefault();
    if (event.repeat) return true;
    sessionStorage.setItem("question", at);
    list.querySelectorAll("button").forEach(function (one) { if (one !== button) one.disabled = true; });
    button.click();
    return true;
  }
  (function () {
    var list = document.querySelector("[data-questions]");
    var at = sessionStorage.getItem("question");
    if (!list || at === null) return;
    sessionStorage.removeItem("question");
    var entries = list.querySelectorAll(".entry");
    var entry = entries[Math.min(at, entries.length - 1)];
    var place = entry && entry.querySelector("h2 a, .words a, button");
    if (place) { place.focus({ preventScroll: true }); entry.scrollIntoView({ block: "center" }); }
  })();

  // On lists, the desk and what waits to be checked the same two keys go from one thing to the next.
  function move(event, step) {
    var places = [];
    document.querySelectorAll("main .entry, main .desk-item, main .board > li, main tbody tr").forEach(function (one) {
      var place = one.querySelector("h2 a, h3 a") || one.querySelector("summary, .words a, th a, a[href], button");
      if (place && place.getClientRects().length) places.push(place);
    });
    if (!places.length) return;
    var here = places.findIndex(function (place) {
      return place.closest(".entry, .desk-item, li, tr").contains(document.activeElement);
    });
    var next = places[here < 0 ? (step > 0 ? 0 : places.length - 1) : here + step];
    if (next) { event.preventDefault(); next.focus(); next.scrollIntoView({ block: "nearest" }); }
  }

  // The chosen place comes into view, in the text where that is shown first, and in the middle of a page that is wider than the screen.
  var now = document.getElementById("nyt"), inText = document.getElementById("nyt-teksti");
  if (now && location.hash === "#nyt") {
    var frame = now.closest(".zoomed"), middle = function (box) { return box.left + box.width / 2; };
    if (frame) frame.scrollLeft += middle(now.getBoundingClientRect()) - middle(frame.getBoundingClientRect());
    if (inText && inText.getClientRects().length && matchMedia("(max-width: 59.99rem)").matches) now = inText;
    addEventListener("load", function () { now.scrollIntoView({ block: "center", behavior: "instant" }); });
  }

  // Going back leads to the link that one left by, not to the top of the page.
  addEventListener("pagehide", function () {
    var left = document.activeElement && document.activeElement.closest("main a[href]");
    if (!left) return;
    var alike = Array.from(document.querySelectorAll("main a[href]")).filter(function (one) { return one.href === left.href; });
    try { sessionStorage.setItem("lahto " + location.href, JSON.stringify([left.href, alike.indexOf(left)])); } catch (full) { /* no comfort then */ }
  });
  addEventListener("pageshow", function (event) {
    var how = performance.getEntriesByType("navigation")[0];
    if (!event.persisted && !(how && how.type === "back_forward")) return;
    try {
      var left = JSON.parse(sessionStorage.getItem("lahto " + location.href) || "null");
      if (!left || document.activeElement.closest("main a[href]")) return;
      var place = Array.from(document.querySelectorAll("main a[href]")).filter(function (one) { return one.href === left[0]; })[left[1]];
      if (place) { place.focus({ preventScroll: true }); if (!event.persisted) place.scrollIntoView({ block: "nearest" }); }
    } catch (none) { /* no comfort then */ }
  });

  // Empty fields do not belong in an address that people share.
  document.addEventListener("htmx:configRequest", function (event) {
    if (event.detail.verb !== "get") return;
    var values = event.detail.parameters;
    Object.keys(values).forEach(function (name) { if (values[name] === "") delete values[name]; });
  });

  // The filters that a reader has opened on a narrow screen stay open when the results are exchanged.
  document.addEventListener("htmx:beforeSwap", function () {
    var filters = document.querySelector(".filters");
    document.documentElement.dataset.filters = filters && filters.open ? "open" : "";
  });
  document.addEventListener("htmx:afterSwap", function () {
    var filters = document.querySelector(".filters");
    if (filters && document.documentElement.dataset.filters) filters.open = true;
  });

  // Filters take effect at once: the button is for those without JavaScript.
  document.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-at-once]");
    if (form && !form.hasAttribute("hx-get")) form.requestSubmit();
  });
})();

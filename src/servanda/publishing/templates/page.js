// What the page does beyond its links: facts and their sentences light each other up, filters, search, keys, views.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  var all = function (selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); };
  var facts = all(".fact"), dates = all(".date"), marks = all("mark"), sources = all(".sources li");
  var passage = document.getElementById("passage");
  var narrow = window.matchMedia("(max-width: 56rem)");
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  function show(view) {
    root.setAttribute("data-view", view);
    all(".views button").forEach(function (b) { b.setAttribute("aria-pressed", String(b.getAttribute("data-view") === view)); });
  }
  function bring(element) {
    element.scrollIntoView({block: "center", behavior: calm.matches ? "auto" : "smooth"});
  }
  function reveal(place) {
    var paper = place.closest(".paper");
    if (paper) { paper.hidden = false; }
  }
  function cited(mark) { return mark.getAttribute("data-facts").split(" "); }
  function light(ids) {
    marks.forEach(function (m) { m.classList.toggle("on", cited(m).some(function (i) { return ids.indexOf(i) >= 0; })); });
    facts.forEach(function (f) { f.classList.toggle("on", ids.indexOf(f.getAttribute("data-fact")) >= 0); });
  }
  function reach(fact) {
    facts.forEach(function (f) { f.tabIndex = f === fact ? 0 : -1; });
    fact.focus({preventScroll: true});
  }

  // A fact: see its sentence.
  function showSource(fact, anchor) {
    light([fact.getAttribute("data-fact")]);
    passage.hidden = true;
    var link = fact.querySelector(".refs a");
    var place = document.getElementById(anchor || (link ? link.hash.slice(1) : ""));
    if (!place) { return; }
    if (narrow.matches) { show("papers"); }
    reveal(place);
    var next = place;
    while (next && next.nodeName !== "MARK") { next = next.nextElementSibling; }
    bring(next || place);
  }
  function showFact(id) {
    var fact = facts.filter(function (f) { return f.getAttribute("data-fact") === id; })[0];
    if (!fact) { return; }
    if (narrow.matches) { show("dossier"); }
    for (var e = fact; e && e.id !== "dossier"; e = e.parentElement) { e.hidden = false; }
    light([id]);
    reach(fact);
    bring(fact);
  }

  // A sentence: see its facts, all of them.
  function showFacts(ids) {
    var shown = [];
    ids.forEach(function (id) {
      var fact = facts.filter(function (f) { return f.getAttribute("data-fact") === id; })[0];
      if (fact) { shown.push(fact); }
    });
    light(ids);
    if (!shown.length) { return; }
    var list = passage.querySelector("ul");
    list.textContent = "";
    shown.forEach(function (fact) {
      var item = document.createElement("li"), link = document.createElement("a"), about = document.createElement("small");
      link.href = "#" + (fact.id || "dossier");
      link.textContent = fact.querySelector(".text").firstChild.textContent.trim() || fact.querySelector(".text strong").textContent;
      about.textContent = " " + fact.closest(".part").querySelector("h2").textContent;
      link.addEventListener("click", function (event) { event.preventDefault(); showFact(fact.getAttribute("data-fact")); });
      item.appendChild(link);
      item.appendChild(about);
      list.appendChild(item);
    });
    passage.hidden = false;
    if (!narrow.matches && !shown[0].hidden) { bring(shown[0]); }
  }

  facts.forEach(function (fact) {
    fact.addEventListener("click", function (event) {
      var link = event.target.closest("a");
      if (!link && event.target.closest("details")) { return; }
      if (window.getSelection && String(window.getSelection())) { return; }
      event.preventDefault();
      reach(fact);
      showSource(fact, link ? link.hash.slice(1) : "");
    });
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']"), mark = event.target.closest("mark");
    if (event.defaultPrevented) { return; }
    if (mark) { showFacts(cited(mark)); return; }
    if (!link) { return; }
    var target = document.getElementById(link.hash.slice(1));
    if (!target) { return; }
    reveal(target);
    if (link.classList.contains("cite")) {
      event.preventDefault();
      var near = link;
      while (near && near.nodeName !== "MARK") { near = near.nextElementSibling; }
      if (near) { showFacts(cited(near)); passage.querySelector("a").focus({preventScroll: true}); }
    } else if (target.classList.contains("fact")) {
      event.preventDefault();
      showFact(target.getAttribute("data-fact"));
    } else if (narrow.matches) {
      show(target.closest("#papers") ? "papers" : "dossier");
    }
  });

  // Keys: arrows from fact to fact, Enter shows the source, Escape comes back.
  document.addEventListener("keydown", function (event) {
    var here = document.activeElement, fact = here && here.closest ? here.closest(".fact") : null;
    if (event.key === "Escape") {
      var lit = facts.filter(function (f) { return f.tabIndex === 0; })[0];
      passage.hidden = true;
      light([]);
      if (narrow.matches) { show("dossier"); }
      if (lit && !lit.hidden && !here.closest(".top")) { reach(lit); bring(lit); }
    } else if (fact && here === fact && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      var seen = facts.filter(function (f) { return f.offsetParent !== null; });
      var next = seen[seen.indexOf(fact) + (event.key === "ArrowDown" ? 1 : -1)];
      event.preventDefault();
      if (next) { reach(next); next.scrollIntoView({block: "nearest"}); }
    } else if (fact && here === fact && event.key === "Enter") {
      event.preventDefault();
      showSource(fact, "");
    }
  });

  // Filters and search.
  var letters = {"\u0111": "d", "\u0131": "i", "\u0259": "a", "\u00f8": "o", "\u0142": "l", "\u00e6": "ae", "\u0153": "oe", "\u00df": "ss", "\u2019": "'"};
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
      .replace(/[\u0111\u0131\u0259\u00f8\u0142\u00e6\u0153\u00df\u2019]/g, function (c) { return letters[c]; });
  }
  var folded = new Map();
  function textOf(element, selector) {
    if (!folded.has(element)) {
      folded.set(element, fold(selector ? all(selector, element).map(function (e) { return e.textContent; }).join(" ") : element.textContent));
    }
    return folded.get(element);
  }
  var find = document.getElementById("find"), choices = all("select[data-key]"), output = document.getElementById("shown");
  function filter() {
    var sought = fold(find.value).split(/\s+/).filter(Boolean);
    var chosen = choices.filter(function (c) { return c.value; });
    function fits(element, text) {
      return chosen.every(function (c) { return (element.getAttribute("data-" + c.getAttribute("data-key")) || "").split(" ").indexOf(c.value) >= 0; }) &&
        sought.every(function (word) { return text.indexOf(word) >= 0; });
    }
    var shown = 0;
    facts.forEach(function (f) {
      f.hidden = !fits(f, textOf(f, ".lead, .text, .quote, .told"));
      shown += f.hidden ? 0 : 1;
    });
    dates.forEach(function (d) { d.hidden = !fits(d, textOf(d)); });
    all(".group, .part").forEach(function (g) { g.hidden = !g.querySelector(".fact:not([hidden]), .date:not([hidden])"); });
    var active = sought.length > 0 || chosen.length > 0;
    all("article.dossier").forEach(function (d) { d.hidden = active && !d.querySelector(".part:not([hidden])"); });
    all(".jump a, .contents a").forEach(function (a) { (a.closest(".contents li") || a).hidden = document.getElementById(a.hash.slice(1)).hidden; });
    // A paper stays where a fact that is shown rests on it, or where it holds the words and nothing else is chosen.
    var held = 0, rested = {};
    if (active) {
      all(".fact:not([hidden]) a[href^='#']").forEach(function (a) {
        var paper = (document.getElementById(a.hash.slice(1)) || a).closest(".paper");
        if (paper) { rested[paper.id] = true; }
      });
    }
    sources.forEach(function (s) {
      var paper = document.getElementById("paper-" + s.getAttribute("data-paper"));
      var worded = !chosen.length && sought.every(function (word) { return textOf(paper).indexOf(word) >= 0; });
      s.hidden = active && !rested[paper.id] && !worded;
      paper.hidden = s.hidden;
      held += s.hidden ? 0 : 1;
    });
    all(".contents, #sources h2").forEach(function (e) { e.hidden = active && !(e.closest("#sources") ? held : e.querySelector("li:not([hidden])")); });
    var none = sought.length > 0 && !shown && !held;
    all(".none").forEach(function (e) { e.hidden = !none; });
    var said = document.body.getAttribute(shown || !facts.length && !none ? "data-shown" : none ? "data-none" : "data-nothing");
    output.textContent = active ? said.replace("{shown}", shown).replace("{all}", facts.length) : "";
    if (facts.every(function (f) { return f.hidden || f.tabIndex < 0; })) {
      var first = facts.filter(function (f) { return !f.hidden; })[0];
      facts.forEach(function (f) { f.tabIndex = f === first ? 0 : -1; });
    }
  }
  var form = document.querySelector("form.filters"), waiting = 0;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("change", filter);
  form.addEventListener("reset", function () { window.setTimeout(filter, 0); });
  find.addEventListener("input", function () { window.clearTimeout(waiting); waiting = window.setTimeout(filter, 120); });
  all(".views button").forEach(function (b) { b.addEventListener("click", function () { show(b.getAttribute("data-view")); }); });
  document.getElementById("close").addEventListener("click", function () { passage.hidden = true; light([]); });
  show("dossier");
  filter();
}());

// Review by keyboard: one proposal is current; its words are marked and shown; keys press its buttons.
"use strict";
(() => {
  if (window.htmx) window.htmx.config.attributesToSettle = ["class", "width", "height"]; // no inline styles here
  const list = document.querySelector("[data-review]");
  if (!list) return;
  const all = () => [...list.querySelectorAll("[data-claim]")];
  const text = document.querySelector("[data-text]");
  let now = null, answered = null;

  const show = (claim, focus) => {
    if (!claim) return;
    now = claim.dataset.claim;
    all().forEach((c) => c.classList.toggle("now", c === claim));
    document.querySelectorAll(".cited").forEach((a) => a.classList.toggle("now", a.dataset.claims.split(" ").includes(now)));
    if (focus) { claim.focus({ preventScroll: true }); claim.scrollIntoView({ block: "nearest" }); }
    const place = document.getElementById(`at-${now}`);
    if (place && text) {
      const mark = place.closest(".passage").querySelector(`.cited[data-claims~="${now}"]`) || place.closest(".passage");
      text.scrollTop += mark.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
    }
  };
  const current = () => all().find((c) => c.dataset.claim === now) || all().find((c) => "asks" in c.dataset) || all()[0];
  const step = (by) => { const claims = all(); show(claims[Math.min(claims.length - 1, Math.max(0, claims.indexOf(current()) + by))], true); };
  const onward = () => {
    const claims = all(), at = claims.indexOf(current());
    show([...claims.slice(at + 1), ...claims.slice(0, at)].find((c) => "asks" in c.dataset) || claims[at], true);
  };

  show(document.getElementById(location.hash.slice(1))?.closest("[data-asks]") || (list.dataset.current && document.getElementById(`claim-${list.dataset.current}`)) || current(), false);
  list.addEventListener("focusin", (event) => { const c = event.target.closest("[data-claim]"); if (c && c.dataset.claim !== now) show(c, false); });
  list.addEventListener("click", (event) => { const c = event.target.closest("[data-claim]"); if (c && c.dataset.claim !== now) show(c, false); });
  text?.addEventListener("click", (event) => {
    const cited = event.target.closest(".cited");
    if (cited) { event.preventDefault(); show(document.getElementById(`claim-${cited.dataset.claims.split(" ")[0]}`), true); }
  });

  // a decision swaps its card: on to the next one; a conflict or a faulty form stays where it is
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if ([409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
      const form = event.detail.requestConfig.elt.closest(".form");
      if (event.detail.xhr.status === 422 && form) {
        event.detail.target = form;
        event.detail.swapOverride = "innerHTML";
      }
    }
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.elt?.id === "others" || event.detail.xhr === answered) return; // told once for each part that was swapped
    answered = event.detail.xhr;
    const claim = now && document.getElementById(`claim-${now}`);
    const form = claim?.querySelector("[data-correct]");
    if (form) form.querySelector("input:not([type=hidden]), select")?.focus();
    else if (claim?.querySelector("[role=alert]")) show(claim, true);
    else if (event.detail.xhr && event.detail.requestConfig.verb === "post") onward();
    helpers();
  });

  const help = document.querySelector("dialog.keys");
  const helpers = () => document.querySelectorAll("[data-help]").forEach((b) => { b.hidden = false; b.onclick = () => help.showModal(); });
  helpers();
  const press = (key, within) => {
    const found = within?.querySelector(`[data-key="${key}"]`);
    if (!found) return false;
    if (found.tagName === "DETAILS") {
      found.closest("details:not([data-key])")?.setAttribute("open", "");
      found.open = true;
      found.querySelector("input[name=reason]").focus();
    } else found.click();
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.closest("input, select, textarea")) {
      if (event.key === "Escape") { event.preventDefault(); event.target.closest(".form")?.replaceChildren(); event.target.blur(); current()?.focus(); }
      return;
    }
    const key = event.key;
    if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
    else if (["a", "r", "c", "u"].includes(key)) press(key, current());
    else if (["A", "z", "n"].includes(key)) press(key, document.getElementById("bar"));
    else if (key === "?") help.showModal();
    else return;
    event.preventDefault();
  });
})();

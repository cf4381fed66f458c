// What every page does beyond HTMX: one box at the head of a table ticks all of its column (hidden where scripts do not run).
"use strict";

for (const head of document.querySelectorAll("input[data-ticks]")) {
  const boxes = [...document.querySelectorAll(`input[type=checkbox][name="${head.dataset.ticks}"]`)];
  const tell = () => {
    const ticked = boxes.filter(box => box.checked).length;
    head.checked = ticked > 0 && ticked === boxes.length;
    head.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  head.hidden = false;
  head.addEventListener("change", () => { for (const box of boxes) box.checked = head.checked; });
  for (const box of boxes) box.addEventListener("change", tell);
  tell();
}

// Boxes to be ticked, narrowed to those with some words, of one side, or ticked (the tools are hidden where scripts do not run).
const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const tools of document.querySelectorAll("[data-narrows]")) {
  const of = document.getElementById(tools.dataset.narrows);
  const rows = [...of.querySelectorAll(".checks label")].map(row => ({row, words: plain(row.textContent), box: row.querySelector("input")}));
  const [words, side, ticked] = ["words", "side", "ticked"].map(name => document.getElementById(`${of.id}-${name}`));
  const narrow = () => {
    const asked = plain(words.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const {row, words: told, box} of rows) {
      const by = row.dataset.by.split(" ");
      row.hidden = !(asked.every(word => told.includes(word)) && (!side.value || by.includes(side.value)) && (!ticked.checked || box.checked));
      shown += row.hidden ? 0 : 1;
    }
    tools.querySelector("[role=status]").textContent = `${shown} / ${rows.length}`;
  };
  tools.hidden = rows.length < 2;
  for (const tool of [words, side, ticked]) tool.addEventListener("input", narrow);
  words.addEventListener("keydown", event => { if (event.key === "Enter") event.preventDefault(); });
  narrow();
}

// The day of the evidence or paper that is chosen is proposed, until somebody types another.
for (const form of document.querySelectorAll("form[data-days]")) {
  const days = JSON.parse(form.dataset.days);
  const day = form.elements.day;
  let typed = false;
  day.addEventListener("input", () => { typed = true; });
  for (const name of ["suggestion", "paper"]) {
    form.elements[name].addEventListener("change", event => {
      const proposed = days[`${name}-${event.target.value}`];
      if (proposed && !typed) day.value = proposed;
    });
  }
}

// A calendar to pick a day from, beside fields that are typed.
for (const field of document.querySelectorAll("input[data-day]")) {
  const calendar = document.createElement("input");
  if (!("showPicker" in calendar)) break;
  Object.assign(calendar, { type: "date", tabIndex: -1, className: "picker" });
  calendar.setAttribute("aria-hidden", "true");
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "quiet pick" });
  const label = field.labels.length ? `${field.labels[0].textContent.trim()}: ${field.dataset.day}` : field.dataset.day;
  button.setAttribute("aria-label", label);
  button.title = field.dataset.day;
  button.innerHTML = "<svg viewBox='0 0 16 16' width='16' height='16' aria-hidden='true'><path fill='none' stroke='currentColor' d='M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 1.5v3M10.5 1.5v3'/></svg>";
  button.addEventListener("click", () => {
    if (/^\d{4}-\d\d-\d\d$/.test(field.value)) calendar.value = field.value;
    calendar.showPicker();
  });
  calendar.addEventListener("change", () => {
    field.value = calendar.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
  const place = document.createElement("span");
  place.className = "picked";
  field.before(place);
  place.append(field, button, calendar);
}

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

// Papers: a click on marked words shows their facts; files and folders may be dragged; words picked become a citation.
"use strict";
(() => {
  const point = (claims) => {
    const wanted = new Set(claims);
    document.querySelectorAll(".claim").forEach((c) => c.classList.toggle("now", wanted.has(c.id.replace("claim-", ""))));
    document.querySelectorAll(".cited").forEach((a) => a.classList.toggle("now", a.dataset.claims.split(" ").some((c) => wanted.has(c))));
  };
  document.addEventListener("click", (event) => {
    const cited = event.target.closest(".cited");
    const place = event.target.closest(".place");
    if (cited) point(cited.dataset.claims.split(" "));
    else if (place) point([place.closest(".claim").id.replace("claim-", "")]);
  });

  const drop = document.querySelector("[data-drop]");
  if (drop) {
    const files = drop.querySelector("input[name=files]");
    const list = drop.querySelector(".chosen");
    const show = () => {
      list.replaceChildren(...[...files.files].slice(0, 200).map((f) => Object.assign(document.createElement("li"), { textContent: f.name })));
      list.hidden = files.files.length === 0;
    };
    const walk = (entry, into) => new Promise((done) => {
      if (entry.isFile) entry.file((f) => { into.push(f); done(); }, done);
      else {
        const reader = entry.createReader();
        const more = () => reader.readEntries((found) => {
          if (!found.length) done();
          else Promise.all(found.filter((e) => !e.name.startsWith(".")).map((e) => walk(e, into))).then(more);
        }, done);
        more();
      }
    });
    const over = (on) => (event) => { event.preventDefault(); drop.classList.toggle("over", on); };
    drop.addEventListener("dragenter", over(true));
    drop.addEventListener("dragover", over(true));
    drop.addEventListener("dragleave", over(false));
    drop.addEventListener("drop", async (event) => {
      over(false)(event);
      const into = [];
      const items = [...event.dataTransfer.items].map((i) => i.webkitGetAsEntry && i.webkitGetAsEntry()).filter(Boolean);
      if (items.length) await Promise.all(items.map((e) => walk(e, into)));
      else into.push(...event.dataTransfer.files);
      const held = new DataTransfer();
      [...files.files, ...into].forEach((f) => held.items.add(f));
      files.files = held.files;
      show();
    });
    files.addEventListener("change", show);
  }

  const picker = document.querySelector("[data-pick]");
  if (picker) {
    const points = (text) => [...text].length; // places are counted in code points
    const place = (node, offset) => {
      const holder = (node.nodeType === 3 ? node.parentElement : node).closest("[data-start]");
      return holder ? Number(holder.dataset.start) + points(holder.textContent.slice(0, node.nodeType === 3 ? offset : 0)) : null;
    };
    document.addEventListener("selectionchange", () => {
      const picked = document.getSelection();
      if (!picked.rangeCount || picked.isCollapsed) return;
      const range = picked.getRangeAt(0);
      const text = document.querySelector("[data-text]");
      if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
      const start = place(range.startContainer, range.startOffset);
      const end = place(range.endContainer, range.endOffset);
      if (start === null || end === null || end <= start) return;
      picker.querySelector("[name=start]").value = start;
      picker.querySelector("[name=end]").value = end;
      picker.querySelector("[name=quote]").value = picked.toString();
    });
    picker.querySelector("[name=quote]").addEventListener("input", () => {
      picker.querySelector("[name=start]").value = picker.querySelector("[name=end]").value = "";
    });
  }
})();

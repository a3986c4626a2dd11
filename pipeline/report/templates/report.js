"use strict";
// Layers, explanations, the way from a mark to its box and back, search. Links work without any of it.

const main = document.getElementById("main");
const tip = document.getElementById("tip");

function show(button) {
  const layer = button.dataset.layer;
  const on = button.getAttribute("aria-pressed") === "true";
  main.classList.toggle("no-" + layer, !on);
  for (const group of document.querySelectorAll(".layer." + layer)) group.classList.toggle("off", !on);
}
for (const button of document.querySelectorAll(".toggle")) {
  show(button);
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    show(button);
  });
}

function explain(target) {
  const said = target && target.closest && target.closest("[aria-description]");
  tip.hidden = !said;
  if (!said) return;
  tip.textContent = said.getAttribute("aria-description");
  const at = said.getBoundingClientRect();
  const below = at.bottom + 8 + tip.offsetHeight < innerHeight;
  tip.style.left = Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 8)) + "px";
  tip.style.top = Math.max(8, below ? at.bottom + 8 : at.top - tip.offsetHeight - 8) + "px";
}
document.addEventListener("pointerover", (event) => explain(event.target));
document.addEventListener("focusin", (event) => explain(event.target));
document.addEventListener("focusout", () => explain(null));
document.addEventListener("scroll", () => explain(null), { passive: true });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") explain(null); });

// A click on one side of a pair (words and their box) goes to the other, and from there back to where it came from.
const back = document.querySelector(".back");
let chosen = [];
function follow(link) {
  const target = document.getElementById(link.getAttribute("href").slice(1));
  if (!target || !back || link === back) return false;
  chosen.forEach((one) => one.classList.remove("chosen"));
  chosen = [link, target];
  chosen.forEach((one) => one.classList.add("chosen"));
  history.pushState(null, "", "#" + target.id);
  const figure = target.closest("figure");
  (figure || target).scrollIntoView({ block: figure ? "nearest" : "center" });
  target.focus({ preventScroll: true });
  if (!link.id) link.id = "from-" + target.id;
  back.hidden = false;
  back.hash = link.id;
  if (figure) target.setAttribute("href", "#" + link.id);
  return true;
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link && follow(link)) event.preventDefault();
});
if (back) back.addEventListener("click", (event) => {
  const origin = document.getElementById(back.hash.slice(1));
  event.preventDefault();
  origin.scrollIntoView({ block: "center" });
  origin.focus({ preventScroll: true });
  back.hidden = true;
});

const search = document.getElementById("search");
if (search) {
  const rows = [...document.querySelectorAll("tr[data-find]")].map((row) => [row, row.dataset.find.toLowerCase()]);
  const find = () => {
    const wanted = search.value.toLowerCase().split(/\s+/);
    let count = 0;
    for (const [row, text] of rows) {
      row.hidden = !wanted.every((word) => text.includes(word));
      count += !row.hidden;
    }
    document.getElementById("matches").textContent = search.value ? count + " of " + rows.length : "";
    document.getElementById("none").hidden = count > 0;
  };
  search.addEventListener("input", find);
  find();
}

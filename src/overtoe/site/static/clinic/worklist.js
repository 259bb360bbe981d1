// Keys of the worklist: j and k move, x chooses, s puts aside; Enter follows the focused link by itself.
const rows = [...document.querySelectorAll("[data-row]")];
const boxes = rows.map((row) => row.querySelector("input[type=checkbox]")).filter(Boolean);
const all = document.getElementById("pick-all");
const count = document.getElementById("chosen-count");

function at() {
  return rows.findIndex((row) => row.contains(document.activeElement));
}

function move(step) {
  const next = Math.min(Math.max(at() + step, 0), rows.length - 1);
  rows[next]?.querySelector("a.name").focus();
}

function tell() {
  if (!count) return;
  const chosen = boxes.filter((box) => box.checked).length;
  count.textContent = chosen ? `(${chosen})` : "";
}

function choose() {
  const box = rows[at()]?.querySelector("input[type=checkbox]");
  if (!box) return;
  box.checked = !box.checked;
  tell();
}

function aside() {
  const box = rows[at()]?.querySelector("input[type=checkbox]");
  if (box) box.checked = true;
  tell();
  document.getElementById("bulk-snooze")?.focus();
}

const keys = { j: () => move(1), k: () => move(-1), x: choose, s: aside };

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

all?.addEventListener("change", () => {
  for (const box of boxes) box.checked = all.checked;
  tell();
});
for (const box of boxes) box.addEventListener("change", tell);

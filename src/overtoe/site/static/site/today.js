// Today's session: one tap a set, on this phone before it shows, sent when there is signal.

import { localTime, makeEvent } from "./events.js";
import { fold, setsDone } from "./fold.js";
import { add, flush, watch } from "./outbox.js";
import { afterPain, askPain, hurts, swapping } from "./panels.js";
import { everything } from "./store.js";
import { endRest, hold, restBar, startRest, stayAwake, unlockSound } from "./timer.js";

const POLL_MS = 8000;
const UNDO_MS = 9000;
// A second tap this soon is a trembling thumb, not another set.
const TWICE_MS = 350;
const UNITS = { reps: "Reps", s: "Seconds", m: "Meters", min: "Minutes" };

let data;
let known = new Map();
let state;
let view;

export async function startSession(session) {
  data = session;
  // A kept page may be of yesterday: what is logged now is logged today.
  data.day = localTime().slice(0, 10);
  for (const event of session.events) known.set(event.id, event);
  view = { chosen: null, busy: false, tapped: -TWICE_MS, edit: {}, sides: {}, holding: {}, short: remembered("short") === true, skipped: new Set(remembered("skipped") ?? []) };
  await refresh();
  bindMornings();
  if (!document.getElementById("cards")) return;
  bindCards();
  bindHead();
  bindFinish();
  restBar();
  paint();
  if (Object.values(state.sets).some((sets) => sets.length)) follow(shown().now);
  watch(async (told) => told.sent && (await refresh(), paint()));
  if (data.people.length > 1) setInterval(poll, POLL_MS);
}

function remembered(name) {
  return JSON.parse(localStorage.getItem(`overtoe-${name}-${data.day}`) ?? "null");
}

function remember(name, value) {
  localStorage.setItem(`overtoe-${name}-${data.day}`, JSON.stringify(value));
}

async function refresh() {
  for (const { state: sending, note, ...event } of await everything()) {
    if (sending === "refused") known.delete(event.id);
    else known.set(event.id, event);
  }
  state = fold(data, [...known.values()]);
}

// The other phone's sets come from the server; our own are here already.
async function poll() {
  if (document.hidden) return;
  try {
    const response = await fetch("/sync/day", { cache: "no-store" });
    if (!response.ok) return;
    const said = await response.json();
    const before = known.size;
    for (const event of said.events) known.set(event.id, event);
    if (known.size === before) return;
    state = fold(data, [...known.values()]);
    paint();
  } catch { /* No signal: each phone goes on by itself. */ }
}

export async function write(person, kind, body) {
  const event = makeEvent(person, kind, body);
  await add(event);
  known.set(event.id, event);
  state = fold(data, [...known.values()]);
  return event;
}

export function card(key) {
  const planned = data.cards[key];
  const rung = state.swaps[key];
  if (!rung || rung === planned.rung) return planned;
  const option = planned.options.find((one) => one.rung === rung);
  return option ? { ...planned, ...option, loads: option.load ? [{ kg: option.load, how: option.how }] : [], last: "" } : planned;
}

const box = (key) => document.getElementById(`card-${key}`);
const field = (key, name) => box(key).querySelector(`input[name="${name}"]`);
const planned = (key) => (view.short ? (data.cards[key].short ? 1 : 0) : card(key).sets);
const done = (key) => setsDone(state.sets[key]);
const open = (key) => !view.skipped.has(key) && done(key) < planned(key);
const number = (text) => Number(String(text).replace(",", "."));

function openTurns() {
  const turns = data.turns.filter(([key, n]) => open(key) && n > done(key) && n <= planned(key));
  // A swap may ask for another number of sets than the plan had.
  const more = Object.keys(data.cards).filter((key) => open(key) && !turns.some(([one]) => one === key));
  return [...turns, ...more.map((key) => [key, done(key) + 1])];
}

function shown() {
  const turns = openTurns();
  const now = view.chosen ?? turns[0]?.[0] ?? null;
  const other = now && turns.find(([key]) => data.cards[key].person !== data.cards[now].person)?.[0];
  return { now, next: data.people.length > 1 ? (other ?? null) : null, turns };
}

function paint() {
  const { now, next, turns } = shown();
  for (const key of Object.keys(data.cards)) {
    const element = box(key);
    element.hidden = key !== now && key !== next;
    element.classList.toggle("now", key === now);
    element.classList.toggle("next", key === next);
    paintChip(key, now);
    if (!element.hidden) paintCard(key, turns);
  }
  paintFinish(now, turns);
}

function paintChip(key, now) {
  const count = document.querySelector(`[data-count="${key}"]`);
  const chip = count.closest("a");
  count.textContent = view.skipped.has(key) ? "skipped" : `${Math.floor(done(key))}/${planned(key)}`;
  chip.classList.toggle("full", done(key) >= planned(key) && planned(key) > 0);
  chip.closest("li").hidden = planned(key) === 0;
  if (key === now) chip.setAttribute("aria-current", "step");
  else chip.removeAttribute("aria-current");
}

function paintCard(key, turns) {
  const element = box(key);
  const one = card(key);
  const text = (name, value) => { element.querySelector(`[data-${name}]`).textContent = value; };
  text("title", one.title);
  text("dose", one.dose);
  text("cue", one.cue);
  text("last", one.last ? `Last: ${one.last}` : "");
  text("unit", UNITS[one.unit] + (one.each && !view.sides[key] ? " each side" : ""));
  element.querySelector("[data-load-stepper]").hidden = !one.loads.length;
  const make = one.loads.find(({ kg }) => kg === number(field(key, "load_kg").value));
  text("how", make ? make.how : "");
  paintDrawing(element, one.rung, key);
  paintSets(key);
  paintButton(key, turns);
}

async function paintDrawing(element, rung, key) {
  const frame = element.querySelector("[data-drawing]");
  frame.dataset.rung ??= data.cards[key].rung;
  if (frame.dataset.rung === rung) return;
  frame.dataset.rung = rung;
  frame.replaceChildren();
  try {
    const response = await fetch(`/figures/${rung}.svg`);
    if (!response.ok) return;
    const drawn = new DOMParser().parseFromString(await response.text(), "image/svg+xml");
    if (frame.dataset.rung === rung) frame.replaceChildren(document.importNode(drawn.documentElement, true));
  } catch { /* Without signal the words must do. */ }
}

function setWords(set) {
  const load = set.load ? ` × ${set.load} kg` : "";
  return `${set.amount}${load}${set.side ? ` ${set.side}` : ""}`;
}

function paintSets(key) {
  const list = box(key).querySelector("[data-sets]");
  list.replaceChildren(
    ...state.sets[key].map((set, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button set-done";
      button.dataset.edit = set.id;
      button.textContent = setWords(set);
      button.setAttribute("aria-label", `Set ${index + 1}: ${setWords(set)}. Change it`);
      button.setAttribute("aria-pressed", String(view.edit[key] === set.id));
      const item = document.createElement("li");
      item.append(button);
      return item;
    }),
  );
  for (let left = planned(key) - Math.ceil(done(key)); left > 0; left -= 1) {
    const item = document.createElement("li");
    item.className = "set-open";
    list.append(item);
  }
}

function paintButton(key, turns) {
  const button = box(key).querySelector("[data-log-button]");
  const one = card(key);
  const at = Math.floor(done(key)) + 1;
  if (view.holding[key]) return;
  if (view.edit[key]) button.textContent = "Save the change";
  else if (view.sides[key]) button.textContent = `Log ${sideNow(key)}, set ${at} of ${planned(key)}`;
  else if (one.unit === "s") button.textContent = `Start ${field(key, "amount").value} s${one.each ? " each side" : ""} · set ${at} of ${planned(key)}`;
  else if (data.people.length > 1) button.textContent = `Log ${one.who}${followed(key, turns)}`;
  else button.textContent = `Log set ${at} of ${Math.max(at, planned(key))}`;
}

function followed(key, turns) {
  if (!box(key).classList.contains("now")) return "";
  const at = turns.findIndex(([one]) => one === key);
  const [following] = turns.filter((_, index) => index !== at);
  if (!following) return "";
  const movement = card(following[0]).title.split(":")[0].toLowerCase();
  return ` → ${data.cards[following[0]].who}: ${movement}`;
}

// The painful side first, so that it sets the pace.
function sideNow(key) {
  const first = card(key).places.find((place) => place.side)?.side ?? "left";
  const sides = state.sets[key].filter((set) => set.side);
  const count = (side) => sides.filter((set) => set.side === side).length;
  const other = first === "left" ? "right" : "left";
  return count(first) <= count(other) ? first : other;
}

function bindCards() {
  const cards = document.getElementById("cards");
  cards.addEventListener("submit", (event) => {
    event.preventDefault();
    unlockSound();
    stayAwake();
    const key = event.target.dataset.log;
    if (view.busy || performance.now() - view.tapped < TWICE_MS) return;
    view.tapped = performance.now();
    // A hold goes on for its seconds, and its button stops it.
    view.busy = card(key).unit !== "s";
    log(key).finally(() => { view.busy = false; });
  });
  cards.addEventListener("click", (event) => {
    const key = event.target.closest("[data-card]")?.dataset.card;
    const button = event.target.closest("button");
    if (!key || !button) return;
    if (button.dataset.step) step(key, button.dataset.for, Number(button.dataset.step));
    else if (button.dataset.edit) edit(key, button.dataset.edit);
    else if ("sides" in button.dataset) toggleSides(key, button);
    else if ("hurts" in button.dataset) hurts(key, panelOf(key), tools);
    else if ("swap" in button.dataset) swapping(key, panelOf(key), tools);
    else if ("skip" in button.dataset) skip(key);
  });
  cards.addEventListener("focusin", (event) => event.target.matches("input") && event.target.select());
  cards.addEventListener("input", () => paint());
  document.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-jump]");
    if (!chip) return;
    event.preventDefault();
    jump(chip.dataset.jump);
  });
}

function panelOf(key) {
  return box(key).querySelector("[data-panel]");
}

function jump(key) {
  view.skipped.delete(key);
  remember("skipped", [...view.skipped]);
  view.chosen = key;
  paint();
  box(key).focus({ preventScroll: true });
  box(key).scrollIntoView({ block: "start", behavior: "instant" });
}

function step(key, name, by) {
  const input = field(key, name);
  const one = card(key);
  if (name === "load_kg") {
    const makes = [0, ...one.loads.map(({ kg }) => kg)];
    const here = number(input.value);
    const next = by > 0 ? makes.find((kg) => kg > here + 1e-9) : makes.findLast((kg) => kg < here - 1e-9);
    if (next !== undefined) input.value = next;
  } else {
    const size = one.unit === "s" || one.unit === "m" ? 5 : 1;
    input.value = Math.max(0, number(input.value) + by * size);
  }
  paint();
}

function toggleSides(key, button) {
  view.sides[key] = !view.sides[key];
  button.setAttribute("aria-pressed", String(view.sides[key]));
  button.textContent = view.sides[key] ? "Both sides same" : "One side at a time";
  paint();
}

function skip(key) {
  view.skipped.add(key);
  remember("skipped", [...view.skipped]);
  view.chosen = null;
  paint();
  undo("Skipped.", async () => jump(key));
}

function edit(key, id) {
  const set = state.sets[key].find((one) => one.id === id);
  if (!set) return;
  view.edit[key] = view.edit[key] === id ? undefined : id;
  view.chosen = key;
  field(key, "amount").value = view.edit[key] ? set.amount : card(key).amount;
  field(key, "load_kg").value = view.edit[key] ? set.load : card(key).load;
  const panel = panelOf(key);
  panel.replaceChildren();
  panel.hidden = !view.edit[key];
  if (view.edit[key]) {
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "button";
    remove.textContent = "Delete this set";
    remove.addEventListener("click", () => removeSet(key, id));
    panel.append(remove);
  }
  paint();
}

async function removeSet(key, id) {
  await write(data.cards[key].person, "set.delete", { set: id });
  view.edit[key] = undefined;
  panelOf(key).hidden = true;
  say("Deleted.");
  paint();
}

async function log(key) {
  const amount = number(field(key, "amount").value);
  const load = number(field(key, "load_kg").value || 0);
  if (!Number.isFinite(amount) || !Number.isFinite(load) || amount < 0 || load < 0) {
    say("Give a number.");
    field(key, "amount").focus();
    return;
  }
  if (view.holding[key]) view.holding[key]();
  else if (view.edit[key]) await saveEdit(key, amount, load);
  else if (card(key).unit === "s") await timed(key, amount, load);
  else await saveSet(key, amount, load);
}

async function saveEdit(key, amount, load) {
  await write(data.cards[key].person, "set.edit", { set: view.edit[key], amount, load_kg: load });
  view.edit[key] = undefined;
  view.chosen = null;
  panelOf(key).hidden = true;
  reset(key);
  say("Changed.");
  paint();
}

async function timed(key, seconds, load) {
  const button = box(key).querySelector("[data-log-button]");
  endRest();
  view.chosen = key;
  const held = await hold(seconds, (words) => { button.textContent = words; }, (stop) => { view.holding[key] = stop; });
  delete view.holding[key];
  if (held > 0) await saveSet(key, held, load);
  else paint();
}

async function begun(person) {
  const has = [...known.values()].some((event) => event.kind === "session.start" && event.person === person && event.made_at.startsWith(data.day));
  if (has) return;
  const seat = data.people.find((one) => one.id === person);
  await write(person, "session.start", { session: data.day, planned: seat.planned, ...(view.short ? { short: true } : {}) });
}

async function saveSet(key, amount, load) {
  const one = card(key);
  await begun(one.person);
  const side = view.sides[key] ? { side: sideNow(key) } : {};
  const first = state.sets[key].length === 0;
  const before = done(key);
  const event = await write(one.person, "set.done", {
    rung: one.rung, item: one.item, amount, target: one.amount, unit: one.unit, load_kg: load, session: data.day, ...side,
    ...(load ? { entered: { load: `${load} kg` } } : {}),
  });
  view.chosen = null;
  const finished = `${one.title}: ${amount}${load ? ` × ${load} kg` : ""}`;
  const half = Boolean(side.side) && done(key) === before;
  const { now, turns } = shown();
  if (!half && now) startRest(restFor(one, now, turns), nextWords(now));
  if (!now) endRest();
  reset(key);
  paint();
  if (now !== key) follow(now ?? null);
  say(`Logged set ${Math.ceil(done(key))} of ${planned(key)}. ${finished}${half ? ". Switch sides." : ""}`);
  undo(`Logged ${finished}`, async () => {
    await write(one.person, "set.delete", { set: event.id });
    endRest();
    jump(key);
  });
  if (first && one.places.length) askPain(key, one.places, tools);
}

// The page follows to the card that comes next; the button stays under the thumb.
function follow(key) {
  const target = key ? box(key) : document.getElementById("finish");
  target.scrollIntoView({ block: "start", behavior: "instant" });
}

// In rounds the other one's set is the rest.
function restFor(one, now) {
  return data.cards[now].person === one.person ? one.rest : 0;
}

function nextWords(key) {
  const one = card(key);
  const load = one.load ? ` · ${one.how || `${one.load} kg`}` : "";
  return `${data.people.length > 1 ? `${one.who}: ` : ""}${one.title}, ${one.amount} ${one.unit === "reps" ? "reps" : one.unit}${load}`;
}

function reset(key) {
  field(key, "amount").value = card(key).amount;
  if (!state.sets[key].length) field(key, "load_kg").value = card(key).load;
}

let undoing;
function undo(words, action) {
  const bar = document.getElementById("undo");
  clearTimeout(undoing);
  bar.querySelector("[data-undo-text]").textContent = words;
  bar.hidden = false;
  bar.querySelector("[data-undo]").onclick = async () => {
    bar.hidden = true;
    await action();
    paint();
  };
  undoing = setTimeout(() => { bar.hidden = true; }, UNDO_MS);
}

function say(words) {
  document.getElementById("said").textContent = words;
}

function bindHead() {
  const short = document.querySelector("[data-short]");
  short.setAttribute("aria-pressed", String(view.short));
  short.addEventListener("click", () => {
    view.short = !view.short;
    remember("short", view.short);
    short.setAttribute("aria-pressed", String(view.short));
    view.chosen = null;
    say(view.short ? "The minimum: one set each. It counts." : "The whole session.");
    paint();
  });
  const floor = document.querySelector("[data-floor]");
  floor.addEventListener("click", () => {
    const on = document.body.classList.toggle("floor");
    floor.setAttribute("aria-pressed", String(on));
    if (on) scrollTo(0, 0);
  });
}

function paintFinish(now, turns) {
  const section = document.getElementById("finish");
  const left = turns.length;
  section.querySelector("[data-open-sets]").textContent = left ? `${left} ${left === 1 ? "set is" : "sets are"} still open. Finishing early counts too.` : "All sets are done.";
  section.querySelector("button:not(.score)").classList.toggle("primary", !now);
  section.classList.toggle("ready", !now);
  if (state.finished.has(data.me)) closed(section);
  const after = document.getElementById("after-pain");
  after.hidden = Boolean(now) && !view.finishing;
  afterPain(after, tools);
}

// A page kept from before doesn't know yet that the session is over.
function closed(section) {
  const button = section.querySelector("[data-finish] button");
  button.textContent = "Finished. See you tomorrow morning.";
  button.disabled = true;
}

function bindFinish() {
  const form = document.querySelector("[data-finish]");
  let asked = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    if (openTurns().length && !asked) {
      asked = true;
      view.finishing = true;
      paint();
      button.textContent = "Sets are open. Finish anyway";
      return;
    }
    for (const person of data.people) {
      await begun(person.id);
      await write(person.id, "session.finish", { session: data.day, planned: person.planned });
    }
    endRest();
    paint();
    say("Finished.");
    await flush();
    if (navigator.onLine) location.assign("/today");
  });
}

function bindMornings() {
  for (const form of document.querySelectorAll("[data-morning]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const [joint, side] = form.elements.place.value.split("-");
      await write(form.dataset.person, "morning", { joint, ...(side ? { side } : {}), value: Number(event.submitter.value) });
      form.remove();
      say("Thank you.");
      if (document.querySelector("[data-morning]")) return;
      document.getElementById("morning").remove();
      await flush();
      // The verdict on the last session is made where the whole log is.
      if (navigator.onLine) location.reload();
    });
  }
}

const tools = {
  card, write, paint, say, skip,
  panelOf, key: () => shown().now,
  people: () => data.people,
  day: () => data.day,
  sore: () => data.sore,
  pain: () => state.pain,
};

// Sends what waits: on load, when the signal returns, when the page is shown, after each log.
// One page sends at a time; an event counts as sent only when the server names its id.

import { answer, keep, me, refused, setMe, tidy, waiting } from "./store.js";

const AT_ONCE = 200;
const watchers = new Set();

export function watch(watcher) {
  watchers.add(watcher);
}

function tell(state) {
  for (const watcher of watchers) watcher(state);
}

export async function add(...events) {
  for (const event of events) await keep(event);
  tell({ waiting: (await waiting()).length });
  flush();
}

async function hello() {
  const response = await fetch("/sync/hello", { headers: { Accept: "application/json" }, cache: "no-store" });
  if (response.status === 401) return { signedOut: true };
  if (!response.ok) throw new Error(`hello: ${response.status}`);
  return response.json();
}

async function post(events, csrf) {
  const plain = events.map(({ state, note, ...event }) => event);
  return fetch("/sync/events", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify({ events: plain }),
  });
}

async function send() {
  let rows = await waiting();
  while (rows.length) {
    const who = await hello();
    if (who.signedOut) return { waiting: rows.length, signedOut: true };
    // Another person has signed in on this phone: their session never sends somebody else's log.
    if (who.person !== me()) return { waiting: rows.length, signedOut: true };
    const batch = rows.slice(0, AT_ONCE);
    let response = await post(batch, who.csrf);
    if (response.status === 403) response = await post(batch, (await hello()).csrf);
    if (response.status === 401) return { waiting: rows.length, signedOut: true };
    if (!response.ok) throw new Error(`events: ${response.status}`);
    const said = await response.json();
    await answer([...said.accepted, ...said.known], "sent");
    for (const [id, note] of said.refused) await answer([id], "refused", note);
    const left = await waiting();
    if (left.length === rows.length) break;
    rows = left;
  }
  await tidy();
  return { waiting: rows.length, sent: true };
}

let running = null;
let again = false;

// Resolves when everything that waited at the call was tried.
export function flush() {
  if (!me()) return Promise.resolve();
  again = true;
  running ??= tryAll().finally(() => { running = null; });
  return running;
}

async function tryAll() {
  while (again) {
    again = false;
    await navigator.locks.request("overtoe-outbox", once);
  }
}

async function once() {
  let state;
  try {
    state = await send();
  } catch {
    // No signal, or the server is away: the rows wait.
    state = { waiting: (await waiting()).length, offline: true };
  }
  tell({ ...state, refused: await refused() });
}

export async function start() {
  if (!me() && document.querySelector(".tabs")) {
    try {
      const who = await hello();
      if (who.person) setMe(who.person);
    } catch { /* Without signal there is nothing to learn. */ }
  }
  addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => document.hidden || flush());
  setInterval(flush, 30_000);
  await flush();
}

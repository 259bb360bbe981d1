// A small client of the tus 1.0 core: create, ask how far, send the next chunk, give up.
// One page at a time sends (Web Lock); a dropped link waits and goes on, a refusal is told.
import { put, remove } from "./store.js";

const LOCK = "overtoe-upload";
const WAITS_S = [1, 2, 4, 8, 15, 30];
const FINAL = new Set([400, 403, 404, 410, 412, 413, 415, 507]);

export class Refused extends Error {
  constructor(status, text) {
    super(text);
    this.status = status;
  }
}

function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";
}

function encoded(meta) {
  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  return Object.entries(meta).map(([key, value]) => `${key} ${base64(String(value))}`).join(",");
}

async function ask(method, url, headers = {}, body = undefined, signal = undefined) {
  const response = await fetch(url, {
    method,
    body,
    signal,
    redirect: "error",
    headers: { "Tus-Resumable": "1.0.0", "X-CSRFToken": token(), ...headers },
  });
  if (response.ok) return response;
  const told = await response.json().catch(() => null);
  const text = told?.error?.text ?? `The site answered ${response.status}.`;
  throw new Refused(response.status, text);
}

async function begin(entry, collection, signal) {
  const headers = { "Upload-Length": entry.file.size, "Upload-Metadata": encoded(entry.meta) };
  const response = await ask("POST", collection, headers, undefined, signal);
  return { ...entry, url: response.headers.get("Location"), offset: 0 };
}

async function chunk(entry, size, signal) {
  const piece = entry.file.slice(entry.offset, entry.offset + size);
  const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": entry.offset };
  return ask("PATCH", entry.url, headers, piece, signal);
}

const waiting = (seconds, signal) =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, 1000 * seconds);
    addEventListener("online", done);
    signal?.addEventListener("abort", done);
  });

/** Send an entry to its end and return the address of its clip. */
export async function send(entry, options) {
  // Without https there is no lock; the site itself then lets one page write at a time.
  if (!navigator.locks) return sendAlone(entry, options);
  return navigator.locks.request(LOCK, { signal: options.signal }, () => sendAlone(entry, options));
}

async function sendAlone(entry, { collection, size, signal, told }) {
  let failures = 0;
  let known = false;
  for (;;) {
    try {
      if (!entry.url) {
        entry = await begin(entry, collection, signal);
        await put(entry);
        known = true;
      }
      const response = known ? await chunk(entry, size, signal) : await ask("HEAD", entry.url, {}, undefined, signal);
      known = true;
      failures = 0;
      const place = response.headers.get("Clip-Location");
      if (place) {
        await remove(entry.key);
        return place;
      }
      entry.offset = Number(response.headers.get("Upload-Offset"));
      await put(entry);
      told(entry, "");
    } catch (error) {
      if (signal?.aborted) throw error;
      known = false;
      if (error instanceof Refused && [404, 410].includes(error.status) && entry.url) {
        entry = { ...entry, url: null, offset: 0 };
        if (++failures > 2) throw error;
        continue;
      }
      if (error instanceof Refused && (FINAL.has(error.status) || error.status === 401)) throw error;
      told(entry, navigator.onLine ? "The link broke; trying again." : "No signal. It goes on when the signal is back.");
      await waiting(WAITS_S[Math.min(failures++, WAITS_S.length - 1)], signal);
      if (signal?.aborted) throw error;
    }
  }
}

/** Give an upload up, here and on the site. */
export async function discard(entry) {
  await remove(entry.key);
  if (entry.url) await ask("DELETE", entry.url).catch(() => {});
}

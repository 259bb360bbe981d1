// The film page: choose, check, send, go on with what a killed page left.
import { pending, put } from "./store.js";
import { discard, Refused, send } from "./upload.js";

const form = document.getElementById("upload");
const chosen = document.getElementById("chosen");
const button = form.querySelector("button[type=submit]");
const card = document.getElementById("sending");
const bar = document.getElementById("sent");
const words = document.getElementById("sent-words");
const more = document.getElementById("go-on");
const most = Number(form.dataset.most);
const LONG_S = 90;

let file = null;
let current = null;
let stop = null;

const size = (bytes) => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.max(0.1, bytes / 1e6).toFixed(1)} MB`);

function problem(candidate) {
  if (candidate.size === 0) return "The file is empty. Choose the clip again.";
  if (candidate.size > most)
    return `The clip has ${size(candidate.size)}; ${form.dataset.mostWords} is the most. Trim it to the repetitions, a minute is plenty, or film in 1080p.`;
  if (candidate.type && !candidate.type.startsWith("video/") && candidate.type !== "image/gif")
    return "This isn't a video. Choose a clip from the camera.";
  return "";
}

function seconds(candidate) {
  return new Promise((resolve) => {
    const video = document.createElement("video");
    const url = URL.createObjectURL(candidate);
    const done = (value) => {
      URL.revokeObjectURL(url);
      resolve(value);
    };
    video.preload = "metadata";
    video.onloadedmetadata = () => done(video.duration);
    video.onerror = () => done(NaN);
    video.src = url;
  });
}

async function choose(input, other) {
  const candidate = input.files[0];
  if (!candidate) return;
  other.value = "";
  const wrong = problem(candidate);
  file = wrong ? null : candidate;
  button.disabled = !file;
  chosen.classList.toggle("error", Boolean(wrong));
  chosen.textContent = wrong || `${candidate.name}, ${size(candidate.size)}`;
  if (wrong) return;
  const length = await seconds(candidate);
  if (file === candidate && length > LONG_S)
    chosen.textContent += `, ${Math.round(length)} s. A minute is enough: trimmed in the phone's gallery it is sent and measured sooner.`;
}

function meta() {
  const option = document.getElementById("exercise").selectedOptions[0];
  const data = new FormData(form);
  return {
    filename: file.name,
    rung: option?.dataset.rung ?? "",
    movement: option?.dataset.movement ?? "",
    load_kg: data.get("load_kg") ?? "",
    load_at: data.get("load_at") ?? "back",
    keep: data.get("keep") === "yes" ? "yes" : "no",
  };
}

function tell(entry, said) {
  const share = entry.file.size ? entry.offset / entry.file.size : 0;
  bar.value = share;
  words.textContent = `${size(entry.offset)} of ${size(entry.file.size)}. ${said}`.trim();
}

async function run(entry) {
  current = entry;
  stop = new AbortController();
  card.hidden = false;
  more.hidden = true;
  button.disabled = true;
  tell(entry, "");
  const awake = await navigator.wakeLock?.request("screen").catch(() => null);
  try {
    const place = await send(entry, {
      collection: form.dataset.uploads,
      size: Number(form.dataset.chunk),
      signal: stop.signal,
      told: (now, said) => {
        current = now;
        tell(now, said);
      },
    });
    location.assign(place);
  } catch (error) {
    if (stop.signal.aborted) return;
    words.textContent = error instanceof Refused ? error.message : "The clip couldn't be read from this phone any more. Choose it again.";
    more.hidden = error instanceof Refused && ![401, 507, 423].includes(error.status);
    if (error instanceof Refused && [413, 415].includes(error.status)) await discard(current);
    button.disabled = !file;
  } finally {
    awake?.release();
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!file) return;
  const entry = { key: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, person: form.dataset.person, began: Date.now(), file, meta: meta(), url: null, offset: 0 };
  await put(entry).catch(() => {});
  await run(entry);
});

const record = document.getElementById("record");
const pick = document.getElementById("pick");
record.addEventListener("change", () => choose(record, pick));
pick.addEventListener("change", () => choose(pick, record));
more.addEventListener("click", () => current && run(current));
document.getElementById("give-up").addEventListener("click", async () => {
  stop?.abort();
  if (current) await discard(current);
  current = null;
  card.hidden = true;
  button.disabled = !file;
});

const left = await pending(form.dataset.person).catch(() => []);
if (left.length) await run(left[0]);

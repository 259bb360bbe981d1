// Rest and holds by the time they end, so that a locked phone or a reload loses nothing.

const REST = "overtoe-rest";
let ticking;
let sound;

export function unlockSound() {
  if ("audioSession" in navigator) navigator.audioSession.type = "transient";
  sound ??= new AudioContext();
  if (sound.state === "suspended") sound.resume();
}

export function beep(hertz = 880, seconds = 0.25) {
  if (!sound) return;
  const tone = sound.createOscillator();
  const volume = sound.createGain();
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0.2, sound.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + seconds);
  tone.connect(volume).connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + seconds);
}

export function clock(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function read() {
  return JSON.parse(localStorage.getItem(REST) ?? "null");
}

function write(rest) {
  if (rest) localStorage.setItem(REST, JSON.stringify(rest));
  else localStorage.removeItem(REST);
  show();
}

export function startRest(seconds, next) {
  if (seconds > 0) write({ end: Date.now() + seconds * 1000, next });
}

function show() {
  const bar = document.getElementById("rest");
  if (!bar) return;
  const rest = read();
  clearTimeout(ticking);
  const left = rest ? (rest.end - Date.now()) / 1000 : 0;
  // An hour later nobody rests any more.
  bar.hidden = !rest || left < -3600;
  document.body.classList.toggle("resting", !bar.hidden);
  if (bar.hidden) return;
  const over = left <= 0;
  bar.classList.toggle("over", over);
  bar.querySelector("[data-rest-left]").textContent = over ? "Go" : clock(left);
  const ago = over && left < -1 ? `Rest over ${clock(-left)} ago. ` : "";
  bar.querySelector("[data-rest-next]").textContent = `${ago}Next: ${rest.next}`;
  if (over && !rest.rung) {
    beep();
    localStorage.setItem(REST, JSON.stringify({ ...rest, rung: true }));
  }
  ticking = setTimeout(show, 250);
}

export function restBar() {
  document.getElementById("rest")?.addEventListener("click", (event) => {
    const asked = event.target.closest("[data-rest]")?.dataset.rest;
    if (!asked) return;
    const rest = read();
    if (asked === "skip" || !rest) write(null);
    else write({ ...rest, end: Math.max(Date.now(), rest.end) + Number(asked) * 1000, rung: false });
  });
  document.addEventListener("visibilitychange", () => document.hidden || show());
  show();
}

export function endRest() {
  write(null);
}

// Five seconds to get ready, then the hold; resolves with the seconds held.
export function hold(seconds, paint, stopped) {
  const begin = Date.now() + 5000;
  const end = begin + seconds * 1000;
  return new Promise((resolve) => {
    let started = false;
    const finish = (at) => {
      clearInterval(timer);
      beep(660, 0.6);
      resolve(Math.max(0, Math.min(seconds, Math.round((at - begin) / 1000))));
    };
    const timer = setInterval(() => {
      const now = Date.now();
      if (now < begin) paint(`Get ready ${clock((begin - now) / 1000)}`);
      else {
        if (!started) beep();
        started = true;
        paint(`Stop · ${clock((end - now) / 1000)}`);
      }
      if (now >= end) finish(end);
    }, 200);
    paint("Get ready 0:05");
    stopped(() => finish(Date.now()));
  });
}

let lock;
export async function stayAwake() {
  try {
    lock = await navigator.wakeLock?.request("screen");
  } catch { /* Not allowed here, or the battery is low. */ }
}
document.addEventListener("visibilitychange", () => lock && !document.hidden && stayAwake());

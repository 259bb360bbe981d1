// The start of every page: offline copy, outbox, the line that says what is still to send.

import { flush, start, watch } from "./outbox.js";
import { setMe, waiting } from "./store.js";

document.documentElement.classList.add("js");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;

const line = document.getElementById("connection");

function paint({ waiting: count = 0, signedOut = false, refused = [] }) {
  if (refused.length) line.textContent = refused[0].note;
  else if (!count) line.textContent = "";
  else line.textContent = `Saved on this phone · ${count} to send${signedOut ? " · sign in to send" : ""}`;
}

watch(paint);

async function installWorker() {
  if (!("serviceWorker" in navigator)) return;
  const known = Boolean(navigator.serviceWorker.controller);
  const registration = await navigator.serviceWorker.register("/sw.js");
  const offer = () => registration.waiting && known && offerUpdate(registration.waiting);
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
  offer();
  // The page that brought the worker isn't kept by it yet.
  if (data && !known) (await navigator.serviceWorker.ready).active.postMessage({ keep: location.pathname });
}

function offerUpdate(worker) {
  if (document.getElementById("update")) return;
  const bar = document.createElement("p");
  bar.id = "update";
  bar.className = "banner";
  bar.setAttribute("role", "status");
  const button = document.createElement("button");
  button.className = "button";
  button.textContent = "Reload";
  button.addEventListener("click", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("activate");
  });
  bar.append("A new version is here. ", button);
  document.getElementById("content").prepend(bar);
}

function copyLinks() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      field.select();
      await navigator.clipboard?.writeText(field.value);
      document.getElementById("said").textContent = "Copied.";
      button.textContent = "Copied";
    });
  }
}

// On a shared phone the pages of one person don't stay behind; what isn't sent yet does.
function leaving() {
  for (const form of document.querySelectorAll("[data-logout]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await flush();
      if ((await waiting()).length && !confirm("Some sets aren't sent yet. They stay on this phone until you sign in again. Sign out?")) return;
      await caches?.delete("overtoe-pages");
      localStorage.removeItem("overtoe-me");
      localStorage.removeItem("overtoe-rest");
      form.submit();
    });
  }
}

const data = document.getElementById("session-data");
if (data) {
  const session = JSON.parse(data.textContent);
  setMe(session.me);
  const { startSession } = await import("./today.js");
  await startSession(session);
}
copyLinks();
leaving();
await start();
await installWorker();
if (data) document.documentElement.dataset.ready = "yes";

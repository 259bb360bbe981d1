// Keeps the app on the phone: files of this build, and the last page of today.

const BUILD = "overtoe-__BUILD__";
const PAGES = "overtoe-pages";
const SHELL = ["__SHELL__"];
const KEPT_PAGES = new Set(["/today", "/together"]);
const PATIENCE_MS = 3000;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(BUILD).then((cache) => cache.addAll(SHELL)));
});

addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) =>
      Promise.all(
        names.filter((name) => name.startsWith("overtoe-") && name !== BUILD && name !== PAGES).map((name) => caches.delete(name)),
      ),
    ).then(() => clients.claim()),
  );
});

addEventListener("message", (event) => {
  if (event.data === "activate") skipWaiting();
  if (KEPT_PAGES.has(event.data.keep)) event.waitUntil(keepNow(event.data.keep));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(fromShell(request));
  else if (request.mode === "navigate" && (url.pathname === "/" || KEPT_PAGES.has(url.pathname))) {
    event.respondWith(page(event, request, url.pathname));
  }
});

async function fromShell(request) {
  const kept = await (await caches.open(BUILD)).match(request, { ignoreSearch: true });
  return kept ?? fetch(request);
}

async function page(event, request, path) {
  const pages = await caches.open(PAGES);
  const fresh = fetch(request).then((response) => {
    if (response.ok && !response.redirected && KEPT_PAGES.has(path)) event.waitUntil(keepPage(pages, path, response.clone()));
    return response;
  });
  const kept = (await pages.match(path)) ?? (path === "/" ? await pages.match("/today") : undefined);
  if (!kept) return fresh;
  fresh.catch(() => {});
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, kept.clone()));
  return Promise.race([fresh, late]).catch(() => kept);
}

async function keepNow(path) {
  const response = await fetch(path, { headers: { Accept: "text/html" } });
  if (response.ok && !response.redirected) await keepPage(await caches.open(PAGES), path, response);
}

// A kept page holds no token: what is sent later asks for a fresh one.
async function keepPage(pages, path, response) {
  const text = (await response.text()).replace(/(name="csrfmiddlewaretoken" value=")[^"]*/g, "$1");
  const headers = new Headers({ "Content-Type": "text/html; charset=utf-8" });
  for (const name of ["Content-Security-Policy", "Permissions-Policy"]) {
    const value = response.headers.get(name);
    if (value) headers.set(name, value);
  }
  await pages.put(path, new Response(text, { headers }));
}

// What was logged on this phone, kept until long after the server has it; one store per person.

const KEPT_MS = 3 * 24 * 3600 * 1000;

export function me() {
  return localStorage.getItem("overtoe-me");
}

export function setMe(id) {
  localStorage.setItem("overtoe-me", id);
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function open(person) {
  const request = indexedDB.open(`overtoe-${person}`, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("events", { keyPath: "id" }).createIndex("state", "state");
  };
  return asked(request);
}

async function within(mode, work) {
  const base = await open(me());
  try {
    const change = base.transaction("events", mode, { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      change.oncomplete = resolve;
      change.onabort = change.onerror = () => reject(change.error);
    });
    const result = await work(change.objectStore("events"));
    await done;
    return result;
  } finally {
    base.close();
  }
}

// Resolves only when the event is on disk.
export function keep(event) {
  return within("readwrite", (events) => asked(events.put({ ...event, state: "waiting" })));
}

export function waiting() {
  return within("readonly", (events) => asked(events.index("state").getAll("waiting")));
}

export function refused() {
  return within("readonly", (events) => asked(events.index("state").getAll("refused")));
}

export function everything() {
  return within("readonly", (events) => asked(events.getAll()));
}

export function answer(ids, state, note = "") {
  return within("readwrite", async (events) => {
    for (const id of ids) {
      const known = await asked(events.get(id));
      if (known) await asked(events.put({ ...known, state, note }));
    }
  });
}

// What the server has for days needn't stay on the phone.
export function tidy() {
  const before = Date.now() - KEPT_MS;
  return within("readwrite", async (events) => {
    for (const event of await asked(events.index("state").getAll("sent"))) {
      if (Date.parse(event.made_at) < before) await asked(events.delete(event.id));
    }
  });
}

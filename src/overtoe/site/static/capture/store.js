// Clips on their way, kept on the phone so that a killed page can go on: the file itself, where it
// goes, and what was said about it.
const NAME = "overtoe-clips";
const TABLE = "sending";

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function run(mode, action) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(TABLE, mode);
      const request = action(transaction.objectStore(TABLE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const put = (entry) => run("readwrite", (table) => table.put(entry));
export const remove = (key) => run("readwrite", (table) => table.delete(key));

/** What this person still has to send, oldest first; a shared phone holds other people's as well. */
export async function pending(person) {
  const all = await run("readonly", (table) => table.getAll());
  return all.filter((entry) => entry.person === person).sort((a, b) => a.began - b.began);
}

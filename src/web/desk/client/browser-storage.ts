/** Reads from the browser's storage, if available; without it, everything is forgotten at the next reload. */
export function readStored(storage: () => Storage, key: string): string | undefined {
  try {
    return storage().getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param value undefined removes it */
export function writeStored(storage: () => Storage, key: string, value: string | undefined): void {
  try {
    if (value === undefined) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch {
    // Full or blocked.
  }
}

/** The keys in the browser's storage that start with a prefix. */
export function storedKeys(storage: () => Storage, prefix: string): string[] {
  try {
    const here = storage();
    const keys = Array.from({ length: here.length }, (_, at) => here.key(at) ?? '');
    return keys.filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

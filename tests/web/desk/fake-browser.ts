import { vi } from 'vitest';

/**
 * Replaces the parts of the browser that the desk uses, until `vi.unstubAllGlobals`.
 * @param answer the server's answer to a request
 * @returns the browser's storage, and the requested paths
 */
export function fakeBrowser(answer: (path: string) => Response): {
  stored: Map<string, string>;
  asked: string[];
} {
  const stored = new Map<string, string>();
  const asked: string[] = [];
  vi.stubGlobal('localStorage', {
    get length() {
      return stored.size;
    },
    key: (at: number) => [...stored.keys()][at] ?? null,
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  });
  vi.stubGlobal('document', { querySelector: () => null });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    return await Promise.resolve(answer(path));
  });
  return { stored, asked };
}

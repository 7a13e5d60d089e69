import { vi } from 'vitest';

/**
 * Replaces the parts of the browser that the desk uses, until `vi.unstubAllGlobals`.
 * @param answer the server's answer to a request
 * @returns the browser's storage, the requested paths, and what lets an event happen to the page
 */
export function fakeBrowser(answer: (path: string) => Response): {
  stored: Map<string, string>;
  asked: string[];
  happens: (event: Event) => void;
} {
  const stored = new Map<string, string>();
  const asked: string[] = [];
  const page = new EventTarget();
  const storage = {
    get length() {
      return stored.size;
    },
    key: (at: number) => [...stored.keys()][at] ?? null,
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('sessionStorage', storage);
  vi.stubGlobal('document', { querySelector: () => null });
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    return await Promise.resolve(answer(path));
  });
  return { stored, asked, happens: (event) => void page.dispatchEvent(event) };
}

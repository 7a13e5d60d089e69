import { writeStored, readStored } from './browser-storage.ts';

/** What an agent has begun to write: where they left it, also after a look at another chat or a reload. */
export interface Drafts {
  /** @param about what it is for, e.g. `reply CHAT-1`; @returns '' where nothing was begun */
  read(about: string): string;
  write(about: string, text: string): void;
}

const storage = (): Storage => sessionStorage;

/** @param agentId whoever signs in next in this tab does not see them */
export function createDrafts(agentId: string): Drafts {
  // Also where the browser keeps nothing.
  const here = new Map<string, string>();
  const keyOf = (about: string): string => `support-desk:draft:${agentId}:${about}`;
  return {
    read: (about) => here.get(about) ?? readStored(storage, keyOf(about)) ?? '',
    write(about, text) {
      here.set(about, text);
      writeStored(storage, keyOf(about), text === '' ? undefined : text);
    },
  };
}

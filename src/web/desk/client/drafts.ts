import { writeStored, readStored } from './browser-storage.ts';

/** An agent's unsent texts, kept when they open another chat or reload the page. */
export interface TextDrafts {
  /** @param about what the draft is for, e.g. `reply CHAT-1`; @returns '' if there is none */
  read(about: string): string;
  write(about: string, text: string): void;
}

/** The texts, and the files that go with them. */
export interface Drafts extends TextDrafts {
  files(about: string): readonly File[];
  /** Keeps files until the page is reloaded, since they are too big for the browser's storage. */
  keepFiles(about: string, files: readonly File[]): void;
}

const storage = (): Storage => sessionStorage;

/** @param agentId so that the next agent to sign in here does not see them */
export function createDrafts(agentId: string): Drafts {
  // Works even if the browser blocks storage.
  const here = new Map<string, string>();
  const files = new Map<string, readonly File[]>();
  const keyOf = (about: string): string => `support-desk:draft:${agentId}:${about}`;
  return {
    read: (about) => here.get(about) ?? readStored(storage, keyOf(about)) ?? '',
    write(about, text) {
      here.set(about, text);
      writeStored(storage, keyOf(about), text === '' ? undefined : text);
    },
    files: (about) => files.get(about) ?? [],
    keepFiles: (about, chosen) => void files.set(about, chosen),
  };
}

/** What an editor edits at once. */
export const entryKinds = [
  'answer',
  'phrases',
  'advisory',
  'source',
  'app',
  'device',
  'makers',
  'vulnerabilities',
  'small-talk',
  'opening',
  'language',
  'expected-question',
  'expected-conversation',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Where an entry is: its document, e.g. "answers/enviewer.yaml", and what identifies it there. */
export interface EntryKey {
  document: string;
  kind: EntryKind;
  /** The id, name or code of an answer, an app or a language; the intent of phrases; the field of a single list. */
  id: string;
}

export interface Entry extends EntryKey {
  /** As its YAML reads, as JSON. */
  content: unknown;
}

/** An entry as it is to be; without content it is removed. */
export interface EntryChange extends EntryKey {
  content: unknown;
  isRemoved: boolean;
}

/** One text for each key; no two keys have the same. */
export const keyText = ({ document, kind, id }: EntryKey): string => JSON.stringify([document, kind, id]);

export const isSameEntry = (a: EntryKey, b: EntryKey): boolean =>
  a.document === b.document && a.kind === b.kind && a.id === b.id;

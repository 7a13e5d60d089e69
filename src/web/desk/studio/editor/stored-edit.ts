import type { StudioKey } from '#desk/studio/wire.ts';
import type { TextDrafts } from '../../client/drafts.ts';

/** Unsaved content, with the version it is based on. It survives a reload. */
export interface StoredEdit {
  content: unknown;
  base: unknown;
  version: string;
}

const placeOf = ({ kind, document, id }: StudioKey): string => `knowledge ${kind} ${document} ${id}`;

/** @returns undefined if there are no unsaved changes */
export function readEdit(drafts: TextDrafts, key: StudioKey): StoredEdit | undefined {
  const text = drafts.read(placeOf(key));
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as StoredEdit;
  } catch {
    return undefined;
  }
}

/** @param edit undefined removes it, after a save */
export const writeEdit = (drafts: TextDrafts, key: StudioKey, edit: StoredEdit | undefined): void =>
  drafts.write(placeOf(key), edit === undefined ? '' : JSON.stringify(edit));

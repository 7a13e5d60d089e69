import type { StudioKey } from '#desk/studio/wire.ts';
import type { Drafts } from '../../client/drafts.ts';

/** Words that the server does not have yet, with what they were made from. They survive a reload. */
export interface StoredEdit {
  content: unknown;
  base: unknown;
  version: string;
}

const placeOf = ({ kind, document, id }: StudioKey): string => `knowledge ${kind} ${document} ${id}`;

/** @returns undefined where nothing waits to be saved */
export function readEdit(drafts: Drafts, key: StudioKey): StoredEdit | undefined {
  const text = drafts.read(placeOf(key));
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as StoredEdit;
  } catch {
    return undefined;
  }
}

/** @param edit undefined once it is saved */
export const writeEdit = (drafts: Drafts, key: StudioKey, edit: StoredEdit | undefined): void =>
  drafts.write(placeOf(key), edit === undefined ? '' : JSON.stringify(edit));

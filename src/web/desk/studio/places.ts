import type { StudioKey } from '#desk/studio/wire.ts';
import { entryKinds } from '#studio/entries/entry.ts';
import { hrefOf } from '../shell/router.ts';

const VIEW = 'studio';

/** The reference under which an entry is open: `answer~answers/enshare.yaml~enshare.cost`. */
export const referenceOf = ({ document, kind, id }: StudioKey): string => [kind, document, id].join('~');

/** Reads such a reference. @returns undefined if it names no entry */
export function keyIn(reference: string): StudioKey | undefined {
  const [named, document, ...rest] = reference.split('~');
  const kind = entryKinds.find((each) => each === named);
  const id = rest.join('~');
  return kind === undefined || document === undefined || id === '' ? undefined : { document, kind, id };
}

/** The link to an entry. @param section where it opens; by default the section of all entries */
export const entryHref = (key: StudioKey, section = ''): string =>
  hrefOf(VIEW, section === '' ? referenceOf(key) : `${section}/${referenceOf(key)}`);

/** The link to a section. @param id as in sections.ts; '' for the entries */
export const sectionHref = (id: string): string => hrefOf(VIEW, id === '' ? undefined : id);

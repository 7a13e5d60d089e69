import type { SectionProps } from '../section-props.ts';
import { keyIn } from '../places.ts';
import { editorWords as words } from '../editor/words.ts';
import { OpenEntry } from './open-entry.tsx';

/** The entry that the address names. */
export function EntryPane(props: SectionProps & { reference: string; section: string }) {
  const entryKey = keyIn(props.reference);
  if (entryKey === undefined) return <p class="middle soft">{words.gone}</p>;
  return <OpenEntry {...props} entryKey={entryKey} />;
}

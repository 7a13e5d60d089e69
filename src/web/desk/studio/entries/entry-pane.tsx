import type { SectionProps } from '../sections.ts';
import { studioWords as words } from '../words.ts';

/** The entry that is open. */
export const EntryPane = (_props: SectionProps & { reference: string }) => (
  <p class="middle soft">{words.notYet}</p>
);

import type { SectionProps } from '../section-props.ts';
import { studioWords as words } from '../words.ts';

/** Not there yet. */
export const ChangesPage = (_props: SectionProps) => <p class="middle soft">{words.notYet}</p>;

import type { StudioKey } from '#desk/studio/wire.ts';
import type { SectionProps } from '../section-props.ts';

/** What the parts of an open entry get. */
export interface OpenEntryProps extends SectionProps {
  entryKey: StudioKey;
  /** The section in which it is open. */
  section: string;
}

import type { StudioKey } from '#desk/studio/wire.ts';
import type { SectionProps } from '../section-props.ts';

/** The props of an open entry's parts. */
export interface OpenEntryProps extends SectionProps {
  entryKey: StudioKey;
  /** The section in which it is open. */
  section: string;
}

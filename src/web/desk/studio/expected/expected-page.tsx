import { EntriesPage } from '../entries/entries-page.tsx';
import { groups } from '../entries/groups.ts';
import type { SectionProps } from '../section-props.ts';

const expected = groups.filter(({ id }) => id === 'expected');

/** The expected answers alone. */
export const ExpectedPage = (props: SectionProps) => (
  <EntriesPage {...props} among={expected} section="expected" />
);

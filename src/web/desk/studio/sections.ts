import type { ComponentType } from 'preact';
import { EntriesPage } from './entries/entries-page.tsx';
import { ExpectedPage } from './expected/expected-page.tsx';
import { ChangesPage } from './publishing/changes-page.tsx';
import { PublishPage } from './publishing/publish-page.tsx';
import type { SectionProps } from './section-props.ts';
import { TryPage } from './try/try-page.tsx';
import { sectionWords as words } from './words.ts';

/** A section of the studio, with its own address: `#/studio/try`. */
export interface StudioSection {
  /** Its part of the address; '' for the entries, whose references name an entry. */
  id: string;
  label: string;
  Page: ComponentType<SectionProps>;
}

/** The sections, in the order in which an editor works. */
export const sections: readonly [StudioSection, ...StudioSection[]] = [
  { id: '', label: words.entries, Page: EntriesPage },
  { id: 'try', label: words.try, Page: TryPage },
  { id: 'expected', label: words.expected, Page: ExpectedPage },
  { id: 'changes', label: words.changes, Page: ChangesPage },
  { id: 'publish', label: words.publish, Page: PublishPage },
];

/** The section that a reference belongs to, with what is open in it: `changes/enshare.cost`. */
export function sectionOf(reference: string | undefined): {
  section: StudioSection;
  open: string | undefined;
} {
  const [id = '', ...rest] = (reference ?? '').split('/');
  const section = sections.find((each) => each.id !== '' && each.id === id);
  return section === undefined
    ? { section: sections[0], open: reference }
    : { section, open: rest.length === 0 ? undefined : rest.join('/') };
}

import type { DeskClient } from '../client/desk-client.ts';
import type { StudioDraft } from './studio-draft.ts';

/** What a section of the studio gets. */
export interface SectionProps {
  client: DeskClient;
  /** The draft of the next release, shared by the sections. */
  draft: StudioDraft;
  /** What is open, from the address; undefined: nothing. */
  reference: string | undefined;
}

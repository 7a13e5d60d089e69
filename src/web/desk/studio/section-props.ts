import type { DeskClient } from '../client/desk-client.ts';
import type { StudioDraft } from './studio-draft.ts';

/** The props of a section of the studio. */
export interface SectionProps {
  client: DeskClient;
  /** The draft of the next release, shared by the sections. */
  draft: StudioDraft;
  /** The reference in the address of what is open; undefined if nothing is. */
  reference: string | undefined;
}

import type { HandoffStatus } from '#handoff/handoff-status.ts';
import { cutText } from '#text/cut-text.ts';

/** Something the customer can choose. Choosing it says `says` for them. */
export interface Choice {
  label: string;
  value: string;
}

/** What a reply is, for clients that show kinds differently and for whoever measures the bot. */
export type ReplyKind =
  | 'answer'
  | 'patch-status'
  | 'patch-list'
  | 'question'
  | 'clarify'
  | 'small-talk'
  | 'unknown'
  | 'handoff'
  | 'feedback'
  | 'notice'
  | 'error';

/** The patch status of one model. */
export interface StatusRow {
  model: string;
  /** The name of the advisory that it is under, where the bot knows several. */
  advisory?: string;
  status: string;
  /** What it means, and how the name was read. Markdown. */
  note: string;
}

/** The models that have one patch status, in published order. */
export interface ModelList {
  status: string;
  models: readonly string[];
}

/** An advisory's table as lists. */
export interface PatchLists {
  /** The models by status, the status asked for first. */
  lists: readonly ModelList[];
  /** The published list and its day, as Markdown. */
  source: string;
  /** The advisory, where the bot knows several. */
  advisory?: { id: string; name: string };
}

/** The facts of a reply apart from its words. */
export interface ReplyFacts extends Partial<PatchLists> {
  /** With kind `patch-status`: the statuses told; `source` says where they come from. */
  statuses?: readonly StatusRow[];
}

/** One reply, whatever the channel: the presenter makes an activity of it. */
export interface Reply {
  kind: ReplyKind;
  /** Markdown. What a customer wrote is in it only through `quoted`. */
  text: string;
  choices?: readonly Choice[];
  /** The answer told, by its id in the knowledge. */
  answerId?: string;
  /** With kind `feedback`: which choices only say whether it helped, by what they say. */
  yesNo?: readonly string[];
  /** The facts told, for channels that lay them out themselves. */
  data?: ReplyFacts;
  /** How the way to a person stands from here on, where that changes. */
  handoff?: HandoffStatus;
}

/** A choice whose label is what it says. */
export const choice = (label: string): Choice => ({ label, value: label });

/** A customer's words, fit to stand in a reply: letters, digits and plain marks only, so that no markup comes back. */
export const quoted = (written: string): string => `“${unquoted(written)}”`;

/** The same without quotation marks: a customer's name, say. */
export function unquoted(written: string): string {
  const plain = written.replaceAll(/[^\p{L}\p{N} .,'+/-]/gu, '').trim();
  return plain.length > 40 ? `${cutText(plain, 40)}…` : plain;
}

import type { HandoffStatus } from '#handoff/handoff-status.ts';
import { cutText } from '#text/cut-text.ts';

/** Something the customer can choose. Choosing it sends `value` on their behalf. */
export interface Choice {
  label: string;
  value: string;
}

/** The kind of reply, for clients that show kinds differently and for measuring the bot. */
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
  /** The name of its advisory, if the bot knows several. */
  advisory?: string;
  status: string;
  /** What it means, and how the bot read the name. Markdown. */
  note: string;
}

/** The models that share one patch status, in published order. */
export interface ModelList {
  status: string;
  models: readonly string[];
}

/** An advisory's table as lists. */
export interface PatchLists {
  /** The models by status, the requested status first. */
  lists: readonly ModelList[];
  /** The published list and its date, in Markdown. */
  source: string;
  /** The advisory, if the bot knows several. */
  advisory?: { id: string; name: string };
}

/** The facts of a reply, apart from its wording. */
export interface ReplyFacts extends Partial<PatchLists> {
  /** With kind `patch-status`: the statuses given; `source` says where they come from. */
  statuses?: readonly StatusRow[];
}

/** The initial values of a form for leaving a message: what the customer has already given. */
export interface TicketForm {
  text?: string;
  name?: string;
  email?: string;
  /** The text that withdraws the open question; absent if no question is open. */
  cancel?: string;
}

/** One reply, whatever the channel: the presenter turns it into an activity. */
export interface Reply {
  kind: ReplyKind;
  /** Markdown. A customer's own words are included only through `quoted`. */
  text: string;
  choices?: readonly Choice[];
  /** The text without its list of choices, for clients that show those as buttons. */
  question?: string;
  /** The id of the answer in the knowledge. */
  answerId?: string;
  /** With kind `feedback`: the values of the choices that only say whether the answer helped. */
  yesNo?: readonly string[];
  /** The facts given, for channels that lay them out themselves. */
  data?: ReplyFacts;
  /** The reply asks for a message to support, which clients may ask for in a form instead. */
  ticketForm?: TicketForm;
  /** The state of the hand-off after this reply, if it changes. */
  handoff?: HandoffStatus;
}

/** A choice whose label is also its value. */
export const choice = (label: string): Choice => ({ label, value: label });

/**
 * A customer's words, safe to quote in a reply: only letters, digits and plain punctuation, so that no markup gets
 * through.
 */
export const quoted = (written: string): string => `“${unquoted(written)}”`;

/** The same without quotation marks, for a customer's name. */
export function unquoted(written: string): string {
  const plain = written.replaceAll(/[^\p{L}\p{N} .,'+/-]/gu, '').trim();
  return plain.length > 40 ? `${cutText(plain, 40)}…` : plain;
}

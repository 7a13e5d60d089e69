import type { DeskTicket, DeskTicketView } from '#desk/ticket-wire.ts';

/** Every text of the messages view. */

export const stateWords: Record<DeskTicket['state'], string> = {
  open: 'Open',
  replied: 'Replied',
  closed: 'Closed',
};

export const listWords = {
  title: 'Messages',
  views: 'Show',
  view: { open: 'Open', mine: 'Mine', all: 'All' } satisfies Record<DeskTicketView, string>,
  empty: {
    open: 'No open messages.',
    mine: 'You have no messages.',
    all: 'Nobody has left a message yet.',
  } satisfies Record<DeskTicketView, string>,
  loading: 'Loading…',
  unread: 'New',
  undelivered: 'Not delivered',
  more: 'Show older messages',
};

const targetWords: Readonly<Record<string, string>> = {
  webhook: 'the webhook',
  mail: 'the support mailbox',
  reply: 'the customer’s mailbox',
};

export const ticketWords = {
  back: 'Back',
  details: 'Details',
  close: 'Close',
  reopen: 'Reopen',
  closed: 'Closed.',
  undo: 'Undo',
  /** @param targets the server's names */
  undelivered: (targets: readonly string[]) =>
    `Could not be delivered to ${targets.map((target) => targetWords[target] ?? target).join(' and ')}. The operator of the server can send it again.`,
  message: 'The customer’s message',
};

/** Part of the button's accessible name as well, for people who use speech input. */
const UNASSIGNED = 'Unassigned';

export const assigneeWords = {
  /** The button's name. */
  label: (name: string | undefined) => (name === undefined ? UNASSIGNED : `Assigned to: ${name}`),
  nobody: 'Nobody',
  unassigned: UNASSIGNED,
  me: 'Me',
};

export const detailWords = {
  title: 'About this message',
  reference: 'Reference',
  left: 'Sent',
  email: 'E-mail',
  noEmail: 'None given',
  channel: 'Channel',
  models: 'Models',
  topic: 'Topic',
};

export const replyWords = {
  impossible:
    'You cannot reply to this customer: the conversation no longer exists, and they left no e-mail address.',
  /** How the reply reaches the customer. */
  how: {
    chat: 'Your reply appears in the chat.',
    'e-mail': 'Your reply goes out by e-mail.',
    'chat,e-mail': 'Your reply appears in the chat and goes out by e-mail.',
  } as Readonly<Record<string, string>>,
};

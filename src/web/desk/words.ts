/** The desk's texts, by screen. */
import type { ChatNotice } from '#handoff/handoff-status.ts';
import type { DeskOutcome } from '#desk/wire.ts';

export const viewWords = {
  waiting: 'Waiting',
  mine: 'Mine',
  open: 'All open',
  messages: 'Messages',
  closed: 'Closed',
  search: 'Search',
  cannedReplies: 'Canned replies',
  insights: 'Insights',
  review: 'Review',
  studio: 'Knowledge',
  releases: 'Releases',
  team: 'Team',
  accounts: 'Accounts',
  audit: 'Audit log',
};

export const shellWords = {
  title: 'Support desk',
  views: 'Views',
  demo: 'Demonstration: the customers and their conversations are made up.',
  back: 'Back',
  aside: 'About the customer',
  nothingOpen: 'Choose one from the list, or press',
  lost: 'Connection lost, so this page may be out of date. What you write will be sent once you are back online.',
};

export const meWords = {
  /** The button's accessible name. */
  menu: (name: string, availability: string) => `${name}, ${availability.toLowerCase()}`,
  available: 'Available',
  busy: 'Busy',
  away: 'Away',
  unknown: 'connecting',
  sound: 'Sound when a customer is waiting',
  shortcuts: 'Keyboard shortcuts',
  teams: 'Connect Teams',
  signOut: 'Sign out',
  signOutEverywhere: 'Sign out everywhere',
};

export const inboxWords = {
  /** @param count undefined until the server sends it */
  waiting: (count: number | undefined) =>
    counted(count, 'Nobody is waiting.', '1 customer waiting', (many) => `${many} customers waiting`),
  mine: (count: number | undefined) =>
    counted(count, 'You have no chats.', '1 chat', (many) => `${many} chats`),
  open: (count: number | undefined) =>
    counted(count, 'No open chats.', '1 open chat', (many) => `${many} open chats`),
  claim: 'Claim',
  claimOf: (customer: string) => `Claim ${customer}`,
  seen: 'Mark as seen',
};

export const rowWords = {
  nothingYet: 'Has not written anything yet',
  unread: 'unread',
  upset: 'Upset',
  here: 'Online',
  left: 'Left',
  withAgent: (agent: string) => `with ${agent}`,
  cameBackTo: (agent: string) => `Asks for ${agent} again`,
  botFailed: 'The bot could not help',
};

export const transcriptWords = {
  conversation: 'Conversation',
  note: 'Note',
  partly: 'Part of this message cannot be shown here.',
  helped: 'The customer found this helpful',
  didNotHelp: 'The customer did not find this helpful',
  /** How the bot handled the message before, by the kind of its reply. */
  understood: {
    clarify: 'The bot was not sure',
    unknown: 'The bot did not understand',
    error: 'The bot failed',
  } as Record<string, string>,
};

/** The text of a chat's notice, shown between its messages. */
export function noticeText({ kind, agent = 'The agent', to = 'a colleague', message }: ChatNotice): string {
  const told = message === undefined ? '' : `: “${message}”`;
  const texts: Record<ChatNotice['kind'], string> = {
    joined: `${agent} joined`,
    reopened: `${agent} reopened the chat`,
    'handed-over': `${agent} transferred the chat to ${to}${told}`,
    'to-queue': `${agent} returned the chat to the queue${told}`,
    'to-bot': `Returned to the bot by ${agent}${told}`,
    ended: `${agent} closed the chat`,
    'ended-idle': 'Closed after inactivity',
    'connection-lost': `${agent} lost the connection; back in the queue`,
    'nobody-came': 'Nobody claimed the chat in time',
  };
  return texts[kind];
}

export const talkWords = {
  loading: 'Loading the conversation…',
  claim: 'Claim',
  takeOver: 'Take over',
  claimedAway: 'This customer has left the page, and will see your reply when they come back.',
  more: 'More',
  transfer: 'Transfer…',
  returnToBot: 'Return to the bot',
  upset: 'Upset',
  closed: 'This chat is closed.',
  colleague: 'A colleague',
  taken: (agent: string) => `${agent} has this chat.`,
  typing: (customer: string) => `${customer} is typing…`,
  lookers: (names: readonly string[]) =>
    `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} also viewing this chat`,
};

export const closingWords = {
  close: {
    solved: 'Close as solved',
    'follow-up': 'Close as needing follow-up',
    unsolved: 'Close as unsolved',
  } satisfies Record<DeskOutcome, string>,
  short: 'Close',
  otherwise: 'More ways to close',
  closed: (customer: string, outcome: DeskOutcome) =>
    `${customer}: ${{ solved: 'closed as solved', 'follow-up': 'closed, needs follow-up', unsolved: 'closed, not solved' }[outcome]}`,
  undo: 'Undo',
  wroteAgain: 'The customer has written again, so the chat stays open.',
};

export const transferWords = {
  title: 'Transfer this chat',
  to: 'To',
  nextFree: 'Next free agent',
  message: 'Message to the customer',
  transfer: 'Transfer',
};

export const outgoingWords = {
  sending: 'Sending…',
  notSent: (why: string) => `Not sent: ${why}`,
  again: 'Try again',
  discard: 'Discard',
};

export const noteWords = {
  kind: 'Reply or note',
  reply: 'Reply',
  note: 'Note',
  newNote: 'New note',
  placeholder: 'Only agents see notes.',
  add: 'Add note',
};

export const setPasswordWords = {
  title: 'Support desk',
  welcome: (name: string) => `Welcome, ${name}`,
  loading: 'Loading…',
  email: 'E-mail',
  password: 'New password',
  hint: 'At least 12 characters.',
  save: 'Save and sign in',
  toDesk: 'Go to the desk',
};

export const dialogWords = {
  cancel: 'Cancel',
};

export const teamsWords = {
  title: 'Connect Teams',
  linked: 'Your account is linked to a Teams user, so you can take chats in Teams.',
  notLinked: 'Link your account to your Teams user to take chats in Teams.',
  hasChannel: 'New requests are posted to a channel of your team.',
  noChannel:
    'No channel receives requests yet. A supervisor can set one up by mentioning the bot there and writing /desk on.',
  send: (until: string) => `Send this to the bot in a private chat in Teams before ${until}:`,
  code: 'Get a code',
  anotherCode: 'Get another code',
  unlink: 'Unlink',
  close: 'Close',
};

export const shortcutWords = {
  title: 'Keyboard shortcuts',
  /** Keys and their actions. */
  keys: [
    ['c', 'Claim the open chat, or the one that has waited longest'],
    ['j / k', 'Open the next or previous one in the list'],
    ['r', 'Write a reply'],
    ['n', 'Write a note that customers never see'],
    ['e', 'Close the chat as solved'],
    ['z', 'Undo the last close or decision'],
    ['i', 'Show details about the customer'],
    ['Enter', 'Send the reply (with Shift: new line)'],
    ['↑', 'In an empty reply: insert the first suggested answer'],
    ['a / n / o / l', 'In the review: assign to an answer, new answer, out of scope, leave as is'],
    ['d', 'In the review: show the drafts'],
    ['/', 'Search all conversations, or the current list (also Ctrl+K)'],
    ['?', 'Show this list'],
    ['Esc', 'Leave the text box so that these keys work, or close a menu or window'],
  ],
  single: 'Single-key shortcuts',
  close: 'Close',
} satisfies Record<string, string | [string, string][]>;

export const closedWords = {
  loading: 'Loading…',
  none: 'No closed chats.',
  noneMatch: 'No closed chats match these filters.',
  more: 'Show more',
  filters: 'Filter',
  /** @param count the number of filters set */
  filtersSet: (count: number) => (count === 1 ? '1 filter' : `${count} filters`),
  clear: 'Clear filters',
  agent: 'Agent',
  outcome: 'Outcome',
  stars: 'Rating',
  tag: 'Tag',
  model: 'Model',
  from: 'Closed on or after',
  until: 'Closed on or before',
  any: 'Any',
  starsOf: (stars: number) => `${stars} of 5 stars`,
  outcomes: { solved: 'Solved', 'follow-up': 'Needs follow-up', unsolved: 'Not solved', none: 'No outcome' },
  ends: {
    customer: 'Ended by the customer',
    agent: 'Ended by the agent',
    bot: 'Returned to the bot',
    idle: 'Ended after inactivity',
    nobody: 'No agent joined',
  },
  with: (agent: string) => `with ${agent}`,
};

export const pastWords = {
  loading: 'Loading…',
  onlyBot: 'Only the bot answered',
  reopen: 'Reopen',
  transcript: 'Transcript',
  download: 'Download',
  mail: 'Send by e-mail…',
  mailTitle: 'Send the transcript by e-mail',
  mailHint: 'The whole conversation, without notes.',
  address: 'E-mail address',
  send: 'Send',
  cancel: 'Cancel',
  sent: (address: string) => `The transcript is on its way to ${address}.`,
  earlier: 'Show earlier messages',
  log: 'Conversation',
  requested: (reference: string) => `Asked for a person · ${reference}`,
  closed: (how: string) => `Chat closed · ${how}`,
  rated: 'The customer’s rating',
  openChat: 'Open the chat',
};

export const customerWords = {
  here: 'On the page now',
  away: 'Has left the page',
  page: 'Page',
  referrer: 'Came from',
  browser: 'Browser',
  language: 'Language',
  timeZone: 'Time zone',
  channel: 'Channel',
  webChat: 'Web chat',
  devices: 'Devices',
  tags: 'Tags',
  chats: 'Other chats',
  tickets: 'Messages',
  ticketStates: { open: 'Open', replied: 'Replied', closed: 'Closed' },
  conversations: 'Other conversations',
};

export const searchWords = {
  label: 'Search all conversations',
  hint: 'Words, “phrase”, reference',
  idle: 'Searches everything that customers, agents and the bot have written. New messages appear within a minute.',
  searching: 'Searching…',
  none: (query: string) => `Nothing found for “${query}”.`,
  found: (count: number, hasMore: boolean) =>
    hasMore ? `The newest ${count} conversations` : count === 1 ? '1 conversation' : `${count} conversations`,
  more: 'Show more',
  customer: 'Customer',
  bot: 'Bot',
};

function counted(
  count: number | undefined,
  none: string,
  one: string,
  many: (count: number) => string,
): string {
  if (count === undefined) return 'Loading…';
  if (count === 0) return none;
  return count === 1 ? one : many(count);
}

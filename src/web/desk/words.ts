/** Every text of the desk that an agent reads, by screen. */

export const viewWords = {
  waiting: 'Waiting',
  mine: 'Mine',
  open: 'All open',
  messages: 'Messages',
  team: 'Team',
  audit: 'Audit log',
};

export const shellWords = {
  title: 'Support desk',
  views: 'Views',
  back: 'Back',
  aside: 'About the customer',
  nothingOpen: 'Choose a conversation on the left.',
  lost: 'No connection to the server, so this page may be out of date. It keeps trying, and then sends what you write.',
};

export const meWords = {
  /** The button's name. */
  menu: (name: string, availability: string) => `${name}, ${availability.toLowerCase()}`,
  available: 'Available',
  busy: 'Busy',
  away: 'Away',
  unknown: 'connecting',
  sound: 'Sound when somebody waits',
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

export const teamsWords = {
  title: 'Connect Teams',
  linked: 'Your account is linked to a Teams user, so you can take chats in Teams.',
  notLinked: 'Link your account to your Teams user to take chats in Teams.',
  hasChannel: 'New requests are posted to a channel of your team.',
  noChannel:
    'No channel receives requests yet. To set one up, a supervisor mentions the bot there and writes /desk on.',
  send: (until: string) => `Send this to the bot in a private chat in Teams before ${until}:`,
  code: 'Get a code',
  anotherCode: 'Get another code',
  unlink: 'Unlink',
  close: 'Close',
};

export const shortcutWords = {
  title: 'Keyboard shortcuts',
  /** Keys, and what they do. */
  keys: [
    ['c', 'Claim the chat that has waited longest'],
    ['j / k', 'Open the next or previous one in the list'],
    ['r', 'Write a reply'],
    ['n', 'Write a note'],
    ['Enter', 'Send the reply (with Shift: new line)'],
    ['↑', 'In an empty reply: insert the first suggested answer'],
    ['?', 'Show this list'],
    ['Esc', 'Close a menu or a window'],
  ],
  single: 'Use single keys',
  close: 'Close',
} satisfies Record<string, string | [string, string][]>;

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

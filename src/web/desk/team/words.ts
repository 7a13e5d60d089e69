import type { DeskAlert } from '#desk/team-wire.ts';
import type { DeskAvailability } from '#desk/wire.ts';

/** Every text of the supervisors' screens. */

/** @param unit in the singular, for one; others get an s */
const many = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

export const roleWords = { agent: 'Agent', editor: 'Editor', supervisor: 'Supervisor' };

export const teamWords = {
  title: 'Team',
  loading: 'Loading…',
  alerts: 'Needs attention',
  alert: {
    nobody: (count: number) =>
      `Nobody is available, and ${many(count, 'customer')} ${count === 1 ? 'is' : 'are'} waiting.`,
    overdue: (count: number) => `${many(count, 'customer')} ${count === 1 ? 'has' : 'have'} waited too long.`,
    undelivered: (count: number) =>
      `${count === 1 ? '1 message or reply' : `${count} messages or replies`} could not be delivered.`,
  } satisfies Record<DeskAlert['kind'], (count: number) => string>,
  waits: 'Waiting',
  waiting: 'Customers waiting',
  longest: 'Longest wait',
  median: 'Typical wait today',
  medianHint: 'Half of the chats claimed today waited no longer.',
  claimed: 'Chats claimed today',
  none: '–',
  people: 'People',
  name: 'Name',
  status: 'Status',
  chats: 'Chats',
  messages: 'Messages',
  load: (chats: number, limit: number) => `${chats} of ${limit}`,
  availability: { available: 'Available', busy: 'Busy', away: 'Away' } satisfies Record<
    DeskAvailability,
    string
  >,
  offline: 'Offline',
};

export const accountWords = {
  title: 'Accounts',
  add: 'Add account',
  name: 'Name',
  nameHint: 'Customers and colleagues see it.',
  email: 'E-mail',
  role: 'Role',
  signIn: 'Sign-in',
  password: 'Password',
  singleSignOn: 'Single sign-on',
  both: 'Password, single sign-on',
  invited: (until: string) => `Link open until ${until}`,
  noPassword: 'No password yet',
  disabled: 'Disabled',
  you: 'You',
  menu: 'Actions',
  actions: (name: string) => `Actions for ${name}`,
  edit: 'Edit…',
  reset: 'Reset password…',
  disable: 'Disable…',
  enable: 'Enable',
  editTitle: (name: string) => `Edit ${name}`,
  create: 'Create account',
  save: 'Save',
  done: 'Done',
  resetTitle: (name: string) => `Reset ${name}’s password?`,
  resetText:
    "You'll get a link with which they choose a new password. Their old password stops working now, they are signed out everywhere, and their chats go back to the queue.",
  resetConfirm: 'Reset password',
  disableTitle: (name: string) => `Disable ${name}’s account?`,
  disableText:
    'They are signed out everywhere now and cannot sign in again. Their chats go back to the queue. You can enable the account later.',
  disableConfirm: 'Disable account',
  linkTitle: (name: string) => `Password link for ${name}`,
  linkText: (until: string) =>
    `Send this link to them and nobody else. It lets them choose a password, works once, and expires on ${until}. You will not see it again.`,
  link: 'Link',
  copy: 'Copy link',
  copied: 'Copied',
};

export const auditWords = {
  title: 'Audit log',
  person: 'Person',
  everybody: 'Everybody',
  when: 'When',
  what: 'What happened',
  empty: 'Nothing has happened yet.',
  loading: 'Loading…',
  more: 'Show older entries',
};

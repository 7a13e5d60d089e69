import type { DeskAuditEntry } from '#desk/team-wire.ts';
import { shortTime } from '../times.ts';

type Parts = Pick<DeskAuditEntry, 'target' | 'detail'>;

const roleName = (role: string | null): string => (role === 'agent' ? 'an agent' : `a ${role ?? 'person'}`);

const wordings = (count: string | null): string =>
  count === '1' ? 'a question' : `${count ?? 'some'} questions`;

/** @param detail the time (ISO 8601), then the note; earlier versions stored only the time or the reason */
function scheduled({ target, detail }: Parts, end: string): string {
  const [, time, note = ''] = /^(?:(\d{4}-\S+Z)(?: |$))?(.*)$/s.exec(detail ?? '') ?? [];
  const words = `scheduled the draft as release ${target}${time ? ` for ${shortTime(time)}` : ''}${end}`;
  return note === '' ? `${words}.` : `${words}: ${note}`;
}

/** What a person did, by the server's name for the action; the sentence begins with their name. */
const predicates: Readonly<Record<string, (parts: Parts) => string>> = {
  'signed in': () => 'signed in.',
  'set a password': () => 'chose a password.',
  claimed: ({ target }) => `claimed chat ${target}.`,
  'took over': ({ target }) => `took over chat ${target}.`,
  transferred: ({ target }) => `transferred chat ${target}.`,
  'claimed in Teams': ({ target }) => `claimed chat ${target} in Teams.`,
  noted: ({ target }) => `added a note to chat ${target}.`,
  'reopened a chat': ({ target }) => `reopened chat ${target}.`,
  'e-mailed the conversation': ({ target }) => `sent the conversation ${target} by e-mail.`,
  'returned to the bot': ({ target }) => `returned chat ${target} to the bot.`,
  'closed as solved': ({ target }) => `closed chat ${target} as solved.`,
  'closed as follow-up': ({ target }) => `closed chat ${target}, which needs follow-up.`,
  'closed as unsolved': ({ target }) => `closed chat ${target} as not solved.`,
  replied: ({ target }) => `replied to message ${target}.`,
  closed: ({ target }) => `closed message ${target}.`,
  reopened: ({ target }) => `reopened message ${target}.`,
  assigned: ({ target, detail }) => `assigned message ${target} to ${detail ?? 'somebody'}.`,
  unassigned: ({ target }) => `unassigned message ${target}.`,
  'added a note': ({ target }) => `added a note to message ${target}.`,
  'added an account': ({ target, detail }) => `created the account ${target} for ${roleName(detail)}.`,
  'renamed an account': ({ target, detail }) => `changed the name of ${target} to ${detail ?? ''}.`,
  'changed a role': ({ target, detail }) => `made ${target} ${roleName(detail)}.`,
  'disabled an account': ({ target }) => `disabled the account ${target}.`,
  'enabled an account': ({ target }) => `enabled the account ${target}.`,
  'reset a password': ({ target }) => `reset the password of ${target}.`,
  'added a canned reply': ({ target }) => `added the canned reply “${target}”.`,
  'changed a canned reply': ({ target }) => `changed the canned reply “${target}”.`,
  'deleted a canned reply': ({ target }) => `deleted the canned reply “${target}”.`,
  'moved a canned reply': ({ target }) => `moved the canned reply “${target}”.`,
  'restored the shipped canned replies': () => 'restored the original canned replies.',
  'assigned questions to an answer': ({ target, detail }) =>
    `assigned ${wordings(detail)} to the answer ${target}.`,
  'drafted an answer': ({ target, detail }) => `drafted the answer ${target} from ${wordings(detail)}.`,
  'marked questions as out of scope': ({ detail }) => `marked ${wordings(detail)} as out of scope.`,
  'left questions': ({ detail }) => `left ${wordings(detail)} as is in the review.`,
  'opened questions again': ({ detail }) => `reopened ${wordings(detail)} in the review.`,
  'published a release': ({ target, detail }) => `published release ${target}${detail ? `: ${detail}` : '.'}`,
  'published a release despite': ({ target, detail }) =>
    `published release ${target} although expected answers fail: ${detail ?? ''}`,
  'published the draft': ({ target, detail }) => `published the draft as release ${target}: ${detail ?? ''}`,
  'published the draft despite': ({ target, detail }) =>
    `published the draft as release ${target} although expected answers fail: ${detail ?? ''}`,
  'scheduled the draft': (parts) => scheduled(parts, ''),
  'scheduled the draft despite': (parts) => scheduled(parts, ' although expected answers fail'),
  'published as scheduled': ({ target, detail }) =>
    `published release ${target} as scheduled: ${detail ?? ''}`,
  'published as scheduled despite': ({ target, detail }) =>
    `published release ${target} as scheduled although expected answers fail: ${detail ?? ''}`,
  'could not publish as scheduled': ({ target, detail }) =>
    `could not publish release ${target} as scheduled: ${detail ?? ''}`,
  'cancelled a scheduled release': ({ target }) => `cancelled the publication of release ${target}.`,
  // From `npm run agents`.
  added: ({ target }) => `created the account ${target}.`,
  'password changed': ({ target }) => `changed the password of ${target}.`,
  disabled: ({ target }) => `disabled the account ${target}.`,
  enabled: ({ target }) => `enabled the account ${target}.`,
  'unbound from OpenID Connect': ({ target }) => `unlinked ${target} from single sign-on.`,
  'linked to Teams': () => 'linked their account to Teams.',
  'unlinked from Teams': () => 'unlinked their account from Teams.',
  'had requests posted to a Teams channel': () => 'had new requests posted to a Teams channel.',
  'ended posting requests to a Teams channel': () => 'stopped posting new requests to a Teams channel.',
};

/** What a person did, in words that follow their name. Actions of a later version are shown unchanged. */
export const predicateOf = ({ action, target, detail }: DeskAuditEntry): string =>
  predicates[action]?.({ target, detail }) ?? `${action} ${target}`.trim();

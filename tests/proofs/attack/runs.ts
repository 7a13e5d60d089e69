import { askGauge } from '../support/read-gauge.ts';
import type { Attack } from './attack.ts';
import { DIRECT_LINE, say, type Target, type Visitor } from './target.ts';

/** As many characters as fit into a request's head, a message, and a Teams message. */
const HEAD = 15_000;
const MESSAGE = 60_000;
const TEAMS = 200_000;
const GUESSED_ACCOUNTS = 5_000;
const MAX_GROWTH = 4 * 1024 * 1024;

const runOf = (text: string, length: number): string =>
  text.repeat(Math.ceil(length / text.length)).slice(0, length);

const uploadUnder = ({ send }: Target, visitor: Visitor, name: string) =>
  send({
    path: `${DIRECT_LINE}/conversations/${visitor.conversationId}/upload`,
    method: 'POST',
    headers: {
      authorization: `Bearer ${visitor.token}`,
      'content-type': 'text/plain',
      'content-disposition': `attachment; filename="${name}"`,
    },
    body: 'hello',
    from: visitor.from,
  });

const inTeams = ({ send }: Target, more: object) =>
  send({
    path: '/api/messages',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      channelId: 'msteams',
      serviceUrl: 'http://127.0.0.1:1/',
      deliveryMode: 'expectReplies',
      from: { id: 'customer' },
      recipient: { id: 'bot' },
      conversation: { id: 'conversation', conversationType: 'personal' },
      text: 'hello',
      ...more,
    }),
  });

/** Runs of one character or word, which make a backtracking pattern scan them over and over. */
export const runs: Attack = {
  name: 'runs of one character in addresses, names and messages',
  async run(target) {
    const { send } = target;
    const visitor = await target.visit('127.36.0.1');
    await send({ path: `/${'%'.repeat(HEAD / 3)}${'00'.repeat(HEAD / 3)}` });
    for (const header of ['cookie', 'origin', 'x-forwarded-for', 'authorization', 'content-type'])
      for (const sign of [' ', ';', ',', '=', 'a='])
        await send({ path: '/desk/api/me', headers: { [header]: `a${runOf(sign, HEAD)}x` } });
    for (const sign of ['. ', '.', '%', 'a.'])
      await uploadUnder(target, visitor, `a${runOf(sign, HEAD)}x.txt`);
    for (const html of [
      `a${' '.repeat(TEAMS)}x`,
      runOf('<img ', TEAMS),
      `${'<b>'.repeat(TEAMS / 8)}${'</i>'.repeat(TEAMS / 8)}`,
      runOf('<p>x', TEAMS),
    ])
      await inTeams(target, { attachments: [{ contentType: 'text/html', content: html }] });
    const mention = { type: 'mention', text: runOf('<at ', 1_000) };
    await inTeams(target, { entities: Array.from({ length: 100 }, () => mention) });
    return undefined;
  },
};

/** Leaving a ticket parses the visitor's own text, not only the classifier's version of it. */
export const letters: Attack = {
  name: 'long replies while leaving a ticket',
  async run(target) {
    const signs = [' ', '\t \n', '(', '<(', '- ', 'a@', '1 ', 'my name is ', 'best ', '"', '*', 'at dot '];
    for (const [at, sign] of signs.entries()) {
      const visitor = await target.visit(`127.37.0.${at + 1}`);
      const run = runOf(sign, MESSAGE);
      for (const text of [
        'leave a message',
        `a${run}x`,
        `Sam${run}x`,
        `a${run.slice(0, 3_000)}x sam@example.com`,
        run,
      ])
        await say(target, visitor, text);
    }
    return undefined;
  },
};

/** Guesses at accounts that do not exist, each with a different name. */
export const accounts: Attack = {
  name: `guesses at ${GUESSED_ACCOUNTS} accounts from one address`,
  mayAnswer: [503],
  async run({ send, url, server }) {
    const guess = (name: string) =>
      send({
        path: '/desk/api/sign-in',
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ email: `${name.padEnd(240, 'x')}@example.com`, password: 'a guess' }),
        from: '127.38.0.1',
      });
    for (let at = 0; at < 60; at += 1) await guess(`first${at}`);
    const before = await askGauge(server, { ask: 'reading' });
    for (let at = 0; at < GUESSED_ACCOUNTS; at += 10)
      await Promise.all(Array.from({ length: 10 }, (_, more) => guess(`other${at + more}`)));
    const growth = (await askGauge(server, { ask: 'reading' })).heap - before.heap;
    return growth > MAX_GROWTH ? `the heap grew by ${Math.round(growth / 1024 / 1024)} MB` : undefined;
  },
};

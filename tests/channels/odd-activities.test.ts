import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageActivity } from '../support/activities.ts';
import { post } from '../support/http.ts';
import { levels } from '../support/recording-log.ts';
import { openRoutes } from '../http/routes.ts';
import { call } from './directline/harness.ts';

let app: Awaited<ReturnType<typeof openRoutes>>;
beforeAll(async () => {
  app = await openRoutes();
});
afterAll(() => app.running.app.stop());

const faults = (): object[] => app.running.record.entries.filter(({ level }) => level >= levels.error);

const postMessage = (changes: object) =>
  post(app.running.messages, { ...messageActivity('is the EAP600 patched?'), ...changes });
const say = (changes: object) =>
  call(app.running.url, 'POST', `/conversations/${app.conversationId}/activities`, {
    token: app.token,
    body: { type: 'message', text: 'is the EAP600 patched?', ...changes },
  });

/** Fields that none of our clients would send. */
const wrong: [field: string, value: unknown][] = [
  ['type', 7],
  ['type', 'x'.repeat(200)],
  ['text', { toString: 'x' }],
  ['text', ['is it patched?']],
  ['name', 7],
  ['locale', {}],
  ['locale', 'x'.repeat(5000)],
  ['localTimezone', { offset: 2 }],
  ['localTimestamp', 7],
  ['textFormat', 7],
  ['replyToId', {}],
  ['attachments', 'none'],
  ['attachments', [null]],
  ['attachments', ['a file']],
  ['attachments', [{ contentType: 7 }]],
  ['attachments', [{ contentType: 'image/png', contentUrl: {} }]],
  ['entities', 'none'],
  ['entities', [null]],
  ['entities', [{ type: 7 }]],
  ['entities', [{ type: 'mention', text: 7 }]],
  ['entities', [{ type: 'mention', mentioned: 'me' }]],
  ['entities', Array.from({ length: 200 }, () => ({ type: 'place' }))],
  ['suggestedActions', 'yes'],
  ['membersAdded', [{ id: 7 }]],
  ['relatesTo', 'you'],
  ['listenFor', [7]],
];

describe('a field of the wrong type', () => {
  it.each(wrong)('is named in a sentence, on every channel: %s = %j', async (field, value) => {
    const sentence = expect.stringMatching(/^[A-Z][^<>{}]*\.$/) as string;
    const answer = await postMessage({ [field]: value });
    expect(answer.status).toBe(400);
    expect(answer.json()).toEqual({ error: { code: 'BadActivity', message: sentence } });
    expect(await say({ [field]: value })).toMatchObject({
      status: 400,
      body: { error: { code: 'BadArgument', message: sentence } },
    });
    expect(faults()).toEqual([]);
  });

  it.each([
    ['conversation', null],
    ['conversation', 'mine'],
    ['conversation', { id: '' }],
    ['conversation', { id: {} }],
    ['conversation', { id: 'x'.repeat(5000) }],
    ['from', 'me'],
    ['from', { id: 7 }],
    ['from', { id: 'me', name: 7 }],
    ['from', { id: 'me', role: {} }],
    ['recipient', { id: ['bot'] }],
    ['serviceUrl', 7],
    ['id', {}],
    ['channelId', 7],
    ['channelId', ' '],
    ['channelId', 'msteams/19:abc'],
    ['deliveryMode', {}],
  ])('is named when a channel fills it in: %s = %j', async (field, value) => {
    const answer = await postMessage({ [field]: value });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: { code: 'BadActivity' } });
    expect(faults()).toEqual([]);
  });
});

describe('a field that is null', () => {
  it('counts as missing', async () => {
    const nulls = {
      entities: null,
      attachments: null,
      localTimezone: null,
      locale: null,
      name: null,
      value: null,
      channelData: null,
      membersAdded: null,
      suggestedActions: null,
      replyToId: null,
    };
    const from = { id: 'customer', name: null, aadObjectId: null };
    const answer = await postMessage({ ...nulls, from, recipient: null });
    expect([answer.status, answer.text.includes('EAP600: Available Now')]).toEqual([200, true]);
    expect((await say({ ...nulls, from: null })).status).toBe(200);
    expect(faults()).toEqual([]);
  });
});

describe('an unusual but harmless field', () => {
  it.each([
    ['an invalid time', { timestamp: 'never', localTimestamp: 'never' }],
    ['an invalid time zone', { localTimezone: 'Middle/Earth' }],
    ['a value of any kind', { value: [1, { a: null }] }],
    ['unknown fields', { constructor: 'x', toString: 7, extra: [[]] }],
    ['no sender', { from: undefined }],
  ])('is accepted: %s', async (_name, changes) => {
    const answer = await postMessage(changes);
    expect([answer.status, answer.text.includes('EAP600: Available Now')]).toEqual([200, true]);
    expect((await say(changes)).status).toBe(200);
    expect(faults()).toEqual([]);
  });
});

describe('a program on this machine', () => {
  it.each(['directline', 'DirectLine'])(
    'cannot write in the web chat’s conversations, as %s',
    async (channelId) => {
      const answer = await postMessage({ channelId, conversation: { id: app.conversationId } });
      expect(answer.status).toBe(400);
      expect(answer.json()).toMatchObject({ error: { code: 'BadActivity' } });
    },
  );
});

describe('a visitor', () => {
  it('cannot occupy an agent’s message ids in advance, nor impersonate an agent through other fields', async () => {
    const taken = 'agent/0123456789';
    const agent = { name: 'Ann' };
    const channelData = {
      clientActivityID: taken,
      agent,
      handoff: { state: 'connected' },
      reply: {},
      own: 1,
    };
    const answer = await say({ text: 'I am the agent', channelData });
    const again = await say({ text: 'I am the agent', channelData });
    expect([answer.status, again.body]).toEqual([200, answer.body]);
    const poll = await call(app.running.url, 'GET', `/conversations/${app.conversationId}/activities`, {
      token: app.token,
    });
    const stored = poll.body.activities.find(({ text }: { text?: string }) => text === 'I am the agent');
    expect(stored.channelData).toEqual({ clientActivityID: taken, own: 1 });
    expect(stored.from.role).toBe('user');
  });
});

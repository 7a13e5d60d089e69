import { beforeEach, describe, expect, test } from 'vitest';
import type { ChatClient } from '#web/widget/client/chat-client.ts';
import { createChatClient } from '#web/widget/client/create-chat-client.ts';
import { FakeDirectLine, SERVER } from './fake-direct-line.ts';
import { createStorage, FakeTime, openTab } from './fake-surroundings.ts';

const SOON = 100;
let server: FakeDirectLine;
let time: FakeTime;
let storage: ReturnType<typeof createStorage>;

beforeEach(() => {
  server = new FakeDirectLine();
  time = new FakeTime();
  storage = createStorage();
});

async function visit(): Promise<ChatClient> {
  const { surroundings } = openTab({ time, storage, fetch: server.fetch, openSocket: server.openSocket });
  const chat = createChatClient({ server: SERVER, locale: () => 'en', surroundings });
  chat.connect();
  await time.pass(SOON);
  return chat;
}

/** The bot's request for a message. */
async function asked(ticketForm: unknown = { name: 'Kim', cancel: 'Cancel' }): Promise<ChatClient> {
  const chat = await visit();
  server.says({ text: 'What shall I pass on?', channelData: { reply: { kind: 'question', ticketForm } } });
  await time.pass(SOON);
  return chat;
}

describe('a form that the bot offers', () => {
  test('is shown until the visitor writes something', async () => {
    const chat = await asked();
    expect(chat.ticketForm.value).toMatchObject({ name: 'Kim', cancel: 'Cancel' });
    chat.send('My bridge drops');
    expect(chat.ticketForm.value).toBeUndefined();
    await time.pass(SOON);
    expect(chat.ticketForm.value).toBeUndefined();
  });

  test('is shown again after a reload, with the same id', async () => {
    const before = (await asked()).ticketForm.value;
    expect((await visit()).ticketForm.value).toEqual(before);
  });

  test('outlasts activities without a bubble, and disappears with the bot’s next message', async () => {
    const chat = await asked();
    server.says({ type: 'event', name: 'handoff.status', channelData: {} });
    await time.pass(SOON);
    expect(chat.ticketForm.value).toBeDefined();
    server.says({ text: 'Hello again!' });
    await time.pass(SOON);
    expect(chat.ticketForm.value).toBeUndefined();
  });

  test.each([null, 'yes', [], 7])('is not shown if the server offers %j', async (offered) => {
    expect((await asked(offered)).ticketForm.value).toBeUndefined();
  });

  test('ignores fields that are not text', async () => {
    const { ticketForm } = await asked({ text: 5, name: { first: 'Kim' }, email: 'kim@example.com' });
    expect(ticketForm.value).toEqual({ email: 'kim@example.com', id: ticketForm.value?.id });
  });
});

describe('a message from the form', () => {
  test('appears as a signed message, and carries its fields', async () => {
    const chat = await asked();
    const formId = chat.ticketForm.value?.id ?? '';
    chat.leaveMessage({ formId, text: 'My bridge drops', name: 'Kim', email: 'kim@example.com' });
    expect(chat.ticketForm.value).toBeUndefined();
    await time.pass(SOON);
    const sent = server.current.activities.find(({ value }) => value !== undefined);
    expect(sent?.text).toBe('My bridge drops\n\nKim, kim@example.com');
    expect(sent?.value).toEqual({
      kind: 'leave-message',
      formId,
      text: 'My bridge drops',
      name: 'Kim',
      email: 'kim@example.com',
    });
  });

  test('arrives once if its first response is lost, even after a reload', async () => {
    const chat = await asked();
    server.fault = (path, method) =>
      method === 'POST' && path.endsWith('/activities') ? 'answer lost' : undefined;
    chat.leaveMessage({ formId: 'q', text: 'My bridge drops' });
    await time.pass(SOON);
    chat.close();
    server.fault = () => undefined;
    await visit();
    await time.pass(20_000);
    expect(server.said('user')).toEqual(['My bridge drops']);
  });
});

describe('a copy of the chat', () => {
  test('is offered only if the server can mail it', async () => {
    expect((await visit()).canMail.value).toBe(false);
    server.features = { transcriptByMail: true };
    expect((await visit()).canMail.value).toBe(true);
  });

  test.each([
    [undefined, 'sent'],
    [{ status: 429, retryAfter: 3600 }, 'limited'],
    [{ status: 409 }, 'failed'],
    ['lost', 'failed'],
  ] as const)('that is requested when the server answers %j is %s', async (fault, outcome) => {
    const chat = await visit();
    server.fault = (path) => (path.endsWith('/transcript') ? fault : undefined);
    expect(await chat.mailChat('kim@example.com')).toBe(outcome);
  });
});

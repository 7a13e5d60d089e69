import { describe, expect, it, onTestFinished } from 'vitest';
import { SupportAdapter } from '#channels/botframework/adapter.ts';
import { createOutboxSender } from '#channels/botframework/outbox-sender.ts';
import { MAX_TRIES } from '#channels/botframework/send-outcome.ts';
import { readConfig } from '#config.ts';
import { sqliteEngine, TestClock } from '#tests/store/engines.ts';
import { type Answer, startFailingConnector } from '#tests/support/failing-connector.ts';
import { createManualTimeouts } from '#tests/support/manual-timeouts.ts';
import { createRecordingLog, levels } from '#tests/support/recording-log.ts';

const SECOND = 1000;
const refusal = (status: number, headers: Record<string, string> = {}): Answer => ({ status, headers });
const engine = sqliteEngine();

/** Conversations on a channel whose service answers as the test says, and the sender of their outbox. */
async function open(
  answers: (at: number, text: string) => Answer | undefined = () => undefined,
  { channelId = 'msteams' } = {},
) {
  const clock = new TestClock();
  const store = await engine.open(await engine.freshConfig(), clock.now);
  const connector = await startFailingConnector(answers);
  onTestFinished(() => connector.close());
  const timeouts = createManualTimeouts();
  const adapter = new SupportAdapter(readConfig({}).microsoftApp, timeouts.start);
  const record = createRecordingLog();
  const outboxSender = createOutboxSender({
    store,
    say: (reference, activity) => adapter.say(reference, activity),
    clock: clock.now,
    steadyClock: clock.now,
    random: () => 0.5,
    log: record.log,
  });
  onTestFinished(() => outboxSender.stop());
  let activities = 0;
  /** Handles an activity from the customer. */
  const customerWrites = async (thread = 'thread'): Promise<string> => {
    const id = `${channelId}/${thread}`;
    const reference = {
      activityId: `activity-${(activities += 1)}`,
      channelId,
      serviceUrl: connector.serviceUrl,
      conversation: { id: thread },
      bot: { id: 'bot' },
      user: { id: 'customer' },
    };
    await store.connectorConversations.save({
      id,
      channelId,
      userId: 'customer',
      userName: 'Customer',
      reference: JSON.stringify(reference),
    });
    return id;
  };
  const botSends = async (id: string, ...texts: string[]): Promise<void> => {
    for (const text of texts)
      await store.transcript.appendOnce(id, `${text}-${id}`, { type: 'message', text }, { isOutgoing: true });
  };
  const later = async (milliseconds: number): Promise<void> => {
    clock.advance(milliseconds);
    await outboxSender.runNow();
  };
  const logged = (level: number) => record.entries.filter((entry) => entry.level >= level);
  return { store, clock, connector, timeouts, outboxSender, customerWrites, botSends, later, logged, record };
}

const numbers = (count: number): string[] => Array.from({ length: count }, (_, at) => `line ${at + 1}`);

describe('messages to a channel', () => {
  it('are sent in order and stored with the channel’s ids', async () => {
    const { connector, customerWrites, botSends, outboxSender, store } = await open();
    const id = await customerWrites();
    await botSends(id, 'one', 'two', 'three');
    await outboxSender.runNow();
    expect(connector.shown).toEqual(['one', 'two', 'three']);
    expect(JSON.parse((await store.connectorOutbox.findSent(id, 'sent-2')) ?? '{}')).toMatchObject({
      text: 'two',
    });
    expect(await store.connectorOutbox.findSent(id, 'sent-9')).toBeUndefined();
    expect(await store.connectorOutbox.findSent('msteams/another', 'sent-2')).toBeUndefined();
  });

  it('keep to Teams’ limits in each thread', async () => {
    const { connector, customerWrites, botSends, outboxSender, later } = await open();
    const [first, second] = [await customerWrites('first'), await customerWrites('second')];
    await botSends(first, ...numbers(10));
    await botSends(second, 'quick');
    await outboxSender.runNow();
    expect(connector.shown.filter((text) => text.startsWith('line'))).toEqual(numbers(7));
    expect(connector.shown).toContain('quick');
    await later(SECOND + 1);
    expect(connector.shown).toHaveLength(9);
    await later(SECOND);
    expect(connector.shown.filter((text) => text.startsWith('line'))).toEqual(numbers(10));
  });

  it('have no limits on other channels', async () => {
    const { connector, customerWrites, botSends, outboxSender } = await open(() => undefined, {
      channelId: 'telegram',
    });
    await botSends(await customerWrites(), ...numbers(30));
    await outboxSender.runNow();
    expect(connector.shown).toEqual(numbers(30));
  });

  it('take precedence over typing when a limit leaves no room for both', async () => {
    const { connector, customerWrites, botSends, outboxSender } = await open();
    const id = await customerWrites();
    await outboxSender.showTyping(id);
    await botSends(id, ...numbers(6));
    await outboxSender.runNow();
    expect(connector.tried).toHaveLength(7);
    await outboxSender.showTyping(id);
    expect(connector.tried).toHaveLength(7);
  });
});

describe('a message that the channel does not accept', () => {
  it('is retried when the channel says, before any later message', async () => {
    const { connector, customerWrites, botSends, outboxSender, later } = await open((at) =>
      at === 0 ? refusal(429, { 'retry-after': '20' }) : undefined,
    );
    await botSends(await customerWrites(), 'one', 'two');
    await outboxSender.runNow();
    await later(19 * SECOND);
    expect(connector.tried).toEqual(['one']);
    await later(2 * SECOND);
    expect(connector.shown).toEqual(['one', 'two']);
  });

  it.each([429, 412, 500, 502, 503, 504, 401])('waits longer after each %i', async (status) => {
    const { connector, customerWrites, botSends, outboxSender, later } = await open((at) =>
      at < 3 ? refusal(status) : undefined,
    );
    await botSends(await customerWrites(), 'one');
    await outboxSender.runNow();
    const triedAfter: number[] = [];
    for (const seconds of [0.9, 0.2, 1.8, 0.3, 3.6, 0.6]) {
      await later(seconds * SECOND);
      triedAfter.push(connector.tried.length);
    }
    expect(triedAfter).toEqual([1, 2, 2, 3, 3, 4]);
    expect(connector.shown).toEqual(['one']);
  });

  it('is retried when the channel does not answer, and other conversations do not wait', async () => {
    const { store, connector, timeouts, customerWrites, botSends, outboxSender, later, logged } = await open(
      (at, text) => (text === 'lost' && at < 2 ? 'silence' : undefined),
    );
    await botSends(await customerWrites('first'), 'lost', 'next');
    const second = await customerWrites('second');
    await botSends(second, 'other');
    const sending = outboxSender.runNow();
    await expect.poll(() => store.connectorOutbox.findSent(second, 'sent-1')).toBeDefined();
    await expect.poll(() => connector.tried).toContain('lost');
    timeouts.end();
    await sending;
    expect(connector.shown).toEqual(['other']);
    expect(logged(levels.warn)).toMatchObject([
      { tries: 1, msg: 'could not send an outbox entry; trying again' },
    ]);
    await later(2 * SECOND);
    expect(connector.shown).toEqual(['other', 'lost', 'next']);
  });

  it('is given up after the last try, and the next one is sent', async () => {
    const { connector, customerWrites, botSends, outboxSender, later, logged } = await open((_, text) =>
      text === 'poison' ? refusal(502) : undefined,
    );
    await botSends(await customerWrites(), 'poison', 'next');
    await outboxSender.runNow();
    for (let tries = 0; tries < MAX_TRIES + 2; tries += 1) await later(900 * SECOND);
    expect(connector.tried).toEqual([...Array.from({ length: MAX_TRIES }, () => 'poison'), 'next']);
    expect(logged(levels.error)).toMatchObject([{ tries: MAX_TRIES, status: 502 }]);
  });

  it.each([400, 405, 413])(
    'is given up at once when the message itself is at fault (%i), and the next one is sent',
    async (status) => {
      const { connector, customerWrites, botSends, outboxSender, later, logged, record } = await open((at) =>
        at === 0 ? refusal(status) : undefined,
      );
      await botSends(await customerWrites(), 'wrong', 'right');
      await outboxSender.runNow();
      await later(900 * SECOND);
      expect(connector.tried).toEqual(['wrong', 'right']);
      expect(logged(levels.error)).toMatchObject([
        { status, msg: 'could not send a message of an outbox entry; giving it up' },
      ]);
      expect(record.written()).not.toContain('wrong');
    },
  );
});

describe('a customer who has blocked or removed the bot', () => {
  it.each([403, 404])(
    'gets no more messages (%i): nothing is retried, and one line is logged',
    async (status) => {
      const { store, connector, customerWrites, botSends, outboxSender, later, logged, record } = await open(
        () => refusal(status),
      );
      const id = await customerWrites();
      await botSends(id, 'one', 'two', 'three');
      await outboxSender.runNow();
      await botSends(id, 'four');
      await outboxSender.showTyping(id);
      await later(3600 * SECOND);
      expect(connector.tried).toEqual(['one']);
      expect(await store.connectorConversations.isReachable(id)).toBe(false);
      expect(logged(levels.warn)).toMatchObject([{ conversationId: id, status, lines: 3 }]);
      expect(record.written()).not.toMatch(/one|two|three/);
    },
  );

  it('is reachable again after their next message, and gets everything sent from then on', async () => {
    const { store, connector, customerWrites, botSends, outboxSender } = await open((at) =>
      at === 0 ? refusal(403) : undefined,
    );
    const id = await customerWrites();
    await botSends(id, 'one', 'two');
    await outboxSender.runNow();
    await customerWrites();
    expect(await store.connectorConversations.isReachable(id)).toBe(true);
    await botSends(id, 'three');
    await outboxSender.runNow();
    expect(connector.shown).toEqual(['three']);
  });
});

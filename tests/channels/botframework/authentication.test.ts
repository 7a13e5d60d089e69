import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Activity } from '#bot-framework/activity.ts';
import { SupportAdapter } from '#channels/botframework/adapter.ts';
import { startSendTimeout } from '#channels/botframework/authentication.ts';
import { outcomeOf } from '#channels/botframework/send-outcome.ts';
import { readConfig } from '#config.ts';
import { messageActivity } from '#tests/support/activities.ts';
import { type Answer, startFailingConnector } from '#tests/support/failing-connector.ts';
import { createManualTimeouts } from '#tests/support/manual-timeouts.ts';

/** The adapter without an app id, and a service that gives every request the same response. */
async function open(answer: Answer) {
  const connector = await startFailingConnector(() => answer);
  onTestFinished(() => connector.close());
  const timeouts = createManualTimeouts();
  const adapter = new SupportAdapter(readConfig({}).microsoftApp, timeouts.start);
  const reference = {
    channelId: 'msteams',
    serviceUrl: connector.serviceUrl,
    conversation: { id: 'thread', isGroup: false, conversationType: 'personal', name: '' },
    bot: { id: 'bot', name: 'Support' },
    user: { id: 'customer', name: 'Customer' },
  };
  const say = () => adapter.say(reference, { type: 'message', text: 'Hello' });
  const update = () => adapter.update(reference, 'card', { type: 'message', text: 'Hello' });
  const reply = async () => {
    const message = messageActivity('Hello', { ...reference, channelId: 'emulator', deliveryMode: 'normal' });
    const activity = message as Activity;
    await adapter.run(await adapter.authenticate(activity, ''), activity, async (context) => {
      await context.sendActivity('Hello');
    });
  };
  return { connector, timeouts, say, update, reply };
}

describe('sending to a channel', () => {
  it('returns the channel’s id for the message', async () => {
    const { say } = await open({ status: 201 });
    expect(await say()).toBe('sent-1');
  });

  it.each([429, 500, 502, 503, 504])('makes a single request when the channel answers %i', async (status) => {
    const { connector, say, update, reply } = await open({ status, headers: { 'retry-after': '0' } });
    await expect(say()).rejects.toMatchObject({ statusCode: status });
    expect(connector.tried).toEqual(['Hello']);
    await expect(update()).rejects.toMatchObject({ statusCode: status });
    expect(connector.tried).toHaveLength(2);
    await expect(reply()).rejects.toMatchObject({ statusCode: status });
    expect(connector.tried).toHaveLength(3);
  });

  it('fails with the delay that the channel asks for', async () => {
    const { say } = await open({ status: 429, headers: { 'retry-after': '17' } });
    const error: unknown = await say().catch((reason: unknown) => reason);
    expect(outcomeOf(error, { tries: 1, now: new Date(), random: 0 })).toEqual({
      kind: 'again',
      waitMs: 17_000,
    });
  });

  it('fails after a timeout when the channel does not answer, without a second try', async () => {
    const { connector, timeouts, say } = await open('silence');
    const failed = say().catch((reason: unknown) => reason);
    await expect.poll(() => connector.tried).toHaveLength(1);
    timeouts.end();
    const error: unknown = await failed;
    expect(outcomeOf(error, { tries: 1, now: new Date(), random: 0.5 })).toEqual({
      kind: 'again',
      waitMs: 1000,
    });
    expect(connector.tried).toHaveLength(1);
  });

  it('may take ten seconds', () => {
    const startTimeout = vi.spyOn(AbortSignal, 'timeout');
    onTestFinished(() => startTimeout.mockRestore());
    startSendTimeout();
    expect(startTimeout).toHaveBeenCalledExactlyOnceWith(10_000);
  });

  it('fails at once when nothing is listening', async () => {
    const { connector, say } = await open({ status: 200 });
    await connector.close();
    await expect(say()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

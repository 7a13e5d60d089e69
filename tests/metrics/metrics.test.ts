import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openServer } from '../desk/open-server.ts';
import { onPostgres } from '../store/engines.ts';
import { messageActivity } from '../support/activities.ts';
import { post, send } from '../support/http.ts';
import { ownPostgres } from '../support/own-postgres.ts';
import { startApp } from '../support/running-app.ts';
import { scrape } from './scrape.ts';

const turns = 'support_bot_turns_total';

describe('a scrape of /metrics', () => {
  it('counts turns by channel and by outcome', async () => {
    const server = await openServer();
    const customer = await server.customer();
    await customer.asks('is the EAP1300 patched?', 'EAP1300');
    await customer.asks('do you sell umbrellas?', 'know');
    await post(`${server.url}/api/messages`, messageActivity('thanks a lot'));
    const { value } = await scrape(server.url);
    expect(value(turns, { channel: 'directline', outcome: 'answered' })).toBe(1);
    expect(value(turns, { channel: 'directline', outcome: 'not_understood' })).toBe(1);
    expect(value(turns, { channel: 'emulator', outcome: 'small_talk' })).toBe(1);
    expect(value('support_bot_turn_duration_seconds_count', { channel: 'directline' })).toBe(2);
    expect(value('support_bot_understanding_duration_seconds_count')).toBeGreaterThanOrEqual(3);
  });

  it('gives an unknown channel no separate label', async () => {
    const { app, url, messages } = await startApp();
    onTestFinished(() => app.stop());
    for (const channelId of ['carrier-pigeon', 'smoke"signals'])
      await post(messages, messageActivity('hello', { channelId }));
    const { lines } = await scrape(url);
    const seen = lines.filter(({ name }) => name === turns).map(({ labels }) => labels['channel']);
    expect(seen).toEqual(['other']);
  });

  it('counts waiting chats, connected chats and agents at the desk', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    await dana.post('/presence', { availability: 'available' });
    const { reference } = await server.waitingCustomer();
    await server.waitingCustomer();
    await dana.post(`/chats/${reference}/claim`);
    const { value } = await scrape(server.url);
    expect(value('support_bot_chats', { state: 'waiting' })).toBe(1);
    expect(value('support_bot_chats', { state: 'connected' })).toBe(1);
    expect(value('support_bot_agents', { availability: 'available' })).toBe(1);
    expect(value('support_bot_chat_recent_wait_seconds', { quantile: '0.5' })).toBeGreaterThanOrEqual(0);
    expect(value('support_bot_chat_longest_wait_seconds')).toBeGreaterThanOrEqual(0);
    expect(value(turns, { outcome: 'hand_off' })).toBe(2);
    expect(value('support_bot_open_sockets')).toBe(2);
  });

  it('counts messages that the bot leaves to an agent', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    await dana.post('/presence', { availability: 'available' });
    const customer = await server.waitingCustomer();
    await dana.post(`/chats/${customer.reference}/claim`);
    await customer.sees('Dana');
    await customer.say('are you there?');
    await dana.listens(customer.reference).until(({ texts }) => texts.includes('are you there?'));
    await dana.says(customer.reference, 'yes');
    await customer.sees('yes');
    const { value } = await scrape(server.url);
    expect(value('support_bot_unanswered_messages')).toBe(0);
    expect(value(turns, { outcome: 'with_agent' })).toBe(1);
  });

  it('measures the database, the event loop and the process', async () => {
    const { app, url, messages } = await startApp();
    onTestFinished(() => app.stop());
    await post(messages, messageActivity('hello'));
    const { value, lines } = await scrape(url);
    for (const kind of ['read', 'write', 'commit'])
      expect(value('support_bot_store_query_duration_seconds_count', { kind }), kind).toBeGreaterThan(0);
    expect(value('support_bot_store_up')).toBe(1);
    expect(value('support_bot_info', { engine: 'sqlite' })).toBe(1);
    expect(value('nodejs_eventloop_lag_p99_seconds')).toBeDefined();
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(0);
    const buckets = lines.filter(({ name }) => name === 'support_bot_understanding_duration_seconds_bucket');
    const counts = buckets.map((bucket) => bucket.value);
    expect(
      counts.toSorted((a, b) => a - b),
      'buckets hold all that is below them',
    ).toEqual(counts);
    expect(buckets.at(-1)?.labels['le']).toBe('+Inf');
  });

  it('works while the database rejects writes, and says so', async () => {
    const server = await openServer();
    await rename(join(server.dataDir, 'support.db'), join(server.dataDir, 'moved.db'));
    expect((await send(`${server.url}/readyz`)).status).toBe(503);
    const { value } = await scrape(server.url);
    expect(value('support_bot_store_query_errors_total', { kind: 'write' })).toBeGreaterThan(0);
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(0);
  });

  it('is readable: every metric has a help text, and ours have a prefix and base units', async () => {
    const { app, url } = await startApp();
    onTestFinished(() => app.stop());
    const { text, lines } = await scrape(url);
    const helped = [...text.matchAll(/^# HELP (\S+) \S/gm)].map(([, name]) => name);
    const typed = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
    expect(helped).toEqual(typed.map(([, name]) => name));
    const ours = typed.filter(([, name = '']) => name.startsWith('support_bot_'));
    for (const [, name = '', type = ''] of ours)
      expect(type === 'counter', name).toBe(name.endsWith('_total'));
    const other = lines
      .map(({ name }) => name)
      .filter((name) => !/^(?:support_bot|process|nodejs)_/.test(name));
    expect(other).toEqual([]);
  });
});

onPostgres('a scrape while the database is away', () => {
  const ownServer = ownPostgres();

  it('leaves out the metrics that it would read there', async () => {
    const postgres = ownServer();
    const { app, url, messages } = await startApp({ DATABASE_URL: postgres.url });
    onTestFinished(() => app.stop());
    await post(messages, messageActivity('hello'));
    const before = await scrape(url);
    expect(before.value('support_bot_info', { engine: 'postgres' })).toBe(1);
    expect(before.value('support_bot_unanswered_messages')).toBe(0);
    expect(
      before.value('support_bot_store_query_duration_seconds_count', { kind: 'commit' }),
    ).toBeGreaterThan(0);
    await postgres.stop();
    const { value } = await scrape(url);
    expect(value('support_bot_store_up')).toBe(0);
    expect(value('support_bot_unanswered_messages')).toBeUndefined();
    expect(value(turns, { channel: 'emulator' })).toBe(1);
  });
});

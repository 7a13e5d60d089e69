import { createHmac } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createDeliveryWorker, MAX_TRIES } from '#handoff/delivery/delivery-worker.ts';
import type { DeliveryTransport, Delivery } from '#handoff/delivery/delivery.ts';
import { createReplyMail, createMail } from '#handoff/delivery/mail.ts';
import { createWebhook } from '#handoff/delivery/webhook.ts';
import type { DeliveryTarget } from '#handoff/ticket.ts';
import { openMailServer } from '../support/mail-server.ts';
import { openReceiver } from '../support/webhook-receiver.ts';
import { createTestClock } from '../support/test-clock.ts';
import { newTicket, onEngines, type TestEngine, TestClock } from './tickets.ts';

const secret = 'a secret of the two';

/** For replies without files. */
const noFile = (): never => {
  throw new Error('No file was sent.');
};

const delivery = (ticket = newTicket()): Delivery => ({
  id: 'delivery-1',
  target: 'webhook',
  attempts: 0,
  ticket,
});

describe('the webhook', () => {
  it('gets the ticket as signed JSON, with the same id on every try', async () => {
    const { received, url } = await openReceiver();
    const clock = createTestClock().now;
    await createWebhook({ url, secret, clock })(delivery());
    const [{ headers, body }] = received as [(typeof received)[number]];
    expect(JSON.parse(body)).toEqual({
      type: 'ticket.left',
      id: 'delivery-1',
      ticket: {
        reference: 'AAAA-1111',
        createdAt: '2026-03-02T09:00:00.000Z',
        channel: 'directline',
        conversationId: 'c1',
        name: 'Maria García',
        email: 'maria@example.com',
        message: 'Call me,\nplease.',
        subject: 'patch.status',
        models: ['EAP600'],
      },
    });
    expect(headers['idempotency-key']).toBe('delivery-1');
    const [, seconds, signature] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-support-signature'])) ?? [];
    expect(Number(seconds) * 1000).toBe(clock().getTime());
    expect(signature).toBe(createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'));
  });

  it.each([500, 404, 302, 429])('has not received it if it answers %s', async (status) => {
    const { url, received } = await openReceiver(status);
    const webhook = createWebhook({ url, secret, clock: () => new Date() });
    await expect(webhook(delivery())).rejects.toThrow(/answered|fetch failed/);
    expect(received).toHaveLength(1);
  });
});

describe('mail', () => {
  it('is plain text, and replies to it go to the customer', async () => {
    const { mails, url } = await openMailServer();
    const mail = createMail({ url, from: 'bot@example.com', to: 'support@example.com' });
    await mail(delivery());
    const [text = ''] = mails;
    expect(text).toContain('To: support@example.com');
    expect(text).toMatch(/Reply-To: .*<maria@example\.com>/);
    expect(text).toContain('Subject: Support request AAAA-1111');
    expect(text).toContain('Message-ID: <delivery-1@support-bot>');
    expect(text).toContain('Call me,');
    expect(text).toContain('Models: EAP600');
    expect(text).toMatch(/^Sent: \d{4}-/m);
  });

  it('brings a reply to the customer, whose own reply goes to support', async () => {
    const { mails, url } = await openMailServer();
    const answer = { agentName: 'Dana', text: 'Please update it.' };
    const mail = createReplyMail({ url, from: 'bot@example.com', to: 'support@example.com' }, noFile);
    await mail({ ...delivery(), target: 'reply', reply: answer });
    const [text = ''] = mails;
    expect(text).toMatch(/^To: .*<maria@example\.com>/m);
    expect(text).toContain('Reply-To: support@example.com');
    expect(text).toContain('reference AAAA-1111');
    expect(text).toMatch(/Please update it\.\s+Dana\s+> Call me,\s+> please\./);
    await expect(mail(delivery())).rejects.toThrow('nothing to mail');
  });

  it('brings the files of a reply as attachments', async () => {
    const { mails, url } = await openMailServer();
    const files = [{ id: 'file-1', name: 'settings.txt', contentType: 'text/plain' }];
    const mail = createReplyMail(
      { url, from: 'bot@example.com', to: 'support@example.com' },
      async function* (id) {
        yield await Promise.resolve(Buffer.from(`content of ${id}`));
      },
    );
    const reply = { agentName: 'Dana', text: '', files };
    await mail({ ...delivery(), target: 'reply', reply });
    const [text = ''] = mails;
    expect(text).toContain('Please see the attachment.');
    expect(text).toMatch(/Content-Disposition: attachment; filename=settings\.txt/);
    expect(text).toContain(Buffer.from('content of file-1').toString('base64'));
  });

  it('does not let customers inject a header', async () => {
    const { mails, url } = await openMailServer();
    const mail = createMail({ url, from: 'bot@example.com', to: 'support@example.com' });
    const name = 'Eve\r\nBcc: everyone@example.com\r\nSubject: Prize';
    await mail(delivery({ ...newTicket(), name }));
    const [head = ''] = (mails[0] ?? '').split('\r\n\r\n', 1);
    expect(head).not.toMatch(/^Bcc:/m);
    expect(head.match(/^Subject:.*$/gm)).toEqual(['Subject: Support request AAAA-1111']);
  });
});

onEngines('deliveries', (engine) => {
  const log = pino({ level: 'silent' });

  /** A store with one ticket, and deliveries over scripted transports. */
  async function setUp(
    engineUnderTest: TestEngine,
    transports: Partial<Record<DeliveryTarget, DeliveryTransport>>,
  ) {
    const clock = new TestClock();
    const { tickets, deliveries } = await engineUnderTest.open(
      await engineUnderTest.freshConfig(),
      clock.now,
    );
    const open = (key: string, reference: string) =>
      tickets.open(key, { ...newTicket(), reference }, Object.keys(transports) as DeliveryTarget[]);
    const deliveryWorker = () =>
      createDeliveryWorker({ deliveries, transports, clock: clock.now, random: () => 0.5, log });
    return { clock, tickets, deliveries, open, deliveryWorker };
  }

  it('deliver a ticket to each target once, however many processes run', async () => {
    const carried: string[] = [];
    const note: DeliveryTransport = ({ target, ticket }) => {
      carried.push(`${target} ${ticket.reference}`);
      return Promise.resolve();
    };
    const { open, deliveryWorker, tickets } = await setUp(engine, { webhook: note, mail: note });
    await open('key-1', 'A');
    await open('key-2', 'B');
    // Two processes at the same time, and again later.
    await Promise.all([deliveryWorker().runNow(), deliveryWorker().runNow()]);
    await deliveryWorker().runNow();
    expect(carried.toSorted()).toEqual(['mail A', 'mail B', 'webhook A', 'webhook B']);
    const [report] = await tickets.newest(1);
    expect(report?.deliveries).toEqual([
      { target: 'mail', state: 'sent', attempts: 1, problem: undefined },
      { target: 'webhook', state: 'sent', attempts: 1, problem: undefined },
    ]);
  });

  it('are retried later, and are taken over from a process that died', async () => {
    let works = false;
    let tries = 0;
    const webhook: DeliveryTransport = () => {
      tries += 1;
      return works ? Promise.resolve() : Promise.reject(new Error('The webhook answered 503.'));
    };
    const { open, deliveryWorker, tickets, deliveries, clock } = await setUp(engine, { webhook });
    await open('key-1', 'A');
    await deliveryWorker().runNow();
    await deliveryWorker().runNow();
    expect(tries).toBe(1);
    expect((await tickets.newest(1))[0]?.deliveries).toEqual([
      { target: 'webhook', state: 'due', attempts: 1, problem: 'The webhook answered 503.' },
    ]);
    clock.advance(10_001);
    // This process leases it and then dies.
    expect(await deliveries.lease(clock.now(), 120_000, 10)).toHaveLength(1);
    works = true;
    await deliveryWorker().runNow();
    expect(tries).toBe(1);
    clock.advance(120_001);
    await deliveryWorker().runNow();
    expect(tries).toBe(2);
    expect((await tickets.newest(1))[0]?.deliveries).toMatchObject([{ state: 'sent', problem: undefined }]);
  });

  it('are given up after hours, stay visible, and are sent on request', async () => {
    let works = false;
    const webhook: DeliveryTransport = () => (works ? Promise.resolve() : Promise.reject(new Error('Gone')));
    const { open, deliveryWorker, tickets, deliveries, clock } = await setUp(engine, { webhook });
    await open('key-1', 'A');
    for (let tries = 0; tries < MAX_TRIES + 3; tries += 1) {
      await deliveryWorker().runNow();
      clock.advance(3_700_000);
    }
    expect((await tickets.newest(1))[0]?.deliveries).toEqual([
      { target: 'webhook', state: 'dead', attempts: MAX_TRIES, problem: 'Gone' },
    ]);
    works = true;
    expect(await deliveries.revive(clock.now())).toBe(1);
    await deliveryWorker().runNow();
    expect((await tickets.newest(1))[0]?.deliveries).toMatchObject([{ state: 'sent', attempts: 1 }]);
  });

  it('delete the address of a transcript that was given up', async () => {
    const clock = new TestClock();
    const {
      conversations,
      transcriptMails,
      engine: database,
    } = await engine.open(await engine.freshConfig(), clock.now);
    await conversations.start({ id: 'c1', userId: 'dl_a' }, () => ({ type: 'conversationUpdate' }));
    await transcriptMails.add({ conversationId: 'c1', email: 'maria@example.com', clientId: 'once' });
    const { runNow } = createDeliveryWorker({
      deliveries: transcriptMails,
      transports: { transcript: () => Promise.reject(new Error('Gone')) },
      clock: clock.now,
      random: () => 0.5,
      log,
    });
    expect(await transcriptMails.pendingIn('c1')).toEqual(['maria@example.com']);
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      await runNow();
      clock.advance(3_700_000);
    }
    const rows = await database.db.selectFrom('transcript_mails').select(['state', 'email']).execute();
    expect(rows).toEqual([{ state: 'dead', email: '' }]);
  });

  it('mail a reply once, however often it is submitted', async () => {
    const carried: unknown[] = [];
    const reply: DeliveryTransport = (given) => {
      carried.push(given.reply);
      return Promise.resolve();
    };
    const { tickets, deliveries, deliveryWorker, clock } = await setUp(engine, { reply });
    await tickets.open('key-1', newTicket(), []);
    const written = { agentName: 'Dana', text: 'Please update it.' };
    await deliveries.mailReply('AAAA-1111', 'client-1', written, clock.now());
    await deliveryWorker().runNow();
    await deliveries.mailReply('AAAA-1111', 'client-1', written, clock.now());
    await deliveryWorker().runNow();
    expect(carried).toEqual([written]);
  });

  it('report a target that is no longer set up', async () => {
    const { open, tickets, deliveries, clock } = await setUp(engine, { mail: () => Promise.resolve() });
    await open('key-1', 'A');
    await createDeliveryWorker({
      deliveries,
      transports: {},
      clock: clock.now,
      random: () => 0,
      log,
    }).runNow();
    expect((await tickets.newest(1))[0]?.deliveries).toMatchObject([
      { state: 'due', problem: 'The target "mail" is no longer set up.' },
    ]);
  });

  it('treat a ticket that is opened twice as one, with its first reference', async () => {
    const { open, tickets } = await setUp(engine, { webhook: () => Promise.resolve() });
    const [first, second] = await Promise.all([open('key-1', 'A'), open('key-1', 'B')]);
    expect(first).toEqual(second);
    const reports = await tickets.newest(10);
    expect(reports).toHaveLength(1);
    expect(reports[0]?.deliveries).toHaveLength(1);
    expect(reports[0]?.ticket).toEqual(first);
  });
});

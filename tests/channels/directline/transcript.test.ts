import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '#channels/directline/options.ts';
import { onServers } from '#tests/desk/open-server.ts';
import { sqliteEngine } from '#tests/store/engines.ts';
import { openMailServer } from '#tests/support/mail-server.ts';
import { looksOften } from '#tests/support/running-app.ts';
import { createRecordingLog } from '#tests/support/recording-log.ts';
import { call, SECRET, serve, visit, type Visitor } from './harness.ts';

const ask = (
  url: string,
  { conversationId, token }: Pick<Visitor, 'conversationId' | 'token'>,
  email: string,
) => call(url, 'POST', `/conversations/${conversationId}/transcript`, { token, body: { email } });

onServers('a visitor’s own transcript', (openServer) => {
  it('is sent by e-mail, says who asked for it and where, and its address is then deleted', async () => {
    const mail = await openMailServer();
    const record = createRecordingLog();
    const { url, withStore } = await openServer(
      { SMTP_URL: mail.url, MAIL_FROM: 'bot@example.com', MAIL_TO: 'support@example.com' },
      { log: record.log, ...looksOften },
    );
    const session = await call(url, 'POST', '/visitor-session', { body: {}, headers: { origin: url } });
    expect(session.body.features).toEqual({ transcriptByMail: true });
    const { token, conversationId } = session.body;
    await call(url, 'POST', '/conversations', { token });
    await call(url, 'POST', `/conversations/${conversationId}/activities`, {
      token,
      body: { type: 'message', text: 'Is my bridge patched?' },
    });
    expect((await ask(url, { conversationId, token }, ' sam@example.com ')).status).toBe(200);
    await expect.poll(() => mail.mails.length).toBe(1);
    const text = (mail.mails[0] ?? '').replaceAll(/=\r?\n/g, '').replaceAll(/\s+/g, ' ');
    expect(text).toContain('To: sam@example.com');
    expect(text).toContain('Subject: Your conversation with support');
    expect(text).toContain(`Someone using the support chat on ${url} asked us`);
    expect(text).toContain('Is my bridge patched?');
    const addresses = async () => {
      let stored: string[] = [];
      await withStore(async ({ engine }) => {
        const rows = await engine.db.selectFrom('transcript_mails').select('email').execute();
        stored = rows.map(({ email }) => email);
      });
      return stored;
    };
    await expect.poll(addresses).toEqual(['']);
    expect(JSON.stringify(record.entries)).not.toContain('sam@example.com');
  });

  it('is neither offered nor sent without a mail server', async () => {
    const { url } = await openServer();
    const session = await call(url, 'POST', '/visitor-session', { body: {}, headers: { origin: url } });
    expect(session.body.features).toEqual({ transcriptByMail: false });
    const { status, body } = await ask(url, await visit(url), 'sam@example.com');
    expect([status, body.error.code]).toEqual([409, 'CannotMail']);
  });
});

describe('a request for a transcript', () => {
  const engine = sqliteEngine();
  const start = async (limits = {}) =>
    serve(await engine.open(await engine.freshConfig()), {
      limits: { ...DEFAULT_LIMITS, ...limits },
      mailsTranscripts: true,
    });

  it.each([
    '',
    'sam',
    'sam@example',
    'sam@example.com, kim@example.com',
    'Sam <sam@example.com>',
    'a@b.com\r\nBcc: c@d.com',
  ])('needs one plain address, not %j', async (email) => {
    const { url } = await start();
    const { status, body } = await ask(url, await visit(url), email);
    expect([status, body.error.message]).toEqual([400, 'Enter a valid e-mail address.']);
  });

  it('is accepted three times a day for one conversation', async () => {
    const { url } = await start();
    const [visitor, other] = [await visit(url), await visit(url)];
    for (let n = 0; n < 3; n += 1) expect((await ask(url, visitor, 'sam@example.com')).status).toBe(200);
    const refused = await ask(url, visitor, 'sam@example.com');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3600);
    expect((await ask(url, other, 'kim@example.com')).status).toBe(200);
  });

  it('is accepted three times a day for one mailbox, however many conversations it comes from', async () => {
    const { url } = await start();
    for (let n = 0; n < 3; n += 1)
      expect((await ask(url, await visit(url), 'sam@example.com')).status).toBe(200);
    expect((await ask(url, await visit(url), 'Sam@Example.com')).status).toBe(429);
  });

  it('is accepted ten times a day from one network address, whatever the conversation', async () => {
    const { url, store } = await start();
    for (let n = 0; n < 10; n += 1)
      expect((await ask(url, await visit(url), `sam${n}@example.com`)).status).toBe(200);
    expect((await ask(url, await visit(url), 'kim@example.com')).status).toBe(429);
    const stored = await store.engine.db.selectFrom('transcript_mails').select('site').execute();
    // Their tokens come from the site's own server and name no page.
    expect(stored).toEqual(Array.from({ length: 10 }, () => ({ site: 'our website' })));
  });

  it('is accepted only from a visitor, for their own conversation', async () => {
    const { url } = await start();
    const [visitor, other] = [await visit(url), await visit(url)];
    const { conversationId } = other;
    expect((await ask(url, { ...visitor, conversationId }, 'sam@example.com')).status).toBe(403);
    expect((await ask(url, { token: SECRET, conversationId }, 'sam@example.com')).status).toBe(403);
  });
});

import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { messageActivity } from '../support/activities.ts';
import { createMigratedDataDir } from '../support/data-dir.ts';
import { post } from '../support/http.ts';
import { startApp } from '../support/running-app.ts';
import { withStore } from '#cli/with-store.ts';
import type { TicketReport } from '#store/tickets.ts';

const conversation = { id: 'one customer', isGroup: false, conversationType: 'personal', name: 'Chat' };

/** Sends messages to the running app as one customer, and returns the replies to the last one. */
async function saysInTurn(messages: string, ...lines: string[]): Promise<string> {
  let text = '';
  for (const line of lines) {
    const answer = await post(messages, messageActivity(line, { conversation }));
    const { activities = [] } = answer.json() as { activities?: { text?: string }[] };
    text = activities.map((activity) => activity.text ?? '').join('\n');
  }
  return text;
}

describe('the running server', () => {
  it('says when somebody will be back, and stores the message that a customer leaves', async () => {
    const dataDir = createMigratedDataDir();
    const { app, messages } = await startApp({
      DATA_DIR: dataDir,
      OPENING_HOURS: 'Mon-Fri 13:00-17:00',
      OPENING_TIME_ZONE: 'Europe/Berlin',
    });
    // The app's clock is set to Monday, 6 May 2024, 9:00 UTC.
    expect(await saysInTurn(messages, 'I want to talk to a human')).toMatch(
      /Monday, May 6.*11:00\sAM \(UTC\)/,
    );
    const reply = await saysInTurn(
      messages,
      'leave a message',
      'My router is broken',
      'Sam',
      'sam@example.com',
    );
    expect(reply).toContain('**REF-1**');
    await app.stop();
    let reports: TicketReport[] = [];
    await withStore({ dataDir, logLevel: 'silent', databaseUrl: undefined }, async ({ tickets }) => {
      reports = await tickets.newest(10);
    });
    expect(reports).toMatchObject([
      { ticket: { reference: 'REF-1', name: 'Sam', email: 'sam@example.com', text: 'My router is broken' } },
    ]);
    expect(reports[0]?.deliveries).toEqual([]);
  });

  it('sends the ticket to the webhook at once', async () => {
    const got = Promise.withResolvers<string>();
    const receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        response.end();
        got.resolve(body);
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void receiver.close());
    const address = receiver.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { app, messages } = await startApp({
      WEBHOOK_URL: `http://127.0.0.1:${port}/`,
      WEBHOOK_SECRET: 'sixteen characters',
    });
    await saysInTurn(
      messages,
      'I want to talk to a human',
      'leave a message',
      'My router is broken',
      'Sam',
      'without e-mail',
    );
    expect(JSON.parse(await got.promise)).toMatchObject({
      ticket: { name: 'Sam', message: 'My router is broken', email: null },
    });
    await app.stop();
  });
});

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

/** A mail server that refuses everything while `refuses` is set. */
export interface TestMailServer {
  /** The mails as received, with their headers. */
  mails: string[];
  state: { refuses: boolean };
  /** For `SMTP_URL`. */
  url: string;
}

/** Opens a mail server for one test. */
export async function openMailServer(): Promise<TestMailServer> {
  const mails: string[] = [];
  const state = { refuses: false };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (state.refuses) {
          done(new Error('Not now'));
          return;
        }
        mails.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { mails, state, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` };
}

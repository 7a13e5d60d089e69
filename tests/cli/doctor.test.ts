import { once } from 'node:events';
import { cp, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SMTPServer } from 'smtp-server';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { runDoctor } from '#cli/doctor.ts';
import { runChecks } from '#doctor/run-checks.ts';
import { startSmallProvider } from '../desk/small-provider.ts';
import { onEngines } from '../store/engines.ts';
import { createDataDir, createMigratedDataDir } from '../support/data-dir.ts';
import { freePort } from '../support/free-port.ts';
import { type CommandResult, runCommand, runHere } from '../support/run-command.ts';
import { startApp } from '../support/running-app.ts';

const password = 'the-password-of-the-mail-account';
const clientSecret = 'the-secret-of-the-azure-app';
const webhookSecret = 'the-secret-of-the-webhook';

type Run = (options: { environment: Record<string, string> }) => Promise<CommandResult>;

/** In a separate process, whose output must never show a secret. */
const apart: Run = (options) => runCommand('doctor', [], options);

/** The doctor's findings, by check. */
async function doctor(
  environment: Record<string, string>,
  run: Run = (options) => runHere(runDoctor, [], options),
) {
  const { output, errors, exitCode } = await run({
    environment: { KNOWLEDGE_DIR: inject('shortKnowledge'), ...environment },
  });
  const lines = output.split('\n').map((line) => /^(\S+) {2,}(.*)$/.exec(line) ?? []);
  const findings = (name: string): string[] =>
    lines.flatMap(([, about, words = '']) => (about === name ? [words] : []));
  return { output: output + errors, exitCode, findings };
}

/** A service on this machine, and the requests it got. */
async function openService(answer: RequestListener) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const answers =
  (status: number, body: object = {}): RequestListener =>
  (_request, response) => {
    response.statusCode = status;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  };

/** A mail server with one account. @returns the URL for a password, and the mails */
async function openMailServer() {
  const mails: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _session, done) =>
      done(auth.password === password ? null : new Error('Wrong password'), { user: auth.username }),
    onMailFrom(address, _session, done) {
      mails.push(address.address);
      done();
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  return { mails, urlFor: (given: string) => `smtp://support:${given}@127.0.0.1:${port}` };
}

const mailTo = { MAIL_FROM: 'bot@example.com', MAIL_TO: 'support@example.com' };
const app = {
  MicrosoftAppId: 'the-app',
  MicrosoftAppPassword: clientSecret,
  MicrosoftAppTenantId: 'the-tenant',
};

onEngines('npm run doctor next to a running server', (engine) => {
  it('finds nothing to fix', async () => {
    const { databaseUrl } = await engine.freshConfig();
    const dataDir = createMigratedDataDir();
    const place = {
      DATA_DIR: dataDir,
      DIRECT_LINE_SECRET: 'a-secret-that-all-servers-of-this-test-share',
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    };
    const started = await startApp(place);
    onTestFinished(() => started.app.stop());
    const { port } = new URL(started.url);
    const { findings, exitCode, output } = await doctor({ ...place, PORT: port });
    expect(findings('server')).toEqual([`ok (ready on port ${port})`]);
    expect(findings('database')).toEqual([expect.stringMatching(/^ok \(.*schema \d+_\w+, writable\)$/)]);
    expect(output).toContain('Nothing to fix.');
    expect(exitCode).toBe(0);
  });
});

describe('npm run doctor before the first start', () => {
  it('finds nothing to fix, and says what is not configured', async () => {
    const { findings, exitCode } = await doctor({ PORT: String(await freePort()) });
    expect(exitCode).toBe(0);
    expect(findings('database')).toEqual([expect.stringMatching(/^ok \(.*the first start sets it up\)$/)]);
    expect(findings('server')).toEqual([expect.stringMatching(/^skipped: no server runs on port/)]);
    for (const name of ['mail', 'webhook', 'hub', 'sign-in', 'Teams', 'traces'])
      expect(findings(name), name).toEqual(['skipped: not configured']);
  });

  it('names each invalid variable', async () => {
    const { findings, exitCode } = await doctor({ PORT: 'many', LOG_LEVEL: 'loud' });
    expect(exitCode).toBe(1);
    expect(findings('configuration')).toEqual([
      expect.stringMatching(/^fix: PORT: must be a number/),
      expect.stringMatching(/^fix: LOG_LEVEL: must be one of/),
    ]);
  });

  it('gives advice on a valid configuration that could be better', async () => {
    const { findings, exitCode } = await doctor({ PUBLIC_URL: 'https://bot.example.com' });
    expect(exitCode).toBe(1);
    expect(findings('configuration')).toEqual([expect.stringContaining('TRUST_PROXY is off')]);
  });
});

describe('npm run doctor on the data', () => {
  it('reports a database from a newer version, and leaves it unchanged', async () => {
    const dataDir = createDataDir();
    const { app: server } = await startApp({ DATA_DIR: dataDir });
    await server.stop();
    const database = new DatabaseSync(join(dataDir, 'support.db'));
    database.exec("insert into kysely_migration values ('9999_from_the_future', '2030-01-01')");
    database.close();
    const { findings, exitCode } = await doctor({ DATA_DIR: dataDir });
    expect(exitCode).toBe(1);
    expect(findings('database')).toEqual([
      expect.stringMatching(/^fix: .*newer version.*9999_from_the_future/),
    ]);
  });

  it('reports an unreachable PostgreSQL server, without its password', async () => {
    const url = `postgres://support:${password}@127.0.0.1:${await freePort()}/support`;
    const { findings, output, exitCode } = await doctor({ DATABASE_URL: url }, apart);
    expect(exitCode).toBe(1);
    expect(findings('database')).toEqual([expect.stringMatching(/^fix: DATABASE_URL: .* cannot be opened/)]);
    expect(output).not.toContain(password);
  });

  it('reports each mistake in the knowledge', async () => {
    const folder = createDataDir();
    await cp(inject('shortKnowledge'), folder, { recursive: true });
    await writeFile(join(folder, 'answers', 'broken.yaml'), 'source: nowhere\nanswers: [{ id: 1 }]\n');
    const { findings, exitCode } = await doctor({ KNOWLEDGE_DIR: folder });
    expect(exitCode).toBe(1);
    const lines = findings('knowledge');
    expect(lines).toContainEqual(expect.stringMatching(/^fix: answers\/broken\.yaml/));
    expect(lines.filter((line) => !line.startsWith('fix: '))).toEqual([]);
  });

  it('reports a port that another program uses', async () => {
    const other = await openService(answers(404));
    const { findings, exitCode } = await doctor({ PORT: new URL(other.url).port });
    expect(exitCode).toBe(1);
    expect(findings('server')).toEqual([expect.stringContaining('belongs to another program')]);
  });
});

describe('npm run doctor on the configured services', () => {
  it('sends nothing to anyone and shows no secret when everything works', async () => {
    const mail = await openMailServer();
    const webhook = await openService(answers(405));
    const hub = await openService(answers(404));
    const microsoft = await openService(answers(200, { access_token: 'a-token' }));
    const { issuer } = await startSmallProvider();
    const { findings, output, exitCode } = await doctor(
      {
        ...app,
        ...mailTo,
        SMTP_URL: mail.urlFor(password),
        WEBHOOK_URL: `${webhook.url}/tickets`,
        WEBHOOK_SECRET: webhookSecret,
        HUB_URL: hub.url,
        HUB_SECRET: webhookSecret,
        OIDC_ISSUER: issuer,
        OIDC_CLIENT_ID: 'desk',
        OIDC_CLIENT_SECRET: clientSecret,
        ToChannelFromBotLoginUrl: `${microsoft.url}/the-tenant`,
        OTEL_EXPORTER_OTLP_ENDPOINT: hub.url,
      },
      apart,
    );
    for (const name of ['mail', 'webhook', 'hub', 'sign-in', 'Teams', 'traces'])
      expect(findings(name), name).toEqual([expect.stringMatching(/^ok \(127\.0\.0\.1:\d+ /)]);
    expect(exitCode).toBe(0);
    expect([mail.mails, webhook.asked, hub.asked]).toEqual([[], ['HEAD /tickets'], ['HEAD /', 'HEAD /']]);
    expect(microsoft.asked).toEqual(['POST /the-tenant/oauth2/v2.0/token']);
    for (const secret of [password, clientSecret, webhookSecret, 'a-token'])
      expect(output).not.toContain(secret);
  });

  it('reports each one that refuses or is unreachable, and what to do about it', async () => {
    const mail = await openMailServer();
    const away = `http://127.0.0.1:${await freePort()}`;
    const failing = await openService(answers(502));
    const microsoft = await openService(answers(401, { error: 'invalid_client', error_codes: [7000222] }));
    const { issuer } = await startSmallProvider();
    const { findings, output, exitCode } = await doctor(
      {
        ...app,
        ...mailTo,
        SMTP_URL: mail.urlFor('another-password'),
        WEBHOOK_URL: failing.url,
        WEBHOOK_SECRET: webhookSecret,
        HUB_URL: away,
        HUB_SECRET: webhookSecret,
        OIDC_ISSUER: issuer.replace('127.0.0.1', 'localhost'),
        OIDC_CLIENT_ID: 'desk',
        OIDC_CLIENT_SECRET: clientSecret,
        ToChannelFromBotLoginUrl: microsoft.url,
      },
      apart,
    );
    expect(exitCode).toBe(1);
    expect(findings('mail')).toEqual([
      expect.stringMatching(/^fix: SMTP_URL: .* rejects the user or the password/),
    ]);
    expect(findings('webhook')).toEqual([expect.stringMatching(/^fix: WEBHOOK_URL: .* answers 502/)]);
    expect(findings('hub')).toEqual([expect.stringMatching(/^fix: HUB_URL: .* the connection was refused/)]);
    expect(findings('sign-in')).toEqual([expect.stringMatching(/^fix: OIDC_ISSUER: .* copy the issuer/)]);
    expect(findings('Teams')).toEqual([expect.stringMatching(/^fix: MicrosoftAppPassword: expired/)]);
    for (const secret of ['another-password', clientSecret, webhookSecret])
      expect(output).not.toContain(secret);
  });

  it('waits for each no longer than the limit, and reveals no secret when one fails in another way', async () => {
    const checks = [
      { name: 'slow', where: 'SLOW_URL', run: () => new Promise<never>(() => undefined) },
      { name: 'broken', where: 'BROKEN_URL', run: () => Promise.reject(new TypeError(clientSecret)) },
      { name: 'well', where: '', run: () => Promise.resolve({ kind: 'ok' as const }) },
    ];
    const findings = [];
    for await (const found of runChecks(checks, 1)) findings.push(found);
    expect(findings).toEqual([
      {
        name: 'slow',
        finding: { kind: 'mend', problems: ['No answer within 0.001 seconds. Check SLOW_URL.'] },
      },
      {
        name: 'broken',
        finding: { kind: 'mend', problems: ['The check failed (TypeError). Check BROKEN_URL.'] },
      },
      { name: 'well', finding: { kind: 'ok' } },
    ]);
  });
});

import { once } from 'node:events';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { explainStartFailure } from '#start-failure.ts';
import { messageActivity } from './support/activities.ts';
import { startConnector } from './support/connector.ts';
import { createMigratedDataDir } from './support/data-dir.ts';
import { freePort } from './support/free-port.ts';
import { post, send } from './support/http.ts';
import { levels } from './support/recording-log.ts';
import { buildApp, startApp } from './support/running-app.ts';

/** Requests a URL as soon as something listens there. */
async function sendWhenListening(url: string, starting: Promise<unknown>) {
  for (;;) {
    const answer = await send(url).catch(() => undefined);
    if (answer !== undefined) return answer;
    const isOver = await Promise.race([starting.then(() => true), Promise.resolve(false)]);
    if (isOver) return send(url);
  }
}

describe('start', () => {
  it('answers /healthz at once, but /readyz and messages only when it is ready', async () => {
    const port = await freePort();
    const { app } = buildApp({ PORT: String(port) });
    const url = `http://127.0.0.1:${port}`;
    const starting = app.start();
    expect((await sendWhenListening(`${url}/healthz`, starting)).status).toBe(200);
    const [ready, message] = await Promise.all([
      send(`${url}/readyz`),
      post(`${url}/api/messages`, messageActivity('hello')),
    ]);
    expect(ready.status).toBe(503);
    expect(ready.json()).toMatchObject({ error: { code: 'NotReady' } });
    expect(ready.headers['retry-after']).toBe('2');
    expect(message.status).toBe(503);
    expect(message.json()).toMatchObject({ error: { code: 'NotReady' } });

    await starting;
    expect((await send(`${url}/readyz`)).json()).toEqual({ status: 'ready' });
    expect((await post(`${url}/api/messages`, messageActivity('hello'))).status).toBe(200);
    await app.stop();
  });

  it('fails in plain words when the port is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const { app } = buildApp({ PORT: String(port) });
    const failure = await app.start().then(
      () => 'started',
      (error: unknown) => explainStartFailure(error),
    );
    expect(failure).toBe(
      `Port ${port} is in use by another program. Stop that program, or set PORT to a free port (PORT=0 takes any).`,
    );
    taken.close();
  });

  it('fails in plain words when the address is not one of this machine', async () => {
    const { app } = buildApp({ HOST: '203.0.113.1' });
    const failure = await app.start().then(
      () => 'started',
      (error: unknown) => explainStartFailure(error),
    );
    expect(failure).toMatch(/^HOST is not an address of this machine\. Set HOST to 127\.0\.0\.1/);
  });

  it('fails in plain words when the knowledge is missing', async () => {
    const { app } = buildApp({ KNOWLEDGE_DIR: 'no/such/folder' });
    const failure = await app.start().then(
      () => 'started',
      (error: unknown) => explainStartFailure(error),
    );
    expect(failure).toContain('sources.yaml');
    expect(failure).not.toMatch(/\bat .*\.ts/);
  });

  it('logs nothing about its warm-up', async () => {
    const { app, record } = buildApp();
    await app.start();
    expect(record.entries).toEqual([]);
    await app.stop();
  });
});

describe('stop', () => {
  it('lets a reply that is being sent arrive, and sends the rest after the next start', async () => {
    const environment = { DATA_DIR: createMigratedDataDir() };
    const [first, connector] = await Promise.all([startApp(environment), startConnector()]);
    connector.hold();
    const { deliveryMode: _, ...activity } = messageActivity('is the EAP600 patched?', {
      serviceUrl: connector.serviceUrl,
    });
    expect((await post(first.messages, activity)).status).toBe(200);
    await connector.receivedReplies(1);

    let isStopped = false;
    const stopping = first.app.stop().then(() => (isStopped = true));
    await expect(send(first.messages)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(isStopped).toBe(false);
    connector.release();
    await stopping;

    const second = await startApp(environment);
    await connector.receivedReplies(2);
    await second.app.stop();
    expect(connector.received.map(({ text }) => text)).toEqual([
      expect.stringContaining('EAP600: Available Now'),
      'Did this help?',
    ]);
    for (const { record } of [first, second])
      expect(record.entries.filter(({ level }) => level >= levels.warn)).toEqual([]);
    await connector.close();
  });

  it('lets a running request finish', async () => {
    const { app, messages } = await startApp();
    const outgoing = request(messages, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/json', expect: '100-continue' },
    });
    outgoing.flushHeaders();
    await once(outgoing, 'continue');
    const stopping = app.stop();
    const answered = once(outgoing, 'response');
    outgoing.end(JSON.stringify(messageActivity('is the EAP600 patched?')));
    const [response] = (await answered) as [{ statusCode: number; resume(): void }];
    response.resume();
    expect(response.statusCode).toBe(200);
    await stopping;
  });

  it('does not wait for a connection that a browser opened in advance', async () => {
    const { app, url } = await startApp();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    // It may have ended or been reset; either way, it is closed.
    const closed = new Promise((resolve) => {
      socket
        .on('error', () => undefined)
        .on('close', () => resolve('closed'))
        .resume();
    });
    await once(socket, 'connect');
    // Once the server answers a later request, it has accepted this connection.
    await send(`${url}/healthz`);
    await app.stop();
    await expect(closed).resolves.toBe('closed');
  });

  it('can be called more than once', async () => {
    const { app } = await startApp();
    await expect(Promise.all([app.stop(), app.stop()])).resolves.toBeDefined();
    await expect(app.stop()).resolves.toBeUndefined();
  });
});

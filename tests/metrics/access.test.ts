import { describe, expect, it, onTestFinished } from 'vitest';
import { type HttpRequest, send } from '../support/http.ts';
import { forwardedFor, startProxy } from '../support/proxy.ts';
import { startApp } from '../support/running-app.ts';

const token = 'a-token-that-only-prometheus-knows';

async function open(environment: Record<string, string> = {}): Promise<string> {
  const { app, url } = await startApp(environment);
  onTestFinished(() => app.stop());
  return url;
}

const ask = (url: string, request?: HttpRequest) => send(`${url}/metrics`, request);

/** The response of /metrics, and that of an unknown address. */
async function bothOf(url: string, request?: HttpRequest) {
  const [there, nowhere] = await Promise.all([ask(url, request), send(`${url}/nothing-here`, request)]);
  return {
    there: { status: there.status, text: there.text },
    nowhere: { status: 404, text: nowhere.text },
  };
}

describe('without METRICS_TOKEN', () => {
  it('a program on this machine may read /metrics, by GET and HEAD', async () => {
    const url = await open();
    expect((await ask(url)).status).toBe(200);
    expect(await ask(url, { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  });

  it('a request that a proxy forwarded, or that names another host, gets 404', async () => {
    const url = await open();
    for (const headers of [
      { 'x-forwarded-for': '203.0.113.7' },
      { 'x-forwarded-proto': 'https' },
      { 'x-real-ip': '203.0.113.7' },
      { forwarded: 'for=203.0.113.7' },
      { via: '1.1 proxy' },
      { host: 'bot.example.com' },
    ]) {
      const { there, nowhere } = await bothOf(url, { headers });
      expect(there).toEqual(nowhere);
    }
  });

  it('a request gets 404 once a setting shows that a proxy runs on this machine', async () => {
    for (const environment of [
      { TRUST_PROXY: '1' },
      { TRUST_PROXY: 'loopback' },
      { PUBLIC_URL: 'https://bot.example.com' },
    ]) {
      const proxy = await startProxy({ target: await open(environment) });
      const { there, nowhere } = await bothOf(proxy);
      expect(there).toEqual(nowhere);
    }
  });

  it('a program on this machine may read /metrics if all proxies are on other machines', async () => {
    const url = await open({ TRUST_PROXY: '10.0.0.0/8', PUBLIC_URL: 'https://bot.example.com' });
    expect((await ask(url)).status).toBe(200);
  });

  it('any other method gets 404', async () => {
    const url = await open();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const { there, nowhere } = await bothOf(url, { method });
      expect(there).toEqual(nowhere);
    }
  });
});

describe('with METRICS_TOKEN', () => {
  it('a request with the token may read /metrics, even through a proxy and below a path', async () => {
    const url = await open({
      METRICS_TOKEN: token,
      TRUST_PROXY: '1',
      PUBLIC_URL: 'https://example.com/support',
    });
    const proxy = await startProxy({ target: url, adds: forwardedFor(() => '203.0.113.7') });
    const headers = { authorization: `Bearer ${token}` };
    expect((await ask(proxy, { headers })).status).toBe(200);
    expect((await ask(`${proxy}/support`, { headers })).status).toBe(200);
  });

  it('any other request gets 404, even from this machine', async () => {
    const url = await open({ METRICS_TOKEN: token });
    for (const authorization of ['', 'Bearer', 'Bearer wrong', `Basic ${token}`, `Bearer ${token}x`, token]) {
      const { there, nowhere } = await bothOf(url, { headers: { authorization } });
      expect(there).toEqual(nowhere);
    }
  });
});

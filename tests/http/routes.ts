import { signatureOf } from '#handoff/delivery/signature.ts';
import { call, SECRET, visit } from '../channels/directline/harness.ts';
import { startApp } from '../support/running-app.ts';

/** A route that accepts JSON, with the credentials that it needs. */
export interface Route {
  path: string;
  /** @param body the body that will be sent */
  headers: (body: string) => Record<string, string>;
}

const HUB_SECRET = 'a-secret-that-only-the-hub-and-this-test-know';

/** The whole app, and one of each kind of its routes that accept a body. */
export async function openRoutes(): Promise<{
  running: Awaited<ReturnType<typeof startApp>>;
  routes: Route[];
  conversationId: string;
  token: string;
}> {
  const running = await startApp({
    DIRECT_LINE_SECRET: SECRET,
    RATE_LIMIT: 'off',
    HUB_URL: 'http://127.0.0.1:9/',
    HUB_SECRET: HUB_SECRET,
  });
  const { url } = running;
  const { conversationId, token } = await visit(url);
  const generated = await call(url, 'POST', '/tokens/generate', { token: SECRET, body: {} });
  const fresh = (generated.body as { token: string }).token;
  const bearer = (value: string) => () => ({ authorization: `Bearer ${value}` });
  const ownPage = () => ({ 'sec-fetch-site': 'same-origin' });
  const routes: Route[] = [
    { path: '/api/messages', headers: () => ({}) },
    {
      path: '/api/handoff',
      headers: (body) => ({
        'x-support-signature': signatureOf(body, HUB_SECRET, new Date('2024-05-06T09:00:00.000Z')),
      }),
    },
    { path: '/v3/directline/tokens/generate', headers: bearer(SECRET) },
    { path: '/v3/directline/visitor-session', headers: () => ({ origin: url }) },
    { path: '/v3/directline/visitor-conversations', headers: () => ({ origin: url }) },
    { path: '/v3/directline/conversations', headers: bearer(fresh) },
    { path: `/v3/directline/conversations/${conversationId}/activities`, headers: bearer(token) },
    { path: '/desk/api/sign-in', headers: ownPage },
    { path: '/desk/api/set-up', headers: ownPage },
  ];
  return { running, routes, conversationId, token };
}

import { apiShapes } from '#api-description.ts';
import { describedPath } from '#http/openapi.ts';
import type { Caller, RouteShape } from '#http/route.ts';

/** The credentials that a route expects. */
type Credential = 'none' | 'visitor' | 'agent' | 'secret';

/** A route of the server, with a request that it accepts. */
export interface FuzzedRoute {
  method: string;
  /** `{name}` is a placeholder. */
  path: string;
  credential: Credential;
  body?: unknown;
  /** How often it is chosen compared with the others; 1 by default. */
  weight?: number;
}

const conversation = '/v3/directline/conversations/{conversationId}';

const activity = {
  type: 'message',
  id: 'activity-1',
  timestamp: '2026-01-01T00:00:00.000Z',
  localTimezone: 'Europe/Berlin',
  locale: 'en-US',
  channelId: 'emulator',
  serviceUrl: 'http://127.0.0.1:1/',
  from: { id: 'customer', name: 'Customer', role: 'user' },
  recipient: { id: 'bot', name: 'Bot' },
  conversation: { id: 'conversation-1', conversationType: 'personal', isGroup: false },
  text: 'Is the ESR900 patched?',
  textFormat: 'plain',
  deliveryMode: 'expectReplies',
  entities: [{ type: 'mention', mentioned: { id: 'bot' }, text: '<at>Bot</at>' }],
  attachments: [{ contentType: 'text/html', content: '<p>hello</p>', name: 'a.html' }],
  channelData: { clientActivityID: 'a-client-id', tenant: { id: 'tenant' } },
  value: { action: 'choose', says: 'hello' },
};
const said = {
  type: 'message',
  from: { id: 'customer', name: 'Customer' },
  text: 'and the ESR350?',
  locale: 'en',
  localTimezone: 'Europe/Berlin',
  channelData: { clientActivityID: 'a-client-id' },
  attachments: [{ contentType: 'image/png', contentUrl: 'https://example.com/a.png', name: 'a.png' }],
};
const event = {
  ...said,
  type: 'event',
  name: 'helpful',
  value: { answerId: 'krack.still-run', helpful: true },
};
const teams = {
  ...activity,
  channelId: 'msteams',
  text: '<at>Bot</at> is the ESR900 patched?',
  attachments: [{ contentType: 'text/html', content: '<p><at>Bot</at> is the ESR900 patched?</p>' }],
  value: undefined,
};
const invoke = (name: string, value: object) => ({ ...teams, type: 'invoke', name, value });
/** What Teams sends when somebody searches, turns a page, clicks a thumb, or clicks a button of the Teams desk. */
const invokes = [
  invoke('composeExtension/query', { commandId: 'find', parameters: [{ name: 'query', value: 'krack' }] }),
  invoke('adaptiveCard/action', { action: { verb: 'patch-list', data: { status: 'In Progress', page: 1 } } }),
  invoke('adaptiveCard/action', { action: { verb: 'desk.claim', data: { reference: 'R-1' } } }),
  invoke('message/submitAction', { actionName: 'feedback', actionValue: { reaction: 'like' } }),
];

const CREDENTIALS: Record<Caller, Credential> = {
  anyone: 'none',
  visitor: 'visitor',
  secret: 'secret',
  agent: 'agent',
  // The proof's server has none of these routes.
  key: 'none',
  hub: 'none',
  connector: 'none',
};

/** Routes chosen more or less often than the others: a sign-in, for one, takes a third of a second. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'GET /widget/questions': 3,
  [`GET ${conversation}`]: 2,
  [`GET ${conversation}/activities`]: 4,
  [`POST ${conversation}/upload`]: 2,
  'GET /v3/directline/attachments/{uploadId}/{name}': 2,
  'POST /desk/api/sign-in': 0.1,
  'POST /desk/api/set-up': 0.1,
  'POST /desk/api/suggestions': 2,
  'POST /desk/api/chats/{reference}/messages': 3,
};

/** A declared route, with the example body from its declaration. */
function fuzzed({
  method: declared,
  path: pattern,
  callers: [caller = 'anyone'],
  body,
}: RouteShape): FuzzedRoute {
  const method = declared.toUpperCase();
  const path = describedPath(pattern);
  const weight = WEIGHTS[`${method} ${path}`];
  const [example] = (body?.schema.meta()?.['examples'] ?? []) as unknown[];
  return {
    method,
    path,
    credential: CREDENTIALS[caller],
    ...(method === 'POST' ? { body: example ?? {} } : {}),
    ...(weight === undefined ? {} : { weight }),
  };
}

const toBot = (body: unknown, weight = 1): FuzzedRoute => ({
  method: 'POST',
  path: '/api/messages',
  credential: 'none',
  body,
  weight,
});
const toConversation = (body: unknown, weight: number): FuzzedRoute => ({
  method: 'POST',
  path: `${conversation}/activities`,
  credential: 'visitor',
  body,
  weight,
});

/** Every route of the server, and more kinds of requests for the busiest. */
const ROUTES: readonly FuzzedRoute[] = [
  // After a sign-out, all further requests of the only agent would be refused.
  ...apiShapes.filter(({ path }) => !path.startsWith('/desk/api/sign-out')).map(fuzzed),
  { method: 'HEAD', path: '/', credential: 'none' },
  { method: 'GET', path: '/{name}', credential: 'none' },
  { method: 'OPTIONS', path: `${conversation}/activities`, credential: 'none' },
  toBot(activity, 8),
  toBot(teams, 3),
  ...invokes.map((body) => toBot(body)),
  ...['messageUpdate', 'messageDelete', 'conversationUpdate', 'installationUpdate'].map((type) =>
    toBot({ ...teams, type, membersAdded: [{ id: 'bot' }], action: 'add' }),
  ),
  toConversation(said, 8),
  toConversation(event, 3),
];

const total = ROUTES.reduce((sum, { weight = 1 }) => sum + weight, 0);

/** Picks a route by weight. @param share from 0 up to, but not including, 1 */
export function routeAt(share: number): FuzzedRoute {
  let left = share * total;
  for (const route of ROUTES) {
    left -= route.weight ?? 1;
    if (left < 0) return route;
  }
  throw new Error('A share must be below 1.');
}

/** Who a request says it comes from. */
type Credential = 'none' | 'visitor' | 'agent' | 'secret';

/** A route of the server, with a request that it takes. */
export interface FuzzedRoute {
  method: string;
  /** `{name}` stands for a part that is filled in. */
  path: string;
  credential: Credential;
  body?: unknown;
  /** How often it is chosen beside the others; 1 where nothing is said. */
  weight?: number;
}

const directLine = '/v3/directline';
const desk = '/desk/api';

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
/** What Teams sends when somebody searches, turns a page, presses a thumb or a button of the desk. */
const invokes = [
  invoke('composeExtension/query', { commandId: 'find', parameters: [{ name: 'query', value: 'krack' }] }),
  invoke('adaptiveCard/action', { action: { verb: 'patch-list', data: { status: 'In Progress', page: 1 } } }),
  invoke('adaptiveCard/action', { action: { verb: 'desk.claim', data: { reference: 'R-1' } } }),
  invoke('message/submitAction', { actionName: 'feedback', actionValue: { reaction: 'like' } }),
];
const handoffStatus = {
  type: 'event',
  name: 'handoff.status',
  value: { state: 'accepted', message: 'hello' },
  conversation: { id: 'R-1' },
};

const chatAction = (action: string, body: unknown): FuzzedRoute => ({
  method: 'POST',
  path: `${desk}/chats/{reference}/${action}`,
  credential: 'agent',
  body,
});

/** Every route of the server; a new one belongs here. */
const ROUTES: readonly FuzzedRoute[] = [
  { method: 'GET', path: '/', credential: 'none' },
  { method: 'HEAD', path: '/', credential: 'none' },
  { method: 'GET', path: '/healthz', credential: 'none' },
  { method: 'GET', path: '/readyz', credential: 'none' },
  { method: 'GET', path: '/widget.js', credential: 'none' },
  { method: 'GET', path: '/widget.d.ts', credential: 'none' },
  { method: 'GET', path: '/assets/{name}', credential: 'none' },
  { method: 'GET', path: '/widget/questions', credential: 'none', weight: 3 },
  { method: 'GET', path: '/{name}', credential: 'none' },
  { method: 'POST', path: '/api/messages', credential: 'none', body: activity, weight: 8 },
  { method: 'POST', path: '/api/messages', credential: 'none', body: teams, weight: 3 },
  ...invokes.map((body): FuzzedRoute => ({
    method: 'POST',
    path: '/api/messages',
    credential: 'none',
    body,
  })),
  ...['messageUpdate', 'messageDelete', 'conversationUpdate', 'installationUpdate'].map(
    (type): FuzzedRoute => ({
      method: 'POST',
      path: '/api/messages',
      credential: 'none',
      body: { ...teams, type, membersAdded: [{ id: 'bot' }], action: 'add' },
    }),
  ),
  { method: 'POST', path: '/api/handoff', credential: 'none', body: handoffStatus },
  {
    method: 'POST',
    path: `${directLine}/tokens/generate`,
    credential: 'secret',
    body: { user: { id: 'dl_me', name: 'Me' }, trustedOrigins: ['https://example.com'] },
  },
  { method: 'POST', path: `${directLine}/tokens/refresh`, credential: 'visitor' },
  { method: 'GET', path: `${directLine}/session/getsessionid`, credential: 'none' },
  {
    method: 'POST',
    path: `${directLine}/visitor-session`,
    credential: 'none',
    body: { credential: 'none', startNew: true },
  },
  {
    method: 'POST',
    path: `${directLine}/conversations`,
    credential: 'visitor',
    body: { user: { id: 'me' }, locale: 'en' },
  },
  { method: 'GET', path: `${directLine}/conversations/{conversation}`, credential: 'visitor', weight: 2 },
  {
    method: 'POST',
    path: `${directLine}/conversations/{conversation}/activities`,
    credential: 'visitor',
    body: said,
    weight: 8,
  },
  {
    method: 'POST',
    path: `${directLine}/conversations/{conversation}/activities`,
    credential: 'visitor',
    body: event,
    weight: 3,
  },
  {
    method: 'GET',
    path: `${directLine}/conversations/{conversation}/activities`,
    credential: 'visitor',
    weight: 4,
  },
  {
    method: 'POST',
    path: `${directLine}/conversations/{conversation}/upload`,
    credential: 'visitor',
    body: said,
    weight: 2,
  },
  { method: 'GET', path: `${directLine}/conversations/{conversation}/stream`, credential: 'none' },
  { method: 'OPTIONS', path: `${directLine}/conversations/{conversation}/activities`, credential: 'none' },
  { method: 'GET', path: `${directLine}/attachments/{name}/{name}`, credential: 'none', weight: 2 },
  { method: 'GET', path: '/desk', credential: 'none' },
  { method: 'GET', path: '/desk/socket', credential: 'agent' },
  { method: 'GET', path: '/desk/chats/{reference}/stream', credential: 'agent' },
  {
    method: 'POST',
    path: `${desk}/sign-in`,
    credential: 'none',
    body: { email: 'somebody@example.com', password: 'a guess' },
    weight: 0.1,
  },
  {
    method: 'POST',
    path: `${desk}/set-up`,
    credential: 'none',
    body: { token: 'none', name: 'Me', email: 'me@example.com', password: 'a long enough password' },
    weight: 0.1,
  },
  { method: 'GET', path: `${desk}/sign-in-ways`, credential: 'none' },
  { method: 'GET', path: `${desk}/oidc/start`, credential: 'none' },
  { method: 'GET', path: `${desk}/oidc/callback`, credential: 'none' },
  ...['me', 'messages', 'audit', 'teams', 'state', 'floor', 'canned-replies'].map((name): FuzzedRoute => ({
    method: 'GET',
    path: `${desk}/${name}`,
    credential: 'agent',
  })),
  { method: 'GET', path: `${desk}/messages/{reference}`, credential: 'agent' },
  {
    method: 'POST',
    path: `${desk}/messages/{reference}/reply`,
    credential: 'agent',
    body: { text: 'hello', clientId: 'a-client-id' },
  },
  { method: 'POST', path: `${desk}/messages/{reference}/close`, credential: 'agent', body: {} },
  {
    method: 'POST',
    path: `${desk}/presence`,
    credential: 'agent',
    body: { availability: 'busy', lookingAt: 'R-1' },
  },
  {
    method: 'POST',
    path: `${desk}/suggestions`,
    credential: 'agent',
    body: { text: 'Is the ESR900 patched?' },
    weight: 2,
  },
  { method: 'GET', path: `${desk}/chats/{reference}`, credential: 'agent' },
  chatAction('claim', { takeOver: true }),
  chatAction('transfer', { to: 'queue', note: 'hello' }),
  chatAction('close', { outcome: 'solved', summary: 'hello' }),
  chatAction('tag', { tags: ['one', 'two'] }),
  chatAction('note', { text: 'a note', clientId: 'a-client-id' }),
  chatAction('typing', {}),
  {
    ...chatAction('messages', {
      text: 'hello',
      clientId: 'a-client-id',
      file: { name: 'a.png', type: 'image/png', data: 'aGVsbG8=' },
    }),
    weight: 3,
  },
];

const total = ROUTES.reduce((sum, { weight = 1 }) => sum + weight, 0);

/** The route at a place between 0 and 1 of all of them. */
export function routeAt(share: number): FuzzedRoute {
  let left = share * total;
  for (const route of ROUTES) {
    left -= route.weight ?? 1;
    if (left < 0) return route;
  }
  throw new Error('A share is below 1.');
}

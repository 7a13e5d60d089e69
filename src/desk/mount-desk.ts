import type { Logger } from 'pino';
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import { readJson } from '#http/body.ts';
import type { Location } from '#http/location.ts';
import { queryOf } from '#http/url.ts';
import { StreamHub } from '#streams/stream-hub.ts';
import { HttpProblem } from '#http/problem.ts';
import type { Upgrades } from '#http/upgrades.ts';
import type { AgentDesk } from '#handoff/agent-desk.ts';
import type { PresenceStore } from '#handoff/chat.ts';
import type { LinkCodes } from '#handoff/teams-desk/codes.ts';
import type { PacedSockets } from '#http/paced-sockets.ts';
import type { Agent } from '#store/agents.ts';
import type { Store } from '#store/store.ts';
import { type ChatRouteParts, createChatRoutes } from './chat-routes.ts';
import { createChatUploads } from './chat-uploads.ts';
import { DeskHub } from './desk-hub.ts';
import { deskSockets } from './desk-sockets.ts';
import { readDeskState } from './desk-state.ts';
import { createFloorRoute } from './floor-route.ts';
import { type DeskBody, type DeskHandler, deskRoute } from './http.ts';
import { mountOidc } from './mount-oidc.ts';
import { createKnownDevices } from './known-devices.ts';
import { createOidc, type OidcOptions } from './oidc.ts';
import { mountDeskPage } from './page.ts';
import { LONGEST_PASSWORD } from './passwords.ts';
import { createSessions } from './sessions.ts';
import type { SetUp } from './set-up.ts';
import { createSignIn } from './sign-in.ts';
import { createTicketDesk, type TicketDeskParts } from './ticket-routes.ts';
import type { DeskAgent, DeskCannedReply, DeskSignInWays, DeskTeamsCode, DeskTeamsLink } from './wire.ts';

export interface DeskOptions extends TicketDeskParts {
  location: Location;
  store: Store;
  /** Who is at the desk. */
  presences: PresenceStore;
  /** All WebSockets of this process. */
  sockets: PacedSockets;
  /** Where its sockets are opened. */
  upgrades: Upgrades;
  /** What agents do with chats. */
  desk: AgentDesk;
  /** Tie accounts to Teams users. */
  codes: LinkCodes;
  /** Whether the bot is registered, so that it can be in Teams at all. */
  hasTeamsApp: boolean;
  /** Chats that an agent may have at once. */
  limit: number;
  /** A desk that was not connected for so long is gone. */
  goneMs: number;
  /** What agents see of the knowledge. */
  facts: Pick<ChatRouteParts, 'titleOf' | 'devicesOf' | 'suggest'> & {
    cannedReplies: readonly DeskCannedReply[];
  };
  showTyping: ChatRouteParts['showTyping'];
  /** Signing in at an OpenID Connect provider, beside passwords; `name` is what the button says. */
  oidc: (OidcOptions & { name: string }) | undefined;
  /** What all replicas share. */
  secret: string;
  /** How the first account is made; undefined where there is one. */
  setUp: SetUp | undefined;
  /** False for load tests. */
  rateLimit: boolean;
  log: Logger;
}

const AUDIT_ENTRIES = 200;
const credentials = z.object({ email: z.string().max(254), password: z.string().max(LONGEST_PASSWORD) });

const referenceOf = (request: Request): string =>
  String((request.params as { reference?: string }).reference);

const shown = ({ id, name, email, role }: Agent): DeskAgent => ({ id, name, email, role });

const presenceSchema = z.object({
  availability: z.enum(['available', 'busy', 'away']).optional(),
  lookingAt: z.string().max(40).nullable().optional(),
});

/** What goes on behind a mounted desk. */
export interface MountedDesk {
  /** Closes the sockets. Close the HTTP server before, the store after. */
  stop(): void;
}

/** Puts the agents' desk on a server: its page at `/desk`, under `/desk/api` what the page asks for, and its sockets. */
export function mountDesk(server: Server, options: DeskOptions): MountedDesk {
  const { store, setUp, rateLimit, location, oidc, secret, clock, log, facts } = options;
  const { agents, chats } = store;
  const { presences } = options;
  const sessions = createSessions({
    agents,
    clock,
    basePath: location.basePath,
    isSecure: (request) => location.baseUrlOf(request).startsWith('https:'),
  });
  const devices = createKnownDevices({ secret, location, clock });
  const signIn = createSignIn(agents, { limited: rateLimit });
  const tickets = createTicketDesk(store, options);
  const routes = createChatRoutes({
    ...facts,
    chats,
    desk: options.desk,
    showTyping: options.showTyping,
    newFileId: () => store.uploads.newId(),
    note: (agent, action, about) => agents.note({ at: clock(), who: agent.name, action, about }),
  });
  const takeUpload = createChatUploads({ chats, store, rateLimit });
  const { titleOf } = facts;
  const readState = () => readDeskState({ chats, titleOf, ...options });
  const hub = new DeskHub({ ...options, events: store.events, readState });
  const floor = createFloorRoute({ readState, chats, transcript: store.transcript });
  const { sockets, upgrades } = options;
  const streams = new StreamHub({ store, sockets, log, audience: 'agents' });
  upgrades.add(deskSockets({ sessions, chats, desks: hub, streams, sockets, location, log }));

  const route = (method: 'get' | 'post', path: string, handler: DeskHandler, takes?: DeskBody): void => {
    server[method](`/desk/api${path}`, deskRoute(handler, { location, log, takes }));
  };
  const teamsLink = async ({ id }: Agent): Promise<DeskTeamsLink> => ({
    hasApp: options.hasTeamsApp,
    isTied: await store.teamsDesk.isLinked(id),
    hasChannel: (await store.teamsDesk.channel()) !== undefined,
  });
  const begin = async (request: Request, response: Response, agent: Agent): Promise<DeskAgent> => {
    await sessions.end(request, response);
    await sessions.begin(request, response, agent);
    await presences.note(agent.id, { at: clock(), availability: 'available' });
    await agents.note({ at: clock(), who: agent.name, action: 'signed in', about: agent.email });
    return shown(agent);
  };
  /** Only for who is signed in. */
  const guarded = (
    method: 'get' | 'post',
    path: string,
    handler: (agent: Agent, request: Request, response: Response) => Promise<unknown>,
    takes?: DeskBody,
  ): void => {
    const forAgent: DeskHandler = async (request, response) => {
      const agent = await sessions.agentOf(request);
      if (agent === undefined) throw new HttpProblem(401, 'NotSignedIn', 'Please sign in.');
      return await handler(agent, request, response);
    };
    route(method, path, forAgent, takes);
  };

  route('post', '/sign-in', async (request, response) => {
    const given = credentials.safeParse(await readJson(request));
    if (!given.success) throw new HttpProblem(400, 'BadArgument', 'Give an e-mail address and a password.');
    const { email } = given.data;
    const device = devices.of(request, email);
    const agent = await signIn({ ...given.data, address: location.addressOf(request), device });
    const begun = await begin(request, response, agent);
    devices.remember(request, response, email);
    return begun;
  });
  if (oidc !== undefined) {
    const { basePath } = location;
    mountOidc(server, { oidc: createOidc({ ...oidc, secret, agents, location, log }), basePath, begin });
  }
  route('get', '/sign-in-ways', () => Promise.resolve({ oidc: oidc?.name ?? null } satisfies DeskSignInWays));
  route('post', '/set-up', async (request, response) => {
    if (setUp === undefined) throw new HttpProblem(404, 'NotFound', 'The desk is set up already.');
    const agent = await setUp.begin(await readJson(request));
    return await begin(request, response, agent);
  });
  guarded('post', '/sign-out', async (agent, request, response) => {
    await sessions.end(request, response);
    await presences.leave(agent.id);
  });
  guarded('post', '/sign-out-everywhere', async (agent, request, response) => {
    await agents.closeSessionsOf(agent.id);
    await sessions.end(request, response);
    await presences.leave(agent.id);
  });
  guarded('get', '/me', (agent) => Promise.resolve(shown(agent)));
  guarded('get', '/messages', () => tickets.list());
  guarded('get', '/messages/:reference', (_agent, request) =>
    tickets.read(referenceOf(request), location.baseUrlOf(request)),
  );
  guarded('post', '/messages/:reference/reply', async (agent, request) =>
    tickets.reply(agent, referenceOf(request), await readJson(request)),
  );
  guarded('post', '/messages/:reference/close', (agent, request) =>
    tickets.close(agent, referenceOf(request)),
  );
  guarded('get', '/audit', async (agent) => {
    if (agent.role !== 'supervisor') throw new HttpProblem(403, 'Forbidden', 'Only supervisors see this.');
    return (await agents.audit(AUDIT_ENTRIES)).map((entry) => ({ ...entry, at: entry.at.toISOString() }));
  });
  guarded('get', '/teams', async (agent) => await teamsLink(agent));
  guarded('post', '/teams/code', async (agent): Promise<DeskTeamsCode> => {
    const { code, expiresAt } = await options.codes.make(agent.id);
    return { code, expiresAt: expiresAt.toISOString() };
  });
  guarded('post', '/teams/untie', async (agent) => {
    await store.teamsDesk.unlink(agent.id);
    await agents.note({ at: clock(), who: agent.name, action: 'untied from Teams', about: agent.name });
    return await teamsLink(agent);
  });
  guarded('get', '/state', readState);
  guarded('get', '/floor', async (agent, request) => {
    await presences.note(agent.id, { at: clock() });
    return await floor(queryOf(request), location.baseUrlOf(request));
  });
  guarded('get', '/canned-replies', () => Promise.resolve(facts.cannedReplies));
  guarded('post', '/presence', async (agent, request) => {
    const given = presenceSchema.safeParse(await readJson(request));
    if (!given.success) throw new HttpProblem(400, 'BadArgument', 'Say available, busy or away.');
    const { availability, lookingAt } = given.data;
    await presences.note(agent.id, {
      at: clock(),
      ...(availability === undefined ? {} : { availability }),
      ...(lookingAt === undefined ? {} : { lookingAt }),
    });
  });
  guarded('post', '/suggestions', async (_agent, request) => routes.suggestions(await readJson(request)));
  guarded('get', '/chats/:reference', (_agent, request) => routes.read(referenceOf(request)));
  for (const action of ['claim', 'transfer', 'close', 'tag', 'note'] as const)
    guarded('post', `/chats/:reference/${action}`, async (agent, request) =>
      routes[action](agent, referenceOf(request), await readJson(request)),
    );
  guarded('post', '/chats/:reference/typing', (agent, request) => routes.typing(agent, referenceOf(request)));
  guarded('post', '/chats/:reference/messages', async (agent, request) =>
    routes.say(agent, referenceOf(request), await readJson(request)),
  );
  const upload = async (agent: Agent, request: Request) => {
    const reference = referenceOf(request);
    return await takeUpload(request, agent, reference, ({ message, files }) =>
      routes.say(agent, reference, message, files),
    );
  };
  guarded('post', '/chats/:reference/upload', upload, 'multipart/form-data');
  mountDeskPage(server, location.basePath);
  return {
    stop() {
      hub.close();
      streams.close();
    },
  };
}

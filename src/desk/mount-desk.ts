import type { Server } from 'restify';
import type { RouteShape } from '#http/route.ts';
import { lazy } from '#lazy.ts';
import { StreamBroadcaster } from '#streams/stream-broadcaster.ts';
import { accountRoutes } from './account-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { cannedReplyRoutes } from './canned-reply-routes.ts';
import { chatRoutes } from './chat-routes.ts';
import { closedChatRoutes } from './closed/closed-chat-routes.ts';
import { conversationRoutes } from './closed/conversation-routes.ts';
import { conversationIn } from './conversation-in.ts';
import { customerRoutes } from './customer/customer-routes.ts';
import { createDeskContext, type DeskContext, type DeskOptions } from './desk-context.ts';
import { DeskBroadcaster } from './desk-broadcaster.ts';
import { deskSockets, deskSocketShapes } from './desk-sockets.ts';
import { updatesRoutes } from './updates-routes.ts';
import { ticketReplyRoutes } from './ticket-reply-routes.ts';
import { ticketRoutes } from './ticket-routes.ts';
import { insightRoutes } from './insights/insight-routes.ts';
import type { Oidc } from './oidc.ts';
import { oidcRoutes } from './oidc-routes.ts';
import { deskPage } from './page.ts';
import { passwordRoutes } from './password-routes.ts';
import { releaseRoutes } from './releases/release-routes.ts';
import { entryRoutes } from './studio/entry-routes.ts';
import { tryRoutes } from './studio/try-routes.ts';
import { publishRoutes } from './studio/publishing/publish-routes.ts';
import { verdictRoutes } from './studio/publishing/verdict-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { messageRoutes } from './message-routes.ts';
import { searchRoutes } from './search/search-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { teamRoutes } from './team-routes.ts';
import { teamsRoutes } from './teams-routes.ts';

const routes = [
  ...sessionRoutes,
  ...passwordRoutes,
  ...updatesRoutes,
  ...chatRoutes,
  ...messageRoutes,
  ...ticketRoutes,
  ...closedChatRoutes,
  ...conversationRoutes,
  ...searchRoutes,
  ...ticketReplyRoutes,
  ...cannedReplyRoutes,
  ...customerRoutes,
  ...teamsRoutes,
  ...teamRoutes,
  ...accountRoutes,
  ...auditRoutes,
  ...insightRoutes,
  ...reviewRoutes,
  ...releaseRoutes,
  ...entryRoutes,
  ...tryRoutes,
  ...publishRoutes,
  ...verdictRoutes,
];

/** The routes of the desk, for the description of the API. */
export const deskShapes: readonly RouteShape[] = [
  ...[deskPage, ...routes, ...oidcRoutes].map(({ shape }) => shape),
  ...deskSocketShapes,
];

/** A mounted desk. */
export interface MountedDesk {
  /** Closes the sockets. Close the HTTP server before calling this, and the store afterwards. */
  stop(): void;
}

/** Mounts the desk on a server: the page at `/desk`, its API under `/desk/api`, and its sockets. */
export function mountDesk(server: Server, options: DeskOptions): MountedDesk {
  const context = createDeskContext(options);
  deskPage.mount(server, context);
  for (const route of routes) route.mount(server, context);
  mountOidc(server, context);
  return openSockets(context);
}

function mountOidc(server: Server, context: DeskContext): void {
  const { oidc, secret, store, location, log } = context;
  if (oidc === undefined) return;
  const load = lazy(async () => {
    const { createOidc } = await import('./oidc.ts');
    return createOidc({ ...oidc, secret, agents: store.agents, location, log });
  });
  const provider: Oidc = {
    start: async (...given) => (await load()).start(...given),
    finish: async (...given) => (await load()).finish(...given),
  };
  for (const route of oidcRoutes) route.mount(server, { ...context, provider });
}

function openSockets(context: DeskContext): MountedDesk {
  const { store, sockets, upgrades, log } = context;
  const desks = new DeskBroadcaster({ ...context, events: store.events });
  const streams = new StreamBroadcaster({ store, sockets, log, audience: 'agents' });
  upgrades.add(deskSockets({ ...context, conversationOf: conversationIn(store), desks, streams }));
  return {
    stop() {
      desks.close();
      streams.close();
    },
  };
}

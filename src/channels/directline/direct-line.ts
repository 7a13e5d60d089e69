import type { Server } from 'restify';
import type { Activity } from '#bot-framework/activity.ts';
import type { ChatActivity } from '#handoff/chat.ts';
import type { AgentProfile } from '#handoff/handoff-status.ts';
import { PacedSockets } from '#http/paced-sockets.ts';
import { noTracer } from '#tracing/tracer.ts';
import type { Route, RouteShape } from '#http/route.ts';
import { ActivityIntake } from './activity-intake.ts';
import { pollActivities, postActivity } from './activity-routes.ts';
import { DirectLineAdapter } from './adapter.ts';
import { Authorizer } from './authorize.ts';
import type { RouteContext } from './context.ts';
import { reconnect, startConversation } from './conversation-routes.ts';
import { readUpload } from './download-routes.ts';
import { allowPreflight } from './http.ts';
import type { DirectLineOptions } from './options.ts';
import { finish } from './outgoing-activity.ts';
import { asActivity } from './chat-activity.ts';
import { RecentPolls } from './recent-polls.ts';
import { createRateLimits } from './rate-limits.ts';
import { StreamBroadcaster } from '#streams/stream-broadcaster.ts';
import { Standings } from './standings.ts';
import { streamRoute, streamShape } from './stream-upgrade.ts';
import { mailTranscript } from './transcript-routes.ts';
import { generateToken, getSessionId, refreshToken } from './token-routes.ts';
import { Tokens } from './tokens.ts';
import { TurnRunner } from './turn-runner.ts';
import { uploadFiles } from './upload-routes.ts';
import { listVisitorConversations } from './visitor-conversations.ts';
import { noteVisit } from './visit/visit-route.ts';
import { openVisitorSession } from './visitor-session.ts';
import { WholeTurnRunner } from './whole-turn-runner.ts';

const APOLOGY = 'Sorry, something went wrong on our side. Please send your message again.';

export interface DirectLine {
  /** All WebSockets of this process, the desk's too, so that one set of limits holds for all. */
  readonly sockets: PacedSockets;
  /** Whether the caller belongs to a turn whose activity is not stored yet: such a turn must have no other effects. */
  isUnstored(): boolean;
  /** Starts answering the activities that were left unanswered, and watching the sockets. */
  start(): void;
  /**
   * Sends proactive activities: stores them, then shows them wherever the conversation is open.
   * @returns the activities' ids; undefined if there is no such conversation
   */
  send(conversationId: string, activities: Partial<Activity>[]): Promise<string[] | undefined>;
  /**
   * Sends an agent's message under their name. A repeat with the same client id is stored only once.
   * @returns false if there is no such conversation
   */
  sendAsAgent(message: { conversationId: string; clientId: string; line: ChatActivity }): Promise<boolean>;
  /** Turns an entry of a chat into the activity that clients get. The caller stores it. */
  buildActivity(conversationId: string, line: ChatActivity): object;
  /** Shows that an agent is typing wherever the conversation is open. */
  sendTyping(conversationId: string, agent: AgentProfile): Promise<void>;
  /** Whether a client of the conversation is connected to this server: it has a stream open, or polled a moment ago. */
  isReading(conversationId: string): boolean;
  /** Drops dead sockets without waiting for the next heartbeat. */
  dropDeadSockets(): void;
  /** Lets running turns finish, then closes the sockets. Close the HTTP server first and the store afterwards. */
  stop(): Promise<void>;
}

/**
 * Mounts Direct Line 3.0 on a server: its routes, its streams and the visitor session. No body parser may run before
 * these routes: they read bodies with their own limits.
 */
export function mountDirectLine(server: Server, options: DirectLineOptions): DirectLine {
  const { apology = APOLOGY, bot, botAccount, clock, location, log, store } = options;
  const { tracer = noTracer } = options;
  const show = (conversationId: string, activity: object): void => {
    store.events.publishTransient(conversationId, JSON.stringify(activity)).catch((error: unknown) => {
      log.debug(
        { err: error, conversationId },
        'could not show a transient activity on other replicas; skipping it',
      );
    });
  };
  const adapter = new DirectLineAdapter({ bot, botAccount, clock, show });
  const standings = new Standings();
  const turnParts = { store, adapter, botAccount, tracer, standings, log };
  const runner = new TurnRunner({ ...turnParts, apology, clock });
  const wholeTurns = new WholeTurnRunner(turnParts);
  const intake = new ActivityIntake({ store, wholeTurns, runner, standings });
  const tokens = new Tokens(options.secret, clock);
  const limits = createRateLimits(options.limits);
  if (!options.limits.enabled) log.warn('rate limits are off; use this for load tests only');
  const authorizer = new Authorizer(options.secret, tokens);
  const polls = new RecentPolls();
  mountRoutes(server, { log, options, tokens, authorizer, limits, location, intake, runner, polls });

  const sockets = new PacedSockets(options.limits.sockets);
  const hub = new StreamBroadcaster({ store, sockets, log, audience: 'customer' });
  const { conversations } = store;
  options.upgrades.add(streamRoute({ tokens, limits, location, conversations, hub, sockets }));
  return {
    sockets,
    isUnstored: () => wholeTurns.isUnstored(),
    start: () => runner.start(),
    send(conversationId, activities) {
      const now = clock();
      const finished = activities.map((activity) => finish(activity, { conversationId, botAccount, now }));
      return store.transcript.append(conversationId, finished);
    },
    sendAsAgent({ conversationId, clientId, line }) {
      const activity = finish(asActivity(line), { conversationId, botAccount, now: clock() });
      return store.transcript.appendOnce(conversationId, `agent/${clientId}`, activity, { isOutgoing: true });
    },
    buildActivity: (conversationId, line) =>
      finish(asActivity(line), { conversationId, botAccount, now: clock() }),
    sendTyping: (conversationId, agent) => {
      const activity = { type: 'typing', from: { id: '', name: agent.name }, channelData: { agent } };
      const typing = finish(activity, { conversationId, botAccount, now: clock() });
      return store.events.publishTransient(conversationId, JSON.stringify(typing));
    },
    isReading: (conversationId) => hub.hasViewers(conversationId) || polls.has(conversationId),
    dropDeadSockets: () => hub.beat(),
    async stop() {
      // Turns end first, so that a waiting visitor sees the reply before the stream closes.
      await runner.stop();
      hub.close();
    },
  };
}

const routes: readonly Route<RouteContext>[] = [
  generateToken,
  refreshToken,
  getSessionId,
  openVisitorSession,
  listVisitorConversations,
  startConversation,
  reconnect,
  postActivity,
  pollActivities,
  uploadFiles,
  mailTranscript,
  noteVisit,
];

/** The routes of Direct Line, for the description of the API. */
export const directLineShapes: readonly RouteShape[] = [
  ...[...routes, readUpload].map(({ shape }) => shape),
  streamShape,
];

function mountRoutes(server: Server, context: RouteContext): void {
  for (const route of [...routes, readUpload]) route.mount(server, context);
  for (const path of new Set(routes.map(({ shape }) => shape.path))) allowPreflight(server, path);
}

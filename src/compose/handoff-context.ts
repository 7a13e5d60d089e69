import { createIncomingFiles, type IncomingFiles } from '#channels/botframework/incoming-files.ts';
import type { DirectLine } from '#channels/directline/direct-line.ts';
import { createOutboxSender, type OutboxSender } from '#channels/botframework/outbox-sender.ts';
import { createSaveTextAsFile, type SaveTextAsFile } from '#channels/save-text-as-file.ts';
import type { AgentActions } from '#handoff/agent-actions.ts';
import { createAgentActions } from '#handoff/create-agent-actions.ts';
import type { PresenceStore } from '#handoff/chat.ts';
import { createGracePeriod, type GracePeriod, withGracePeriod } from '#handoff/grace-period.ts';
import { withSteadyTimes } from '#handoff/steady-presence.ts';
import { createLinkCodes, type LinkCodes } from '#handoff/teams-desk/codes.ts';
import { type Ages, createAges } from '#time/ages.ts';
import { type AgentFacts, agentFacts } from './agent-facts.ts';
import type { AppContext } from './app-context.ts';
import { baseUrlOf, readersForOthers, type TranscriptReaders } from './for-others.ts';
import { withUploadUrls, uploadPath } from '#uploads/upload-address.ts';

/** The parts of the way to a person, whichever desk an agent works at. */
export interface HandoffContext extends AppContext {
  directLine: DirectLine;
  ages: Ages;
  /** While it lasts, no agent counts as gone. */
  grace: GracePeriod;
  /** Who is at the web desk, not counting those who may take a chat in Teams or at a hub. */
  deskPresences: PresenceStore;
  agentActions: AgentActions;
  /** Codes that link accounts to Teams users. */
  codes: LinkCodes;
  facts: AgentFacts;
  /** The transcript, for readers outside this server. */
  transcript: TranscriptReaders;
  saveTextAsFile: SaveTextAsFile;
  /** Fetches files from connector channels. */
  files: IncomingFiles;
  /** Sends the outbox of connector channels. */
  outboxSender: OutboxSender;
  /** Shows the customer that an agent is typing. */
  showTyping: (conversationId: string, agent: { name: string }) => Promise<void>;
}

export function createHandoffContext(app: AppContext & { directLine: DirectLine }): HandoffContext {
  const { config, parts, store, adapter, directLine } = app;
  const { clock, steadyClock = clock, log } = parts;
  const { limit, presenceTimeoutMs } = config.handoff.queue;
  const ages = createAges(clock, steadyClock);
  const grace = createGracePeriod({ ages, clock }, presenceTimeoutMs);
  const deskPresences = withGracePeriod(withSteadyTimes(store.presences, ages, clock), grace);
  const sending = createSending(app);
  return {
    ...app,
    ...sending,
    ages,
    grace,
    deskPresences,
    agentActions: createAgentActions({
      chats: store.chats,
      presences: deskPresences,
      limit,
      presenceTimeoutMs,
      clock,
    }),
    codes: createLinkCodes(store.teamsDesk, clock),
    facts: agentFacts(app),
    transcript: readersForOthers(app),
    files: createIncomingFiles({
      token: (context) => adapter.tokenIn(context),
      newId: () => store.uploads.newId(),
      onProblem: (error) => log.warn({ err: error }, 'could not fetch a file from a connector channel'),
    }),
    async showTyping(conversationId, agent) {
      await directLine.sendTyping(conversationId, agent);
      await sending.outboxSender.showTyping(conversationId);
    },
  };
}

/** Creates what sends to connector channels outside a turn. */
function createSending(app: AppContext): Pick<HandoffContext, 'saveTextAsFile' | 'outboxSender'> {
  const { parts, store, adapter, secret, tracer } = app;
  const { clock, steadyClock = clock, log } = parts;
  const saveTextAsFile = createSaveTextAsFile({
    uploads: store.uploads,
    secret,
    urlOf: (file) => `${baseUrlOf(app)}${uploadPath(file)}`,
  });
  const outboxSender = createOutboxSender({
    store,
    say: (reference, activity) => adapter.say(reference, activity),
    saveTextAsFile,
    forOthers: (body) => withUploadUrls(body, baseUrlOf(app)),
    clock,
    steadyClock,
    random: Math.random,
    log,
    tracer,
  });
  return { saveTextAsFile, outboxSender };
}

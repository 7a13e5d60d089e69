import type { ConversationReference } from '#bot-framework/activity.ts';
import type { AppParts } from './app-parts.ts';
import type { SupportAdapter } from './channels/botframework/adapter.ts';
import type { TeamsDeskParts } from './channels/teams/desk/desk-parts.ts';
import { createTeamsAgentTurn, type TeamsAgentTurn } from './channels/teams/desk/agent-turn.ts';
import { rateLimitedSender } from './channels/teams/desk/rate-limited-sender.ts';
import { createSendInBackground } from './channels/teams/desk/send-in-background.ts';
import { createTeamsDeskNotifier } from './channels/teams/desk/teams-desk-notifier.ts';
import type { Config } from './config.ts';
import type { Store } from './store/store.ts';

export interface TeamsDeskComposition extends Pick<
  TeamsDeskParts,
  | 'presences'
  | 'ages'
  | 'desk'
  | 'codes'
  | 'showTyping'
  | 'titleOf'
  | 'devicesOf'
  | 'saveTextAsFile'
  | 'files'
> {
  /** The transcript as agents read it. */
  transcript: Pick<TeamsDeskParts, 'readAfter' | 'readNewest'>;
  config: Config;
  parts: AppParts;
  store: Store;
  adapter: SupportAdapter;
}

/** The assembled Teams desk. */
export interface ComposedTeamsDesk {
  /** Handles what agents do in Teams, before the bot sees it. */
  turn: TeamsAgentTurn;
  start(): void;
  look(): void;
  stop(): Promise<void>;
}

/** Wires Teams as a desk, with the same queue and the same agent actions as the web desk. */
export function composeTeamsDesk(all: TeamsDeskComposition): ComposedTeamsDesk {
  const { config, parts, store, adapter } = all;
  const { clock, steadyClock = clock, log } = parts;
  const voice = rateLimitedSender(
    {
      send: (reference, activity) => adapter.say(reference, activity),
      update: (reference, id, activity) => adapter.update(reference, id, activity),
    },
    steadyClock,
  );
  const teamsDesk: TeamsDeskParts = {
    store: store.teamsDesk,
    chats: store.chats,
    presences: all.presences,
    ages: all.ages,
    desk: all.desk,
    codes: all.codes,
    ...all.transcript,
    findByClientId: (conversationId, clientId) => store.transcript.under(conversationId, `agent/${clientId}`),
    talk: config.teamsDesk.talk,
    sender: voice,
    files: all.files,
    saveTextAsFile: all.saveTextAsFile,
    referenceOf: async (conversationId) => {
      const found = await store.connectorOutbox.find(conversationId);
      return found && (JSON.parse(found.reference) as Partial<ConversationReference>);
    },
    showTyping: all.showTyping,
    titleOf: all.titleOf,
    devicesOf: all.devicesOf,
    note: ({ name }, action, target) => store.agents.note({ at: clock(), actor: name, action, target }),
    presenceTimeoutMs: config.handoff.queue.presenceTimeoutMs,
    clock,
    random: Math.random,
    log,
  };
  const tell = createTeamsDeskNotifier(teamsDesk);
  const { sendInBackground, settled } = createSendInBackground(voice, log);
  const unsubscribe = store.events.subscribe((event) => {
    switch (event.kind) {
      case 'desk':
      case 'gap':
        void tell.runNow();
        break;
      case 'transient':
        if (event.to === 'agents') void tell.showCustomerTyping(event.conversationId);
        break;
      default:
        tell.onActivities(event.conversationId);
    }
  });
  const turn = createTeamsAgentTurn({ ...teamsDesk, sendInBackground, onChange: () => void tell.runNow() });
  return {
    turn,
    start: () => tell.start(),
    look: () => void tell.runNow(),
    async stop() {
      unsubscribe();
      await tell.stop();
      await settled();
    },
  };
}

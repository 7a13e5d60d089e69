import type { ConversationReference } from '#bot-framework/activity.ts';
import { createTeamsAgentTurn, type TeamsAgentTurn } from '#channels/teams/desk/agent-turn.ts';
import type { TeamsDeskParts, TeamsSender } from '#channels/teams/desk/desk-parts.ts';
import { rateLimitedSender } from '#channels/teams/desk/rate-limited-sender.ts';
import { createSendInBackground } from '#channels/teams/desk/send-in-background.ts';
import { createTeamsDeskNotifier, type TeamsDeskNotifier } from '#channels/teams/desk/teams-desk-notifier.ts';
import type { Store } from '#store/store.ts';
import type { HandoffContext } from './handoff-context.ts';

/** The assembled Teams desk. */
interface ComposedTeamsDesk {
  /** Handles what agents do in Teams, before the bot sees it. */
  turn: TeamsAgentTurn;
  start(): void;
  stop(): Promise<void>;
}

/** Wires Teams as a desk, with the same queue and the same agent actions as the web desk. */
export function composeTeamsDesk(context: HandoffContext): ComposedTeamsDesk {
  const { parts, store, adapter } = context;
  const { clock, steadyClock = clock, log } = parts;
  const sender = rateLimitedSender(
    {
      send: (reference, activity) => adapter.say(reference, activity),
      update: (reference, id, activity) => adapter.update(reference, id, activity),
    },
    steadyClock,
  );
  const teamsDesk = teamsDeskParts(context, sender);
  const notifier = createTeamsDeskNotifier(teamsDesk);
  const { sendInBackground, settled } = createSendInBackground(sender, log);
  const unsubscribe = notifyOfEvents(store, notifier);
  return {
    turn: createTeamsAgentTurn({ ...teamsDesk, sendInBackground, onChange: () => void notifier.runNow() }),
    start: () => notifier.start(),
    async stop() {
      unsubscribe();
      await notifier.stop();
      await settled();
    },
  };
}

function teamsDeskParts(context: HandoffContext, sender: TeamsSender): TeamsDeskParts {
  const { config, parts, store, transcript, facts } = context;
  const { clock, log } = parts;
  return {
    store: store.teamsDesk,
    chats: store.chats,
    presences: context.deskPresences,
    ages: context.ages,
    desk: context.agentActions,
    codes: context.codes,
    ...transcript,
    findByClientId: (conversationId, clientId) =>
      store.transcript.findByClientId(conversationId, `agent/${clientId}`),
    talk: config.teamsDesk.talk,
    sender,
    files: context.files,
    saveTextAsFile: context.saveTextAsFile,
    referenceOf: async (conversationId) => {
      const found = await store.connectorConversations.find(conversationId);
      return found && (JSON.parse(found.reference) as Partial<ConversationReference>);
    },
    showTyping: context.showTyping,
    titleOf: facts.titleOf,
    devicesOf: facts.devicesOf,
    note: ({ name }, action, target) => store.audit.note({ at: clock(), actor: name, action, target }),
    presenceTimeoutMs: config.handoff.queue.presenceTimeoutMs,
    clock,
    random: Math.random,
    log,
  };
}

const notifyOfEvents = ({ events }: Store, notifier: TeamsDeskNotifier): (() => void) =>
  events.subscribe((event) => {
    switch (event.kind) {
      case 'desk':
      case 'gap':
        void notifier.runNow();
        break;
      case 'transient':
        if (event.to === 'agents') void notifier.showCustomerTyping(event.conversationId);
        break;
      case 'accounts':
        break;
      default:
        notifier.onActivities(event.conversationId);
    }
  });

import type { ConversationReference } from '#bot-framework/activity.ts';
import type { AppParts } from './app-parts.ts';
import type { SupportAdapter } from './channels/botframework/adapter.ts';
import type { TeamsDeskParts } from './channels/teams/desk/desk-parts.ts';
import { createDeskTurn, type DeskTurn } from './channels/teams/desk/desk-turn.ts';
import { pacedVoice } from './channels/teams/desk/paced-voice.ts';
import { createSayLater } from './channels/teams/desk/say-later.ts';
import { createTellTeams } from './channels/teams/desk/tell-teams.ts';
import type { Config } from './config.ts';
import type { Store } from './store/store.ts';

export interface TeamsDeskComposition extends Pick<
  TeamsDeskParts,
  'presences' | 'ages' | 'desk' | 'codes' | 'showTyping' | 'titleOf' | 'devicesOf' | 'keepLine' | 'files'
> {
  /** The transcript as agents read it. */
  transcript: Pick<TeamsDeskParts, 'said' | 'newest'>;
  config: Config;
  parts: AppParts;
  store: Store;
  adapter: SupportAdapter;
}

/** The assembled Teams desk. */
export interface ComposedTeamsDesk {
  /** Handles what agents do in Teams, before the bot sees it. */
  turn: DeskTurn;
  start(): void;
  look(): void;
  stop(): Promise<void>;
}

/** Wires Teams as a desk, with the same queue and the same agent actions as the web desk. */
export function composeTeamsDesk(all: TeamsDeskComposition): ComposedTeamsDesk {
  const { config, parts, store, adapter } = all;
  const { clock, steadyClock = clock, log } = parts;
  const voice = pacedVoice(
    {
      say: (reference, activity) => adapter.say(reference, activity),
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
    saidUnder: (conversationId, clientId) => store.transcript.under(conversationId, `agent/${clientId}`),
    talk: config.teamsDesk.talk,
    voice,
    files: all.files,
    keepLine: all.keepLine,
    referenceOf: async (conversationId) => {
      const found = await store.outside.find(conversationId);
      return found && (JSON.parse(found.reference) as Partial<ConversationReference>);
    },
    showTyping: all.showTyping,
    titleOf: all.titleOf,
    devicesOf: all.devicesOf,
    note: ({ name }, action, about) => store.agents.note({ at: clock(), who: name, action, about }),
    goneMs: config.handoff.queue.goneMs,
    clock,
    random: Math.random,
    log,
  };
  const tell = createTellTeams(teamsDesk);
  const { sayLater, settled } = createSayLater(voice, log);
  const unsubscribe = store.events.subscribe((event) => {
    switch (event.kind) {
      case 'desk':
      case 'gap':
        void tell.look();
        break;
      case 'transient':
        if (event.to === 'agents') void tell.showCustomerTyping(event.conversationId);
        break;
      default:
        tell.heard(event.conversationId);
    }
  });
  const turn = createDeskTurn({ ...teamsDesk, sayLater, onChange: () => void tell.look() });
  return {
    turn,
    start: () => tell.start(),
    look: () => void tell.look(),
    async stop() {
      unsubscribe();
      await tell.stop();
      await settled();
    },
  };
}

import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import type { Activity } from '#bot-framework/activity.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { type DirectLine, mountDirectLine } from '#channels/directline/direct-line.ts';
import { DEFAULT_LIMITS } from '#channels/directline/options.ts';
import { createLocation } from '#http/location.ts';
import { createHttpServer } from '#http/server.ts';
import { createUpgrades } from '#http/upgrades.ts';
import { readBuiltFiles } from '#site/built-files.ts';
import { mountSite } from '#site/mount-site.ts';
import { openStore } from '#store/store.ts';
import { loadAssets } from '#tests/support/assets.ts';
import { createDataDir } from '#tests/support/data-dir.ts';

/** The real Direct Line, store and site, with a bot that a test controls. */
export interface ScriptedServer {
  url: string;
  directLine: DirectLine;
  /** The messages that visitors have sent to the bot, in order. */
  received: Activity[];
  /** The conversation that a visitor last wrote in. */
  conversationId(): string;
  /** Sends something unprompted in that conversation. */
  says(...activities: Partial<Activity>[]): Promise<void>;
  stop(): Promise<void>;
}

/** A message with suggested actions. */
export const offer = (text: string, ...choices: string[]): Partial<Activity> => ({
  type: 'message',
  text,
  suggestedActions: { to: [], actions: choices.map((value) => ({ type: 'imBack', title: value, value })) },
});

/** @param allowedOrigins other sites' pages that may open a chat */
export async function startScriptedServer(allowedOrigins: string[]): Promise<ScriptedServer> {
  const { knowledge } = await loadAssets();
  const log = pino({ level: 'silent' });
  const clock = (): Date => new Date();
  const store = await openStore({ dataDir: createDataDir(), databaseUrl: undefined }, { clock, log });
  const server = createHttpServer(log);
  const location = createLocation({ trustProxy: false });
  const received: Activity[] = [];
  const bot = async (context: TurnContext): Promise<void> => {
    const { activity } = context;
    if (activity.type === 'conversationUpdate') await context.sendActivity(offer('Hello!', 'One', 'Two'));
    else received.push(activity);
    if (activity.type !== 'message') return;
    const text = activity.text ?? `${activity.attachments?.length ?? 0} file(s)`;
    await context.sendActivity({
      type: 'message',
      text: `You said: ${text}`,
      channelData: { reply: { kind: 'answer', answerId: 'krack.what-happened' } },
    });
  };
  const directLine = mountDirectLine(server, {
    upgrades: createUpgrades(server.server, log),
    store,
    bot,
    botAccount: { id: 'bot', name: 'Bot' },
    secret: 'x'.repeat(40),
    allowedOrigins: [],
    location,
    limits: { ...DEFAULT_LIMITS, enabled: false },
    clock,
    log,
    ...(allowedOrigins.length > 0 ? { allowedOrigins } : {}),
  });
  mountSite(server, {
    built: readBuiltFiles(),
    knowledge: () => knowledge,
    withSupportPage: true,
    rateLimit: false,
    location,
    log,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  directLine.start();
  const conversationId = (): string => received.at(-1)?.conversation.id ?? '';
  return {
    url: `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    directLine,
    received,
    conversationId,
    async says(...activities) {
      await directLine.send(conversationId(), activities);
    },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await directLine.stop();
      server.server.closeAllConnections();
      await closed;
      await store.close();
    },
  };
}

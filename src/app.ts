import type { AddressInfo } from 'node:net';
import { MemoryStorage } from 'botbuilder';
import type { Logger } from 'pino';
import { type BotLogic, createBot } from './bot/support-bot.ts';
import { warmUp } from './bot/warm-up.ts';
import { mountMessages } from './channels/botframework/messages.ts';
import { createTurnQueue } from './channels/botframework/turn-queue.ts';
import { mountHealth } from './channels/health.ts';
import { createHttpServer } from './channels/http-server.ts';
import type { Config } from './config.ts';
import { createNoDesk } from './handoff/no-desk.ts';
import { loadKnowledge } from './knowledge/load.ts';
import { loadClassifier } from './training/load-classifier.ts';
import { understandingFor } from './understanding/from-knowledge.ts';

/** What the app takes from outside besides its configuration. */
export interface AppParts {
  clock: () => Date;
  log: Logger;
  /** Makes a short reference number that a customer can quote. */
  reference: () => string;
  /** Told as the classifier is trained: steps done, of how many, and what was done. */
  onProgress?: (done: number, total: number, what: string) => void;
}

/** The whole bot behind one HTTP server. */
export interface App {
  /**
   * Listens, then loads the knowledge and the classifier; ready when it resolves.
   * @throws the error of listening (EADDRINUSE …), {KnowledgeError} for unusable content.
   */
  start(): Promise<{ url: string }>;
  /** Stops taking requests, lets running turns finish, closes. Safe to call more than once. */
  stop(): Promise<void>;
}

/** Wires everything together: the only place that knows everyone. */
export function createApp(config: Config, { clock, log, reference, onProgress }: AppParts): App {
  const server = createHttpServer(log);
  const queue = createTurnQueue();
  let bot: BotLogic | undefined;
  let stopping: Promise<void> | undefined;

  mountHealth(server, () => bot !== undefined && stopping === undefined);
  mountMessages(server, { microsoftApp: config.microsoftApp, bot: () => bot, queue, log });

  const listen = (): Promise<void> =>
    new Promise((resolve, reject) => {
      // restify passes errors of listening on, and one that nobody hears ends the process.
      server.once('error', reject);
      server.listen(config.port, config.host, () => {
        server.off('error', reject);
        resolve();
      });
    });

  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      // Connections that are kept alive without a request would hold the server open.
      server.server.closeIdleConnections();
    });

  return {
    async start() {
      const knowledge = await loadKnowledge(config.knowledgeDir);
      await listen();
      const { classifier } = await loadClassifier(knowledge, {
        dataDir: config.dataDir,
        log,
        ...(onProgress === undefined ? {} : { onProgress }),
      });
      const understand = understandingFor(knowledge, classifier);
      const handoff = createNoDesk({
        reference,
        contact: config.supportContact,
        onRequest: (entry) => log.warn(entry, 'a customer asked for a person and no desk is connected'),
      });
      const ready = createBot({
        knowledge,
        understand,
        handoff,
        storage: new MemoryStorage(),
        clock,
        log,
        reference,
      });
      await warmUp({ knowledge, understand, clock });
      bot = ready;
      const { port } = server.server.address() as AddressInfo;
      return { url: `http://${config.host}:${port}` };
    },
    stop() {
      stopping ??= (async () => {
        const closed = close();
        await queue.idle();
        await closed;
      })();
      return stopping;
    },
  };
}

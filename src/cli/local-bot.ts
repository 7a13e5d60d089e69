import { MemoryStorage } from '#bot-framework/state.ts';
import { type BotLogic, createBot } from '#bot/support-bot.ts';
import { readConfig } from '#config.ts';
import type { Handoff } from '#handoff/handoff.ts';
import { createNoHandoff } from '#handoff/no-handoff.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { loadKnowledge } from '#knowledge/load.ts';
import { createLog } from '#log.ts';
import { createReference } from '#reference.ts';
import { loadClassifier } from '#training/load-classifier.ts';
import { understandingFor } from '#understanding/from-knowledge.ts';
import type { Understand } from '#understanding/understand.ts';
import { type Terminal, thisProcess } from './terminal.ts';

/** The server's bot without the server, for commands that talk to it or measure it. */
export interface LocalBot {
  bot: BotLogic;
  knowledge: Knowledge;
  understand: Understand;
}

/**
 * Creates the bot as the server does, with its state in memory.
 * @param handoff handles requests for a person; without it nobody is available and no messages are taken
 * @param terminal gets the progress of a first training
 */
export async function createLocalBot(
  environment: Readonly<Record<string, string | undefined>>,
  handoff?: Handoff,
  terminal: Pick<Terminal, 'printError'> = thisProcess,
): Promise<LocalBot> {
  const config = readConfig({ LOG_LEVEL: 'error', ...environment });
  const log = createLog(config.logLevel);
  const knowledge = await loadKnowledge(config.knowledgeDir);
  const { classifier } = await loadClassifier(knowledge, {
    dataDir: config.dataDir,
    log,
    onProgress: (done, total, what) =>
      terminal.printError(`Training on the knowledge, step ${done} of ${total} (${what})`),
  });
  const understand = understandingFor(knowledge, classifier);
  const reference = createReference();
  const bot = createBot({
    knowledge,
    understand,
    handoff: handoff ?? createNoHandoff(config.supportContact),
    storage: new MemoryStorage(),
    clock: () => new Date(),
    log,
    reference,
  });
  return { bot, knowledge, understand };
}

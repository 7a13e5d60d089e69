import { listsData } from '#dialogs/patch-list-text.ts';
import type { AppParts } from '#app-parts.ts';
import { measureTurns, measureUnderstanding } from '#bot/measure.ts';
import { suggestAnswers, topicAnswers } from '#bot/suggest-answers.ts';
import { type BotLogic, createBot } from '#bot/support-bot.ts';
import { createConnectorBot } from '#channels/botframework/connector-bot.ts';
import { withCardActions } from '#channels/teams/card-actions.ts';
import { withSearchCommand } from '#channels/teams/search-command.ts';
import type { Config } from '#config.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { traceBot, traceUnderstanding } from '#tracing/trace-bot.ts';
import { loadClassifier } from '#training/load-classifier.ts';
import { understandingFor } from '#understanding/from-knowledge.ts';
import type { Understand } from '#understanding/understand.ts';
import { warmUp } from '#warm-up.ts';
import type { Answering, AppContext } from './app-context.ts';
import type { ComposedHandoff } from './handoff.ts';

/** Loads the classifier, and builds the bots on it. */
export async function buildAnswering(
  context: AppContext,
  { handoff, teamsTurn, files }: Pick<ComposedHandoff, 'handoff' | 'teamsTurn' | 'files'>,
): Promise<Answering> {
  const { config, parts, knowledge, store, meters, tracer } = context;
  const { clock, log, reference, content } = parts;
  const { understand, classifier } = content ?? (await loadUnderstanding(config, parts, knowledge));
  const measured = traceUnderstanding(measureUnderstanding(understand, meters.turns), tracer);
  const { storage } = store;
  const plain = createBot({ knowledge, understand: measured, handoff, storage, clock, log, reference });
  const bot = traceBot(measureTurns(plain, meters.turns), 'dialog', tracer);
  const connectorBot = createConnectorBot({ store, bot, desk: teamsTurn, files, clock, tracer });
  return {
    bot,
    connectorBot: withTeamsCommands(traceBot(connectorBot, 'turn', tracer), { knowledge, understand }),
    understand,
    classifier,
  };
}

/** Loads the classifier, and warms up everything that answering needs. */
async function loadUnderstanding(
  { dataDir }: Config,
  { clock, log, onProgress }: AppParts,
  knowledge: Knowledge,
): Promise<Pick<Answering, 'understand' | 'classifier'>> {
  const { classifier } = await loadClassifier(knowledge, {
    dataDir,
    log,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const understand = understandingFor(knowledge, classifier);
  await warmUp({ knowledge, understand, clock });
  return { understand, classifier };
}

/** Adds the card actions and the search command of Teams to the bot. */
function withTeamsCommands(
  bot: BotLogic,
  reader: { knowledge: Knowledge; understand: Understand },
): BotLogic {
  const { knowledge } = reader;
  const lists = [...knowledge.advisories.values()].map((advisory) => listsData(knowledge, advisory));
  return withSearchCommand(withCardActions(bot, lists), (words) =>
    words.trim() === '' ? topicAnswers(knowledge) : suggestAnswers(reader, words),
  );
}

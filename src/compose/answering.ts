import { setImmediate } from 'node:timers/promises';
import { listsData } from '#dialogs/patch-list-text.ts';
import { measureTurns, measureUnderstanding } from '#bot/measure.ts';
import { suggestAnswers, topicAnswers } from '#bot/suggest-answers.ts';
import { type BotLogic, createBot } from '#bot/support-bot.ts';
import { createConnectorBot } from '#channels/botframework/connector-bot.ts';
import { withCardActions } from '#channels/teams/card-actions.ts';
import { withSearchCommand } from '#channels/teams/search-command.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import type { CurrentRelease } from '#releases/release.ts';
import { sharedClassifiers } from '#releases/shared-classifiers.ts';
import { traceBot, traceUnderstanding } from '#tracing/trace-bot.ts';
import { loadClassifier } from '#training/load-classifier.ts';
import { trainApart } from '#training/train-apart.ts';
import type { Classifier } from '#understanding/classifier/classification.ts';
import { understandingFor } from '#understanding/from-knowledge.ts';
import { warmUp } from '#warm-up.ts';
import type { Answering, AppContext } from './app-context.ts';
import type { ComposedHandoff } from './handoff.ts';

/** The parts of the hand-off that the bots use. */
type People = Pick<ComposedHandoff, 'handoff' | 'teamsTurn' | 'files'>;

/** The parts that read messages, from one release. */
type Reader = Pick<Answering, 'knowledge' | 'understand' | 'classifier'>;

/** Loads the classifier of the first release, warms up everything that answering needs, and builds the bots. */
export async function buildAnswering(context: AppContext, people: People): Promise<Answering> {
  const { parts } = context;
  const release = context.release.get();
  if (parts.content !== undefined) return answeringFrom(context, people, parts.content, release);
  const reader = await loadReader(context, release.knowledge);
  await warmUp({ ...reader, clock: parts.clock });
  return answeringFrom(context, people, reader, release);
}

/**
 * Switches to another release from the next turn on; turns that have already begun are answered by the old one.
 * @throws if it cannot switch; then nothing has changed
 */
export async function changeRelease(
  context: AppContext,
  people: People,
  next: CurrentRelease,
): Promise<void> {
  const reader = await loadReader(context, next.knowledge);
  // Other requests go first: each of these steps takes milliseconds.
  await setImmediate();
  const answering = answeringFrom(context, people, reader, next);
  context.release.change(next);
  context.answering.resolve(answering);
}

/** Builds the bots on a release. */
function answeringFrom(
  { parts, store, meters, tracer }: AppContext,
  { handoff, teamsTurn, files }: People,
  reader: Reader,
  { number: release }: Pick<CurrentRelease, 'number'>,
): Answering {
  const { clock, log, reference } = parts;
  const { knowledge, understand } = reader;
  const measured = traceUnderstanding(measureUnderstanding(understand, meters.turns), tracer);
  const { storage } = store;
  const plain = createBot({
    knowledge,
    understand: measured,
    handoff,
    storage,
    clock,
    log,
    reference,
    release,
  });
  const bot = traceBot(measureTurns(plain, meters.turns), 'dialog', tracer);
  const connectorBot = createConnectorBot({ store, bot, desk: teamsTurn, files, clock, tracer, log });
  return {
    bot,
    connectorBot: withTeamsCommands(traceBot(connectorBot, 'turn', tracer), reader),
    ...reader,
  };
}

async function loadReader(context: AppContext, knowledge: Knowledge): Promise<Reader> {
  const classifier = await classifierFor(context, knowledge);
  await setImmediate();
  return { knowledge, understand: understandingFor(knowledge, classifier), classifier };
}

/** Keeps the classifier in use, with all that it remembers, if the knowledge trains it exactly like this. */
async function classifierFor(
  { config: { dataDir }, parts: { clock, log, onProgress }, store: { releases }, answering }: AppContext,
  knowledge: Knowledge,
): Promise<Classifier> {
  const current = answering.current();
  if (current?.knowledge.hash === knowledge.hash) return current.classifier;
  const { classifier } = await loadClassifier(knowledge, {
    dataDir,
    shared: sharedClassifiers(releases, clock),
    log,
    train: trainApart,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return classifier;
}

/** Adds the card actions and the search command of Teams to the bot. */
function withTeamsCommands(bot: BotLogic, reader: Pick<Reader, 'knowledge' | 'understand'>): BotLogic {
  const { knowledge } = reader;
  const lists = [...knowledge.advisories.values()].map((advisory) => listsData(knowledge, advisory));
  return withSearchCommand(withCardActions(bot, lists), (words) =>
    words.trim() === '' ? topicAnswers(knowledge) : suggestAnswers(reader, words),
  );
}

import type { Advisory, Knowledge, Model } from '#knowledge/knowledge.ts';
import type { PatchStatus } from '#knowledge/schema.ts';
import { isOfSeries } from '#understanding/models/series.ts';
import { namesSource } from '#understanding/names.ts';
import type { ModelList, PatchLists } from './reply.ts';
import { sourceLine } from './source-line.ts';

const waiting =
  /\b(wait\w*|not yet|not (?:been )?(?:fixed|patched|updated)|without|unpatched|unfixed|vulnerable|pending|left|missing|still|lack\w*|no (?:patch|fix|update|solution)|outstanding|remain\w*|(?:ones?|which|that|those) (?:are|is|do|does|have|has)(?: not|n['’]?t)(?=\W*$))\b/i;
const fixedWords = 'already|available|fixed|patched|updated|done|ready|have|has|received|got|sorted|safe';
const fixed = new RegExp(String.raw`\b(?:${fixedWords})\b`, 'i');
/** "don't have", "haven't been patched", "not safe": a negation up to two words before such a word. */
const negated = (words: string): RegExp =>
  new RegExp(
    String.raw`(?:\b(?:have|has|are|is) )?(?:\b(?:not|never|no longer|dont|doesnt|isnt|arent|havent|hasnt|wasnt|werent)\b|\w{2,5}n['’]t\b)(?: \w+){0,2}? (?:${words})\b`,
    'gi',
  );
const notFixed = negated(fixedWords);
const notWaiting = negated('affected|hit|missing|outstanding|pending|unpatched|vulnerable|waiting');

interface NamedStatus {
  status: PatchStatus;
  /** The words that refer to it. */
  written: string;
}

/** The statuses whose own words appear in a text. */
const statusesNamed = (statuses: readonly PatchStatus[], text: string): NamedStatus[] =>
  statuses.flatMap((status) => {
    const written = new RegExp(namesSource([status.name, ...status.words]), 'i').exec(text)?.[0];
    return written === undefined ? [] : [{ status, written }];
  });

/** Whether the words distinguish this status from others that mean fixed: "available" may be any of them. */
const isDistinctive = ({ status, written }: NamedStatus): boolean => status.isFixed && !fixed.test(written);

/** The statuses that a question about the list asks for: all of them, unless it names one kind. */
export function statusesAsked({ patch: { statuses } }: Advisory, utterance: string): readonly PatchStatus[] {
  const named = statusesNamed(statuses, utterance);
  const distinctive = named.filter(isDistinctive);
  if (distinctive.length > 0) return distinctive.map(({ status }) => status);
  const plain = utterance.replaceAll(notFixed, ' ').replaceAll(notWaiting, ' ');
  const rest = plain.replaceAll(new RegExp(waiting, 'gi'), ' ');
  const isWaitingNamed = waiting.test(plain) || named.some(({ status }) => !status.isFixed);
  const asksWaiting = isWaitingNamed || utterance.search(notFixed) >= 0;
  const asksFixed = fixed.test(rest) || utterance.search(notWaiting) >= 0;
  if (asksWaiting === asksFixed) return statuses;
  return statuses.filter(({ isFixed }) => isFixed === asksFixed);
}

/** The statuses whose meaning a question asks for; none if it names none. */
export function statusesToExplain({ patch: { statuses } }: Advisory, utterance: string): PatchStatus[] {
  const byName = statuses.filter(({ name }) => utterance.toLowerCase().includes(name.toLowerCase()));
  const rest = byName.reduce(
    (text, { name }) => text.replace(new RegExp(namesSource([name]), 'i'), ' '),
    utterance,
  );
  const byWord = statusesNamed(statuses, rest);
  const distinctive = byWord.filter((each) => isDistinctive(each) || !each.status.isFixed);
  // "Available by automatic update" is one status, although "available" is a word of another.
  const named = [...byName, ...(distinctive.length > 0 ? distinctive : byWord).map(({ status }) => status)];
  return statuses.filter((status) => named.includes(status));
}

const LIST = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** The models of the series; of every series if none is given. */
const modelsOf = ({ models }: Advisory, series: readonly string[]): Model[] =>
  [...models.values()].filter(
    ({ name }) => series.length === 0 || series.some((each) => isOfSeries(name, each)),
  );

const listOf = (models: readonly Model[], status: string): ModelList => ({
  status,
  models: models.filter((model) => model.status === status).map(({ name }) => name),
});

/**
 * The models with the requested statuses, counted and in published order, with the source.
 * @param series those that the question names; if it names none, all models are listed
 */
export function listText(
  knowledge: Knowledge,
  advisory: Advisory,
  statuses: readonly PatchStatus[],
  series: readonly string[] = [],
): string {
  const title = knowledge.advisories.size > 1 ? [`Patch status for ${advisory.name}:`] : [];
  const models = modelsOf(advisory, series);
  const kind = series.length === 1 ? `${series[0]} models` : 'models';
  const lists = statuses
    .map(({ name }) => listOf(models, name))
    .filter((list) => series.length === 0 || list.models.length > 0);
  const sections = lists.map(
    (list) =>
      `**${list.status}** (${list.models.length} of ${models.length} ${kind}): ${list.models.join(', ')}`,
  );
  const none = `None of the ${kind} in the list is ${LIST.format(statuses.map(({ name }) => `“${name}”`))}.`;
  const body = sections.length > 0 ? sections : [none];
  return [...title, ...body, sourceLine(knowledge, advisory.patch.source)].join('\n\n');
}

/** The models of all statuses, for channels with pages; the requested statuses come first. */
export function listsData(
  knowledge: Knowledge,
  advisory: Advisory,
  asked: readonly PatchStatus[] = advisory.patch.statuses,
  series: readonly string[] = [],
): PatchLists {
  const { id, name, patch } = advisory;
  const statuses = [...new Set([...asked, ...patch.statuses])];
  const models = modelsOf(advisory, series);
  return {
    lists: statuses
      .map((status) => listOf(models, status.name))
      .filter((list) => series.length === 0 || list.models.length > 0),
    source: sourceLine(knowledge, patch.source),
    ...(knowledge.advisories.size > 1 ? { advisory: { id, name } } : {}),
  };
}

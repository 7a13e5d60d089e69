import { setImmediate } from 'node:timers/promises';
import type { Phrase } from '#knowledge/knowledge.ts';
import { readableTitle } from '#review/answers.ts';
import { isSameReading, type ReadAs, readAs } from '#review/preview/changes.ts';
import type { FindSimilar } from '#understanding/classifier/similar-phrases.ts';
import { understandingFor } from '#understanding/from-knowledge.ts';
import type { Classifiers } from './classifiers.ts';
import type { SideName } from './protocol.ts';
import type { Side } from './side.ts';

/** How one side reads a question. */
interface SideReading extends ReadAs {
  /** The titles of its intents, as people see them. Like the intents, empty if it asks to clarify or does not know. */
  titles: string[];
}

/** A phrase that only the draft has, with the number of a group's questions that it is nearest to. */
interface PullingPhrase extends Phrase {
  count: number;
}

/** Questions whose reading changes in the same way. */
export interface RereadGroup {
  before: SideReading;
  after: SideReading;
  /** The indices of its questions among those that were read. */
  questions: number[];
  /** Strongest pull first. */
  pulledBy: PullingPhrase[];
}

/** How questions will be read once the draft is published. */
export interface Reread {
  isExact: boolean;
  /** Largest first. */
  groups: RereadGroup[];
  /** How many more are read differently only because every training shifts borderline questions. */
  chance: number;
}

/** The child answers other calls between two slices. */
const SLICE_MS = 20;
const MAX_PULLING = 5;
/** A phrase less similar than this explains nothing. */
const MIN_SIMILARITY = 0.3;

/** The part of a side that rereading needs. */
type ReadingSide = Pick<Side, 'knowledge' | 'classifierKey' | 'classifier' | 'readAs' | 'findAmong'>;

/** How each side reads a question. */
type Readers = Record<SideName, (text: string) => ReadAs>;

interface Change {
  before: ReadAs;
  after: ReadAs;
}

/**
 * Reads questions with both sides. Every training shifts some borderline questions, whatever it learns. So changed
 * readings are checked with a second pair of classifiers, fitted with another seed: a change that occurs in both is due
 * to the draft. Fitting them takes longer than all the reading, so it is done only if there is something to check.
 */
export async function reread(
  { published, draft, isExact }: Record<SideName, ReadingSide> & { isExact: boolean },
  questions: readonly string[],
  classifiers: Pick<Classifiers, 'other'>,
): Promise<Reread> {
  const texts = [...new Set(questions)];
  const changed = await changesIn(texts, {
    published: (text) => published.readAs(text),
    draft: (text) => draft.readAs(text),
  });
  const mayBeChance = changed.size > 0 && published.classifierKey !== draft.classifierKey;
  const others = mayBeChance ? await fitOthers(classifiers, { published, draft }) : undefined;
  const again = others && (await changesIn([...changed.keys()], others));
  const steady = again === undefined ? changed : new Map([...changed].filter(([text]) => again.has(text)));
  const chance = questions.filter((text) => changed.has(text) && !steady.has(text)).length;
  return { isExact, chance, groups: groupsOf(questions, steady, { published, draft }) };
}

async function fitOthers(
  classifiers: Pick<Classifiers, 'other'>,
  sides: Record<SideName, ReadingSide>,
): Promise<Readers> {
  const fit = async ({
    knowledge,
    classifierKey: key,
    classifier: like,
  }: ReadingSide): Promise<Readers[SideName]> => {
    const understand = understandingFor(knowledge, await classifiers.other(knowledge, { key, like }));
    return (text) => readAs(understand, text);
  };
  const [published, draft] = await Promise.all([fit(sides.published), fit(sides.draft)]);
  return { published, draft };
}

async function changesIn(texts: readonly string[], { published, draft }: Readers) {
  const changes = new Map<string, Change>();
  let since = performance.now();
  for (const text of texts) {
    const change = { before: published(text), after: draft(text) };
    if (!isSameReading(change.before, change.after)) changes.set(text, change);
    if (performance.now() - since < SLICE_MS) continue;
    await setImmediate();
    since = performance.now();
  }
  return changes;
}

/** What the bot might have answered does not matter if it asks to clarify or does not know. */
const toCustomers = ({ intents, certainty }: ReadAs): ReadAs => ({
  intents: certainty === 'sure' ? intents : [],
  certainty,
});

const titled = ({ knowledge }: ReadingSide, { intents, certainty }: ReadAs): SideReading => ({
  intents,
  certainty,
  titles: intents.map((intent) => readableTitle(knowledge, [], intent)),
});

function groupsOf(
  questions: readonly string[],
  changes: ReadonlyMap<string, Change>,
  { published, draft }: Record<SideName, ReadingSide>,
): RereadGroup[] {
  if (changes.size === 0) return [];
  const pulling = createFindPulling(published, draft);
  const changed = [...questions.keys()].filter((at) => changes.has(questions[at]!));
  const changeAt = (at: number): Change => {
    const { before, after } = changes.get(questions[at]!)!;
    return { before: toCustomers(before), after: toCustomers(after) };
  };
  const groups = Map.groupBy(changed, (at) => JSON.stringify(changeAt(at)));
  return [...groups.values()]
    .sort((a, b) => b.length - a.length)
    .map((group) => ({
      before: titled(published, changeAt(group[0]!).before),
      after: titled(draft, changeAt(group[0]!).after),
      questions: group,
      pulledBy: mostPulling(
        group.map((at) => questions[at]!),
        pulling,
      ),
    }));
}

const keyOf = ({ text, intent }: Phrase): string => `${intent} ${text}`;

/** Finds the nearest phrase among those that only the draft has. */
function createFindPulling(published: ReadingSide, draft: ReadingSide): FindSimilar<Phrase> {
  const known = new Set(published.knowledge.phrases.map(keyOf));
  return draft.findAmong(draft.knowledge.phrases.filter((phrase) => !known.has(keyOf(phrase))));
}

function mostPulling(texts: readonly string[], find: FindSimilar<Phrase>): PullingPhrase[] {
  const counts = new Map<Phrase, number>();
  for (const text of texts) {
    const [nearest] = find(text, 1);
    if (nearest === undefined || nearest.similarity < MIN_SIMILARITY) continue;
    counts.set(nearest.phrase, (counts.get(nearest.phrase) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_PULLING)
    .map(([phrase, count]) => ({ ...phrase, count }));
}

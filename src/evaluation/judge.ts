/**
 * Decides what counts as right. A line in scope is *correct* (the replies give its answer and no other), *clarified*
 * (they ask, and one of the options leads to exactly that), *missed* (neither), or *wrong* (they give another answer).
 * A line out of scope is *rejected*, *asked* about, or given a *false answer*.
 */
import { smallTalkIntents } from '#knowledge/intents.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import type { ObservedReply } from './observed-reply.ts';
import { type LabelledUtterance, OUT_OF_SCOPE, PATCH_STATUS } from './labelled-utterance.ts';

export type Verdict = 'correct' | 'clarified' | 'missed' | 'wrong' | 'rejected' | 'asked' | 'false-answer';

/** The published tables: canonical model name → status in the newest row, under each advisory that lists the model. */
export type StatusTable = ReadonlyMap<string, readonly string[]>;

/** What the replies should give. */
export type Wanted = Pick<LabelledUtterance, 'id' | 'models'> & {
  /** Further answers that belong to it, if a message has two questions. */
  also?: readonly string[];
};

/** Nothing is to be stated. */
export const NO_ANSWER_WANTED: Wanted = { id: OUT_OF_SCOPE, models: [] };

/** The judgement of the first replies. While it is not settled, an option may still lead to the right answer. */
export type Judgement =
  | { settled: true; outcome: Verdict; answered: string[] }
  | { settled: false; options: string[]; answered: string[] };

/** The tables of the knowledge. */
export const statusTableOf = ({ models, advisories }: Knowledge): StatusTable =>
  new Map(
    [...models].map((name) => [
      name,
      [...advisories.values()].flatMap((advisory) => advisory.models.get(name)?.status ?? []),
    ]),
  );

/** Kinds of replies that state nothing: courtesies and notices. */
const silentKinds: ReadonlySet<string> = new Set(['feedback', 'notice', 'unknown']);
const askingKinds: ReadonlySet<string> = new Set(['question', 'clarify']);
const social: ReadonlySet<string> = new Set(smallTalkIntents);

/** Stands for small talk without an id of its own ("All right.") or an apology, given instead of an answer. */
export const UNNAMED = 'other small talk';

const notListed = /\bnot (?:in|on) the (?:published )?(?:patch )?(?:list|table)\b|\bnot listed\b/i;

/** Lists the ids of the answers that the replies give, in order and without repetition. */
export function answersIn(replies: readonly ObservedReply[]): string[] {
  const answered = replies.flatMap(({ kind, answerId }) => {
    if (answerId !== undefined) return [answerId];
    if (kind === 'handoff') return ['human'];
    return silentKinds.has(kind) || askingKinds.has(kind) ? [] : [UNNAMED];
  });
  return [...new Set(answered)];
}

/** Whether any of the replies asks to clarify. */
export const asksIn = (replies: readonly ObservedReply[]): boolean =>
  replies.some(({ kind }) => askingKinds.has(kind));

/**
 * Finds the models whose status the replies state, and which status. A paragraph states it when it contains a model's
 * canonical name and, after it, one of the published statuses. Lists by status do not count.
 */
export function statusesStated(replies: readonly ObservedReply[], table: StatusTable): Map<string, string> {
  const stated = new Map<string, string>();
  const statuses = [...new Set([...table.values()].flat())];
  const paragraphs = replies
    .filter(({ kind }) => kind !== 'patch-list' && !askingKinds.has(kind))
    .flatMap(({ text }) => text.split('\n\n'));
  for (const paragraph of paragraphs) {
    for (const model of table.keys()) {
      const named = new RegExp(`(?<![\\w-])${model}(?![\\w-])`).exec(paragraph);
      if (named === null) continue;
      const status = firstStatus(paragraph.slice(named.index), statuses);
      if (status !== undefined) stated.set(model, status);
    }
  }
  return stated;
}

function firstStatus(text: string, statuses: readonly string[]): string | undefined {
  return statuses
    .map((status) => ({ status, at: text.indexOf(status) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)[0]?.status;
}

/** Decides how much of what is wanted the replies give. `contrary`: they state something different of the same kind. */
function conveyed(
  wanted: Wanted,
  replies: readonly ObservedReply[],
  table: StatusTable,
): 'all' | 'part' | 'contrary' {
  const answered = answersIn(replies);
  const ids = idsOf(wanted);
  const written = ids.filter((id) => id !== PATCH_STATUS).every((id) => answered.includes(id))
    ? 'all'
    : 'part';
  if (!ids.includes(PATCH_STATUS)) return written;
  const status = statusConveyed(wanted, replies, table);
  return status === 'all' ? written : status;
}

function statusConveyed(
  { models }: Wanted,
  replies: readonly ObservedReply[],
  table: StatusTable,
): 'all' | 'part' | 'contrary' {
  const stated = statusesStated(replies, table);
  const isContrary = [...stated].some(
    ([model, status]) => !models.includes(model) || table.get(model)?.includes(status) !== true,
  );
  if (isContrary) return 'contrary';
  if (models.length > 0) return models.every((model) => stated.has(model)) ? 'all' : 'part';
  return replies.some(({ text }) => notListed.test(text)) ? 'all' : 'part';
}

const idsOf = ({ id, also = [] }: Wanted): readonly string[] => [id, ...also];

/**
 * Lists the answers given that were not asked for. The rule is strict: only small talk may come with the right answer
 * ("Hello!" before it), so a second fact makes the line wrong even though the right one is there too.
 */
export function extrasIn(wanted: Wanted, answered: readonly string[]): string[] {
  const ids = idsOf(wanted);
  const isGiven = ids.some((id) => answered.includes(id));
  return answered.filter((id) => !ids.includes(id) && !(social.has(id) && isGiven));
}

/** Judges the replies to a line, before any option is chosen. */
export function judge(wanted: Wanted, replies: readonly ObservedReply[], table: StatusTable): Judgement {
  const answered = answersIn(replies);
  const options = replies.filter(({ kind }) => askingKinds.has(kind)).flatMap(({ choices }) => choices);
  const asks = asksIn(replies);
  const settled = (outcome: Verdict): Judgement => ({ settled: true, outcome, answered });
  if (wanted.id === OUT_OF_SCOPE) {
    if (answered.length > 0) return settled('false-answer');
    return settled(asks ? 'asked' : 'rejected');
  }
  const part = conveyed(wanted, replies, table);
  if (extrasIn(wanted, answered).length > 0 || part === 'contrary') return settled('wrong');
  if (part === 'all') return settled('correct');
  if (options.length > 0) return { settled: false, options, answered };
  // A given patch status that is not the requested one, with no options left, is wrong.
  return settled(idsOf(wanted).some((id) => answered.includes(id)) ? 'wrong' : 'missed');
}

/** The final judgement: `chosen` is the option that led to the right answer, if one did. */
export interface Settled {
  outcome: Verdict;
  /** Ids of the answers given before any option was chosen. */
  answered: string[];
  chosen?: string;
}

/**
 * Judges the replies to a line and, if they leave it open, tries their options.
 * @param choose sends the line again in a new conversation, and then one of the options
 */
export async function settle(
  wanted: Wanted,
  replies: readonly ObservedReply[],
  table: StatusTable,
  choose: (option: string) => Promise<readonly ObservedReply[]>,
): Promise<Settled> {
  const judgement = judge(wanted, replies, table);
  const { answered } = judgement;
  if (judgement.settled) return { outcome: judgement.outcome, answered };
  for (const option of judgement.options)
    if (reaches(wanted, await choose(option), table))
      return { outcome: 'clarified', answered, chosen: option };
  // Half an answer misleads if it looks like the whole: one of two models, say, with no way to the other.
  return { outcome: answered.length > 0 ? 'wrong' : 'missed', answered };
}

/** Whether the replies after choosing an option give the right answer and nothing else. */
export function reaches(wanted: Wanted, replies: readonly ObservedReply[], table: StatusTable): boolean {
  const judgement = judge(wanted, replies, table);
  return judgement.settled && judgement.outcome === 'correct';
}

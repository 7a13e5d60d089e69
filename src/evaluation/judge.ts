/**
 * What counts as right. A line in scope is *correct* (the replies convey its fact and no other answer),
 * *clarified* (they ask, and one of the options offered leads to just that), *missed* (neither), or *wrong*
 * (another answer is told). A line out of scope is *rejected*, *asked* about, or given a *false answer*.
 */
import type { PatchStatus } from '#knowledge/schema.ts';
import { patchStatuses } from '#knowledge/schema.ts';
import { smallTalkIntents } from '#knowledge/intents.ts';
import type { Heard } from './heard.ts';
import { type LabelledLine, OUT_OF_SCOPE, PATCH_STATUS } from './labelled-line.ts';

export type Outcome = 'correct' | 'clarified' | 'missed' | 'wrong' | 'rejected' | 'asked' | 'false-answer';

/** The published table: canonical name → status of the newest row. */
export type StatusTable = ReadonlyMap<string, PatchStatus>;

/** What the first replies come to. `open` says that an option may still lead to the right answer. */
export type Judgement =
  { settled: true; outcome: Outcome; told: string[] } | { settled: false; options: string[]; told: string[] };

/** Replies that state nothing: courtesies and notices. */
const silentKinds: ReadonlySet<string> = new Set(['feedback', 'notice', 'unknown']);
const askingKinds: ReadonlySet<string> = new Set(['question', 'clarify']);
const social: ReadonlySet<string> = new Set(smallTalkIntents);

/** Told where small talk without an answer of its own ("All right.") or an apology stands instead of an answer. */
const UNNAMED = 'other small talk';

const notListed = /\bnot (?:in|on) the (?:published )?(?:patch )?(?:list|table)\b|\bnot listed\b/i;

/** The answers that the replies tell, by id, in order and without repetition. */
function toldIn(replies: readonly Heard[]): string[] {
  const told = replies.flatMap(({ kind, answerId }) => {
    if (answerId !== undefined) return [answerId];
    if (kind === 'handoff') return ['human'];
    return silentKinds.has(kind) || askingKinds.has(kind) ? [] : [UNNAMED];
  });
  return [...new Set(told)];
}

/**
 * The models whose status the replies state, with the status stated: a paragraph states it that names a model
 * by its canonical name and, after it, one of the published words. Lists by status are no such statement.
 */
function statusesStated(replies: readonly Heard[], table: StatusTable): Map<string, PatchStatus> {
  const stated = new Map<string, PatchStatus>();
  const paragraphs = replies
    .filter(({ kind }) => kind !== 'patch-list' && !askingKinds.has(kind))
    .flatMap(({ text }) => text.split('\n\n'));
  for (const paragraph of paragraphs) {
    for (const model of table.keys()) {
      const named = new RegExp(`(?<![\\w-])${model}(?![\\w-])`).exec(paragraph);
      if (named === null) continue;
      const status = firstStatus(paragraph.slice(named.index));
      if (status !== undefined) stated.set(model, status);
    }
  }
  return stated;
}

function firstStatus(text: string): PatchStatus | undefined {
  return patchStatuses
    .map((status) => ({ status, at: text.indexOf(status) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)[0]?.status;
}

/** How much of a line's fact the replies convey. `contrary`: they state something else of the same kind. */
function conveyed(
  line: LabelledLine,
  replies: readonly Heard[],
  table: StatusTable,
): 'all' | 'part' | 'contrary' {
  if (line.id !== PATCH_STATUS) return toldIn(replies).includes(line.id) ? 'all' : 'part';
  const stated = statusesStated(replies, table);
  const isContrary = [...stated].some(
    ([model, status]) => !line.models.includes(model) || table.get(model) !== status,
  );
  if (isContrary) return 'contrary';
  if (line.models.length > 0) return line.models.every((model) => stated.has(model)) ? 'all' : 'part';
  return replies.some(({ text }) => notListed.test(text)) ? 'all' : 'part';
}

/**
 * Answers told that were not asked for. The rule is strict: next to the right answer only small talk may stand
 * ("Hello!" before it), so a second fact makes the line wrong although the right one is told as well.
 */
export function extrasIn(line: LabelledLine, told: readonly string[]): string[] {
  return told.filter((id) => id !== line.id && !(social.has(id) && told.includes(line.id)));
}

/** Judges the replies to a line, before any option is chosen. */
export function judge(line: LabelledLine, replies: readonly Heard[], table: StatusTable): Judgement {
  const told = toldIn(replies);
  const options = replies.filter(({ kind }) => askingKinds.has(kind)).flatMap(({ choices }) => choices);
  const asks = replies.some(({ kind }) => askingKinds.has(kind));
  const settled = (outcome: Outcome): Judgement => ({ settled: true, outcome, told });
  if (line.id === OUT_OF_SCOPE) {
    if (told.length > 0) return settled('false-answer');
    return settled(asks ? 'asked' : 'rejected');
  }
  const part = conveyed(line, replies, table);
  if (extrasIn(line, told).length > 0 || part === 'contrary') return settled('wrong');
  if (part === 'all') return settled('correct');
  if (options.length > 0) return { settled: false, options, told };
  // A patch status told that is not the one asked for, with nothing left to choose.
  return settled(told.includes(line.id) ? 'wrong' : 'missed');
}

/** Whether what an option led to, after the first replies, is the right answer and nothing else. */
export function reaches(line: LabelledLine, replies: readonly Heard[], table: StatusTable): boolean {
  const judgement = judge(line, replies, table);
  return judgement.settled && judgement.outcome === 'correct';
}

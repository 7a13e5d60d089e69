import type { ObservedReply } from '#evaluation/observed-reply.ts';
import type { Expectation } from '#knowledge/expected-schema.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { titleOf } from '#knowledge/titles.ts';
import { excerptOf } from '#text/excerpt.ts';
import { plainText } from '#text/plain-text.ts';

/** What is expected, worded to follow "wanted". */
export function wantedInWords(expect: Expectation, knowledge: Knowledge): string {
  const { says = [], neverSays = [] } = expect;
  return [
    ...outcomeWanted(expect, knowledge),
    ...says.map((words) => `the words ${quoted(words)}`),
    ...neverSays.map((words) => `not the words ${quoted(words)}`),
  ].join(', ');
}

function outcomeWanted(expect: Expectation, knowledge: Knowledge): string[] {
  const { answer, also = [], models = [], unlisted, asks, declines, orAsks } = expect;
  if (answer !== undefined)
    return [
      [answer, ...also].map((id) => named(id, knowledge)).join(' and '),
      ...(models.length > 0 ? [`for ${models.join(' and ')}`] : []),
      ...(unlisted === true ? ['saying that the model is not listed'] : []),
      ...(orAsks === true ? ['or a question that leads there'] : []),
    ];
  if (asks === true) return ['a clarifying question'];
  if (declines !== true) return [];
  return [orAsks === true ? 'no answer' : 'neither an answer nor a question'];
}

/** The actual result, worded to follow "got". */
export function gotInWords(
  answered: readonly string[],
  { replies, asks, knowledge }: { replies: readonly ObservedReply[]; asks: boolean; knowledge: Knowledge },
): string {
  const what = [...answered.map((id) => named(id, knowledge)), ...(asks ? ['a clarifying question'] : [])];
  const kind = what.length > 0 ? what.join(' and ') : 'neither an answer nor a question';
  const words = excerptOf(replies.map(({ text }) => plainText(text)).join(' '));
  return words === '' ? kind : `${kind}: ${quoted(words)}`;
}

function named(id: string, knowledge: Knowledge): string {
  const title = titleOf(knowledge, id);
  return title === undefined ? id : `${quoted(title.label)} (${id})`;
}

const quoted = (text: string): string => `“${text}”`;

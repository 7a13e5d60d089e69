import type { Advisory, Knowledge } from '#knowledge/knowledge.ts';
import type { Answer } from '#knowledge/schema.ts';
import { holdsBack } from './answer-reply.ts';
import { advisoryFromContext } from '#understanding/advisories.ts';
import type { Focus } from '#understanding/context.ts';
import { advisoriesFor, advisoriesOf, meaningOf } from './patch-status-text.ts';

/** The answer that a reaction is about, in forms in which it can be repeated. */
export interface LastAnswer {
  intent: string;
  /** Its subject, worded to follow "about": "EnTalk", "the ENS500". */
  subject: string;
  /** One sentence, without its source. */
  brief: string;
  /** All of it in a few sentences. */
  short: string;
  /** The rest of the answer, if there is more. Markdown. */
  detail?: string | undefined;
  /** What it says about how to do it, or has not said yet. Markdown. */
  rest?: string | undefined;
  /** Its source, worded to follow "in": "its advisory of 17 October 2017". */
  source: string;
  /** What supports it when the customer doubts it. */
  grounds?: string | undefined;
  /** The advisories whose tables it comes from. */
  advisories: readonly Advisory[];
  /** The patch statuses given. */
  statuses?: readonly string[];
}

const inWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

function sourceOf(knowledge: Knowledge, id: string): string {
  const source = knowledge.sources.get(id);
  if (source === undefined) return 'what EnGenius published';
  if (source.date === null) return `the ${source.title}`;
  return `“${source.title}” of ${inWords.format(new Date(source.date))}`;
}

const sourcesOf = (knowledge: Knowledge, advisories: readonly Advisory[]): string =>
  [...new Set(advisories.map(({ patch }) => sourceOf(knowledge, patch.source)))].join(' and ');

/** An answer without the "Yes," or "No," that replied to its question. */
export const asStatement = (text: string): string =>
  text.replace(/^(?:yes|no), (\p{L})/iu, (_, letter: string) => letter.toUpperCase());

const firstSentence = (text: string): string => /^[^]*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;

/** The subject of an answer, worded to follow "about". */
function subjectOf({ advisories }: Knowledge, { about }: Answer): string {
  if (about.app !== undefined) return about.app;
  if (about.model !== undefined) return `the ${about.model}`;
  return advisories.get(about.advisory ?? '')?.name ?? 'that';
}

function ofAnswer(knowledge: Knowledge, answer: Answer): LastAnswer {
  const steps = answer.steps?.map((step, at) => `${at + 1}. ${step}`).join('\n');
  return {
    intent: answer.id,
    subject: subjectOf(knowledge, answer),
    brief: firstSentence(answer.short),
    short: answer.short,
    detail: answer.detail ?? steps,
    rest: steps ?? (holdsBack(answer) ? answer.detail : undefined),
    source: sourceOf(knowledge, answer.source),
    advisories: [],
  };
}

function ofModels(knowledge: Knowledge, { models: names, advisory }: Focus): LastAnswer | undefined {
  const meant = advisory === undefined ? [] : [advisoryFromContext(advisory)];
  const rows = names.flatMap((name) =>
    advisoriesFor(knowledge, name, meant).flatMap((each) => {
      const model = each.models.get(name);
      return model === undefined ? [] : [{ advisory: each, ...model }];
    }),
  );
  if (rows.length === 0) return undefined;
  const advisories = [...knowledge.advisories.values()].filter((each) =>
    rows.some((row) => row.advisory === each),
  );
  const isOfSeveral = knowledge.advisories.size > 1;
  const grounds = rows
    .filter(({ history }) => history.length > 0)
    .map(
      ({ name, status, history }) =>
        `The ${name} is in the list twice: an earlier row says ${history.join(', ')}, the later one ${status}, and the later one counts.`,
    );
  const statuses = rows
    .map((row) => `${row.name}${isOfSeveral ? `, ${row.advisory.name}` : ''}: ${row.status}.`)
    .join(' ');
  const meanings = new Set(rows.map((row) => meaningOf(row.advisory, row.status)));
  return {
    intent: 'patch.status',
    subject: `the ${[...new Set(rows.map(({ name }) => name))].join(' and the ')}`,
    brief: statuses,
    short: `${statuses} ${[...meanings].join(' ')}`,
    source: sourcesOf(knowledge, advisories),
    grounds: grounds.length > 0 ? grounds.join(' ') : undefined,
    advisories,
    statuses: rows.map(({ status }) => status),
  };
}

function ofList(knowledge: Knowledge, { advisory }: Focus): LastAnswer {
  const advisories = advisoriesOf(knowledge, advisory === undefined ? [] : [advisory]);
  const lists = advisories.map(({ name: of, patch, models }) => {
    const counts = patch.statuses.map(({ name }) => {
      const count = [...models.values()].filter(({ status }) => status === name).length;
      return `${count} ${count === 1 ? 'model' : 'models'}: ${name}`;
    });
    return `${knowledge.advisories.size > 1 ? `${of}: ` : ''}${counts.join('; ')}.`;
  });
  const brief = lists.join(' ');
  return {
    intent: 'patch.list',
    subject: 'the patch list',
    brief,
    short: brief,
    source: sourcesOf(knowledge, advisories),
    advisories,
  };
}

/** The last answer, if the focus is still fresh; undefined otherwise. */
export function lastAnswer(knowledge: Knowledge, focus: Focus | undefined): LastAnswer | undefined {
  if (focus?.intent === undefined) return undefined;
  if (focus.intent === 'patch.status') return ofModels(knowledge, focus);
  if (focus.intent === 'patch.list') return ofList(knowledge, focus);
  const answer = knowledge.answers.get(focus.intent);
  return answer === undefined ? undefined : ofAnswer(knowledge, answer);
}

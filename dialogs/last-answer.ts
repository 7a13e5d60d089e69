import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Answer } from '#knowledge/schema.ts';
import type { Focus } from '#understanding/context.ts';

/** The answer that a reaction is about, in the forms in which it can be told again. */
export interface LastAnswer {
  intent: string;
  /** What it is about, to follow "about": "EnTalk", "the ENS500". */
  subject: string;
  /** One sentence, without its source. */
  brief: string;
  /** All of it in a few sentences. */
  short: string;
  /** The rest of what is known, where there is more. Markdown. */
  detail?: string | undefined;
  /** Where it comes from, to follow "in": "its advisory of 17 October 2017". */
  source: string;
  /** What speaks for it when it is doubted. */
  grounds?: string | undefined;
}

const inWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

function sourceOf(knowledge: Knowledge, id: string): string {
  const source = knowledge.sources.get(id);
  if (source === undefined) return 'what EnGenius published';
  if (source.date === null) return `the ${source.title}`;
  return `“${source.title}” of ${inWords.format(new Date(source.date))}`;
}

const firstSentence = (text: string): string => /^[^]*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;

/** What an answer speaks of, to follow "about". */
function subjectOf({ about }: Answer): string {
  if (about.app !== undefined) return about.app;
  if (about.model !== undefined) return `the ${about.model}`;
  return about.advisory === undefined ? 'that' : 'KRACK';
}

function ofAnswer(knowledge: Knowledge, answer: Answer): LastAnswer {
  const steps = answer.steps?.map((step, at) => `${at + 1}. ${step}`).join('\n');
  return {
    intent: answer.id,
    subject: subjectOf(answer),
    brief: firstSentence(answer.short),
    short: answer.short,
    detail: answer.detail ?? steps,
    source: sourceOf(knowledge, answer.source),
  };
}

function ofModels(knowledge: Knowledge, names: readonly string[]): LastAnswer | undefined {
  const models = names.flatMap((name) => knowledge.models.get(name) ?? []);
  if (models.length === 0) return undefined;
  const twice = models.filter(({ history }) => history.length > 0);
  const grounds = twice.map(
    ({ name, status, history }) =>
      `The ${name} is in the list twice: an earlier row says ${history.join(', ')}, the later one ${status}, and the later one counts.`,
  );
  const statuses = models.map(({ name, status }) => `${name}: ${status}.`).join(' ');
  const meanings = [...new Set(models.map(({ status }) => status))].map(
    (status) => knowledge.patch.statuses.find(({ name }) => name === status)?.meaning ?? '',
  );
  return {
    intent: 'patch.status',
    subject: `the ${models.map(({ name }) => name).join(' and the ')}`,
    brief: statuses,
    short: `${statuses} ${meanings.join(' ')}`,
    source: sourceOf(knowledge, knowledge.patch.source),
    grounds: grounds.length > 0 ? grounds.join(' ') : undefined,
  };
}

function ofList(knowledge: Knowledge): LastAnswer {
  const counts = knowledge.patch.statuses.map(({ name }) => {
    const count = [...knowledge.models.values()].filter(({ status }) => status === name).length;
    return `${count} ${count === 1 ? 'model' : 'models'}: ${name}`;
  });
  const brief = `${counts.join('; ')}.`;
  return {
    intent: 'patch.list',
    subject: 'the patch list',
    brief,
    short: brief,
    source: sourceOf(knowledge, knowledge.patch.source),
  };
}

/** The answer last told, where what was spoken of is still fresh; undefined where nothing was. */
export function lastAnswer(knowledge: Knowledge, focus: Focus | undefined): LastAnswer | undefined {
  if (focus?.intent === undefined) return undefined;
  if (focus.intent === 'patch.status') return ofModels(knowledge, focus.models);
  if (focus.intent === 'patch.list') return ofList(knowledge);
  const answer = knowledge.answers.get(focus.intent);
  return answer === undefined ? undefined : ofAnswer(knowledge, answer);
}

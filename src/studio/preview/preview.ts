import { answerReply, holdsBack, optionReply, optionsQuestion } from '#dialogs/answer-reply.ts';
import { listsData, listText } from '#dialogs/patch-list-text.ts';
import { statusReply } from '#dialogs/patch-status-text.ts';
import type { Reply } from '#dialogs/reply.ts';
import { introduces } from '#dialogs/small-talk.ts';
import { choicesFor, helpChoice, humanChoice } from '#dialogs/titles.ts';
import type { Advisory, Knowledge } from '#knowledge/knowledge.ts';
import type { Answer } from '#knowledge/schema.ts';
import { moreTitle } from '#knowledge/titles.ts';
import { type Entry, isSameEntry } from '../entries/entry.ts';
import { readAnswer, readIds, readReply } from './lenient.ts';
import { firstQuestionsIn, previewKnowledge } from './preview-knowledge.ts';

/** A line of the preview: what the customer or the bot says. */
export type PreviewLine = { from: 'customer'; text: string } | { from: 'bot'; reply: Reply };

const asks = (text: string): PreviewLine => ({ from: 'customer', text });
const says = (reply: Reply): PreviewLine => ({ from: 'bot', reply });

/**
 * A conversation that shows an entry as customers would see it, built by the same code as the bot's replies.
 * @param entries the draft
 * @param edited the entry as it is on the screen
 * @param language the translation to show, as far as it is written; undefined: English
 * @returns nothing for entries that customers never see, and for those not written yet
 */
export function previewOf(entries: readonly Entry[], edited: Entry, language?: string): PreviewLine[] {
  const all = [...entries.filter((entry) => !isSameEntry(entry, edited)), edited];
  const knowledge = (wanted: Iterable<string> = []): Knowledge =>
    previewKnowledge(all, new Set(wanted), language);
  const { kind, id, content } = edited;
  if (kind === 'answer') {
    const answer = readAnswer(content, language);
    return answer === undefined ? [] : answerLines(knowledge(answer.followUps), answer);
  }
  if (kind === 'advisory') return advisoryLines(knowledge(), id);
  if (kind === 'small-talk') return smallTalkLines(knowledge(firstQuestionsIn(all)), id);
  if (kind === 'opening' && id === 'firstQuestions')
    return smallTalkLines(knowledge(readIds(content)), 'greeting');
  const { notice } = readReply(content);
  return kind === 'language' && notice !== ''
    ? [says({ kind: 'unknown', text: notice, choices: [humanChoice, helpChoice] })]
    : [];
}

function answerLines(knowledge: Knowledge, answer: Answer): PreviewLine[] {
  const question = answer.question === '' ? [] : [asks(answer.question)];
  const [option] = answer.variants?.options ?? [];
  if (option !== undefined)
    return [
      ...question,
      says({ kind: 'answer', text: answer.short, answerId: answer.id }),
      says(optionsQuestion(answer)),
      asks(option.label),
      says(optionReply(knowledge, answer, option, false)),
    ];
  const { detail = '', followUps, about } = answer;
  const rest: Reply = {
    kind: 'answer',
    text: detail,
    choices: choicesFor(knowledge, followUps, about.advisory),
  };
  return [
    ...question,
    says(answerReply(knowledge, answer)),
    ...(holdsBack(answer) ? [asks(moreTitle(answer)), says(rest)] : []),
  ];
}

function advisoryLines(knowledge: Knowledge, id: string): PreviewLine[] {
  const advisory = knowledge.advisories.get(id);
  if (advisory === undefined) return [];
  const { titles, statuses } = advisory.patch;
  return [
    asks(titles['patch.list'].question),
    says({
      kind: 'patch-list',
      text: listText(knowledge, advisory, statuses),
      data: listsData(knowledge, advisory),
      answerId: 'patch.list',
    }),
    ...statusLines(knowledge, advisory),
  ];
}

/** The status of the first example that the table lists. */
function statusLines(knowledge: Knowledge, advisory: Advisory): PreviewLine[] {
  const model = advisory.patch.examples.find((name) => advisory.models.has(name));
  if (model === undefined) return [];
  const place = { start: 0, end: model.length, written: model };
  const { text, data } = statusReply(
    knowledge,
    [{ ...place, kind: 'listed', model, how: 'exact' }],
    [{ ...place, advisory: advisory.id, how: 'name', written: advisory.name }],
  );
  return [asks(model), says({ kind: 'patch-status', text, data, answerId: 'patch.status' })];
}

function smallTalkLines(knowledge: Knowledge, id: string): PreviewLine[] {
  const text = knowledge.smallTalk.get(id)?.text ?? '';
  if (text === '') return [];
  const choices = introduces.has(id) ? [...choicesFor(knowledge, knowledge.firstQuestions), humanChoice] : [];
  return [says({ kind: 'small-talk', text, choices, answerId: id })];
}

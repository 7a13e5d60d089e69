import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Answer } from '#knowledge/schema.ts';
import { moreTitle } from '#knowledge/titles.ts';
import { holdsBack } from './answer-reply.ts';
import { type ConversationData, rememberFocus } from './conversation.ts';
import type { Reply } from './reply.ts';
import { choicesFor } from './titles.ts';
import type { Turn } from './turn.ts';

/** Remembers that an answer was given in short form, for "more". */
export function rememberHeldBack(data: ConversationData, answer: Answer): void {
  if (!holdsBack(answer)) return;
  const before = data.heldBack?.turn === data.turns ? data.heldBack.ids : [];
  data.heldBack = { ids: [...before, answer.id], turn: data.turns };
}

/** The answers to continue: the one whose "More" was chosen, otherwise those last given in short form. */
function answersToContinue({ answers }: Knowledge, { data, utterance }: Turn): Answer[] {
  const chosen = [...answers.values()].find(
    (answer) => moreTitle(answer).toLowerCase() === utterance.toLowerCase(),
  );
  if (chosen !== undefined) return [chosen];
  const { heldBack, focus } = data;
  if (heldBack === undefined || heldBack.turn !== focus?.turn) return [];
  return heldBack.ids.flatMap((id) => answers.get(id) ?? []);
}

/** Answers "more": the rest of each answer, under its title if there are several. Undefined if nothing is left. */
export function heldBackText(knowledge: Knowledge, turn: Turn): Pick<Reply, 'text' | 'choices'> | undefined {
  const answers = answersToContinue(knowledge, turn);
  const last = answers.at(-1);
  if (last === undefined) return undefined;
  delete turn.data.heldBack;
  const { app, advisory } = last.about;
  const advisories = advisory === undefined ? [] : [advisory];
  rememberFocus(turn.data, turn.now, { app, advisories, intent: last.id });
  const texts = answers.map(({ label, detail = '' }) =>
    answers.length > 1 ? `**${label}**\n\n${detail}` : detail,
  );
  return { text: texts.join('\n\n'), choices: choicesFor(knowledge, last.followUps, advisory) };
}

import type { Knowledge } from '#knowledge/knowledge.ts';
import { isReaction, socialIntents } from '#understanding/intents.ts';
import type { Reading } from '#understanding/understanding.ts';
import { linesOf, openingParagraphs } from './answer-reply.ts';
import { ClarifyDialog } from './clarify.ts';
import { EscalateDialog } from './escalate.ts';
import { GuidedAnswerDialog } from './guided-answer.ts';
import { PatchListDialog } from './patch-list.ts';
import { PatchStatusDialog } from './patch-status.ts';
import { PlainAnswerDialog } from './plain-answer.ts';
import { ReactionDialog } from './reaction.ts';
import { SmallTalkDialog } from './small-talk.ts';

/** The dialog that handles a reading, with its options. */
export interface Route {
  dialogId: string;
  options: object;
  /** Whether it may ask a clarifying question: those come after the plain answers to the same message. */
  mayAsk: boolean;
  /** Roughly how many lines the answer takes; 0 for small talk. */
  lines: number;
}

/** The patch list is long. */
const LINES_OF_LIST = 10;

/** Finds the dialog for a reading. Returns undefined if no dialog has an answer. */
export function routeOf(knowledge: Knowledge, reading: Reading): Route | undefined {
  const { intent, certainty } = reading;
  if (certainty === 'unknown') return undefined;
  if (certainty === 'close')
    return { dialogId: ClarifyDialog.id, options: { reading }, mayAsk: true, lines: 0 };
  if (intent === 'human')
    return { dialogId: EscalateDialog.id, options: { reason: 'asked' }, mayAsk: false, lines: 0 };
  if (intent === 'patch.list') {
    const mayAsk = knowledge.advisories.size > 1 && reading.advisories.length === 0;
    const options = PatchListDialog.optionsFor(reading);
    return { dialogId: PatchListDialog.id, options, mayAsk, lines: LINES_OF_LIST };
  }
  if (intent === 'patch.status') {
    const isClear = reading.models.length > 0 && reading.models.every(({ kind }) => kind !== 'ambiguous');
    return {
      dialogId: PatchStatusDialog.id,
      options: PatchStatusDialog.optionsFor(reading),
      mayAsk: !isClear,
      lines: reading.models.length,
    };
  }
  if (isReaction(intent))
    return { dialogId: ReactionDialog.id, options: { reaction: intent }, mayAsk: false, lines: 0 };
  if (socialIntents.has(intent)) {
    return { dialogId: SmallTalkDialog.id, options: { replyId: intent }, mayAsk: false, lines: 0 };
  }
  const answer = knowledge.answers.get(intent);
  if (answer === undefined) return undefined;
  const lines = linesOf(openingParagraphs(answer).join('\n'));
  if (answer.variants === undefined)
    return { dialogId: PlainAnswerDialog.id, options: { answerId: intent, reading }, mayAsk: false, lines };
  const options = GuidedAnswerDialog.optionsFor(intent, reading);
  return { dialogId: GuidedAnswerDialog.id, options, mayAsk: true, lines };
}

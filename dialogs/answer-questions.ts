import { type DialogContext, type DialogTurnResult, DialogTurnStatus } from './dialog.ts';
import { commandIntents, isReaction } from '#understanding/intents.ts';
import type { Reading } from '#understanding/understanding.ts';
import { nextChoices } from './answer-reply.ts';
import { freshFocus } from './conversation.ts';
import { FeedbackDialog } from './feedback.ts';
import { replyToFeedback } from './feedback-replies.ts';
import { isDialogOutcome } from './dialog-outcome.ts';
import { type Route, routeOf } from './route.ts';
import type { DialogServices } from './services.ts';
import { offerPersonToUpset } from './soothe.ts';
import { helpChoice, humanChoice } from './titles.ts';
import type { Turn } from './turn.ts';
import { sayPartUnknown, sayUnknown } from './unknown.ts';

const CONTENT = 'All right. Just ask if there is anything else.';

/** Commands that make no sense if no question is open, and the replies that they get then. */
const idleReplies: Record<string, string> = {
  yes: 'All right. What would you like to know?',
  no: 'All right. Is there anything else I can help with?',
  cancel: CONTENT,
};

const LAST = 1000;
const UNKNOWN = LAST - 1;

/**
 * The order of a reading among those of its message: short answers first, those that may ask to clarify last.
 */
function placeOf({ reading, route }: { reading: Reading; route: Route | undefined }): number {
  if (route?.mayAsk === true) return LAST;
  return reading.certainty === 'unknown' ? UNKNOWN : (route?.lines ?? 0);
}

/** Answers readings: first plain answers, shortest first, then those that may need a clarifying question. */
export async function answerQuestions(
  services: DialogServices,
  dc: DialogContext,
  turn: Turn,
  readings: readonly Reading[],
  { withFeedback = true }: { withFeedback?: boolean } = {},
): Promise<DialogTurnResult> {
  const { knowledge } = services;
  const routed = readings.map((reading) => ({ reading, route: routeOf(knowledge, reading) }));
  routed.sort((a, b) => placeOf(a) - placeOf(b));
  let answered = false;
  for (const [at, { reading, route }] of routed.entries()) {
    if (reading.certainty === 'unknown' && readings.length > 1) {
      await sayPartUnknown(services, dc.context, reading);
      continue;
    }
    if (route === undefined || (commandIntents.has(reading.intent) && !isReaction(reading.intent))) {
      await answerWithoutDialog(services, dc, turn, reading);
      continue;
    }
    if (reading.certainty === 'sure' && !isReaction(reading.intent)) turn.data.misses = 0;
    const result = await dc.beginDialog(route.dialogId, route.options);
    if (result.status === DialogTurnStatus.waiting) {
      turn.data.pending.unshift(...routed.slice(at + 1).map((rest) => rest.reading.utterance));
      return result;
    }
    answered ||= isDialogOutcome(result.result) && result.result.kind === 'done' && result.result.answered;
  }
  const wantsHuman = readings.some(({ intent }) => intent === 'human');
  return goOn(services, dc, turn, withFeedback && answered && !wantsHuman);
}

/** Continues with the questions that are waiting; if none is left, may ask whether the answer helped. */
export async function goOn(
  services: DialogServices,
  dc: DialogContext,
  turn: Turn,
  answered: boolean,
): Promise<DialogTurnResult> {
  const [next, ...rest] = turn.data.pending;
  if (next !== undefined) {
    turn.data.pending = rest;
    const { readings } = services.understand(next, freshFocus(turn.data, turn.now));
    return answerQuestions(services, dc, turn, readings);
  }
  if (await offerPersonToUpset(services, dc.context, turn)) return { status: DialogTurnStatus.complete };
  if (turn.isUpset) return { status: DialogTurnStatus.complete };
  const { lastAnswerId: answerId, askedFeedback } = turn.data;
  if (!answered || answerId === undefined) return { status: DialogTurnStatus.complete };
  if (askedFeedback) {
    turn.data.askedFeedback = false;
    return { status: DialogTurnStatus.complete };
  }
  turn.data.askedFeedback = true;
  const answer = services.knowledge.answers.get(answerId);
  return dc.beginDialog(FeedbackDialog.id, {
    answerId,
    next: answer === undefined ? [] : nextChoices(services.knowledge, answer),
  });
}

/** Handles commands while no question is open, and everything that the bot does not know. */
async function answerWithoutDialog(
  services: DialogServices,
  dc: DialogContext,
  turn: Turn,
  reading: Reading,
): Promise<void> {
  const { intent } = reading;
  if (reading.certainty !== 'sure' || !commandIntents.has(intent)) {
    await sayUnknown(services, dc.context, reading);
    return;
  }
  const { lastAnswerId } = turn.data;
  if (intent === 'feedback-good' || intent === 'feedback-bad') {
    const { isWaiting } = turn;
    const given = { answerId: lastAnswerId, helpful: intent === 'feedback-good', isWaiting };
    await replyToFeedback(services, dc.context, turn.data, given);
    return;
  }
  // "Hm, ok" agrees to nothing in particular.
  const isContent = intent === 'yes' && !/\b(?:ye\w+|yup|please)\b/i.test(reading.utterance);
  const text = isContent ? CONTENT : (idleReplies[intent] ?? 'What would you like to know?');
  await services.say(dc.context, { kind: 'small-talk', text, choices: [helpChoice, humanChoice] });
}

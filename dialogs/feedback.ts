import type { DialogContext, DialogTurnResult } from './dialog.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { OpenQuestion } from './open-question.ts';
import type { DialogServices } from './services.ts';
import { type Choice, choice } from './reply.ts';
import { replyToFeedback } from './feedback-replies.ts';
import type { Turn } from './turn.ts';

/** Which answer the question is about, and what the customer could ask next. */
export interface FeedbackOptions {
  answerId: string;
  /** Follow-up questions of the answer, offered next to yes and no. */
  next: readonly Choice[];
}

const helpful = new Set(['yes', 'feedback-good', 'thanks']);
const unhelpful = new Set(['no', 'feedback-bad']);

/** Asks "Did this help?" after an answer. It is a courtesy: any other message simply carries on. */
export class FeedbackDialog extends OpenQuestion<FeedbackOptions> {
  static readonly id = 'feedback';

  constructor(services: DialogServices) {
    super(FeedbackDialog.id, services);
  }

  override readonly isCourtesy = true;

  override async beginDialog(dc: DialogContext, options: FeedbackOptions): Promise<DialogTurnResult> {
    return this.open(dc, options);
  }

  protected async ask(context: TurnContext, { next }: FeedbackOptions): Promise<void> {
    await this.services.say(context, {
      kind: 'feedback',
      text: 'Did this help?',
      choices: [choice('Yes'), choice('No'), ...next],
      yesNo: ['Yes', 'No'],
    });
  }

  protected answers(turn: Turn): boolean {
    const [reading] = turn.readings;
    const isRating = helpful.has(reading.intent) || unhelpful.has(reading.intent);
    return turn.readings.length === 1 && isRating && reading.certainty !== 'unknown';
  }

  protected async proceed(
    dc: DialogContext,
    turn: Turn,
    { answerId }: FeedbackOptions,
  ): Promise<DialogTurnResult> {
    const { data, isWaiting, readings } = turn;
    const isHelpful = helpful.has(readings[0].intent);
    await replyToFeedback(this.services, dc.context, data, { answerId, helpful: isHelpful, isWaiting });
    return this.end(dc, { kind: 'done', answered: false });
  }
}

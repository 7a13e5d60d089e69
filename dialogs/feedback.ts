import type { DialogContext, DialogTurnResult } from '#bot-framework/dialogs.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { OpenQuestion } from './open-question.ts';
import type { DialogServices } from './services.ts';
import { type Choice, choice } from './reply.ts';
import { sayHelpful } from './feedback-replies.ts';
import type { Turn } from './turn.ts';

/** Which answer the question is about, and what the customer could ask next. */
export interface FeedbackOptions {
  answerId: string;
  /** Follow-up questions of the answer, offered beside yes and no. */
  next: readonly Choice[];
  /** The answer was a list of steps to follow. */
  hasSteps: boolean;
}

const helpful = new Set(['yes', 'feedback-good', 'thanks']);
const unhelpful = new Set(['no', 'feedback-bad']);
const failing = 'still-failing';

const done = choice('Done');
const didNotWork = choice('That did not work');
/** "Done", "all set", "I'm finished", "it worked", "works now, thanks". */
const isDone =
  /^\W*(?:(?:i\W?a?m|it\W?i?s|it|that|this|all|yes|ok(?:ay)?)\W+)*(?:done|finished|set|works?|worked|working)\b(?:\W+(?:now|fine|great|thanks?|thank you))*\W*$/i;

/**
 * Asks "Did this help?" after an answer, and "Did that work?" after steps. It is a courtesy: any other message simply
 * carries on.
 */
export class FeedbackDialog extends OpenQuestion<FeedbackOptions> {
  static readonly id = 'feedback';

  constructor(services: DialogServices) {
    super(FeedbackDialog.id, services);
  }

  override readonly isCourtesy = true;

  override async beginDialog(dc: DialogContext, options: FeedbackOptions): Promise<DialogTurnResult> {
    return this.open(dc, options);
  }

  protected async ask(context: TurnContext, { next, hasSteps }: FeedbackOptions): Promise<void> {
    if (hasSteps) {
      // Clients with thumbs show these as well: only the customer knows when the steps are done.
      const choices = [done, didNotWork, ...next];
      await this.services.say(context, { kind: 'feedback', text: 'Did that work?', choices, yesNo: [] });
      return;
    }
    await this.services.say(context, {
      kind: 'feedback',
      text: 'Did this help?',
      choices: [choice('Yes'), choice('No'), ...next],
      yesNo: ['Yes', 'No'],
    });
  }

  protected answers(turn: Turn, { hasSteps }: FeedbackOptions): boolean {
    if (hasSteps && isDone.test(turn.utterance)) return true;
    const [{ intent, certainty }] = turn.readings;
    const isRating = helpful.has(intent) || unhelpful.has(intent) || (hasSteps && intent === failing);
    return turn.readings.length === 1 && isRating && certainty !== 'unknown';
  }

  protected async proceed(
    dc: DialogContext,
    turn: Turn,
    { answerId, hasSteps }: FeedbackOptions,
  ): Promise<DialogTurnResult> {
    const isHelpful = helpful.has(turn.readings[0].intent) || (hasSteps && isDone.test(turn.utterance));
    await sayHelpful(this.services, dc.context, turn.data, { answerId, helpful: isHelpful });
    return this.end(dc, { kind: 'done', answered: false });
  }
}

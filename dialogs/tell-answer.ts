import type { DialogContext, DialogTurnResult } from '#bot-framework/dialogs.ts';
import type { Answer } from '#knowledge/schema.ts';
import type { Reading } from '#understanding/understanding.ts';
import { type Added, answerReply } from './answer-reply.ts';
import { listedIn, rememberFocus } from './conversation.ts';
import { ServiceDialog } from './service-dialog.ts';
import { rememberHeldBack } from './tell-more.ts';
import { turnOf } from './turn.ts';

/** What a dialog that tells one answer begins with. */
export interface TellOptions {
  answerId: string;
  reading: Reading;
}

/** Tells one answer of the knowledge and ends. What is added before it, each kind of answer decides. */
export abstract class TellAnswer extends ServiceDialog<TellOptions> {
  /** What is said beside the answer because of what this customer named. */
  protected abstract added(answer: Answer, reading: Reading): Added;

  override async beginDialog(
    dc: DialogContext,
    { answerId, reading }: TellOptions,
  ): Promise<DialogTurnResult> {
    const answer = this.services.knowledge.answers.get(answerId);
    if (answer === undefined) throw new Error(`No answer has the id ${answerId}.`);
    await this.services.say(
      dc.context,
      answerReply(this.services.knowledge, answer, this.added(answer, reading)),
    );
    const { data, now } = turnOf(dc.context);
    const { app, advisory } = answer.about;
    rememberFocus(data, now, { app, advisory, models: listedIn([reading]), intent: answer.id });
    data.lastAnswerId = answer.id;
    rememberHeldBack(data, answer);
    return this.end(dc, { kind: 'done', answered: true });
  }
}

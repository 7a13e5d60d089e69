import type { DialogContext, DialogTurnResult } from './dialog.ts';
import type { Answer } from '#knowledge/schema.ts';
import type { Reading } from '#understanding/understanding.ts';
import { type Added, answerReply } from './answer-reply.ts';
import { listedIn, rememberFocus } from './conversation.ts';
import { statusText } from './patch-status-text.ts';
import { quoted } from './reply.ts';
import { ServiceDialog } from './service-dialog.ts';
import type { DialogServices } from './services.ts';
import { rememberHeldBack } from './rest-of-answer.ts';
import { turnOf } from './turn.ts';

/** Which answer to give, and the question that it answers. */
export interface PlainAnswerOptions {
  answerId: string;
  reading: Reading;
}

/** Gives one answer from the knowledge and ends. */
export class PlainAnswerDialog extends ServiceDialog<PlainAnswerOptions> {
  static readonly id = 'plain-answer';

  constructor(services: DialogServices) {
    super(PlainAnswerDialog.id, services);
  }

  override async beginDialog(
    dc: DialogContext,
    { answerId, reading }: PlainAnswerOptions,
  ): Promise<DialogTurnResult> {
    const { knowledge } = this.services;
    const answer = knowledge.answers.get(answerId);
    if (answer === undefined) throw new Error(`No answer has the id ${answerId}.`);
    await this.services.say(dc.context, answerReply(knowledge, answer, this.added(answer, reading)));
    const { data, now } = turnOf(dc.context);
    const { app, advisory } = answer.about;
    const advisories = advisory === undefined ? [] : [advisory];
    rememberFocus(data, now, { app, advisories, models: listedIn([reading]), intent: answer.id });
    data.lastAnswerId = answer.id;
    rememberHeldBack(data, answer);
    return this.end(dc, { kind: 'done', answered: true });
  }

  /** What to add to the answer because of what this customer named. */
  private added(answer: Answer, reading: Reading): Added {
    return { before: worksWithNamed(answer, reading), after: this.statusesOf(answer, reading) };
  }

  /** A model named in a question about an advisory gets its patch status as well. */
  private statusesOf({ about }: Answer, { models }: Reading): string[] {
    const { knowledge } = this.services;
    const advisory = knowledge.advisories.get(about.advisory ?? '');
    if (advisory === undefined) return [];
    return models.flatMap((mention) =>
      mention.kind === 'listed' && advisory.models.has(mention.model)
        ? [`Patch status of ${statusText(knowledge, mention, advisory)}`]
        : [],
    );
  }
}

/** Whether each device in the question works with the subject of the answer, if the answer lists those that do. */
function worksWithNamed({ worksWith }: Answer, { otherDevices, models }: Reading): string[] {
  if (worksWith === undefined) return [];
  const named = [
    ...otherDevices.filter((name) => worksWith.includes(name)),
    ...models
      // "My ESR" is one of several, and the answer lists some of them.
      .filter(
        (mention) =>
          mention.kind !== 'ambiguous' || !mention.options.some((name) => worksWith.includes(name)),
      )
      .map((mention) => (mention.kind === 'listed' ? mention.model : mention.written))
      .filter((name) => !otherDevices.some((device) => device.toLowerCase() === name.toLowerCase())),
  ];
  return named.map((name) =>
    worksWith.some((device) => device.toLowerCase() === name.toLowerCase())
      ? `Yes, **${name}** is one of the devices named.`
      : `${quoted(name)} is not among the devices named, so I cannot say that it works.`,
  );
}

import type { DialogContext, DialogTurnResult } from '#bot-framework/dialogs.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import type { Answer } from '#knowledge/schema.ts';
import { pointsBack } from '#understanding/context.ts';
import { commandIntents } from '#understanding/intents.ts';
import type { ModelMention } from '#understanding/models/mention.ts';
import type { Reading } from '#understanding/understanding.ts';
import { answerReply } from './answer-reply.ts';
import { freshFocus, rememberFocus } from './conversation.ts';
import { OpenQuestion } from './open-question.ts';
import type { DialogServices } from './services.ts';
import { type AskedOfSteps, bandIn, hearOfSteps, isLost, namesModelOnly } from './guest-steps.ts';
import { quoted } from './reply.ts';
import { choicesFor } from './titles.ts';
import { type Turn, turnOf } from './turn.ts';

/** What the dialog begins with, and what it keeps while it waits for the band. */
export interface GuestNetworkOptions {
  answerId: string;
  utterance: string;
  models: ModelMention[];
  /** A question about the steps, where that is what it begins with. */
  asked?: AskedOfSteps;
}

type Option = NonNullable<Answer['variants']>['options'][number];

/** Whether models are named, and the answer's own is not among them. */
const namesOther = (models: readonly ModelMention[], { about }: Answer): boolean =>
  models.length > 0 && !models.some((mention) => mention.kind === 'listed' && mention.model === about.model);

/** The line of the answer that explains what is asked. */
function lineOn({ variants, short }: Answer, asked: AskedOfSteps | undefined): string | undefined {
  if (asked?.kind === 'why') return short;
  if (asked?.kind === 'term') return variants?.terms?.[asked.word];
  return asked?.kind === 'where' ? variants?.where : undefined;
}

/** The ESR900's guest network: asks for the band if it was not told, then gives the steps for it. */
export class GuestNetworkDialog extends OpenQuestion<GuestNetworkOptions> {
  static readonly id = 'guest-network';

  constructor(services: DialogServices) {
    super(GuestNetworkDialog.id, services);
  }

  static optionsFor(answerId: string, reading: Reading): GuestNetworkOptions {
    return { answerId, utterance: reading.utterance, models: reading.models };
  }

  override async beginDialog(dc: DialogContext, options: GuestNetworkOptions): Promise<DialogTurnResult> {
    const answer = this.answer(options);
    const other = this.otherModel(dc, options, answer);
    if (other !== undefined) return this.sayOther(dc, answer, other);
    const { data, now } = turnOf(dc.context);
    const model = answer.about.model;
    rememberFocus(data, now, { models: model === undefined ? [] : [model], intent: answer.id });
    data.lastAnswerId = answer.id;
    // Unnamed bands only: "5" in "ESR5…" is no band, so the mentions are taken out first.
    const rest = options.models.reduce(
      (text, mention) => text.replace(mention.written, ' '),
      options.utterance,
    );
    const variant = this.variant(answer, bandIn(rest));
    if (variant !== undefined)
      return this.tell(dc, answer, variant, { withFact: options.asked === undefined });
    if (options.asked !== undefined) return this.explain(dc, answer, options.asked);
    await this.services.say(dc.context, { kind: 'answer', text: answer.short, answerId: answer.id });
    return this.open(dc, options);
  }

  override isAbout(intent: string): boolean {
    return this.services.knowledge.answers.get(intent)?.dialog === 'guest-network';
  }

  protected async ask(context: TurnContext, options: GuestNetworkOptions, again: boolean): Promise<void> {
    const { variants } = this.answer(options);
    const question = variants?.question ?? '';
    const text = again ? `Please choose one: ${question}` : question;
    const choices = (variants?.options ?? []).map(({ label }) => ({ label, says: label }));
    await this.services.say(context, { kind: 'question', text, choices });
  }

  protected answers(turn: Turn, options: GuestNetworkOptions): boolean {
    const [{ models, certainty, rule, intent }] = turn.readings;
    const isOther =
      certainty === 'sure' &&
      !namesModelOnly(turn) &&
      rule !== 'context' &&
      intent !== options.answerId &&
      !commandIntents.has(intent) &&
      // "I don't know" reads like a wish for help.
      !(intent === 'help' && isLost(turn.utterance));
    // Another model ends it; its own says nothing new.
    if (models.length > 0) return !isOther && namesOther(models, this.answer(options));
    if (this.variant(this.answer(options), bandIn(turn.utterance)) !== undefined) return true;
    return !isOther && this.heard(turn, options) !== undefined;
  }

  protected async proceed(
    dc: DialogContext,
    turn: Turn,
    options: GuestNetworkOptions,
  ): Promise<DialogTurnResult> {
    const answer = this.answer(options);
    const { models } = turn.readings[0];
    const other = this.otherModel(dc, { ...options, models, utterance: turn.utterance }, answer);
    if (models.length > 0 && other !== undefined) return this.sayOther(dc, answer, other);
    const heard = this.heard(turn, options);
    const isTerm = heard?.kind === 'term';
    const variant = isTerm ? undefined : this.variant(answer, bandIn(turn.utterance));
    if (variant !== undefined) return this.tell(dc, answer, variant, { withFact: false });
    const line = lineOn(answer, heard);
    if (line !== undefined)
      await this.services.say(dc.context, { kind: 'answer', text: line, answerId: answer.id });
    return this.open(dc, options);
  }

  /** What a reply to the question asks about it, where it does not answer it. */
  private heard({ utterance }: Turn, options: GuestNetworkOptions): AskedOfSteps | undefined {
    const [first, ...others] = Object.keys(this.answer(options).variants?.terms ?? {});
    if (first === undefined) return undefined;
    const lost = isLost(utterance) ? ({ kind: 'term', word: first } as const) : undefined;
    return hearOfSteps(utterance, [first, ...others]) ?? lost;
  }

  /** One line on a word or a place in the steps; the bands stay in reach. */
  private async explain(dc: DialogContext, answer: Answer, asked: AskedOfSteps): Promise<DialogTurnResult> {
    await this.services.say(dc.context, {
      kind: 'answer',
      text: lineOn(answer, asked) ?? answer.short,
      answerId: answer.id,
      choices: (answer.variants?.options ?? []).map(({ label }) => ({ label, says: label })),
    });
    return this.end(dc, { kind: 'done', answered: false });
  }

  private async sayOther(dc: DialogContext, answer: Answer, other: string): Promise<DialogTurnResult> {
    // "And on the ESR900?" goes on from here.
    const { data, now } = turnOf(dc.context);
    rememberFocus(data, now, { intent: answer.id });
    await this.services.say(dc.context, {
      kind: 'unknown',
      text: `I only know about the guest network of the ${answer.about.model}; I have nothing on one for the ${other}.`,
      choices: choicesFor(this.services.knowledge, [answer.id]),
    });
    return this.end(dc, { kind: 'done', answered: false });
  }

  private async tell(
    dc: DialogContext,
    answer: Answer,
    { id, label, steps, short = answer.short }: Option,
    { withFact }: { withFact: boolean },
  ): Promise<DialogTurnResult> {
    turnOf(dc.context).data.band = id;
    const told = { ...answer, short: withFact ? short : '', steps };
    const title = `**${answer.about.model} guest network, ${label}**`;
    await this.services.say(dc.context, answerReply(this.services.knowledge, told, { before: [title] }));
    return this.end(dc, { kind: 'done', answered: true });
  }

  private variant(answer: Answer, id: string | undefined): Option | undefined {
    return answer.variants?.options.find((option) => option.id === id);
  }

  /** The model that is spoken of instead of the answer's own, in the words to say it. */
  private otherModel(
    dc: DialogContext,
    { models, utterance }: GuestNetworkOptions,
    answer: Answer,
  ): string | undefined {
    const own = answer.about.model;
    const [named] = models;
    if (named !== undefined && !namesOther(models, answer)) return undefined;
    if (named !== undefined) return named.kind === 'listed' ? named.model : quoted(named.written);
    const { data, now } = turnOf(dc.context);
    const [spokenOf] = pointsBack(utterance).pronoun ? (freshFocus(data, now)?.models ?? []) : [];
    return spokenOf === own ? undefined : spokenOf;
  }

  private answer({ answerId }: GuestNetworkOptions): Answer {
    const answer = this.services.knowledge.answers.get(answerId);
    if (answer === undefined) throw new Error(`No answer has the id ${answerId}.`);
    return answer;
  }
}

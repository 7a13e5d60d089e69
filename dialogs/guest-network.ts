import { type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { TurnContext } from 'botbuilder';
import type { Answer } from '../src/knowledge/schema.ts';
import { pointsBack } from '../src/understanding/context.ts';
import type { ModelMention } from '../src/understanding/models/mention.ts';
import type { Reading } from '../src/understanding/understanding.ts';
import { answerReply } from './answer-reply.ts';
import { freshFocus, rememberFocus } from './conversation.ts';
import { OpenQuestion } from './open-question.ts';
import type { DialogServices } from './services.ts';
import { quoted } from './reply.ts';
import { choicesFor } from './titles.ts';
import { type Turn, turnOf } from './turn.ts';

/** What the dialog begins with, and what it keeps while it waits for the band. */
export interface GuestNetworkOptions {
  answerId: string;
  utterance: string;
  models: ModelMention[];
}

type Option = NonNullable<Answer['variants']>['options'][number];

const band24 = /\b2[.,]4\b|\b2[.,]?4\s*g|\btwo point four\b/i;
const band5 = /\b5\s*g|\b5\b(?![.,]\d)|\bfive\b/i;
/** "Not the 5 GHz one" names what is not wanted: better asked again than mistaken. */
const refuses = /\b(not|don'?t|without|except)\b/i;
const bothBands = /\b(both|either|each|all)\b/i;

/** The band a customer names, by the id of the variant; undefined where none is named. */
function bandIn(text: string): '2-4-ghz' | '5-ghz' | 'both' | undefined {
  if (refuses.test(text)) return undefined;
  const [low, high] = [band24.test(text), band5.test(text)];
  if (bothBands.test(text) || (low && high)) return 'both';
  if (low) return '2-4-ghz';
  return high ? '5-ghz' : undefined;
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
    if (other !== undefined) {
      const text = `I know these steps for the ${answer.about.model} only. Nothing is published about a guest network on ${other}, so I cannot say how it is set up there.`;
      await this.services.say(dc.context, {
        kind: 'unknown',
        text,
        choices: choicesFor(this.services.knowledge, [answer.id]),
      });
      return this.end(dc, { kind: 'done', answered: false });
    }
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
    if (variant !== undefined) return this.tell(dc, answer, variant);
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
    return (
      this.variant(this.answer(options), bandIn(turn.utterance)) !== undefined &&
      turn.readings[0].models.length === 0
    );
  }

  protected async proceed(
    dc: DialogContext,
    turn: Turn,
    options: GuestNetworkOptions,
  ): Promise<DialogTurnResult> {
    const answer = this.answer(options);
    return this.tell(dc, answer, this.variant(answer, bandIn(turn.utterance))!);
  }

  private async tell(
    dc: DialogContext,
    answer: Answer,
    { label, steps, short }: Option,
  ): Promise<DialogTurnResult> {
    const told = { ...answer, short: short ?? answer.short, steps };
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
    if (models.some((mention) => mention.kind === 'listed' && mention.model === own)) return undefined;
    const [named] = models;
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

import type { DialogContext, DialogTurnResult } from './dialog.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import type { Answer } from '#knowledge/schema.ts';
import { pointsBack } from '#understanding/context.ts';
import { commandIntents } from '#understanding/intents.ts';
import type { ModelMention } from '#understanding/models/mention.ts';
import type { Reading } from '#understanding/understanding.ts';
import { type AnswerOption, optionReply, optionsQuestion } from './answer-reply.ts';
import { freshFocus, rememberFocus } from './conversation.ts';
import { OpenQuestion } from './open-question.ts';
import type { DialogServices } from './services.ts';
import { type AskedOfSteps, type GuidedSteps, isLost, namesModelOnly } from './guided-steps.ts';
import { quoted } from './reply.ts';
import { choicesFor, helpChoice, humanChoice } from './titles.ts';
import { type Turn, turnOf } from './turn.ts';

/** The dialog's options, kept as its state while it waits for the customer to choose. */
export interface GuidedAnswerOptions {
  answerId: string;
  utterance: string;
  models: ModelMention[];
  /** A question about the steps, if the dialog begins with one. */
  asked?: AskedOfSteps;
  /** The option, if it is already known. */
  optionId?: string;
}

/** "Neither", "none of them". */
const refusesAll =
  /^\W*(?:neither|none|no)\b(?:\W+(?:of (?:them|these|those|both)|one|thanks?|thank you)){0,2}\W*$/i;

/** Whether the message names models, but not the answer's own. */
const namesOther = (models: readonly ModelMention[], { about: { model } }: Answer): boolean =>
  model !== undefined &&
  models.length > 0 &&
  !models.some((mention) =>
    mention.kind === 'listed'
      ? mention.model === model
      : mention.kind === 'ambiguous' && mention.options.includes(model),
  );

/** What to say about a model other than the answer's own. */
const onlyOfOwn = ({ about, variants }: Answer, other: string): string =>
  variants?.topic === undefined
    ? `I only know that for the ${about.model}; I have nothing on it for the ${other}.`
    : `I only know about the ${variants.topic} of the ${about.model}; I have nothing on one for the ${other}.`;

/** The line of the answer that explains what the customer asks about. */
function lineOn({ variants, short }: Answer, asked: AskedOfSteps | undefined): string | undefined {
  if (asked?.kind === 'why' || asked?.kind === 'how-many') return short;
  if (asked?.kind === 'term') return variants?.terms?.[asked.word];
  return asked?.kind === 'where' ? variants?.where : undefined;
}

/** An answer with several variants: asks which one applies, unless that is known, then gives its steps. */
export class GuidedAnswerDialog extends OpenQuestion<GuidedAnswerOptions> {
  static readonly id = 'guided-answer';
  private readonly guided: ReadonlyMap<string, GuidedSteps>;

  /** @param guided the wording of each guided answer, by its id */
  constructor(services: DialogServices, guided: ReadonlyMap<string, GuidedSteps>) {
    super(GuidedAnswerDialog.id, services);
    this.guided = guided;
  }

  static optionsFor(answerId: string, reading: Reading): GuidedAnswerOptions {
    return { answerId, utterance: reading.utterance, models: reading.models };
  }

  override async beginDialog(dc: DialogContext, options: GuidedAnswerOptions): Promise<DialogTurnResult> {
    const answer = this.answer(options);
    const other = this.otherModel(dc, options, answer);
    if (other !== undefined) return this.sayOnlyOwnModel(dc, answer, other);
    const { data, now } = turnOf(dc.context);
    const { model, app, advisory } = answer.about;
    rememberFocus(data, now, {
      app,
      advisories: advisory === undefined ? [] : [advisory],
      models: model === undefined ? [] : [model],
      intent: answer.id,
    });
    data.lastAnswerId = answer.id;
    // The "5" in "ESR5…" names no option, so model names are removed first.
    const rest = options.models.reduce(
      (text, mention) => text.replace(mention.written, ' '),
      options.utterance,
    );
    const named = options.asked?.kind === 'term' ? undefined : this.steps(answer).optionInQuestion(rest);
    const asked = options.asked?.kind === 'option' ? options.asked.id : undefined;
    const variant = this.variant(answer, options.optionId ?? asked ?? named);
    if (variant !== undefined)
      return this.giveOption(dc, answer, variant, { withFact: options.asked === undefined });
    if (options.asked !== undefined) return this.explain(dc, answer, options.asked);
    await this.services.say(dc.context, { kind: 'answer', text: answer.short, answerId: answer.id });
    return this.open(dc, options);
  }

  override isAbout(intent: string): boolean {
    return this.guided.has(intent);
  }

  protected override isObsolete({ answerId }: GuidedAnswerOptions): boolean {
    return !this.guided.has(answerId);
  }

  protected async ask(context: TurnContext, options: GuidedAnswerOptions, again: boolean): Promise<void> {
    const question = optionsQuestion(this.answer(options));
    const text = again ? `Please choose one: ${question.text}` : question.text;
    await this.services.say(context, { ...question, text });
  }

  protected answers(turn: Turn, options: GuidedAnswerOptions): boolean {
    const [{ models, certainty, rule, intent }] = turn.readings;
    const isOther =
      certainty === 'sure' &&
      !namesModelOnly(turn) &&
      rule !== 'context' &&
      intent !== options.answerId &&
      !commandIntents.has(intent) &&
      // "I don't know" reads like a request for help.
      !(intent === 'help' && isLost(turn.utterance));
    // "The first one" means an option here, whatever models came up before.
    if (this.placed(turn, options) !== undefined) return true;
    // Another model ends the dialog; the answer's own adds nothing new.
    if (models.length > 0) return !isOther && namesOther(models, this.answer(options));
    if (refusesAll.test(turn.utterance)) return true;
    if (this.steps(options).optionIn(turn.utterance) !== undefined) return true;
    return !isOther && this.questionIn(turn, options) !== undefined;
  }

  protected async proceed(
    dc: DialogContext,
    turn: Turn,
    options: GuidedAnswerOptions,
  ): Promise<DialogTurnResult> {
    const answer = this.answer(options);
    const placed = this.placed(turn, options);
    if (placed !== undefined) return this.giveOption(dc, answer, placed, { withFact: false });
    const { models } = turn.readings[0];
    const other = this.otherModel(dc, { ...options, models, utterance: turn.utterance }, answer);
    if (models.length > 0 && other !== undefined) return this.sayOnlyOwnModel(dc, answer, other);
    const question = this.questionIn(turn, options);
    const isTerm = question?.kind === 'term';
    if (refusesAll.test(turn.utterance)) return this.cancelSteps(dc);
    const variant = isTerm ? undefined : this.variant(answer, this.steps(options).optionIn(turn.utterance));
    if (variant !== undefined) return this.giveOption(dc, answer, variant, { withFact: false });
    const line = lineOn(answer, question);
    if (line !== undefined)
      await this.services.say(dc.context, { kind: 'answer', text: line, answerId: answer.id });
    return this.open(dc, options);
  }

  /** What the customer asks about the question instead of answering it. */
  private questionIn({ utterance }: Turn, options: GuidedAnswerOptions): AskedOfSteps | undefined {
    const [first] = Object.keys(this.answer(options).variants?.terms ?? {});
    const lost =
      first !== undefined && isLost(utterance) ? ({ kind: 'term', word: first } as const) : undefined;
    return this.steps(options).questionIn(utterance) ?? lost;
  }

  /** Explains a word or a place in the steps in one line, and offers the options again. */
  private async explain(dc: DialogContext, answer: Answer, asked: AskedOfSteps): Promise<DialogTurnResult> {
    await this.services.say(dc.context, {
      kind: 'answer',
      text: lineOn(answer, asked) ?? answer.short,
      answerId: answer.id,
      choices: (answer.variants?.options ?? []).map(({ label }) => ({ label, value: label })),
    });
    return this.end(dc, { kind: 'done', answered: false });
  }

  private async sayOnlyOwnModel(dc: DialogContext, answer: Answer, other: string): Promise<DialogTurnResult> {
    // "And on the ESR900?" continues from here.
    const { data, now } = turnOf(dc.context);
    rememberFocus(data, now, { intent: answer.id });
    await this.services.say(dc.context, {
      kind: 'unknown',
      text: onlyOfOwn(answer, other),
      choices: choicesFor(this.services.knowledge, [answer.id]),
    });
    return this.end(dc, { kind: 'done', answered: false });
  }

  private async giveOption(
    dc: DialogContext,
    answer: Answer,
    option: AnswerOption,
    { withFact }: { withFact: boolean },
  ): Promise<DialogTurnResult> {
    turnOf(dc.context).data.option = option.id;
    await this.services.say(dc.context, optionReply(this.services.knowledge, answer, option, withFact));
    return this.end(dc, { kind: 'done', answered: true });
  }

  /** The option that a reply picks by its position. */
  private placed({ utterance }: Turn, options: GuidedAnswerOptions): AnswerOption | undefined {
    return this.variant(this.answer(options), this.steps(options).optionAt(utterance));
  }

  private async cancelSteps(dc: DialogContext): Promise<DialogTurnResult> {
    const text = 'All right, no steps then. What else would you like to know?';
    await this.services.say(dc.context, { kind: 'notice', text, choices: [helpChoice, humanChoice] });
    return this.end(dc, { kind: 'cancelled' });
  }

  private variant(answer: Answer, id: string | undefined): AnswerOption | undefined {
    return answer.variants?.options.find((option) => option.id === id);
  }

  private steps({ id, answerId = id }: { id?: string; answerId?: string | undefined }): GuidedSteps {
    const steps = this.guided.get(answerId ?? '');
    if (steps === undefined) throw new Error(`No guided answer has the id ${answerId}.`);
    return steps;
  }

  /** The model named instead of the answer's own, as it appears in a reply. */
  private otherModel(
    dc: DialogContext,
    { models, utterance }: GuidedAnswerOptions,
    answer: Answer,
  ): string | undefined {
    const own = answer.about.model;
    if (own === undefined) return undefined;
    const [named] = models;
    if (named !== undefined && !namesOther(models, answer)) return undefined;
    if (named !== undefined) return named.kind === 'listed' ? named.model : quoted(named.written);
    const { data, now } = turnOf(dc.context);
    const [inFocus] = pointsBack(utterance).pronoun ? (freshFocus(data, now)?.models ?? []) : [];
    return inFocus === own ? undefined : inFocus;
  }

  private answer({ answerId }: GuidedAnswerOptions): Answer {
    const answer = this.services.knowledge.answers.get(answerId);
    if (answer === undefined) throw new Error(`No answer has the id ${answerId}.`);
    return answer;
  }
}

import { Dialog, type DialogContext, type DialogTurnResult } from './dialog.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import type { PatchTable } from '#knowledge/schema.ts';
import { patchIntents } from '#knowledge/intents.ts';
import { type AdvisoryMention, advisoriesNamed } from '#understanding/advisories.ts';
import { isReaction } from '#understanding/intents.ts';
import type { Reading } from '#understanding/understanding.ts';
import type { ModelMention } from '#understanding/models/mention.ts';
import { saysYes } from './assent.ts';
import { freshFocus, rememberFocus } from './conversation.ts';
import { OpenQuestion } from './open-question.ts';
import { positionIn } from './ordinals.ts';
import type { DialogServices } from './services.ts';
import { PatchListDialog } from './patch-list.ts';
import { advisoriesOf, statusReply } from './patch-status-text.ts';
import { choice, quoted } from './reply.ts';
import { humanChoice } from './titles.ts';
import { type Turn, turnOf } from './turn.ts';

/** The dialog's options, kept as its state while it waits for a model. */
export interface PatchStatusOptions {
  models: ModelMention[];
  /** The advisories that the question is about; empty if any will do, or if an earlier version asked the question. */
  advisories?: AdvisoryMention[];
  /** The general question that became this one because it named a model, if there was one. */
  general?: string | undefined;
}

const whereChoice = choice('Where do I find the model name?');
const listChoice = choice('Show me all models');
const lacksName = /\b(?:label|sticker|don'?t know|do not know|not sure|no idea|dunno|unsure)\b/i;
/** "Where do I find it?", but not "where can I buy one?" */
const looksForIt = /\b(?:where|find|look)\b/i;
const ofName =
  /\b(?:model|name|number|type|it|that|this)\b|^\W*(?:and |but |so )?where\b(?:\W+\w+){0,3}\W*$/i;
const ofOtherThings = /\b(?:buy|order|purchase|get|office|price|shop|stores?|sell|your?|signal|settings?)\b/i;
/** "No", "none of those": it is none of the models on offer. */
const refusesAll =
  /^\W*(?:no|nope|nah|neither|none)\b(?:\W+(?:of (?:them|these|those)|it (?:is|['’]s) not|it isn['’]?t|not that one|sorry|thanks))*\W*$/i;
/** "Why do you need that?", but not "why is my Internet slow?" */
const ofQuestion =
  /\b(?:you|need|ask\w*|want|matters?|models?|name|know|necessary|important)\b|^\W*(?:\w+\W+)?why\W*$/i;
const asksWhy =
  /^\W*(?:(?:but|and|so|ok(?:ay)?|hm+|sorry)\W+)*(?:why\b|what (?:do|would) you (?:need|want) (?:it|that|this) for|(?:do|does) (?:you|it|that) (?:really )?(?:need|have to|matter))(?:['’]\w+)?(?:[^\w'’]+[\w'’]+){0,8}[^\w'’]*$/i;
/** With more models than this, offering them as choices makes no sense. */
const MAX_CHOICES = 6;
const idsOf = ({ advisories = [] }: PatchStatusOptions): string[] =>
  advisories.map(({ advisory }) => advisory);
const wantsList = /\b(?:(?<!\b(?:at|after) )all|list|every|each|table)\b/i;

/** Gives the patch status of the models in the question, or asks for the model if it names none. */
export class PatchStatusDialog extends OpenQuestion<PatchStatusOptions> {
  static readonly id = 'patch-status';

  constructor(services: DialogServices) {
    super(PatchStatusDialog.id, services);
  }

  static optionsFor({ models, advisories, general }: Reading): PatchStatusOptions {
    return { models, advisories, general };
  }

  override async beginDialog(dc: DialogContext, options: PatchStatusOptions): Promise<DialogTurnResult> {
    const { data, now } = turnOf(dc.context);
    const models =
      options.models.length > 0 ? options.models : this.asMentions(freshFocus(data, now)?.models ?? []);
    return this.answerOrAsk(dc, { ...options, models });
  }

  override isAbout(intent: string): boolean {
    return patchIntents.some((id) => id === intent);
  }

  protected async ask(context: TurnContext, options: PatchStatusOptions, again: boolean): Promise<void> {
    const [unsure] = options.models;
    if (unsure?.kind === 'ambiguous') {
      const [only, ...others] = unsure.options;
      if (unsure.options.length > MAX_CHOICES) return this.askOfSeries(context, unsure);
      const isSeries = /^[a-z]+$/i.test(unsure.written);
      const text =
        others.length === 0
          ? isSeries
            ? `Is it the ${only}?`
            : `${quoted(unsure.written)} is not in the list. Is it the ${only}?`
          : `Several listed models could be ${quoted(unsure.written)}. Which one is yours?`;
      await this.services.say(context, { kind: 'question', text, choices: unsure.options.map(choice) });
      return;
    }
    const { examples, findModel } = this.tableOf(options);
    const text = again
      ? `I couldn't find a model in that. ${findModel}`
      : `Which model is it? For example ${examples.join(' or ')}.`;
    await this.services.say(context, { kind: 'question', text, choices: [whereChoice, listChoice] });
  }

  /** "My EWS": there are too many models to choose from, so the bot gives an example from the series. */
  private async askOfSeries(
    context: TurnContext,
    { written, options }: Extract<ModelMention, { kind: 'ambiguous' }>,
  ): Promise<void> {
    const text = `Which ${written.toUpperCase()} model is it? For example ${options.slice(0, 2).join(' or ')}; the number is enough.`;
    await this.services.say(context, { kind: 'question', text, choices: [whereChoice, listChoice] });
  }

  protected answers(turn: Turn, options: PatchStatusOptions): boolean {
    const [reading] = turn.readings;
    // "How do I set up the guest network of the ESR900?" names a model but asks for something else.
    const answer = this.services.knowledge.answers.get(reading.intent);
    if (reading.certainty === 'sure' && answer !== undefined && answer.about.advisory === undefined)
      return false;
    return (
      reading.models.length > 0 ||
      this.byNumber(turn.utterance, options).length > 0 ||
      this.byPart(turn, options).length > 0 ||
      this.refusesOptions(turn, options) ||
      (reading.intent !== 'human' && (this.asksWhere(turn) || this.asksList(turn) || this.asksWhy(turn)))
    );
  }

  protected async proceed(
    dc: DialogContext,
    turn: Turn,
    options: PatchStatusOptions,
  ): Promise<DialogTurnResult> {
    const [reading] = turn.readings;
    if (reading.models.length === 0) {
      if (this.refusesOptions(turn, options)) return this.sayNotListed(dc, options);
      if (this.asksWhy(turn)) {
        const text = 'Because each model has its own patch status. Which model is it?';
        await this.services.say(dc.context, { kind: 'question', text, choices: [whereChoice, listChoice] });
        return Dialog.EndOfTurn;
      }
      if (this.asksList(turn))
        return dc.replaceDialog(PatchListDialog.id, {
          utterance: '',
          advisories: idsOf(options),
        });
      const part = this.byPart(turn, options);
      const named =
        part.length > 0 ? this.mentionOf(turn.utterance, part) : this.byNumber(turn.utterance, options);
      if (named.length === 0) {
        const { findModel } = this.tableOf(options);
        await this.services.say(dc.context, {
          kind: 'question',
          text: `${findModel} Which model is it?`,
          choices: [listChoice],
        });
        return Dialog.EndOfTurn;
      }
      return this.answerOrAsk(dc, { ...options, models: named });
    }
    const isNamed = advisoriesNamed(reading.advisories).length > 0;
    const named = isNamed ? { advisories: reading.advisories } : {};
    return this.answerOrAsk(dc, { ...options, models: reading.models, ...named });
  }

  /** Gives what is certain, then asks about the first name that is not. */
  private async answerOrAsk(dc: DialogContext, options: PatchStatusOptions): Promise<DialogTurnResult> {
    const known = options.models.filter((mention) => mention.kind !== 'ambiguous');
    const unsure = options.models.filter((mention) => mention.kind === 'ambiguous');
    const near = known.flatMap((mention) => (mention.kind === 'unlisted' ? mention.near : []));
    if (known.length > 0) {
      const {
        text,
        data: facts,
        advisories,
      } = statusReply(this.services.knowledge, known, options.advisories ?? [], options.general);
      await this.services.say(dc.context, {
        kind: 'patch-status',
        text,
        data: facts,
        answerId: 'patch.status',
        choices: near.map(choice),
      });
      const models = known.flatMap((mention) => (mention.kind === 'listed' ? [mention.model] : []));
      const { data, now } = turnOf(dc.context);
      rememberFocus(data, now, {
        advisories: advisories.map(({ id }) => id),
        models,
        intent: 'patch.status',
      });
      data.lastAnswerId = 'patch.status';
    }
    if (unsure.length > 0 || known.length === 0) return this.open(dc, { ...options, models: unsure });
    // "Did this help?" is for facts, and would displace the nearest names among the choices.
    const gaveStatus = near.length === 0 && known.some(({ kind }) => kind === 'listed');
    return this.end(dc, { kind: 'done', answered: gaveStatus });
  }

  /** Whether the customer says that it is none of the models on offer. */
  private refusesOptions({ utterance }: Turn, { models: [offered] }: PatchStatusOptions): boolean {
    return offered?.kind === 'ambiguous' && refusesAll.test(utterance);
  }

  private async sayNotListed(dc: DialogContext, options: PatchStatusOptions): Promise<DialogTurnResult> {
    await this.services.say(dc.context, {
      kind: 'unknown',
      text: `Then I can't find yours in the published patch list. ${this.tableOf(options).findModel}`,
      choices: [listChoice, humanChoice],
    });
    return this.end(dc, { kind: 'done', answered: false });
  }

  /** The table of the newest advisory in question. */
  private tableOf(options: PatchStatusOptions): PatchTable {
    const [newest] = advisoriesOf(this.services.knowledge, idsOf(options));
    if (newest === undefined) throw new Error('The knowledge has no advisory.');
    return newest.patch;
  }

  private asksWhere(turn: Turn): boolean {
    const [{ certainty, intent }] = turn.readings;
    if (certainty === 'sure' && !isReaction(intent)) return false;
    const { utterance } = turn;
    const looks = looksForIt.test(utterance) && ofName.test(utterance) && !ofOtherThings.test(utterance);
    return looks || lacksName.test(utterance);
  }

  /** Whether the customer asks why the bot wants to know the model. */
  private asksWhy({ utterance, readings: [{ certainty, intent }] }: Turn): boolean {
    const asks = asksWhy.test(utterance) && ofQuestion.test(utterance);
    return asks && (certainty !== 'sure' || isReaction(intent));
  }

  private asksList(turn: Turn): boolean {
    const [reading] = turn.readings;
    return (
      reading.intent === 'patch.list' || (reading.certainty !== 'sure' && wantsList.test(turn.utterance))
    );
  }

  private asMentions(models: readonly string[]): ModelMention[] {
    return models.map((model) => ({
      kind: 'listed',
      model,
      how: 'context',
      written: model,
      start: 0,
      end: 0,
    }));
  }

  /**
   * "the 900": models with that number, of the series in question if there is one. A number names a model only here,
   * because the bot has just asked for one.
   */
  private byNumber(utterance: string, { models: [asked] }: PatchStatusOptions): ModelMention[] {
    const [written, number] = /\b(\d{3,4})[a-z-]*\b/i.exec(utterance) ?? [];
    if (written === undefined) return [];
    if (asked?.kind === 'ambiguous' && /^[a-z]+$/i.test(asked.written))
      return this.services.understand(`${asked.written.toUpperCase()}${written}`).readings[0].models;
    const named = [...this.services.knowledge.models.keys()].filter(
      (name) => /\d+/.exec(name)?.[0] === number,
    );
    return named.length === 0 ? [] : this.mentionOf(utterance, named);
  }

  /** "the AC one", "the second": picks one of the models on offer. */
  private byPart(turn: Turn, { models }: PatchStatusOptions): string[] {
    const { utterance } = turn;
    const [offered] = models;
    if (offered?.kind !== 'ambiguous') return [];
    if (offered.options.length === 1 && saysYes(turn)) return offered.options;
    const place = positionIn(utterance, offered.options.length);
    if (place !== undefined) return offered.options.slice(place, place + 1);
    const words = [...utterance.toLowerCase().matchAll(/[a-z]+|\d+/g)].map(([word]) => word);
    const matching = offered.options.filter((name) => {
      const tail = name.toLowerCase().slice(offered.written.replaceAll(/[^a-z0-9]/gi, '').length);
      const parts = [...tail.matchAll(/[a-z]+|\d+/g)].map(([part]) => part);
      return parts.length > 0 && parts.every((part) => words.includes(part));
    });
    // The longest match wins: "5 AC" is the EnStation5-AC, not the EnStation5.
    const longest = Math.max(0, ...matching.map((name) => name.length));
    return matching.filter((name) => name.length === longest);
  }

  private mentionOf(written: string, names: readonly string[]): ModelMention[] {
    const [only] = names;
    return names.length === 1 && only !== undefined
      ? this.asMentions([only])
      : [
          {
            kind: 'ambiguous',
            options: [...names],
            written: /\d{3,4}/.exec(written)?.[0] ?? written,
            start: 0,
            end: 0,
          },
        ];
  }
}

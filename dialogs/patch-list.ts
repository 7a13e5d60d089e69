import type { DialogContext, DialogTurnResult } from './dialog.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import type { Advisory } from '#knowledge/knowledge.ts';
import { patchIntents } from '#knowledge/intents.ts';
import { advisoriesNamed } from '#understanding/advisories.ts';
import { type Focus, pointsBack } from '#understanding/context.ts';
import { createFindSeries } from '#understanding/models/series.ts';
import type { Reading } from '#understanding/understanding.ts';
import { freshFocus, rememberFocus } from './conversation.ts';
import { OpenQuestion } from './open-question.ts';
import { positionIn } from './ordinals.ts';
import { listsData, listText, statusesAsked } from './patch-list-text.ts';
import type { DialogServices } from './services.ts';
import { advisoryChoices } from './titles.ts';
import { type Turn, turnOf } from './turn.ts';

const asksYesOrNo = /^\W*(?:(?:and|so|hi|hello|hey|please)\W+)*(?:are|is|do|does|have|has|did|were)\b/i;

/** The dialog's options, kept as its state while it waits for the advisory. */
export interface PatchListOptions {
  utterance: string;
  /** Ids of the advisories in question. */
  advisories: string[];
}

/** Lists the models by patch status. Asks for the advisory if several are known and the question names none. */
export class PatchListDialog extends OpenQuestion<PatchListOptions> {
  static readonly id = 'patch-list';

  constructor(services: DialogServices) {
    super(PatchListDialog.id, services);
  }

  static optionsFor({ utterance, advisories }: Reading): PatchListOptions {
    return { utterance, advisories: advisories.map(({ advisory }) => advisory) };
  }

  override async beginDialog(dc: DialogContext, options: PatchListOptions): Promise<DialogTurnResult> {
    const { advisories } = this.services.knowledge;
    const meant = [...advisories.values()].filter(({ id }) => options.advisories.includes(id));
    const all = meant.length > 0 || advisories.size > 1 ? meant : [...advisories.values()];
    return all.length === 0 ? this.open(dc, options) : this.giveLists(dc, all, options.utterance);
  }

  override isAbout(intent: string): boolean {
    return patchIntents.some((id) => id === intent);
  }

  protected async ask(context: TurnContext): Promise<void> {
    const text = 'Which vulnerability is it about?';
    await this.services.say(context, {
      kind: 'question',
      text,
      choices: advisoryChoices(this.services.knowledge),
    });
  }

  protected answers(turn: Turn): boolean {
    return this.picked(turn).length > 0;
  }

  protected async proceed(
    dc: DialogContext,
    turn: Turn,
    { utterance }: PatchListOptions,
  ): Promise<DialogTurnResult> {
    return this.giveLists(dc, this.picked(turn), utterance);
  }

  private async giveLists(
    dc: DialogContext,
    advisories: readonly Advisory[],
    utterance: string,
  ): Promise<DialogTurnResult> {
    const { knowledge } = this.services;
    const { data, now } = turnOf(dc.context);
    const series = this.seriesAsked(advisories, utterance, freshFocus(data, now));
    for (const advisory of advisories) {
      // "Are the EAPs fixed?" wants to know of each of them.
      const isOfEach = series.length > 0 && asksYesOrNo.test(utterance);
      const asked = isOfEach ? advisory.patch.statuses : statusesAsked(advisory, utterance);
      await this.services.say(dc.context, {
        kind: 'patch-list',
        text: listText(knowledge, advisory, asked, series),
        data: listsData(knowledge, advisory, asked, series),
        answerId: 'patch.list',
      });
    }
    const ids = advisories.map(({ id }) => id);
    rememberFocus(data, now, { advisories: ids, series, intent: 'patch.list' });
    data.lastAnswerId = 'patch.list';
    return this.end(dc, { kind: 'done', answered: true });
  }

  /** The series that the question names; after a list of some, "and which ones still wait?" is about the same. */
  private seriesAsked(advisories: readonly Advisory[], utterance: string, focus?: Focus): readonly string[] {
    const { series } = createFindSeries(advisories.flatMap(({ models }) => [...models.keys()]))(utterance);
    const refersBack = focus?.intent === 'patch.list' && pointsBack(utterance).pronoun;
    return series.length === 0 && refersBack && !/\ball\b/i.test(utterance) ? (focus.series ?? []) : series;
  }

  /** The advisories that a reply names or picks by position. */
  private picked({ utterance, readings: [{ advisories }] }: Turn): Advisory[] {
    const all = [...this.services.knowledge.advisories.values()];
    const named = advisoriesNamed(advisories);
    const place = positionIn(utterance, all.length);
    if (named.length === 0 && place !== undefined) return all.slice(place, place + 1);
    return all.filter(({ id }) => named.includes(id));
  }
}

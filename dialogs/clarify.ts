import type { DialogContext, DialogTurnResult } from './dialog.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { type Title, titleOf } from '#knowledge/titles.ts';
import type { Reading } from '#understanding/understanding.ts';
import { OpenQuestion } from './open-question.ts';
import { positionIn } from './ordinals.ts';
import type { DialogServices } from './services.ts';
import { namesOf } from './advisory-names.ts';
import { advisoriesFor } from './patch-status-text.ts';
import { listedIn } from './conversation.ts';
import { choice } from './reply.ts';
import type { Turn } from './turn.ts';

/** What was unclear: the reading, and the intents that it may have. */
export interface ClarifyOptions {
  /** Missing if an earlier version of the bot asked the question. */
  reading: Omit<Reading, 'advisories'> & Partial<Pick<Reading, 'advisories'>>;
}

const noneChoice = choice('None of these');
const yesChoice = choice('Yes');
const noChoice = choice('No');
const none = /^\s*(none|neither|nothing|no)\b/i;
/** "No, the cameras" names what is meant; "no, not the cameras" does not. */
const refuses = /^\s*(?:none|neither|nothing)\b|\b(?:not|don['’]?t|isn['’]?t|never)\b/i;
/** An unclear reply still picks an option if its reading leans towards it with at least this confidence. */
const leaning = 0.4;

/** The question to ask if only one meaning is possible; a yes answers it. */
function plainQuestion(
  knowledge: Knowledge,
  { models, advisories = [], candidates }: ClarifyOptions['reading'],
  only: Title,
): string {
  const names = listedIn([{ models }]);
  const of = new Set(names.flatMap((name) => advisoriesFor(knowledge, name, advisories)));
  if (candidates[0] === 'patch.status' && names.length > 0)
    return `Would you like to know whether the ${names.join(' and the ')} ${names.length > 1 ? 'have' : 'has'} the ${namesOf(of)} patch?`;
  return `Did you mean “${only.question}”?`;
}

/** Asks "Did you mean …?" with at most three options. Choosing one leads to its answer. */
export class ClarifyDialog extends OpenQuestion<ClarifyOptions> {
  static readonly id = 'clarify';

  constructor(services: DialogServices) {
    super(ClarifyDialog.id, services);
  }

  override async beginDialog(dc: DialogContext, options: ClarifyOptions): Promise<DialogTurnResult> {
    return this.open(dc, options);
  }

  /** A customer who has moved on does not want to be asked about it again. */
  override readonly insists = false;

  protected async ask(context: TurnContext, { reading }: ClarifyOptions): Promise<void> {
    const { knowledge } = this.services;
    const [advisory] = reading.advisories ?? [];
    const titles = reading.candidates.flatMap(
      (intent) => titleOf(knowledge, intent, advisory?.advisory) ?? [],
    );
    const [only, ...others] = titles;
    if (only !== undefined && others.length === 0 && reading.rule !== 'name') {
      const text = plainQuestion(knowledge, reading, only);
      return this.services.say(context, { kind: 'clarify', text, choices: [yesChoice, noChoice] });
    }
    const question =
      reading.rule === 'name'
        ? `What would you like to know about ${reading.apps[0]}?`
        : 'Did you mean one of these?';
    const list = titles.map((title, at) => `${at + 1}. ${title.question}`).join('\n');
    await this.services.say(context, {
      kind: 'clarify',
      text: `${question}\n\n${list}`,
      question,
      choices: [...titles.map(({ label }) => choice(label)), noneChoice],
    });
  }

  protected answers(turn: Turn, options: ClarifyOptions): boolean {
    return this.picked(turn, options) !== undefined;
  }

  protected async proceed(dc: DialogContext, turn: Turn, options: ClarifyOptions): Promise<DialogTurnResult> {
    const intent = this.picked(turn, options);
    if (intent === undefined || intent === 'none') return this.end(dc, { kind: 'declined' });
    const latest = turn.readings[0];
    // Models named in the first message still count ("does it work with my ESR350?"), unless the reply names others.
    const models = latest.models.length > 0 ? latest.models : options.reading.models;
    const { advisories = latest.advisories } = options.reading;
    const reading: Reading = {
      ...options.reading,
      intent,
      models,
      advisories,
      certainty: 'sure',
      candidates: [],
    };
    return this.end(dc, { kind: 'chosen', reading });
  }

  /** The intent that the reply picks: `none` for "none of these", undefined if it picks nothing. */
  private picked(turn: Turn, { reading }: ClarifyOptions): string | undefined {
    const { utterance } = turn;
    const [latest] = turn.readings;
    const { candidates } = reading;
    if (latest.rule === 'title') return candidates.find((intent) => intent === latest.intent);
    const place = positionIn(utterance, candidates.length);
    if (place !== undefined) return candidates[place];
    if (latest.intent === 'no') return 'none';
    if (latest.intent === 'yes' && latest.certainty === 'sure')
      return candidates.length === 1 ? candidates[0] : undefined;
    const [likeliest] = latest.ranked;
    const leans =
      likeliest !== undefined && likeliest.score >= leaning && candidates.includes(likeliest.intent);
    if (leans && latest.boundary === undefined && !refuses.test(utterance)) return likeliest.intent;
    return none.test(utterance) && latest.certainty !== 'sure' ? 'none' : undefined;
  }
}

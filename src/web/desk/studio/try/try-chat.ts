import { type ReadonlySignal, signal } from '@preact/signals';
import type { ExpectRequest, StudioTry, StudioTurn } from '#desk/studio/try-wire.ts';
import type { StudioKey } from '#desk/studio/wire.ts';
import { studioApi } from '../studio-api.ts';
import { tryWords as words } from './words.ts';

/** While the full training of the draft is running, the conversation is replayed at this interval. */
const AGAIN_MS = 5_000;

type Unusable = Extract<StudioTry, { kind: 'unusable' }>;

/** An expected answer saved here: from one side's reply, or from the whole conversation. */
interface Kept {
  /** What was saved, as text: if the replies change, it is another. */
  wish: string;
  key: StudioKey;
}

const texts = signal<readonly string[]>([]);
const turns = signal<readonly StudioTurn[]>([]);
/** The message being asked, until its replies arrive. */
const asking = signal<string>();
const status = signal('');
const problem = signal('');
const isQuick = signal(false);
const unusable = signal<Unusable>();
const kept = signal<readonly Kept[]>([]);
const isKeeping = signal(false);
/** What is typed in the box. */
const typed = signal('');

const language = signal('');

/** The conversation with the message being asked, which a replay must not drop. */
const wantedTexts = (): readonly string[] =>
  asking.value === undefined ? texts.value : [...texts.value, asking.value];

let runs = 0;
let again: ReturnType<typeof setTimeout> | undefined;

/** Replays the conversation from its start; the result of an earlier, unfinished run is dropped. */
async function run(said: readonly string[]): Promise<void> {
  runs += 1;
  const mine = runs;
  clearTimeout(again);
  for (;;) {
    const answer = await studioApi.tryOut(said, language.value);
    if (mine !== runs) return;
    problem.value = answer.ok ? '' : answer.problem;
    const tried = answer.ok ? answer.body : undefined;
    if (tried?.kind === 'preparing') {
      status.value = words.preparing(tried.done, tried.total);
      continue;
    }
    status.value = '';
    // What got no reply can be sent again.
    if (tried?.kind !== 'tried') typed.value ||= asking.value ?? '';
    asking.value = undefined;
    if (tried !== undefined) show(said, tried);
    return;
  }
}

function show(said: readonly string[], tried: Exclude<StudioTry, { kind: 'preparing' }>): void {
  unusable.value = tried.kind === 'unusable' ? tried : undefined;
  if (tried.kind === 'unusable') return;
  texts.value = said;
  turns.value = tried.turns;
  isQuick.value = !tried.isExact;
  if (!tried.isExact) again = setTimeout(() => void run(said), AGAIN_MS);
}

interface TryChat {
  readonly texts: ReadonlySignal<readonly string[]>;
  readonly turns: ReadonlySignal<readonly StudioTurn[]>;
  readonly asking: ReadonlySignal<string | undefined>;
  /** What the chat is waiting for; '' if nothing. */
  readonly status: ReadonlySignal<string>;
  /** A sentence; '' if there is none. */
  readonly problem: ReadonlySignal<string>;
  /** Whether the draft's replies are approximate, because the full training has not finished. */
  readonly isQuick: ReadonlySignal<boolean>;
  readonly unusable: ReadonlySignal<Unusable | undefined>;
  /** The language that the customer's chat is set to; '' for English. */
  readonly language: ReadonlySignal<string>;
  readonly typed: ReadonlySignal<string>;
  /** Whether something is being saved as an expected answer. */
  readonly isKeeping: ReadonlySignal<boolean>;
  /** Sets what is typed in the box. */
  type: (text: string) => void;
  /** Replays the conversation in another language. */
  speak: (language: string) => void;
  /** Replays the conversation with the current draft. */
  resume: () => void;
  /** Stops updating, because the page was left. */
  pause: () => void;
  say: (text: string) => void;
  restart: () => void;
  /**
   * Saves a side's replies as an expected answer.
   * @param only the message's index, from 0; undefined for the whole conversation
   */
  keep: (side: 'published' | 'draft', only?: number) => Promise<void>;
  keptOf: (side: 'published' | 'draft', only?: number) => StudioKey | undefined;
}

/** What to save: the replies as they are on the screen. */
function wishOf(side: 'published' | 'draft', only?: number): ExpectRequest {
  const said = texts.value.slice(0, only === undefined ? undefined : only + 1);
  // The first turn is the opening.
  const shown = turns.value.slice((only ?? 0) + 1, said.length + 1);
  return {
    texts: [...said],
    side,
    ...(only === undefined ? {} : { only }),
    seen: shown.map((turn) => turn[side].expectation),
  };
}

/** The conversation that an editor tries out. It is kept while they visit other sections. */
export const tryChat: TryChat = {
  texts,
  turns,
  asking,
  status,
  problem,
  isQuick,
  unusable,
  language,
  typed,
  isKeeping,
  type(text) {
    typed.value = text;
  },
  speak(wanted) {
    language.value = wanted;
    status.value = words.sending;
    void run(wantedTexts());
  },
  resume() {
    if (turns.value.length === 0) status.value = words.preparing(0, 0);
    void run(wantedTexts());
  },
  pause() {
    runs += 1;
    clearTimeout(again);
    status.value = '';
  },
  say(text) {
    asking.value = text;
    status.value = words.sending;
    void run(wantedTexts());
  },
  restart() {
    kept.value = [];
    asking.value = undefined;
    texts.value = [];
    turns.value = turns.value.slice(0, 1);
    void run([]);
  },
  async keep(side, only) {
    if (isKeeping.value) return;
    isKeeping.value = true;
    const wish = wishOf(side, only);
    const answer = await studioApi.expect(wish);
    isKeeping.value = false;
    if (answer.ok) kept.value = [...kept.value, { wish: JSON.stringify(wish), key: answer.body }];
    // Shows the replies as they are by now.
    else if (answer.code === 'Changed') await run(wantedTexts());
    problem.value = answer.ok ? '' : answer.problem;
  },
  keptOf(side, only) {
    const wanted = JSON.stringify(wishOf(side, only));
    return kept.value.find(({ wish }) => wish === wanted)?.key;
  },
};

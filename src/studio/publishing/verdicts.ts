import type { Logger } from 'pino';
import type { Mask, MaskedPart } from '#review/masking/mask.ts';
import type { StoredQuestion } from '#store/review-questions.ts';
import type { Store } from '#store/store.ts';
import type { DraftSnapshot, Studio } from '../studio.ts';
import { WorkbenchError } from '../workbench/workbench-error.ts';
import type { Bench } from './bench.ts';
import { begunVerdict, groupIdOf, placed, type Verdict, versionOf } from './verdict.ts';

/** How many questions are read again. */
const MAX_QUESTIONS = 5_000;
const MAX_SHOWN = 200;

export interface VerdictParts {
  store: Pick<Store, 'reviewQuestions'>;
  studio: Studio;
  bench: Bench;
  /** Masks questions as the review does. */
  mask: () => Mask;
  log: Logger;
}

interface Working {
  snapshot: DraftSnapshot;
  verdict: Verdict;
  questions: readonly StoredQuestion[];
}

/** The questions of a group of a verdict. */
type GroupQuestions =
  | { kind: 'found'; questions: { parts: MaskedPart[]; at: Date }[] }
  /** This server is still computing the verdict. */
  | { kind: 'unfinished' }
  /** The draft has changed since. */
  | { kind: 'outdated' };

/** Computes what publishing the draft would do, and caches the result until the draft changes. */
export class Verdicts {
  readonly #parts: VerdictParts;
  #working: Working | undefined;

  constructor(parts: VerdictParts) {
    this.#parts = parts;
  }

  /**
   * What is known so far; the rest is being computed.
   * @param waitingFor the version of an unfinished verdict: asking for more of it costs nothing
   * @param isFresh computes it again if it failed
   */
  async read({ waitingFor, isFresh = false }: { waitingFor?: string; isFresh?: boolean }): Promise<Verdict> {
    const known = this.#working?.verdict;
    if (known !== undefined && known.version === waitingFor && !known.isDone) return known;
    const snapshot = await this.#parts.studio.snapshot();
    const version = versionOf(snapshot);
    const isKnown = this.#working?.verdict.version === version;
    const hasFailed = this.#working?.verdict.failure !== undefined;
    if (this.#working !== undefined && isKnown && !(isFresh && hasFailed)) return this.#working.verdict;
    const working: Working = { snapshot, verdict: begunVerdict(version, snapshot), questions: [] };
    this.#working = working;
    void this.#findOut(working);
    return working.verdict;
  }

  /**
   * The questions of a group, masked, newest first; only some if there are many.
   * @param group its id, see `groupIdOf`
   */
  async questionsOf(version: string, group: string): Promise<GroupQuestions> {
    // Another server may have made the verdict.
    if (this.#working?.verdict.version !== version) await this.read({});
    const working = this.#working;
    if (working?.verdict.version !== version) return { kind: 'outdated' };
    const { verdict, questions } = working;
    if (!verdict.isDone) return { kind: 'unfinished' };
    // A server that checked the draft later may have read questions that form no such group.
    const places = verdict.behaviour?.groups.find((each) => groupIdOf(each) === group)?.questions ?? [];
    const mask = this.#parts.mask();
    const shown = places.slice(0, MAX_SHOWN).flatMap((place) => {
      const asked = questions[place];
      if (asked === undefined) return [];
      return [{ parts: mask(asked.question, asked.names).parts, at: new Date(asked.at) }];
    });
    return { kind: 'found', questions: shown };
  }

  async #findOut(working: Working): Promise<void> {
    const more = (found: Partial<Verdict>): void => {
      working.verdict = { ...working.verdict, ...found };
    };
    try {
      await this.#findOutAll(working, more);
    } catch (error) {
      const isKnown = error instanceof WorkbenchError;
      if (!isKnown) this.#parts.log.error({ err: error }, 'could not find out what publishing would change');
      more({ failure: isKnown ? error.message : 'Something went wrong. Please try again.' });
    }
    more({ isDone: true });
  }

  async #findOutAll(working: Working, more: (found: Partial<Verdict>) => void): Promise<void> {
    const { bench, store } = this.#parts;
    const { snapshot } = working;
    const { published, documents: draft } = snapshot.drafted;
    const problems = placed(snapshot, await bench.check(draft));
    more({ problems });
    if (problems.length > 0) return;
    const sides = { published, draft };
    more({ expected: await bench.judge(sides) });
    working.questions = await store.reviewQuestions(0, MAX_QUESTIONS);
    const texts = working.questions.map(({ question }) => question);
    more({ behaviour: { read: texts.length, ...(await bench.reread(sides, texts)) } });
  }
}

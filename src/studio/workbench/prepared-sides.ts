import type { Documents } from '#knowledge/documents.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import { KnowledgeError } from '#knowledge/problems.ts';
import type { ReadYaml } from '#knowledge/read-yaml.ts';
import type { TrainedClassifier } from '#understanding/classifier/trained-classifier.ts';
import type { Classifiers } from './classifiers.ts';
import type { Prepared, SideName, Sides, Unusable } from './protocol.ts';
import { Side } from './side.ts';
import { WorkbenchError } from './workbench-error.ts';

/** Both sides, ready to read messages. */
export interface ReadySides extends Record<SideName, Side> {
  isExact: boolean;
}

interface Held {
  key: string;
  quick: Promise<Found>;
  exact: Promise<Found>;
  /** The best version so far. */
  ready?: ReadySides;
}

type Found = ReadySides | Unusable;

/** The sides that the child holds: those prepared last, unless their training failed or was interrupted. */
export class PreparedSides {
  readonly #classifiers: Classifiers;
  readonly #read: ReadYaml;
  #held: Held | undefined;
  /** Kept while drafts change, with the readings that it has cached. */
  #published: { documents: Documents; side: Side } | undefined;
  /** One after the other, so that the latest request wins. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(classifiers: Classifiers, read: ReadYaml) {
    this.#classifiers = classifiers;
    this.#read = read;
  }

  /** Requests to prepare the same sides at the same time share the work. @throws {WorkbenchError} Superseded */
  async prepare(key: string, sides: Sides, isExact: boolean): Promise<Prepared> {
    const held = this.#held?.key === key ? this.#held : this.#begin(key, sides);
    const prepared = await (isExact ? held.exact : held.quick);
    return 'kind' in prepared ? prepared : { kind: 'ready', isExact: (held.ready ?? prepared).isExact };
  }

  /** @throws {WorkbenchError} NotPrepared */
  get(key: string): ReadySides {
    if (this.#held?.key !== key || this.#held.ready === undefined) throw new WorkbenchError('NotPrepared');
    return this.#held.ready;
  }

  #begin(key: string, sides: Sides): Held {
    const readers = this.#last.then(() => {
      if (this.#held !== held) throw new WorkbenchError('Superseded');
      return this.#readersOf(sides);
    });
    this.#last = readers.catch(() => undefined);
    const held: Held = {
      key,
      quick: readers.then((found): Found | Promise<Found> => ('kind' in found ? found : found.quick)),
      exact: readers.then((found): Found | Promise<Found> => ('kind' in found ? found : found.exact)),
    };
    this.#held = held;
    const keep = (found: Found): void => {
      if (!('kind' in found)) held.ready = found;
    };
    // Even if the quick version is ready: it would never become exact.
    const forget = (): void => {
      if (this.#held === held) this.#held = undefined;
    };
    held.quick.then(keep, forget);
    held.exact.then(keep, forget);
    return held;
  }

  async #readersOf(
    sides: Sides,
  ): Promise<{ quick: Promise<ReadySides>; exact: Promise<ReadySides> } | Unusable> {
    const published = await this.#publishedSide(sides.published);
    if ('kind' in published) return published;
    const after = this.#knowledgeOf('draft', sides.draft);
    if ('kind' in after) return after;
    const training = await this.#classifiers.of(after, published.classifier);
    const draft = (classifier: TrainedClassifier): Side => new Side(after, training.key, classifier);
    const { isExact } = training;
    const quick = training.quick.then((classifier) => ({ published, draft: draft(classifier), isExact }));
    const exact = isExact
      ? quick
      : training.exact.then((classifier) => ({ published, draft: draft(classifier), isExact: true }));
    return { quick, exact };
  }

  async #publishedSide(documents: Documents): Promise<Side | Unusable> {
    if (this.#published !== undefined && isSame(this.#published.documents, documents))
      return this.#published.side;
    const knowledge = this.#knowledgeOf('published', documents);
    if ('kind' in knowledge) return knowledge;
    const { key, exact } = await this.#classifiers.of(knowledge);
    const side = new Side(knowledge, key, await exact);
    this.#published = { documents, side };
    return side;
  }

  #knowledgeOf(side: SideName, documents: Documents): Knowledge | Unusable {
    try {
      return knowledgeOf(documents, this.#read);
    } catch (error) {
      if (!(error instanceof KnowledgeError)) throw error;
      return { kind: 'unusable', side, problems: error.problems };
    }
  }
}

const isSame = (one: Documents, other: Documents): boolean =>
  one.size === other.size && [...one].every(([path, text]) => other.get(path) === text);

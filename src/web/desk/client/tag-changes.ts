interface TagChangesParts {
  /** The chat's tags, as last loaded. */
  loaded: () => readonly string[];
  /** Replaces the chat's tags and loads them again. @returns whether that succeeded */
  replace: (tags: readonly string[]) => Promise<boolean>;
}

/** Changes a chat's tags one after another: each change replaces the whole list, so it builds on the one before it. */
export class TagChanges {
  readonly #parts: TagChangesParts;
  #tags: readonly string[] = [];
  #pending = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: TagChangesParts) {
    this.#parts = parts;
  }

  /** @returns whether it was added */
  add(tag: string): Promise<boolean> {
    return this.#change((tags) => [...new Set([...tags, tag])]);
  }

  /** @returns whether it was removed */
  remove(tag: string): Promise<boolean> {
    return this.#change((tags) => tags.filter((other) => other !== tag));
  }

  #change(change: (tags: readonly string[]) => readonly string[]): Promise<boolean> {
    if (this.#pending === 0) this.#tags = this.#parts.loaded();
    this.#pending += 1;
    const changing = this.#last.then(async () => {
      const next = change(this.#tags);
      const isDone = await this.#parts.replace(next);
      if (isDone) this.#tags = next;
      this.#pending -= 1;
      return isDone;
    });
    this.#last = changing;
    return changing;
  }
}

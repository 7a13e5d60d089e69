/** One thing wrong in the content, told so that an editor can mend it without reading code. */
export interface Problem {
  /** Path below the knowledge folder, e.g. "answers/enviewer.yaml". */
  file: string;
  /** The entry's id, the model of a row, or a line; empty where the whole file is meant. */
  entry: string;
  /** The field within the entry; empty where the whole entry is meant. */
  field: string;
  /** One plain sentence with the mend. */
  message: string;
}

/** The content under /knowledge cannot be used. Holds every problem found, not only the first. */
export class KnowledgeError extends Error {
  override readonly name = 'KnowledgeError';
  readonly code = 'KNOWLEDGE_INVALID';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    super(`The knowledge has ${count}:\n${problems.map(formatProblem).join('\n')}`);
    this.problems = problems;
  }
}

/** A problem on one line: file, entry, field, then the sentence. */
function formatProblem({ file, entry, field, message }: Problem): string {
  return `${[file, entry, field].filter((part) => part !== '').join(' › ')}: ${message}`;
}

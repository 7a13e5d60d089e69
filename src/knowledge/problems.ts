/** One problem in the content, described so that an editor can fix it without reading code. */
export interface Problem {
  /** The path relative to the knowledge folder, e.g. "answers/enviewer.yaml". */
  file: string;
  /** The entry's id, a row's model, or a line; empty for the whole file. */
  entry: string;
  /** The field within the entry; empty for the whole entry. */
  field: string;
  /** One plain sentence that says how to fix it. */
  message: string;
}

/** Thrown when the knowledge cannot be used. It lists every problem, not only the first. */
export class KnowledgeError extends Error {
  override readonly name = 'KnowledgeError';
  readonly code = 'KNOWLEDGE_INVALID';
  readonly problems: readonly Problem[];

  /** @param about the subject that has the problems, worded to begin a sentence, and further advice on what to do */
  constructor(problems: readonly Problem[], { what = 'The knowledge', advice = '' } = {}) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    const lines = [`${what} has ${count}:`, ...problems.map(formatProblem), advice];
    super(lines.filter((line) => line !== '').join('\n'));
    this.problems = problems;
  }
}

/** Formats a problem on one line: file, entry, field, then the sentence. */
export function formatProblem({ file, entry, field, message }: Problem): string {
  return `${[file, entry, field].filter((part) => part !== '').join(' › ')}: ${message}`;
}

import type { Problem } from './problems.ts';
import { type ReadYaml, readYaml } from './read-yaml.ts';

/** What was read from a document, by its text. */
interface Known {
  text: string;
  schema: unknown;
  content: unknown;
  problems: readonly Problem[];
}

/** For each document, the texts of two releases and what an editor has just typed. */
const TEXTS = 3;

/**
 * Creates a reader that remembers what it has read, for callers that read the same documents again and again with few
 * changes. Its results are shared: nobody may change them.
 */
export function rememberDocuments(): ReadYaml {
  const byFile = new Map<string, Known[]>();
  return (documents, file, schema, problems) => {
    const text = documents.get(file);
    if (text === undefined) return readYaml(documents, file, schema, problems);
    const known = byFile.get(file) ?? [];
    let found = known.find((each) => each.text === text && each.schema === schema);
    if (found === undefined) {
      const own: Problem[] = [];
      found = { text, schema, content: readYaml(documents, file, schema, own), problems: own };
    }
    byFile.set(file, [found, ...known.filter((each) => each !== found)].slice(0, TEXTS));
    problems.push(...found.problems);
    return found.content as ReturnType<typeof readYaml<typeof schema>>;
  };
}

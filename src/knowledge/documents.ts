import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KnowledgeError, type Problem } from './problems.ts';

/** The YAML documents of the knowledge: their text by path, e.g. "answers/enviewer.yaml". */
export type Documents = ReadonlyMap<string, string>;

const looksLikeYaml = /\.ya?ml$/i;

/** Whether a file could be meant as a document: its name ends in .yaml, .yml or similar. */
const isDocument = (name: string): boolean => looksLikeYaml.test(name);

/** The name under which a document would be read. */
export const withYamlEnding = (name: string): string => name.replace(looksLikeYaml, '.yaml');

/**
 * Reads the documents in `dir` and its folders, in the order of their paths, so that nothing depends on the disk. A
 * missing folder has none; for a file that cannot be read, `problems` says why.
 */
async function readDocuments(dir: string, problems: Problem[]): Promise<Documents> {
  const names = await readdir(dir, { recursive: true }).catch(() => []);
  const paths = names
    .map((name) => name.replaceAll('\\', '/'))
    .filter(isDocument)
    .sort();
  const texts = await Promise.all(paths.map((file) => readText(dir, file, problems)));
  return new Map(
    paths.flatMap((file, at) => {
      const text = texts[at];
      return text === undefined ? [] : [[file, text] as const];
    }),
  );
}

/** Reads the documents in `dir`. @throws {KnowledgeError} with each that cannot be read */
export async function loadDocuments(dir: string): Promise<Documents> {
  const problems: Problem[] = [];
  const documents = await readDocuments(dir, problems);
  if (problems.length > 0) throw new KnowledgeError(problems);
  return documents;
}

async function readText(dir: string, file: string, problems: Problem[]): Promise<string | undefined> {
  try {
    return await readFile(join(dir, file), 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = `The file cannot be read (${code ?? message}); check its permissions.`;
    problems.push({ file, entry: '', field: '', message: reason });
    return undefined;
  }
}

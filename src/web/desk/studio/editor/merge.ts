/** The result of merging two editors' versions. */
export interface Merged {
  content: unknown;
  /** The fields that both editors changed, to be chosen by hand; '' for the whole entry. `content` has mine. */
  conflicts: readonly string[];
}

type Fields = Record<string, unknown>;

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** Merges two versions of an entry. @param base the version that both are based on */
export function merged(base: unknown, mine: unknown, theirs: unknown): Merged {
  if (isSame(mine, theirs) || isSame(base, theirs)) return { content: mine, conflicts: [] };
  if (isSame(base, mine)) return { content: theirs, conflicts: [] };
  if (isTexts(base) && isTexts(mine) && isTexts(theirs))
    return { content: mergedTexts(base, mine, theirs), conflicts: [] };
  if (isFields(mine) && isFields(theirs)) return mergedFields(isFields(base) ? base : {}, mine, theirs);
  return { content: mine, conflicts: [''] };
}

/** Merges lists such as phrases: everything that either editor added is in, everything that either removed is out. */
function mergedTexts(base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  const kept = theirs.filter((text) => mine.includes(text) || !base.includes(text));
  return [...kept, ...mine.filter((text) => !base.includes(text) && !theirs.includes(text))];
}

function mergedFields(base: Fields, mine: Fields, theirs: Fields): Merged {
  const content: Fields = {};
  const conflicts: string[] = [];
  for (const name of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const isTheirs = isSame(base[name], mine[name]);
    const isBoth = !isTheirs && !isSame(base[name], theirs[name]) && !isSame(mine[name], theirs[name]);
    const together = isBoth ? mergedGroup(base[name], mine[name], theirs[name]) : undefined;
    const value = together ?? (isTheirs ? theirs[name] : mine[name]);
    if (value !== undefined) content[name] = value;
    if (isBoth && together === undefined) conflicts.push(name);
  }
  return { content, conflicts };
}

/** Merges a group if the editors changed different fields of it, such as two languages; undefined otherwise. */
function mergedGroup(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (!isFields(mine) || !isFields(theirs)) return undefined;
  const { content, conflicts } = merged(base, mine, theirs);
  return conflicts.length === 0 ? content : undefined;
}

/** Takes the other editor's version of one field. @param field '' for the whole entry */
export function withTheirs(mine: unknown, theirs: unknown, field: string): unknown {
  if (field === '' || !isFields(mine) || !isFields(theirs)) return theirs;
  const { [field]: _mine, ...others } = mine;
  return field in theirs ? { ...others, [field]: theirs[field] } : others;
}

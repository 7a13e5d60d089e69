import { comparable } from './phrases.ts';
import type { Problem } from './problems.ts';

/** Reports a problem for each value that is listed twice, compared by its words. */
export function repeated(values: { file: string; entry: string; field: string; value: string }[]): Problem[] {
  const first = new Map<string, { file: string; entry: string }>();
  return values.flatMap(({ value, ...place }) => {
    const earlier = first.get(comparable(value));
    if (earlier === undefined) {
      first.set(comparable(value), place);
      return [];
    }
    const where = earlier.entry === place.entry ? earlier.file : `${earlier.entry} in ${earlier.file}`;
    return [{ ...place, message: `"${value}" is already used by ${where}; change or remove one.` }];
  });
}

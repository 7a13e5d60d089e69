/** The fields of an entry or of a group in it. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

/** A field of a value of any type. @param name '' for the value itself */
export const valueOf = (value: unknown, name: string): unknown =>
  name === '' ? value : fieldsOf(value)[name];

/** Sets a field, keeping its position, or removes it. */
export function withField(value: unknown, name: string, next: unknown): unknown {
  if (name === '') return next;
  const { [name]: _old, ...others } = fieldsOf(value);
  if (next === undefined) return others;
  return name in fieldsOf(value) ? { ...fieldsOf(value), [name]: next } : { ...others, [name]: next };
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A value as text for an input. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

export const textsOf = (value: unknown): string[] => listOf(value).map(textOf);

/** A list with one item replaced. */
export const withItem = <Item>(list: readonly Item[], at: number, item: Item): Item[] =>
  list.map((each, place) => (place === at ? item : each));

export const withoutItem = <Item>(list: readonly Item[], at: number): Item[] =>
  list.filter((_item, place) => place !== at);

export function moved<Item>(list: readonly Item[], from: number, to: number): Item[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  return withoutItem(list, from).toSpliced(to, 0, item);
}

/** The place of a field within another: `variants` and `question` give `variants.question`. */
export const placeIn = (at: string, name: string | number): string =>
  [at, String(name)].filter((part) => part !== '').join('.');

/** Groups items with the same key, ordered by the first item of each group. */
export function groupedBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** What arrow keys lead to, in a list and the search box above it. */
const stopsIn = (list: HTMLElement): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('.row-link, .more'),
];

function targetOf(key: string, at: number, count: number): number | undefined {
  const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 };
  return targets[key];
}

/** Moves through a list by arrow keys, Home and End; down from the search box leads into it, and up leads back. */
export function moveInList(event: KeyboardEvent): void {
  const { key, target, currentTarget } = event;
  if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return;
  const isSearch = target.matches('input[type=search]');
  if (!isSearch && !target.matches('.row-link, .more')) return;
  // In the box, Home and End belong to its text.
  if (isSearch && key !== 'ArrowDown') return;
  const stops = stopsIn(currentTarget);
  const next = targetOf(key, stops.indexOf(target), stops.length);
  if (next === undefined) return;
  const element = next < 0 ? currentTarget.querySelector<HTMLElement>('input[type=search]') : stops[next];
  element?.focus();
  event.preventDefault();
}

/** The elements that arrow keys move between: a list's links and the search box above them. */
const stopsIn = (list: HTMLElement): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('.row-link, .more'),
];

function targetOf(key: string, at: number, count: number): number | undefined {
  const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 };
  return targets[key];
}

/** Moves through a list with arrow keys, Home and End; Down moves from the search box into the list, Up moves back. */
export function moveInList(event: KeyboardEvent): void {
  const { key, target, currentTarget } = event;
  if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return;
  const isSearch = target.matches('input[type=search]');
  if (!isSearch && !target.matches('.row-link, .more')) return;
  // In the search box, Home and End move within its text.
  if (isSearch && key !== 'ArrowDown') return;
  const stops = stopsIn(currentTarget);
  const next = targetOf(key, stops.indexOf(target), stops.length);
  if (next === undefined) return;
  const element = next < 0 ? currentTarget.querySelector<HTMLElement>('input[type=search]') : stops[next];
  element?.focus();
  event.preventDefault();
}

import { useEffect, useRef } from 'preact/hooks';

/* Arrow keys move between links that have their column and row in `data-column` and `data-row`. */

const spotsIn = (place: Element): (HTMLElement | SVGElement)[] => [
  ...place.querySelectorAll<HTMLElement | SVGElement>('a[data-column]'),
];

const placeOf = ({ dataset }: HTMLElement | SVGElement): [column: number, row: number] => [
  Number(dataset['column']),
  Number(dataset['row']),
];

const steps: Record<string, [columns: number, rows: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The spot that a key moves to: the next one in its direction. */
function targetOf(key: string, from: HTMLElement | SVGElement, spots: readonly (HTMLElement | SVGElement)[]) {
  if (key === 'Home') return spots[0];
  if (key === 'End') return spots.at(-1);
  const step = steps[key];
  if (step === undefined) return undefined;
  const [column, row] = placeOf(from);
  const distance = (spot: HTMLElement | SVGElement): number => {
    const [otherColumn, otherRow] = placeOf(spot);
    const along = (otherColumn - column) * step[0] + (otherRow - row) * step[1];
    const across = Math.abs((otherColumn - column) * step[1]) + Math.abs((otherRow - row) * step[0]);
    return along > 0 ? along + across * 100 : Infinity;
  };
  const nearest = spots.reduce((best, spot) => (distance(spot) < distance(best) ? spot : best), from);
  return nearest === from || distance(nearest) === Infinity ? undefined : nearest;
}

/** Makes many links a single Tab stop; arrow keys, Home and End move between them. */
export function useRovingFocus() {
  const place = useRef<Element | null>(null);
  const current = useRef<HTMLElement | SVGElement>(null);
  const mark = (next: HTMLElement | SVGElement | undefined): void => {
    if (next === undefined || place.current === null) return;
    for (const spot of spotsIn(place.current)) spot.setAttribute('tabindex', spot === next ? '0' : '-1');
    current.current = next;
  };
  // After a redraw, keep the stop if its link still exists.
  useEffect(() => {
    if (place.current === null) return;
    const spots = spotsIn(place.current);
    mark(spots.find((spot) => spot === current.current) ?? spots[0]);
  });
  return {
    ref: (element: Element | null) => {
      place.current = element;
    },
    onKeyDown: (event: KeyboardEvent): void => {
      const from = (event.target as Element).closest<HTMLElement | SVGElement>('a[data-column]');
      if (from === null || place.current === null) return;
      const target = targetOf(event.key, from, spotsIn(place.current));
      if (target === undefined) return;
      event.preventDefault();
      mark(target);
      target.focus();
    },
  };
}

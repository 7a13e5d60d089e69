const COUNT = /^\(\d+\) /;

/** A tab's title with the number of new messages before it; with 0, the title as the page has it. */
export function titleWith(title: string, count: number): string {
  const own = title.replace(COUNT, '');
  return count === 0 ? own : `(${count}) ${own}`;
}

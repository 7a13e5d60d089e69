const COUNT = /^\(\d+\) /;

/** Prefixes a tab's title with the number of new messages; 0 restores the page's own title. */
export function titleWith(title: string, count: number): string {
  const own = title.replace(COUNT, '');
  return count === 0 ? own : `(${count}) ${own}`;
}

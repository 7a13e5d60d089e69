/** Lets each patch table show only the models with one status, and announces how many there are. */
export function mountStatusFilters(): void {
  for (const section of document.querySelectorAll<HTMLElement>('.models')) {
    const choices = [...section.querySelectorAll<HTMLInputElement>('.filter input')];
    for (const input of choices) input.addEventListener('change', () => filter(section, input.value));
  }
}

function filter(section: HTMLElement, status: string): void {
  const rows = [...section.querySelectorAll<HTMLTableRowElement>('tbody tr')];
  for (const row of rows) row.hidden = status !== '' && row.dataset['status'] !== status;
  const count = section.querySelector('.model-count');
  const shown = rows.filter((row) => !row.hidden).length;
  if (count) count.textContent = `${shown} of ${rows.length} models`;
}

/** Shows all models again if the filter hides this row. */
export function uncover(row: HTMLElement): void {
  const section = row.closest<HTMLElement>('.models');
  if (section === null || !row.hidden) return;
  const all = section.querySelector<HTMLInputElement>('.filter input[value=""]');
  if (all) all.checked = true;
  filter(section, '');
}

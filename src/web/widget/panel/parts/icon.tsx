/** Paths on a 24 by 24 grid, all with the same stroke. */
const paths = {
  close: 'M6 6l12 12 M18 6L6 18',
  menu: 'M12 5.5v.01 M12 12v.01 M12 18.5v.01',
  bot: 'M4 5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-8l-5 4v-4H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Z M8 10h8 M8 13h5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z M4.5 20a7.5 7.5 0 0 1 15 0',
  send: 'M12 19V5 M6 11l6-6 6 6',
  attach: 'M20 11.5 12.3 19a5 5 0 0 1-7-7l8-8a3.4 3.4 0 0 1 4.8 4.8l-8 7.9a1.7 1.7 0 0 1-2.4-2.4l7.2-7',
  up: 'M7 11v9H4v-9h3Zm0 0 4-8c1.5 0 2.5 1 2.5 2.5V9H19c1 0 2 1 1.8 2l-1.3 7c-.2 1.2-1 2-2.2 2H7',
  down: 'M17 13V4h3v9h-3Zm0 0-4 8c-1.5 0-2.5-1-2.5-2.5V15H5c-1 0-2-1-1.8-2l1.3-7C4.7 4.8 5.5 4 6.7 4H17',
  copy: 'M9 9h10v11H9z M5 15V4h10',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  star: 'M12 4l2.5 5.2 5.7.8-4.1 4 1 5.7L12 17l-5.1 2.7 1-5.7-4.1-4 5.7-.8Z',
  arrow: 'M12 5v14 M6 13l6 6 6-6',
  fresh: 'M12 5v14 M5 12h14',
  download: 'M12 4v11 M7 11l5 5 5-5 M5 20h14',
  mail: 'M4 6h16v12H4z M4 7l8 6 8-6',
  sound: 'M6 17h12l-1.5-2.5V10a4.5 4.5 0 0 0-9 0v4.5L6 17Z M10.5 20h3',
} as const;

export type IconName = keyof typeof paths;

/** A small drawing next to text or in a labelled button; screen readers skip it. */
export const Icon = ({ name, fill = false }: { name: IconName; fill?: boolean }) => (
  <svg
    class="icon"
    viewBox="0 0 24 24"
    fill={fill ? 'currentColor' : 'none'}
    stroke="currentColor"
    stroke-width={name === 'menu' ? 2.6 : 1.8}
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
);

/** Paths on a 24 by 24 grid, all with the same stroke. */
const paths = {
  waiting: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z M12 7v5l3.5 2',
  mine: 'M4 5.5h16v11H11l-4.5 4v-4H4Z M8.5 9.5h7 M8.5 12.8h4',
  open: 'M4 13.5V6.5h16v7 M4 13.5h4.5l1.5 2.5h4l1.5-2.5H20v5H4Z',
  messages: 'M3.5 6h17v12.5h-17Z M4 6.8l8 6.2 8-6.2',
  closed: 'M4 5h16v4H4Z M5.5 9v10h13V9 M10 13h4',
  team: 'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z M2.5 19.5a6.5 6.5 0 0 1 13 0 M15.5 4.9a3.5 3.5 0 0 1 0 6.4 M18 14a6.5 6.5 0 0 1 3.5 5.5',
  accounts:
    'M4 5h16v14H4Z M9 12.2a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z M6.3 16a2.8 2.8 0 0 1 5.4 0 M14.5 9.5h3 M14.5 13h3',
  cannedReplies: 'M13 3 5 13.5h5.5L10 21l8.5-11H13Z',
  insights: 'M4 20V4 M4 20h16 M8.5 16v-5 M12.5 16V7 M16.5 16v-3',
  audit: 'M6 3.5h12v17H6Z M9 8h6 M9 12h6 M9 16h3.5',
  search: 'M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z M15.8 15.8 20.5 20.5',
  review: 'M4 5h16v10h-6l-3.5 4v-4H4Z M9.6 8.6a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .7-1 1.3 M12 13.4h.01',
  studio: 'M12 6.5C10 5 7 4.5 4 5v13c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V5c-3-.5-6 0-8 1.5Z M12 6.5v13',
  releases: 'M4.5 7.5 12 4l7.5 3.5L12 11Z M4.5 12 12 15.5l7.5-3.5 M4.5 16.5 12 20l7.5-3.5',
  star: 'M12 3.8l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8Z',
  back: 'M14.5 5.5 8 12l6.5 6.5',
  down: 'M6.5 9.5 12 15l5.5-5.5',
  check: 'M5 12.5 9.5 17 19 7.5',
  close: 'M6 6l12 12 M18 6 6 18',
  attach:
    'M19 11.5l-7.2 7.2a4.6 4.6 0 0 1-6.5-6.5l7.9-7.9a3 3 0 0 1 4.3 4.3l-7.8 7.8a1.5 1.5 0 0 1-2.1-2.1l7-7',
  preview:
    'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z M12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6Z',
  more: 'M5.5 12h.01 M12 12h.01 M18.5 12h.01',
  aside: 'M3.5 5h17v14h-17Z M14.5 5v14',
} as const;

/** An icon next to text or in a labelled button; screen readers skip it. */
export const Icon = ({ name }: { name: keyof typeof paths }) => (
  <svg
    class={`icon ${name === 'back' ? 'directed' : ''}`}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width={name === 'more' ? 2.8 : 1.8}
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
);

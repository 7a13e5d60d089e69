import { shellWords as words } from '../words.ts';

/** The notice of a server with made-up conversations. */
export const DemoNotice = () =>
  document.querySelector<HTMLElement>('#desk')?.dataset['demo'] === 'yes' ? (
    <p class="demo-notice">{words.demo}</p>
  ) : null;

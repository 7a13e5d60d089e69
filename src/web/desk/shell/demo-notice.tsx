import { shellWords as words } from '../words.ts';

/** Says so where the server shows made-up conversations. */
export const DemoNotice = () =>
  document.querySelector<HTMLElement>('#desk')?.dataset['demo'] === 'yes' ? (
    <p class="demo-notice">{words.demo}</p>
  ) : null;

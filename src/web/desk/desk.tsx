/** The agents' desk: the page at `/desk`. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import type { DeskAgent } from '../../desk/wire.ts';
import { api } from './api.ts';
import './desk.css';
import '../widget/panel/content/content.css';
import { Messages } from './messages.tsx';
import { SignIn } from './sign-in.tsx';

/** Who is signed in; `unknown` until the server has said so. */
const agent = signal<DeskAgent | 'unknown' | undefined>('unknown');

const signedOut = (): void => {
  agent.value = undefined;
};

async function findOut(): Promise<void> {
  const answer = await api.me();
  agent.value = answer.ok ? answer.body : undefined;
}

function Desk() {
  if (agent.value === 'unknown') return <main class="middle">Loading…</main>;
  if (agent.value === undefined)
    return (
      <SignIn
        onSignedIn={(who) => {
          agent.value = who;
        }}
      />
    );
  return <Messages agent={agent.value} onSignedOut={signedOut} />;
}

const place = document.querySelector('#desk');
if (place !== null) render(<Desk />, place);
void findOut();

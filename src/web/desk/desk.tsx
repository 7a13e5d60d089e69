/** The agents' desk: the page at `/desk`. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import type { DeskAgent, DeskSignInWays } from '#desk/wire.ts';
import { AccountForm } from './account-form.tsx';
import { api } from './api.ts';
import { surviveTranslation } from '../common/survive-translation.ts';
import '../page-colours.css';
import './desk.css';
import '../widget/panel/content/content.css';
import { Shell } from './shell.tsx';

/** Who is signed in; `unknown` until the server has said so. */
const agent = signal<DeskAgent | 'unknown' | undefined>('unknown');

const signedOut = (): void => {
  agent.value = undefined;
};

/** How one can sign in beside with a password. */
const ways = signal<DeskSignInWays>({ oidc: null });

/** What coming back from the provider came to, where it was not a session. */
const problems: Record<string, string> = {
  'no-account': 'There is no account for you at this desk; ask whoever runs it.',
  'sign-in-failed': 'That did not work. Please try again.',
};

async function findOut(): Promise<void> {
  const answer = await api.me();
  agent.value = answer.ok ? answer.body : undefined;
  if (answer.ok) return;
  const known = await api.signInWays();
  if (known.ok) ways.value = known.body;
}

const signedIn = (who: DeskAgent): void => {
  // The link of the first start is used up, and must not stay in the address bar.
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
  agent.value = who;
};

/** In the link that the very first start prints. A fragment: it is sent to no server and stands in no log. */
const setUpToken = (): string | undefined => /^#set-up=(.+)$/.exec(location.hash)?.[1];

function Desk() {
  if (agent.value === 'unknown') return <main class="middle">Loading…</main>;
  if (agent.value !== undefined) return <Shell agent={agent.value} onSignedOut={signedOut} />;
  const token = setUpToken();
  if (token !== undefined)
    return (
      <AccountForm
        action="Make the account"
        isNew
        submit={(given) => api.setUp({ ...given, token })}
        onSignedIn={signedIn}
      >
        The first account is a supervisor's. The password needs at least 12 characters.
      </AccountForm>
    );
  return (
    <AccountForm
      problem={problems[/^#problem=(.+)$/.exec(location.hash)?.[1] ?? ''] ?? ''}
      other={ways.value.oidc}
      action="Sign in"
      isNew={false}
      submit={({ email, password }) => api.signIn(email, password)}
      onSignedIn={signedIn}
    >
      Accounts are made by whoever runs the server: <code>npm run agents</code>.
    </AccountForm>
  );
}

const place = document.querySelector('#desk');
if (place !== null) {
  render(<Desk />, place);
  surviveTranslation(place);
}
void findOut();

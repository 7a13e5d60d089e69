/** The agents' desk: the page at `/desk`. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import type { DeskAgent, DeskSignInWays } from '#desk/wire.ts';
import { type Backoff, waitAfter } from '#time/backoff.ts';
import { AccountForm } from './account-form.tsx';
import { api } from './api.ts';
import { createOutboxes } from './client/outbox.ts';
import { SetPassword } from './set-password.tsx';
import { surviveTranslation } from '../common/survive-translation.ts';
import '../design/tokens.css';
import '../design/base.css';
import './parts/controls.css';
import './parts/row.css';
import './parts/transcript.css';
import './parts/skeleton.css';
import './conversation/conversation.css';
import './shell/shell.css';
import './messages/messages.css';
import './team/team.css';
import './review/review.css';
import './desk.css';
import './closed/closed.css';
import './customer/customer.css';
import './insights/insights.css';
import './studio/paste/paste.css';
import './studio/studio.css';
import './studio/try/try.css';
import '../widget/panel/content/content.css';
import { Shell } from './shell/shell.tsx';

/** Who is signed in; `unknown` until the server says. */
const agent = signal<DeskAgent | 'unknown' | undefined>('unknown');

const outboxOf = createOutboxes();

/** The ways to sign in besides a password. */
const ways = signal<DeskSignInWays>({ oidc: null });

/** Why a sign-in through the provider failed. */
const problems: Record<string, string> = {
  'no-account': 'You do not have an account here. Ask a supervisor for one.',
  'sign-in-failed': 'Sign-in failed. Please try again.',
};

/** Why the server has not said who is signed in; '' while it is being asked for the first time. */
const trouble = signal('');

const NOT_SIGNED_IN = 401;
const BACKOFF: Backoff = { firstMs: 1000, longestMs: 8000 };

async function loadWays(): Promise<void> {
  const known = await api.signInWays();
  if (known.ok) ways.value = known.body;
}

const signedOut = (): void => {
  agent.value = undefined;
  void loadWays();
};

/** Asks until the server says who is signed in: while it restarts, nobody has to sign in again. */
async function findOut(tries = 1): Promise<void> {
  const answer = await api.me();
  if (answer.ok) agent.value = answer.body;
  else if (answer.status === NOT_SIGNED_IN) signedOut();
  else {
    trouble.value = answer.problem;
    setTimeout(() => void findOut(tries + 1), waitAfter(BACKOFF, tries));
  }
}

const signedIn = (who: DeskAgent): void => {
  // The first-start link has been used and must not stay in the address bar; a view's address stays.
  if (!location.hash.startsWith('#/')) history.replaceState(null, '', location.pathname);
  passwordToken.value = undefined;
  agent.value = who;
};

/** The token in the link printed at the very first start. It is in the fragment, so that no server or log sees it. */
const setUpToken = (): string | undefined => /^#set-up=(.+)$/.exec(location.hash)?.[1];

/** The token in a supervisor's link, with which an agent chooses a password. */
const passwordTokenIn = (hash: string): string | undefined => /^#set-password=(.+)$/.exec(hash)?.[1];
const passwordToken = signal(passwordTokenIn(location.hash));
addEventListener('hashchange', () => {
  passwordToken.value = passwordTokenIn(location.hash);
});

function Desk() {
  // Checked before who is signed in: the link may be for somebody else, opened in this browser.
  const passwordLink = passwordToken.value;
  if (passwordLink !== undefined) return <SetPassword token={passwordLink} onSignedIn={signedIn} />;
  if (agent.value === 'unknown')
    return (
      <main class="middle">
        <p role="status">{trouble.value || 'Loading…'}</p>
      </main>
    );
  if (agent.value !== undefined)
    return <Shell me={agent.value} outbox={outboxOf(agent.value.id)} onSignedOut={signedOut} />;
  const token = setUpToken();
  if (token !== undefined)
    return (
      <AccountForm
        action="Create account"
        isNew
        submit={(given) => api.setUp({ ...given, token })}
        onSignedIn={signedIn}
      >
        The first account is a supervisor account. Use a password of at least 12 characters.
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
      No account yet? Ask a supervisor for one.
    </AccountForm>
  );
}

const place = document.querySelector('#desk');
if (place !== null) {
  render(<Desk />, place);
  surviveTranslation(place);
}
void findOut();

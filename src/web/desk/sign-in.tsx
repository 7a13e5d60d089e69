import { useState } from 'preact/hooks';
import type { DeskAgent } from '../../desk/wire.ts';
import { api } from './api.ts';

/** Asks who is there. */
export function SignIn({ onSignedIn }: { onSignedIn: (agent: DeskAgent) => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const signIn = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setProblem('');
    const answer = await api.signIn(email, password);
    setBusy(false);
    if (answer.ok) onSignedIn(answer.body);
    else setProblem(answer.problem);
  };
  return (
    <main class="sign-in">
      <h1>Support desk</h1>
      <form onSubmit={(event) => void signIn(event)}>
        <label>
          Email
          <input
            type="email"
            autocomplete="username"
            required
            value={email}
            onInput={({ currentTarget }) => setEmail(currentTarget.value)}
          />
        </label>
        <label>
          Password
          <input
            type="password"
            autocomplete="current-password"
            required
            value={password}
            onInput={({ currentTarget }) => setPassword(currentTarget.value)}
          />
        </label>
        <p class="problem" role="alert">
          {problem}
        </p>
        <button type="submit" class="button" aria-disabled={isBusy}>
          Sign in
        </button>
      </form>
      <p class="soft">
        Accounts are made by whoever runs the server: <code>npm run agents</code>.
      </p>
    </main>
  );
}

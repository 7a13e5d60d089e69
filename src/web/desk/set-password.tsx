import { useEffect, useState } from 'preact/hooks';
import type { DeskAgent } from '#desk/wire.ts';
import { api } from './api.ts';
import { setPasswordWords as words } from './words.ts';

type Owner = { name: string; email: string };

function PasswordForm({ token, owner, onSignedIn }: SetPasswordProps & { owner: Owner }) {
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    const answer = await api.setPassword(token, password);
    setBusy(false);
    if (answer.ok) onSignedIn(answer.body);
    else setProblem(answer.problem);
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <label>
        {words.email}
        <input type="email" autocomplete="username" readOnly value={owner.email} />
      </label>
      <label>
        {words.password}
        <input
          type="password"
          autocomplete="new-password"
          required
          value={password}
          onInput={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <span class="soft">{words.hint}</span>
      </label>
      <p class="problem" role="alert">
        {problem}
      </p>
      <button type="submit" class="button" aria-disabled={isBusy}>
        {words.save}
      </button>
    </form>
  );
}

interface SetPasswordProps {
  /** The token in the link. */
  token: string;
  onSignedIn: (agent: DeskAgent) => void;
}

/** The page of a supervisor's password link, where the agent chooses a password. */
export function SetPassword({ token, onSignedIn }: SetPasswordProps) {
  const [owner, setOwner] = useState<Owner>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    void api.passwordLink(token).then((answer) => {
      if (answer.ok) setOwner(answer.body);
      else setProblem(answer.problem);
    });
  }, [token]);
  return (
    <main class="sign-in">
      <h1>{owner === undefined ? words.title : words.welcome(owner.name)}</h1>
      <p class={problem === '' ? 'soft' : 'problem'} role="status">
        {owner === undefined && (problem || words.loading)}
      </p>
      {problem !== '' && <a href="#/">{words.toDesk}</a>}
      {owner !== undefined && <PasswordForm token={token} owner={owner} onSignedIn={onSignedIn} />}
    </main>
  );
}

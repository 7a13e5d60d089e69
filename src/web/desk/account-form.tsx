import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { DeskAgent } from '#desk/wire.ts';
import type { ApiResult } from './api.ts';
import { DemoNotice } from './shell/demo-notice.tsx';
import { serverPath } from './server-path.ts';

export interface AccountFormProps {
  /** The button's label. */
  action: string;
  /** Whether to ask for a name as well, and for a new password. */
  isNew: boolean;
  submit: (given: { name: string; email: string; password: string }) => Promise<ApiResult<DeskAgent>>;
  onSignedIn: (agent: DeskAgent) => void;
  /** An earlier problem to show; '' if there was none. */
  problem?: string;
  /** The name of another sign-in provider. */
  other?: string | null;
  /** Shown below the form. */
  children: ComponentChildren;
}

/** Asks for an account's e-mail address and password. */
export function AccountForm({
  action,
  isNew,
  submit,
  onSignedIn,
  problem: before = '',
  other = null,
  children,
}: AccountFormProps) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState(before);
  const [isBusy, setBusy] = useState(false);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setProblem('');
    const answer = await submit({ name, email, password });
    setBusy(false);
    if (answer.ok) onSignedIn(answer.body);
    else setProblem(answer.problem);
  };
  return (
    <main class="sign-in">
      <DemoNotice />
      <h1>Support desk</h1>
      <form onSubmit={(event) => void send(event)}>
        {isNew && (
          <label>
            Name shown to customers
            <input
              autocomplete="name"
              required
              value={name}
              onInput={({ currentTarget }) => setName(currentTarget.value)}
            />
          </label>
        )}
        <label>
          E-mail
          <input
            type="text"
            inputMode="email"
            autocapitalize="none"
            spellcheck={false}
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
            autocomplete={isNew ? 'new-password' : 'current-password'}
            required
            value={password}
            onInput={({ currentTarget }) => setPassword(currentTarget.value)}
          />
        </label>
        <p class="problem" role="alert">
          {problem}
        </p>
        <button type="submit" class="button" aria-disabled={isBusy}>
          {action}
        </button>
      </form>
      {other !== null && (
        <p>
          <a class="button other" href={serverPath('/desk/api/oidc/start')}>
            Sign in with {other}
          </a>
        </p>
      )}
      <p class="soft">{children}</p>
    </main>
  );
}

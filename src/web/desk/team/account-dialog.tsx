import { useState } from 'preact/hooks';
import type { DeskAccount } from '#desk/team-wire.ts';
import { Dialog } from '../parts/dialog.tsx';
import { DialogForm } from '../parts/dialog-form.tsx';
import { accountWords as words, roleWords } from './words.ts';

type Role = DeskAccount['role'];
const roles = Object.keys(roleWords) as Role[];

interface AccountDialogProps {
  /** Undefined for a new one. */
  account: DeskAccount | undefined;
  onClose: () => void;
  /** @returns a problem to show; '' if it succeeded */
  submit: (given: { name: string; email: string; role: Role }) => Promise<string>;
}

/** Asks for an account's name and role, and for the e-mail address of a new one. */
export function AccountDialog({ account, onClose, submit }: AccountDialogProps) {
  const [name, setName] = useState(account?.name ?? '');
  const [email, setEmail] = useState(account?.email ?? '');
  const [role, setRole] = useState<Role>(account?.role ?? 'agent');
  const isNew = account === undefined;
  return (
    <Dialog title={isNew ? words.add : words.editTitle(account.name)} onClose={onClose}>
      <DialogForm
        confirm={isNew ? words.create : words.save}
        onClose={onClose}
        submit={() => submit({ name, email, role })}
      >
        <label class="form-field">
          {words.name}
          <input
            class="field"
            required
            maxLength={80}
            dir="auto"
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
          <span class="soft">{words.nameHint}</span>
        </label>
        {isNew && (
          <label class="form-field">
            {words.email}
            <input
              class="field"
              type="text"
              inputMode="email"
              autocapitalize="none"
              spellcheck={false}
              required
              value={email}
              onInput={({ currentTarget }) => setEmail(currentTarget.value)}
            />
          </label>
        )}
        <label class="form-field">
          {words.role}
          <select value={role} onChange={({ currentTarget }) => setRole(currentTarget.value as Role)}>
            {roles.map((each) => (
              <option key={each} value={each}>
                {roleWords[each]}
              </option>
            ))}
          </select>
        </label>
      </DialogForm>
    </Dialog>
  );
}

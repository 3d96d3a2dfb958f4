import { useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { checkNewPassword, fieldErrorsOf } from '../model/accountFields';
import { PasswordInput } from './PasswordInput';
import { PasswordLength } from './PasswordLength';

interface Props {
  label: string;
  action: string;
  busyAction: string;
  error: unknown;
  isPending: boolean;
  onPassword: (password: string) => void;
  /** Further fields above the password. */
  children?: ReactNode;
}

export function NewPasswordForm(props: Props) {
  const { label, action, busyAction, error, isPending, onPassword, children } = props;
  const [password, setPassword] = useState('');
  const [isShort, setShort] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const fromServer = fieldErrorsOf(error).password;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const found = checkNewPassword(password) !== undefined;
    setShort(found);
    if (found) field.current?.focus();
    else onPassword(password);
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {error && fromServer === undefined ? <ProblemNotice error={error} /> : null}
      {children}
      <PasswordInput
        label={label}
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
        hint={<PasswordLength password={password} />}
        error={isShort ? checkNewPassword(password) : fromServer}
        inputRef={field}
      />
      <Button type="submit" tone="primary" size="large" isPending={isPending} className="mt-2">
        {isPending ? busyAction : action}
      </Button>
    </form>
  );
}

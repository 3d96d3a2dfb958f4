import { Eye, EyeOff } from 'lucide-react';
import { useState, type ReactNode, type Ref } from 'react';
import { Button } from '@/components/Button';
import { TextInput } from '@/components/TextInput';
import { t } from '@/lib/messages/t';

interface Props {
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
  /** Left out where there is only one password to write. */
  label?: string;
  hint?: ReactNode;
  autoFocus?: boolean;
  error: string | undefined;
  inputRef?: Ref<HTMLInputElement>;
}

export function PasswordInput({ inputRef, label, ...rest }: Props) {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <TextInput
      {...rest}
      {...(inputRef ? { inputRef } : {})}
      label={label ?? t('account.password')}
      name="password"
      type={isShown ? 'text' : 'password'}
      isRequired
      spellCheck="false"
      end={
        <Button
          tone="quiet"
          size="touch"
          icon
          aria-label={isShown ? t('account.passwordHide') : t('account.passwordShow')}
          onPress={() => setShown(!isShown)}
        >
          <Icon aria-hidden className="size-4.5" />
        </Button>
      }
    />
  );
}

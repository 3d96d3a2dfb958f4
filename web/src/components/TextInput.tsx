import type { ReactNode, Ref } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField, type TextFieldProps } from 'react-aria-components/TextField';

type Props = Omit<TextFieldProps, 'className' | 'style' | 'children'> & {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** A control inside the field's end, e.g. "show password". */
  end?: ReactNode;
  inputRef?: Ref<HTMLInputElement>;
};

export function TextInput({ label, hint, error, end, inputRef, ...rest }: Props) {
  return (
    <TextField
      {...rest}
      isInvalid={error !== undefined}
      className="flex flex-col gap-1.5"
      validationBehavior="aria"
    >
      <Label className="text-sm font-medium">{label}</Label>
      <div className="relative">
        <Input
          {...(inputRef ? { ref: inputRef } : {})}
          className={`bg-raised text-ink border-line-strong/70 hover:border-line-strong data-invalid:border-danger motion-quick h-11 w-full rounded-sm border px-3 text-base transition-colors ${end ? 'pr-12' : ''}`}
        />
        {end ? <div className="absolute inset-y-0 right-0 flex items-center">{end}</div> : null}
      </div>
      {hint ? (
        <Text slot="description" className="text-soft text-xs">
          {hint}
        </Text>
      ) : null}
      <FieldError className="text-danger text-xs font-medium">{error}</FieldError>
    </TextField>
  );
}

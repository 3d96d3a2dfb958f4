import { useState, type ComponentProps } from 'react';
import { TextInput } from './TextInput';

type Props = Omit<ComponentProps<typeof TextInput>, 'value' | 'onChange'> & {
  /** As the server has it. */
  value: string;
  /** Called when the field is left with something else in it. */
  onSave: (value: string) => void;
};

/** A field that is saved when it is left; Escape takes back what was typed. */
export function SavedField({ value, onSave, ...rest }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    // Kept by now, perhaps tidied on the way.
    setKnown(value);
    setTyped(null);
  }
  return (
    <TextInput
      {...rest}
      value={typed ?? value}
      onChange={setTyped}
      onKeyDown={(event) => {
        if (event.key === 'Enter') (event.target as HTMLInputElement).blur();
        else if (event.key === 'Escape') setTyped(null);
        else event.continuePropagation();
      }}
      onBlur={() => {
        if (typed !== null && typed.trim() !== value) onSave(typed.trim());
        else setTyped(null);
      }}
    />
  );
}

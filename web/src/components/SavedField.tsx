import { useState, type ComponentProps } from 'react';
import { useKeptDraft } from '@/lib/useDraft';
import { TextInput } from './TextInput';

type Props = Omit<ComponentProps<typeof TextInput>, 'value' | 'onChange'> & {
  /** As the server has it. */
  value: string;
  /** Called when the field is left with something else in it. */
  onSave: (value: string) => void;
};

/** A field that is saved when it is left; Escape takes back what was typed. */
export function SavedField({ value, onSave, ...rest }: Props) {
  const draft = useKeptDraft<string>(`field.${rest.label}`);
  const [typed, setTyped] = useState(draft.kept);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    // Kept by now, perhaps tidied on the way.
    setKnown(value);
    setTyped(null);
  }
  const giveUp = () => {
    setTyped(null);
    draft.drop();
  };
  return (
    <TextInput
      {...rest}
      value={typed ?? value}
      onChange={(text) => {
        setTyped(text);
        draft.keep(text);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') (event.target as HTMLInputElement).blur();
        else if (event.key === 'Escape') giveUp();
        else event.continuePropagation();
      }}
      onBlur={() => {
        if (typed === null || typed.trim() === value) giveUp();
        else {
          draft.drop();
          onSave(typed.trim());
        }
      }}
    />
  );
}

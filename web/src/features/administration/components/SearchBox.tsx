import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';

const typingPauseMilliseconds = 250;

interface Props {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
}

/** Asks the server once the typing pauses. */
export function SearchBox({ label, hint, value, onChange }: Props) {
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), typingPauseMilliseconds);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <SearchField
      aria-label={label}
      value={text}
      onChange={setText}
      className="relative min-w-0 max-sm:w-full sm:w-52"
    >
      <Search
        aria-hidden
        className="text-faint pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2"
      />
      <Input
        placeholder={hint}
        className="bg-raised border-line-strong/60 placeholder:text-faint hover:border-line-strong motion-quick h-7 w-full rounded-sm border pr-2 pl-8 text-xs transition-colors max-md:h-9 max-md:text-sm"
      />
    </SearchField>
  );
}

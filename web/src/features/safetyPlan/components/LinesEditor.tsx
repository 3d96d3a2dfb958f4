import { useEffect, useId, useRef, useState } from 'react';
import { t } from '@/lib/messages/plan';

interface Props {
  label: string;
  lines: readonly string[];
  onChange: (text: string) => void;
}

/** One thing per line, as on paper. */
export function LinesEditor({ label, lines, onChange }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  // What is typed keeps its spaces and empty lines until the section is closed.
  const [typed, setTyped] = useState(lines.length === 0 ? '' : `${lines.join('\n')}\n`);
  useEffect(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);
  return (
    <>
      <textarea
        ref={field}
        id={id}
        aria-label={label}
        aria-describedby={`${id}-hint`}
        rows={Math.max(4, lines.length + 2)}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(event.target.value);
        }}
        className="bg-raised border-line-strong/60 hover:border-line-strong w-full rounded-lg border p-4 font-serif text-[1.125rem] leading-relaxed"
      />
      <p id={`${id}-hint`} className="text-faint mt-1">
        {t('plan.onePerLine')}
      </p>
    </>
  );
}

import { useId } from 'react';
import { t } from '@/lib/messages/library';

interface Props {
  text: string;
  value: string;
  onChange: (text: string) => void;
}

/** One question, room for an answer, and no need to give one. */
export function WritingField({ text, value, onChange }: Props) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="font-serif text-xl leading-snug text-balance sm:text-2xl">
        {text}
      </label>
      <textarea
        id={id}
        value={value}
        rows={6}
        maxLength={4000}
        aria-describedby={`${id}-kept`}
        onChange={(event) => onChange(event.target.value)}
        className="bg-raised border-line-strong/70 hover:border-line-strong w-full resize-y rounded-sm border px-4 py-3 font-serif text-lg leading-relaxed"
      />
      <p id={`${id}-kept`} className="text-soft text-sm">
        {t('player.writingKept')}
      </p>
    </>
  );
}

import { useId } from 'react';
import { t } from '@/lib/messages/companion';
import { longestJournal } from '../model/checkIn';

interface Props {
  text: string;
  isKept: boolean;
  onWrite: (text: string) => void;
}

export function Journal({ text, isKept, onWrite }: Props) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="sr-only">
        {t('more.journal')}
      </label>
      <textarea
        id={id}
        value={text}
        maxLength={longestJournal}
        rows={7}
        onChange={(event) => onWrite(event.target.value)}
        className="bg-raised border-line-strong/60 hover:border-line-strong w-full rounded-lg border p-4 font-serif text-[1.125rem] leading-relaxed"
      />
      <p role="status" className="text-faint mt-1 min-h-5 text-sm">
        {isKept ? t('more.draftKept') : ''}
      </p>
    </div>
  );
}

import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Button } from '@/components/Button';
import { t } from '@/lib/messages/screenings';

interface Props {
  number: number;
  count: number;
  intro: string | null;
  question: string;
  answers: readonly string[];
  given: number | null;
  onAnswer: (value: number) => void;
  onBack?: (() => void) | undefined;
  onSkip?: () => void;
}

/** A question and its answers; the keys 1 to 4 answer too. */
export function OneQuestion({
  number,
  count,
  intro,
  question,
  answers,
  given,
  onAnswer,
  onBack,
  onSkip,
}: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const onKeyDown = (event: KeyboardEvent) => {
    const value = Number(event.key) - 1;
    if (event.ctrlKey || event.metaKey || event.altKey || !(value >= 0 && value < answers.length)) return;
    event.preventDefault();
    onAnswer(value);
  };
  return (
    // The keys answer only while the focus is within the question.
    <div onKeyDown={onKeyDown}>
      <p className="text-faint numeric text-sm">{t('screenings.progress', { number, count })}</p>
      {intro === null ? null : <p className="text-soft mt-3 text-base">{intro}</p>}
      <h1
        ref={heading}
        tabIndex={-1}
        className="mt-3 font-serif text-xl font-medium tracking-tight text-balance"
      >
        {question}
      </h1>
      <div role="group" aria-label={question} className="mt-6 flex flex-col gap-2.5">
        {answers.map((text, value) => (
          <button
            key={text}
            type="button"
            aria-pressed={given === value}
            onClick={() => onAnswer(value)}
            className="border-line-strong/60 bg-raised hover:border-accent aria-pressed:border-accent aria-pressed:bg-accent-soft motion-quick min-h-14 cursor-pointer rounded-lg border px-4 py-2 text-left text-base transition-colors"
          >
            {text}
          </button>
        ))}
      </div>
      <div className="mt-5 flex min-h-11 justify-between">
        {onBack ? (
          <Button tone="quiet" size="touch" className="-ml-4" onPress={onBack}>
            {t('screenings.back')}
          </Button>
        ) : null}
        {onSkip ? (
          <Button tone="quiet" size="touch" className="ml-auto" onPress={onSkip}>
            {t('screenings.skip')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

import { useId, useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { Button } from '@/components/Button';
import { RadioCards } from '@/components/RadioCards';
import { t } from '@/lib/messages/library';
import { noFeedback, type Feedback } from '../api/sessions';
import { QuietPage } from './QuietPage';

const ratings = ['5', '4', '3', '2', '1'] as const;
const tags = [
  'calming',
  'energising',
  'easy',
  'too_long',
  'too_hard',
  'boring',
  'not_now',
  'not_for_me',
  'made_it_worse',
] as const;

interface Props {
  initial: Feedback;
  onDone: (feedback: Feedback) => void;
}

/** One question; the rest appears once it is answered, and may be left alone. */
export function FeedbackForm({ initial, onDone }: Props) {
  const [feedback, setFeedback] = useState(initial);
  const textId = useId();
  const value = ratings.find((rating) => Number(rating) === feedback.rating) ?? null;
  return (
    <QuietPage title={t('feedback.title')} text={t('feedback.text')}>
      <RadioCards
        label={t('feedback.title')}
        isLabelHidden
        value={value}
        onChange={(rating) => setFeedback({ ...feedback, rating: Number(rating) })}
        options={ratings.map((rating) => ({ value: rating, label: t(`feedback.${rating}`) }))}
      />
      {value === null ? null : (
        <div className="animate-arrive mt-7 flex flex-col gap-6">
          <Tags chosen={feedback.tags} onChange={(chosen) => setFeedback({ ...feedback, tags: chosen })} />
          <div className="flex flex-col gap-2">
            <label htmlFor={textId} className="text-base font-medium">
              {t('feedback.words')}
            </label>
            <textarea
              id={textId}
              value={feedback.text}
              rows={2}
              maxLength={2000}
              onChange={(event) => setFeedback({ ...feedback, text: event.target.value })}
              className="bg-raised border-line-strong/70 hover:border-line-strong w-full resize-y rounded-sm border px-3.5 py-2.5 font-serif text-base"
            />
          </div>
        </div>
      )}
      {/* In reach also where the optional part is longer than the screen. */}
      <div className={`bg-paper mt-5 flex gap-3 py-3 ${value === null ? '' : 'sticky bottom-0'}`}>
        {value === null ? null : (
          <Button tone="primary" size="large" className="sm:min-w-36" onPress={() => onDone(feedback)}>
            {t('feedback.done')}
          </Button>
        )}
        <Button tone={value === null ? 'secondary' : 'quiet'} size="large" onPress={() => onDone(noFeedback)}>
          {t('feedback.skip')}
        </Button>
      </div>
    </QuietPage>
  );
}

function Tags({
  chosen,
  onChange,
}: {
  chosen: readonly string[];
  onChange: (tags: readonly string[]) => void;
}) {
  return (
    <div>
      <p aria-hidden className="mb-2 text-base font-medium">
        {t('feedback.tags')}
      </p>
      <ToggleButtonGroup
        aria-label={t('feedback.tags')}
        selectionMode="multiple"
        selectedKeys={chosen}
        onSelectionChange={(keys) => onChange(tags.filter((tag) => keys.has(tag)))}
        className="flex flex-wrap gap-2"
      >
        {tags.map((tag) => (
          <ToggleButton
            key={tag}
            id={tag}
            className="border-line-strong/60 bg-raised hover:border-line-strong data-selected:border-accent data-selected:bg-accent-soft data-selected:text-accent-strong motion-quick min-h-11 cursor-pointer rounded-full border px-4 text-sm font-medium transition-colors"
          >
            {t(`feedback.tag.${tag}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}

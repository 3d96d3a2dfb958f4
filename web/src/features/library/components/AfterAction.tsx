import { useState } from 'react';
import { noFeedback, type Feedback } from '../api/sessions';
import type { SessionRecord } from '../model/sessionRecord';
import { useLeaving } from '@/lib/useLeaving';
import { FeedbackForm } from './FeedbackForm';
import { Thanks } from './Thanks';

interface Props {
  record: SessionRecord;
  spentSeconds: number;
  onAgain: () => void;
}

/** How it was, or nothing; and the way back from what was said. */
export function AfterAction({ record, spentSeconds, onAgain }: Props) {
  const [given, setGiven] = useState<Feedback>(noFeedback);
  const [isSaid, setSaid] = useState(false);
  // Whoever goes away from the question has done it all the same.
  useLeaving(() => {
    if (!isSaid) record.complete(noFeedback, spentSeconds).catch(() => undefined);
  });
  if (!isSaid) {
    return (
      <FeedbackForm
        initial={given}
        onDone={(feedback) => {
          setGiven(feedback);
          setSaid(true);
        }}
      />
    );
  }
  return (
    <Thanks
      feedback={given}
      send={() => record.complete(given, spentSeconds)}
      onUndo={() => setSaid(false)}
      onAgain={onAgain}
    />
  );
}

import { breathAt, type BreathPhaseName } from './breathing';
import type { Stage } from './stages';

/** What a screen reader is told, and when: each thing once, never a running clock. */
export type Announcement =
  | { kind: 'text'; text: string }
  | { kind: 'breath'; phase: BreathPhaseName }
  | { kind: 'timer-half' }
  | { kind: 'timer-minute' }
  | { kind: 'none' };

const textFirstSeconds = 0.5;
const shortestWithHalfSeconds = 120;

export function announcementAt(stage: Stage | undefined, elapsedSeconds: number): Announcement {
  switch (stage?.kind) {
    case undefined:
    case 'review':
      return { kind: 'none' };
    case 'breathing':
      return elapsedSeconds < textFirstSeconds
        ? { kind: 'text', text: stage.text }
        : { kind: 'breath', phase: breathAt(stage.pattern, elapsedSeconds).phase };
    case 'timer': {
      const left = stage.seconds - elapsedSeconds;
      if (left <= 60 && stage.seconds > 60) return { kind: 'timer-minute' };
      if (left <= stage.seconds / 2 && stage.seconds >= shortestWithHalfSeconds)
        return { kind: 'timer-half' };
      return { kind: 'text', text: stage.text };
    }
    case 'text':
    case 'senses':
    case 'writing':
      return { kind: 'text', text: stage.text };
  }
}

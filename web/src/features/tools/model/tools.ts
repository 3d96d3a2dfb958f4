import { Drama, ListChecks, Timer, Waves, type LucideIcon } from 'lucide-react';
import type { ToolsMessageKey } from '@/lib/messages/tools';

/** What a person's own settings say they want help with. */
export interface Wishes {
  hasAdhd: boolean;
  hasAutism: boolean;
  timeBlindness: boolean;
  breakdown: boolean;
  hyperfocus: boolean;
  sensory: boolean;
  routine: boolean;
}

export interface Tool {
  path: string;
  name: ToolsMessageKey;
  text: ToolsMessageKey;
  icon: LucideIcon;
  /** Whom it is named to on Today as well; on the page of tools it is there for everybody. */
  isFor: (wishes: Wishes) => boolean;
}

/** In the order of the page. */
export const tools: readonly Tool[] = [
  {
    path: '/tools/timer',
    name: 'tools.timer',
    text: 'tools.timerText',
    icon: Timer,
    isFor: ({ hasAdhd, timeBlindness }) => hasAdhd || timeBlindness,
  },
  {
    path: '/tools/sensory',
    name: 'tools.sensory',
    text: 'tools.sensoryText',
    icon: Waves,
    isFor: ({ hasAutism, sensory }) => hasAutism || sensory,
  },
  {
    path: '/tools/routine',
    name: 'tools.routine',
    text: 'tools.routineText',
    icon: ListChecks,
    isFor: ({ hasAutism, routine }) => hasAutism || routine,
  },
  {
    path: '/tools/masking',
    name: 'tools.masking',
    text: 'tools.maskingText',
    icon: Drama,
    isFor: ({ hasAutism }) => hasAutism,
  },
];

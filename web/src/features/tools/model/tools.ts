import { Drama, Focus, Hourglass, ListChecks, ListTodo, Timer, Waves, type LucideIcon } from 'lucide-react';
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
    path: '/tools/tasks',
    name: 'tools.tasks',
    text: 'tools.tasksText',
    icon: ListTodo,
    isFor: ({ hasAdhd, breakdown }) => hasAdhd || breakdown,
  },
  {
    path: '/tools/time',
    name: 'tools.time',
    text: 'tools.timeText',
    icon: Hourglass,
    isFor: ({ hasAdhd, timeBlindness }) => hasAdhd || timeBlindness,
  },
  {
    path: '/tools/focus',
    name: 'tools.focus',
    text: 'tools.focusText',
    icon: Focus,
    isFor: ({ hasAdhd, hyperfocus }) => hasAdhd || hyperfocus,
  },
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

import { isProblem } from '@/lib/api/problem';
import { api, unwrap } from '@/lib/api/client';
import { heedAnswer, heedProblem } from '@/features/help/model/heed';
import { showHelpFor } from '@/features/help/model/helpSheet';
import { breakDown, isKnown, isNever, mostSteps, type TaskStep } from '../model/breakdown';

export interface Asked {
  task: string;
  /** What a step belongs to; null for a task. */
  parent: string | null;
  /** 0 for a task, 1 for one of its steps, 2 for a step of a step. */
  level: number;
  energy: number | null;
}

export interface Answered {
  steps: TaskStep[];
  isKnown: boolean;
  /** Help is shown instead of steps. */
  isHelp: boolean;
  /** By the language service of this server, which was asked because the person agreed to it. */
  isFromService: boolean;
  /** Taken apart here, because the server could not be asked; nobody read the words. */
  isFromDevice: boolean;
}

/** The server reads the words and takes them apart; where it cannot be reached this device does. */
export async function askBreakdown({ task, parent, level, energy }: Asked): Promise<Answered> {
  try {
    const body = { task, parent, level, energy, max_steps: mostSteps };
    const answer = await unwrap(api.POST('/v1/adhd/task-breakdown', { body }));
    heedAnswer(answer);
    return {
      steps: answer.steps,
      isKnown: answer.is_known,
      isHelp: answer.crisis_alert,
      isFromService: answer.answered_by === 'wording_service',
      isFromDevice: false,
    };
  } catch (error) {
    heedProblem(error);
    if (!isOutOfReach(error)) throw error;
    return onDevice(task, level, energy);
  }
}

function onDevice(task: string, level: number, energy: number | null): Answered {
  if (isNever(task)) {
    showHelpFor(null);
    return { steps: [], isKnown: false, isHelp: true, isFromService: false, isFromDevice: true };
  }
  const { pattern, steps } = breakDown(task, level, energy);
  return { steps, isKnown: isKnown(pattern), isHelp: false, isFromService: false, isFromDevice: true };
}

/** A refusal, or one that calls for help, is not worked around. */
function isOutOfReach(error: unknown): boolean {
  return (
    isProblem(error) &&
    !error.callsForHelp &&
    (error.code === 'offline' || error.status >= 500 || error.status === 401)
  );
}

import { heedAnswer, heedProblem } from '@/features/help/model/heed';
import { randomKey } from '@/lib/randomKey';
import { completeSession, skipSession, startSession, type Feedback } from '../api/sessions';

/** What the server is told of one time that somebody does an action. Doing it never waits for this. */
export class SessionRecord {
  private readonly interventionId: string;
  private readonly key = randomKey();
  private started: Promise<string> | null = null;

  constructor(interventionId: string) {
    this.interventionId = interventionId;
  }

  begin(): void {
    // Where that fails, the end tries again.
    this.sessionId().catch(() => undefined);
  }

  async complete(feedback: Feedback, durationSeconds: number): Promise<void> {
    try {
      heedAnswer(await completeSession(await this.sessionId(), feedback, durationSeconds));
    } catch (error) {
      heedProblem(error);
      throw error;
    }
  }

  async skip(): Promise<void> {
    await skipSession(await this.sessionId());
  }

  private sessionId(): Promise<string> {
    this.started ??= startSession(this.interventionId, this.key).catch((error: unknown) => {
      this.started = null;
      throw error;
    });
    return this.started;
  }
}

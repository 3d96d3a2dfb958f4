import { signInAsGuest } from '@/features/account/api/signInAsGuest';
import { createDemoRecording } from '@/features/recordings/api/createDemoRecording';
import { startAnalysis } from '@/features/recordings/api/startAnalysis';
import { useSession } from '@/lib/api/session';

export type DemoStep = 'account' | 'recording' | 'analysis';

/** A demo account, a generated recording, and its analysis under way; answers the recording's id. */
export async function startDemo(onStep: (step: DemoStep) => void): Promise<string> {
  // After a failure further down, the account is there already.
  if (useSession.getState().status !== 'signed-in') {
    onStep('account');
    await signInAsGuest();
  }
  onStep('recording');
  const recording = await createDemoRecording();
  onStep('analysis');
  await startAnalysis(recording.id);
  return recording.id;
}

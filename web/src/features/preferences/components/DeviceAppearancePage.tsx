import { AppearancePage } from './AppearancePage';

/** The same choices before anyone has signed in. */
export function DeviceAppearancePage() {
  return (
    <div className="mx-auto w-full max-w-[43rem] px-5 pt-8 pb-24">
      <AppearancePage />
    </div>
  );
}

import { useState } from 'react';
import { SwitchRow } from '@/components/SwitchRow';
import { useDeviceUser } from '@/lib/deviceStore/deviceUser';
import { isPlanReadable, setPlanReadable } from '@/lib/deviceStore/planOnDevice';
import { t } from '@/lib/messages/plan';

/** Whether help on this device may show the plan while nobody is signed in. */
export function PlanOnThisDevice() {
  const userId = useDeviceUser();
  return userId !== null ? <ReadableSwitch key={userId} userId={userId} /> : null;
}

function ReadableSwitch({ userId }: { userId: string }) {
  const [isReadable, setReadable] = useState(() => isPlanReadable(userId));
  return (
    <section className="border-line mt-9 border-t pt-3 print:hidden">
      <SwitchRow
        label={t('plan.readable')}
        hint={t('plan.readableText')}
        isSelected={isReadable}
        onChange={(isSelected) => {
          setPlanReadable(userId, isSelected);
          setReadable(isSelected);
        }}
      />
    </section>
  );
}

import { Monitor, Smartphone } from 'lucide-react';
import { Button } from '@/components/Button';
import { FormSection } from '@/components/FormPage';
import { ProblemNotice } from '@/components/ProblemNotice';
import { ProgressLine } from '@/components/ProgressLine';
import { showToast } from '@/components/toasts';
import { formatDateTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/security';
import { useDevices, useSignOutDevice, useSignOutElsewhere, type Device } from '../api/devices';

export function DevicesSection() {
  const devices = useDevices();
  const elsewhere = useSignOutElsewhere();
  const signOut = useSignOutDevice();
  const items = devices.data?.items ?? [];
  return (
    <FormSection title={t('security.devices')}>
      {devices.isPending ? <ProgressLine label={t('settings.loading')} className="animate-late" /> : null}
      {devices.isError ? (
        <ProblemNotice
          error={devices.error}
          action={<Button onPress={() => void devices.refetch()}>{t('app.tryAgain')}</Button>}
        />
      ) : null}
      {signOut.isError ? <ProblemNotice error={signOut.error} /> : null}
      {elsewhere.isError ? <ProblemNotice error={elsewhere.error} /> : null}
      <ul>
        {items.map((device) => (
          <DeviceRow
            key={device.id}
            device={device}
            isPending={signOut.isPending && signOut.variables === device.id}
            onSignOut={() => signOut.mutate(device.id)}
          />
        ))}
      </ul>
      {items.length > 1 ? (
        <Button
          size="touch"
          className="mt-4"
          isPending={elsewhere.isPending}
          onPress={() =>
            elsewhere.mutate(undefined, {
              onSuccess: () => showToast({ text: t('security.elsewhereDone') }),
            })
          }
        >
          {t('security.elsewhere')}
        </Button>
      ) : null}
    </FormSection>
  );
}

interface RowProps {
  device: Device;
  isPending: boolean;
  onSignOut: () => void;
}

function DeviceRow({ device, isPending, onSignOut }: RowProps) {
  const Icon = /iOS|iPhone|iPad|Android/.test(device.device) ? Smartphone : Monitor;
  return (
    <li className="border-line flex flex-wrap items-center gap-x-4 gap-y-2 border-b py-3.5 last:border-b-0">
      <Icon aria-hidden className="text-soft mt-0.5 size-5 shrink-0 self-start" />
      <div className="min-w-0 flex-1 basis-60">
        <p className="text-base font-medium">
          {device.device}
          {device.is_current ? (
            <span className="bg-accent-soft text-accent-strong ml-2 rounded-full px-2 py-0.5 text-xs whitespace-nowrap">
              {t('security.deviceThis')}
            </span>
          ) : null}
        </p>
        <p className="text-soft numeric">
          {t('security.deviceUsed', {
            when: formatDateTime(device.last_used_at),
            address: device.ip_address ?? t('security.addressUnknown'),
          })}
        </p>
        <p className="text-faint numeric">
          {t('security.deviceSince', {
            since: formatDateTime(device.created_at),
            how: howText(device.method),
          })}
        </p>
      </div>
      {device.is_current ? null : (
        <Button
          size="touch"
          className="max-sm:ml-9"
          isPending={isPending}
          aria-label={t('security.deviceSignOutOf', { device: device.device })}
          onPress={onSignOut}
        >
          {t('security.deviceSignOut')}
        </Button>
      )}
    </li>
  );
}

const ways = ['password', 'passkey', 'oidc', 'registration', 'invitation', 'guest'] as const;

function howText(method: string): string {
  const known = ways.find((way) => way === method);
  return known === undefined ? '' : t(`security.how.${known}`);
}

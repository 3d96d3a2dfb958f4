import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { FormPage, FormSection } from '@/components/FormPage';
import { Loaded } from '@/components/Loaded';
import { useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/privacy';
import { useKeptDraft } from '@/lib/useDraft';
import { useShares } from '../api/shares';
import { isCurrent, safeScopes, type Scopes, type Share } from '../model/share';
import { draftName, InviteTherapist } from './InviteTherapist';
import { PastShare } from './PastShare';
import { ShareCard } from './ShareCard';

interface Draft {
  email: string;
  scopes: Scopes;
}

export function SharingPage() {
  const shares = useShares();
  return (
    <FormPage title={t('sharing.title')} text={t('sharing.text')}>
      <div className="mt-7">
        <Loaded of={shares} waiting={t('sharing.waiting')}>
          {(items) => <Shares shares={items} />}
        </Loaded>
      </div>
    </FormPage>
  );
}

function Shares({ shares }: { shares: readonly Share[] }) {
  const { kept } = useKeptDraft<Draft>(draftName(''));
  const [draft, setDraft] = useState<Draft | null>(kept && { email: '', scopes: kept.scopes });
  const current = shares.filter(isCurrent);
  const past = shares.filter((share) => !isCurrent(share));
  const inviteAgain = ({ therapist_email: email, scopes }: Share) => setDraft({ email, scopes });
  return (
    <>
      {draft ? (
        <InviteTherapist
          key={draft.email}
          email={draft.email}
          scopes={draft.scopes}
          onDone={() => setDraft(null)}
        />
      ) : (
        <Invitation
          isFirst={current.length === 0}
          onInvite={() => setDraft({ email: '', scopes: safeScopes })}
        />
      )}
      {current.length > 0 ? (
        <FormSection title={t('sharing.current')}>
          <ul className="flex flex-col gap-4">
            {current.map((share) => (
              <ShareCard key={share.id} share={share} onInviteAgain={() => inviteAgain(share)} />
            ))}
          </ul>
        </FormSection>
      ) : null}
      {past.length > 0 ? (
        <FormSection title={t('sharing.past')}>
          <ul className="divide-line divide-y">
            {past.map((share) => (
              <PastShare key={share.id} share={share} onInviteAgain={() => inviteAgain(share)} />
            ))}
          </ul>
        </FormSection>
      ) : null}
    </>
  );
}

function Invitation({ isFirst, onInvite }: { isFirst: boolean; onInvite: () => void }) {
  const isVerified = useSession((state) => state.user?.email_verified === true);
  const button = isVerified ? (
    <Button tone="primary" size="touch" onPress={onInvite}>
      <UserRoundPlus aria-hidden className="size-4.5" />
      {t('sharing.invite')}
    </Button>
  ) : (
    <p className="text-base">{t('sharing.verifyFirst')}</p>
  );
  if (!isFirst) return button;
  return (
    <section className="border-line-strong/50 rounded-lg border border-dashed px-6 py-10 text-center">
      <h2 className="font-serif text-lg font-medium">{t('sharing.emptyTitle')}</h2>
      <p className="text-soft mx-auto mt-1.5 mb-6 max-w-[44ch] text-base">{t('sharing.emptyText')}</p>
      {button}
    </section>
  );
}

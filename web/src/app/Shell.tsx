import { WifiOff } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, type RefObject } from 'react';
import { NavLink, Link, Outlet, useLocation } from 'react-router';
import { ButtonLink } from '@/components/ButtonLink';
import { ToastRegion } from '@/components/ToastRegion';
import { Wordmark } from '@/components/Wordmark';
import { AccountMenu } from '@/features/account/components/AccountMenu';
import { VerifyEmailBanner } from '@/features/account/components/VerifyEmailBanner';
import { useIdentityQuestion } from '@/features/account/model/confirmIdentity';
import { useTimer } from '@/features/adhd/model/timerStore';
import { mayLeaveDevice } from '@/features/checkins/model/leaving';
import { HelpButton } from '@/features/help/components/HelpButton';
import { HelpSheet } from '@/features/help/components/HelpSheet';
import { useHelpSheet } from '@/features/help/model/helpSheet';
import { EraseBanner } from '@/features/privacy/components/EraseBanner';
import { useSession } from '@/lib/api/session';
import { t } from '@/lib/messages/t';
import { CompanionBar, CompanionLinks } from './CompanionNavigation';
import { useIsOnline } from '@/lib/useIsOnline';
import { isInCompanion, workspaceAt, workspacesOf } from './workspaces';
import { WorkspaceSwitch } from './WorkspaceSwitch';

/** The frame of every screen: a slim bar, and the page below it. */
export function Shell() {
  const mainRef = useRef<HTMLElement>(null);
  useFocusOnNavigation(mainRef);
  return (
    <div className="@container flex h-dvh flex-col print:block print:h-auto">
      <a
        href="#main"
        className="bg-accent text-on-accent fixed top-2 left-2 z-50 -translate-y-16 rounded-sm px-4 py-2 font-medium focus:translate-y-0"
        onClick={(event) => {
          event.preventDefault();
          mainRef.current?.focus();
        }}
      >
        {t('app.skip')}
      </a>
      <TopBar />
      <OfflineNotice />
      <EmailQuestion />
      <Erasure />
      {/* Positioned, so that the hidden inputs of choices far down lie in it: focus would otherwise scroll the bar and help away. */}
      <main
        ref={mainRef}
        id="main"
        tabIndex={-1}
        className="relative min-h-0 flex-1 overflow-auto outline-none"
      >
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
      <CompanionFoot />
      <Toasts />
      <HelpSheet />
      <WaitingCheckIns />
      <WaitingLogs />
      <Timer />
      <PlanAtHand />
      <IdentityQuestions />
      <Inactivity />
    </div>
  );
}

/** Nothing lies over help. */
function Toasts() {
  const isHelpOpen = useHelpSheet((sheet) => sheet.isOpen);
  const isHelpPage = useLocation().pathname === '/help';
  return <ToastRegion isHidden={isHelpOpen || isHelpPage} />;
}

const ConfirmIdentityDialog = lazy(async () => ({
  default: (await import('@/features/account/components/ConfirmIdentityDialog')).ConfirmIdentityDialog,
}));

function IdentityQuestions() {
  const isAsked = useIdentityQuestion((state) => state.question !== null);
  return isAsked ? (
    <Suspense>
      <ConfirmIdentityDialog />
    </Suspense>
  ) : null;
}

const InactivityWatch = lazy(async () => ({
  default: (await import('@/features/account/components/InactivityWatch')).InactivityWatch,
}));

const AccountAppearance = lazy(async () => ({
  default: (await import('@/features/preferences/components/AccountAppearance')).AccountAppearance,
}));

/** A guest has no way back in, and nothing that outlives the day. */
function Inactivity() {
  const isWatched = useSession((state) => state.user?.is_guest === false);
  return isWatched ? (
    <Suspense>
      <AccountAppearance />
      <InactivityWatch />
    </Suspense>
  ) : null;
}

function EmailQuestion() {
  const isUnverified = useSession(({ user }) => user !== null && !user.is_guest && !user.email_verified);
  const { pathname } = useLocation();
  // On a screen with one thing to do, it would be a second.
  const hasRoom = !isInCompanion(pathname) || /^\/(today|settings)(\/|$)/.test(pathname);
  return isUnverified && hasRoom ? <VerifyEmailBanner /> : null;
}

function Erasure() {
  const eraseAfter = useSession(({ user }) => user?.erase_after ?? null);
  return eraseAfter === null ? null : <EraseBanner eraseAfter={eraseAfter} />;
}

function CompanionFoot() {
  const isHere = isInCompanion(useLocation().pathname);
  const isKnown = useSession(({ status }) => status === 'signed-in' || status === 'unreachable');
  return isHere && isKnown ? <CompanionBar /> : null;
}

const WaitingCheckInsWatch = lazy(async () => ({
  default: (await import('@/features/checkins/components/WaitingCheckInsWatch')).WaitingCheckInsWatch,
}));

/** Sends what was kept while there was no network, and asks before a sign-out would lose it. */
function WaitingCheckIns() {
  const isSignedIn = useSession((state) => state.user?.is_guest === false);
  return isSignedIn ? (
    <Suspense>
      <WaitingCheckInsWatch />
    </Suspense>
  ) : null;
}

const WaitingLogsWatch = lazy(async () => ({
  default: (await import('@/features/autism/components/WaitingLogsWatch')).WaitingLogsWatch,
}));

/** The same for what was logged with the tools. */
function WaitingLogs() {
  const isSignedIn = useSession((state) => state.user?.is_guest === false);
  return isSignedIn ? (
    <Suspense>
      <WaitingLogsWatch />
    </Suspense>
  ) : null;
}

const TimerWatch = lazy(async () => ({
  default: (await import('@/features/adhd/components/TimerWatch')).TimerWatch,
}));

/** Tells the end of a timer that runs on this device. */
function Timer() {
  const isAwaited = useTimer((timer) => timer.endsAt !== null && !timer.isTold);
  return isAwaited ? (
    <Suspense>
      <TimerWatch />
    </Suspense>
  ) : null;
}

const PlanWatch = lazy(async () => ({
  default: (await import('@/features/safetyPlan/components/PlanWatch')).PlanWatch,
}));

/** Keeps the safety plan on the device before it is needed without a network. */
function PlanAtHand() {
  const isHere = isInCompanion(useLocation().pathname);
  const isSignedIn = useSession(({ status, user }) => status === 'signed-in' && user?.is_guest === false);
  return isHere && isSignedIn ? (
    <Suspense>
      <PlanWatch />
    </Suspense>
  ) : null;
}

/** In the same place on every screen of the companion; a quiet link for whoever is not signed in. */
function HelpAtHand() {
  const { pathname } = useLocation();
  const isSignedOut = useSession(({ status }) => status === 'signed-out');
  if (pathname === '/help') return null;
  if (isInCompanion(pathname)) return <HelpButton />;
  return isSignedOut ? (
    <Link
      to="/help"
      className="text-soft hover:text-ink inline-flex min-h-11 items-center rounded-sm px-2 font-medium underline decoration-current/40 underline-offset-4"
    >
      {t('help.open')}
    </Link>
  ) : null;
}

function TopBar() {
  const user = useSession((state) => state.user);
  const isSignedOut = useSession((state) => state.status === 'signed-out');
  const { pathname } = useLocation();
  const isHere = isInCompanion(pathname);
  const isInWorkbench = !isHere && (workspaceAt(pathname)?.home ?? '/recordings') === '/recordings';
  // On a phone the control itself leads to the studies; one who has no control keeps the link.
  const hasChoice = user !== null && workspacesOf(user).length > 1;
  return (
    <header className="frame-room border-line @container flex min-h-12 shrink-0 flex-wrap items-center gap-x-5 border-b px-4 max-sm:gap-x-1.5 @max-[17rem]:gap-x-1 @max-[17rem]:px-2 print:hidden">
      <Link
        to="/"
        aria-label={t('app.home')}
        // Beside the name of the workspace, or where it would push help into a second row: Today in the bar below is the same place.
        className={`inline-flex shrink-0 items-center rounded-sm ${isHere && user !== null ? (hasChoice ? 'max-sm:hidden' : '@max-[17rem]:hidden') : ''}`}
      >
        <Wordmark />
      </Link>
      {user ? (
        <nav aria-label={t('app.navigation')} className="flex min-w-0 grow basis-0 items-center gap-1">
          <WorkspaceSwitch user={user} isSlimOnPhones={isHere} />
          {isInWorkbench ? (
            <NavLink
              to="/recordings"
              className={({ isActive }) =>
                `motion-quick inline-flex h-8 items-center rounded-sm px-2.5 font-medium transition-colors ${hasChoice ? 'max-sm:hidden' : ''} ${isActive ? 'text-ink' : 'text-soft hover:text-ink'}`
              }
            >
              {t('app.studies')}
            </NavLink>
          ) : null}
          {isHere && !user.is_guest ? <CompanionLinks /> : null}
        </nav>
      ) : null}
      <div className="ml-auto flex flex-wrap items-center justify-end gap-x-1.5 @max-[17rem]:gap-x-0.5">
        <HelpAtHand />
        {isSignedOut && pathname !== '/sign-in' ? (
          // In the largest type help alone has room beside the sign; those pages say themselves where to sign in.
          <ButtonLink
            to="/sign-in"
            tone="quiet"
            className={pathname === '/help' ? '' : '@max-[17rem]:hidden'}
          >
            {t('account.signIn')}
          </ButtonLink>
        ) : null}
        <Notifications />
        <AccountMenu beforeSignOut={mayLeaveDevice} />
      </div>
    </header>
  );
}

const NotificationBell = lazy(async () => ({
  default: (await import('@/features/notifications/components/NotificationBell')).NotificationBell,
}));

/** Nobody reminds a guest, who is gone tomorrow. */
function Notifications() {
  const isFor = useSession((state) => state.user?.is_guest === false);
  return isFor ? (
    <Suspense>
      <NotificationBell />
    </Suspense>
  ) : null;
}

function OfflineNotice() {
  const isOnline = useIsOnline();
  return (
    <div role="status">
      {isOnline ? null : (
        <p className="bg-firefly-soft text-ink flex items-center gap-2 px-4 py-2">
          <WifiOff aria-hidden className="text-firefly-ink size-4 shrink-0" />
          {t('app.offline')}
        </p>
      )}
    </div>
  );
}

/** A new page starts at its heading, for the eye and for the screen reader. */
function useFocusOnNavigation(mainRef: RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  const previous = useRef(pathname);
  useEffect(() => {
    if (previous.current === pathname) return;
    previous.current = pathname;
    const main = mainRef.current;
    main?.scrollTo({ top: 0 });
    (main?.querySelector<HTMLElement>('h1[tabindex]') ?? main)?.focus({ preventScroll: true });
  }, [pathname, mainRef]);
}

import { fromBase64Url, toBase64Url } from './base64Url';

/** The JSON that servers and browsers exchange (WebAuthn Level 3, section 5.1), as far as it is used here. */
interface CredentialJson {
  id: string;
  type: PublicKeyCredentialType;
  transports?: AuthenticatorTransport[];
}

export interface CreationOptionsJson {
  challenge: string;
  user: { id: string; name: string; displayName: string };
  excludeCredentials?: CredentialJson[];
}

export interface RequestOptionsJson {
  challenge: string;
  allowCredentials?: CredentialJson[];
}

/** Browsers offer passkeys to pages from localhost or by https only. */
export function canUsePasskeys(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && 'credentials' in navigator;
}

/** Whether the browser can list passkeys in the suggestions of a field. */
export async function canSuggestPasskeys(): Promise<boolean> {
  if (!canUsePasskeys() || !('isConditionalMediationAvailable' in PublicKeyCredential)) return false;
  return PublicKeyCredential.isConditionalMediationAvailable();
}

/** Makes a passkey on this device; what the server needs of it. */
export async function createPasskey(options: CreationOptionsJson): Promise<unknown> {
  const credential = await navigator.credentials.create({
    publicKey: {
      ...(options as unknown as PublicKeyCredentialCreationOptions),
      challenge: fromBase64Url(options.challenge),
      user: { ...options.user, id: fromBase64Url(options.user.id) },
      excludeCredentials: (options.excludeCredentials ?? []).map(descriptor),
    },
  });
  return toJson(credential);
}

/** Proves a passkey to the server. With `suggest` the browser waits until the person picks it in a field. */
export async function provePasskey(
  options: RequestOptionsJson,
  { suggest, signal }: { suggest: boolean; signal: AbortSignal },
): Promise<unknown> {
  const credential = await navigator.credentials.get({
    publicKey: {
      ...(options as unknown as PublicKeyCredentialRequestOptions),
      challenge: fromBase64Url(options.challenge),
      allowCredentials: (options.allowCredentials ?? []).map(descriptor),
    },
    ...(suggest ? { mediation: 'conditional' as const } : {}),
    signal,
  });
  return toJson(credential);
}

function descriptor({ id, type, transports }: CredentialJson): PublicKeyCredentialDescriptor {
  return { id: fromBase64Url(id), type, ...(transports ? { transports } : {}) };
}

// PublicKeyCredential.toJSON is younger than passkeys are, so the few fields are written out here.
function toJson(credential: Credential | null): unknown {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('The browser gave no passkey.');
  return {
    id: credential.id,
    rawId: toBase64Url(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: responseOf(credential.response),
  };
}

function responseOf(response: AuthenticatorResponse): unknown {
  const clientDataJSON = toBase64Url(response.clientDataJSON);
  if (response instanceof AuthenticatorAttestationResponse) {
    const transports = 'getTransports' in response ? response.getTransports() : [];
    return { clientDataJSON, attestationObject: toBase64Url(response.attestationObject), transports };
  }
  const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse;
  return {
    clientDataJSON,
    authenticatorData: toBase64Url(authenticatorData),
    signature: toBase64Url(signature),
    userHandle: userHandle ? toBase64Url(userHandle) : null,
  };
}

/** The person closed the browser's dialog, or it timed out: not worth a message. */
export function isPasskeyRefusal(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError');
}

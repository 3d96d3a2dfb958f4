// Reads one JSON document from stdin, answers with one on stdout: jose checks a token of a running Halcyon by its published
// keys, refuses it when altered, and makes tokens that Halcyon must refuse, with its own private key where that is worse.
import { readFileSync } from 'node:fs';
import { Buffer } from 'node:buffer';
import {
  base64url,
  CompactSign,
  createRemoteJWKSet,
  EncryptJWT,
  exportJWK,
  exportSPKI,
  FlattenedSign,
  generateKeyPair,
  importJWK,
  jwtVerify,
  SignJWT,
  UnsecuredJWT,
} from 'jose';

const { token, jwksAddress, privateJwk, rules, now } = JSON.parse(readFileSync(0, 'utf8'));
const { alg, kid, typ } = { alg: 'ES256', ...rules.header };
// On a crowded machine the keys may take their time.
const keys = createRemoteJWKSet(new URL(jwksAddress), { timeoutDuration: 300_000 });
const expectations = { issuer: rules.issuer, audience: rules.audience, typ, algorithms: [alg], currentDate: new Date(now * 1000) };

const genuine = await jwtVerify(token, keys, expectations);

function alterations() {
  const [header, payload, signature] = token.split('.');
  const flipped = (text, at) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
  const claims = JSON.parse(base64url.decode(payload).reduce((text, byte) => text + String.fromCharCode(byte), ''));
  const reheaded = (change) => base64url.encode(JSON.stringify({ alg, kid, typ, ...change }));
  return [
    [header, flipped(payload, 10), signature],
    [flipped(header, 12), payload, signature],
    [header, payload, flipped(signature, 0)],
    [header, payload, flipped(signature, 80)],
    [header, payload, signature.slice(0, 84)],
    [header, payload, ''],
    [header, base64url.encode(JSON.stringify({ ...claims, role: ['administrator'] })), signature],
    [header, base64url.encode(JSON.stringify({ ...claims, exp: claims.exp + 3600 })), signature],
    [reheaded({ alg: 'none' }), payload, ''],
    [reheaded({ alg: 'HS256' }), payload, signature],
    [reheaded({ kid: 'another' }), payload, signature],
    [reheaded({ typ: 'JWT' }), payload, signature],
  ].map((parts) => parts.join('.'));
}

let refusedByJose = 0;
for (const altered of alterations()) {
  try {
    await jwtVerify(altered, keys, expectations);
  } catch {
    refusedByJose++;
  }
}

const own = await importJWK({ ...privateJwk, ext: true }, alg);
const ownPublicJwk = { kty: privateJwk.kty, crv: privateJwk.crv, x: privateJwk.x, y: privateJwk.y };
const ownPublic = await importJWK({ ...ownPublicJwk, ext: true }, alg, { extractable: true });
const stranger = await generateKeyPair('ES256', { extractable: true });
const strangerJwk = await exportJWK(stranger.publicKey);
const claims = { ...genuine.payload };
const header = { alg, kid, typ };

const signed = (change = {}, head = {}, key = own) => new SignJWT({ ...claims, ...change }).setProtectedHeader({ ...header, ...head }).sign(key);
const without = (...names) => Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));
const signedText = (text, head = {}, key = own) => new CompactSign(new TextEncoder().encode(text)).setProtectedHeader({ ...header, ...head }).sign(key);

const forged = {};
alterations().forEach((altered, index) => (forged[`altered ${index}`] = altered));

// Other algorithms, with whatever of ours is public as the secret.
const spki = await exportSPKI(ownPublic);
const secrets = {
  pem: new TextEncoder().encode(spki),
  'pem without line end': new TextEncoder().encode(spki.trimEnd()),
  der: Buffer.from(spki.replace(/-----[^-]+-----|\s/g, ''), 'base64'),
  jwk: new TextEncoder().encode(JSON.stringify(ownPublicJwk)),
  x: base64url.decode(ownPublicJwk.x),
  kid: new TextEncoder().encode(kid),
};
for (const [name, secret] of Object.entries(secrets)) {
  for (const hmac of ['HS256', 'HS384', 'HS512']) {
    const padded = secret.length >= 64 ? secret : Buffer.concat([secret, Buffer.alloc(64 - secret.length)]);
    forged[`${hmac} with our public key as ${name}`] = await signed({}, { alg: hmac }, padded);
  }
}
forged.unsecured = new UnsecuredJWT(claims).encode();
for (const none of ['none', 'None', 'NONE', 'nOnE', '']) {
  forged[`alg "${none}" with our kid`] =
    `${base64url.encode(JSON.stringify({ ...header, alg: none }))}.${base64url.encode(JSON.stringify(claims))}.`;
}
for (const other of ['ES384', 'ES512', 'RS256', 'PS256', 'EdDSA']) {
  const pair = await generateKeyPair(other, { extractable: true });
  forged[`${other} with our kid`] = await signed({}, { alg: other }, pair.privateKey);
  forged[`${other} with its key beside it`] = await signed({}, { alg: other, jwk: await exportJWK(pair.publicKey) }, pair.privateKey);
}

// Other keys.
forged['other key, our kid'] = await signed({}, {}, stranger.privateKey);
forged['other key, its kid'] = await signed({}, { kid: 'stranger' }, stranger.privateKey);
forged['other key, no kid'] = await signed({}, { kid: undefined }, stranger.privateKey);
forged['other key, jwk in header'] = await signed({}, { kid: undefined, jwk: strangerJwk }, stranger.privateKey);
forged['other key, jwk in header, our kid'] = await signed({}, { jwk: strangerJwk }, stranger.privateKey);
forged['other key, jku'] = await signed({}, { jku: 'https://evil.example/jwks' }, stranger.privateKey);
forged['other key, x5u'] = await signed({}, { x5u: 'https://evil.example/cert' }, stranger.privateKey);
forged['other key, x5c'] = await signed({}, { x5c: ['MIIB'] }, stranger.privateKey);
forged['other key, x5t'] = await signed({}, { x5t: 'AAAA', 'x5t#S256': 'AAAA' }, stranger.privateKey);
for (const strange of ['', ' ', '../../../dev/null', "' or 1=1 --", 'a'.repeat(5000), `${kid} `, kid.toUpperCase(), 7, null, [kid], { kid }]) {
  forged[`our key, kid ${JSON.stringify(strange).slice(0, 30)}`] = await signed({}, { kid: strange });
}

// Our key, and a token that is not for here, not for now, or not this kind.
for (const type of ['JWT', 'at', 'vc+jwt', 'dpop+jwt', '', ' at+jwt', 7, undefined]) {
  forged[`our key, typ ${type}`] = await signed({}, { typ: type });
}
for (const issuer of ['elsewhere', 'Halcyon', 'halcyon/', '', ['halcyon'], 7, null]) forged[`iss ${JSON.stringify(issuer)}`] = await signed({ iss: issuer });
for (const audience of ['elsewhere', 'HALCYON', '', [], ['elsewhere'], [['halcyon']], 7, null]) forged[`aud ${JSON.stringify(audience)}`] = await signed({ aud: audience });
for (const ended of [now - 31, now - 900, 0, -1, now - 31.5]) forged[`exp ${ended - now}`] = await signedText(JSON.stringify({ ...claims, exp: ended }));
for (const later of [now + 60, now + 900, 1e15]) {
  forged[`nbf +${later - now}`] = await signed({ nbf: later });
  forged[`iat +${later - now}`] = await signed({ iat: later });
}
for (const name of ['exp', 'nbf', 'iat']) {
  for (const value of ['"soon"', '"4102444800"', 'null', 'true', '[4102444800]', '{}', '1e999']) {
    if (name !== 'exp' && value === 'null') continue;
    forged[`${name} ${value}`] = await signedText(JSON.stringify({ ...claims, [name]: 'HERE' }).replace('"HERE"', value));
  }
}
for (const name of ['iss', 'aud', 'exp', 'sub', 'sid']) forged[`without ${name}`] = await signedText(JSON.stringify(without(name)));
for (const value of ['', 'x', 7, null, ['a'], `${claims.sub}'--`]) {
  forged[`sub ${JSON.stringify(value)}`] = await signed({ sub: value });
  forged[`sid ${JSON.stringify(value)}`] = await signed({ sid: value });
}

// Claims and headers said twice, payloads that are no claims, extensions.
for (const name of ['sub', 'exp', 'iss', 'aud', 'role', 'sid']) {
  const text = JSON.stringify(claims);
  forged[`${name} said twice`] = await signedText(`{"${name}":${JSON.stringify(claims[name])},${text.slice(1)}`);
}
for (const text of ['', '[]', 'null', '7', '"claims"', '{', `[${JSON.stringify(claims)}]`, `${JSON.stringify(claims)} {}`]) forged[`payload ${text.slice(0, 12)}`] = await signedText(text);
const twice = base64url.encode(`{"alg":"none","alg":"${alg}","kid":"${kid}","typ":"${typ}"}`);
forged['alg said twice'] = [twice, ...(await signed()).split('.').slice(1)].join('.');
forged['crit exp'] = await new SignJWT(claims).setProtectedHeader({ ...header, crit: ['exp'], exp: now }).sign(own, { crit: { exp: true } });
forged['crit of a stranger'] = await new SignJWT(claims).setProtectedHeader({ ...header, crit: ['x'], x: 1 }).sign(own, { crit: { x: true } });
const detached = await new FlattenedSign(new TextEncoder().encode(JSON.stringify(claims)))
  .setProtectedHeader({ ...header, b64: false, crit: ['b64'] })
  .sign(own);
forged['b64 false, detached'] = `${detached.protected}..${detached.signature}`;
forged['b64 false, attached'] = `${detached.protected}.${base64url.encode(JSON.stringify(claims))}.${detached.signature}`;
const flattened = await new FlattenedSign(new TextEncoder().encode(JSON.stringify(claims))).setProtectedHeader(header).sign(own);
forged['JSON serialisation'] = JSON.stringify(flattened);
forged['unprotected alg'] = `${base64url.encode(JSON.stringify({ kid, typ }))}.${flattened.payload}.${flattened.signature}`;
forged.encrypted = await new EncryptJWT(claims).setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid, typ }).encrypt(new Uint8Array(32));
forged['encrypted to our public key'] = await new EncryptJWT(claims)
  .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid, typ })
  .encrypt(await importJWK(ownPublicJwk, 'ECDH-ES'));

// The same bytes spelled otherwise.
const right = await signed();
const [h, p, s] = right.split('.');
Object.assign(forged, {
  padded: `${h}.${p}.${s}==`,
  'standard alphabet': `${h}.${p}.${s.replaceAll('-', '+').replaceAll('_', '/')}~`,
  'white space inside': `${h}. ${p}.${s}`,
  'four parts': `${right}.`,
  'five parts': `${h}.${p}.${s}.${s}.${s}`,
  'parts in another order': `${p}.${h}.${s}`,
  'no signature': `${h}.${p}.`,
  'two parts': `${h}.${p}`,
  'signature in DER length': `${h}.${p}.${s.slice(0, 40)}`,
  'signature of zeros': `${h}.${p}.${base64url.encode(new Uint8Array(64))}`,
  'signature of r = s = n': `${h}.${p}.${base64url.encode(Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'.repeat(2), 'hex'))}`,
});

process.stdout.write(
  JSON.stringify({
    claims: genuine.payload,
    header: genuine.protectedHeader,
    altered: alterations().length,
    refusedByJose,
    genuine: { 'as it was': token, 'made by jose': right, 'with an audience list': await signed({ aud: ['elsewhere', rules.audience] }) },
    forged,
  }),
);

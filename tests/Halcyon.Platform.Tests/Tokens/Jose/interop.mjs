// Reads one JSON document from stdin, answers with one on stdout: jose checks our token and makes one for us to check.
import { readFileSync } from 'node:fs';
import { calculateJwkThumbprint, importJWK, jwtVerify, SignJWT } from 'jose';

const { publicJwk, privateJwk, token, issuer, audience, type } = JSON.parse(readFileSync(0, 'utf8'));
const verified = await jwtVerify(token, await importJWK(publicJwk, 'ES256'), { issuer, audience, typ: type, algorithms: ['ES256'] });
const made = await new SignJWT({ role: ['person'], note: 'Zürich 🧠' })
  .setProtectedHeader({ alg: 'ES256', typ: type, kid: publicJwk.kid })
  .setIssuer(issuer)
  .setAudience(audience)
  .setSubject('from-jose')
  .setIssuedAt()
  .setExpirationTime('15m')
  .sign(await importJWK(privateJwk, 'ES256'));
process.stdout.write(
  JSON.stringify({ header: verified.protectedHeader, claims: verified.payload, thumbprint: await calculateJwkThumbprint(publicJwk), token: made }),
);

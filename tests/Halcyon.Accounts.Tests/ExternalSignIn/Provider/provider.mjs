// An OpenID Connect provider that others wrote, on loopback: argument 1 is where it sends people back to, argument 2 its port
// (0 for any). Keys are new at every start. Whoever signs in gets the account named like the login typed.
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

const [redirectUri, port] = process.argv.slice(2);

async function newKey(alg) {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: randomUUID() };
}

function client(id, secretMethod, alg) {
  return {
    client_id: id,
    token_endpoint_auth_method: secretMethod,
    ...(secretMethod === 'none' ? {} : { client_secret: `secret of ${id} & more+%` }),
    id_token_signed_response_alg: alg,
    redirect_uris: [redirectUri],
    response_types: ['code'],
    grant_types: ['authorization_code'],
  };
}

const server = createServer();
server.listen(Number(port), '127.0.0.1', async () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      client('basic', 'client_secret_basic', 'RS256'),
      client('post', 'client_secret_post', 'ES256'),
      client('public', 'none', 'PS256'),
    ],
    jwks: { keys: [await newKey('RS256'), await newKey('ES256'), await newKey('PS256')] },
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256', 'PS256'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: [randomUUID()] },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        ...(sub.startsWith('silent') ? {} : { email: `${sub}@provider.example`, email_verified: !sub.startsWith('unverified') }),
        name: `Person ${sub}`,
      }),
    }),
  });
  provider.on('server_error', (_, error) => console.error(error));
  provider.on('grant.error', (_, error) => console.error('grant', error.error_description));
  server.on('request', provider.callback());
  console.log(`ready ${issuer}`);
});

using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Halcyon.EndToEnd;

/// <summary>Passkeys as a real browser makes them, with Chromium's virtual authenticator in place of a finger.</summary>
[Collection(SharesChromium.Name)]
public sealed class PasskeyTests(Chromium chromium)
{
    private const string Password = "seven quiet lanterns drift";

    /// <summary>Calls the API from the page itself, with the browser's own headers.</summary>
    private const string Calls =
        """
        const call = async (path, body, token) => {
          const answer = await fetch('/v1/auth' + path, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
            body: body && JSON.stringify(body),
          });
          return { status: answer.status, ...(await answer.json()) };
        };
        const get = async (asked) => (await navigator.credentials.get(
          { publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked.options) })).toJSON();
        """;

    private const string AddPasskey =
        $$"""
        async ({ email, password }) => {
          {{Calls}}
          const { access_token: token } = await call('/register', { email, password });
          const begun = await call('/passkeys/registration-options', { password }, token);
          const credential = await navigator.credentials.create(
            { publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(begun.options) });
          return await call('/passkeys', { credential: credential.toJSON(), state: begun.state, name: 'Virtual' }, token);
        }
        """;

    private const string SignIn =
        $$"""
        async () => {
          {{Calls}}
          const asked = await call('/passkeys/sign-in-options');
          const credential = await get(asked);
          const first = await call('/passkeys/sign-in', { credential, state: asked.state });
          const again = await call('/passkeys/sign-in', { credential, state: asked.state });
          return { first, again };
        }
        """;

    [Fact]
    public async Task Passkey_MadeAndUsedInChromium_SignsInWithoutAName()
    {
        await using var opened = await chromium.OpenAsync();
        var page = opened.Page;
        await AddAuthenticatorAsync(page);
        await page.GotoAsync(ByName());
        var email = $"passkey-{Guid.CreateVersion7():N}@example.org";

        var added = await page.EvaluateAsync<JsonElement>(AddPasskey, new { email, password = Password });
        Assert.Equal(201, added.GetProperty("status").GetInt32());
        var signedIn = await page.EvaluateAsync<JsonElement>(SignIn);

        Assert.Equal(200, signedIn.GetProperty("first").GetProperty("status").GetInt32());
        var user = signedIn.GetProperty("first").GetProperty("user");
        Assert.Equal(email, user.GetProperty("email").GetString());
        Assert.Equal(1, user.GetProperty("passkey_count").GetInt32());
        Assert.Equal(401, signedIn.GetProperty("again").GetProperty("status").GetInt32());
        Assert.EndsWith("/passkey-expired", signedIn.GetProperty("again").GetProperty("type").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passkey_UserNotVerified_IsNotGivenOut()
    {
        await using var opened = await chromium.OpenAsync();
        var page = opened.Page;
        var (session, authenticator) = await AddAuthenticatorAsync(page);
        await page.GotoAsync(ByName());
        var email = $"passkey-{Guid.CreateVersion7():N}@example.org";
        await page.EvaluateAsync<JsonElement>(AddPasskey, new { email, password = Password });
        await session.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = authenticator, ["isUserVerified"] = false });

        var refused = await Assert.ThrowsAsync<PlaywrightException>(() => page.EvaluateAsync<JsonElement>(SignIn));

        Assert.Contains("NotAllowedError", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_AtANumberInsteadOfAName_SayWhereToGo()
    {
        await using var opened = await chromium.OpenAsync();
        await opened.Page.GotoAsync("/");

        var answer = await opened.Page.EvaluateAsync<JsonElement>($$"""async () => { {{Calls}} return await call('/passkeys/sign-in-options'); }""");

        Assert.Equal(409, answer.GetProperty("status").GetInt32());
        Assert.Contains(ByName(), answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    /// <summary>The same Halcyon by its name: passkeys are bound to names, and 127.0.0.1 is none.</summary>
    private string ByName() => chromium.Halcyon.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    private static async Task<(ICDPSession Session, string Authenticator)> AddAuthenticatorAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return (session, added!.Value.GetProperty("authenticatorId").GetString()!);
    }
}

using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Tokens;
using Microsoft.AspNetCore.Http;

namespace Halcyon.Accounts.ExternalSignIn;

/// <summary>What this browser must bring back from the provider, and what was promised to it.</summary>
/// <param name="State">Comes back in the address: whoever started is whoever returns.</param>
/// <param name="Nonce">Comes back in the ID token: it was made for this sign-in.</param>
/// <param name="CodeVerifier">PKCE (RFC 7636): the code is of no use without it.</param>
/// <param name="LinkUserId">The account to link to; null when signing in.</param>
/// <param name="LinkSessionId">The session that asked for the link.</param>
internal sealed record SignInState(
    string State, string Nonce, string CodeVerifier, string ReturnTo, DateTimeOffset ExpiresAt, Guid? LinkUserId = null, Guid? LinkSessionId = null)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public string CodeChallenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(CodeVerifier)));

    public static SignInState New(string returnTo, DateTimeOffset now) => new(Random(), Random(), Random(), returnTo, now + Lifetime);

    public bool IsAnsweredBy(string? state, DateTimeOffset now) =>
        state is not null && now < ExpiresAt
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(State));

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}

/// <summary>
/// Keeps the state in the browser itself, encrypted: nothing to store, and it cannot be carried to another browser. Lax, not
/// Strict, because the way back from the provider is a link on another site.
/// </summary>
internal sealed class SignInStateCookie(ISystemProtector protector)
{
    public const string Name = "halcyon_oidc";
    private const string Purpose = "accounts.oidc_state";

    public void Set(HttpContext http, SignInState state) =>
        http.Response.Cookies.Append(
            Name,
            Base64Url.EncodeToString(protector.Protect(Purpose, JsonSerializer.SerializeToUtf8Bytes(state))),
            Options(http.Request, SignInState.Lifetime));

    /// <summary>Each state is good once: reading it takes it away.</summary>
    public SignInState? Take(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { } text)
            return null;

        http.Response.Cookies.Delete(Name, Options(http.Request, maxAge: null));
        if (!StrictBase64Url.TryDecode(text, out var cipher))
            return null;
        try
        {
            return JsonSerializer.Deserialize<SignInState>(protector.Unprotect(Purpose, cipher));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static CookieOptions Options(HttpRequest request, TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Path = "/v1/auth/oidc",
        Secure = request.IsHttps || !IsLoopback(request.Host.Host),
        MaxAge = maxAge,
        IsEssential = true,
    };

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

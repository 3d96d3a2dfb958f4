using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Tokens;
using Microsoft.Extensions.Logging;

namespace Halcyon.Accounts.ExternalSignIn;

/// <summary>Who the provider says it is.</summary>
/// <param name="Email">Only an address that the provider has verified.</param>
internal sealed record ExternalIdentity(string Issuer, string Subject, string? Email, string? Name);

/// <param name="Problem">Why there is no identity; null when there is one.</param>
internal readonly record struct ExchangeOutcome(ExternalIdentity? Identity, string? Problem);

/// <summary>Trades the code for tokens and believes the ID token only after every check that OpenID Connect asks for (Core, 3.1.3.7).</summary>
internal sealed class CodeExchange(
    ProviderDirectory directory, ProviderClient client, HalcyonOptions options, TimeProvider clock, ILogger<CodeExchange> logger)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    private OpenIdConnectOptions Provider => options.OpenIdConnect!;

    public async Task<ExchangeOutcome> RunAsync(ProviderMetadata metadata, string code, SignInState state, CancellationToken cancellationToken)
    {
        using var request = TokenRequest(metadata, code, state);
        var reply = await client.SendAsync(request, cancellationToken);
        if (!reply.IsReached)
            return new ExchangeOutcome(null, SignInProblem.ProviderUnavailable);
        if (reply.Body is not { ValueKind: JsonValueKind.Object } tokens || Text(tokens, "id_token") is not { } idToken)
            return Refused("no ID token");

        var keys = await directory.KeysForAsync(idToken, cancellationToken);
        var rules = new JwtRules("JWT", Provider.Issuer, Provider.ClientId) { TypeIsOptional = true, ClockSkew = ClockSkew };
        var verdict = Jwt.Verify(idToken, keys, rules, clock.GetUtcNow());
        if (!verdict.IsGenuine)
            return Refused(verdict.Refusal.ToString());
        if (IdTokenRules.Fault(verdict.Claims, Provider.ClientId, state.Nonce) is { } fault)
            return Refused(fault);

        return await DescribeAsync(metadata, verdict.Claims, Text(tokens, "access_token"), cancellationToken);
    }

    /// <summary>Many providers give the address only when asked at their user-info endpoint.</summary>
    private async Task<ExchangeOutcome> DescribeAsync(
        ProviderMetadata metadata, JsonElement claims, string? accessToken, CancellationToken cancellationToken)
    {
        var subject = Text(claims, "sub")!;
        var about = claims;
        if (Text(claims, "email") is null && metadata.UserInfoEndpoint is { } endpoint && accessToken is not null
            && await client.GetAsync(endpoint, accessToken, cancellationToken) is { ValueKind: JsonValueKind.Object } userInfo)
        {
            // That answer is not signed: it must at least be about the same person (Core, 5.3.2).
            if (Text(userInfo, "sub") != subject)
                return Refused("user info of another subject");
            about = userInfo;
        }

        var isVerified = about.TryGetProperty("email_verified", out var verified) && verified.ValueKind == JsonValueKind.True;
        return new ExchangeOutcome(new ExternalIdentity(Provider.Issuer, subject, isVerified ? Text(about, "email") : null, Text(about, "name")), null);
    }

    private HttpRequestMessage TokenRequest(ProviderMetadata metadata, string code, SignInState state)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = StartSignIn.CallbackAddress(options),
            ["code_verifier"] = state.CodeVerifier,
        };
        var request = new HttpRequestMessage(HttpMethod.Post, metadata.TokenEndpoint);
        if (Provider.ClientSecret is { } secret && metadata.TakesBasic)
        {
            // RFC 6749, 2.3.1: both are form-encoded before they are joined.
            var pair = $"{Uri.EscapeDataString(Provider.ClientId)}:{Uri.EscapeDataString(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }
        else
        {
            form["client_id"] = Provider.ClientId;
            if (Provider.ClientSecret is not null)
                form["client_secret"] = Provider.ClientSecret;
        }

        request.Content = new FormUrlEncodedContent(form);
        return request;
    }

    private ExchangeOutcome Refused(string reason)
    {
        logger.LogWarning("An answer of the sign-in provider was not believed: {Reason}.", reason);
        return new ExchangeOutcome(null, SignInProblem.ProviderRefused);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? CompactJws.TextOf(value) : null;
}

/// <summary>What an ID token must say beyond what any token must.</summary>
internal static class IdTokenRules
{
    private const int MaximumSubjectLength = 255;

    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Fault(JsonElement claims, string clientId, string nonce)
    {
        if (CompactJws.TextOf(claims, "nonce") != nonce)
            return "another nonce";
        if (!claims.TryGetProperty("iat", out var issuedAt) || issuedAt.ValueKind != JsonValueKind.Number)
            return "no time of issue";
        if (CompactJws.TextOf(claims, "sub") is not { Length: <= MaximumSubjectLength })
            return "no usable subject";

        // Meant for several, it must say that it was made for us; and whoever it says that of must be us.
        var isForOthersToo = claims.TryGetProperty("aud", out var audience) && audience.ValueKind == JsonValueKind.Array && audience.GetArrayLength() > 1;
        return (isForOthersToo || claims.TryGetProperty("azp", out _)) && CompactJws.TextOf(claims, "azp") != clientId ? "another authorised party" : null;
    }
}

using System.Text.Json;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Tokens;

namespace Halcyon.Accounts.ExternalSignIn;

/// <summary>What the provider's discovery document says of it.</summary>
/// <param name="SendsIssuer">It promises `iss` beside the code (RFC 9207), so an answer without it is somebody else's.</param>
/// <param name="TakesBasic">Whether our secret goes into the Authorization header; else into the body.</param>
internal sealed record ProviderMetadata(
    Uri AuthorizationEndpoint, Uri TokenEndpoint, Uri KeysAddress, Uri? UserInfoEndpoint, bool SendsIssuer, bool TakesBasic)
{
    /// <returns>Null when it is not the document of that issuer, or names an address that others could listen to.</returns>
    public static ProviderMetadata? Read(JsonElement document, string issuer)
    {
        if (document.ValueKind != JsonValueKind.Object
            || Text(document, "issuer") != issuer
            || Address(document, "authorization_endpoint") is not { } authorization
            || Address(document, "token_endpoint") is not { } token
            || Address(document, "jwks_uri") is not { } keys)
            return null;

        var methods = document.TryGetProperty("token_endpoint_auth_methods_supported", out var listed) && listed.ValueKind == JsonValueKind.Array
            ? listed.EnumerateArray().Select(method => method.ToString()).ToList()
            : ["client_secret_basic"];
        return new ProviderMetadata(
            authorization, token, keys, Address(document, "userinfo_endpoint"),
            document.TryGetProperty("authorization_response_iss_parameter_supported", out var sends) && sends.ValueKind == JsonValueKind.True,
            methods.Contains("client_secret_basic") || !methods.Contains("client_secret_post"));
    }

    private static string? Text(JsonElement document, string name) =>
        document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Uri? Address(JsonElement document, string name) =>
        Uri.TryCreate(Text(document, name), UriKind.Absolute, out var address) && OpenIdConnectOptions.IsSafe(address) ? address : null;
}

/// <summary>The provider's document and keys, asked for once an hour; a provider that is down for a while is taken at its last word.</summary>
internal sealed class ProviderDirectory(ProviderClient client, HalcyonOptions options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>A token with a key we do not know may be the first after a change of keys, or a stranger's who wants us to ask again and again.</summary>
    private static readonly TimeSpan BetweenRefetches = TimeSpan.FromMinutes(1);

    /// <summary>Before a person is sent there, the provider must have answered this recently: our own page is a kinder place to learn that it is down.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _gate = new(1);
    private Known? _known;
    private DateTimeOffset _refetchedAt = DateTimeOffset.MinValue;

    public void Dispose() => _gate.Dispose();

    /// <returns>Null when the provider cannot be reached, or what it says is not usable.</returns>
    public async Task<ProviderMetadata?> ReadAsync(CancellationToken cancellationToken) => (await KnowAsync(Fresh, cancellationToken))?.Metadata;

    /// <returns>Null when the provider does not answer now, whatever it said before.</returns>
    public async Task<ProviderMetadata?> AskAsync(CancellationToken cancellationToken) =>
        await KnowAsync(Recent, cancellationToken) is { } known && clock.GetUtcNow() - known.ReadAt < Recent ? known.Metadata : null;

    /// <summary>The keys that may have signed the token; asks again, once, when it names none that we know.</summary>
    public async Task<IReadOnlyList<VerifyingKey>> KeysForAsync(string token, CancellationToken cancellationToken)
    {
        if (await KnowAsync(Fresh, cancellationToken) is not { } known)
            return [];
        if (CompactJws.Verify(token, known.Keys).Refusal != TokenRefusal.UnknownKey || clock.GetUtcNow() - _refetchedAt < BetweenRefetches)
            return known.Keys;

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (ReferenceEquals(_known, known))
            {
                _refetchedAt = clock.GetUtcNow();
                _known = known with { Keys = await FetchKeysAsync(known.Metadata, cancellationToken) ?? known.Keys };
            }

            return _known!.Keys;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<Known?> KnowAsync(TimeSpan maximumAge, CancellationToken cancellationToken)
    {
        if (_known is { } known && clock.GetUtcNow() - known.ReadAt < maximumAge)
            return known;

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_known is null || clock.GetUtcNow() - _known.ReadAt >= maximumAge)
                _known = await FetchAsync(cancellationToken) ?? _known;
            return _known;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<Known?> FetchAsync(CancellationToken cancellationToken)
    {
        var issuer = options.OpenIdConnect!.Issuer;
        var document = await client.GetAsync(new Uri(issuer.TrimEnd('/') + "/.well-known/openid-configuration"), accessToken: null, cancellationToken);
        if (document is not { } json || ProviderMetadata.Read(json, issuer) is not { } metadata)
            return null;

        return await FetchKeysAsync(metadata, cancellationToken) is { } keys
            ? new Known(metadata, keys, clock.GetUtcNow())
            : null;
    }

    private async Task<IReadOnlyList<VerifyingKey>?> FetchKeysAsync(ProviderMetadata metadata, CancellationToken cancellationToken) =>
        await client.GetAsync(metadata.KeysAddress, accessToken: null, cancellationToken) is { } keys ? ForeignKeys.Read(keys) : null;

    private sealed record Known(ProviderMetadata Metadata, IReadOnlyList<VerifyingKey> Keys, DateTimeOffset ReadAt);
}

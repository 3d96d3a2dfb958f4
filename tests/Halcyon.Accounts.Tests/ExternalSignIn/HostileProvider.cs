using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Halcyon.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Halcyon.Accounts.Tests.ExternalSignIn;

/// <summary>A provider that says whatever it is told to: its documents, its keys and its tokens are the test's.</summary>
internal sealed class HostileProvider : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HostileProvider(WebApplication app) => _app = app;

    /// <summary>A key in its published set.</summary>
    public SigningPair Key { get; } = new();

    public RSA Rsa { get; } = RSA.Create(2048);

    /// <summary>What the token endpoint answers next.</summary>
    public string TokenAnswer { get; set; } = "{}";

    public int TokenStatus { get; set; } = 200;

    public string UserInfoAnswer { get; set; } = "{}";

    /// <summary>Changes to the discovery document, by member; null takes it out.</summary>
    public Dictionary<string, object?> Changes { get; } = [];

    public int KeysAsked { get; private set; }

    public string Issuer => _app.Urls.Single();

    public OpenIdConnectOptions Options => new(Issuer, "halcyon", "secret", "Hostile");

    public static async Task<HostileProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new HostileProvider(builder.Build());
        provider.Map();
        await provider._app.StartAsync();
        return provider;
    }

    public string Sign(object claims, string? keyId = null, string type = "JWT", SigningPair? key = null) =>
        SignWith(new { alg = "ES256", kid = keyId ?? Key.KeyId, typ = type }, claims, input => (key ?? Key).Sign(input));

    /// <summary>With any header, signed in any way.</summary>
    public static string SignWith(object header, object claims, Func<byte[], byte[]> sign)
    {
        var input = $"{Encoded(JsonSerializer.Serialize(header))}.{Encoded(claims as string ?? JsonSerializer.Serialize(claims))}";
        return $"{input}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(input)))}";
    }

    public async ValueTask DisposeAsync()
    {
        Rsa.Dispose();
        await _app.DisposeAsync();
    }

    private static string Encoded(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private void Map()
    {
        _app.MapGet("/.well-known/openid-configuration", () =>
        {
            var document = new Dictionary<string, object?>
            {
                ["issuer"] = Issuer,
                ["authorization_endpoint"] = Issuer + "/auth",
                ["token_endpoint"] = Issuer + "/token",
                ["jwks_uri"] = Issuer + "/jwks",
                ["userinfo_endpoint"] = Issuer + "/me",
            };
            foreach (var (name, value) in Changes)
                document[name] = value;
            return Results.Json(document);
        });
        _app.MapGet("/jwks", () =>
        {
            KeysAsked++;
            var rsa = Rsa.ExportParameters(includePrivateParameters: false);
            return Results.Json(new
            {
                keys = new object[]
                {
                    Key.ToPublicJwk(),
                    new { kty = "RSA", n = Base64Url.EncodeToString(rsa.Modulus), e = Base64Url.EncodeToString(rsa.Exponent), kid = "rsa" },
                    new { kty = "oct", k = "c2VjcmV0", kid = "oct", alg = "HS256" },
                },
            });
        });
        _app.MapPost("/token", () => Results.Text(TokenAnswer, "application/json", statusCode: TokenStatus));
        _app.MapGet("/me", () => Results.Text(UserInfoAnswer, "application/json"));
    }
}

/// <summary>A P-256 key that signs anything.</summary>
internal sealed class SigningPair
{
    private readonly ECParameters _parameters;

    public SigningPair()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _parameters = key.ExportParameters(includePrivateParameters: true);
    }

    public string KeyId { get; } = Guid.NewGuid().ToString("N");

    public byte[] Sign(byte[] input)
    {
        using var key = ECDsa.Create(_parameters);
        return key.SignData(input, HashAlgorithmName.SHA256);
    }

    public object ToPublicJwk()
    {
        var point = _parameters.Q;
        return new { kty = "EC", crv = "P-256", x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y), kid = KeyId, use = "sig" };
    }
}

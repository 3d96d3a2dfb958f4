using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Halcyon.Accounts.AccessTokens;
using Halcyon.Platform.Tokens;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Accounts.Tests.AccessTokens;

/// <summary>The npm package `jose` checks the access tokens of a running Halcyon by its published keys, and forges all it can.</summary>
/// <remarks>Its clock stands still: a token that is not good yet, or no longer, stays so however long all of them take.</remarks>
public sealed class JoseForgeryTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private HalcyonApp _app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await HalcyonApp.StartAsync(
        options => options with { Roles = new HashSet<string>(["api"], StringComparer.Ordinal) },
        builder => builder.Services.AddSingleton<TimeProvider>(new StoppedClock(Now)));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task AccessTokens_ByPublishedKeys_JoseBelievesOursAndWeRefuseItsForgeries()
    {
        var folder = await NodeFolder.InstallAsync(Path.Combine("AccessTokens", "Jose"), Stop);
        Assert.SkipWhen(folder is null, "npm cannot install jose here, so its forgeries are not tested.");
        var account = await _app.SignUpAsync();
        var answer = await AskJoseAsync(folder, account.AccessToken);

        Assert.Equal(account.Id.ToString(), answer.GetProperty("claims").GetProperty("sub").GetString());
        Assert.Equal(answer.GetProperty("altered").GetInt32(), answer.GetProperty("refusedByJose").GetInt32());
        foreach (var genuine in answer.GetProperty("genuine").EnumerateObject())
            Assert.True(await StatusAsync(genuine.Value.GetString()!) == HttpStatusCode.OK, genuine.Name);

        var believed = new List<string>();
        var count = 0;
        foreach (var forged in answer.GetProperty("forged").EnumerateObject())
        {
            count++;
            if (await StatusAsync(forged.Value.GetString()!) is var status && status != HttpStatusCode.Unauthorized)
                believed.Add($"{forged.Name}: {status}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{answer.GetProperty("altered")} altered tokens refused by jose, {count} forged ones by us");
        Assert.True(believed.Count == 0, string.Join('\n', believed));
        Assert.True(count >= 150, $"Only {count} were forged.");
    }

    private async Task<HttpStatusCode> StatusAsync(string token) => await _app.SendAsync(
        HttpMethod.Get, "/v1/users/me", change: request => request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token)).StatusAsync();

    private async Task<JsonElement> AskJoseAsync(string folder, string token)
    {
        var signer = _app.Services.GetRequiredService<SigningKeys>().Signer;
        var question = JsonSerializer.Serialize(new
        {
            token,
            jwksAddress = new Uri(_app.Address, "/v1/auth/jwks"),
            privateJwk = PrivateJwk(signer),
            now = Now.ToUnixTimeSeconds(),
            rules = new { issuer = "halcyon", audience = "halcyon", header = new { kid = signer.KeyId, typ = "at+jwt" } },
        });
        var (exitCode, output) = await NodeFolder.RunAsync("node", ["forge.mjs"], folder, question, Stop);
        Assert.True(exitCode == 0, output);
        return JsonSerializer.Deserialize<JsonElement>(output);
    }

    private static object PrivateJwk(JwsKey key)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(key.ExportPkcs8(), out _);
        var parameters = ecdsa.ExportParameters(includePrivateParameters: true);
        return new
        {
            kty = "EC",
            crv = "P-256",
            x = Base64Url.EncodeToString(parameters.Q.X),
            y = Base64Url.EncodeToString(parameters.Q.Y),
            d = Base64Url.EncodeToString(parameters.D),
        };
    }
}

using System.Net;
using System.Text.Json;
using Halcyon.Accounts.AccessTokens;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Accounts.Tests.AccessTokens;

public sealed class SigningKeysTests
{
    [Fact]
    public async Task Rotation_NewerKey_IsShownFirstAndSignsTenMinutesLaterWhileOldTokensStillPass()
    {
        await using var app = await HalcyonApp.StartAsync();
        var before = await app.SignUpAsync();
        var keys = app.Services.GetRequiredService<SigningKeys>();
        var oldKeyId = keys.Signer.KeyId;

        var newKeyId = await app.WithAsync<SigningKeyRotation, string>(rotation => rotation.RunAsync(revokeOld: false, TestContext.Current.CancellationToken));
        await keys.LoadAsync(TestContext.Current.CancellationToken);
        var announced = keys.Signer.KeyId;
        var jwks = await app.GetAsync("/v1/auth/jwks").JsonAsync();
        await app.QueryAsync<object>("update accounts.signing_keys set created_at = created_at - interval '10 minutes'");
        await keys.LoadAsync(TestContext.Current.CancellationToken);
        var after = await app.LoginAsync(before.Email);

        Assert.Equal(oldKeyId, announced);
        Assert.Equal(newKeyId, keys.Signer.KeyId);
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", before.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", after.AccessToken).StatusAsync());
        Assert.Equal([newKeyId, oldKeyId], jwks.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()));
    }

    [Fact]
    public async Task Rotation_OldKeysRevoked_EndsTheirTokensAndRefreshGivesNewOnes()
    {
        await using var app = await HalcyonApp.StartAsync();
        var before = await app.SignUpAsync();
        var keys = app.Services.GetRequiredService<SigningKeys>();
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", before.AccessToken).StatusAsync());

        await app.WithAsync<SigningKeyRotation, string>(rotation => rotation.RunAsync(revokeOld: true, TestContext.Current.CancellationToken));
        await keys.LoadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", before.AccessToken).StatusAsync());
        var after = await app.RefreshAsync(before.RefreshToken);
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", after.AccessToken).StatusAsync());
    }

    [Theory]
    [InlineData("29 minutes", 2)]
    [InlineData("31 minutes", 1)]
    public async Task Housekeeping_KeyWhoseTokensHaveEnded_IsForgotten(string sinceTheNewerWasMade, long left)
    {
        await using var app = await HalcyonApp.StartAsync();
        await app.WithAsync<SigningKeyRotation, string>(rotation => rotation.RunAsync(revokeOld: false, TestContext.Current.CancellationToken));
        await app.QueryAsync<object>($"update accounts.signing_keys set created_at = created_at - interval '{sinceTheNewerWasMade}'");

        await app.Services.GetRequiredService<SigningKeys>().RetireAsync(TestContext.Current.CancellationToken);

        Assert.Equal(left, await app.QueryAsync<long>("select count(*) from accounts.signing_keys"));
    }

    [Fact]
    public async Task Restart_SameDatabase_KeepsTheKey()
    {
        await using var app = await HalcyonApp.StartAsync();
        var account = await app.SignUpAsync();

        await using var restarted = await HalcyonApp.StartAsync(
            options => options with { Database = app.ConnectionString, DataDirectory = app.DataDirectory });

        Assert.Equal(HttpStatusCode.OK, await restarted.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
        Assert.Equal(1, await app.QueryAsync<long>("select count(*) from accounts.signing_keys"));
    }

    [Fact]
    public async Task Storage_PrivateKey_IsWrapped()
    {
        await using var app = await HalcyonApp.StartAsync();
        var pkcs8 = app.Services.GetRequiredService<SigningKeys>().Signer.ExportPkcs8();

        var stored = await app.QueryAsync<byte[]>("select wrapped_private_key from accounts.signing_keys");

        // The scalar's 32 bytes stand at offset 36 of a P-256 PKCS#8 document.
        Assert.Equal(-1, stored.AsSpan().IndexOf(pkcs8.AsSpan(36, 32)));
    }

    [Fact]
    public async Task Jwks_Anyone_ShowsPublicMembersOnly()
    {
        await using var app = await HalcyonApp.StartAsync();
        using var response = await app.GetAsync("/v1/auth/jwks");

        var jwks = await Task.FromResult(response).JsonAsync();
        var key = Assert.Single(jwks.GetProperty("keys").EnumerateArray());
        Assert.Equal(["kty", "crv", "x", "y", "kid", "alg", "use"], key.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["EC", "P-256", "ES256", "sig"], new[] { "kty", "crv", "alg", "use" }.Select(name => key.GetProperty(name).GetString()));
        Assert.Equal(TimeSpan.FromMinutes(5), response.Headers.CacheControl?.MaxAge);
        Assert.Equal(JsonValueKind.Array, jwks.GetProperty("keys").ValueKind);
    }
}

using System.Buffers.Text;
using System.Text.Json;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Tokens;
using Npgsql;

namespace Halcyon.Wellness.Notifications.Push;

/// <summary>The installation's key that push services know it by (VAPID, RFC 8292); made once, on first use.</summary>
internal sealed class PushKey(NpgsqlDataSource dataSource, ISystemProtector protector, HalcyonOptions options, TimeProvider clock)
{
    public const string Purpose = "wellness.push_key";

    /// <summary>Half of what the standard allows.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private JwsKey? _key;

    /// <summary>For browsers: the uncompressed point, base64url.</summary>
    public async Task<string> PublicKeyAsync(CancellationToken cancellationToken)
    {
        var jwk = (await KeyAsync(cancellationToken)).ToPublicJwk();
        byte[] point = [4, .. Base64Url.DecodeFromChars(jwk.X), .. Base64Url.DecodeFromChars(jwk.Y)];
        return Base64Url.EncodeToString(point);
    }

    /// <summary>The header `Authorization` of a message to a push service.</summary>
    public async Task<string> AuthorizeAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["aud"] = endpoint.GetLeftPart(UriPartial.Authority),
            ["exp"] = (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds(),
            ["sub"] = options.PublicUrl,
        };
        var token = CompactJws.Sign(await KeyAsync(cancellationToken), "JWT", JsonSerializer.SerializeToUtf8Bytes(claims));
        return $"vapid t={token}, k={await PublicKeyAsync(cancellationToken)}";
    }

    private async Task<JwsKey> KeyAsync(CancellationToken cancellationToken)
    {
        if (_key is not null)
            return _key;

        await using (var insert = dataSource.CreateCommand(
            "insert into wellness.push_key (private_key, created_at) values ($1, $2) on conflict do nothing"))
        {
            insert.Parameters.Add(new() { Value = protector.Protect(Purpose, JwsKey.Generate().ExportPkcs8()) });
            insert.Parameters.Add(new() { Value = clock.GetUtcNow() });
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var select = dataSource.CreateCommand("select private_key from wellness.push_key");
        var stored = (byte[])(await select.ExecuteScalarAsync(cancellationToken))!;
        return _key = JwsKey.FromPkcs8(protector.Unprotect(Purpose, stored));
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Halcyon.Platform.Access;

namespace Halcyon.Platform.Encryption;

/// <summary>A whole document under its owner's key: nothing of it can be searched, nothing of it leaks by a column's name.</summary>
public static class ProtectedJson
{
    // Never part of a web page: an apostrophe or a letter with an accent is stored as itself, not as six characters.
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Task<byte[]> ProtectJsonAsync<T>(
        this IFieldProtector protector, UserId userId, string purpose, T document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(protector);
        return protector.ProtectAsync(userId, purpose, JsonSerializer.SerializeToUtf8Bytes(document, Json), cancellationToken);
    }

    public static async Task<T> UnprotectJsonAsync<T>(
        this IFieldProtector protector, UserId userId, string purpose, ReadOnlyMemory<byte> cipher, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(protector);
        using var opener = await protector.OpenerAsync(userId, purpose, cancellationToken);
        return opener.UnprotectJson<T>(cipher.Span);
    }

    public static T UnprotectJson<T>(this IFieldOpener opener, ReadOnlySpan<byte> cipher)
    {
        ArgumentNullException.ThrowIfNull(opener);
        return JsonSerializer.Deserialize<T>(opener.Unprotect(cipher), Json)!;
    }
}

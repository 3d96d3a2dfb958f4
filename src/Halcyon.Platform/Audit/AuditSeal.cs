using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;

namespace Halcyon.Platform.Audit;

/// <summary>
/// Seals what an entry tells of a person. The address belongs to who acted, the details to whom they are about; whoever of
/// the two is missing, the other stands in.
/// </summary>
internal static class AuditSeal
{
    private const byte Version = 1;
    private static readonly byte[] KeyPurpose = "halcyon.audit/1"u8.ToArray();

    public static UserId? OwnerOfDetails(UserId? actorId, UserId? subjectId) => subjectId ?? actorId;

    public static UserId? OwnerOfAddress(UserId? actorId, UserId? subjectId) => actorId ?? subjectId;

    public static byte[] Close(byte[] userKey, UserId owner, string field, string plain)
    {
        var bytes = Encoding.UTF8.GetBytes(plain);
        var result = new byte[1 + Sealed.OverheadBytes + bytes.Length];
        result[0] = Version;
        Sealed.Seal(Derive(userKey), bytes, Bound(owner, field), result.AsSpan(1));
        return result;
    }

    public static byte[] Close(byte[] userKey, UserId owner, IReadOnlyDictionary<string, string> details) =>
        Close(userKey, owner, AuditFields.Details, JsonSerializer.Serialize(details));

    /// <returns>Null when it was altered or is under another key: the chain then tells, this only shows nothing.</returns>
    public static string? Open(byte[] userKey, UserId owner, string field, byte[] cipher)
    {
        if (cipher is not [Version, ..])
            return null;

        try
        {
            return Encoding.UTF8.GetString(Sealed.Open(Derive(userKey), cipher.AsSpan(1), Bound(owner, field)));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Derive(byte[] userKey) => HKDF.DeriveKey(HashAlgorithmName.SHA256, userKey, MasterKeys.KeyBytes, info: KeyPurpose);

    private static byte[] Bound(UserId owner, string field) => Encoding.UTF8.GetBytes($"audit.{field}/{owner}");
}

internal static class AuditFields
{
    public const string Details = "details";
    public const string IpAddress = "ip_address";
}

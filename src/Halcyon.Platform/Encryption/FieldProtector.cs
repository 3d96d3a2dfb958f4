using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Halcyon.Platform.Access;

namespace Halcyon.Platform.Encryption;

/// <summary>Layout: version 1, then <see cref="Sealed"/> under a key derived for fields, bound to account and purpose.</summary>
internal sealed class FieldProtector(IUserKeys keys) : IFieldProtector
{
    private const byte Version = 1;
    private static readonly byte[] KeyPurpose = "halcyon.field/1"u8.ToArray();

    /// <summary>Derived once for each key in memory, and gone with it: a page of thirty values derives no key thirty times.</summary>
    private static readonly ConditionalWeakTable<byte[], byte[]> Derived = [];

    public async Task<byte[]> ProtectAsync(UserId userId, string purpose, ReadOnlyMemory<byte> plain, CancellationToken cancellationToken)
    {
        var key = await KeyAsync(userId, cancellationToken);
        var result = new byte[1 + Sealed.OverheadBytes + plain.Length];
        result[0] = Version;
        Sealed.Seal(key, plain.Span, Bound(userId, purpose), result.AsSpan(1));
        return result;
    }

    public async Task<byte[]> UnprotectAsync(UserId userId, string purpose, ReadOnlyMemory<byte> cipher, CancellationToken cancellationToken)
    {
        using var opener = await OpenerAsync(userId, purpose, cancellationToken);
        return opener.Unprotect(cipher.Span);
    }

    public async Task<IFieldOpener> OpenerAsync(UserId userId, string purpose, CancellationToken cancellationToken) =>
        new Opener(Sealed.Cipher(await KeyAsync(userId, cancellationToken)), Bound(userId, purpose));

    private async Task<byte[]> KeyAsync(UserId userId, CancellationToken cancellationToken) => Derived.GetValue(
        await keys.GetOrCreateAsync(userId, cancellationToken),
        static key => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, MasterKeys.KeyBytes, info: KeyPurpose));

    private static byte[] Bound(UserId userId, string purpose) => Encoding.UTF8.GetBytes($"{userId}/{purpose}");

    private sealed class Opener(AesGcm aes, byte[] bound) : IFieldOpener
    {
        public byte[] Unprotect(ReadOnlySpan<byte> cipher) => cipher.IsEmpty || cipher[0] != Version
            ? throw new CryptographicException("The value was not made by this protector.")
            : Sealed.Open(aes, cipher[1..], bound);

        public void Dispose() => aes.Dispose();
    }
}

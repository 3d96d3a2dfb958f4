using System.Text;

namespace Halcyon.Platform.Encryption;

/// <summary>Layout: version 1, key id (4 bytes), then <see cref="Sealed"/>, bound to the purpose.</summary>
internal sealed class SystemProtector(MasterKeys keys) : ISystemProtector
{
    private const byte Version = 1;
    private const int HeaderBytes = 1 + MasterKeys.KeyIdBytes;

    public byte[] Protect(string purpose, ReadOnlySpan<byte> plain)
    {
        var (id, key) = keys.Current;
        var result = new byte[HeaderBytes + Sealed.OverheadBytes + plain.Length];
        result[0] = Version;
        id.CopyTo(result.AsSpan(1));
        Sealed.Seal(key, plain, Encoding.UTF8.GetBytes(purpose), result.AsSpan(HeaderBytes));
        return result;
    }

    public byte[] Unprotect(string purpose, ReadOnlySpan<byte> cipher)
    {
        if (cipher.Length < HeaderBytes || cipher[0] != Version)
            throw new System.Security.Cryptography.CryptographicException("The value was not made by this protector.");

        return Sealed.Open(keys.Find(cipher[1..HeaderBytes]), cipher[HeaderBytes..], Encoding.UTF8.GetBytes(purpose));
    }
}

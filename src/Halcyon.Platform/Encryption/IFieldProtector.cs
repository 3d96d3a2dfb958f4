using Halcyon.Platform.Access;

namespace Halcyon.Platform.Encryption;

/// <summary>AES-256-GCM under a key that belongs to one account. Destroying that key erases all it protected.</summary>
public interface IFieldProtector
{
    /// <param name="purpose">Bound into the ciphertext, e.g. `check_in.journal`: a value cannot be moved to another field.</param>
    Task<byte[]> ProtectAsync(UserId userId, string purpose, ReadOnlyMemory<byte> plain, CancellationToken cancellationToken);

    Task<byte[]> UnprotectAsync(UserId userId, string purpose, ReadOnlyMemory<byte> cipher, CancellationToken cancellationToken);

    /// <summary>For many values of one account and purpose: the key is fetched and set up once.</summary>
    Task<IFieldOpener> OpenerAsync(UserId userId, string purpose, CancellationToken cancellationToken);
}

/// <summary>Opens values that <see cref="IFieldProtector.ProtectAsync"/> made. Holds the key until it is disposed; not thread-safe.</summary>
public interface IFieldOpener : IDisposable
{
    /// <exception cref="System.Security.Cryptography.CryptographicException">Altered, of another account or purpose, or not made by this protector.</exception>
    byte[] Unprotect(ReadOnlySpan<byte> cipher);
}

/// <summary>Gives the plain data key of an account, made on first use and wrapped by the master key at rest.</summary>
public interface IUserKeys
{
    Task<byte[]> GetOrCreateAsync(UserId userId, CancellationToken cancellationToken);

    Task DestroyAsync(UserId userId, CancellationToken cancellationToken);
}

/// <summary>AES-256-GCM under the master key, for secrets of the installation (signing keys).</summary>
public interface ISystemProtector
{
    byte[] Protect(string purpose, ReadOnlySpan<byte> plain);

    byte[] Unprotect(string purpose, ReadOnlySpan<byte> cipher);
}

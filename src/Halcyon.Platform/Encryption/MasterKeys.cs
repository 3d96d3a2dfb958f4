using System.Security.Cryptography;
using Halcyon.Platform.Database.Embedded;
using Halcyon.Platform.Hosting;

namespace Halcyon.Platform.Encryption;

/// <summary>The keys that wrap all others. The first encrypts; older ones, after a comma in the setting, still decrypt.</summary>
internal sealed class MasterKeys
{
    public const int KeyBytes = 32;
    public const int KeyIdBytes = 4;
    private readonly List<(byte[] Id, byte[] Key)> _keys;

    public MasterKeys(HalcyonOptions options)
    {
        var texts = options.MasterKey?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            ?? [ReadOrMakeFile(options.DataDirectory)];
        _keys = texts.Select(Parse).Select(key => (SHA256.HashData(key)[..KeyIdBytes], key)).ToList();
        if (_keys.Count == 0)
            throw new MasterKeyException("HALCYON_MASTER_KEY is empty; give base64 of 32 bytes, or unset it to use a key file in the data folder.");
    }

    public (byte[] Id, byte[] Key) Current => _keys[0];

    public byte[] Find(ReadOnlySpan<byte> id)
    {
        foreach (var (known, key) in _keys)
        {
            if (id.SequenceEqual(known))
                return key;
        }

        throw new MasterKeyException(
            $"Something was encrypted under master key {Convert.ToHexStringLower(id)}, which this Halcyon does not have; start it with the HALCYON_MASTER_KEY or the data folder that made it.");
    }

    private static byte[] Parse(string text)
    {
        var key = new byte[KeyBytes];
        return Convert.TryFromBase64String(text, key, out var length) && length == KeyBytes
            ? key
            : throw new MasterKeyException("HALCYON_MASTER_KEY must be base64 of exactly 32 bytes (openssl rand -base64 32 makes one).");
    }

    private static string ReadOrMakeFile(string dataDirectory)
    {
        var folder = Path.Combine(dataDirectory, "keys");
        var file = Path.Combine(folder, "master.key");
        if (!File.Exists(file))
        {
            UnixFolder.Create(folder, UnixFolder.Private);
            UnixFolder.WriteSecret(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)), overwrite: false);
        }

        return File.ReadAllText(file).Trim();
    }
}

/// <summary>The master key is missing or wrong; the message is one sentence.</summary>
public sealed class MasterKeyException(string message) : Exception(message);

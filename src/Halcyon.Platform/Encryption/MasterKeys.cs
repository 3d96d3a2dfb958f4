using System.Security.Cryptography;
using Halcyon.Platform.Database.Embedded;
using Halcyon.Platform.Hosting;

namespace Halcyon.Platform.Encryption;

/// <summary>The keys that wrap all others. The first encrypts; older ones, after a comma, still decrypt.</summary>
/// <remarks>
/// From the setting they hold until the process ends. From the key file they follow the file: a rotation by another process is
/// noticed within <see cref="LookInterval"/>, and at once when a value turns up that none of the known keys wrapped.
/// </remarks>
internal sealed class MasterKeys
{
    public const int KeyBytes = 32;
    public const int KeyIdBytes = 4;
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private readonly string? _file;
    private readonly Lock _gate = new();
    private volatile Loaded _loaded;
    private long _lookAgainAt;

    public MasterKeys(HalcyonOptions options)
    {
        _file = options.MasterKey is null ? Path.Combine(options.DataDirectory, "keys", "master.key") : null;
        if (_file is not null && !File.Exists(_file))
            Write(_file, NewKeyText(), overwrite: false);
        _loaded = _file is null ? new Loaded(Parse(options.MasterKey!), default) : Read(_file);
        _lookAgainAt = Environment.TickCount64 + (long)LookInterval.TotalMilliseconds;
    }

    /// <summary>Null when the keys come from the setting.</summary>
    public string? FilePath => _file;

    public MasterKey Current
    {
        get
        {
            if (_file is not null && Environment.TickCount64 >= Volatile.Read(ref _lookAgainAt))
                Follow(_file);
            return _loaded.Keys[0];
        }
    }

    /// <summary>First the current one, then those that only decrypt.</summary>
    public IReadOnlyList<MasterKey> All => _loaded.Keys;

    public byte[] Find(ReadOnlySpan<byte> id)
    {
        if (FindKnown(id) is { } known)
            return known;

        // Wrapped by a process that has seen a newer key file than we have.
        if (_file is not null)
            Follow(_file);
        return FindKnown(id) ?? throw new MasterKeyException(
            $"Something was encrypted under master key {Convert.ToHexStringLower(id)}, which this Halcyon does not have; start it with the HALCYON_MASTER_KEY or the data folder that made it.");
    }

    /// <summary>Puts a new key first in the key file. Other processes follow; see the remarks.</summary>
    public void AddToFile()
    {
        var file = _file ?? throw new InvalidOperationException("The keys come from the setting.");
        Write(file, string.Join(',', [NewKeyText(), .. _loaded.Keys.Select(key => Convert.ToBase64String(key.Bytes))]), overwrite: true);
        Follow(file);
    }

    private byte[]? FindKnown(ReadOnlySpan<byte> id)
    {
        foreach (var key in _loaded.Keys)
        {
            if (id.SequenceEqual(key.Id))
                return key.Bytes;
        }

        return null;
    }

    /// <remarks>A file that cannot be read just now changes nothing: what is in memory goes on working.</remarks>
    private void Follow(string file)
    {
        lock (_gate)
        {
            Volatile.Write(ref _lookAgainAt, Environment.TickCount64 + (long)LookInterval.TotalMilliseconds);
            try
            {
                if (StampOf(file) != _loaded.Stamp)
                    _loaded = Read(file);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or MasterKeyException)
            {
            }
        }
    }

    private static Loaded Read(string file)
    {
        // Before the content: a change between the two is then read again, not missed.
        var stamp = StampOf(file);
        return new Loaded(Parse(File.ReadAllText(file)), stamp);
    }

    private static (DateTime, long) StampOf(string file)
    {
        var info = new FileInfo(file);
        return (info.LastWriteTimeUtc, info.Length);
    }

    private static MasterKey[] Parse(string text)
    {
        var keys = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ParseOne).ToArray();
        return keys.Length > 0
            ? keys
            : throw new MasterKeyException("HALCYON_MASTER_KEY is empty; give base64 of 32 bytes, or unset it to use a key file in the data folder.");
    }

    private static MasterKey ParseOne(string text)
    {
        var key = new byte[KeyBytes];
        return Convert.TryFromBase64String(text, key, out var length) && length == KeyBytes
            ? new MasterKey(SHA256.HashData(key)[..KeyIdBytes], key)
            : throw new MasterKeyException("HALCYON_MASTER_KEY must be base64 of exactly 32 bytes (openssl rand -base64 32 makes one).");
    }

    private static string NewKeyText() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    private static void Write(string file, string content, bool overwrite)
    {
        UnixFolder.Create(Path.GetDirectoryName(file)!, UnixFolder.Private);
        UnixFolder.WriteSecret(file, content, overwrite);
    }

    private sealed record Loaded(MasterKey[] Keys, (DateTime, long) Stamp);
}

/// <param name="Id">The first bytes of the key's SHA-256: written before each value, so that its key is found.</param>
internal sealed record MasterKey(byte[] Id, byte[] Bytes)
{
    public string Name => Convert.ToHexStringLower(Id);
}

/// <summary>The master key is missing or wrong; the message is one sentence.</summary>
public sealed class MasterKeyException(string message) : Exception(message);

using System.Security.Cryptography;
using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Platform.Tests.Blobs;

public sealed class BlobStoreTests(HalcyonApp app) : IClassFixture<HalcyonApp>
{
    private const int Chunk = BlobFormat.ChunkBytes;
    private readonly UserId _owner = UserId.New();

    private IBlobStore Store => app.Services.GetRequiredService<IBlobStore>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData((3 * Chunk) + 12345)]
    public async Task Write_AnyLength_ReadsBackWithItsHash(int lengthBytes)
    {
        var plain = RandomNumberGenerator.GetBytes(lengthBytes);

        var stored = await Store.WriteAsync(_owner, new DribblingStream(plain), lengthBytes, Cancel);

        Assert.Equal(lengthBytes, stored.LengthBytes);
        Assert.Equal(SHA256.HashData(plain), stored.Sha256);
        await using var stream = await Store.OpenReadAsync(_owner, stored.Id, Cancel);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancel);
        Assert.Equal(plain, copy.ToArray());
    }

    [Fact]
    public async Task ReadAt_RandomPositionsFromManyThreads_GivesThoseBytes()
    {
        var plain = RandomNumberGenerator.GetBytes((5 * Chunk) + 77);
        var stored = await WriteAsync(plain);
        await using var stream = (BlobStream)await Store.OpenReadAsync(_owner, stored.Id, Cancel);

        Parallel.For(0, 400, index =>
        {
            var random = new Random(index);
            var position = random.Next(plain.Length);
            var buffer = new byte[random.Next(1, 2 * Chunk)];
            var count = stream.ReadAt(position, buffer);
            Assert.Equal(Math.Min(buffer.Length, plain.Length - position), count);
            Assert.True(plain.AsSpan(position, count).SequenceEqual(buffer.AsSpan(0, count)));
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(BlobFormat.HeaderBytes + 5)]
    [InlineData(BlobFormat.HeaderBytes + BlobFormat.StoredChunkBytes + 100)]
    public async Task Read_OneStoredBitFlipped_Throws(int position)
    {
        var stored = await WriteAsync(RandomNumberGenerator.GetBytes(2 * Chunk));
        Edit(stored.Id, bytes => bytes[position] ^= 1);

        await Assert.ThrowsAsync<BlobDamagedException>(() => ReadAllAsync(stored.Id));
    }

    [Fact]
    public async Task Read_ChunksExchanged_Throws()
    {
        var stored = await WriteAsync(RandomNumberGenerator.GetBytes(3 * Chunk));
        Edit(stored.Id, bytes =>
        {
            var first = bytes.AsSpan(BlobFormat.HeaderBytes, BlobFormat.StoredChunkBytes);
            var second = bytes.AsSpan(BlobFormat.HeaderBytes + BlobFormat.StoredChunkBytes, BlobFormat.StoredChunkBytes);
            var kept = first.ToArray();
            second.CopyTo(first);
            kept.CopyTo(second);
        });

        await Assert.ThrowsAsync<BlobDamagedException>(() => ReadAllAsync(stored.Id));
    }

    [Fact]
    public void Decrypt_ChunkMeantAsLastReadAsMiddle_Throws()
    {
        var id = new BlobId(Guid.NewGuid());
        var header = BlobFormat.Header(id);
        using var cipher = BlobFormat.Cipher(new byte[32], id);
        var stored = new byte[Chunk + BlobFormat.TagBytes];
        BlobFormat.Encrypt(cipher, header, 0, isLast: false, new byte[Chunk], stored);

        // What a file cut exactly at a chunk's edge would ask for.
        Assert.Throws<BlobDamagedException>(() => BlobFormat.Decrypt(cipher, header, 0, isLast: true, stored, new byte[Chunk]));
    }

    [Fact]
    public async Task Write_MoreThanAllowed_ThrowsAndLeavesNothing()
    {
        var before = Files().Count;

        await Assert.ThrowsAsync<BlobTooLargeException>(() => Store.WriteAsync(_owner, new MemoryStream(new byte[Chunk + 1]), Chunk, Cancel));

        Assert.Equal(before, Files().Count);
    }

    [Fact]
    public async Task Write_SourceFailsHalfway_LeavesNothing()
    {
        var before = Files().Count;

        await Assert.ThrowsAsync<EndOfStreamException>(() => Store.WriteAsync(_owner, new DribblingStream(new byte[2 * Chunk], failAtEnd: true), long.MaxValue, Cancel));

        Assert.Equal(before, Files().Count);
    }

    [Fact]
    public async Task Open_SomebodyElsesOrDeleted_IsNotFound()
    {
        var stored = await WriteAsync([1, 2, 3]);
        await Assert.ThrowsAsync<BlobNotFoundException>(() => Store.OpenReadAsync(UserId.New(), stored.Id, Cancel));

        await Store.DeleteAsync(UserId.New(), stored.Id, Cancel);
        await ReadAllAsync(stored.Id);
        await Store.DeleteAsync(_owner, stored.Id, Cancel);

        await Assert.ThrowsAsync<BlobNotFoundException>(() => Store.OpenReadAsync(_owner, stored.Id, Cancel));
        Assert.DoesNotContain(Files(), file => file.Contains(stored.Id.Value.ToString("N"), StringComparison.Ordinal));
    }

    private Task<StoredBlob> WriteAsync(byte[] plain) => Store.WriteAsync(_owner, new MemoryStream(plain), plain.Length, Cancel);

    private async Task ReadAllAsync(BlobId id)
    {
        await using var stream = await Store.OpenReadAsync(_owner, id, Cancel);
        await stream.CopyToAsync(Stream.Null, Cancel);
    }

    private void Edit(BlobId id, Action<byte[]> edit)
    {
        var path = app.Services.GetRequiredService<FolderBlobStore>().PathOf(id);
        var bytes = File.ReadAllBytes(path);
        edit(bytes);
        File.WriteAllBytes(path, bytes);
    }

    private List<string> Files()
    {
        var root = app.Services.GetRequiredService<FolderBlobStore>().Root;
        return Directory.Exists(root) ? [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)] : [];
    }

    /// <summary>Gives odd-sized pieces, as a network does.</summary>
    private sealed class DribblingStream(byte[] content, bool failAtEnd = false) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (failAtEnd && Position == Length)
                throw new EndOfStreamException("The sender went away.");
            return base.ReadAsync(buffer[..Math.Min(buffer.Length, 70_001)], cancellationToken);
        }
    }
}

using Halcyon.Platform.PersonalData.Export;
using Xunit;

namespace Halcyon.Accounts.Tests.Privacy;

/// <summary>Tests that measure the memory of the process run while no other test does.</summary>
[CollectionDefinition("memory", DisableParallelization = true)]
public sealed class MemoryTests;

[Collection("memory")]
public sealed class ArchiveMemoryTests
{
    private static readonly DateTimeOffset SomeDay = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Archive_OfManyGibibytes_TakesConstantMemory()
    {
        const long Length = 5L << 30;
        await using var archive = await ExportArchive.CreateAsync(Stream.Null, SomeDay, Stop);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await archive.Area("area").WriteFileAsync("files/large.bin", "Large", new ZeroStream(Length), Stop);
        await archive.FinishAsync(Stop);

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(archive.BytesWritten > Length);
        Assert.True(grown < 16 << 20, $"{grown} bytes are still held.");
    }
}

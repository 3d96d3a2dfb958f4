using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Signals.Tests.Synthetic;

/// <summary>Counts what the whole process allocates, so nothing else may run beside it.</summary>
[Collection("Alone")]
public sealed class SyntheticNightTests
{
    [Fact]
    public void Write_EightHours_NeedsNoMoreMemoryThanAFewBlocks()
    {
        var design = new SyntheticDesign
        {
            DurationSeconds = 8 * 3600,
            SamplingRateHz = 64,
            Electrodes = ["C3", "C4"],
            Events = [.. SyntheticDesign.Times(1, 60, 8 * 3600 - 60, 20).Select(onset => SyntheticEvent.Spindle(onset))],
        };
        SyntheticEdf.Write(design with { DurationSeconds = 600, Events = [] }, new CountingStream());
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var counted = new CountingStream();
        SyntheticEdf.Write(design, counted);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        // 1,843,200 samples of two channels, 2 bytes each, and what the annotations take.
        Assert.True(counted.Written > 4 * 1_843_200);
        // As doubles they would be 29.5 MB; buffers and more than a thousand annotations take less than half, freed or not.
        Assert.InRange(allocated, 0, 14_000_000);
    }

    private sealed class CountingStream : Stream
    {
        public long Written { get; private set; }
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => Written;
        public override long Position { get => Written; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => Written += count;
        public override void Write(ReadOnlySpan<byte> buffer) => Written += buffer.Length;
    }
}

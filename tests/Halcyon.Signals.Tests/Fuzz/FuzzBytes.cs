using System.Runtime.InteropServices;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Tests.Fuzz;

/// <summary>How much a reader read: more than a few times the file is no bounded work.</summary>
internal sealed class FuzzLedger
{
    public long BytesRead { get; set; }
    public int Open { get; set; }
}

/// <summary>Bytes in memory, seen as a mapped file or as a stream is.</summary>
internal sealed class FuzzBytes : RandomAccessBytes
{
    private readonly byte[] _bytes;
    private readonly FuzzLedger _ledger;
    private readonly bool _mapped;
    private GCHandle _pin;

    public FuzzBytes(byte[] bytes, FuzzLedger ledger, bool mapped)
    {
        (_bytes, _ledger, _mapped) = (bytes, ledger, mapped);
        _ledger.Open++;
        if (mapped)
            _pin = GCHandle.Alloc(bytes, GCHandleType.Pinned);
    }

    public override long Length => _bytes.Length;

    public override void Read(long offset, Span<byte> destination)
    {
        CheckRange(offset, destination.Length);
        _ledger.BytesRead += destination.Length;
        _bytes.AsSpan((int)offset, destination.Length).CopyTo(destination);
    }

    public override unsafe ByteAccess Access() => new(this, _mapped && _bytes.Length > 0 ? (byte*)_pin.AddrOfPinnedObject() : null);

    protected override void Dispose(bool disposing)
    {
        _ledger.Open--;
        if (_pin.IsAllocated)
            _pin.Free();
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.Spectra;

/// <summary>Vectors that begin at a cache line and stay there: none of them lies across two lines, which would be loaded twice.</summary>
internal readonly struct AlignedVectors
{
    private const int LineBytes = 64;

    private readonly double[] _values;
    private readonly int _first;
    private readonly int _count;

    public AlignedVectors(int count)
    {
        _count = count * Vector<double>.Count;
        _values = GC.AllocateArray<double>(_count + LineBytes / sizeof(double), pinned: true);
        _first = (int)(-Address(_values) & (LineBytes - 1)) / sizeof(double);
    }

    public Span<Vector<double>> Span => MemoryMarshal.Cast<double, Vector<double>>(_values.AsSpan(_first, _count));

    private static unsafe nint Address(double[] pinned) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}

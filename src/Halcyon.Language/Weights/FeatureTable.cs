using System.Numerics;

namespace Halcyon.Language.Weights;

/// <summary>From a feature's hash to its row; open addressing, read only once filled.</summary>
internal sealed class FeatureTable
{
    private const int Empty = -1;

    /// <summary>Hash and row side by side: a look-up costs one reach into memory, not two.</summary>
    private readonly (uint Hash, int Row)[] _slots;
    private readonly int _mask;

    /// <param name="hashes">Distinct; the row is the place in this list plus <paramref name="firstRow"/>.</param>
    public FeatureTable(ReadOnlySpan<uint> hashes, int firstRow = 0)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, hashes.Length * 2));
        _mask = size - 1;
        _slots = new (uint, int)[size];
        Array.Fill(_slots, (0u, Empty));
        for (var row = 0; row < hashes.Length; row++)
        {
            _slots[Slot(hashes[row])] = (hashes[row], firstRow + row);
        }
    }

    /// <summary>The row, or −1.</summary>
    public int Find(uint hash) => _slots[Slot(hash)].Row;

    private int Slot(uint hash)
    {
        // The low bits of FNV alone run together.
        var slot = (int)((hash * 0x9E3779B1) >> 7) & _mask;
        while (_slots[slot].Row != Empty && _slots[slot].Hash != hash)
            slot = (slot + 1) & _mask;
        return slot;
    }
}

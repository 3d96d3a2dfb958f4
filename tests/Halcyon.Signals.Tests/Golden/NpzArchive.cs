using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Halcyon.Signals.Tests.Golden;

/// <summary>Reads the numeric arrays of a NumPy .npz archive (numpy.lib.format, versions 1 and 2).</summary>
internal sealed partial class NpzArchive(string path)
{
    private readonly Dictionary<string, NpyArray> _arrays = Load(path);

    public NpyArray this[string name] => _arrays[name];

    private static Dictionary<string, NpyArray> Load(string path)
    {
        var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
        using var zip = ZipFile.OpenRead(path);
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            var bytes = memory.ToArray();
            var wide = bytes[6] >= 2;
            var headerLength = wide ? BitConverter.ToInt32(bytes, 8) : BitConverter.ToUInt16(bytes, 8);
            var header = Encoding.Latin1.GetString(bytes, wide ? 12 : 10, headerLength);
            var body = bytes.AsSpan((wide ? 12 : 10) + headerLength);
            var shape = Shape().Match(header).Groups["sizes"].Value
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(d => int.Parse(d, CultureInfo.InvariantCulture)).ToArray();
            if (header.Contains("'<f8'", StringComparison.Ordinal))
                arrays[Path.GetFileNameWithoutExtension(entry.Name)] = new NpyArray(shape, MemoryMarshal.Cast<byte, double>(body).ToArray());
            else if (header.Contains("'<f4'", StringComparison.Ordinal))
                arrays[Path.GetFileNameWithoutExtension(entry.Name)] = new NpyArray(shape, [.. MemoryMarshal.Cast<byte, float>(body).ToArray().Select(v => (double)v)]);
            else if (header.Contains("'<i8'", StringComparison.Ordinal))
                arrays[Path.GetFileNameWithoutExtension(entry.Name)] = new NpyArray(shape, [.. MemoryMarshal.Cast<byte, long>(body).ToArray().Select(v => (double)v)]);
            var name = Path.GetFileNameWithoutExtension(entry.Name);
            if (shape.Length == 2 && header.Contains("'fortran_order': True", StringComparison.Ordinal) && arrays.TryGetValue(name, out var columns))
                arrays[name] = columns.InRows();
        }

        return arrays;
    }

    [GeneratedRegex(@"'shape':\s*\((?<sizes>[^)]*)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}

internal sealed record NpyArray(int[] Shape, double[] Values)
{
    public double Scalar => Values[0];

    /// <summary>A table that was stored column by column (NumPy's fortran_order), row by row.</summary>
    public NpyArray InRows() =>
        this with { Values = [.. Enumerable.Range(0, Values.Length).Select(i => Values[i % Shape[1] * Shape[0] + i / Shape[1]])] };

    public ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Shape[^1], Shape[^1]);
}

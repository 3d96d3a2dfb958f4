using System.Buffers.Binary;

namespace Halcyon.Signals.Tests.Fuzz;

/// <summary>Damages a good file in the ways that files are damaged, and in some that only malice thinks of.</summary>
internal static class FuzzMutation
{
    private static readonly ulong[] Numbers =
    [
        0, 1, 2, 3, 7, 8, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
        0x100000000, 0x7fffffffffffffff, 0x8000000000000000, 0xffffffffffffffff, 0x7ff0000000000000, 0x7ff8000000000000, 0x3ff0000000000000,
    ];

    private static readonly string[] Texts =
    [
        "0", "-1", "1", "2", "99999999", "2147483648", "-9223372036854775808", "1e308", "1e-308", "NaN", "Infinity", "0x10", "1,5", "", " ",
        "=", "[", "]", ";", "\n", "\r\n", "\0", "\"", "<", ">", "../", "é", "\u00ff\u00fe",
    ];

    /// <summary>One of the seed's files, mostly the one that is opened, is changed in one to five places.</summary>
    public static FuzzSeed Mutate(FuzzSeed seed, Random random)
    {
        var which = seed.Beside.Length > 0 && random.Next(3) == 0 ? random.Next(seed.Beside.Length) : -1;
        var bytes = which < 0 ? seed.Content : seed.Beside[which].Content;
        for (var changes = random.Next(1, 6); changes > 0 && bytes.Length > 0; changes--)
            bytes = Change(bytes, random);
        if (which < 0)
            return seed with { Content = bytes };
        var beside = seed.Beside.ToArray();
        beside[which] = (beside[which].Name, bytes);
        return seed with { Beside = beside };
    }

    private static byte[] Change(byte[] original, Random random)
    {
        var at = Place(original.Length, random);
        switch (random.Next(10))
        {
            case 0:
                return With(original, at, bytes => bytes[0] ^= (byte)(1 << random.Next(8)));
            case 1:
                return With(original, at, bytes => bytes[0] = (byte)random.Next(256));
            case 2:
                return With(original, at, bytes => WriteNumber(bytes, random));
            case 3:
                return With(original, at, bytes => bytes[0] = "0123456789-+.eE, "u8[random.Next(17)]);
            case 4:
                return Digits(original, at, random);
            case 5:
                return original[..at];
            case 6:
                var text = System.Text.Encoding.UTF8.GetBytes(Texts[random.Next(Texts.Length)]);
                return [.. original.AsSpan(0, at), .. text, .. original.AsSpan(at + random.Next(Math.Min(9, original.Length - at)))];
            case 7:
                // A piece of itself in another place.
                var from = Place(original.Length, random);
                var piece = original.AsSpan(from, Math.Min(random.Next(1, 300), original.Length - from));
                return [.. original.AsSpan(0, at), .. piece, .. original.AsSpan(at)];
            case 8:
                var source = Place(original.Length, random);
                return With(original, at, bytes => original.AsSpan(source, Math.Min(Math.Min(16, bytes.Length), original.Length - source)).CopyTo(bytes));
            default:
                return [.. original.AsSpan(0, at), .. original.AsSpan(Math.Min(original.Length, at + random.Next(1, 64)))];
        }
    }

    /// <summary>Mostly in the first thousands of bytes, where headers are.</summary>
    private static int Place(int length, Random random) => random.Next(4) switch
    {
        0 => random.Next(length),
        1 => random.Next(Math.Min(length, 256)),
        2 => random.Next(Math.Min(length, 1024)),
        _ => random.Next(Math.Min(length, 8192)),
    };

    private static byte[] With(byte[] original, int at, MutateBytes change)
    {
        var bytes = original.ToArray();
        change(bytes.AsSpan(at));
        return bytes;
    }

    private delegate void MutateBytes(Span<byte> bytes);

    private static void WriteNumber(Span<byte> bytes, Random random)
    {
        Span<byte> number = stackalloc byte[8];
        var value = Numbers[random.Next(Numbers.Length)];
        if (random.Next(2) == 0)
            BinaryPrimitives.WriteUInt64LittleEndian(number, value);
        else
            BinaryPrimitives.WriteUInt64BigEndian(number, value);
        number = value > uint.MaxValue ? number : random.Next(2) == 0 ? number[..4] : number[4..];
        number[..Math.Min(number.Length, bytes.Length)].CopyTo(bytes);
    }

    /// <summary>The next number written in digits becomes another one.</summary>
    private static byte[] Digits(byte[] original, int at, Random random)
    {
        var start = original.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0)
            return original;
        start += at;
        var end = start;
        while (end < original.Length && original[end] is >= (byte)'0' and <= (byte)'9')
            end++;
        var other = System.Text.Encoding.UTF8.GetBytes(Texts[random.Next(10)]);
        return [.. original.AsSpan(0, start), .. other, .. original.AsSpan(end)];
    }
}

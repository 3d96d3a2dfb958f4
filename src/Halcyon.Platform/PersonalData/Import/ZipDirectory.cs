using System.Buffers.Binary;

namespace Halcyon.Platform.PersonalData.Import;

/// <summary>
/// Looks at the end of a ZIP before anything else reads it: the list of its files is read into memory as a whole, and a
/// hostile one could be gigabytes of names.
/// </summary>
internal static class ZipDirectory
{
    public const long MostBytes = 16 << 20;
    private const int EndBytes = 22;
    private const int LongestComment = ushort.MaxValue;
    private const uint EndSignature = 0x06054b50;
    private const uint Zip64LocatorSignature = 0x07064b50;
    private const uint Zip64EndSignature = 0x06064b50;
    private const int Zip64LocatorBytes = 20;
    private const int Zip64EndBytes = 56;

    /// <exception cref="ImportRefusedException">Not a ZIP, cut short, or with a list of files that is too long.</exception>
    public static void Check(Stream archive)
    {
        var tail = new byte[(int)Math.Min(archive.Length, EndBytes + LongestComment)];
        ReadAt(archive, archive.Length - tail.Length, tail);
        for (var index = tail.Length - EndBytes; index >= 0; index--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(index)) != EndSignature)
                continue;

            var end = archive.Length - tail.Length + index;
            var start = StartOf(archive, end, BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(index + 16)));
            if (start > end)
                throw new ImportRefusedException("The archive is damaged: its list of files lies outside it.");
            if (end - start > MostBytes)
                throw new ImportRefusedException("The archive lists more files than any export of Halcyon has.");
            return;
        }

        throw new ImportRefusedException("This is not a whole ZIP archive: its end is missing.");
    }

    /// <summary>Where the list of files begins; the larger form of the end record is asked when the small one says so.</summary>
    private static long StartOf(Stream archive, long end, uint start)
    {
        if (start != uint.MaxValue)
            return start;

        var locator = new byte[Zip64LocatorBytes];
        var record = new byte[Zip64EndBytes];
        if (end < Zip64LocatorBytes)
            throw Damaged();
        ReadAt(archive, end - Zip64LocatorBytes, locator);
        var position = BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8));
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != Zip64LocatorSignature || position < 0 || position > end - Zip64EndBytes)
            throw Damaged();
        ReadAt(archive, position, record);
        var offset = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48));
        return BinaryPrimitives.ReadUInt32LittleEndian(record) == Zip64EndSignature && offset >= 0 ? offset : throw Damaged();
    }

    private static ImportRefusedException Damaged() => new("The archive is damaged: its end does not say where its list of files is.");

    private static void ReadAt(Stream archive, long position, byte[] buffer)
    {
        archive.Position = position;
        archive.ReadExactly(buffer);
    }
}

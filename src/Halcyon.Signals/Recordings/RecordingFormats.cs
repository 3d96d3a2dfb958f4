using Halcyon.Signals.BrainFlow;
using Halcyon.Signals.BrainVision;
using Halcyon.Signals.Csv;
using Halcyon.Signals.Edf;
using Halcyon.Signals.Eeglab;
using Halcyon.Signals.Gdf;
using Halcyon.Signals.OpenBci;
using Halcyon.Signals.Xdf;

namespace Halcyon.Signals.Recordings;

/// <summary>One format: how its first bytes are recognised, and how it is opened.</summary>
/// <param name="Recognises">Given up to <see cref="RecordingFormats.StartBytes"/> first bytes.</param>
/// <param name="Open">
/// The reader disposes <see cref="RecordingSource.Bytes"/>, or the whole source if it opened companions; on an exception
/// the source stays the caller's.
/// </param>
internal sealed record RecordingFormat(Func<ReadOnlySpan<byte>, bool> Recognises, Func<RecordingSource, IRecordingReader> Open);

/// <summary>Every format that can be opened; asked in order, so those with a sure signature come first.</summary>
internal static class RecordingFormats
{
    public const int StartBytes = 4096;

    public static IReadOnlyList<RecordingFormat> All { get; } =
    [
        new(BrainVisionHeaderParser.Recognises, source => new BrainVisionReader(source)),
        new(MatFile.Recognises, source => new EeglabReader(source)),
        new(GdfHeaderParser.Recognises, source => new GdfReader(source.Bytes, source.FileName)),
        new(EdfHeaderParser.Recognises, source => new EdfReader(source.Bytes, source.FileName)),
        new(XdfFile.Recognises, source => XdfFile.OpenRecording(source.Bytes, source.FileName)),
        new(PackedXdf.Recognises, PackedXdf.OpenRecording),
        new(OpenBciFile.Recognises, source => OpenBciFile.Open(source.Bytes, source.FileName)),
        // Tables have no signature: asked last.
        new(BrainFlowFile.Recognises, source => BrainFlowFile.Open(source.Bytes, source.FileName, board: null)),
        new(CsvFile.Recognises, source => CsvFile.Open(source.Bytes, source.FileName)),
    ];

    /// <summary>The reader for these first bytes; null when no format knows them.</summary>
    public static RecordingFormat? Of(ReadOnlySpan<byte> start)
    {
        foreach (var format in All)
            if (format.Recognises(start))
                return format;
        return null;
    }
}

using Halcyon.Signals.Cleaning.Recipes;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Conversion;

/// <summary>Writes a converted recording to disk: whole, or not at all.</summary>
public static class ConvertedFiles
{
    /// <summary>The files that a conversion to this name makes; the first is the one to open.</summary>
    /// <param name="isCleaned">A note of what was cleaned comes with it (NAME.cleaning.json).</param>
    public static IReadOnlyList<string> Names(string path, ConversionFormat format, bool isCleaned = false)
    {
        string[] names = format == ConversionFormat.BrainVision ? [path, Path.ChangeExtension(path, ".vmrk"), Path.ChangeExtension(path, ".eeg")] : [path];
        return isCleaned ? [.. names, Path.ChangeExtension(path, ".cleaning.json")] : names;
    }

    /// <param name="path">Of BrainVision, the header's (.vhdr).</param>
    /// <param name="overwrite">Replaces files of these names; without it they are refused.</param>
    /// <param name="progress">0…1.</param>
    /// <exception cref="ConversionRefusedException">The options do not fit the recording, or a file is there already or is the recording's own.</exception>
    /// <exception cref="IOException">The folder cannot be written to, or is full.</exception>
    public static ConversionResult Write(
        IRecordingReader reader, ConversionOptions options, string path, bool overwrite, IProgress<double>? progress, CancellationToken cancellationToken) =>
        Write(reader, options, path, overwrite, reader as CleanedRecordingReader, progress, cancellationToken);

    /// <param name="noted">Whose cleaning is noted in a file beside the output; null for no such file.</param>
    internal static ConversionResult Write(
        IRecordingReader reader, ConversionOptions options, string path, bool overwrite, CleanedRecordingReader? noted, IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        var names = Names(path, options.Format, noted is not null);
        if (RecordingPaths.FirstReadBy(reader, names) is { } own)
            throw new ConversionRefusedException($"{own} is a file of the recording itself and would be lost; give another name.");
        if (!overwrite && names.FirstOrDefault(Path.Exists) is { } there)
            throw new ConversionRefusedException($"{there} exists already.");
        // Under other names first, so that a file of this name is always a whole one.
        var mark = $".{Guid.NewGuid():N}.partial";
        try
        {
            ConversionResult result;
            var streams = new List<FileStream>();
            try
            {
                foreach (var name in names)
                    streams.Add(new FileStream(name + mark, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 20));
                result = options.Format == ConversionFormat.BrainVision
                    ? RecordingConverter.ConvertBrainVision(reader, options, Path.GetFileNameWithoutExtension(path), streams[0], streams[1], streams[2], progress, cancellationToken)
                    : RecordingConverter.Convert(reader, options, streams[0], progress, cancellationToken);
                if (noted is not null)
                    CleaningNote.Write(streams[^1], noted, options.Deidentification is not null);
            }
            finally
            {
                streams.ForEach(stream => stream.Dispose());
            }
            // The one to open comes last: with it the others are there.
            foreach (var name in names.Reverse())
                File.Move(name + mark, name, overwrite);
            return result;
        }
        finally
        {
            // Gone already when all went well.
            foreach (var name in names.Where(name => File.Exists(name + mark)))
                File.Delete(name + mark);
        }
    }
}

using Halcyon.Signals.Bids;
using Halcyon.Signals.Recordings;

namespace Halcyon.Commands;

/// <summary>What a command is given to read: a file of any format, or the folder of a data set.</summary>
internal static class RecordingInput
{
    private const int MostListed = 5;

    public static IRecordingReader Open(string path)
    {
        if (!Directory.Exists(path))
            return BidsRecording.OfFile(path) is { } known && File.Exists(path) ? known.Open() : RecordingFile.Open(path);
        var recordings = BidsDataset.Open(path).Recordings;
        if (recordings.Count == 1)
            return recordings[0].Open();
        var listed = string.Join(", ", recordings.Take(MostListed).Select(recording => Path.GetRelativePath(path, recording.Path)));
        throw new CommandRefusedException($"The data set holds {recordings.Count} recordings; name one of them: {listed}{(recordings.Count > MostListed ? "…" : "")}.");
    }
}

using Halcyon.Signals.Recordings;

namespace Halcyon.Commands;

/// <summary>Expected failures of commands that work on files: one line that names the file, and exit code 1.</summary>
internal static class RecordingRefusals
{
    public static int Report(string path, Action work)
    {
        try
        {
            work();
            return 0;
        }
        catch (Exception exception) when (Explain(exception, path) is { } reason)
        {
            Console.Error.WriteLine($"{path}: {reason}");
            return 1;
        }
    }

    /// <summary>One sentence without the file's name, or null when it is no expected failure.</summary>
    public static string? Explain(Exception exception, string path) => exception switch
    {
        RecordingFormatException or CommandRefusedException => exception.Message,
        FileNotFoundException or DirectoryNotFoundException => "There is no such file.",
        UnauthorizedAccessException => Directory.Exists(path) ? "This is a folder; name a file." : "The file may not be read; check its permissions.",
        IOException => exception.Message,
        _ => null,
    };
}

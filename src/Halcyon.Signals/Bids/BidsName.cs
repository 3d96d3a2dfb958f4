namespace Halcyon.Signals.Bids;

/// <summary>What a recording is called in a BIDS data set: "sub-01_ses-2_task-rest_run-1".</summary>
/// <remarks>Labels hold letters and digits only (Brain Imaging Data Structure, bids-specification.readthedocs.io).</remarks>
public sealed record BidsName
{
    private static readonly string[] Written = ["sub", "ses", "task", "acq", "run"];

    public required string Subject { get; init => field = Label(value, "subject"); }
    public string? Session { get; init => field = value is null ? null : Label(value, "session"); }
    public required string Task { get; init => field = Label(value, "task"); }
    public string? Acquisition { get; init => field = value is null ? null : Label(value, "acquisition"); }
    public string? Run { get; init => field = value is null ? null : Label(value, "run"); }

    /// <summary>Where its files lie, from the data set's folder: "sub-01/ses-2/eeg".</summary>
    public string Folder => Session is null ? $"sub-{Subject}/eeg" : $"sub-{Subject}/ses-{Session}/eeg";

    public override string ToString() => string.Join('_', Pairs().Select(pair => $"{pair.Key}-{pair.Label}"));

    /// <summary>True when a label holds letters and digits and nothing else.</summary>
    public static bool IsLabel(string? text) => text is { Length: > 0 and <= 64 } && text.All(char.IsAsciiLetterOrDigit);

    /// <summary>The name in front of "_eeg" in a file name, or null.</summary>
    public static BidsName? Parse(string fileName)
    {
        var entities = Entities(fileName, out var suffix);
        return suffix == "eeg" && IsLabel(entities.GetValueOrDefault("sub")) && IsLabel(entities.GetValueOrDefault("task"))
            && Written.All(key => !entities.TryGetValue(key, out var label) || IsLabel(label))
            ? new BidsName
            {
                Subject = entities["sub"],
                Session = entities.GetValueOrDefault("ses"),
                Task = entities["task"],
                Acquisition = entities.GetValueOrDefault("acq"),
                Run = entities.GetValueOrDefault("run"),
            }
            : null;
    }

    /// <summary>"sub-01_task-rest_channels.tsv" gives sub and task, and the suffix "channels".</summary>
    internal static Dictionary<string, string> Entities(string fileName, out string suffix)
    {
        var entities = new Dictionary<string, string>(StringComparer.Ordinal);
        var parts = fileName[..(fileName.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? dot : fileName.Length)].Split('_');
        suffix = parts[^1];
        foreach (var part in parts[..^1])
            if (part.Split('-', 2) is [var key, var label])
                entities.TryAdd(key, label);
        return entities;
    }

    private IEnumerable<(string Key, string Label)> Pairs()
    {
        string?[] labels = [Subject, Session, Task, Acquisition, Run];
        for (var i = 0; i < Written.Length; i++)
            if (labels[i] is { } label)
                yield return (Written[i], label);
    }

    private static string Label(string value, string what) =>
        IsLabel(value) ? value : throw new ArgumentException($"A BIDS {what} label holds letters and digits only, at most 64.", nameof(value));
}

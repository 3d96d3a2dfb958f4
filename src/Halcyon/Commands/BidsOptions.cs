using System.CommandLine;
using Halcyon.Signals.Bids;
using Halcyon.Signals.Conversion;
using Halcyon.Signals.Recordings;

namespace Halcyon.Commands;

/// <summary>How `halcyon convert` names a recording in a BIDS data set.</summary>
internal sealed record BidsOptions(
    Option<string?> Subject, Option<string?> Session, Option<string?> Task, Option<string?> RunNumber, Option<string?> LineFrequency)
{
    public static BidsOptions Create()
    {
        var options = new BidsOptions(
            new Option<string?>("--subject") { Description = "BIDS: the participant's label; from IN's name, or 01.", HelpName = "LABEL" },
            new Option<string?>("--session") { Description = "BIDS: the session's label; from IN's name, or none.", HelpName = "LABEL" },
            new Option<string?>("--task") { Description = "BIDS: the task's label; from IN's name, or rest.", HelpName = "LABEL" },
            new Option<string?>("--run") { Description = "BIDS: the run's label; from IN's name, or none.", HelpName = "LABEL" },
            new Option<string?>("--line-frequency") { Description = "BIDS: mains where it was recorded, 50 or 60.", HelpName = "HZ" });
        foreach (var label in (Option<string?>[])[options.Subject, options.Session, options.Task, options.RunNumber])
            label.Require(text => text is null || BidsName.IsLabel(text), $"{label.Name} takes letters and digits only.");
        options.LineFrequency.Require(hertz => hertz is null or "50" or "60", "--line-frequency takes 50 or 60.");
        return options;
    }

    /// <summary>A folder that exists, or a name that ends like one or has no ending.</summary>
    public static bool IsFolder(string? path) =>
        !string.IsNullOrEmpty(path) && (Path.EndsInDirectorySeparator(path) || Directory.Exists(path) || !Path.HasExtension(path));

    public void AddTo(Command command)
    {
        command.Add(Subject);
        command.Add(Session);
        command.Add(Task);
        command.Add(RunNumber);
        command.Add(LineFrequency);
    }

    public ConversionResult Write(
        ParseResult parsed, IRecordingReader reader, string from, string folder, ConversionOptions conversion, bool force, IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        // A de-identified recording takes nothing from its old name, which may be the person's.
        var named = conversion.Deidentification is null ? BidsName.Parse(Path.GetFileName(from)) : null;
        var options = new BidsExportOptions
        {
            Name = new BidsName
            {
                Subject = parsed.GetValue(Subject) ?? named?.Subject ?? "01",
                Session = parsed.GetValue(Session) ?? named?.Session,
                Task = parsed.GetValue(Task) ?? named?.Task ?? "rest",
                Run = parsed.GetValue(RunNumber) ?? named?.Run,
                Acquisition = named?.Acquisition,
            },
            Conversion = conversion with { Format = BidsExportOptions.BestFormat(reader.Info) },
            PowerLineFrequencyHz = parsed.GetValue(LineFrequency) switch { "50" => 50, "60" => 60, _ => null },
            Overwrite = force,
        };
        return BidsExport.Write(reader, folder, options, progress, cancellationToken);
    }
}

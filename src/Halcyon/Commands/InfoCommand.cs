using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;
using Spectre.Console;

namespace Halcyon.Commands;

/// <summary>`halcyon info`: what a recording says of itself.</summary>
internal static class InfoCommand
{
    private const int AnnotationsShown = 20;
    private const int RedirectedWidth = 200;
    private const double LargestShownLimit = 1e15;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The recording (EDF, BDF, BrainVision, EEGLAB, GDF, XDF, OpenBCI, BrainFlow, CSV), or a BIDS data set that holds one." };
        var json = new Option<bool>("--json") { Description = "Print JSON: the recording as in a report, and its warnings." };
        var command = new Command("info", "Show what a recording says of itself.") { file, json };
        command.SetAction(parsed => RecordingRefusals.Report(
            parsed.GetRequiredValue(file), () => Show(parsed.GetRequiredValue(file), parsed.GetValue(json))));
        return command;
    }

    private static void Show(string path, bool asJson)
    {
        using var reader = RecordingInput.Open(path);
        if (asJson)
        {
            WriteJson(reader.Info);
            return;
        }
        var console = PlainWhenRedirected();
        console.Write(Summary(reader.Info));
        if (reader.Info.Channels.Count > 0)
            console.Write(ChannelTable(reader.Info));
        if (reader.Info.Annotations.Count > 0)
            console.Write(AnnotationTable(reader.Info));
        foreach (var warning in reader.Info.Warnings)
            Console.Error.WriteLine("Note: " + warning);
    }

    /// <summary>Without escape codes and line breaks of our own where another program reads.</summary>
    private static IAnsiConsole PlainWhenRedirected()
    {
        var redirected = Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        if (redirected)
            console.Profile.Width = RedirectedWidth;
        return console;
    }

    private static void WriteJson(RecordingInfo info)
    {
        var document = JsonSerializer.SerializeToNode(RecordingSection.Of(info), ReportJson.Options)!.AsObject();
        document["warnings"] = new JsonArray([.. info.Warnings.Select(warning => JsonValue.Create(warning))]);
        Console.WriteLine(document.ToJsonString(ReportJson.Options));
    }

    private static Grid Summary(RecordingInfo info)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        void Row(string name, string value) => grid.AddRow(new Text(name, new Style(decoration: Decoration.Dim)), new Text(value));
        Row("File", info.FileName);
        Row("Format", info.Format);
        Row("Start", info.StartTime?.ToString("yyyy-MM-dd HH:mm:ss.FFF", CultureInfo.InvariantCulture) ?? "not in the file");
        Row("Duration", Duration(info));
        Row("Patient", info.Patient.Length == 0 ? "not in the file" : info.Patient);
        Row("Recording", info.RecordingIdentification.Length == 0 ? "not in the file" : info.RecordingIdentification);
        Row("Channels", info.Channels.Count.ToString(CultureInfo.InvariantCulture));
        Row("Annotations", info.Annotations.Count.ToString(CultureInfo.InvariantCulture));
        return grid;
    }

    private static string Duration(RecordingInfo info)
    {
        var seconds = info.DurationSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
        // Past a minute people read hours and minutes; a damaged onset can exceed what a TimeSpan holds.
        var clock = info.DurationSeconds is >= 60 and < 1e9
            ? string.Create(CultureInfo.InvariantCulture, $" ({Math.Floor(info.DurationSeconds / 3600):0}:{TimeSpan.FromSeconds(info.DurationSeconds):mm\\:ss})")
            : "";
        return seconds + clock + (info.Segments.Count > 1 ? $", in {info.Segments.Count} pieces{(HasGaps(info) ? " with gaps between them" : "")}" : "");
    }

    private static bool HasGaps(RecordingInfo info) =>
        info.Segments.Zip(info.Segments.Skip(1)).Any(pair => pair.Second.OnsetSeconds > pair.First.OnsetSeconds + pair.First.DurationSeconds + 1e-6);

    private static Table ChannelTable(RecordingInfo info)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("#").RightAligned());
        table.AddColumns("Label", "Name", "Kind");
        table.AddColumn(new TableColumn("Rate, Hz").RightAligned());
        table.AddColumn(new TableColumn("Range").RightAligned());
        table.AddColumn("Unit");
        foreach (var channel in info.Channels)
            table.AddRow(
                new Text((channel.Index + 1).ToString(CultureInfo.InvariantCulture)),
                new Text(channel.Label),
                new Text(channel.Name ?? ""),
                new Text(RecordingSection.KindName(channel.Kind)),
                new Text(channel.SamplingRateHz.ToString("0.####", CultureInfo.InvariantCulture)),
                new Text(Range(channel)),
                new Text(channel.Unit));
        return table;
    }

    /// <summary>Floating point has limits that no signal comes near and nobody can read.</summary>
    private static string Range(ChannelInfo channel) => channel.PhysicalMaximum < LargestShownLimit && channel.PhysicalMinimum > -LargestShownLimit
        ? string.Create(CultureInfo.InvariantCulture, $"{channel.PhysicalMinimum:0.###} … {channel.PhysicalMaximum:0.###}")
        : "not in the file";

    private static Table AnnotationTable(RecordingInfo info)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("Onset, s").RightAligned());
        table.AddColumn(new TableColumn("Duration, s").RightAligned());
        table.AddColumn("Annotation");
        foreach (var note in info.Annotations.Take(AnnotationsShown))
            table.AddRow(
                new Text(note.OnsetSeconds.ToString("0.###", CultureInfo.InvariantCulture)),
                new Text(note.DurationSeconds.ToString("0.###", CultureInfo.InvariantCulture)),
                new Text(note.Text));
        if (info.Annotations.Count > AnnotationsShown)
            table.AddRow(new Text(""), new Text(""), new Text($"and {info.Annotations.Count - AnnotationsShown} more (--json lists all)"));
        return table;
    }
}

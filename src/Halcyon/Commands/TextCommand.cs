using System.CommandLine;
using System.Globalization;
using System.Text;
using Halcyon.Language;
using Spectre.Console;

namespace Halcyon.Commands;

/// <summary>`halcyon text`: emotion, sentiment and crisis risk of each line.</summary>
internal static class TextCommand
{
    private const string StandardInput = "-";
    private const int RedirectedWidth = 200;
    private const int TextShown = 90;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A text file in UTF-8, or - for standard input.", DefaultValueFactory = _ => StandardInput };
        file.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is ['-', _, ..] unknown)
                result.AddError($"There is no option {unknown}.");
        });
        var json = new Option<bool>("--json") { Description = "Print one JSON document for each line, with every emotion and the places that raised the risk." };
        var command = new Command("text", "Read emotion, sentiment and crisis risk from each line. A reading by rules and statistics, not a diagnosis.") { file, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            return RecordingRefusals.Report(path, () => Show(path, parsed.GetValue(json)));
        });
        return command;
    }

    private static void Show(string path, bool asJson)
    {
        // Malformed bytes would be read as a text that nobody wrote.
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        using var stream = path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
        using var reader = new StreamReader(stream, strict);
        if (asJson)
        {
            using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            foreach (var (number, line) in Lines(reader))
                output.WriteLine(TextLineJson.Of(number, line, TextAnalyzer.Shared));
            return;
        }
        var table = Table();
        foreach (var (number, line) in Lines(reader))
        {
            if (!string.IsNullOrWhiteSpace(line))
                AddRow(table, number, line, TextAnalyzer.Shared.Analyze(line));
        }
        PlainWhenRedirected().Write(table);
    }

    private static IEnumerable<(int Number, string Line)> Lines(StreamReader reader)
    {
        for (var number = 1; ReadLine(reader, number) is { } line; number++)
            yield return (number, line);
    }

    private static string? ReadLine(StreamReader reader, int number)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (DecoderFallbackException)
        {
            throw new CommandRefusedException(string.Create(CultureInfo.InvariantCulture, $"This is not text in UTF-8 (at or after line {number})."));
        }
    }

    private static Table Table()
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("#").RightAligned());
        table.AddColumns("Risk", "Emotion");
        table.AddColumn(new TableColumn("Sentiment").RightAligned());
        table.AddColumns("Text", "Raised by");
        return table;
    }

    private static void AddRow(Table table, int number, string line, TextAnalysis analysis) => table.AddRow(
        new Text(number.ToString(CultureInfo.InvariantCulture)),
        new Text(Name(analysis.Crisis.Level)),
        new Text(Emotions(analysis)),
        new Text(analysis.Sentiment.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture)),
        new Text(line.Length <= TextShown ? line : line[..(TextShown - 1)] + "…"),
        new Text(string.Join("; ", analysis.Crisis.Spans.Select(span => $"{line.Substring(span.Start, span.Length)} ({span.Rule})"))));

    private static string Emotions(TextAnalysis analysis) =>
        (analysis.Primary, analysis.Secondary) switch
        {
            ({ } primary, { } secondary) => $"{Name(primary.Emotion)}, {Name(secondary.Emotion)}",
            ({ } primary, null) => Name(primary.Emotion),
            _ => "–",
        };

    internal static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

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
}

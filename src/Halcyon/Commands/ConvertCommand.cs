using System.CommandLine;
using System.Globalization;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Cleaning.Recipes;
using Halcyon.Signals.Conversion;
using Halcyon.Signals.Deidentification;
using Halcyon.Signals.Recordings;

namespace Halcyon.Commands;

/// <summary>`halcyon convert`: a recording written anew as EDF+, BDF+, BrainVision, CSV, or into a BIDS data set.</summary>
internal static class ConvertCommand
{
    private sealed record Options(
        Argument<string> In, Argument<string> Out, Option<string?> Clean, Option<string?> Band, Option<double?> Notch, Option<double?> Resample,
        Option<string?> Reference, Option<string?> Channels, Option<double?> From, Option<double?> To, Option<bool> Deidentify,
        Option<int?> ShiftDays, Option<string?> KeepText, BidsOptions Bids, Option<bool> Force);

    public static Command Create()
    {
        var options = new Options(
            new Argument<string>("IN") { Description = "The recording, or the folder of a BIDS data set that holds one." },
            new Argument<string>("OUT") { Description = "What to write; its ending says how: .edf, .bdf, .vhdr or .csv; a folder (NAME/) becomes a BIDS data set." },
            new Option<string?>("--clean") { Description = "First do to the whole recording what this cleaning recipe did to it; everything else comes after.", HelpName = "RECIPE.json" },
            new Option<string?>("--band") { Description = "Pass this band, Hz: 1-40; 1- for a high-pass, --band=-40 for a low-pass.", HelpName = "LOW-HIGH" },
            new Option<double?>("--notch") { Description = "Take this frequency out.", HelpName = "HZ" },
            new Option<double?>("--resample") { Description = "New sampling rate.", HelpName = "HZ" },
            new Option<string?>("--reference") { Description = "none, average (the mean of all EEG channels), or channels: A1,A2.", HelpName = "REFERENCE" },
            new Option<string?>("--channels") { Description = "Only these, by label or electrode name, in this order.", HelpName = "A,B" },
            new Option<double?>("--from") { Description = "Begin here, seconds from the start.", HelpName = "S" },
            new Option<double?>("--to") { Description = "End here, seconds from the start.", HelpName = "S" },
            new Option<bool>("--deidentify") { Description = "Leave out patient, staff, date, and annotations that could name somebody; the time of day, labels and a known amplifier stay." },
            new Option<int?>("--shift-days") { Description = "With --deidentify: move the date by this many days instead of leaving it out.", HelpName = "DAYS" },
            new Option<string?>("--keep-text") { Description = "With --deidentify: annotation texts to keep whatever they say.", HelpName = "A,B" },
            BidsOptions.Create(),
            new Option<bool>("--force") { Description = "Overwrite OUT when it exists." });
        AddValidators(options);
        var command = new Command("convert", "Write a recording anew: cut, choose, filter, resample, refer, de-identify.")
        {
            options.In, options.Out, options.Clean, options.Band, options.Notch, options.Resample, options.Reference,
            options.Channels, options.From, options.To, options.Deidentify, options.ShiftDays, options.KeepText, options.Force,
        };
        options.Bids.AddTo(command);
        command.Require(
            typed => typed.GetValue(options.Deidentify) || (typed.GetValue(options.ShiftDays) is null && typed.GetValue(options.KeepText) is null),
            "--shift-days and --keep-text go with --deidentify.");
        command.Require(
            typed => typed.GetValue(options.From) is not { } from || typed.GetValue(options.To) is not { } to || from < to, "--from must lie before --to.");
        command.SetAction((parsed, cancellationToken) => Task.FromResult(RecordingRefusals.Report(
            parsed.GetRequiredValue(options.In),
            () => Convert(options, parsed, cancellationToken))));
        return command;
    }

    private static void AddValidators(Options options)
    {
        options.Out.Require(
            path => path is not null && (BidsOptions.IsFolder(path) || FormatOf(path) is not null),
            "OUT must end in .edf, .bdf, .vhdr or .csv, or be a folder (NAME/) for a BIDS data set.");
        options.Band.Require(typed => TryParseBand(typed, out _, out _), "--band takes two frequencies in Hz with a dash between them, the lower first: 1-40.");
        options.Notch.Require(IsPositive, "--notch takes a frequency above 0 Hz.");
        options.Resample.Require(IsPositive, "--resample takes a sampling rate above 0 Hz.");
        options.Reference.Require(typed => AnalysisReference.Parse(typed) is not null, "--reference takes none, average, or channel labels parted by commas.");
        options.Channels.Require(typed => Names(typed).Length > 0, "--channels takes labels parted by commas.");
        options.From.Require(seconds => seconds is null or (>= 0 and < double.PositiveInfinity), "--from takes seconds from 0.");
        options.ShiftDays.Require(_ => true, "--shift-days takes a whole number of days.");
        options.To.Require(IsPositive, "--to takes seconds above 0.");
    }

    private static ConversionOptions Read(Options options, ParseResult parsed)
    {
        // The validator has let it through, so this cannot fail; a band that was not given is two missing edges.
        _ = TryParseBand(parsed.GetValue(options.Band), out var low, out var high);
        return new ConversionOptions
        {
            // Of a BIDS data set, settled when the recording is known.
            Format = FormatOf(parsed.GetValue(options.Out)) ?? ConversionFormat.Edf,
            BandLowHz = low,
            BandHighHz = high,
            NotchHz = parsed.GetValue(options.Notch),
            ResampleHz = parsed.GetValue(options.Resample),
            Reference = AnalysisReference.Parse(parsed.GetValue(options.Reference)) ?? AnalysisReference.None,
            Channels = Names(parsed.GetValue(options.Channels)),
            FromSeconds = parsed.GetValue(options.From),
            ToSeconds = parsed.GetValue(options.To),
            Deidentification = parsed.GetValue(options.Deidentify)
                ? new DeidentificationOptions { ShiftDays = parsed.GetValue(options.ShiftDays), KeptTexts = Names(parsed.GetValue(options.KeepText)) }
                : null,
        };
    }

    private static void Convert(Options options, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (from, to, force) = (parsed.GetRequiredValue(options.In), parsed.GetRequiredValue(options.Out), parsed.GetValue(options.Force));
        if (string.Equals(Path.GetFullPath(from), Path.GetFullPath(to), StringComparison.Ordinal))
            throw new CommandRefusedException("IN and OUT are the same file; give OUT another name.");
        using var reader = Open(from, parsed.GetValue(options.Clean), cancellationToken);
        var conversion = Read(options, parsed);
        ConversionResult result;
        if (BidsOptions.IsFolder(to))
            result = Run(to, bar => options.Bids.Write(parsed, reader, from, to, conversion, force, bar, cancellationToken));
        else
        {
            if (!force && ConvertedFiles.Names(to, conversion.Format, reader is CleanedRecordingReader).FirstOrDefault(Path.Exists) is { } there)
                throw new CommandRefusedException($"{there} exists already; give another name, or --force to overwrite it.");
            result = Run(to, bar => ConvertedFiles.Write(reader, conversion, to, force, bar, cancellationToken));
        }
        Report(to, reader.Info, result);
    }

    private static IRecordingReader Open(string from, string? recipePath, CancellationToken cancellationToken)
    {
        var reader = RecordingInput.Open(from);
        if (recipePath is null)
            return reader;
        var isTaken = false;
        try
        {
            using var bar = new ConversionBar();
            var cleaned = CleanedRecordingReader.Clean(reader, ReadRecipe(recipePath), recipePath, bar, cancellationToken);
            isTaken = true;
            return cleaned;
        }
        catch (Exception refused) when (refused is CleaningRecipeException or AnalysisRefusedException)
        {
            throw new CommandRefusedException(refused.Message);
        }
        catch (OperationCanceledException)
        {
            throw new CommandRefusedException("Stopped; nothing was written.");
        }
        finally
        {
            if (!isTaken)
                reader.Dispose();
        }
    }

    private static CleaningRecipe ReadRecipe(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return CleaningRecipe.Load(stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusedException($"The recipe {path} cannot be read; check its name and permissions.");
        }
    }

    private static ConversionResult Run(string to, Func<ConversionBar, ConversionResult> convert)
    {
        try
        {
            using var bar = new ConversionBar();
            return convert(bar);
        }
        catch (ConversionRefusedException refused)
        {
            throw new CommandRefusedException(refused.Message);
        }
        catch (OperationCanceledException)
        {
            throw new CommandRefusedException("Stopped; nothing was written.");
        }
        catch (Exception exception) when (exception is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new CommandRefusedException($"{to} cannot be written there; check that the folder exists and may be written to.");
        }
    }

    private static void Report(string to, RecordingInfo info, ConversionResult result)
    {
        foreach (var note in info.Warnings.Concat(result.Notes).Concat(result.Deidentification?.Sentences() ?? []))
            Console.Error.WriteLine("Note: " + note);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Wrote {to}: {result.ChannelCount} channels, {result.DurationSeconds:0.###} s."));
    }

    private static ConversionFormat? FormatOf(string? path) => Path.GetExtension(path)?.ToLowerInvariant() switch
    {
        ".edf" => ConversionFormat.Edf,
        ".bdf" => ConversionFormat.Bdf,
        ".csv" => ConversionFormat.Csv,
        ".vhdr" => ConversionFormat.BrainVision,
        _ => null,
    };

    /// <summary>"1-40", "1-", "-40"; nothing at all is no band.</summary>
    private static bool TryParseBand(string? text, out double? low, out double? high)
    {
        (low, high) = (null, null);
        if (text is null)
            return true;
        var parts = text.Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !TryEdge(parts[0], out low) || !TryEdge(parts[1], out high))
            return false;
        return (low is not null || high is not null) && !(low >= high);
    }

    private static bool TryEdge(string text, out double? hertz)
    {
        hertz = null;
        if (text.Length == 0)
            return true;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !IsPositive(value))
            return false;
        hertz = value;
        return true;
    }

    private static bool IsPositive(double? value) => value is null or (> 0 and < double.PositiveInfinity);

    private static string[] Names(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

using System.CommandLine;
using System.Globalization;
using Halcyon.Signals.Features;
using Halcyon.Signals.Recordings;

namespace Halcyon.Commands;

/// <summary>`halcyon features`: the table of measures per epoch that models train on (docs/features.md).</summary>
internal static class FeaturesCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The recording, or the folder of a BIDS data set that holds one." };
        var epoch = new Option<double>("--epoch-seconds") { Description = "Length of an epoch.", DefaultValueFactory = _ => 30, HelpName = "S" };
        var output = new Option<string>("--out") { Description = "The table to write, CSV; - for standard output.", DefaultValueFactory = _ => "-", HelpName = "FILE.csv" };
        var channels = new Option<string?>("--channels") { Description = "Only these, by label or electrode name, in this order.", HelpName = "A,B" };
        var jobs = new Option<int>("--jobs") { Description = "Threads to use.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "N" };
        var force = new Option<bool>("--force") { Description = "Overwrite the table when it exists." };
        epoch.Require(seconds => seconds is >= EpochFeaturePlan.ShortestSeconds and < double.PositiveInfinity, "--epoch-seconds takes seconds from 1.");
        channels.Require(typed => Names(typed).Length > 0, "--channels takes labels parted by commas.");
        jobs.Require(threads => threads >= 1, "--jobs takes a number from 1.");
        var command = new Command("features", "Write a table of measures, a row for each epoch.") { file, epoch, output, channels, jobs, force };
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new FeatureTableOptions
            {
                EpochSeconds = parsed.GetValue(epoch),
                Channels = Names(parsed.GetValue(channels)),
                Parallelism = parsed.GetValue(jobs),
            };
            var path = parsed.GetRequiredValue(file);
            return Task.FromResult(RecordingRefusals.Report(
                path, () => Write(path, parsed.GetRequiredValue(output), parsed.GetValue(force), options, cancellationToken)));
        });
        return command;
    }

    private static void Write(string from, string to, bool force, FeatureTableOptions options, CancellationToken cancellationToken)
    {
        var toStandardOutput = to == "-";
        if (!toStandardOutput && !force && Path.Exists(to))
            throw new CommandRefusedException($"{to} exists already; give another name, or --force to overwrite it.");
        using var reader = RecordingInput.Open(from);
        if (!toStandardOutput && RecordingPaths.FirstReadBy(reader, [to]) is not null)
            throw new CommandRefusedException($"{to} is a file of the recording itself and would be lost; give another name.");
        if (toStandardOutput)
        {
            // Aside until it is whole: what reads the output takes half a table for a table.
            using var whole = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            var measured = Run(reader, options, whole, cancellationToken);
            whole.Position = 0;
            using var stream = Console.OpenStandardOutput();
            whole.CopyTo(stream);
            Report(measured, reader.Info, "standard output");
            return;
        }

        FeatureTableResult? result = null;
        WholeFile.Write(to, force, stream => result = Run(reader, options, stream, cancellationToken));
        Report(result!, reader.Info, to);
    }

    private static FeatureTableResult Run(IRecordingReader reader, FeatureTableOptions options, Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            using var bar = new ConversionBar();
            var result = FeatureTable.Write(reader, options, stream, bar, cancellationToken);
            return result.EpochCount > 0 ? result : throw new CommandRefusedException(string.Create(
                CultureInfo.InvariantCulture, $"No whole epoch of {options.EpochSeconds} s fits into the recording; give shorter ones with --epoch-seconds."));
        }
        catch (FeaturesRefusedException refused)
        {
            throw new CommandRefusedException(refused.Message);
        }
        catch (OperationCanceledException)
        {
            throw new CommandRefusedException("Stopped; the table is not whole.");
        }
    }

    private static void Report(FeatureTableResult result, RecordingInfo info, string to)
    {
        foreach (var note in info.Warnings.Concat(result.Notes))
            Console.Error.WriteLine("Note: " + note);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Wrote {to}: {result.EpochCount} epochs, {result.ChannelCount} channels."));
    }

    private static string[] Names(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

using System.CommandLine;
using Halcyon.Recordings.Reports;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Reports;

namespace Halcyon.Commands;

/// <summary>`halcyon analyze`: quality and spectra of recordings, several at a time.</summary>
internal static class AnalyzeCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Recordings (EDF, BDF, BrainVision, EEGLAB, GDF).", Arity = ArgumentArity.OneOrMore };
        var folder = new Option<string?>("--out") { Description = "Also write NAME.report.json, .html and .pdf into this folder.", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Print one JSON report per file, each on a line, instead of the summary." };
        var only = new Option<string?>("--only") { Description = "Only these sections: quality, spectrum, events, sleep, triage.", HelpName = "SECTION,…" };
        var line = new Option<string>("--line-frequency") { Description = "Mains frequency: 50, 60 or auto.", DefaultValueFactory = _ => "auto", HelpName = "HZ" };
        var reference = new Option<string>("--reference") { Description = "none, average, or channels: A1,A2.", DefaultValueFactory = _ => "none", HelpName = "REFERENCE" };
        var jobs = new Option<int>("--jobs") { Description = "Threads to use.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "N" };
        only.Require(typed => ParseSections(typed) is not null, "--only takes quality, spectrum, events, sleep and triage, parted by commas.");
        line.Require(hertz => AnalysisOptions.ParseLineFrequency(hertz) is not null, "--line-frequency takes 50, 60 or auto.");
        reference.Require(typed => AnalysisReference.Parse(typed) is not null, "--reference takes none, average, or channel labels parted by commas.");
        jobs.Require(threads => threads >= 1, "--jobs takes a number from 1.");

        var command = new Command("analyze", "Check the quality of recordings and measure their spectra.") { files, folder, json, only, line, reference, jobs };
        command.Require(
            typed => typed.GetValue(folder) is null || SharedName(typed.GetValue(files) ?? []) is null,
            "Two of the files have the same name and would write the same report: run them apart.");
        command.SetAction((parsed, cancellationToken) =>
        {
            var paths = parsed.GetRequiredValue(files);
            var threads = parsed.GetValue(jobs);
            var options = new AnalysisOptions
            {
                Sections = ParseSections(parsed.GetValue(only)) ?? AnalysisSections.All,
                LineFrequency = AnalysisOptions.ParseLineFrequency(parsed.GetValue(line)) ?? LineFrequency.Auto,
                Reference = AnalysisReference.Parse(parsed.GetValue(reference)) ?? AnalysisReference.None,
                Parallelism = Math.Max(1, threads / paths.Length),
            };
            return RunAsync(paths, options, Math.Min(threads, paths.Length), parsed.GetValue(folder), parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        string[] paths, AnalysisOptions options, int atOnce, string? folder, bool asJson, CancellationToken cancellationToken)
    {
        if (folder is not null)
        {
            if (RecordingRefusals.Report(folder, () => Directory.CreateDirectory(folder)) is var refused and not 0)
                return refused;
        }

        using var bar = new AnalysisBar(paths.Length);
        using var gate = new SemaphoreSlim(atOnce);
        // Begun in the order they were named. Stopping ends each of them by itself: none is left half written.
        var work = paths.Select(async (path, at) =>
        {
            await gate.WaitAsync(CancellationToken.None);
            try
            {
                return await Task.Run(() => AnalyzeOne(path, options, folder, bar.For(at), cancellationToken), CancellationToken.None);
            }
            finally
            {
                bar.Finish(at);
                gate.Release();
            }
        }).ToArray();

        // In the order they were named, whichever is ready first.
        var code = 0;
        foreach (var outcome in work)
        {
            var (report, refusal) = await outcome;
            bar.Clear();
            if (report is null)
            {
                await Console.Error.WriteLineAsync(refusal);
                code = 1;
            }
            else if (asJson)
            {
                await PrintJsonAsync(report);
            }
            else
            {
                AnalysisSummary.Print(report);
            }
        }

        return code;
    }

    private static (RecordingReport? Report, string? Refusal) AnalyzeOne(
        string path, AnalysisOptions options, string? folder, IProgress<AnalysisProgress> progress, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var reader = RecordingInput.Open(path);
            var report = RecordingAnalysis.Run(reader, options, progress, cancellationToken);
            if (folder is not null)
                WriteReports(Path.Combine(folder, Path.GetFileNameWithoutExtension(reader.Info.FileName)), report);
            return (report, null);
        }
        catch (OperationCanceledException)
        {
            return (null, $"{path}: Stopped; nothing was written.");
        }
        catch (AnalysisRefusedException refused)
        {
            return (null, $"{path}: {refused.Message}");
        }
        catch (Exception exception) when (RecordingRefusals.Explain(exception, path) is { } reason)
        {
            return (null, $"{path}: {reason}");
        }
    }

    private static void WriteReports(string name, RecordingReport report)
    {
        WholeFile.Write(name + ".report.json", overwrite: true, stream => ReportJson.Write(stream, report));
        WholeFile.Write(name + ".report.html", overwrite: true, stream => HtmlReport.Write(stream, report));
        WholeFile.Write(name + ".report.pdf", overwrite: true, stream => PdfReport.Write(stream, report));
    }

    private static async Task PrintJsonAsync(RecordingReport report)
    {
        using var memory = new MemoryStream();
        ReportJson.Write(memory, report);
        memory.WriteByte((byte)'\n');
        memory.Position = 0;
        await Console.Out.FlushAsync();
        await using var output = Console.OpenStandardOutput();
        await memory.CopyToAsync(output);
    }

    private static AnalysisSections? ParseSections(string? names) =>
        names is null ? AnalysisSections.All
            : AnalysisOptions.ParseSections(names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static string? SharedName(string[] paths) =>
        paths.GroupBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1)?.Key;
}

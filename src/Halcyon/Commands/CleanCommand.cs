using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Cleaning;
using Halcyon.Signals.Cleaning.Recipes;
using Halcyon.Signals.Recordings;

namespace Halcyon.Commands;

/// <summary>`halcyon clean`: looks at recordings and proposes how to clean them, as recipes that `convert --clean` follows.</summary>
internal static class CleanCommand
{
    private const string Schema = "halcyon.proposal/1";

    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed record Options(
        Argument<string[]> Files, Option<string?> Out, Option<double> HighPass, Option<string> Line, Option<string> Reference, Option<bool> Components,
        Option<bool> Bursts, Option<double?> Wavelet, Option<double?> Kalman, Option<int> Jobs, Option<bool> Json, Option<bool> Force);

    public static Command Create()
    {
        var options = new Options(
            new Argument<string[]>("FILE") { Description = "Recordings, or folders of BIDS data sets that hold one each. They stay as they are.", Arity = ArgumentArity.OneOrMore },
            new Option<string?>("--out") { Description = "Write the recipe here (NAME.json), or NAME.recipe.json for each file into this folder. Without it, only say what was found.", HelpName = "RECIPE.json|DIR" },
            new Option<double>("--high-pass") { Description = "Take out drifts below this.", DefaultValueFactory = _ => 0.5, HelpName = "HZ" },
            new Option<string>("--line-frequency") { Description = "Mains frequency: 50, 60, or auto, which takes out what is to be seen.", DefaultValueFactory = _ => "auto", HelpName = "HZ" },
            new Option<string>("--reference") { Description = "none, average, or channels: A1,A2.", DefaultValueFactory = _ => "average", HelpName = "REFERENCE" },
            new Option<bool>("--ica") { Description = "Take out independent components of eyes, heart, muscle and mains." },
            new Option<bool>("--asr") { Description = "Rebuild what large bursts covered (artifact subspace reconstruction)." },
            new Option<double?>("--wavelet") { Description = "Take white noise of this strength out by wavelets. It has to be known, as from the amplifier's data sheet: fast EEG looks the same.", HelpName = "UV" },
            new Option<double?>("--kalman") { Description = "Take white noise of this strength out by Kalman smoothing.", HelpName = "UV" },
            new Option<int>("--jobs") { Description = "Threads to use.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "N" },
            new Option<bool>("--json") { Description = "Print one JSON document per file, each on a line, instead of sentences." },
            new Option<bool>("--force") { Description = "Overwrite recipes that exist." });
        AddRules(options);
        var command = new Command("clean", "Look at recordings and propose how to clean them, as recipes for convert --clean.")
        {
            options.Files, options.Out, options.HighPass, options.Line, options.Reference, options.Components, options.Bursts,
            options.Wavelet, options.Kalman, options.Jobs, options.Json, options.Force,
        };
        command.Require(
            typed => !IsOneRecipe(typed.GetValue(options.Out)) || typed.GetValue(options.Files) is not { Length: > 1 },
            "--out names one recipe, but there are several files: name a folder.");
        command.Require(
            typed => typed.GetValue(options.Out) is null || !SharesName(typed.GetValue(options.Files) ?? []),
            "Two of the files have the same name and would write the same recipe: run them apart.");
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(options, parsed, cancellationToken)));
        return command;
    }

    private static void AddRules(Options options)
    {
        options.HighPass.Require(hertz => hertz is >= 0.5 and < double.PositiveInfinity, "--high-pass takes a frequency of 0.5 Hz or more.");
        options.Line.Require(hertz => AnalysisOptions.ParseLineFrequency(hertz) is not null, "--line-frequency takes 50, 60 or auto.");
        options.Reference.Require(typed => AnalysisReference.Parse(typed) is not null, "--reference takes none, average, or channel labels parted by commas.");
        options.Wavelet.Require(IsPositive, "--wavelet takes the noise's strength in uV, above 0.");
        options.Kalman.Require(IsPositive, "--kalman takes the noise's strength in uV, above 0.");
        options.Jobs.Require(threads => threads >= 1, "--jobs takes a number from 1.");
    }

    /// <summary>One file after the other: each may need all of the memory and threads. One bad file does not stop the rest.</summary>
    private static int Run(Options options, ParseResult parsed, CancellationToken cancellationToken)
    {
        var wanted = new ProposalOptions
        {
            HighPassHz = parsed.GetValue(options.HighPass),
            LineFrequency = AnalysisOptions.ParseLineFrequency(parsed.GetValue(options.Line)) ?? LineFrequency.Auto,
            Reference = AnalysisReference.Parse(parsed.GetValue(options.Reference)) ?? AnalysisReference.Average,
            RemovesComponents = parsed.GetValue(options.Components),
            RebuildsBursts = parsed.GetValue(options.Bursts),
            WaveletNoiseMicrovolts = parsed.GetValue(options.Wavelet),
            KalmanNoiseMicrovolts = parsed.GetValue(options.Kalman),
            Threads = parsed.GetValue(options.Jobs),
        };
        var to = parsed.GetValue(options.Out);
        var code = 0;
        foreach (var file in parsed.GetRequiredValue(options.Files))
            code = Math.Max(code, RecordingRefusals.Report(file, () => Propose(file, to, wanted, parsed.GetValue(options.Force), parsed.GetValue(options.Json), cancellationToken)));
        return code;
    }

    private static void Propose(string file, string? to, ProposalOptions options, bool force, bool asJson, CancellationToken cancellationToken)
    {
        using var reader = RecordingInput.Open(file);
        var path = to is null || IsOneRecipe(to) ? to : Path.Combine(to, Path.GetFileNameWithoutExtension(reader.Info.FileName) + ".recipe.json");
        if (path is not null && RecordingPaths.FirstReadBy(reader, [path]) is not null)
            throw new CommandRefusedException($"{path} is a file of the recording itself and would be lost; give another name.");
        if (path is not null && !force && Path.Exists(path))
            throw new CommandRefusedException($"{path} exists already; give another name, or --force to overwrite it.");
        EegSignals signals;
        CleaningProposal proposal;
        try
        {
            using var bar = new ConversionBar();
            signals = EegSignals.Read(reader);
            proposal = CleaningProposal.Make(signals, options, bar, cancellationToken);
        }
        catch (AnalysisRefusedException refused)
        {
            throw new CommandRefusedException(refused.Message);
        }
        catch (OperationCanceledException)
        {
            throw new CommandRefusedException("Stopped; nothing was written.");
        }

        if (path is not null)
            Write(path, proposal.Recipe, force);
        foreach (var warning in reader.Info.Warnings)
            Console.Error.WriteLine("Note: " + warning);
        if (asJson)
            Console.Out.WriteLine(Json(reader.Info.FileName, path, proposal).ToJsonString(OneLine));
        else
            Print(reader.Info.FileName, file, path, signals, proposal);
    }

    private static void Write(string path, CleaningRecipe recipe, bool force)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusedException($"There can be no folder for {path}; give another name.");
        }

        WholeFile.Write(path, force, recipe.Save);
    }

    private static void Print(string name, string file, string? path, EegSignals signals, CleaningProposal proposal)
    {
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}  {signals.Places(ChannelKind.Eeg).Length} EEG channels, {signals.SampleCount / signals.SamplingRateHz:0.#} s"));
        foreach (var finding in proposal.Findings)
            Console.Out.WriteLine("  " + finding.Text);
        Console.Out.WriteLine("  A proposal to look at, not a verdict. The file itself stays as it is.");
        if (path is not null)
            Console.Error.WriteLine($"Wrote {path}; halcyon convert {file} OUT --clean {path} follows it.");
    }

    private static JsonObject Json(string name, string? path, CleaningProposal proposal) => new()
    {
        ["schema"] = Schema,
        ["file_name"] = name,
        ["recipe"] = path,
        ["findings"] = new JsonArray([.. proposal.Findings.Select(finding => (JsonNode)new JsonObject { ["kind"] = finding.Kind, ["text"] = finding.Text })]),
        ["bad_channels"] = new JsonArray([.. proposal.Recipe.Steps.OfType<BadChannelsStep>().SelectMany(step => step.Found).Select(bad => (JsonNode)new JsonObject
        {
            ["label"] = bad.Label,
            ["reasons"] = new JsonArray([.. bad.Reasons.Select(reason => (JsonNode)new JsonObject
            {
                ["kind"] = reason.Kind, ["measure"] = reason.Measure, ["value"] = reason.Value, ["unit"] = reason.Unit, ["limit"] = reason.Limit,
            })]),
        })]),
        ["notch_hz"] = new JsonArray([.. proposal.Recipe.Steps.OfType<NotchStep>().SelectMany(step => step.FrequenciesHz).Select(hertz => (JsonNode)hertz)]),
        ["components"] = new JsonArray([.. proposal.Recipe.Steps.OfType<ComponentsStep>().SelectMany(step => step.Labels.Select(label => (JsonNode)new JsonObject
        {
            ["component"] = label.Component, ["label"] = label.Label, ["reason"] = label.Reason, ["removed"] = step.Removed.Contains(label.Component),
        }))]),
    };

    private static bool IsOneRecipe(string? path) => path is not null && path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static bool SharesName(string[] files) =>
        files.Select(Path.GetFileNameWithoutExtension).Distinct(StringComparer.OrdinalIgnoreCase).Count() < files.Length;

    private static bool IsPositive(double? value) => value is null or (> 0 and < double.PositiveInfinity);
}

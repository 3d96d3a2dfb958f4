using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Halcyon.Bench;
using Halcyon.Bench.Recommender;

// Each of these times what a script in bench/ compares with another program; anything else goes to BenchmarkDotNet.
// recommender [SEEDS]: ways of choosing actions, on simulated people. window [REPETITIONS]: pages of the viewer. segments: accuracy of artifact segments.
// eeg|cleaning FILE [REPETITIONS]: steps of signal processing. pipeline FILE OUT [THREADS]: all of it, from a file to band powers.
switch (args)
{
    case ["eeg", var file, ..]:
        return EegSteps.Run(file, Number(args, 2, 5));
    case ["cleaning", var file, ..]:
        return CleaningSteps.Run(file, Number(args, 2, 3));
    case ["pipeline", var file, var result, ..]:
        return EegPipeline.Run(file, result, Number(args, 3, Environment.ProcessorCount));
    case ["segments"]:
        return SegmentAccuracy.Run();
    case ["window", ..]:
        return ViewerWindow.Run(Number(args, 1, 9));
    case ["recommender", .. var seeds]:
        return Simulation.Run(seeds);
}

// In process: the benchmarks' own build would look for packages that are not in every feed.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(EegSteps).Assembly).Run(args, config);
return 0;

static int Number(string[] args, int position, int otherwise) =>
    args.Length > position ? int.Parse(args[position], CultureInfo.InvariantCulture) : otherwise;

using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Halcyon.Bench;
using Halcyon.Bench.Recommender;

// "recommender [SEEDS]" compares ways of choosing actions on simulated people. "window [REPETITIONS]" times pages of the viewer. "eeg FILE [REPETITIONS]" times the steps that bench/eeg-peers.sh times in MNE-Python, "cleaning FILE [REPETITIONS]" those of bench/eeg-cleaning-peers.sh; anything else goes to BenchmarkDotNet.
if (args is ["eeg", var file, ..])
    return EegSteps.Run(file, args is [_, _, var repetitions] ? int.Parse(repetitions, System.Globalization.CultureInfo.InvariantCulture) : 5);

if (args is ["cleaning", var recording, ..])
    return CleaningSteps.Run(recording, args is [_, _, var rounds] ? int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture) : 3);

if (args is ["window", ..])
    return ViewerWindow.Run(args is [_, var times, ..] ? int.Parse(times, System.Globalization.CultureInfo.InvariantCulture) : 9);

if (args is ["recommender", .. var seeds])
    return Simulation.Run(seeds);

// In process: the benchmarks' own build would look for packages that are not in every feed.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(EegSteps).Assembly).Run(args, config);
return 0;

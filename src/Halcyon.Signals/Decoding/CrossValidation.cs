using System.Numerics.Tensors;
using Halcyon.Signals.Epochs;

namespace Halcyon.Signals.Decoding;

/// <summary>Fits on all runs (or sessions) but one and tests on that one, for each in turn.</summary>
/// <remarks>
/// Neighbouring trials resemble each other, so a random split flatters (Varoquaux et al. 2017,
/// doi:10.1016/j.neuroimage.2016.10.038). There is none here: epochs that do not say their run are refused, and so are runs that share samples.
/// </remarks>
public static class CrossValidation
{
    /// <param name="epochs">Every epoch says its run; runs of one name in different sessions are different runs.</param>
    /// <param name="fit">Called once for each run, without that run's epochs.</param>
    /// <exception cref="ArgumentException">Fewer than two runs, an epoch without a run, runs that overlap, or a class missing from the training part.</exception>
    public static DecodingScore LeaveOneRunOut(EpochSet epochs, Func<EpochSet, TrialDecoder> fit)
    {
        Require(epochs, epoch => epoch.Run.Length > 0, "run");
        return LeaveOut(epochs, epoch => epoch.Session.Length == 0 ? epoch.Run : $"{epoch.Session} {epoch.Run}", "run", fit);
    }

    /// <summary>As <see cref="LeaveOneRunOut"/>, by sessions: the harder and more honest test of use on another day.</summary>
    public static DecodingScore LeaveOneSessionOut(EpochSet epochs, Func<EpochSet, TrialDecoder> fit)
    {
        Require(epochs, epoch => epoch.Session.Length > 0, "session");
        return LeaveOut(epochs, epoch => epoch.Session, "session", fit);
    }

    private static DecodingScore LeaveOut(EpochSet epochs, Func<Epoch, string> group, string kind, Func<EpochSet, TrialDecoder> fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        string[] classes = [.. epochs.Labels];
        string[] groups = [.. epochs.Epochs.Select(group).Distinct(StringComparer.Ordinal)];
        if (groups.Length < 2)
            throw new ArgumentException($"At least two {kind}s are needed, one to leave out and one to learn from.", nameof(epochs));
        RefuseOverlap(epochs, group, kind);
        var confusion = classes.Select(_ => new int[classes.Length]).ToArray();
        var folds = new List<FoldScore>(groups.Length);
        var ranked = new List<(double Score, bool IsPositive)>(epochs.Count);
        foreach (var heldOut in groups)
        {
            var training = epochs.Where(epoch => !string.Equals(group(epoch), heldOut, StringComparison.Ordinal));
            if (!training.Labels.SequenceEqual(classes, StringComparer.Ordinal))
                throw new ArgumentException($"Without {kind} \"{heldOut}\" a class has no trial left to learn from.", nameof(epochs));
            var test = epochs.Where(epoch => string.Equals(group(epoch), heldOut, StringComparison.Ordinal));
            folds.Add(new FoldScore(heldOut, test.Count, Test(fit(training), test, classes, confusion, ranked)));
        }
        return new DecodingScore(classes, folds, confusion, classes.Length == 2 ? DecodingScore.Area(ranked) : null);
    }

    private static int Test(TrialDecoder decoder, EpochSet test, string[] classes, int[][] confusion, List<(double Score, bool IsPositive)> ranked)
    {
        var scores = new double[decoder.Classes.Count];
        int[] places = [.. decoder.Classes.Select(name => Array.IndexOf(classes, name))];
        if (places.Length != classes.Length || places.Contains(-1) || !decoder.Shape.Matches(test))
            throw new ArgumentException("The decoder was fitted on other classes or another shape of trials.", nameof(decoder));
        var correct = 0;
        foreach (var epoch in test.Epochs)
        {
            decoder.Scores(epoch.Samples.Span, scores);
            var actual = Array.IndexOf(classes, epoch.Event.Label);
            var predicted = places[TensorPrimitives.IndexOfMax<double>(scores)];
            confusion[actual][predicted]++;
            correct += actual == predicted ? 1 : 0;
            if (classes.Length == 2)
                ranked.Add((scores[Array.IndexOf(places, 1)] - scores[Array.IndexOf(places, 0)], actual == 1));
        }
        return correct;
    }

    private static void Require(EpochSet epochs, Func<Epoch, bool> says, string kind)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        if (epochs.Epochs.FirstOrDefault(epoch => !says(epoch)) is { } silent)
            throw new ArgumentException($"The epoch at tick {silent.Event.Tick} does not say its {kind}; set EpochOptions.{char.ToUpperInvariant(kind[0])}{kind[1..]}.", nameof(epochs));
    }

    /// <summary>Epochs of one recording that share samples must be left out together.</summary>
    private static void RefuseOverlap(EpochSet epochs, Func<Epoch, string> group, string kind)
    {
        foreach (var recording in epochs.Epochs.Where(epoch => epoch.Recording.Length > 0).GroupBy(epoch => epoch.Recording, StringComparer.Ordinal))
        {
            Epoch[] ordered = [.. recording.OrderBy(epoch => epoch.Event.Tick)];
            for (var i = 1; i < ordered.Length; i++)
                if (ordered[i].Event.Tick - ordered[i - 1].Event.Tick < epochs.SampleCount
                    && !string.Equals(group(ordered[i]), group(ordered[i - 1]), StringComparison.Ordinal))
                    throw new ArgumentException(
                        $"{kind}s \"{group(ordered[i - 1])}\" and \"{group(ordered[i])}\" share samples of \"{recording.Key}\", so a test would have been seen in training.", nameof(epochs));
        }
    }
}

using System.Runtime.InteropServices;

namespace Halcyon.Wellness.Recommendations;

/// <summary>What is expected of an action for anybody, before anything is known of the person.</summary>
/// <param name="Mean">Of the weights.</param>
/// <param name="Deviation">How unsure the mean itself is, place by place.</param>
/// <param name="People">How many people's ratings are behind it; 0 where they were too few to be used.</param>
internal sealed record ActionPrior(double[] Mean, double[] Deviation, int People);

/// <summary>How much weights differ and how much ratings scatter. Rewards are 0-1, contexts about 0-1.</summary>
/// <remarks>Set once, on simulated people other than those that docs/models/recommender.md reports on.</remarks>
internal static class Spread
{
    private const int N = ContextVector.Length;

    /// <summary>Of one rating around its expectation, squared: a person rates the same thing one step of five up or down.</summary>
    public const double NoiseVariance = 0.05;

    /// <summary>One person from people in general: in everything, in actions of one approach, in one action.</summary>
    public static readonly double[] Person = Make(constant: 0.10, context: 0.012);
    public static readonly double[] PersonApproach = Make(constant: 0.07, context: 0.02);
    public static readonly double[] PersonAction = Make(constant: 0.10, context: 0.025);

    /// <summary>Actions from each other, for people in general.</summary>
    public static readonly double[] General = Make(constant: 0.06, context: 0.02);
    public static readonly double[] Approach = Make(constant: 0.05, context: 0.025);
    public static readonly double[] Action = Make(constant: 0.10, context: 0.035);

    public static double[] Make(double constant, double context)
    {
        var deviation = new double[N];
        Array.Fill(deviation, context);
        deviation[ContextVector.Constant] = constant;
        return deviation;
    }

    public static double[] Join(double[] first, double[] second) => [.. first.Zip(second, (a, b) => Math.Sqrt((a * a) + (b * b)))];
}

/// <summary>How much wider or narrower a spread is than <see cref="Spread"/> says: of constants, and of what depends on the moment.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpreadScale(double Constant, double Context)
{
    public static SpreadScale Usual { get; } = new(1, 1);

    /// <summary>The best of a few by a score; what is true lies between two of them, and that is near enough.</summary>
    /// <remarks>First of the constants, then of what depends on the moment: half the work of all pairs.</remarks>
    public static SpreadScale Best(Func<SpreadScale, double> score)
    {
        double[] compared = [0.25, 0.5, 1, 1.6];
        var constant = compared.MaxBy(value => score(new SpreadScale(value, value)));
        return new SpreadScale(constant, compared.MaxBy(value => score(new SpreadScale(constant, value))));
    }

    public double[] Of(double[] deviation)
    {
        var scaled = new double[deviation.Length];
        for (var place = 0; place < scaled.Length; place++)
            scaled[place] = deviation[place] * (place == ContextVector.Constant ? Constant : Context);
        return scaled;
    }
}

/// <summary>The priors of all actions, as the nightly job estimated them.</summary>
/// <param name="personScale">How much people differ.</param>
internal sealed class SharedPrior(IReadOnlyDictionary<string, ActionPrior> actions, int people, SpreadScale personScale)
{
    private const int N = ContextVector.Length;
    private const byte Format = 1;

    /// <summary>Before there are enough people: nothing but what each action is made for.</summary>
    public static SharedPrior None { get; } = new(new Dictionary<string, ActionPrior>(StringComparer.Ordinal), 0, SpreadScale.Usual);

    private volatile ListedPriors? _listed;

    /// <summary>How many people took part in the estimate.</summary>
    public int People => people;

    public SpreadScale PersonScale => personScale;

    public ActionPrior Of(ModelAction action) =>
        actions.TryGetValue(action.Id, out var prior) ? prior : new ActionPrior(action.LibraryMean, PriorEstimation.Unknown, 0);

    /// <summary>For the actions of one list in their order; the same list is answered from memory.</summary>
    public ListedPriors For(IReadOnlyList<ModelAction> list) =>
        _listed is { } listed && ReferenceEquals(listed.Actions, list) ? listed : _listed = new ListedPriors(list, this);

    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Format);
        writer.Write((byte)ContextVector.Version);
        writer.Write(people);
        writer.Write(personScale.Constant);
        writer.Write(personScale.Context);
        writer.Write(actions.Count);
        foreach (var (id, prior) in actions)
        {
            writer.Write(id);
            writer.Write(prior.People);
            foreach (var value in prior.Mean.Concat(prior.Deviation))
                writer.Write((float)value);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    public static SharedPrior Read(byte[]? model)
    {
        if (model is null || model[0] != Format || model[1] != ContextVector.Version)
            return None;

        using var reader = new BinaryReader(new MemoryStream(model));
        reader.ReadInt16();
        var people = reader.ReadInt32();
        var scale = new SpreadScale(reader.ReadDouble(), reader.ReadDouble());
        var actions = new Dictionary<string, ActionPrior>(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (id, behind) = (reader.ReadString(), reader.ReadInt32());
            var (mean, deviation) = (new double[N], new double[N]);
            for (var i = 0; i < N; i++)
                mean[i] = reader.ReadSingle();
            for (var i = 0; i < N; i++)
                deviation[i] = reader.ReadSingle();
            actions.Add(id, new ActionPrior(mean, deviation, behind));
        }

        return new SharedPrior(actions, people, scale);
    }
}

/// <summary>What every person's model starts from, worked out once for a list of actions.</summary>
internal sealed class ListedPriors
{
    public ListedPriors(IReadOnlyList<ModelAction> actions, SharedPrior prior)
    {
        var own = prior.PersonScale.Of(Spread.PersonAction);
        Actions = actions;
        Priors = [.. actions.Select(prior.Of)];
        Deviations = [.. Priors.Select(action => Spread.Join(own, action.Deviation))];
        Levels = new TreeLevels(Spread.Person, prior.PersonScale.Of(Spread.PersonApproach));
    }

    public IReadOnlyList<ModelAction> Actions { get; }

    public ActionPrior[] Priors { get; }

    /// <summary>Of the part of each action that is a person's own.</summary>
    public double[][] Deviations { get; }

    public TreeLevels Levels { get; }
}

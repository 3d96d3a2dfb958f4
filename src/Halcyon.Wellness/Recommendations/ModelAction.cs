using Halcyon.Wellness.Interventions;

namespace Halcyon.Wellness.Recommendations;

/// <summary>An action as the model sees it.</summary>
/// <param name="LibraryMean">Weights expected by what it is made for, before anybody rated it.</param>
internal sealed record ModelAction(string Id, string Approach, double[] LibraryMean)
{
    /// <summary>The middle of the scale: neither helpful nor not.</summary>
    private const double Middle = 0.5;

    /// <summary>Made for what one feels: a small head start, soon outweighed by ratings.</summary>
    private const double MadeForIt = 0.05;

    /// <summary>Where it is in <see cref="ContextVector.TimesOfDay"/>.</summary>
    private const int Night = 3;

    public static ModelAction Of(Intervention item)
    {
        var mean = new double[ContextVector.Length];
        mean[ContextVector.Constant] = Middle;
        for (var emotion = 0; emotion < Emotions.All.Count; emotion++)
        {
            if (item.TargetEmotions.Contains(Emotions.All[emotion], StringComparer.Ordinal))
                mean[ContextVector.FirstEmotion + emotion] = MadeForIt;
        }

        if (Settles(item))
            mean[ContextVector.FirstTimeOfDay + Night] = MadeForIt;
        return new ModelAction(item.Id, item.TherapeuticApproach, mean);
    }

    /// <summary>Asks for next to nothing, not even words: what the night is for.</summary>
    private static bool Settles(Intervention item) => item is { EnergyRequired: <= 2, RequiresVerbal: false, RequiresMovement: false };

    /// <summary>Knows nothing, for comparisons.</summary>
    public static ModelAction Plain(string id, string approach)
    {
        var mean = new double[ContextVector.Length];
        mean[ContextVector.Constant] = Middle;
        return new ModelAction(id, approach, mean);
    }
}

/// <summary>The approaches of a list of actions, numbered.</summary>
internal sealed class ApproachNumbers
{
    public ApproachNumbers(IReadOnlyList<ModelAction> actions)
    {
        var names = actions.Select(action => action.Approach).Distinct(StringComparer.Ordinal).ToList();
        Of = [.. actions.Select(action => names.IndexOf(action.Approach))];
        Count = names.Count;
    }

    public IReadOnlyList<int> Of { get; }

    public int Count { get; }
}
